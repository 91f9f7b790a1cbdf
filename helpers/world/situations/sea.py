"""On the water: boats that fail, weather that is argued about, fish that grow with the telling, first lessons."""
# fmt: off

from helpers.world.scene import Scene


def boat_trouble(s: Scene) -> str:
    """Something is wrong with a boat; the cause, the mender, the price, and how to fish meanwhile."""
    s.boat("X")
    s.person("C")
    s.day("D")
    s.price("M", s.rng.randrange(400, 6000))
    s.choose(
        "sign cause part fix",
        ("takes in water by the bucket", "a sprung plank", "plank", "put in a new plank"),
        ("steers like a wardrobe", "a bent rudder pin", "rudder", "straighten the rudder"),
        ("coughs and dies at the harbour mouth", "water in the fuel", "fuel tank", "clean out the tank"),
        ("leans to the left, even on land", "ballast that has shifted", "ballast", "lay the ballast again"),
        ("won't point into the wind", "a sail as slack as washing", "sail", "recut the sail"),
        ("smokes like a kipper shed", "a cracked exhaust", "exhaust", "weld the exhaust"),
        ("drops its anchor whenever it likes", "a chain worn to a thread", "chain", "fit a new chain"),
        ("hums", "a rope round the propeller", "propeller", "free the propeller"),
        ("loses an oar every time I turn", "a split rowlock", "rowlock", "carve a new rowlock"),
    )
    s.a(
        "{~hello} [It's the {X}. She {sign}.|The {X}'s ill. She {sign}.]",
        "{~oath} The {X} {sign} again.",
        "[You know boats.|You grew up in a boat.] [Mine|The {X}] {sign}, and I've [kicked everything|tried talking to her|run out of names to call her].", "[Come and look at the {X}.|There's something the matter with the {X}.] She {sign}.", "{~well} it's my boat. [She {sign}.|The {X}, I mean. She {sign}.] [I've tried everything but prayer.|The gulls are laughing.|]",
    )
    s.b(
        "[Since when?|And before that, did you hit anything?|What did you do to her?]",
        "[She {sign}?|Again?] [Did you hit a rock?|Since the storm?|That's new.]", "[Hm. Did she do it last year?|Is that a noise or a smell?|Did you wash her? Never wash her.]", "[That's no way for a boat to behave.|Poor old thing.] [When did it start?|How long has that been going on?]",
    )
    s.choose("when", "since the storm", "since I touched the pier", "since my nephew had a go", "since the day I cleaned her", "since Sunday, and I was nowhere near her")
    s.a("{~hm} [{when}.|{when}, if you must know.] [I may have scraped something.|It was a very small bump.|I swear I did nothing.|]", "[It began {when}.|Only {when}.|She's done it {when}.] [I blame the paint.|She was born on a Friday.|]")
    s.b(
        "[Then it's {cause}.|That'll be {cause}.|Sounds like {cause} to me.] [I've seen it before.|My uncle had the same.|Nine times out of ten.]",
        "[Did you look at the {part}?|Take a look at the {part}.] I'd bet on {cause}.", "[Let me guess. {cause}.|Ten to one it's {cause}.|I know that. It's {cause}.] [Look at the {part}.|]", "[Have you had the {part} looked at?|How's the {part}?] [I suspect {cause}.|It smells like {cause} from here.]",
    )
    s.interrupt(0.2)
    s.a("[And who mends that?|Can I do it myself?|Is that bad?|Will she live?]", "{~doubt} [And if it is, who can {fix}?|Who'd {fix}, then?]", "[{cause}? And I blamed the gulls.|{cause}. That sounds dear.] [Who could {fix}?|Who does that sort of thing?]")
    if s.chance(0.6):
        s.b("[{C} can {fix}.|Ask {C}. {C.he} could {fix} blindfold.|Not you. {C}.] [About {M}, I'd say.|Not more than {M}.|For {M} and a sandwich.]", "[Only one person for that, and that's {C}.|Take her to {C}.] [{M} should do it.|Reckon with {M}.]")
        s.a("[{M}! I paid less for the boat.|{M}? I'll have to sell the hat.|{M}, and she's only a boat.]", "{~yes} [{M} is cheaper than drowning.|I can find {M}, if I don't eat.]", "[{M}. There goes the new stove.|{M} for that? Well.] [I'd better ask.|When could {C.he} do it?]")
        s.b("[{C}'s free on {D}.|Go on {D}, {C.he}'s in a good mood then.|{D} would be the day to ask.] [Till then, take mine.|You can fish from my boat till then.|]")
        if s.chance(0.5):
            s.a("{~thanks} [{D}, then.|I'll see {C.him} on {D}.|I'll tow her round on {D}.]")
        s.close(0.4)
        return s.summary(
            "{A}'s boat, the {X}, has {cause}, and {C} can {fix} on {D} for {M}.",
            "{B} thinks that {cause} is what ails the {X} and sends {A} to {C} on {D}, at a cost of {M}.",
            "Since {B} suspects {cause}, {A} will have {C} {fix} for {M}.",
        )
    s.b("[I'll help you {fix} on {D}.|Give me {D} and we'll {fix} together.|We can {fix} ourselves. {D}?] [You hold, I swear.|Bring your own hammer.|You pay for the {M} of parts.]", "[Why pay somebody {M}? We can {fix} on {D}, you and I.|I'm free on {D}. We could {fix} by ourselves.]")
    s.a("[You'd do that?|With you? And be alive after?|For nothing?]", "[Last time we mended something, it floated off without us.|Do you know how?|What's in it for you?]", "{~thanks} [What do I owe you?|There must be a catch.]")
    s.choose("pay", "a bucket of mussels", "the first two fish she brings home", "supper, and none of your soup", "one day's loan of the {X}", "never telling anyone you asked me")
    s.b("[It'll cost you {pay}.|I'll take {pay}.|Call it {pay}.|For {pay}, I'd do worse.]", "[All I ask is {pay}.|Give me {pay} and we're quits.|I've had my eye on something: {pay}.]")
    s.a("{~yes} {D}, [at high water|first thing|before breakfast|when the tide's out], then.")
    s.close(0.4)
    return s.summary(
        "{B} will help {A} {fix} on the {X} on {D} in return for {pay2}.",
        "The {X} has {cause}; {A} and {B} will {fix} together on {D}, and {B} is to get {pay2}.",
        "{A}'s boat has {cause}, and {B} will help to {fix} on {D} for {pay2}.",
        pay2=s.slots["pay"].replace("never telling anyone you asked me", "silence about the matter").replace(", and none of your soup", ""),
    )


