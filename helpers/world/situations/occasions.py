"""Festivals, choirs, contests, committees, visitors: the days that a small town talks about."""
# fmt: off

from helpers.world.scene import Scene


def festival_roles(s: Scene) -> str:
    """Who will be what at the festival, and what there is to wear."""
    s.festival("F")
    s.person("C")
    s.day("D")
    s.choose(
        "role bad good",
        ("the sea god", "the beard itches", "you get to shout at the mayor"), ("the back half of the horse", "it's dark and warm in there", "nobody knows it's you"),
        ("the lamp", "you can't sit down", "the children adore you"), ("the giant herring", "you can't see your feet", "you're carried"),
        ("the drowned captain", "they throw water at you", "you only have to lie there"), ("the gull", "the feathers get up your nose", "you may steal chips"),
        ("the judge of the puddings", "you make eleven enemies", "you eat eleven puddings"), ("the announcer", "the horn smells of last year", "you can say what you like"),
    )
    s.choose("reason", "I did it last year", "I've grown out of the costume", "my knee won't do it", "I promised my mother never again", "I'm still finding feathers", "I'm allergic to applause")
    s.choose("bribe", "a free supper", "the best place on the quay", "a ribbon with your name", "two tickets for the raffle", "no committee work till spring", "the leftover pies")
    s.a("{~hello} [It's about {F}.|{F} is coming.|We're short of people for {F}.] [We've nobody to be {role}.|Who's to be {role}?]", "{~well} [have you got plans for {F}?|what are you doing at {F}?]", "[You've got a fine figure for {F}.|How tall are you?] [We need someone for {F}. {role}.|I was thinking of {role}, at {F}.]", "[The committee has talked about you.|Your name came up, for {F}.] [We'd like you to be {role}.|You'd be {role}.]")
    s.b("{~no} [{reason}.|Don't look at me. {reason}.]", "[I know that face.|Whatever it is, no.|What do you want me to be?] [{reason}.|]", "[Have you asked the mayor?|Over my dead body.|I was afraid you'd come.] [{reason}.|You know that {reason}.]")
    s.a("[But {role}! {good}.|Think of it: {role}. {good}.|You'd make a perfect {role2}. And {good}.]", "[Nobody does {role} like you. And {good}.|{good}, don't forget.|It's an honour, being {role}. {good}.]", role2=s.slots["role"].removeprefix("the "))
    s.b("[And {bad}.|{bad}, I remember.|{good}, yes. And {bad}.] [What about {C}?|Ask {C}.|]", "[You don't tell people that {bad}.|And nobody mentions that {bad}.|{good}, you say. And {bad}, I say.] [What's wrong with {C}?|]")
    s.interrupt(0.2)
    if s.chance(0.5):
        s.a("[{C} has broken a toe.|{C}'s already the mermaid.|{C} said you would do it.] [You'd get {bribe}.|There's {bribe} in it.]", "[I'd rather have you than {C}.|{C} can't keep a straight face.] [And there's {bribe}.|I can offer {bribe}.]", "[{C} fell off last time.|{C} has moved to the other side.|We asked {C}. There was crying.] [And you'd have {bribe}.|What if I said {bribe}?]")
        s.b("[{bribe}?|Did you say {bribe}?|{bribe}. Hm.] [Oh, go on, then.|Only this once.|When do we practise?]", "{~yes} [But only for {bribe}.|Because of {bribe}, mind.]", "[You should have started with {bribe}.|{bribe}, in writing?|I can be bought, it seems. {bribe}!]")
        s.a("[We try the costume on {D}.|{D} at mine, for the fitting.|Be at the hall on {D}.] [Bring a pin.|Eat first.|]", "{~thanks} {D}, then, [for the fitting|to practise].")
        s.close(0.3)
        return s.summary(
            "{A} persuades {B} to be {role} at {F} in return for {bribe2}, and they meet on {D}.",
            "{B} does not want to be {role}, but gives way for {bribe2} and will come on {D}.",
            "Although {reason2}, {B} will be {role} again at {F}, for {bribe2}.",
            reason2=s.slots["reason"].replace("I've", "{B} has").replace("I'm", "{B} is").replace("I did", "{B} did").replace("I promised my", "{B} promised {B.his}").replace("my knee", "{B}'s knee"),
            bribe2=s.slots["bribe"].replace("your name", "a name"),
        )
    if s.slots["C"] not in s.turns[-1][1]:
        s.a("[Who else is there?|Then who?|And who do I ask instead?]")
        s.b("[Ask {C}.|There's {C}.|What about {C}?]", "[Have you looked at {C}?|{C} has the legs for it.]")
    s.a("[{C}? Do you think so?|{C} wouldn't fit.|I hadn't thought of {C}.] [{C.he} can roar, I suppose.|]", "{~doubt} [Has {C} got the voice?|{C} is so shy.]", "[{C}? I'd have to let out the costume.|Isn't {C} afraid of crowds?|{C} fainted at the last one.]")
    s.b("[{C} would pay to do it.|{C} cried last year when you chose me.|{C} practises in front of the mirror. I've seen it.] [And you can tell {C.him} that {good}.|]", "[{C} has been growing a beard for it since March.|Give {C} a chance. And remember, {good}.|I've never seen anybody want a thing so much.]")
    s.a("[Then it's {C}.|I'll ask {C.him} tonight.|{C} it is.] [And you hold the bucket.|But you're helping with the chairs.|]", "[{C}. Why not? It's dark by then.|If {C} says no, I'm coming back to you.|Then I needn't take in the trousers.]", "{~thanks} [I'll go round to {C}'s now.|You might have said so at once.]")
    s.close(0.4)
    return s.summary(
        "{B} refuses to be {role} at {F} and suggests {C}, whom {A} will ask.",
        "{A} looks for somebody to be {role}, and on {B}'s advice it will be {C}.",
    )


