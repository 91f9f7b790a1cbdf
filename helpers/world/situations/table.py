"""Eating and drinking: recipes handed over, bills divided, colds cured, shelves found empty."""
# fmt: off

from helpers.world.scene import Scene


def recipe(s: Scene) -> str:
    """A recipe changes hands, with its secret and a substitution that will not do."""
    s.dish("X")
    s.person("C")
    s.choose(
        "secret instead verdict",
        ("a spoon of black treacle", "honey", "Honey's too mild"),
        ("a pinch of mustard", "pepper", "Pepper only shouts"),
        ("the rind of one lemon", "vinegar", "Vinegar would wake the dead"),
        ("a handful of samphire", "parsley", "Parsley is for people with no sea"),
        ("two bay leaves", "thyme", "Thyme gets between the teeth"),
        ("a splash of stout", "cider", "Cider turns on you"),
        ("a night in the cold larder", "an hour on the sill", "The gulls will have it off the sill"),
        ("butter, twice what you think", "lard", "Lard is for boots"),
        ("one anchovy, and nobody must know", "salt", "Salt has no mystery"),
        ("a wooden spoon, never metal", "a fork", "It can taste the fork"),
    )
    s.hour("T", 1, 3)
    s.choose("time", "twenty minutes", "half an hour", "forty minutes", "an hour and not a minute more", "till it smells of Sunday", "as long as it takes to read the paper")
    s.choose("event", "the Regatta supper", "my brother's homecoming", "{C}'s birthday", "the choir's tea", "a wager with {C}", "the lifeboat raffle", "the night {C} comes to eat")
    s.a(
        "{~hello} [How do you make your {X}?|I've come for your {X}.|What do you put in your {X}?]",
        "{~well} [your {X} the other night.|that {X} of yours.] [What did you do to it?|I dream about it.|Nobody left a crumb.]",
        "[Don't laugh, but I want to make {X}.|I've promised somebody {X}, and I've never made it.]", "[What's the trick with {X}?|Everybody says your {X} is the best in town.] [How is it done?|I want to know why.|What's in it?]", "[I'm not leaving until you tell me about the {X}.|I've tried three times to make {X}.] [The dog wouldn't touch it.|Three times a failure.|It came out grey.]",
    )
    s.b("[That's my mother's. It's a family secret.|And what do I get for it?|You? In a kitchen?|Who wants to know?]", "{~hm} [it's not written down.|I do it by ear.|promise you won't tell {C}.]", "[I've refused that to the mayor.|My grandmother would haunt me.|You'll only put raisins in it.]", "[Why this sudden interest?|What's the occasion?|I might. It depends what for.]")
    s.a("[It's for {event}.|I need it for {event}.] [It has to be right.|They all expect something.|]", "[I promise. Cross my heart. It's for {event}.|It won't leave this room. {event}, you see.]", "[It has to be yours. It's for {event}.|There's {event}, and I've said I'd bring it.|Have mercy. It's for {event}.]")
    s.b(
        "[Then listen.|Well, in that case.|Sit down.] [It's like any other, but for one thing: {secret}.|Make it as you always do, and add {secret}.|The whole trick is {secret}.]",
        "[All right, but whisper.|Come closer.] [{secret}.|It's {secret}. That's all.] [And then {time} in the oven.|]", "[For that, I'll make an exception.|I've never told a soul.] [You need {secret}.|{secret}, that's what it is.]", "[Shut the window.|Write nothing down.] [Everyone forgets {secret}.|What makes it is {secret}.] [And patience.|]",
    )
    s.interrupt(0.25)
    s.a("[Could I use {instead}?|Wouldn't {instead} do?|I've only got {instead}.]", "{~wow} [I always used {instead}.|And I thought it was {instead}.]", "[Not {instead}?|My book says {instead}.|{instead} is all I've got in the house.]")
    s.b("[{verdict}.|Not {instead}. {verdict}.|{instead}? {verdict}.|You'll use {secret}, or give it another name.]", "[Promise me you won't. {verdict}.|With {instead}? I'd have to leave town. {verdict}.]")
    if s.chance(0.5):
        s.a("[And how long?|How long does it take?|How do I know when it's done?]")
        s.b("[{time}.|{time}. You'll hear it.|Give it {time}, with the door shut.]")
    s.a("{~thanks} [I'll save you a slice.|You'll be asked to taste it.|If they're all ill, I'll say it was mine.]", "[I'll try it tonight, before the day.|First one's for the dog, the second for {event}.|Then I need to go shopping.] {~bye}", "[If it works, I'll name it after you.|I'll be up till midnight with this.|So simple! And all these years.] {~bye}")
    s.close(0.3)
    return s.summary(
        "{A} needs {X} for {event2} and learns from {B} that the secret is {secret}, not {instead}.",
        "{B} gives {A} the recipe for {X}, which {A} will make for {event2}, and insists on {secret} instead of {instead}.",
        event2=s.slots["event"].replace("my ", "a "),
    )


