"""Living next door: gossip, quarrels mended, noise, animals with ideas of their own, things that turn up."""
# fmt: off

from helpers.world.scene import Scene


def gossip(s: Scene) -> str:
    """A rumour, its source, and the dull truth underneath."""
    s.person("C")
    s.person("E")
    s.place("P", "any")
    s.choose(
        "rumour truth",
        ("has bought a piano", "minding a piano for {C.his} sister"),
        ("is leaving town", "going away for three days to have a tooth out"),
        ("has found gold on the beach", "the finder of a brass tap"),
        ("is getting married", "only being measured for a new coat"),
        ("has been seen talking to a herring", "learning a poem by heart"),
        ("keeps a lion in the cellar", "the owner of a very old stove"),
        ("is writing a book about us all", "doing the accounts for the lifeboat"),
        ("won the lottery", "the winner of a ham"),
        ("goes swimming at midnight", "looking for a lost oar by lantern"),
        ("has quarrelled with the vicar", "hoarse, and not on speaking terms with anybody"),
        ("used to be a spy", "a retired inspector of gas lamps"),
        ("is digging a tunnel", "planting leeks, rather deep"),
    )
    s.choose("clue", "a crate came on Monday, so long", "the curtains have been drawn since Friday", "there was a light in the attic at two in the morning", "{C.he} bought forty feet of rope", "{C.he} was whistling", "{E} saw the receipt", "a man in a hat came, and no one saw him leave", "{C.he} nodded to me, and {C.he} never nods")
    s.a("{~hello} [Have you heard about {C}?|You didn't get this from me.|Close the door.] [{C} {rumour}.|They say {C} {rumour}.]", "[Guess who {rumour}. {C}!|{C} {rumour}. What do you say now?]", "[I'm not one to gossip, but {C} {rumour}.|I've said nothing to anyone. {C} {rumour}.|You'll never believe it: {C} {rumour}!]", "[What do you think of {C}?|You know {C}, don't you?] [Well, {C} {rumour}.|{C.he} {rumour}, they say.]")
    s.b("{~wow} [Who told you?|{C}? Our {C}?|How do you know?]", "{~doubt} [{C}? Where did you hear that?|Says who?]", "[{C} can't even whistle.|I've known {C} for years.|Where was I when this happened?] [Who says so?|Is it certain?]")
    s.a("[I had it from {E}.|{E} told me at {P}.|It's all over {P}.] [And {clue}.|Besides, {clue}.]", "[{E} saw it. And {clue}.|It stands to reason. {E} told me, and {clue}.] [Put two and two together.|]", "[A little bird called {E}.|{E}, and {E} never lies before lunch.] [Also, {clue}.|And then {clue}, don't forget.]")
    s.b("[{E} once said the pier was on fire. It was the sunset.|{E} needs a hobby.|{E} would say anything for a bun.]", "[That proves nothing.|Hm. {clue}, you say?|It could mean anything.] [What else?|]", "[There'll be a simple reason.|I could say the same of the vicar.|I once bought forty feet of rope myself.] [And {E} is sure?|]")
    s.interrupt(0.2)
    s.a("[You'll see.|Nobody does that for nothing.|I always knew there was something about {C}.|Then how do you explain it?]", "[It all fits.|Mark my words, it'll be in the Lookout.|I've had a feeling since Easter.|Look me in the eye and say it's nothing.]")
    if s.chance(0.65):
        s.b("[I asked {C.him}.|I met {C} an hour ago.|I can explain it. {C} told me.] [{C.hes} {truth}. That's all.|{C.hes} just {truth}.|The truth is that {C.hes} {truth}.]", "[I hate to spoil it. {C.hes} {truth}.|If you must know, {C.hes} {truth}.|{C} told me everything. {C.hes} {truth}.]")
        s.a("[Oh.|Is that all?|How disappointing.] [I liked my version.|And I've told half the street.|Don't tell {E}.|What a waste of a good story.]", "{~oath} [I told the postman.|I've already said it to everyone at {P}.|It was such a good story, too.]", "[What am I supposed to tell them at the baker's?|It was nearly true, though.|I had such plans for that story.]", "[Are you sure? That's so ordinary.|I can't go back and say that.] [Don't tell anyone you told me.|]")
        s.b("[Then go and untell it.|By tonight {C.he}'ll have a crown and a parrot.|Tell them about me instead. I'd like to be a spy.|Start with {E}.]", "[You could always start one about {E}.|Serves you right.|There'll be another by Thursday.|Have a bun and forget it.]")
        s.close(0.2)
        return s.summary(
            "{A} has heard from {E} that {C} {rumour}, but according to {B}, {C} is {truth}.",
            "The story that {C} {rumour} turns out to be untrue: {B} knows that {C} is {truth}.",
        )
    s.b("[Let's ask {C.him}. There {C.he} goes.|Ask {C.him} yourself, then.|I shan't say a word until I've seen it.]", "[Why not knock and ask {C.him}?|If you're so sure, go and ask.|I'd ask, before I said it twice.]")
    s.a("[Ask {C.him}? You can't just ask!|That would spoil it.|I couldn't. What would {C.he} think?]", "[You ask. I'll hide.|Not me. I'll watch from {P}.]", "[Ask {C}? To {C.his} face?|I've got my reputation to think of.]")
    s.b("[Then let the poor soul be.|Then leave it there.|Until somebody asks, it's only noise.] [More tea?|Have a biscuit.|]")
    s.close(0.3)
    return s.summary(
        "{A} repeats {E}'s story that {C} {rumour}, and {B} advises asking {C} before spreading it.",
        "On the word of {E}, {A} believes that {C} {rumour}, which {B} doubts.",
        "{A} believes that {C} {rumour}, but does not dare to ask, and {B} will not repeat it unproved.",
    )