def choir(s: Scene) -> str:
    """Which song, who sings too loud, and what to do before the concert."""
    s.person("C")
    s.day("D")
    s.day("D2")
    s.hour("T", 18, 20)
    s.choose("song1", "The Keeper's Lament", "Row, My Cabbage", "The Herring Psalm", "Nine Wet Sailors", "O Lamp Divine", "The Drowned Bell")
    s.choose("song2", "Home by the Mole", "Three Blind Pilots", "The Long Low Tide", "Sing, Limpet, Sing", "Under My Oilskin", "The Ferryman's Daughter")
    s.choose("fault1", "has eleven verses, and nobody knows the ninth", "makes the vicar cry", "goes up to where only dogs can hear", "puts the children to sleep", "needs a trombone")
    s.choose("problem", "sings half a beat ahead", "sings like a door", "claps, and not with us", "has started adding words", "hums between the verses", "can't stand next to a tenor")
    s.choose("cure", "turn the pages", "hold the lantern", "play the triangle", "stand behind the harmonium", "count the audience", "ring the bell at the end, once")
    s.a("{~hello} [About the concert on {D}.|Are we ready for {D}?|Have you seen the list for {D}?]", "{~well} [{D} is nearly here.|it's the concert on {D}.] [We haven't even chosen.|And we open with {song1}?]", "{~hello} [We've got to talk about {D}.|Is there a list yet for {D}?] [The songs, I mean.|What are we singing?|]", "[I couldn't sleep for thinking about {D}.|{D}, and half of them can't read music.] [What do we start with?|]")
    s.b("[We're doing {song1}.|{song1} first, as always.|I've put down {song1}.]", "[I thought of {song1}.|{song1}, I should think.] [People expect it.|]", "[It has always been {song1}.|{song1}. The mayor asked for it.|Well, {song1}, surely.]")
    s.a("[{song1} {fault1}.|Not {song1}. It {fault1}.|You know that {song1} {fault1}.] [What about {song2}?|Let's do {song2}.|]", "[Must we? {song1} {fault1}.|I've nothing against {song1}, but it {fault1}.] [I'd rather {song2}.|There's {song2}.|]")
    s.b("[{song2}? We've never practised it.|{song2} is for weddings.|But everybody knows {song1}.]", "{~doubt} [And {song2} is better?|{song2}? Hm.]", "[The tenors refuse to sing {song2}.|{song2} has that high bit.|Who knows the words to {song2}?]")
    s.interrupt(0.2)
    s.a("[Besides, there's {C}.|And then there's {C}.|And what do we do about {C}?] [{C} {problem}.|{C.he} {problem}.]", "[And I haven't even begun about {C}.|The real trouble is {C}.] [{C.he} {problem}.|{C.he} {problem}, as you know.]")
    s.b("[I know. It's the enthusiasm.|Somebody should say something.|{C} {problem}, and smiles so sweetly.] [You tell {C.him}.|I haven't the heart.|]", "[I've moved {C.him} twice.|The organist wears cotton wool.|You can't tell a person that. Can you?]")
    if s.chance(0.6):
        s.a("[Could {C} {cure}?|What if {C} were to {cure}?|Let {C.him} {cure}.] [It would be an honour.|We'd call it a promotion.|]", "[I've an idea. {C} could {cure}.|Suppose we ask {C} to {cure}.|Every choir needs somebody to {cure}. {C}!]")
        s.b("{~yes} [{C} would love to {cure}.|I'll put it to {C.him} gently.] [And we sing {song2}, you win.|And I'll give you {song2}.]", "[That's clever.|You should be in politics.] [All right, and {song2} instead.|And {song2}, so that you'll stop.]", "[I could weep with relief.|And {C} will be so proud.] [For that you may have {song2}.|Then {song2} it is, for all I care.]")
        s.a("[One more practice, {D2} at {T}.|Then we practise on {D2}, {T}.|{D2}, {T}, in the chapel.] {~bye}")
        s.close(0.2)
        return s.summary(
            "For the concert on {D} they choose {song2} over {song1}, and {C}, who {problem}, is to {cure}.",
            "{A} and {B} agree that {C} shall {cure} at the concert and that the choir will sing {song2}.",
            "{A} gets {B} to replace {song1} with {song2} and to let {C} {cure}.",
        )
    s.a("[We could all sing louder.|We'll put {C} at the back.|Let {C} be. It's not a concert without it.]", "[Nobody comes for the music, anyway.|{C} has sung there for twenty years. It stays.|And who's going to tell {C.him}? Not me.]")
    s.b("[Then it has to be {song1}. It's the loudest.|{song1}, then. It drowns out everybody.|And {song1}, because {C} knows the words.]", "[All the more reason for {song1}.|With {song1}, nobody will notice.]")
    s.a("{~yes} [But we practise on {D2}, {T}.|{song1}, for {C}'s sake. {D2} at {T}?]", "[Well. {song1}.|You win. {song1}.] [Practice on {D2}, {T}.|{D2}, then, at {T}.]", "[I give in. {song1}.|{song1}, for the last time.] [And {D2} at {T}, we practise.|See you on {D2}, {T}.]")
    s.close(0.3)
    return s.summary(
        "In spite of {A}'s objections the choir will open with {song1}, and there is a practice on {D2} at {T}.",
        "Because {C} {problem}, {A} and {B} settle on {song1} for the concert and practise on {D2}.",
    )


