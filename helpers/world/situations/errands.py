"""Making plans, asking favours, getting things back, finding the way, missing the ferry."""
# fmt: off

from helpers.world.scene import Scene


def plans(s: Scene) -> str:
    """A time is proposed, does not suit, and is changed; somebody brings something."""
    s.choose(
        "what kit where",
        ("a game of cards", "the cards", "inn,pub,tea room,café"),
        ("a bite of supper", "a pie", "beach,park,bandstand,harbour"),
        ("a talk about the roof fund", "the account book", "inn,pub,chapel,tea room"),
        ("a practice with the fiddles", "the spare strings", "chapel,bandstand,boatyard"),
        ("an hour's fishing", "the bait", "harbour,cove,bridge"),
        ("a look at the old charts", "the charts", "museum,harbour office,chandlery"),
        ("a quiet drink", "the dominoes", "inn,pub"),
        ("a sketching lesson", "the pencils", "cliff,harbour,park"),
        ("a swim", "the towels", "beach,cove,sea baths"),
        ("a walk to the point", "a flask of soup", "cliff,bridge,wood"),
        ("a rehearsal of the play", "the false noses", "bandstand,chapel,cinema,mill"),
        ("a kite or two", "the string", "cliff,beach,park"),
        ("a game of chess", "the board", "park,café,library"),
        ("a hunt for mushrooms", "the baskets", "wood,farm"),
    )
    s.place_of_kind("P", *s.slots["where"].split(","))
    s.day("D")
    first = s.hour("T1", 14, 18)
    later = s.chance(0.75)
    s.hour("T2", first + 1, 21)
    s.choose(
        "why why_short",
        ("mend the nets", "has to mend the nets first"),
        ("mind my sister's twins till then", "is minding the twins until then"),
        ("shut up the shop", "has to shut up the shop first"),
        ("give a lesson", "has a lesson to give"),
        ("see the dentist, of all things", "has to see the dentist"),
        ("wait in for a parcel", "is waiting in for a parcel"),
        ("bail out the dinghy", "has to bail out the dinghy"),
        ("paint the last side of the shed", "wants to finish painting the shed"),
    )
    s.a(
        "{~hello} [Are you doing anything on {D}?|What are you up to on {D}?|Keep {D} free, will you?]",
        "{~hello} I thought of {what} on {D}. [You in?|Shall we?|What do you say?]",
        "{~well} we said we'd [manage|fit in] {what} [one of these days|before the month is out], and it never happens. {D}?",
    )
    s.b(
        "[{D}?|On {D}?] [What time?|When, and where?|Depends on the hour.|What's on {D}?]",
        "{~hm} [{D} might do.|{D} could work.] [Where?|What had you in mind?]",
    )
    s.a(
        "[{T1}|Say {T1}|About {T1}], [at|by] {P}. [{what}, nothing more.|For {what}.|I'd like {what}.]",
        "{P}, {T1}. [For {what}.|I fancy {what}.]",
    )
    if later:
        s.b(
            "{~oath} At {T1} I have to {why}. [Could we make it {T2}?|Would {T2} do?|Not before {T2}, then.]",
            "{T1} I can't. I have to {why}. [{T2}?|Make it {T2}.|I could be there by {T2}.]",
            "I'd be late. I promised to {why}. [Is {T2} too late for you?|{T2}, if you can bear to wait.]",
        )
        s.interrupt(0.2)
        s.a(
            "{~yes} {T2}, then. [That gives me time to eat.|I'll walk the dog first.|Don't hurry on my account.]",
            "[So {T2}.|{T2} it is.] [Can I trust you this time?|And you really will come?|I'll hold the table.]",
            "[Is it always like this with you?|You and your diary.] [Very well, {T2}.|{T2}, and not a minute after.]",
        )
    else:
        s.b(
            "{~yes} [Shall I bring something?|Do I need to bring anything?|What should I bring?]",
            "{T1} suits me. [Who else is coming?|Just the two of us?]",
        )
        s.a(
            "[Only yourself.|Just the two of us.|Nobody but us, if you can keep it quiet.]",
            "[Nothing but your good temper.|Your company will do.] [If you have any.|]",
        )
    if s.chance(0.5):
        s.b("[I'll bring {kit}.|And I'll bring {kit}, since you always forget.|Leave {kit} to me.]")
        s.a(
            "[Last time you forgot.|Write it on your hand.|Tie a knot in something.] {~bye}",
            "{~thanks} {~bye}",
        )
        s.put("bringer", "{B}")
    else:
        s.b("[And who's bringing {kit}?|Have you still got {kit}?|You'll see to {kit}?]")
        s.a(
            "[I am. It's by the door already.|I will, I will.|Who else? I'll bring it all.] {~bye}",
            "[I'll see to that.|All in my bag.] {~bye}",
        )
        s.put("bringer", "{A}")
    s.close(0.4)
    if later:
        return s.summary(
            "{A} and {B} will meet at {P} on {D} at {T2} rather than {T1}, because {B} {why_short}, and {bringer} will bring {kit}.",
            "Because {B} {why_short}, {A} moves {what} with {B} on {D} from {T1} to {T2} at {P}; {bringer} brings {kit}.",
        )
    return s.summary(
        "{A} and {B} agree on {what} at {P} on {D} at {T1}, with {bringer} bringing {kit}.",
        "{B} will join {A} at {P} at {T1} on {D} for {what}, and {bringer} will bring {kit}.",
    )