def bill(s: Scene) -> str:
    """Who ate what, who pays, and what is left over."""
    s.place("P", "inn")
    s.person("C")
    s.dish("X", singular=True)
    s.dish("Y", singular=True)
    x = s.price("MX", s.rng.randrange(240, 900))
    y = s.price("MY", s.rng.randrange(240, 900))
    s.price("MS", x + y)
    s.choose("reason", "I left my purse in the other coat", "I paid last time", "I only came to keep you company", "I lent you that in August", "my half went to the cat", "it was you who said let's be merry")
    s.choose("favour", "carry your coal up", "cut your hedge", "do the talking when your landlord comes", "mend your gate", "row you to the market", "read to your mother", "paint the ceiling you keep looking at")
    s.a("[Is that the bill?|What does it say?|Turn it over, let me see.] [{MS}?|{MS}! For two?]", "[{MS}, at {P}!|{MS}! It used to be half that here.] [What did we eat, gold?|Who had what?]", "[Put on your spectacles and read me that.|There must be a mistake.] [{MS}?|It can't be {MS}.]")
    s.b("[You had the {X}.|Yours was the {X}.|The {X} was you.] [{MX}. And I had the {Y}.|That's {MX}. Mine's {MY}, the {Y}.]", "{~hm} [the {X}, {MX}, and the {Y}, {MY}.|one {X} and one {Y}. {MX} and {MY}.] [It's correct.|She can add, you know.|]", "[Let me. {X}, {MX}. {Y}, {MY}.|It says {X} for {MX}, and {Y} for {MY}.] [That's us.|There's no arguing with that.|]")
    s.interrupt(0.2)
    if s.chance(0.5):
        s.a("[{reason}.|The thing is, {reason}.|Before you say anything: {reason}.]", "{~oath} {reason}.", "[I should have said so before. {reason}.|Funny thing. {reason}.|You'll laugh. {reason}.]")
        s.b("[Of course.|I knew there'd be a speech.|Again!|How strange. Just as the plate is empty.] [So I pay all {MS}?|And I'm to pay the {MS}?]", "[I see.|I thought you were looking at your shoes.|It's been a lovely evening, too.] [And now I pay the {MS}.|{MS}, from my own pocket?]")
        s.a("[And I'll {favour}.|In return, I'll {favour}.|I'd {favour}, gladly.] [This week, even.|]", "[I won't forget it. I'll {favour}.|Let me {favour} for it.|What if I {favour}?]")
        s.b("{~yes} [But I choose the place next time.|And I'll watch you do it, from a chair.|I'll hold you to it.]", "[Put that in writing. On the bill.|Waiter, you heard that.]", "[Very well, but next time you bring a purse.|I'd rather have the money, but all right.|You said that at Easter. Well, all right.]")
        s.close(0.4)
        return s.summary(
            "{B} pays the whole {MS} at {P}, and in return {A} will {favour2}.",
            "{A} cannot pay for the {X}, so {B} pays all {MS} and {A} promises to {favour2}.",
            "As {A} is short of money, {B} pays the {MS} for both of them, and {A} will {favour2} in return.",
            favour2=s.slots["favour"].replace("your", "{B}'s").replace("row you", "row {B}").replace("you keep looking at", "at {B}'s house"),
        )
    s.a("[But I shared my {X} with you.|You finished my {X}.|Half of my {X} went down your throat.] [So we split it down the middle.|Halves, then.]", "[And who finished my {X}?|I turned round once, and half the {X} was gone.] [Halves, I say.|Let's go halves.]")
    s.b("[A spoonful! I tasted it.|One spoon, to be polite.|I was testing it for you.] [I pay for my {Y}, {MY}, and that's that.|{MY} for the {Y}. Not a penny more.]", "[You offered!|It would have been rude to refuse.|You said you were full.] [I'm paying {MY} and not a penny on top.|Mine's {MY}, here it is.]")
    s.a("[And who ordered the second jug?|And {C}'s pudding? You invited {C.him}.|You said, let's celebrate.]", "{~doubt} [{C} saw you. {C.he}'d swear to it.|You licked the plate.]", "[And the bread? Who ate the bread?|You had two puddings. Ask {C}.|The waiter is still laughing.]")
    s.b("[Oh, take it, then. Halves.|Fine. Halves. Anything for peace.|Very well, half of {MS}, and you leave the tip.]", "{~yes} [Halves.|Down the middle.] [But never again with {X}.|I hope it keeps you awake.]", "[Halves, before they lock us in.|I'd pay the lot to hear no more about {X}. But halves.|All right. Halves. And we never speak of it.]")
    s.close(0.4)
    return s.summary(
        "After an argument over who ate the {X}, {A} and {B} split the bill of {MS} in halves.",
        "{A} and {B} cannot agree who ate the {X} at {P}, and share the {MS} equally.",
        "{B} wants to pay only {MY} for the {Y}, but {A} points out that the {X} was shared, and they divide the {MS} equally.",
    )