def contest(s: Scene) -> str:
    """The prize went to the wrong person; how it was done; what to do next year."""
    s.person("C")
    s.festival("F")
    s.choose(
        "what trick mine sign",
        ("the biggest marrow", "filled it with water through a straw", "marrow", "it gurgled"),
        ("the best pie", "bought it on the ferry", "pie", "there was a label under the dish"),
        ("the fastest raft", "had a brother underneath, swimming", "raft", "I saw the bubbles"),
        ("the loudest shout", "was standing on a nail", "shout", "I found the nail"),
        ("the longest scarf", "sewed two together", "scarf", "there was a seam in the middle"),
        ("the best-dressed window", "borrowed the vicar's curtains", "window", "the vicar was sitting in the dark"),
        ("the cleverest dog", "kept a sausage in a sleeve", "dog", "my own dog followed {C.him} home"),
        ("the tallest sunflower", "put it on a box of earth", "sunflower", "I tripped over the box"),
        ("the finest jam", "soaked the label off a bought jar", "jam", "one corner of the label was still there"),
        ("the heaviest pumpkin", "hollowed it out and filled it with lead", "pumpkin", "it went through the table"),
        ("the quietest baby", "wrapped up a loaf", "baby", "it had a crust"),
    )
    s.choose("second second_short", ("came second, by a whisker", "came second"), ("came third, after a turnip", "came third"), ("got an honourable mention, which is an insult", "got an honourable mention"), ("got nothing but a ribbon", "got nothing but a ribbon"), ("came last, and they shook my hand", "came last"))
    s.choose("plan", "tell the committee", "write to the Lookout", "enter the same trick and win", "say nothing and grow a bigger one", "ask for a recount", "send {C} a card with one word on it")
    s.a("{~hello} [You've heard who won at {F}?|So {C} won {what}.|{C}! {what}! At {F}!]", "{~oath} {C} won {what} at {F}. [Again.|Me, I {second}.|]", "[I'm never going to {F} again.|They've made a mistake at {F}.] [{C} won {what}.|{what} went to {C}.]", "[Have you seen who's in the Lookout?|You see this face? It's not a happy face.] [{C}, for {what}, at {F}.|{C} won {what} at {F}.]")
    if "Me, I" in s.turns[0][1]:
        s.b("[I put my money on you.|I liked your {mine} best.|I'd have given you the prize.|It was a fine {mine}, all the same.]", "{~wow} [And I clapped till my hands hurt.|I saw you go, and I thought so.]")
    else:
        s.b("[And you?|Where did you come?|I heard. And yours?] [I liked your {mine}.|I put my money on you.|]", "{~wow} [{C}? Not you?|And what did you get?]", "[I was sure it was yours.|I clapped for you, you know.] [What did the judges say?|How did yours do?|]")
    s.a("[I {second}.|Me? I {second}.|Oh, I {second}. Don't ask.] [With a {mine} like that.|After a whole year of work.|]" if "Me, I" not in s.turns[0][1] else "[After a whole year of work.|With a {mine} like mine.|And the mayor patted my head.]")
    s.b("[{C}'s was very big.|It's only a bit of fun.|Well, {C} has had a hard year.|Somebody has to lose.]", "[It's not the end of the world.|There's always next year.|{C} never wins anything, as a rule.]")
    s.interrupt(0.2, to_come=7)
    s.a("[{C} cheated.|It wasn't honest.|{C} {trick}!] [{C.he} {trick2}.|]" if s.chance(0.5) else "[{C} {trick}.|You know how it was done? {C} {trick}.]", trick2="cheated, I tell you")
    if not any(s.slots["trick"] in words for _, words in s.turns):
        s.b("[How?|In what way?|Can you prove it?]")
        s.a("[{C} {trick}.|I'll tell you how. {C} {trick}.]")
    s.b("{~doubt} [{C} {trick}? And you saw it?|How do you know?]", "[Careful. That's a serious thing to say.|You've no idea how that sounds.|{C}? The one who cries at weddings?]", "{~wow} [And nobody noticed?|That's rather clever.] [Are you sure?|]")
    s.a("[{sign}.|I know, because {sign}.|Everyone saw that {sign}.] [I'm going to {plan}.|I've a good mind to {plan}.|]", "[I've got my reasons. {sign}.|Well, {sign}. I rest my case.] [I'll {plan}.|]")
    s.b("[I'd leave it.|Would you really {plan}?|It's a {mine}, {you}.|If I were you, I'd {plan}.] What was the prize, anyway?")
    s.a("[A ham.|A voucher for eels.|A cup with a dent.|Ten pounds and my self-respect.] [It's the principle.|I've already eaten my words. I wanted ham.|And next year I'll {plan}.]", "[A teapot in the shape of the mayor.|Half a sheep.|A kiss from the postmaster, but still.] [I'd have won.|It isn't about that.|Don't look at me like that.]")
    s.close(0.3)
    return s.summary(
        "{A} {second_short} at {F} and claims that {C}, who won {what}, {trick}.",
        "{A} is sure that {C} only won {what} because {C.he} {trick}, though {B} has doubts.",
    )


