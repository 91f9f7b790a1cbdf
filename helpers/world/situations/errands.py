"""Making plans, asking favours, getting things back."""
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
        "{~well} we said we'd [manage|fit in] {what} [one of these days|before the month is out], and it never happens. {D}?", "{~hello} [Would you care for|Could I tempt you to|What would you say to] {what}? [{D}, perhaps.|On {D}, if you're free.]", "[I've found somebody to|I'm looking for somebody to] share {what} with on {D}. [You, that is.|Guess who.|It's you, if you like.]",
    )
    s.b(
        "[{D}?|On {D}?] [What time?|When, and where?|Depends on the hour.|What's on {D}?]",
        "{~hm} [{D} might do.|{D} could work.] [Where?|What had you in mind?]", "[I had nothing planned for {D}|{D} is as good as any], [except sleep|unless my aunt dies|except the ironing]. [When?|At what time?|Go on.]", "[Is this like the last time?|Will there be singing?|As long as we don't get wet.] [What time on {D}?|{D}, when?]",
    )
    s.a(
        "[{T1}|Say {T1}|About {T1}], [at|by] {P}. [{what}, nothing more.|For {what}.|I'd like {what}.]",
        "{P}, {T1}. [For {what}.|I fancy {what}.]", "[I'd be at|Come to] {P} [at|around] {T1}. [That gives us the light.|It's quiet then.|Before the crowd.]", "[At {T1}, if you can.|{T1}?] [We'd meet at {P}.|I'll wait for you at {P}.]",
    )
    if later:
        s.b(
            "{~oath} At {T1} I have to {why}. [Could we make it {T2}?|Would {T2} do?|Not before {T2}, then.]",
            "{T1} I can't. I have to {why}. [{T2}?|Make it {T2}.|I could be there by {T2}.]",
            "I'd be late. I promised to {why}. [Is {T2} too late for you?|{T2}, if you can bear to wait.]", "[Ah. {T1}.|{T1} is the trouble.] I'm down to {why}. [{T2} and I'm all yours.|After that, from {T2}, I'm free.]", "[If only. I must {why}.|I can't leave before I {why}.] [It'll be {T2}.|{T2} at the earliest.]",
        )
        s.interrupt(0.2)
        s.a(
            "{~yes} {T2}, then. [That gives me time to eat.|I'll walk the dog first.|Don't hurry on my account.]",
            "[So {T2}.|{T2} it is.] [Can I trust you this time?|And you really will come?|I'll hold the table.]",
            "[Is it always like this with you?|You and your diary.] [Very well, {T2}.|{T2}, and not a minute after.]", "[Better late than never.|That's what they call supper time.] [{T2}, at {P}.|{T2}. I'll bring a cushion.]", "[Then I'll come at {T2} too.|{T2}. I can always start without you.] [Don't hurry.|Run.|]",
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
        s.b("[I'll bring {kit}.|And I'll bring {kit}, since you always forget.|Leave {kit} to me.]", "[Shall I bring {kit}?|Let me bring {kit}.|{kit} I can provide.]")
        s.a(
            "[Last time you forgot.|Write it on your hand.|Tie a knot in something.] {~bye}", "[You're a treasure.|I'd forgotten all about that.|I was hoping you'd say so.] {~bye}", "[Good. Then my hands are free.|And I bring the appetite.] {~bye}",
            "{~thanks} {~bye}",
        )
        s.put("bringer", "{B}")
    else:
        s.b("[And who's bringing {kit}?|Have you still got {kit}?|You'll see to {kit}?]", "[Don't forget {kit}.|You won't forget {kit}?|We'll need {kit}, you know.]")
        s.a(
            "[I am. It's by the door already.|I will, I will.|Who else? I'll bring it all.] {~bye}", "[When did I ever forget anything? Don't answer.|It's all packed.|I've tied it to my coat.] {~bye}",
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
        "{~hello} I'm away from {D1} to {D2}. [{trip}.|It's {trip}, I can't get out of it.] And nobody to {job}.", "[Are you a patient person?|You like me, don't you?|Remember how I once helped you?] [I must go away, for {trip}.|I'm off on {D1}: {trip}.]", "{~well} I'm off on {D1}. [{trip}.|You know, {trip}.] [Somebody has to {job}.|And who's to {job}?]",
    )
    s.b(
        "[What is it this time?|What would I have to do?|Last time it was goats.|Go on, out with it.]",
        "[{~hm} for how long?|From when till when?] [You know I'm no good at mornings.|]", "[Why do I hear a favour coming?|I'm sitting. Ask.|Your eyes are very big today.] [What must I do?|]", "[Couldn't you ask your sister?|Isn't there a law against asking me?] [Well, tell me.|What exactly?]",
    )
    s.a(
        "[Just {job}|Only {job}|You'd {job}], {D1} to {D2}. {warning}.",
        "From {D1} until {D2}. [All you do is {job}.|You {job}, that's all.] {warning}.", "[It's nothing.|A child could do it.|It takes ten minutes.] You {job}, {D1} to {D2}. {warning}.", "[{D1}, {D2} and whatever lies between.|Till {D2}.] [Just {job}.|{job}, once a day.] {warning}.",
    )
    if s.chance(0.5):
        s.b(
            "[You're not selling it.|That's meant to tempt me?|I see why nobody else would.] [And the key?|How do I get in?]", "[And you call that nothing?|I've known calmer requests.] [Where's the key?|And how do I get in?]"
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
            "[And what's in it for me? No, I know. {price}.|{price}, and we have a deal.]", "[Everything has its price.|I'm not a charity.|My time is dear.] [{price}?|Let's say {price}.]", "{~yes} [Call it {price}.|{price} would seal it.|You know what I like: {price}.]",
        )
        s.a(
            "[{price}? Robbery. Done.|Done. I was going to offer more.|You drive a hard bargain. {price} it is.|I'd have brought it anyway.]", "[{price}, and my eternal thanks.|You'll get {price} and a postcard.] {~bye}", "[I knew you'd say {price}.|{price}. I had it in my bag.] {~thanks}",
            "{~yes} [{price}, on {D2}, at your door.|You'll have it on {D2}.]",
        )
        s.close(0.5)
        return s.summary(
            "{B} will {job_short} from {D1} to {D2} while {A} is away, in return for {price}.",
            "In exchange for {price}, {B} agrees to {job_short} until {A} comes back on {D2}; the key is {key}.",
        )
    s.b(
        "{~no} [I'm off myself on {D1}.|I've the painters in until {D2}.|Last year still hurts.] [Ask {C}, {C.he} owes me one.|Why not {C}? {C.he} likes that sort of thing.]", "[I would, but I'm away till {D2} myself.|You've come at the worst time. I've fever in the house till {D2}.] [What about {C}?|{C} might.]"
    )
    s.a(
        "[{C}? I hadn't thought of {C.him}.|{C} said yes last time, and sang to everything.|{C}, yes. {C.he}'d do it for a biscuit.]", "[{C}, of course!|{C} it will be.] [Don't tell {C.him} you were first.|I'll say {C.he} was my first choice.]",
        "[I'll ask {C}, then.|Right, {C}.] {~bye}",
    )
    s.close(0.3)
    return s.summary(
        "{B} cannot {job_short} while {A} is away from {D1} to {D2}, so {A} will ask {C}.",
        "{A} has to go away and is looking for someone to {job_short}; {B} declines, and it is going to be {C}.",
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
        "[Do you remember {T.the}?|Does {T.the} mean anything to you?] [Mine, I mean. You had it {since}.|I lent it to you {since}.]", "[I've looked everywhere for {T.the}.|My shed has a gap in it, the shape of {T.the}.] [Then I remembered you.|And then I thought: of course, you had it.]", "[I'm not one to press, but {T.the}...|Not that I'm counting, but {T.the}.] You had it {since}.",
    )
    s.b(
        "{~hm} [{T.the}. Yes. I was going to bring it round.|which one was that?|didn't I give that back?]",
        "{~oath} [You want it today?|That was yours?|I'd clean forgotten.]", "[What do you need it for?|I was using it. I was about to use it.|It has been so happy here.]", "[Ah. {T.the}.|{T.the}, yes.] [It's funny you should ask.|There's a story there.|It's safe. I'm nearly sure.]",
    )
    s.a(
        "[You borrowed it {since}.|It has my name on it.|I've asked you three times.] [I've been patient.|]", "[I've been making do with a spoon.|My neighbour laughs at me.|I've had to borrow one myself.]", "[Since then I've bought three things I didn't need, looking for it.|I don't ask for interest.|I only ask once a year.]",
        "[For one afternoon, you said.|You swore by your mother's herring.|You said an hour.]",
    )
    s.b(
        "[The truth is, I lent it to {C}.|{C} has it.|It's with {C}. {C.he} only wanted it for an hour.]",
        "Don't shout. [{C} came by and needed it more than I did.|I passed it on to {C}.]", "[You'd better hear it from me.|I'll be honest.|Sit down first.] [{C} has got it.|{C} asked so nicely.]", "[It went to {C}, for a day or two.|{C} took it. I was asleep.] [Months ago, now I think of it.|]",
    )
    s.interrupt(0.15)
    if s.chance(0.6):
        s.a(
            "[{C}! Then I'll never see it again.|Of all people, {C}.|{C} still has my umbrella.]",
            "{~wow} [{C} can't tell one end of it from the other.|What does {C} want with it?]", "[Then it's lost for ever.|Poor thing.|You lent my {T.bare} to {C}?] [{C} once lost a cow.|{C} opens tins with such things.]",
        )
        s.b(
            "[{C.hes} using it at {P}.|I saw it at {P} only yesterday.|It was leaning on the wall at {P}, last I saw.] [I'll fetch it myself.|I'll go round.|]", "[Try {P}. {C.he} had it there.|It's at {P}, holding a door open.] [I'll get it back.|I'll see to it.|]"
        )
    else:
        s.a("[And where does {C} keep it?|Where is it now, exactly?|Then where's {C}?]")
        s.b("[At {P}, I believe.|Round at {P}, behind the door.|{P}. I think. I hope.]")
    s.a(
        "[By {D}, please.|I need it by {D}.|I want it on {D}, not some day.]",
        "{D}. [Not a day later.|I'll be at home.|Promise?]", "[Could I have it by {D}?|I'd hoped for {D}.|Let's say {D}.] [I've got guests.|I've a job to finish.|]",
    )
    s.b(
        "[You'll have it on {D}, {how}.|{D}, {how}, word of honour.|I'll bring it {D}, {how}.]",
        "{~yes} {D}. [And {how}.|You'll get it {how}.]", "[{D}. On my honour, such as it is.|{D}, and I'll throw in an apology.] [And {how}.|{how}, too.]",
    )
    s.close(0.4)
    return s.summary(
        "{B} lent {A}'s {T.bare} on to {C} and promises to fetch it from {P} and return it by {D}.",
        "{A} asks for the {T.bare} that {B} borrowed; {C} has it at {P}, and {B} will bring it back on {D}.",
    )