def quarrel(s: Scene) -> str:
    """An apology is owed, in one direction or in both."""
    s.choose(
        "deed grievance",
        ("said your singing frightens fish", "said {B}'s singing frightens fish"),
        ("called your boat a floating coffin", "called {B}'s boat a floating coffin"),
        ("told everyone the cake was bought", "told everyone {B}'s cake was bought"),
        ("cut the hedge on your side as well", "cut {B}'s side of the hedge"),
        ("gave your seat on the committee away", "gave {B}'s seat on the committee away"),
        ("laughed when the deckchair folded up", "laughed when a deckchair folded up with {B} in it"),
        ("let your goat out", "let {B}'s goat out"),
        ("forgot you on the island", "forgot {B} on the island"),
        ("read your postcard aloud at the inn", "read {B}'s postcard aloud at the inn"),
        ("sat on your hat", "sat on {B}'s hat"),
    )
    s.choose(
        "when when3",
        ("at the Regatta", "the Regatta"),
        ("last Easter", "last Easter"),
        ("in front of the vicar", "that day with the vicar"),
        ("on market day", "that market day"),
        ("the night of the storm", "the night of the storm"),
        ("on the ferry", "that time on the ferry"),
        ("at my own table", "that evening at my house"),
    )
    s.choose("back", "put a crab in my bed", "haven't greeted me since", "told the milkman to skip my door", "crossed the street each time you saw me", "wrote a verse about me on the pier", "sent back the jam unopened", "played the drum till midnight")
    s.choose("gift", "a cake", "a new hat", "a jar of last year's honey", "a bottle of the good stuff", "my second-best oars", "a crab, boiled this time", "your scissors back")
    s.a("{~hello} [May I come in?|Don't shut the door.|I'd like to say something, and I'd like to get to the end.]", "[I know you're not speaking to me.|You needn't say a word.] [I'll speak, then.|Just listen.]", "[I've been round the block three times.|I've got a speech. It's short.|You can throw that, if it helps.] [Hear me out.|]", "[It's cold out here.|I've written it down, so as not to get it wrong.] [Can I say it?|]", "{~hello} [Five minutes. Then you can throw me out.|I've come about {when2}.]", when2="[that business|what I did]")
    s.b("[It's a free country.|Wipe your feet, then.|I'm listening. I'm also peeling.|You've got until this egg is boiled.]", "[Well, look who it is.|Oh. You.|So you do know where I live.]", "[I wondered when you'd come.|The cat will decide whether you stay.|Take the hard chair.]", "[You've got flour on your hat, but go on.|Say it to the teapot, I'm not here.]")
    s.a("[I {deed}, {when}.|{when}, I {deed}.] [It was wrong.|I shouldn't have.|It has been eating me.]", "[About {when3}.|It's about {when3}.] I {deed}, [and I'm sorry.|and I wish I hadn't.]")
    s.b("[You did.|I noticed.|The whole town noticed.] [And then you laughed.|And not one word since.|I cried into the soup.|]", "[My sister wrote to me about it from Crail Sands.|I've thought of little else.|I could hear them laughing through the wall.]", "[I'm glad you can say it.|I wasn't sure you knew.] [It hurt, you know.|I'd have forgiven anyone else.|]", "{~wow} [It took you long enough.|And it only took you this long to see it.]")
    s.interrupt(0.2)
    s.a("[And you {back}.|Well, you {back}.|To be fair, you {back}.] [So we're even.|That wasn't kind, either.|I had to laugh, in the end.]", "[I had it coming, when you {back}.|Then again, you {back}.|I didn't enjoy it when you {back}.] [But fair's fair.|Let's not count.|]")
    if s.chance(0.75):
        s.b("[I did. I'm sorry about that.|That was childish of me.|I'm not proud of it.|I may have gone too far there.]", "[You had earned it.|I'd do it again.|It was that or move away.] [But I'm tired of being cross.|Still, it's lonely, being in the right.]", "[I know. I was so angry I could have eaten my hat.|I felt better for an hour, then worse for a month.|It was meant to be funny.] [I'm sorry too.|Let's stop.]")
        s.a("[I've brought {gift}.|Here. {gift}.|Look, {gift}. For you.] [Friends?|Will you shake on it?|Peace?]", "[I didn't come with empty hands. {gift}.|There's {gift} on your step, by the way.] [Will that do?|Shall we be friends?|Can we stop now?]")
        s.b("{~yes} [Put it there.|Sit down, I'll get a knife.|Come in properly, you're letting the cold in.]", "[Friends.|Peace.] [But if you ever do that again, I'll put in two crabs.|Now tell me the news. I've missed it all.|I've had nobody to complain to.]", "[I can't stay cross with you. It's too tiring.|You old fool. Come here.|It was lonely without anybody to quarrel with.]")
        s.close(0.3)
        return s.summary(
            "{A} apologises because {A} {grievance}, {B} admits to having {back2}, and with {gift2} they are friends again.",
            "{A}, who {grievance}, makes peace with {B} and brings {gift2}.",
            back2=s.slots["back"].replace("haven't greeted me since", "stopped greeting {A}").replace("my bed", "{A}'s bed").replace("my door", "{A}'s door").replace("you saw me", "{A} came along").replace("about me", "about {A}").replace("wrote", "written"),
            gift2=s.slots["gift"].replace("my second-best", "a pair of").replace("your scissors back", "some lost scissors"),
        )
    s.b("[That's different.|You started it.|I'm not the one who's apologising.] [Come back when you mean it.|I need to sleep on it.|Ask me again on Sunday.]", "[It's not as easy as that.|You can't just walk in with a face like that.|I'd got used to being angry.] [Give me time.|Not today.|]")
    s.a("[Sunday, then.|I'll come again on Sunday.|I'll leave {gift} on the step.] [I do mean it.|Good night, you old mule.|]", "[I'll wait. I've got nothing but time.|As you like. I'll knock every day.|I'll be on the bench outside, then.]")
    s.close(0.4)
    return s.summary(
        "{A} is sorry to have {grievance2}, but {B} is not ready to forgive [yet|so soon].",
        grievance2=s.slots["grievance"].replace("gave", "given").replace("forgot", "forgotten"),
    )