def remedy(s: Scene) -> str:
    """One of them is ill; cures are offered, and somebody has to stand in."""
    s.person("C")
    s.day("D")
    s.choose("ill bare sound", ("a cold", "cold", "like a foghorn"), ("a cough", "cough", "like a seal"), ("a stiff neck", "stiff neck", "like a hinge"), ("the hiccups", "hiccups", "like a frog"), ("a sore throat", "sore throat", "like a gate"), ("a bad back", "bad back", "like a crate"), ("toothache", "toothache", "like a kettle"))
    s.choose("cure", "an onion in the sock", "goose fat on brown paper", "hot cider and a poker", "standing in the sea to the knees", "seaweed round the neck", "a spoon of tar", "sleeping with the head to the north", "a hot potato in each pocket", "nettle tea, cold")
    s.choose("cure2", "a day in bed", "the doctor", "a week of quiet", "cough mixture from the chemist's", "soup and the wireless")
    s.choose("duty", "sing at the wedding", "judge the marrows", "open the shop", "read the lesson in chapel", "take the early ferry out", "ring the bells", "give the talk on knots", "collect for the lifeboat")
    s.a("{~hello} [You sound {sound}.|Is that you? You sound {sound}.|You look dreadful.]", "[Good heavens, what's the matter with you?|Who hit you?|You're the colour of putty.]", "[Was that you or the ferry?|Don't try to speak.|Sit down before you fall down.|I heard you from the corner. You sound {sound}.]", "{~hello} [What's wrong with your face?|You ought to be in bed.|You're walking like a crab.]")
    s.b("[It's {ill}.|I've got {ill}.|It's only {ill}.] [Stand back.|Don't make me laugh.|Three days now.|I haven't slept.]", "{~oath} [{ill}. Don't come near.|It's {ill}, and I'm to {duty} on {D}.]", "[I've had better weeks. {ill}.|{ill}, since Sunday.] [I've lost track of the hours.|Even the cat has moved out.|]")
    s.a("[Have you tried {cure}?|What you need is {cure}.|My grandmother swore by {cure}.]", "[{ill}? {cure}. Works overnight.|For {ill} there's nothing like {cure}.]", "[I'll tell you what we did in my family: {cure}.|You'll laugh, but {cure} works.|There's only one thing for it. {cure}.]")
    s.b("{~doubt} [I'd rather have {ill}.|I tried that. Now I've {ill}, and I smell.|And what did she die of, your grandmother?]", "[{cure}!|{cure}? What does that do?] [I was thinking of {cure2}.|I'd sooner try {cure2}.]", "[Did you read that on a biscuit tin?|My aunt tried that. She had it for a year.|I'd be cured of visitors, at least.] [{cure2}, that's what I'd like.|]")
    s.interrupt(0.2)
    s.a("[And {D}? You were going to {duty}.|Weren't you going to {duty} on {D}?|Who's going to {duty} on {D}, then?]", "[But it's {D} soon, and you're to {duty}.|What about {D}? They expect you to {duty}.|And you've promised to {duty} on {D}!]")
    if s.chance(0.6):
        s.b("[I can't {duty} like this.|Not me, not in this state.|That's what keeps me awake.] [Would you ask {C}?|Perhaps {C}?|Could you do it?]", "[Look at me. Can I {duty}?|I'd only frighten the children.|They'll have to do without me.] [Would {C} do it, do you think?|Somebody else must {duty}.]")
        s.a("[{C} can {duty}. I'll go and ask {C.him}.|{C}'s been waiting for years to {duty}.|{C} would {duty} better than you in any case. No offence.]", "[I'll see to it. {C} owes me a favour.|Leave it to me. {C}'ll do it.]", "[What about {C}? I'll ask {C.him}.|I'll speak to {C} tonight.|I'd thought of {C}. I'll go round.]")
        s.b("{~thanks} [Tell {C.him} the notes are in the drawer.|Say I'm at death's door.|Only don't tell {C.him} I'm up and about.]", "[{C}'ll be unbearable about it. But thank you.|Mind you tell {C.him} it's only this once.|If {C.he} does it better than I do, don't tell me.]")
        s.a("[And you try {cure2}.|{cure2}, now.|And think about {cure}.]", "[Now, {cure2}. Promise.|And for you, {cure2} and no talking.]")
        s.close(0.3)
        return s.summary(
            "{B} has {ill} and cannot {duty} on {D}, so {A} will ask {C} to do it.",
            "Since {B} is down with {ill}, {A} is going to get {C} to {duty} on {D}.",
        )
    s.b("[I'll be well by {D}.|I'll {duty} if I have to be carried.|On {D} I {duty}, {bare} or no {bare}.]", "[They've printed my name. I'll {duty}.|{D} is {D}. I'll {duty}, and collapse afterwards.]")
    s.a("[Then be sensible: {cure2}.|With {cure2} you might be.|Then it's {cure2} for you, today.] [I'll bring broth.|I'll see to your hens.|I'll tell {C} you're not at home.]", "[In that case it's {cure2}, and no arguing.|You'll do as I say till then: {cure2}.] [I'll look in tomorrow.|Give me your boots.]")
    s.b("{~yes} [But I won't hear of {cure}.|Just keep {cure} away from me.|{cure2}, then. And no onions.]", "{~thanks} [You can keep {cure}.|]")
    s.close(0.3)
    return s.summary(
        "{B}, who has {ill}, will not hear of {cure} but settles for {cure2} so as to be able to {duty} on {D}.",
        "{A} recommends {cure} against {B}'s {bare}, and they settle on {cure2}, for {B} means to {duty} on {D}.",
    )