def weather_bet(s: Scene) -> str:
    """Will it hold? Signs are read, a wager is laid, somebody stays ashore."""
    s.choose("sign", "the gulls are walking", "my knee is singing", "there's a ring round the moon", "the cat's asleep on her back", "the swell has gone oily", "I can smell the brewery", "the spiders have moved indoors", "the far shore looks close enough to touch")
    s.choose("sign2", "the glass is steady", "the swallows are high", "the sky was red last night", "the donkey's lying down", "the almanac says fair", "the smoke goes straight up", "the bees are out")
    s.choose("stake", "a dozen oysters", "a new pair of oars", "a turn on the night watch", "a week of washing up", "a hot dinner", "a round at the inn", "a new jersey")
    s.choose("trip", "round the Skerries", "out to the far pots", "over to the Isle of Hest", "after the mackerel", "up to Crail Sands with the crates", "out past the bar")
    s.hour("T", 11, 18)
    s.a(
        "[You're not going out in that?|Tell me you're not going {trip}.|You're never going {trip} today.]",
        "{~hello} [Going {trip}?|Where are you off to with those oars?]", "[That's a lot of rope for a Tuesday.|I see you've got your boots on.] [Off {trip}?|You're not thinking of going {trip}?]",
        "I'd stay in if I were you. [Look at that sky.|There's something coming.|]",
    )
    s.b("[I'm going {trip}. What of it?|{trip}, as soon as I've eaten.|Why not? I've seen worse.]", "{~yes} [{trip} and back.|{trip}.] [It'll hold.|Nothing to it.]", "[I thought I'd go {trip}.|{trip}, while it lasts.] [Want anything?|I'll be quick.|The pots won't empty themselves.]")
    s.a("[{sign}. That means a blow by {T}.|There'll be a blow by {T}. {sign}.|{sign}, and I've never known that fail.] [Mark my words.|]", "[Not today. {sign}.|Listen to me: {sign}.] [By {T} it'll be howling.|By {T} you won't see your own hand.]", "[You can laugh, but {sign}.|Use your eyes. {sign}.] [A blow, by {T} at the latest.|I give it till {T}.]")
    s.b("[And {sign2}. So there.|Well, {sign2}.|Funny. {sign2}, and that's a better sign.] [Your knee isn't a barometer.|You said the same on Tuesday, and I got sunburnt.|I trust my own nose.]", "[Signs! I can do signs too. {sign2}.|If we're reading signs, {sign2}.] [It'll be like a pond.|Not a cloud.|I've sailed in worse, in a bathtub.]")
    s.interrupt(0.15)
    if s.chance(0.65):
        s.a("[Care to bet?|Bet you {stake}.|{stake} says I'm right.]", "{~doubt} [What will you bet?|I'll bet {stake}.]", "[Put your money where your oars are.|Shall we wager on it?] [I say {stake}.|{stake}, on a blow by {T}.]")
        s.b("[{stake}? Done.|You're on. {stake}.|{stake} it is, if it's blowing by {T}.] [And if it isn't, you pay.|]", "[I never refuse {stake}. Done.|{stake}! I can taste it already.] [Blow by {T}, you win. Calm, I win.|]")
        if s.chance(0.5):
            s.a("[And you'll stay in sight of the pier?|You'll still turn back if it darkens?|Take a coat, at least.]")
            s.b("[I'll be back before {T} to collect.|You can watch me from the wall.|For {stake} I'd row in a hurricane.]")
        s.close(0.4)
        return s.summary(
            "{A} warns {B} against going {trip} and they bet {stake} on whether it will blow by {T}.",
            "{A} and {B} disagree about the weather, and the stake is {stake}.",
            "Because {sign3}, {A} expects a blow by {T}, but {B} means to go {trip} and stakes {stake} on it.",
            stake2=s.slots["stake"].replace("your turn", "a turn").replace("a new jersey", "a blue jersey"),
            sign3=s.slots["sign"].replace("my knee is singing", "{A}'s knee aches").replace("I can smell the brewery", "one can smell the brewery"),
        )
    s.a("[The Patient Susan said the same, the day she lost her mast.|My grandfather trusted his nose, and we buried an empty box.|I'm not fishing you out.]", "[And who has to come and get you? Me.|Last time you came home on a door.|Think of your mother.]", "[And who'll feed your cat?|They never found old Wagstaff's hat.|I've rung that bell for three people, and two were my cousins.]")
    s.b("[Oh, very well.|All right, all right.|You do spoil a morning.] [I'll mend the nets instead.|I'll wait till {T} and see.|I'll go tomorrow.]", "[You could talk the wind out of a sail.|You've got my mother's voice when you say that.] [I'll stay.|Tomorrow, then.|I'll splice rope.]", "{~oath} [If it's calm at {T}, you'll hear from me.|But if nothing comes by {T}, I'm going.]")
    s.a("[Sense at last.|Nobody ever drowned in bed.|I'll put the kettle on.]", "[That's the best thing you've said all week.|Come in, I've got soup.|You'll thank me when the roofs go by.]", "{~thanks} [I'd have worried all day.|That's one grey hair less.]")
    s.close(0.3)
    return s.summary(
        "{A} talks {B} out of going {trip} because of signs of a blow by {T}.",
        "{B} gives up the plan of going {trip} for the day, since {A} does not trust the weather.",
        "{B} was going {trip}, but {A}, who expects bad weather by {T}, wins the argument.",
    )