def favour(s: Scene) -> str:
    """One asks the other to look after something and the price of the favour is settled."""
    s.choose(
        "job job_short warning",
        ("feed my hens", "feed {A}'s hens", "They peck, but only at rings and buttons"),
        ("water my tomatoes", "water {A}'s tomatoes", "The tall one leans, so talk to it from the left"),
        ("walk my dog", "walk {A}'s dog", "It's afraid of umbrellas, and of men who whistle"),
        (
            "look in on my aunt",
            "look in on {A}'s aunt",
            "She'll tell you about the flood, and you mustn't have heard it before",
        ),
        ("keep the stove in", "keep {A}'s stove in", "It sulks in an east wind, so kick it, gently"),
        (
            "take in my washing",
            "take in {A}'s washing",
            "The blue sheet has a tear, and I'd rather the street didn't know",
        ),
        ("mind my bees", "mind {A}'s bees", "Just don't hum. They take it personally"),
        ("let the cat in and out", "mind {A}'s cat", "In, out, in, out. You'll see. It's all she does"),
        ("wind the big clock", "wind {A}'s big clock", "Eleven turns. At twelve it strikes and won't stop"),
        (
            "collect my letters",
            "collect {A}'s letters",
            "If there's one from my brother, put it under the others",
        ),
        (
            "mind the stall",
            "mind {A}'s stall",
            "Nobody buys before ten, and after ten they all want the same crab",
        ),
    )
    s.place("P", "any")
    s.day("D1")
    s.day("D2")
    s.choose(
        "trip",
        "my cousin's wedding",
        "a funeral up the coast",
        "the eye doctor",
        "the boat sale",
        "a week of peace",
        "my niece's first concert",
        "the cheese fair",
        "a christening",
    )
    s.person("C")
    s.choose(
        "key",
        "under the third flowerpot",
        "on the nail behind the barrel",
        "with {C} next door",
        "in the teapot on the sill",
        "over the door, where everyone looks",
        "inside the left boot on the step",
    )
    s.choose(
        "price",
        "a jar of plum jam",
        "two mackerel",
        "a pair of socks",
        "the loan of the barrow",
        "a Sunday dinner",
        "half a cheese",
        "first pick of the beans",
        "a ride in the motorboat",
        "a haircut",
    )
    s.a(
        "{~hello} [I've come to beg.|I need a favour, and you may say no.|How good a friend are you?] [It's about {D1}.|It's only till {D2}.|]",
        "{~well} would you {job} [for a few days|while I'm gone]? [I'm off to {trip}.|There's {trip}, you see.]",
        "{~hello} I'm away from {D1} to {D2}. [{trip}.|It's {trip}, I can't get out of it.] And nobody to {job}.",
    )
    s.b(
        "[What is it this time?|What would I have to do?|Last time it was goats.|Go on, out with it.]",
        "[{~hm} for how long?|From when till when?] [You know I'm no good at mornings.|]",
    )
    s.a(
        "[Just {job}|Only {job}|You'd {job}], {D1} to {D2}. {warning}.",
        "From {D1} until {D2}. [All you do is {job}.|You {job}, that's all.] {warning}.",
    )
    if s.chance(0.5):
        s.b(
            "[You're not selling it.|That's meant to tempt me?|I see why nobody else would.] [And the key?|How do I get in?]"
        )
        s.a(
            "[It's {key}.|The key's {key}.|You'll find the key {key}.]",
            "[{key}. Tell no one.|It's {key}, as ever.]",
        )
    else:
        s.a("The key's {key}.")
    if s.chance(0.8):
        s.b(
            "{~yes} [But I'd want {price}.|It'll cost you {price}.|For {price}, mind.|On one condition: {price}.]",
            "[And what's in it for me? No, I know. {price}.|{price}, and we have a deal.]",
        )
        s.a(
            "[{price}? Robbery. Done.|Done. I was going to offer more.|You drive a hard bargain. {price} it is.|I'd have brought it anyway.]",
            "{~yes} [{price}, on {D2}, at your door.|You'll have it on {D2}.]",
        )
        s.close(0.5)
        return s.summary(
            "{B} will {job_short} from {D1} to {D2} while {A} is away, in return for {price}.",
            "In exchange for {price}, {B} agrees to {job_short} until {A} comes back on {D2}; the key is {key}.",
        )
    s.b(
        "{~no} [I'm off myself on {D1}.|I've the painters in until {D2}.|Last year still hurts.] [Ask {C}, {C.he} owes me one.|Why not {C}? {C.he} likes that sort of thing.]"
    )
    s.a(
        "[{C}? I hadn't thought of {C.him}.|{C} said yes last time, and sang to everything.|{C}, yes. {C.he}'d do it for a biscuit.]",
        "[I'll ask {C}, then.|Right, {C}.] {~bye}",
    )
    s.close(0.3)
    return s.summary(
        "{B} cannot {job_short} while {A} is away from {D1} to {D2}, so {A} will ask {C}.",
        "{A} wants someone to {job_short} between {D1} and {D2}, and as {B} has to refuse, {C} will be asked instead.",
    )


