"""Getting somewhere: asking the way, missing the ferry."""
# fmt: off

from helpers.world.scene import Scene


def directions(s: Scene) -> str:
    """Somebody asks the way, gets it muddled, and is put right."""
    s.place("P", "any")
    s.place("L1", "any")
    s.place("L2", "any")
    s.choose("turn other", ("left", "right"), ("right", "left"))
    s.choose(
        "sign",
        "a boat upside down in the grass",
        "a blue door with a bell",
        "a wall with a fish painted on it",
        "a bench nobody sits on",
        "a lamp that is always lit",
        "a goat on a rope",
        "three steps and a rail",
        "an anchor taller than you are",
    )
    s.choose(
        "why",
        "pick up a parcel",
        "see about some work",
        "meet my mother-in-law",
        "give back a hat",
        "buy a door hinge",
        "deliver this eel",
        "hear the music",
        "complain about the gulls",
    )
    s.a(
        "{~hello} [How do I get to {P} from here?|Which way is {P}?|I can't find {P}.]",
        "{~well} [I should know this, but where is {P}?|they've moved everything. Where's {P} now?] [I have to {why}.|]",
        "[I've been round the square three times.|I've walked past this pump twice.] Where have they hidden {P}?", "[Is this the road to {P}?|I'm told {P} is near here.|Somebody said {P} was round the corner.] [I have to {why}.|]", "[You look as if you know the town.|You're from here, aren't you?] [How does one get to {P}?|I'm after {P}.]",
    )
    s.b(
        "{~hm} [go down to {L1} and turn {turn}.|past {L1}, then {turn}.|you know {L1}? Go {turn} there.] [Then look for {sign}.|After that it's {sign}, you can't miss it.]",
        "[Easy. {L1}, {turn}, {sign}.|Nothing simpler. To {L1}, then {turn}, as far as {sign}.]", "[It's not far.|You're nearly there.|Follow your nose.] [{turn} at {L1}, and on to {sign}.|As far as {L1}, {turn}, then straight on to {sign}.]", "[From {L1} you go {turn}.|At {L1}, {turn}.] [Keep on till you see {sign}.|Stop when you get to {sign}.]",
    )
    s.a(
        "[So {other} at {L1}...|{L1}, {other}, got it.|And {other} by {L1}?]",
        "[I can't miss it? I've missed it all morning.|People who say that have never met me.] [{other} at {L1}, then?|So {other}?]", "[Wait, let me say it back.|I've got no head for this.|My left or your left?] [{L1}, {other}...|{other} at {L1}.]",
    )
    s.b(
        "[{turn}. The hand you {wave} with.|No, {turn}! {other} takes you into the harbour.|{turn}. If your feet get wet, that was {other}.]",
        "[{turn}, {turn}.|Not {other}. {turn}.] [{other} is {L2}, and they'll sell you something.|{other} only gets you to {L2}.]", "[I said {turn}.|{turn}! Look at my hand.|Do you know which is which?] [By {other} you get to {L2}.|{other} ends at {L2}.]",
        wave="[wave|eat soup|write|salute]",
    )
    s.interrupt(0.15)
    if s.chance(0.5):
        s.a("[{turn} at {L1}, then {sign}.|{L1}, {turn}, {sign}.] [And if I'm lost?|Is it far?]")
        s.b(
            "[Then ask for me at {L2}.|Then you'll see {L2}, and you've gone too far.|Five minutes. Ten with you.]", "[Ask anybody but the boy on the gate.|Whistle, and someone from {L2} will come.|You'll smell {L2} if you overshoot.]", "[They're used to it at {L2}.|Last week a man ended up at {L2} for a fortnight.|At worst you'll see {L2}, and that's pretty too.]",
            "[Shout. Someone at {L2} will take pity.|If you see {L2}, turn round.]",
        )
        s.a("{~thanks} [I only want to {why}.|All this to {why}.] {~bye}", "[All I need is to {why}.|And I only came out to {why}.] {~thanks} {~bye}")
        s.close(0.3)
        return s.summary(
            "{B} tells {A} that the way to {P} is {turn} at {L1}, not {other}, and on to {sign}.",
            "{A}, who mixes up {turn} and {other}, learns from {B} that {P} lies {turn} of {L1}, by {sign}.",
        )
    s.a(
        "[Couldn't you just draw it?|I'll never remember that.|Would you say that once more, slowly?] [I only want to {why}.|]"
    )
    s.b(
        "[I'll walk with you. I'm going to {L2} in any case.|Come on, I'll take you, I've got to be at {L2}.|Oh, give me your arm. {L2} is on my way.]", "[Come along. I've got to go to {L2} anyway.|It's quicker if I show you. I'm bound for {L2}.]"
    )
    s.a(
        "{~thanks} [Which way? {other}?|Lead on. Not {other}, I take it.|I'd have ended up in the sea.]", "[And if you hadn't been here, I'd be going {other} now.|My feet were already pointing {other}.|You'd think they'd put up a sign.]",
        "[You're kind. I'd have gone {other}.|Then I shan't need the {turn} and {other} of it.]",
    )
    s.close(0.3)
    return s.summary(
        "{A} cannot follow the way to {P}, so {B}, who is going to {L2}, walks along.",
        "{B} explains that {P} is {turn} at {L1}, but in the end goes with {A}, being on the way to {L2} in any case.",
    )