def out_of_stock(s: Scene) -> str:
    """The shop has run out; what comes on which boat, and what will do instead."""
    s.person("C")
    s.day("D")
    s.choose(
        "ware other use",
        ("paraffin", "candles", "the lamps"),
        ("yeast", "soda", "the bread"),
        ("green paint", "yellow", "the shutters"),
        ("sugar", "treacle", "the jam"),
        ("rope", "chain", "the mooring"),
        ("sewing thread", "fishing line", "the sails"),
        ("starch", "flour", "the collars"),
        ("mustard", "horseradish", "the ham"),
        ("varnish", "gravy browning", "the fiddle"),
        ("glue", "porridge", "the hen house"),
        ("coffee", "roasted acorns", "breakfast"),
        ("wool", "unpicked stockings", "the mittens"),
        ("writing paper", "wrapping paper", "a letter"),
        ("soap", "soda and sand", "the washing"),
        ("tea", "dried nettles", "everything"),
    )
    s.choose("buyer", "bought the last of it this morning", "took all there was, and wouldn't say why", "came with a barrow", "has a cellar full by now", "is stocking up for the end of the world")
    s.price("M", s.rng.randrange(40, 500))
    s.a("{~hello} [A pound of {ware}, please.|Any {ware}?|I need {ware}.] [It's for {use}.|Quite a lot of it.|]", "{~well} [I've come for {ware}.|my {ware}'s run out.] [The usual amount.|Don't tell me there's none.]", "{~hello} [What have you got in the way of {ware}?|My list says {ware}.] [It's for {use}.|I'm in the middle of {use}.|]", "[I need {ware}, and I need it quickly.|Just {ware} today.] [It's urgent. {use}.|For {use}, you understand.|]")
    s.b("[No {ware}.|We're out of {ware}.|There isn't any {ware}.] [{C} {buyer}.|Ask {C}. {C.he} {buyer}.]", "{~oath} [{C} {buyer}, and that was it.|There was {ware} until {C} came. {C.he} {buyer}.]", "[I'm sorry to have to tell you. No {ware}.|You're the fifth. There's no {ware} in town.] [It's because of {C}, who {buyer}.|{C} {buyer}.]")
    s.a("[{C}! What does {C.he} want with so much {ware}?|{C} again?|All of it?] [And what do I do about {use}?|I need it for {use}!]", "[That's the last time I lend {C} my cart.|I passed {C.him} in the street! And I said good morning!] [What about {use}?|I can't leave {use} as it is.]")
    s.b("[There's {other}.|I could give you {other}.|Have you thought of {other}?] [For {use} it's nearly the same.|Half the town uses {other}.|At {M}, it's a gift.]", "[Between us, {other} does the same.|My mother always took {other}.|I could let you have {other}.] [At {M}, you can't go wrong.|]")
    s.interrupt(0.2)
    if s.chance(0.5):
        s.a("[For {use}? {other}?|{other}? You're joking.] [I'd be the talk of the street.|My mother would rise from her grave.|I've tried it once, and we had to leave the house.]", "{~no} [I want {ware}. When does it come?]", "[Would you? In your own house?|I'm not that desperate. When is there more {ware}?|You said the same about the margarine.]")
        s.b("[The boat's due on {D}.|There'll be more on {D}, if the sea allows.|{D}. I'll keep some back for you.] [I'll hide it from {C}.|]", "[Wait till {D}, then.|It comes with the boat, on {D}.|I've ordered more for {D}.] [First come, first served. I'll pretend you came first.|]")
        s.a("{~yes} [Put my name on it.|{D}, then. Under the counter.|Until {D} we'll live in the dark ages.]", "[Keep me {M} worth.|And not a word to {C}.] {~thanks}", "[I'll be here at dawn.|{D}. Till then I'll sit in my coat.|If {C} comes in, say it's poisonous.]")
        s.close(0.4)
        return s.summary(
            "{A} wants {ware} for {use}, but {C} has bought it all, and {B} will keep some back when the boat comes on {D}.",
            "There is no {ware} until {D}, because {C} {buyer_s}; {A} will not have {other} and prefers to wait.",
            buyer_s="took it all",
        )
    s.a("[How much?|And what does it cost?|Does that really work?]", "{~doubt} [And you'd use {other} yourself?|Since when?]", "[I never thought I'd come to {other}.|If anyone asks, it was your idea.] [How much is it?|What's the price?]")
    s.b("[{M}.|{M}, and I'll carry it out for you.|{M} the lot.] [More {ware} comes on {D}, if it doesn't do.|Bring it back if I'm wrong.]", "[I'd call it {M}.|Let's say {M}, for the fright.] [On {D} there's {ware} again, if you hate it.|You can always eat it.|]")
    s.a("{~yes} [If it goes wrong, I'll send you {C}.|On your head be it.|{other}. Well, one is never too old.]", "[My husband needn't know.|Wrap it up, so that nobody sees.|Well, they laughed at the umbrella, too.]")
    s.close(0.4)
    return s.summary(
        "{C} has bought up all the {ware}, so {A} takes {other} from {B} for {use}, at {M}.",
        "{A} came for {ware} for {use}, but leaves with {other} for {M} since {B} gets no more until {D}.",
        "{A} came for {ware}, but {C} has bought it all, so it will have to be {other} for {use}.",
    )