def tall_tale(s: Scene) -> str:
    """A catch is described, doubted, measured and shrinks."""
    s.person("C")
    first, second = s.pick((("as long as a rowing boat", "as long as an oar"), ("the size of a door", "the size of a tea tray"), ("as heavy as the vicar", "as heavy as the vicar's cat"), ("six feet long", "two feet long"), ("as big as a pig", "as big as a piglet"), ("as long as a church pew", "as long as a hymn book")))
    s.put("big", first)
    s.put("small", second)
    s.choose("fish", "a cod", "a conger", "a ling", "a halibut", "a lobster", "a bass", "an octopus")
    s.slots["fish.the"] = "the " + s.slots["fish"].split(" ", 1)[1]
    s.place_of_kind("P", "harbour", "beach", "cove", "bridge", "ferry landing")
    s.choose("proof proof_short", ("I've got the bite marks", "bite marks"), ("the rod snapped in two", "a snapped rod"), ("it took my hat", "a lost hat"), ("I've a scale here the size of a penny", "one scale"), ("there's the hook, straight as a nail", "a straightened hook"))
    s.a(
        "{~hello} [You should have seen what I had on the line at {P}.|Ask me what I caught at {P}.|You'll never guess what I hooked off {P}.]",
        "{~well} I've had {fish} on my line, {big}. {big}!",
        "[Don't laugh.|You'll say I'm lying.] At {P}, this morning, {fish}, {big}.", "{~hello} [I've had such a morning.|Look at these hands. They're still shaking.] [{fish}, at {P}.|On my line, {fish}!] {big}!", "[I want you to hear it from me.|Before anyone else tells you.] [I hooked {fish} at {P}.|At {P} I had {fish}.] {big}.",
    )
    s.b("[Go on.|How big, this time?|I'm sitting down.|Not another one.]", "{~wow} [And where is it?|How big is {big}, in soup bowls?]", "[And you caught it with what, your hat?|I'll fetch a pinch of salt.|Was this before the cider or after?]", "[Start again, slower.|Hold your hands apart. Further? Really?|Last week it was a seal.]")
    s.a("[{fish}. {big}, and angry.|It was {fish}, {big}. It looked me in the eye.|{big}, I tell you. {fish.the} of a lifetime.] [It pulled me along the whole pier.|]", "[{big}. I've never felt such a pull.|As I stand here, {big}.] [The pier shook.|My pipe went out.|It had a face like my uncle.]")
    s.b("{~doubt} [So where is it?|And you brought it home in what?|Show me.]", "[{big}. I see.|{big}? At {P}?] [There's not that much water there.|You couldn't lift it.]", "[I've fished there for thirty years.|That's not a fish, that's a landlord.] [{big}?|Did anyone see it?]", "[And the scales? And the pan?|Which end was the bigger?] [I'd like to see it.|Where have you put it?]")
    s.a("[It got away.|At the very last moment, the line went.|I let it go. It had children.] [But {proof}.|And {proof}, so there.]", "[The line snapped.|It winked, and it was gone.|I felt sorry for it.] [I've proof, though: {proof}.|And {proof}. Explain that.]")
    s.interrupt(0.15)
    if s.chance(0.6):
        s.b("[{C} was there.|Funny. {C} was standing next to you.|I met {C} on the way up.] [{C.he} says it was {small}.|And by {C.his} account it was {small}.|According to {C.him}, {small}.]", "[I've just spoken to {C}.|{C} held your net, didn't {C.he}?] [{small}, {C.he} said.|{C.he} told me it was {small}.]")
        s.a("[{C} needs spectacles.|{C} was asleep.|{C.he}'s jealous, that's all.] [{small}! {small}, wet, perhaps.|It may have been a little under {big}.|]", "[All right, {small}.|Fine. {small}. But it felt like {big}.] [Don't spread it about.|]", "[{C.he} saw the tail end.|From where {C} stood, maybe.|{C} never could count.] [It was {big}.|{big}. I'll swear to it.]")
        s.b("[By Friday it'll be the size of the lifeboat.|I'll tell it your way, for a mug of cider.|I like your version better.|Poor fish. It doesn't know it's famous.]", "[I'd stick to yours. It's good for the town.|Tell it at the inn. They'll give you a medal and a mop.|Next year it'll have taken the boat.]")
        s.close(0.25)
        return s.summary(
            "{A} claims to have lost {fish} {big} at {P}, but {B} has heard from {C} that it was only {small}.",
            "{fish.the} that got away from {A} was {big}, or, if one believes {C} rather than {A}, {small}.",
            "By {A}'s account {fish.the} that got away at {P} was {big}; {C}, says {B}, saw one {small}.",
        )
    s.b("[{proof_short}. That's your proof?|That proves you own {proof_short}.|{proof_short} could be anything. It could be a bollard.]", "[A court would laugh at {proof_short}.|My cat has {proof_short} too, and she's never been fishing.]")
    s.a("[Come with me tomorrow, then.|I'll be there again at first light. Come and see.|Then come along and hold the net.]", "[You'll see. I know where it lives.|I've left a bun for it. It'll come back.|Be there at dawn, and bring a big pan.]")
    s.b("{~yes} [But if it's {small}, you buy breakfast.|If it's only {small}, you buy the pies.|But if it's {small}, I'll laugh all the way home.]", "{~no} [But bring me a slice, if you can carry it.|Call me when it's {small} and on a plate.]")
    s.close(0.3)
    return s.summary(
        "{A} tells of {fish}, {big}, lost at {P}; with nothing to show but {proof_short}, {B} does not believe a word.",
        "{A}, who has only {proof_short} to show for it, cannot make {B} believe in {fish} {big}.",
    )