def borrowed(s: Scene) -> str:
    """A loan is long overdue and has wandered on to somebody else."""
    s.thing("T", "borrowed")
    s.person("C")
    s.place("P", "any")
    s.day("D")
    s.choose(
        "since",
        "in spring",
        "before the big storm",
        "the week of the Regatta",
        "on my birthday",
        "two winters ago",
        "when you had hair",
    )
    s.choose(
        "how how_short",
        ("none the worse for it", "none the worse for it"),
        ("cleaned and oiled", "better than it was"),
        ("in one piece", "in one piece"),
        ("with an apology", "with an apology"),
    )
    s.a(
        "{~hello} [I've come for|It's about|I don't suppose you've still got] {T.the}.",
        "{~well} {T.the} that I lent you {since}. [I could use it.|I need it back.|Is it still alive?]",
        "[Do you remember {T.the}?|Does {T.the} mean anything to you?] [Mine, I mean. You had it {since}.|I lent it to you {since}.]",
    )
    s.b(
        "{~hm} [{T.the}. Yes. I was going to bring it round.|which one was that?|didn't I give that back?]",
        "{~oath} [You want it today?|That was yours?|I'd clean forgotten.]",
    )
    s.a(
        "[You borrowed it {since}.|It has my name on it.|I've asked you three times.] [I've been patient.|]",
        "[For one afternoon, you said.|You swore by your mother's herring.|You said an hour.]",
    )
    s.b(
        "[The truth is, I lent it to {C}.|{C} has it.|It's with {C}. {C.he} only wanted it for an hour.]",
        "Don't shout. [{C} came by and needed it more than I did.|I passed it on to {C}.]",
    )
    s.interrupt(0.15)
    if s.chance(0.6):
        s.a(
            "[{C}! Then I'll never see it again.|Of all people, {C}.|{C} still has my umbrella.]",
            "{~wow} [{C} can't tell one end of it from the other.|What does {C} want with it?]",
        )
        s.b(
            "[{C.hes} using it at {P}.|I saw it at {P} only yesterday.|It was leaning on the wall at {P}, last I saw.] [I'll fetch it myself.|I'll go round.|]"
        )
    else:
        s.a("[And where does {C} keep it?|Where is it now, exactly?|Then where's {C}?]")
        s.b("[At {P}, I believe.|Round at {P}, behind the door.|{P}. I think. I hope.]")
    s.a(
        "[By {D}, please.|I need it by {D}.|I want it on {D}, not some day.]",
        "{D}. [Not a day later.|I'll be at home.|Promise?]",
    )
    s.b(
        "[You'll have it on {D}, {how}.|{D}, {how}, word of honour.|I'll bring it {D}, {how}.]",
        "{~yes} {D}. [And {how}.|You'll get it {how}.]",
    )
    s.close(0.4)
    return s.summary(
        "{B} lent {A}'s {T.bare} on to {C} and promises to fetch it from {P} and return it by {D}.",
        "{A} asks for the {T.bare} that {B} borrowed; {C} has it at {P}, and {B} will bring it back on {D}.",
    )


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
        "[I've been round the square three times.|I've walked past this pump twice.] Where have they hidden {P}?",
    )
    s.b(
        "{~hm} [go down to {L1} and turn {turn}.|past {L1}, then {turn}.|you know {L1}? Go {turn} there.] [Then look for {sign}.|After that it's {sign}, you can't miss it.]",
        "[Easy. {L1}, {turn}, {sign}.|Nothing simpler. To {L1}, then {turn}, as far as {sign}.]",
    )
    s.a(
        "[So {other} at {L1}...|{L1}, {other}, got it.|And {other} by {L1}?]",
        "[I can't miss it? I've missed it all morning.|People who say that have never met me.] [{other} at {L1}, then?|So {other}?]",
    )
    s.b(
        "[{turn}. The hand you {wave} with.|No, {turn}! {other} takes you into the harbour.|{turn}. If your feet get wet, that was {other}.]",
        "[{turn}, {turn}.|Not {other}. {turn}.] [{other} is {L2}, and they'll sell you something.|{other} only gets you to {L2}.]",
        wave="[wave|eat soup|write|salute]",
    )
    s.interrupt(0.15)
    if s.chance(0.5):
        s.a("[{turn} at {L1}, then {sign}.|{L1}, {turn}, {sign}.] [And if I'm lost?|Is it far?]")
        s.b(
            "[Then ask for me at {L2}.|Then you'll see {L2}, and you've gone too far.|Five minutes. Ten with you.]",
            "[Shout. Someone at {L2} will take pity.|If you see {L2}, turn round.]",
        )
        s.a("{~thanks} [I only want to {why}.|All this to {why}.] {~bye}")
        s.close(0.3)
        return s.summary(
            "{B} tells {A} that the way to {P} is {turn} at {L1}, not {other}, and on to {sign}.",
            "{A}, who mixes up {turn} and {other}, learns from {B} that {P} lies {turn} of {L1}, by {sign}.",
        )
    s.a(
        "[Couldn't you just draw it?|I'll never remember that.|Would you say that once more, slowly?] [I only want to {why}.|]"
    )
    s.b(
        "[I'll walk with you. I'm going to {L2} in any case.|Come on, I'll take you, I've got to be at {L2}.|Oh, give me your arm. {L2} is on my way.]"
    )
    s.a(
        "{~thanks} [Which way? {other}?|Lead on. Not {other}, I take it.|I'd have ended up in the sea.]",
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
        "[That was the {T1}, wasn't it?|I've missed it, haven't I?]",
    )
    s.b(
        "[By a minute.|That white dot on the water? That's it.|You could still swim.|She sailed at {T1}, as she has for thirty years.]",
        "[You've missed it.|She's gone.] [Wave, at least.|]",
    )
    s.a(
        "{~oath} [It's because {cause}.|And only because {cause}.|All because {cause}.]",
        "[{cause}. Laugh if you like.|You won't believe it: {cause}.]",
    )
    s.b(
        "[It happens.|I've heard worse.|Last week a man missed it while standing on it.] [Was it important?|Where were you going?|]"
    )
    s.a(
        "It's {errand}. [They're expecting me.|I promised.|I've ironed a shirt for it.]",
        "[I have to be over there for {errand}.|{errand}, that's what.]",
    )
    if s.chance(0.5):
        s.b("[There's another at {T2}.|The next one's {T2}.|{T2}, you'll still be there for the cake.]")
        s.a("[{T2}! What do I do till then?|{T2}. That's for ever.|And until {T2}?]")
        s.b(
            "[Sit in {P} and drink something hot.|Come to {P} with me.|I'm on my way to {P}. You can hold my wool.]"
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
        "[{C} is rowing over with the post.|{C} is taking crates across. Ask {C.him}.|There's {C}, loading up. {C.he}'s got room for a thin one.]"
    )
    s.a(
        "[{C}? In that tub?|Will {C.he} take me?]",
        "{~doubt} [{C}'s boat has more holes than boat.|{C} and I don't speak.]",
    )
    s.b("[Do you want to get there or not?|The next ferry's {T2}. Choose.|It's {C} or {T2}.]")
    s.a("[{C} it is, then. Pray for me.|{C}, then. Somebody hold my hat.|{C}. What have I come to.] {~bye}")
    s.close(0.3)
    return s.summary(
        "{A} missed the ferry and, rather than wait until {T2}, will cross with {C} to get to {errand_short}.",
        "{A} has missed the {T1} ferry and will cross with {C} instead, as {B} suggests.",
        "Because {cause_short}, {A} missed the ferry, and on {B}'s advice will ask {C} for a passage.",
    )
