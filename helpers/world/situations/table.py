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
        "[Don't laugh, but I want to make {X}.|I've promised somebody {X}, and I've never made it.]",
    )
    s.b("[That's my mother's. It's a family secret.|And what do I get for it?|You? In a kitchen?|Who wants to know?]", "{~hm} [it's not written down.|I do it by ear.|promise you won't tell {C}.]")
    s.a("[It's for {event}.|I need it for {event}.] [It has to be right.|They all expect something.|]", "[I promise. Cross my heart. It's for {event}.|It won't leave this room. {event}, you see.]")
    s.b(
        "[Then listen.|Well, in that case.|Sit down.] [It's like any other, but for one thing: {secret}.|Make it as you always do, and add {secret}.|The whole trick is {secret}.]",
        "[All right, but whisper.|Come closer.] [{secret}.|It's {secret}. That's all.] [And then {time} in the oven.|]",
    )
    s.interrupt(0.25)
    s.a("[Could I use {instead}?|Wouldn't {instead} do?|I've only got {instead}.]", "{~wow} [I always used {instead}.|And I thought it was {instead}.]")
    s.b("[{verdict}.|Not {instead}. {verdict}.|{instead}? {verdict}.|You'll use {secret}, or give it another name.]")
    if s.chance(0.5):
        s.a("[And how long?|How long does it take?|How do I know when it's done?]")
        s.b("[{time}.|{time}. You'll hear it.|Give it {time}, with the door shut.]")
    s.a("{~thanks} [I'll save you a slice.|You'll be asked to taste it.|If they're all ill, I'll say it was mine.]", "[I'll try it tonight, before the day.|First one's for the dog, the second for {event}.|Then I need to go shopping.] {~bye}")
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
    s.a("[Is that the bill?|What does it say?|Turn it over, let me see.] [{MS}?|{MS}! For two?]", "[{MS}, at {P}!|{MS}! It used to be half that here.] [What did we eat, gold?|Who had what?]")
    s.b("[You had the {X}.|Yours was the {X}.|The {X} was you.] [{MX}. And I had the {Y}.|That's {MX}. Mine's {MY}, the {Y}.]", "{~hm} [the {X}, {MX}, and the {Y}, {MY}.|one {X} and one {Y}. {MX} and {MY}.] [It's correct.|She can add, you know.|]")
    s.interrupt(0.2)
    if s.chance(0.5):
        s.a("[{reason}.|The thing is, {reason}.|Before you say anything: {reason}.]", "{~oath} {reason}.")
        s.b("[Of course.|I knew there'd be a speech.|Again!|How strange. Just as the plate is empty.] [So I pay all {MS}?|And I'm to pay the {MS}?]")
        s.a("[And I'll {favour}.|In return, I'll {favour}.|I'd {favour}, gladly.] [This week, even.|]")
        s.b("{~yes} [But I choose the place next time.|And I'll watch you do it, from a chair.|I'll hold you to it.]", "[Put that in writing. On the bill.|Waiter, you heard that.]")
        s.close(0.4)
        return s.summary(
            "{B} pays the whole {MS} at {P}, and in return {A} will {favour2}.",
            "{A} cannot pay for the {X}, so {B} pays all {MS} and {A} promises to {favour2}.",
            "As {A} is short of money, {B} pays the {MS} for both of them, and {A} will {favour2} in return.",
            favour2=s.slots["favour"].replace("your", "{B}'s").replace("row you", "row {B}").replace("you keep looking at", "at {B}'s house"),
        )
    s.a("[But I shared my {X} with you.|You finished my {X}.|Half of my {X} went down your throat.] [So we split it down the middle.|Halves, then.]")
    s.b("[A spoonful! I tasted it.|One spoon, to be polite.|I was testing it for you.] [I pay for my {Y}, {MY}, and that's that.|{MY} for the {Y}. Not a penny more.]")
    s.a("[And who ordered the second jug?|And {C}'s pudding? You invited {C.him}.|You said, let's celebrate.]", "{~doubt} [{C} saw you. {C.he}'d swear to it.|You licked the plate.]")
    s.b("[Oh, take it, then. Halves.|Fine. Halves. Anything for peace.|Very well, half of {MS}, and you leave the tip.]", "{~yes} [Halves.|Down the middle.] [But never again with {X}.|I hope it keeps you awake.]")
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
    s.a("{~hello} [You sound {sound}.|Is that you? You sound {sound}.|You look dreadful.]", "[Good heavens, what's the matter with you?|Who hit you?|You're the colour of putty.]")
    s.b("[It's {ill}.|I've got {ill}.|It's only {ill}.] [Stand back.|Don't make me laugh.|Three days now.|I haven't slept.]", "{~oath} [{ill}. Don't come near.|It's {ill}, and I'm to {duty} on {D}.]")
    s.a("[Have you tried {cure}?|What you need is {cure}.|My grandmother swore by {cure}.]", "[{ill}? {cure}. Works overnight.|For {ill} there's nothing like {cure}.]")
    s.b("{~doubt} [I'd rather have {ill}.|I tried that. Now I've {ill}, and I smell.|And what did she die of, your grandmother?]", "[{cure}!|{cure}? What does that do?] [I was thinking of {cure2}.|I'd sooner try {cure2}.]")
    s.interrupt(0.2)
    s.a("[And {D}? You were going to {duty}.|Weren't you going to {duty} on {D}?|Who's going to {duty} on {D}, then?]")
    if s.chance(0.6):
        s.b("[I can't {duty} like this.|Not me, not in this state.|That's what keeps me awake.] [Would you ask {C}?|Perhaps {C}?|Could you do it?]")
        s.a("[{C} can {duty}. I'll go and ask {C.him}.|{C}'s been waiting for years to {duty}.|{C} would {duty} better than you in any case. No offence.]", "[I'll see to it. {C} owes me a favour.|Leave it to me. {C}'ll do it.]")
        s.b("{~thanks} [Tell {C.him} the notes are in the drawer.|Say I'm at death's door.|Only don't tell {C.him} I'm up and about.]")
        s.a("[And you try {cure2}.|{cure2}, now.|And think about {cure}.]")
        s.close(0.3)
        return s.summary(
            "{B} has {ill} and cannot {duty} on {D}, so {A} will ask {C} to do it.",
            "Since {B} is down with {ill}, {A} is going to get {C} to {duty} on {D}.",
        )
    s.b("[I'll be well by {D}.|I'll {duty} if I have to be carried.|On {D} I {duty}, {bare} or no {bare}.]")
    s.a("[Then be sensible: {cure2}.|With {cure2} you might be.|Then it's {cure2} for you, today.] [I'll bring broth.|I'll see to your hens.|I'll tell {C} you're not at home.]")
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
    s.a("{~hello} [A pound of {ware}, please.|Any {ware}?|I need {ware}.] [It's for {use}.|Quite a lot of it.|]", "{~well} [I've come for {ware}.|my {ware}'s run out.] [The usual amount.|Don't tell me there's none.]")
    s.b("[No {ware}.|We're out of {ware}.|There isn't any {ware}.] [{C} {buyer}.|Ask {C}. {C.he} {buyer}.]", "{~oath} [{C} {buyer}, and that was it.|There was {ware} until {C} came. {C.he} {buyer}.]")
    s.a("[{C}! What does {C.he} want with so much {ware}?|{C} again?|All of it?] [And what do I do about {use}?|I need it for {use}!]")
    s.b("[There's {other}.|I could give you {other}.|Have you thought of {other}?] [For {use} it's nearly the same.|Half the town uses {other}.|At {M}, it's a gift.]")
    s.interrupt(0.2)
    if s.chance(0.5):
        s.a("[For {use}? {other}?|{other}? You're joking.] [I'd be the talk of the street.|My mother would rise from her grave.|I've tried it once, and we had to leave the house.]", "{~no} [I want {ware}. When does it come?]")
        s.b("[The boat's due on {D}.|There'll be more on {D}, if the sea allows.|{D}. I'll keep some back for you.] [I'll hide it from {C}.|]")
        s.a("{~yes} [Put my name on it.|{D}, then. Under the counter.|Until {D} we'll live in the dark ages.]", "[Keep me {M} worth.|And not a word to {C}.] {~thanks}")
        s.close(0.4)
        return s.summary(
            "{A} wants {ware} for {use}, but {C} has bought it all, and {B} will keep some back when the boat comes on {D}.",
            "There is no {ware} until {D}, because {C} {buyer_s}; {A} will not have {other} and prefers to wait.",
            buyer_s="took it all",
        )
    s.a("[How much?|And what does it cost?|Does that really work?]", "{~doubt} [And you'd use {other} yourself?|Since when?]")
    s.b("[{M}.|{M}, and I'll carry it out for you.|{M} the lot.] [More {ware} comes on {D}, if it doesn't do.|Bring it back if I'm wrong.]")
    s.a("{~yes} [If it goes wrong, I'll send you {C}.|On your head be it.|{other}. Well, one is never too old.]")
    s.close(0.4)
    return s.summary(
        "{C} has bought up all the {ware}, so {A} takes {other} from {B} for {use}, at {M}.",
        "{A} came for {ware} for {use}, but leaves with {other} for {M} since {B} gets no more until {D}.",
        "{A} came for {ware}, but {C} has bought it all, so it will have to be {other} for {use}.",
    )