def visitor(s: Scene) -> str:
    """A letter has come: somebody is arriving, and must be put somewhere."""
    s.person("C")
    s.day("D1")
    s.later_day("D2", "D1")
    s.hour("T", 9, 18)
    s.choose("who", "my brother-in-law", "my great-aunt", "an old shipmate of my father's", "my godmother", "a cousin I've never met", "my pen friend from the north", "my old teacher", "my sister's new husband")
    s.choose("habit", "sleeps with the windows open", "rises at four and sings", "eats nothing that has a face", "corrects one's grammar", "brings a harp", "only talks about soil", "walks in the night, asleep", "keeps a ferret", "is afraid of stairs")
    s.choose("stay", "a week", "till the end of the month", "two nights, which means ten", "as long as it takes", "till the thaw", "three days")
    s.choose("bed", "the boathouse", "my attic", "the room behind the shop", "my sofa, if the cat agrees", "the top bunk", "my mother's room")
    s.choose("terms", "you lend me the barrow", "you feed us all on Sunday", "I get to keep the harp", "you do my ironing", "you take my nephew at Easter", "there's no singing")
    s.a("{~oath} [I've had a letter.|The post has been.|Read that.] [{who} is coming.|It's {who}. Coming here.]", "{~hello} [Guess who's coming on {D1}.|{who} has written.] [{who}.|]", "[Look what the postman brought.|I've read it four times, and it still says the same.] [{who} is coming to stay.|It's {who}, and a trunk.]", "[You've got a big house, haven't you?|I need advice.] [{who} is coming.|I'm to have {who} in the house.]")
    s.b("[{who2}? When?|Is that bad?|The one who {habit}?]", "{~wow} [How long for?|When?] [Where will you put such a guest?|]", "[You don't look pleased.|Put the kettle on. No, I'll do it.|Nobody tells me anything nice any more.] [When is it to be?|]", who2="[Family|A guest|Here]")
    s.a("[On {D1}, by the ferry at {T}.|{D1}, at {T}.|{D1}. I'm to be on the quay at {T}.] [For {stay2}.|And stays {stay2}.]" if s.slots["stay"].startswith(("a ", "two", "three")) else "[On {D1}, by the ferry at {T}.|{D1}, at {T}.] [And stays {stay}.|Staying {stay}.]", stay2="{stay}")
    s.b("[You've got one bed.|Where does your guest sleep?|And you've only the one room.] [And it leaks.|]", "[And where do you put a guest, in the coal?|You sleep on two chairs as it is.|I remember the last one. The curtains never recovered.]", "[{stay}!|{stay}? Good luck.] [You've no spare bed.|And where?]")
    s.interrupt(0.2)
    s.a("[That's why I'm here.|And {who} {habit}.|I thought of you. You see, {who} {habit}.] [Could you help?|You've got {bed2}, haven't you?]", "[And there's worse: {who} {habit}.|If only it were that. But {who} {habit}.] [You see my difficulty.|I can't have that in one room.]", bed2="[so much room|an empty room|that bed]")
    if s.chance(0.65):
        s.b("[There's {bed}.|I could offer {bed}.|{bed} is free.] [If {terms}.|On condition that {terms}.|But {terms}.]", "{~yes} [{bed}, then. If {terms}.|There's {bed}. But {terms}.]", "[I'd not say this to everyone, but {bed} is free.|You can have {bed}.] [Only, {terms}.|As long as {terms}.]")
        s.a("{~thanks} [It's a bargain.|I'd have promised you more.|You won't regret it. Well, you will.] [{D1}, then.|]", "{~yes} [I'll bring sheets.|Anything. I'll bring the sheets on {D1}.]", "[You've saved my life and my carpet.|I'll tell everyone you're a saint.] [{D1}, at {T}, then.|Till {D1}.]")
        s.close(0.4)
        return s.summary(
            "{who3} of {A}'s is coming on {D1} at {T}, and {B} offers {bed3} for the stay.",
            "{B} agrees to put up {A}'s guest, who {habit}, in {bed3} from {D1}.",
            "{A} expects a guest on {D1} and has no bed, so {B} offers {bed3}.",
            who3="A [relation or friend|visitor]",
            bed3=s.slots["bed"].replace("my attic", "the attic").replace("my sofa, if the cat agrees", "the sofa").replace("my mother's room", "a spare room"),
        )
    s.b("{~no} [Not since the last one.|I've {C} staying until {D2}.|I've let the room to {C}.] [Try the inn.|]", "[My house is full to the gutters.|I'd need a bigger house, or less of a family.|The last time, I had to burn the mattress.] [I've got {C} here till {D2}.|]")
    s.a("[The inn wants money.|The inn won't have them. There was an incident.|I can't afford the inn.] [What if I write that we've all got measles?|]", "[Could I pretend to have moved?|How far away is far enough?|Perhaps the ferry won't run.]")
    s.b("[Write that the ferry's sunk.|Say it's the season for measles.|Put up a tent. Guests don't stay long in tents.|I'll lend you a hammock, that's all.]", "[Say you've taken up the bagpipes.|You might paint a red cross on the door.|Buy a pig. Nobody stays with a pig.]")
    s.a("[That's mean. I'll do it.|You're a genius.|It'll have to do.] {~bye}", "[And my mother brought me up to be honest.|Lend me a pen.|You've done this before.] {~bye}")
    s.close(0.2)
    return s.summary(
        "{A} has a guest coming on {D1} at {T} and no bed, and {B}, who cannot help, has only a silly suggestion to make.",
        "{A} would like {B} to take in a guest who {habit}, but {B} has no room.",
    )