def missed_ferry(s: Scene) -> str:
    """The ferry has gone; what now?"""
    s.hour("T1", 7, 16)
    s.hour("T2", s.numbers["T1"] + 2, 21)
    s.person("C")
    s.place("P", "inn", "shop", "outdoors")
    s.choose(
        "errand errand_short",
        ("my sister's name day", "a name day"),
        ("a tooth", "the dentist"),
        ("the seed market", "the seed market"),
        ("a christening", "a christening"),
        ("a job I've been promised", "a new job"),
        ("the chess match", "the chess match"),
    )
    s.choose(
        "cause cause_short",
        ("my clock stopped", "a clock stopped"),
        ("the cat sat on my ticket", "the cat was sitting on the ticket"),
        ("I went back for my hat", "a hat had been forgotten"),
        ("I stopped to argue about a turnip", "an argument about a turnip went on too long"),
        ("I was told it leaves from the other pier", "somebody had named the wrong pier"),
        ("one of my shoes was in the soup", "one shoe had ended up in the soup"),
        ("I fell asleep on the bollard, right in front of it", "{A} fell asleep right beside it"),
    )
    s.a(
        "[Has it gone?|Tell me that isn't the ferry out there.|Stop! Wait! Oh.]",
        "[That was the {T1}, wasn't it?|I've missed it, haven't I?]", "[Is that smoke, out there? Is that the {T1}?|Don't say it. I can see it.|What's the time? Oh no.]", "[I ran all the way.|I can still make it if I jump.] [Has the {T1} left?|Where is it?]",
    )
    s.b(
        "[By a minute.|That white dot on the water? That's it.|You could still swim.|She sailed at {T1}, as she has for thirty years.]",
        "[You've missed it.|She's gone.] [Wave, at least.|]", "[She waited as long as she could. Four seconds.|Sit down, you're purple.|You could run along the pier and shout. People do.]", "[The {T1} sails at {T1}. It's in the name.|See that gull? It's sitting where she was.]",
    )
    s.a(
        "{~oath} [It's because {cause}.|And only because {cause}.|All because {cause}.]",
        "[{cause}. Laugh if you like.|You won't believe it: {cause}.]", "[You see, {cause}.|I'd have made it, but {cause}.|What happened? {cause}.]",
    )
    s.b(
        "[It happens.|I've heard worse.|Last week a man missed it while standing on it.] [Was it important?|Where were you going?|]"
    )
    s.a(
        "It's {errand}. [They're expecting me.|I promised.|I've ironed a shirt for it.]",
        "[I have to be over there for {errand}.|{errand}, that's what.]", "[There's {errand}, and they won't wait.|{errand} won't keep.]", "[Only {errand}.|Nothing much. {errand}.] [My whole family is on that quay.|They'll have put out the good plates.|]",
    )
    if s.chance(0.5):
        s.b("[There's another at {T2}.|The next one's {T2}.|{T2}, you'll still be there for the cake.]", "[Never mind, {T2} is a good ferry too.|You want the {T2} now.|At {T2} there's one more.]")
        s.a("[{T2}! What do I do till then?|{T2}. That's for ever.|And until {T2}?]", "[That's hours.|I'll have taken root by {T2}.|And where do I sit until {T2}?]")
        s.b(
            "[Sit in {P} and drink something hot.|Come to {P} with me.|I'm on my way to {P}. You can hold my wool.]", "[They've got a stove at {P}.|Let's go to {P} and watch the rain.|I'll keep you company at {P}.]", "[There's always {P}.|{P} is open, and I'm thirsty.] [I'll teach you dominoes.|You can tell me about your aunt.|]"
        )
        s.a(
            "{~yes} [But you watch the clock.|And don't let me fall asleep.|This time I'll sit facing the water.]"
        )
        s.close(0.3)
        return s.summary(
            "{A} missed the ferry at {T1} because {cause_short} and will wait at {P} with {B} for the one at {T2}.",
            "Having missed the ferry to {errand_short}, {A} waits with {B} at {P} until {T2}.",
            "{A}, who missed the ferry because {cause_short}, will wait for the next one at {T2} in the company of {B}.",
        )
    s.b(
        "[{C} is rowing over with the post.|{C} is taking crates across. Ask {C.him}.|There's {C}, loading up. {C.he}'s got room for a thin one.]", "[Do you get seasick? {C} is going over.|{C}'s casting off this minute.] [Ask {C.him}.|Shout.]", "[You might try {C}.|{C} owes the whole town a lift.] [{C.hes} leaving now.|]"
    )
    s.a(
        "[{C}? In that tub?|Will {C.he} take me?]",
        "{~doubt} [{C}'s boat has more holes than boat.|{C} and I don't speak.]", "[With {C}? I can't swim.|{C} sank twice last summer.|I've seen {C} steer.]", "[{C} smells of eels.|{C} talks all the way across.|{C} once forgot a passenger on the Skerries.]",
    )
    s.b("[Do you want to get there or not?|The next ferry's {T2}. Choose.|It's {C} or {T2}.]", "[It's that or {T2}.|Beggars can't choose their boats.|{C} has never lost anyone for good.]")
    s.a("[{C} it is, then. Pray for me.|{C}, then. Somebody hold my hat.|{C}. What have I come to.] {~bye}", "[Well, a dry shirt was too much to hope for. {C}!|If I'm not there by noon, look under the pier.|{C}! Wait! Room for one more?]")
    s.close(0.3)
    return s.summary(
        "{A} missed the ferry and, rather than wait until {T2}, will cross with {C} to get to {errand_short}.",
        "{A} has missed the {T1} ferry and will cross with {C} instead, as {B} suggests.",
        "Because {cause_short}, {A} missed the ferry, and on {B}'s advice will ask {C} for a passage.",
    )