def noise(s: Scene) -> str:
    """Something is keeping the neighbour awake; they agree on hours."""
    s.choose(
        "noise guess source",
        ("thumping", "a ghost", "kneading the dough"),
        ("sawing", "murder", "building a cradle"),
        ("howling", "a wolf", "practising the descant"),
        ("hammering", "a shipwreck", "mending boots"),
        ("gurgling", "a drain", "learning the bagpipes"),
        ("marching", "the army", "teaching the children to dance"),
        ("whirring", "wasps", "spinning wool"),
        ("clucking", "burglars dressed as hens", "hatching hens in the kitchen"),
        ("grinding", "the end of the world", "sharpening skates"),
        ("clinking", "pirates", "bottling plums"),
    )
    s.hour("T", 1, 5)
    s.hour("T2", 20, 22)
    s.day("D")
    s.choose("help", "an old carpet for the floor", "felt for the door", "the use of my shed", "a room over the boathouse", "a stack of cork", "two mattresses for the wall")
    s.choose("effect", "my plates walk along the shelf", "the dog has gone to live with my sister", "I've started keeping time", "I put the salt in my tea", "I've counted eleven thousand sheep", "plaster came down in the butter")
    s.a("{~hello} [It's about the {noise}.|What's all that {noise}?|That {noise}, at {T} in the morning.]", "{~well} [I haven't slept since {D}.|every morning at {T}!] [It's the {noise}.|Somebody is {noise}.]", "[Do you hear it too?|I've got a question about your nights.|May I ask what you do at {T}?] [The {noise}, I mean.|All that {noise}!]", "[Look at my eyes.|I've brought you a list of my bad nights.] It's the {noise}. [At {T}!|Every night at {T}.]")
    s.b("[What {noise}?|{noise}? I hear nothing.|You can hear that?]", "{~wow} [You can hear that through the wall?|I thought the wall was thicker.]", "[Me? {noise}?|I sleep like a stone.|Is it loud?|The walls in this street are made of biscuit.]")
    s.a("[I thought it was {guess}.|First I took it for {guess}.|We've been lying there thinking of {guess}.] [And {effect}.|At {T}! And {effect}.]", "[We took it for {guess}.|My sister says it's {guess}.|I had {guess} in mind, at first.] [{effect}, that's how bad it is.|At {T}, {effect}.]")
    s.b("[That's me. I'm {source}.|It's only me, {source}.|I've been {source}.] [It's the one hour I've got.|I can't do it by day.|I thought I was being so quiet.]", "{~oath} [{guess}! No, I'm {source}.|No, no. I'm {source}.]", "[I can explain. I'm {source}.|I've a confession to make. I'm {source}.] [I thought everyone was asleep.|At {T} nobody disturbs me.|]")
    s.interrupt(0.15)
    s.a("[At {T} in the morning?|Can't you do it by day?|Must you be {source} at {T}?]", "{~wow} [{source}? In the dark?|And it must be {T}?]", "[That's what you do at {T}?|Well, it's better than {guess}.|And it has to be at {T}, does it?]")
    s.b("[When should I do it, then?|Give me an hour and I'll keep to it.|What would you like instead?]", "[The rest of the day I work.|I've nowhere else to go.] [What do you suggest?|]", "[It's that or give it up.|I could wrap my feet.|Tell me a better hour.] [What would suit you?|]")
    if s.chance(0.55):
        s.a("[Stop at {T2} and start after breakfast.|Any hour, so long as it's quiet from {T2} on.|Not between {T2} and breakfast. That's all I ask.]", "[From {T2} on I want to hear the clock tick, and nothing else.|Let's say {T2}. After {T2}, silence.|You may do it till {T2}. Not a minute more.]")
        s.b("{~yes} [Quiet from {T2}.|From {T2} on you won't hear a mouse.] [And you may bang on the wall if I forget.|You'll get the first jar.|I'm sorry about the plates.]", "[{T2}. I'll set a clock.|{T2}, then, on my word.] [I never meant to plague you.|You should have said so before.|And I'll bring you some of it.]")
        s.close(0.4)
        return s.summary(
            "The {noise} that keeps {A} awake at {T} is {B} {source}, and {B} promises quiet from {T2} on.",
            "{A} took the {noise} next door for {guess}; it is {B} {source}, who will now keep quiet after {T2}.",
        )
    s.a("[You can have {help}.|I'll give you {help}.|What about {help}? I've no use for it.]", "[I've been thinking. {help}?|Take {help}, as a present from me.|There's {help}, if you want it.]")
    s.b("{~thanks} [I never dared to ask.|That would do it.] [Will you help me carry?|I'll fetch it on {D}.|And come and see what it's all for.]", "[That's handsomer than a knock on the wall.|I'd have thought you'd call the constable.] [When can I fetch it?|I'll come round on {D}.]")
    s.close(0.4)
    return s.summary(
        "{A} is woken at {T} by {B} {source} and offers {help2} to keep the {noise} down.",
        "To put an end to the {noise} of {B} {source}, {A} offers {help2}.",
        help2=s.slots["help"].replace("my shed", "{A}'s shed"),
    )