def committee(s: Scene) -> str:
    """Money has come in, and opinions differ on what it is for."""
    s.price("M", s.rng.randrange(2000, 30000))
    s.person("C")
    s.person("E")
    s.day("D")
    s.choose("plan1", "a new roof for the bandstand", "a bench with a view", "paint for the pier", "a proper bell", "railings on the steps", "a lamp for the dark corner", "a doctor's bicycle")
    s.choose("plan2", "a statue of a herring", "a brass band", "a fountain", "a flagpole, the tallest on the coast", "fireworks", "a portrait of the mayor", "a camel for the beach")
    s.choose("source", "the jumble sale", "old Wagstaff's will", "the raffle", "the sale of the broken piano", "a bottle of coins found in the wall", "the sponsored silence")
    s.choose("swing", "voted for whoever brought cake", "fell asleep with a hand in the air", "is deaf on that side", "votes with the wind", "owes me for the hen house")
    s.a("{~hello} [Have you counted it?|So what did {source} bring in?|What's in the tin from {source}?]", "{~well} [there's money from {source}.|{source} has paid off.] [Guess how much.|{M}!]", "{~hello} [Good news, for once. {source}!|We're rich. {source} came in.] [Have you heard the sum?|What does it come to?|]", "[You've got the cash box, haven't you?|I hear {source} did well.] [What's it come to?|How well?|]")
    s.b("[{M}.|{M}, to the penny.|It came to {M}. I counted twice.]", "{~wow} [{M}? That much?|So {M}, if we don't count the buttons.]", "[{M}. I had to sit down.|{M}, and a foreign coin.|The treasurer says {M}.]")
    s.a("[That'd pay for {plan1}.|Enough for {plan1}.|Then at last we get {plan1}.] [I've waited years.|We need it.|]", "[{M}! You know what I'm going to say. {plan1}.|I've dreamt of {plan1}.|Let's not be silly about it. {plan1}.]")
    s.b("{~hm} [the mayor wants {plan2}.|I was thinking of {plan2}.|they're all for {plan2}.]", "[{plan1}? I'd have said {plan2}.|Or {plan2}. Think of it: {plan2}!]", "[Everybody says {plan1}. I say {plan2}.|A town needs something to look at. {plan2}, for instance.|Have you no imagination? {plan2}!]")
    s.interrupt(0.2)
    s.a("[{plan2}! People will laugh.|{plan2}? In this wind?|And who'd polish it?]", "{~doubt} [{plan2} for {M}?|Do we need {plan2}?]", "[And the gulls? They'd love it.|My grandchildren would ask me why.|I'd have to move away.]")
    s.b("[We vote on {D}.|It goes to the vote on {D}.|The committee will decide on {D}.] [{C} is on my side.|{C} wants what I want.|]", "[It's not up to us. They vote on {D}.|We'll let them decide, on {D}.] [I've counted hands.|{C} is with me.|]")
    s.a("[Then I'll get {E} on my side.|{E} is for {plan1}.|I'll speak to {E}.] Last time {E} {swing}." if not s.slots["swing"].startswith(("is", "votes", "owes")) else "[Then I'll get {E} on my side.|I'll have {E}, then.] [{E} {swing}.|]")
    if s.chance(0.5):
        s.b("[Couldn't we do a bit of both?|What about half and half?|Suppose we did {plan1}, with a small herring on it?] [Half of {M} each.|]", "[Wait. If one did {plan1} cheaply...|What if we split it?|Must it be one or the other?]")
        s.a("[Half a bench? Half a bell?|A compromise? In this town?|That's too sensible to work.] [But let's try.|Put it to them, then.]", "{~yes} [We'll say it was {C}'s idea.|Then nobody's happy. It's perfect.]", "[I can't believe I'm saying this, but yes.|Half a loaf. Or half a fountain.|They'll say we've gone soft.]")
        s.close(0.4)
        return s.summary(
            "{A} wants to spend the {M} on {plan1} and {B} on {plan2}, and they will propose a compromise on {D}.",
            "Over what to do with {M} from {source}, {A} and {B} think of dividing it between {plan1} and {plan2}.",
            "{A} favours {plan1}, {B} {plan2}, and they may share out the {M}.",
        )
    s.b("[We'll see on {D}.|May the best cake win.|Then it's you and {E} against me and {C}.]", "[Don't come crying to me on {D}.|I've already written my speech.|It's going to be close.]")
    s.a("[I'll bake.|On {D}, then. I'll bring two.|Don't be late. I shan't wait to vote.]", "{~bye} [And may {plan1} win.|I'm not afraid of {plan2}.]", "[I've got till {D} to change your mind.|May the town forgive you.|We'll still be friends, whoever wins.]")
    s.close(0.2)
    return s.summary(
        "The committee votes on {D} how to spend {M}: {A} is for {plan1}, {B} for {plan2}.",
        "{A} hopes for {E}'s vote in favour of {plan1}, while {B} counts on {C} for {plan2}.",
        "{A} and {B} are at odds over the {M}, one wanting {plan1} and the other {plan2}.",
    )