def lesson(s: Scene) -> str:
    """Somebody wants to be taught something, in spite of what happened before."""
    s.choose(
        "skill first disaster",
        ("to scull", "hold the oar as if it were a bird", "went in circles till dusk"),
        ("to swim", "put your face in the basin every morning", "walked along the bottom"),
        ("the fiddle", "play one note till the neighbours stop knocking", "emptied the inn"),
        ("to knit", "make a scarf, and don't stop to look at it", "knitted a sleeve on to the chair"),
        ("to dance", "walk to the music and leave your arms at home", "broke two toes, not your own"),
        ("to bake bread", "feel the dough, and don't add flour because you're frightened", "had to have the loaf sawn"),
        ("to ride a bicycle", "look at the road and not at the pond", "met the pond"),
        ("chess", "look at what I want before you look at what you want", "lost to a child, in six moves"),
        ("to splice rope", "go over one, under one, and say it aloud", "tied the dog to the boat"),
        ("to read the stars", "find the Plough and forget the rest", "steered us home by a lamp in somebody's bathroom"),
        ("to juggle", "start with one, and I mean one", "lost the eggs for the whole bakery"),
    )
    s.day("D")
    s.hour("T", 8, 19)
    s.choose("fee", "two loaves", "a bag of coal", "an old oilskin", "a mackerel a lesson", "three jars of honey", "a morning's digging", "a bottle of sloe cordial", "nothing, if you don't sing")
    s.choose(
        "why why_short",
        ("my granddaughter can, and she's seven", "even {A.his} granddaughter can"),
        ("I've told everyone I can already", "{A} has claimed to be able to already"),
        ("the doctor says I need an interest", "the doctor advises an interest"),
        ("I lost a bet", "a bet was lost"),
        ("there's somebody I'd like to impress", "there is somebody to impress"),
        ("winter's long", "the winter is long"),
        ("I was always told I couldn't", "everyone always said it could not be done"),
    )
    s.a("{~hello} [Would you teach me {skill}?|I want to learn {skill}.|How long does it take to learn {skill}?]", "{~well} [I've made up my mind to learn {skill}.|you could teach me {skill}, couldn't you?]", "[How hard is it to learn {skill}?|I'd give a lot to be able to learn {skill}.] [Would you show me?|You're the one to ask.]", "[You know how I've always admired you?|I'm here to be taught.] [I want to learn {skill}.|Teach me {skill}.]")
    s.b("{~wow} [You? After last time?|You tried once, and you {disaster}.|Weren't you the one who {disaster}?]", "[{skill}?|You?] I remember when you {disaster}. [We all do.|]", "[Forgive me, I'm laughing.|You've got courage.] [It's not long since you {disaster}.|After you {disaster}, too.]", "[I thought you'd given that up when you {disaster}.|Wasn't it enough that you {disaster}?]")
    s.a("[That was years ago.|I was badly taught.|It was windy.|I was young, and there was cider.] [And {why}.|Anyway, {why}.|Besides, {why}.]", "[Everyone starts somewhere.|I've thought about it every day since.|I've bought the hat for it.] [You see, {why}.|And then, {why}.]", "[You heard about that?|Who told you that?] [It was my first day.|I'd had no breakfast.] [But {why}.|Still, {why}.]")
    s.b("[Well, that's a reason.|There are worse reasons.|Fair enough.] [The first rule is: {first}.|First of all, {first}.|You begin like this: {first}.]", "{~hm} [all right. But {first}.|then listen: {first}.]", "[Very well. Rule one: {first}.|I'll tell you the whole secret: {first}.] [The rest is bruises.|Everything else is patience.|]", "[It's easy and it takes ten years.|Anyone can, and nobody does.] [You {first}.|First, {first}.]")
    s.interrupt(0.15)
    s.a("[That's all?|I can do that.|That doesn't sound hard.|Say it once more.] [And what would you charge?|What do I owe you?|And the price?]", "[I've been practising that all my life.|And then applause?|My brother said it was much harder.] [What would you want for it?|How much a lesson?]")
    if s.chance(0.5):
        s.b("[{fee}.|I'd ask {fee}.|For you, {fee}.] [{D} at {T}, and come sober.|Come on {D} at {T}.|We'll start on {D}, {T}.]", "[I don't take money. {fee}.|My price is {fee}.] [Come on {D} at {T}.|{D}, {T}, on my doorstep.]")
        s.a("{~yes} {D}, {T}. [Should I bring anything?|I'll wear old trousers.|Don't tell a soul.]", "[{fee}? Hm. Done.|{fee}! Well, all right.] [{D}, then.|]", "[It's worth {fee} to see my family's faces.|I'd have paid double.] [{D}, then, at {T}.|Till {D}.]")
        if s.turns[-1][1].endswith("anything?"):
            s.b("[{first}. Bring that.|Patience.|A towel and a sense of shame.|Only your ears.]")
    else:
        s.b("[{fee}, and {D} at {T}.|{fee}. {D}, {T}.] [I won't wait if you're late.|And if you cry, we stop.]", "[{fee}, payable before. {D} at {T}.|We meet on {D} at {T}, and you bring {fee}.]")
        s.a("[Not {D}, I'm at my sister's.|{D} is washing day.|I mind the shop on {D}.]")
        s.day("D2")
        s.b("[{D2}, then, same hour.|Very well, {D2}. Still {T}.|{D2}. That's my last offer.]", "[{D2} at {T}, and no more excuses.|Would {D2} suit your highness? At {T}?]")
        s.a("{~yes} [{D2}.|I'll be there on {D2}.] [And you'll see.|Wish me luck.|]")
        s.slots["D"] = s.slots["D2"]
    s.close(0.35)
    return s.summary(
        "{B}, who remembers that {A} once {disaster}, will teach {A} {skill} from {D} at {T} for {fee2}.",
        "{A} wants to learn {skill} because {why_short}, and the first lesson with {B} is on {D} at {T}.",
        fee2=s.slots["fee"].replace("nothing, if you don't sing", "nothing"),
            )