def mischief(s: Scene) -> str:
    """An animal has done something; whose it is, and how it will be made good."""
    s.animal("X")
    s.person("C")
    s.day("D")
    s.choose(
        "deed damage",
        ("ate the top off my wedding cake", "a cake"),
        ("walked over the wet cement", "the new path"),
        ("came in by the window and went out with the ham", "a ham"),
        ("pulled down the washing and slept in it", "the washing"),
        ("dug up every tulip but one", "the tulips"),
        ("is wearing my best hat and won't give it back", "a hat"),
        ("walked through three gardens with my petticoat", "a petticoat"),
        ("knocked over the milk and then bathed in it", "the milk"),
        ("sat down in the bread dough", "the dough"),
        ("has been in the organ, and it won't play F", "the organ"),
        ("ate the notice for the meeting, so nobody came", "the meeting"),
        ("stole my glove and won't discuss it", "a glove"),
        ("chased the postman up the lamp", "the postman's trousers"),
        ("bit the mayor, only a little", "the mayor's dignity"),
    )
    s.choose("amends", "bake a new one", "spend a Saturday putting it right", "pay for it, in eggs", "stand at your gate as a scarecrow", "write a letter of apology, with a paw print", "lend you my nephew for a day", "give you every egg till Easter", "build a fence you can see from the sea")
    s.a("{~hello} [Is {X} yours?|It's about {X}.|Where's {X}?] [{X} {deed}.|{X.he} {deed}.]", "{~oath} {X} {deed}!", "[Do you know what {X} did?|Ask me what that {X.kind} has done.] {X} {deed}.", "[Look at this. Just look.|I found this on my doorstep: nothing. That's the point.|Are you sitting down?] {X} {deed}.", "[I've come about your {X.kind}.|You know I'm fond of {X}.] [But {X.he} {deed}.|Well, {X.he} {deed}.]")
    if s.chance(0.5):
        s.b("[{X}? Never.|Not my {X}.|Impossible.] [{X.hes} been asleep all morning.|{X.he} wouldn't hurt a fly.|What did {X.he} look like?]", "{~doubt} [There are other {X.kind2} in this town.|{X} can't even climb the step.]", "[{X} is the gentlest {X.kind} on this coast.|{X.he} was with me the whole time. Nearly the whole time.|How do you know it was {X}?]", **{"X.kind2": _plural(s.slots["X.kind"])})
        s.a("[{X.he} looked like {X} with crumbs on.|I know that face.|{X.he} was still chewing.|I followed {X.him} to your door.]", "[{C} saw {X.him}.|Ask {C}. {C.he} was there, laughing.]", "[There are footprints. Small ones. With crumbs.|{X.he} came back for seconds.|Then whose bell is this?]")
        s.b("{~oath} [I only looked away for a moment.|It must have been the gate.|{X.he} gets it from {X.his} father.]", "[{X}! Come here. Look at me.|Oh, {X}.] [Is it bad?|What do I owe you?]", "[{X.he} did have an odd look about {X.him}.|So that's why {X.he} wouldn't eat.|I wondered about the feathers.] [How can I make it good?|]")
    else:
        s.b("[Again?|Oh no. What now?|Not {X}.|How big a piece?]", "{~oath} [I knew the gate was open.|{X.he} was so quiet. I should have known.]", "[I only went in to answer the door.|That's the third time this month.|And I'd just been praising {X.him}.]")
        s.a("[All of it.|You should see the place.|I laughed, and then I sat down on the floor.] [It was for {D}.|People are coming on {D}.|]", "[Come and see, if you like a good cry.|There's one piece left, and it's under the sofa.|The children are calling {X.him} a hero.]")
    s.interrupt(0.15)
    s.b("[I'll {amends}.|Let me {amends}.|What if I {amends2}?] [By {D}.|]", "[I'm ashamed.|I don't know what to say.] I'll {amends}.", "[Don't call the constable.|Leave it to me.|You shan't be the loser.] I'll {amends}.", amends2="{amends}")
    if s.chance(0.5):
        s.a("[And the gate?|And next time?|What about {X}?] [{X.he}'ll do it again.|]")
        s.b("[I'll tie {X.him} up.|{X} stays in till {D}.|I'll put a bell on {X.him}.|I'll have a word with {X.him}. A long one.]", "[I'll read {X.him} the rules again.|{X.he} won't leave the yard without me.|I'll sell {X.him}. No, I won't. But I'll say I will.]")
    s.a("{~yes} [I can't be cross with {X.him} for long.|{X.hes} got style, I'll say that.|Give {X.him} a carrot from me. A small one.]", "{~thanks} [No, leave {X.him}. It was a dry cake.|And it was funny, in a way.]", "[It's all right. It made my mother laugh, and she never laughs.|Well, at least somebody enjoyed it.|I'd have done the same, with that smell in the air.]")
    s.close(0.3)
    return s.summary(
        "{B}'s {X.kind} {X} has ruined {damage}, and to make up for it {B} will {amends3}.",
        "{B}'s {X.kind} has got at {damage}, and {B} promises to {amends3}.",
        "Because {X} the {X.kind} is to blame for {damage}, {B} promises {A} to {amends3}.",
        amends3=s.slots["amends"].replace("your gate", "{A}'s gate").replace("lend you my nephew", "lend {A} a nephew").replace("give you", "give {A}").replace("you can see", "that can be seen"),
    )