def haunting(s: Scene) -> str:
    """A strange thing seen or heard at night; a theory each; they go and look, or do not."""
    s.place("P", "outdoors")
    s.hour("T", 22, 24)
    s.person("C")
    s.choose(
        "sight cause",
        ("a light going up and down", "looking for worms with a lamp on a stick"), ("a white thing, waving", "airing a sheet"), ("a voice, counting backwards", "timing an egg for a wager"),
        ("footsteps with nobody in them", "trying out new boots in the dark, out of shyness"), ("a bell under the water", "walking a goat home with its bell on"), ("someone playing one note on a fiddle", "tuning, and nothing more"),
        ("a boat with no one at the oars", "lying flat in it to look at the stars"), ("a huge head, with horns", "carrying an armchair home"),
    )
    s.choose("theory", "the drowned captain", "smugglers", "the ghost of the old keeper", "a mermaid with a cold", "the Revenue", "a sign")
    s.choose("arms", "a poker", "a hymn book", "the dog", "a bag of salt", "two umbrellas", "a very large torch")
    s.a("{~hello} [You won't believe what I saw.|I saw something last night.|Do you believe in ghosts?] [At {P}, at {T}.|]", "[I shan't sleep tonight.|Feel my hands. Like ice.] [Last night, at {P}, I saw something.|It was at {P}.]", "[Promise not to laugh.|You're a sensible person.|Have you got something strong in the house?] [I was at {P}, at {T}.|It happened at {P}.]", "[I'm not going past {P} in the dark again.|There's something at {P}.] [It was {T}, and black as tar.|At {T}.|]")
    s.b("[What did you have for supper?|What was it?|Go on.|A cat?]", "[Is this a long story?|You're as white as a plate.|Sit. Drink this. Now.|Was it wearing a hat?]", "{~doubt} [At {T}? You're in bed at nine.|You and your cheese before bed.]" if s.slots["T"] in s.turns[0][1] else "{~doubt} [What was it, then?|You and your cheese before bed.]")
    s.a("[{sight}.|There was {sight}.|I saw it plainly: {sight}.] [I ran all the way.|My hat's still there.|]" if s.slots["sight"].startswith("a light") or "white" in s.slots["sight"] or "boat" in s.slots["sight"] or "head" in s.slots["sight"] else "[I heard it plainly: {sight}.|It was {sight}.|Nothing to see. Only {sight}.] [I ran all the way.|My hat's still there.|]")
    s.b("[That'll be {theory}.|My gran would have said {theory}.|Perhaps it's {theory}.] [It's the time of year.|]", "[They used to say it's {theory}.|It can only be {theory}.|I've always thought it would be {theory}.] [Did it speak?|]", "[{sight}?|{sight}. Hm.] [It could be {theory}.|I've heard of that. {theory}.]", "[Like in the song.|My uncle saw that, the year he gave up drink.] [He said it was {theory}.|{theory}, they told him.]")
    s.interrupt(0.15)
    if s.chance(0.55):
        s.a("[{theory}! Don't say that.|I thought of {theory} too.|Would {theory} do that?]", "[I knew it. {theory}.|But why me? What does {theory} want with me?|And I always laughed about {theory}.]")
        s.b("[Or it was {C}.|No. It was {C}, I'd bet.|I met {C} at breakfast. It was {C}.] [{C.hes} always {cause}.|{C.he} was {cause}.|{C.he} told me: {cause}.]", "[Unless it was {C}.|Wait. Wasn't {C} out last night?] [You see, {C.he} was {cause}.|I think {C.he} was {cause}.|{C.hes} forever {cause}.]")
        s.a("[{C}? At {T}? At {P}?|{C.he} frightened me out of my wits.|And I prayed!] [I'll never hear the end of it.|I shall have a word with {C.him}.|]", "{~oath} [And I've told everyone it was {theory}.|I'd already written to the bishop.]", "[All that fear, for {C}!|Well, I'm glad, and I'm ashamed.|You won't tell anyone I screamed?]")
        s.close(0.4)
        return s.summary(
            "What {A} met with at {P} was not {theory}, says {B}, but {C} {cause}.",
            "{A} was frightened by {sight}, and {B} explains that it was only {C}, {cause}.",
        )
    s.a("[Come with me tonight.|Will you come and look?|Somebody should go and see.] [At {T}, by {P}.|At {T}, I'd say.]", "[I must know what it was.|I can't go alone.|If there were two of us...] [At {T}, at {P}.|{T}, by {P}?]")
    s.b("{~yes} [I'll bring {arms}.|But I'm bringing {arms}.|You go first.]", "[With you? In the dark? Very well.|I'd never forgive myself if it got you.|I'll come, for the story.] [I'll carry {arms}.|We'd better take {arms}.]", "{~no} [But you may borrow {arms}.|Take {C}. {C.he} fears nothing but soap.]")
    s.a("[{T}, then. Don't be late, for pity's sake.|If I'm not back by morning, you can have my bicycle.|It's the not knowing.] {~bye}", "[{T}. If I run, run too.|I'll wait under the lamp, then.|If it's only a cow, we say nothing.]")
    s.close(0.3)
    return s.summary(
        "{A} was frightened at {P} by {sight}, which {B} puts down to {theory}.",
        "{A}, who came upon {sight} in the night, would like {B} to come and look at {T}.",
        "{A} and {B} talk about {sight}; {B} thinks of {theory}, and {A} wants to go back and see.",
    )