def _plural(kind: str) -> str:
    return {"goose": "geese", "pony": "ponies"}.get(kind, f"{kind}s")


def lost_thing(s: Scene) -> str:
    """Something is missing; they go back over the day until it is found, or nearly."""
    thing = s.thing("T", "lost")
    s.place("P1", "any")
    s.place("P2", "any")
    s.place("P3", "inn", "shop")
    s.person("C")
    s.choose("value", "It was my father's", "It isn't even mine", "I've had it since school", "It has my name in it", "I only bought it on Friday", "I feel undressed without it")
    s.a("{~oath} [I've lost my {T.bare}.|My {T.bare} is gone.|Have you seen my {T.bare}?] [{value}.|]", "{~hello} [You haven't seen {T}, have you?|I'm looking for my {T.bare}.] {value}.", "[Don't move. You might be standing on it.|I've turned out every pocket.|I had it a minute ago.] [My {T.bare}, I mean.|It's my {T.bare}.]", "[If you were {T}, where would you be?|Something's missing. I can feel it.] [It's my {T.bare}.|My {T.bare}!]")
    s.b("[When did you last have it?|Where did you have it last?|Think back. Where were you?]", "{~hm} [what does it look like?|the old one?|where have you been today?] [Start at the beginning.|]", "[Not again.|Have you looked under the cat?|It's always in the last place.] [Where did you use it?|Where have you been?|]", "[Let's be calm.|Shut your eyes and think.] [What did you do this {daypart}?|Tell me your whole day.]")
    s.a("[I had it at {P1}.|First I was at {P1}, and I had it there.|At {P1} I still had it.] [Then {P2}, and then here.|After that I went to {P2}.]", "[{P1}, then {P2}.|I went from {P1} to {P2}.] [I had it at {P1}, I know I did.|I remember it at {P1}.]", "[First thing, {P1}. I had it in my hand.|I remember {P1}, and I remember looking at it there.] [Next came {P2}.|From there I went on to {P2}.]")
    s.b("[And at {P2}, what did you do with your hands?|Did you put it down at {P2}?|What did you do at {P2}?]", "[{P2}. And there?|Tell me about {P2}.|At {P2}, did you need both hands for anything?]")
    s.choose("act", "paid for a bun", "took my coat off", "helped {C} with a crate", "tied my lace", "shook hands with {C}", "blew my nose", "patted a dog", "sat down for a minute")
    s.a("{~hm} I {act}. [Oh!|Wait.|Do you think...?|]", "[I {act}. That's all.|I just {act}.] [I think.|]", "[Let me see it before me. I {act}.|There was a queue. I {act}.|I only {act}.] [And then it was gone.|]")
    s.interrupt(0.2)
    end = s.rng.random()
    if end < 0.35:
        s.b("[Then that's where it is.|Then it's at {P2}.|It'll be lying at {P2}.] [I'll come with you.|Run, before they shut.|Go, I'll mind your basket.]", "[There you have it. {P2}!|I'd bet my boots it's still at {P2}.|Go back to {P2} and look on the floor.]")
        s.a("{~yes} [If it's gone, I'll cry.|You're a clever one.|I should have asked you an hour ago.] [I turned out the coal for nothing.|]", "[You ought to be a detective.|Why can't I think like that?|My brain's in the other pocket.] [I'll run.|]")
        s.close(0.3)
        return s.summary(
            "{A} had the missing {T.bare} at {P1}, and {B} works out that it must have been left at {P2}.",
            "{A} is looking for a lost {T.bare}; since {A} still had it at {P1} and put it down at {P2}, that is where they expect to find it.",
        )
    if end < 0.7:
        s.b("[{C} picked up something like that.|{C} handed one in at {P3}.|There's one on the counter at {P3}. {C} found it.] [I saw it not an hour ago.|It's waiting for you.|]", "[Hold on. {C} found something.|I think {C} has it.|Didn't {C} say something about {T}?] [It's at {P3}.|Ask at {P3}.]")
        s.a("[{C}? Bless {C.him}.|At {P3}? I'll go at once.|And I suspected the gulls.]", "{~thanks} [I'll buy {C.him} a drink.|{P3}, you said?]", "[The world is full of good people.|I'll never say a word against {C} again.|{C}! And I owe {C.him} for the eggs already.]")
        s.b("[Buy me one as well.|And next time tie it to yourself.|{C} will want a reward. {C.he} likes humbugs.]", "[Next time I'll put a bell on it for you.|You lost it last week as well.|That's what comes of thinking.]")
        s.close(0.25)
        return s.summary(
            "{A} has lost the {T.bare}, which {C} found and handed in at {P3}, as {B} happens to know.",
        "The {T.bare} that {A} had at {P1} and then lost has been picked up by {C}, as {B} happens to know.",
            "The {T.bare} that {A} lost between {P1} and {P2} is at {P3}, where {C} handed it in.",
        )
    where = s.pick(("in your other hand", "behind your ear", "round your neck") if thing.name in ("silver spoon", "fountain pen", "locket", "tin whistle") else ("in your basket, under the fish", "hanging out of your pocket", "under your arm", "on the bench behind you"))
    s.b("[And what's that, {where}?|Don't move. It's {where}.|{you}. Look. It's {where}.]", "[I don't want to interrupt. It's {where}.|Is it by any chance {where}?|Don't be angry. Look. It's {where}.]", where=where)
    s.a("[Oh.|Well, I never.|It wasn't there before.] [Not a word to {C}.|If you tell {C}, I'm moving away.|It must have been hiding.]", "[I was testing you.|Of course. I put it there so as not to lose it.|Somebody has put it back!]")
    s.b("[My lips are sealed. Mostly.|{C} already knows. {C.hes} waving.|I'll only tell my sister.]", "{~yes} [That'll be one bun.|It'll cost you a bun.]")
    s.close(0.3)
    return s.summary(
        "{A} thinks the {T.bare} was lost at {P1} or {P2}, until {B} points out that it is {where2}.",
        "After going back over the day with {B}, {A} finds the {T.bare} {where2}.",
        where2=where.replace("your", "{A}'s").replace("behind you", "right behind"),
    )


def mixed_up(s: Scene) -> str:
    """They talk about two different things under one name until it comes out."""
    s.animal("X")
    s.boat("Y")
    s.slots["X"] = s.slots["Y"]
    s.choose("do1 do2", ("scraped her bottom", "a scraping"), ("hauled her out by the tail", "being hauled out"), ("put her up for sale", "being for sale"), ("given her two coats of varnish", "two coats of varnish"), ("tied her to the pier all night", "a night tied to the pier"), ("sawn a piece off her stern", "the loss of a piece"), ("filled her cracks with tar", "tar"))
    s.choose("did", "asleep on my bed", "on my lap this morning", "drinking milk in my kitchen", "in the apple tree at six", "purring like anything")
    s.person("C")
    s.choose("P", "the Long Pier", "the Inner Harbour", "the third post")
    s.a("{~hello} [I've {do1}, the {X}.|The {X}, you know. I've {do1}.]", "{~well} it's about the {X}. [I've {do1} at last.|Today I've {do1}.]", "{~hello} [I've been busy with the {X} all {daypart}.|Big day. The {X}, at last.] I've {do1}.", "[Ask me what I've been doing to the {X}.|Notice anything about the {X}?] I've {do1}.")
    s.b("[You've done what?|You have what? To {X}?|{X}? You've {do1}?]", "{~wow} [{X}? But she was {did}!|To poor {X}? She's seven years old!]", "[Say that again. {X}?|I must have misheard. {X}?|But why? What has {X} done to you?]")
    s.a("[Why not? She was getting slow.|It had to be done.|She's had worse.|Somebody had to. She was starting to smell.]", "{~hm} [at her age it's needed.|she never complained.]", "[It was her or me.|My father did it every spring.|You have to be firm with them.]")
    s.b("[She was {did}!|But she's only small!|I shall tell {C}.|You monster.] [Does {C} know?|]", "{~oath} [And what did she say?|How could you? She was {did}.]", "[The poor little thing! She was {did}.|And you tell me this so calmly?|I'd call that cruelty.] [She was {did}!|]")
    s.interrupt(0.15)
    s.a("[On your bed? A twenty-foot boat?|What are you talking about? She's thirty feet long.|In your kitchen? She's moored at {P}!|What? The boat, I mean.]", "{~hm} [wait. Which {X} do you mean?|how would a boat get there?]", "[Hold on. She was where?|We can't mean the same {X}.|I'm talking about my boat. What are you talking about?]")
    s.b("[Boat? I mean {C}'s cat.|The boat! I was talking of {C}'s cat.|Oh, the boat. {C} has a cat called {X}.]", "[There's a boat as well? I meant the cat. {C}'s cat.|The cat! {C}'s cat! She's called {X}.]")
    s.a("[There's a cat called {X}?|{C} named a cat after my boat?|A cat! I see.] [No wonder you went pale.|I'd never, to a cat.|]", "{~wow} [So that's why people have been staring at me.|I told the vicar this morning. He had to sit down.]", "[I did wonder about the milk.|So that's who's been answering when I call the boat.|Well, the boat was first.]")
    s.b("[Put 'the boat' in front of it next time.|Paint it on a sign.|I'll never look at her the same way.] [And how is the boat?|]", "{~thanks} [You gave me such a turn.|I'll need to sit down.]", "[I nearly sent for the vicar.|And I'd got a saucepan ready to hit you with.|Next time say 'boat'. It's a short word.]")
    s.close(0.25)
    return s.summary(
        "{A} speaks of the boat {X}, moored at {P}, but {B} thinks it is {C}'s cat of the same name, and they clear it up.",
        "{B} is shocked by what {A} has done to {X} until it turns out that {A} means a boat and {B} means {C}'s cat.",
        "{A} means the boat {X} and {B} means a cat of that name which belongs to {C}, and neither sees it at first.",
    )
