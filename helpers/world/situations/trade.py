"""Buying, hiring, mending and giving: prices come down, jobs are described, presents kept secret."""
# fmt: off

from helpers.world.scene import Scene
from helpers.world.town import money


def bargain(s: Scene) -> str:
    """A price is asked, laughed at, and met somewhere in between; the thing has a fault and a history."""
    thing = s.thing("T", "precious", "gift", "broken")
    asked = s.price("M1", thing.price * s.rng.uniform(0.9, 1.3))
    offered = s.price("M2", asked * s.rng.uniform(0.3, 0.5))
    s.price("M3", (asked + offered) / 2)
    s.person("C")
    s.choose("fault", "a crack in it", "woodworm", "a smell of herring", "something loose inside", "somebody else's initials on it", "one corner missing", "a dent the size of a thumb", "a burn on the back")
    s.choose("excuse", "that's its character", "that's where the bullet went", "you only see it if you look", "it came with that", "{C} did that, in a good cause", "the older ones all have it", "it adds to the value")
    s.choose("use", "my mother's birthday", "the raffle", "the shelf over the stove", "a bet", "my new room", "the museum, if they'll have it", "somebody I can't name")
    s.choose("extra", "a pot of jam", "the box it came in", "a song", "a mackerel", "a lift home", "your old hat back", "half a dozen eggs")
    s.a("{~hello} [What do you want for {T.the}?|How much is {T.the} in the window?|That {T.bare}. What's it worth to you?]", "{~well} [I've been looking at {T.the} for a week.|about {T.the}.] [How much?|Name a price.]", "[I don't need {T}, but I like that one.|That's a fine {T.bare} you have there.|I saw {T.the} from the street.] [How much would you take?|What's the price?|]", "{~hello} [Is {T.the} for sale?|Would you part with {T.the}?|Still got {T.the}?]")
    s.b("[{M1}.|{M1}, and it hurts me to say it.|For you, {M1}.|{M1}. It was {C}'s, you know.]", "{~hm} [{M1}, I'd say.|shall we say {M1}?] [There isn't another like it.|]", "[To a stranger, more. To you, {M1}.|I've turned down better offers. {M1}.|It breaks my heart. {M1}.]", "[What would it be worth to you? I thought {M1}.|{M1}, and you'll never need another.]")
    s.a("[{M1}! For {T}?|{M1}? Does it sing?|{M1}. Ha.] [It's got {fault}.|And {fault}?|With {fault}?]", "{~wow} [{M1}, with {fault}?|And {fault}? You want {M1} for that?]", "[There's {fault}.|You do know about {fault}?|I couldn't help noticing {fault}.] [And {M1}?|{M1} is for things that are whole.]", "[For {M1} I could go to Port Mellow and choose.|{M1} buys a new one.] [This has {fault}.|And without {fault}.]")
    s.b("[{excuse}.|Ah, but {excuse}.|Look closer: {excuse}.] [What would you give?|Make me an offer.|]", "[What you call a fault. {excuse}.|You've a sharp eye. {excuse}.|I was hoping you'd ask: {excuse}.] [What did you have in mind?|]")
    s.a("[{M2}.|I was thinking of {M2}.|{M2}, and I'm being kind.|I have {M2} in my pocket.] [It's for {use}.|]", "[I'll say {M2}, and don't be hurt.|Would {M2} be an insult?|{M2}, cash, this minute.]")
    s.interrupt(0.2)
    if s.chance(0.7):
        s.b("[{M2}! I'd sooner eat it.|{M2}? My children would starve.|You'd rob a blind man.] [{M3}, and that's the end of it.|Meet me at {M3}.|{M3}.]", "{~no} [Not for {M2}. {M3}.|But {M3} I could live with.]", "[I paid more than {M2} for the dust cloth. {M3}?|You're a hard case. {M3}, as we're neighbours.|Between {M2} and {M1} there's {M3}.]")
        s.a("[{M3}, with {extra}.|{M3} if you add {extra}.|Throw in {extra} and it's {M3}.]", "{~hm} [{M3}. And {extra} on top.|{M3}, but I want {extra}.]", "[If there were {extra} with it, I'd say {M3}.|{M3} it could be. But then I'd like {extra}.]")
        s.b("[Done.|Take it, before I weep.|Done, and don't tell {C}.] [You'd make a fine pirate.|A pleasure.|Mind the corner as you go.|]", "{~yes} [{extra}, then.|And {extra}. You drive me to ruin.]", "[And I thought I was the one with the shop. Done.|Shake on it. {extra} included.|Go, before I come to my senses.]")
        s.close(0.3)
        return s.summary(
            "{A} buys {T} with {fault} from {B} for {M3} instead of {M1}, with {extra2} on top.",
            "{B} asks {M1} for {T.the}, {A} offers {M2}, and they settle on {M3} and {extra2}.",
            extra2=s.slots["extra"].replace("your old hat back", "the return of an old hat").replace("a lift home", "a lift home"),
        )
    s.b("{~no} [{M2} wouldn't buy the dust on it.|For {M2} I can offer you a look at it.] [{C} has promised me {M1}.|]", "[I'd rather keep it and be sad.|The price is {M1}. It was {M1} yesterday, too.|I have my pride. {M1}.]")
    s.a("[Then let {C} have it.|I'll come back when it has two cracks.|Keep it. I hope you'll be happy together.] [Though it would have been just the thing for {use}.|]", "{~oath} [And I'd set my heart on it.|What am I to do about {use}?]", "[Then we're both the poorer.|I'll dream of it, and wake up rich.|That's a pity for us both.]")
    s.b("[Come back on Friday. I'm softer on Fridays.|You know where I am.|{M3}, if it's still here at Easter.]", "{~bye} [And no hard feelings.|You'll be back. They all come back.]", "[Ask me when the rent's due.|If nobody wants it by Sunday, we'll talk.|{C} will have it, I dare say.]")
    s.close(0.2)
    return s.summary(
        "{A} offers {M2} for {T.the}, but {B} wants {M1}, and no bargain is struck.",
        "Because {T.the} has {fault}, {A} will not pay the {M1} that {B} asks, and goes away without it.",
    )


def hiring(s: Scene) -> str:
    """A job is offered; hours, pay and one odd condition."""
    s.price("M", s.rng.randrange(300, 900))
    s.hour("T", 5, 10)
    s.day("D")
    s.choose(
        "work past kind",
        ("gut fish", "fainted in a fish shop", "fish shop,smokehouse"), ("wait at table", "dropped a tureen on the mayor", "café,inn,pub,tea room"),
        ("keep the books", "lost the choir's accounts", "chandlery,newspaper office,sail loft,museum"), ("wash bottles", "broke nine bottles in one morning", "brewery,chemist's,inn"),
        ("mind the counter", "gave a customer change for the change", "grocer's,sweet shop,post office,hat shop,wool shop"), ("stack crates", "built the heap that fell on the cat", "greengrocer's,grocer's,brewery"),
        ("paint signs", "wrote BEAR over the pub", "boatyard,gallery"), ("deliver bread", "delivered a hundred loaves to one widow", "bakery"),
        ("play the piano", "played the funeral march at a wedding", "pub,inn,cinema,tea room"), ("count nails", "counted the same nail twice for a week", "ironmonger's,forge"),
        ("dust the shelves", "dusted a cuckoo clock to death", "bookshop,antiques shop,clock shop,toy shop"), ("carry trays", "tripped over the same cat three times", "ice-cream parlour,café,bakery"),
    )
    s.place_of_kind("P", *s.slots["kind"].split(","))
    s.choose("odd", "you'll have to wear the hat", "you feed the parrot first", "nobody whistles before noon", "my mother sits in the corner and comments", "you take the cat's side, always", "you don't ask about the locked door", "we sing on Saturdays")
    s.choose("wish", "my dog comes with me", "I have Sunday off", "I can sit down after ten", "I get my dinner", "I may read when it's quiet", "you pay on Fridays and not when you remember", "nobody calls me 'love'")
    s.a("{~hello} [I hear you need someone at {P}.|Are you still looking for help at {P}?|The notice at {P}. Is the job gone?]", "{~well} [I could do with some work.|I'm looking for work.] [And there's your notice at {P}.|]", "[You've put a card up at {P}.|I saw your card at {P}.] [I'm your answer.|I've got two hands and no plans.|]", "[They tell me {P} is short of people.|Is it true you want somebody at {P}?] [I'm free.|Look no further.|]")
    s.b("[Somebody to {work}, yes.|I need a pair of hands to {work}.|Can you {work}?] [You?|]", "{~hm} [I need someone to {work}.|can you {work}?]", "[The last one lasted a morning. Can you {work}?|It's to {work}. Nothing grand.|You'd have to {work}. Could you?]")
    s.a("[I can {work}.|Anyone can {work}.|I was born to {work}.] [More or less.|Ask anybody.|]", "[I learn fast.|I've done worse.] [What does it pay?|]", "[Can a fish swim?|My mother taught me.|If somebody shows me which end to hold.]", "[I once did that for a whole summer.|I've watched people {work}.|How hard can it be?]")
    s.b("[Weren't you the one who {past}?|Was it not you who {past}?|They say you {past}.]", "[I've heard of you. You {past}.|Isn't there a story that you {past}?|And the time you {past}?]")
    s.a("[That was my cousin.|Once. Years ago.|There were reasons.|The floor was wet.] [I've changed.|It could happen to anybody.|]", "[You can't believe everything you hear.|Nobody was hurt. Much.|I was unlucky.] [I'd be more careful.|]", "[I'd hoped that had been forgotten.|They still tell that?|I paid for the damage.]")
    s.interrupt(0.15)
    s.b("[Well. {M} a day, from {T}.|It's {M} a day, and we start at {T}.|{T} sharp, {M} a day.] [And {odd}.|One more thing: {odd}.]", "[{M} a day. {T} till the work's done.|The pay is {M}, the hour is {T}.] [There's a rule: {odd}.|And {odd}, I'm afraid.|Oh, and {odd}.]")
    if s.chance(0.75):
        s.a("[{M}? And at {T}? Hm.|{T} in the morning?|{odd2} for {M}?] [All right, if {wish}.|Only if {wish}.|I'll do it, if {wish}.]", "{~yes} [But {wish}.|On one condition: {wish}.]", "[I can live with that. But {wish}.|Fair. And {wish}?|Provided {wish}, I'm yours.]", odd2="[All that|The whole day]")
        s.b("{~yes} [Start on {D}.|{D}, then.|Be there on {D}, and wash your ears.]", "[You ask a lot for someone who {past}.|You've got nerve.] [I like that. {D}.|{D}, then, before I change my mind.]", "[I've had worse answers.|The cat likes you. That settles it.] [{D}, at {T}.|You start on {D}.]")
        s.close(0.4)
        return s.summary(
            "{B} takes {A} on to {work} at {P} for {M} a day, starting on {D} at {T}.",
            "From {D} {A} will {work} for {B} at {M} a day, in spite of having once {past2}.",
            "{A}, of whom it is said that {A.he} {past}, gets the job and begins on {D} at {T}.",
            past2=s.slots["past"].replace("gave", "given").replace("wrote", "written"),
        )
    s.a("[{M}? I'd earn more finding pennies on the beach.|For {M} you'll need a saint.|At {T} I'm asleep, and I'm good at it.]", "{~no} [Not for {M}.|Not at {T}.|{odd}? No.]", "[My bed would never forgive me.|I was thinking of something with more sitting.|I said I wanted work, not punishment.]")
    s.b("[That's the job.|I can't do more.|Think about it till {D}.] [The gulls would do it for the bones.|]", "[Nobody said it was a holiday.|Suit yourself. There's a boy coming on {D}.|The last one said that too, on the way out.]")
    s.close(0.5)
    return s.summary(
        "{B} wants someone to {work} from {T} for {M} a day, but {A} finds the pay too small or the hour too early.",
    )


def repair(s: Scene) -> str:
    """Something at home needs mending, and the mender has a view on who mended it last."""
    s.person("C")
    s.day("D1")
    s.later_day("D2", "D1")
    s.hour("T", 8, 17)
    s.price("M", s.rng.randrange(300, 4000))
    s.choose(
        "thing fault",
        ("roof", "lets in the rain over the bed"), ("stove", "smokes backwards"), ("pump", "only gives water on Thursdays"), ("front door", "opens by itself and stays shut for visitors"),
        ("gutter", "pours straight down your neck"), ("staircase", "says a word at every step, and not a nice one"), ("window", "rattles in the key of F"), ("clock", "strikes thirteen and then stops to think"),
        ("chimney", "has something living in it"), ("gate", "lets out the hens and keeps in the dog"), ("bath", "empties into the kitchen"), ("floor", "slopes so that the peas roll to the wall"),
    )
    s.choose("botch", "string", "porridge", "a page of the Lookout", "chewing gum", "two spoons and a prayer", "fish glue", "a bit of the old boat", "paint and optimism")
    s.choose("need", "three slates", "a length of pipe", "a day without wind", "new hinges", "someone small to go in first", "forty good nails", "a dry board", "a long ladder")
    s.a("{~hello} [It's my {thing}.|My {thing} {fault}.|Could you look at my {thing}?] [It {fault2}.|]", "{~oath} My {thing} {fault}.", "[You mend things, don't you?|I'm told you know about such things.] [My {thing} {fault}.|It's the {thing}. It {fault}.]", "{~well} [we've moved into the kitchen, all of us.|I've had enough.] [The {thing} {fault}.|My {thing} {fault}.]", fault2="[isn't well|has got worse|can't go on like this]")
    s.b("[Who did it last?|How long has it done that?|Don't touch it.] [Since when?|]", "{~hm} [let's have a look.|hold the lamp.] [Who mended this?|]", "[Don't breathe on it.|How long have you put up with that?|I've seen one like it, once. They pulled it down.] [Who's been at it?|]")
    s.a("[{C} mended it.|{C} had a go at it.|It was {C}, a year ago.] [It held till Sunday.|{C.he} was very sure of {C.himself}.|]", "[I let {C} do it.|{C} came by with a hammer.|{C} offered, and I was weak.] [It was cheap.|It looked fine for an hour.|]")
    s.b("[With {botch}, I see.|{C}! This is {botch}.|That's {botch} in there.] [It's a wonder you're alive.|I've seen birds do better.|]", "{~wow} [{botch}. I might have known.|Somebody's used {botch}.]", "[Well, that's {botch}.|I can see {botch}. On purpose?|In thirty years I've never seen {botch} used for that.]")
    s.a("[{C} said it was the modern way.|Is that bad?|I thought it was decoration.] [Can you mend it?|What will it cost?|]", "[I paid extra for that.|{C} was so proud of it.|I did think it smelt odd.] [Is there hope?|What now?|]")
    s.interrupt(0.15)
    s.b("[I need {need}, and then it's {M}.|{M}, and I'll want {need}.|With {need} I can do it for {M}.] [On {D1}, at {T}.|{D1}, {T}.]", "[It'll be {M}. And find me {need}.|{M}, all told, and {need}.] [I could come on {D1} at {T}.|{D1}, {T}?]")
    if s.chance(0.5):
        s.a("[Not {D1}. My aunt's coming.|{D1}'s no good, I'm burying the cat.|On {D1} it's the bell-ringers, here, in this room.]", "[Any day but {D1}.|{D1} is the funeral.|Could it be another day? {D1} is the christening.]")
        s.b("[{D2}, then. Till then put a bucket under it.|Then {D2}. It has waited this long.|{D2}, same hour.]", "[I can do {D2}. Try not to sneeze near it.|Let's say {D2}, if it's still standing.]")
        s.a("{~yes} [{D2} at {T}.|I'll have {need} ready.|And not a word to {C}.]", "{~thanks} [I'll tell {C} I did it myself.|I'll find {need} somewhere.]", "[{D2}. I'll sleep at my sister's till then.|{need}, {D2}. I'll write it on the wall.]")
        s.put("D", s.slots["D2"])
        s.close(0.3)
        return s.summary(
            "{A}'s {thing}, which {C} mended with {botch}, will be put right by {B} on {D2} for {M}.",
            "As {D1} does not suit {A}, {B} will come on {D2} to mend the {thing}, for {M}.",
        )
    s.a("{~yes} [I'll find {need}.|{D1}. I'll move the bed.|I'll have the money in a cup.]", "[{M}! {C} took a pie.|{M}? And what did I pay {C} for?] [Well, it must be done.|{D1}, then.]", "[I'd give {M} to have it stop.|{M} is {M}. It's only money.] [Come on {D1}.|{D1}, and bring your boots.]")
    s.close(0.4)
    return s.summary(
        "{B} will repair {A}'s {thing} on {D1} at {T} for {M}, after {C} had patched it with {botch}.",
        "{A}'s {thing} needs {need}, and {B} asks {M} to mend what {C} did with {botch}.",
    )


def gift(s: Scene) -> str:
    """A present for a third person: two ideas thrown out, a third kept, the cost shared."""
    s.person("C")
    s.thing("T1", "gift")
    s.thing("T2", "gift")
    thing = s.thing("T3", "sold gift")
    while len({s.slots["T1"], s.slots["T2"], s.slots["T3"]}) < 3:
        s.thing("T2", "gift")
        thing = s.thing("T3", "sold gift")
    pence = s.seller("P", thing)
    s.day("D")
    s.put("M", money(pence))
    s.put("H", "half" if pence % 2 else money(pence // 2).removesuffix(".00"))
    s.choose("why1", "{C.he} sat on the last one", "{C.he}'s got three", "{C.he}'d give it to the jumble sale by Monday", "{C.he} can't see one without crying", "{C.his} sister gave {C.him} one", "it's what we gave {C.him} last year")
    s.choose("why2", "the dog would eat it", "{C.he}'d have nowhere to put it", "that's for old people", "it would look like a hint", "I gave {C.him} that when we weren't speaking", "nobody ever smiled at one of those")
    s.choose("why3", "{C.he} stopped to look at one for ten minutes", "{C.he} talks of nothing else", "{C.he} had one as a child", "{C.he} borrowed mine and never wanted to give it back", "I saw {C.him} draw one on a napkin")
    s.a("{~hello} [It's {C}'s birthday on {D}.|What are we giving {C} on {D}?|{D} is {C}'s birthday, and I've got nothing.]", "{~well} [{C} turns sixty on {D}.|what does one give {C}? It's on {D}.]", "[Have you thought about {C}?|We've forgotten {C}.] [{D}'s the birthday.|The birthday's on {D}.]", "[I need your good taste.|Help me.] [It's for {C}, and it's due on {D}.|{C}'s birthday. {D}.]")
    s.b("[{T1}?|What about {T1}?|I thought of {T1}.]", "{~hm} [how about {T1}?|{T1}, perhaps?]", "[Would {T1} do?|Everybody likes {T1}.|You can't go wrong with {T1}.]")
    s.a("[No, {why1}.|Not {T1}. {why1}.|I thought of that too, but {why1}.|Hm. {why1}.]", "[{T1}? {why1}.|Think. {why1}.] [I'd rather {T2}.|{T2}?|]")
    if s.slots["T2"] in s.turns[-1][1]:
        s.b("[{T2}? {why2}.|{why2}.|Oh no. {why2}.]")
    else:
        s.b("[{T2}, then.|Or {T2}.|{T2}?]")
        s.a("[{why2}.|{T2}? {why2}.|Better, but {why2}.|You can't be serious. {why2}.]")
    s.interrupt(0.2)
    s.b("[I know! {T3}. {why3}.|{T3}. {why3}.|Wait. {T3}! {why3}.]", "[I've got it. {T3}.|Of course. {T3}!] [{why3}.|You know, {why3}.]", "[What was it {C.he} wanted? {T3}! {why3}.|{T3}, then. Didn't you notice that {why3}?]")
    s.a("[That's it.|Why didn't you say so?|{T3}! Of course.] [They have one at {P}.|I saw one at {P}, for {M}.] [What's the price?|]", "[You're a wonder.|I could kiss you.|At last.] [{P} sells them.|We can get it at {P}.|There's one in the window at {P}.]")
    s.b("[{M}. {H} each.|That's {M}, so {H} from you and {H} from me.|{H} from you, then. It's {M}.]", "[I know what they ask for it. {M}. {H} each, then.|It's {M}. I put in {H}, you put in {H}.]")
    s.a("{~yes} [You buy it, I'll wrap it.|I'll fetch it from {P}.|And you write the card. You can spell.]", "[Here, my {H}.|{H}! I'll skip lunch.] [Not a word to {C}.|Till {D}, then.]", "[And the ribbon?|We'd better hide it at your place.|{C} will cry. I'll cry.]")
    s.close(0.3)
    return s.summary(
        "For {C}'s birthday on {D} {A} and {B} reject {T1} and {T2} and decide on {T3} for {M} between them.",
        "{A} and {B} will give {C} {T3} on {D}, each paying {H}.",
        "{A} and {B} are going to share the cost of {T3} for {C}, at {H} each.",
    )


def surprise(s: Scene) -> str:
    """A party is being kept secret, badly."""
    s.person("C")
    s.place("P", "inn", "shop", "outdoors")
    s.day("D")
    s.hour("T", 17, 20)
    s.dish("X")
    s.choose("pretext", "the lamp's gone out", "there's a whale on the beach", "I've locked myself in", "the mayor wants a word", "somebody has found {C.his} hat", "we need a fourth for cards", "the boat's come loose")
    s.choose("slip", "said 'see you on {D}' and winked", "asked {C} what cake {C.he} liked, and why {C.he} wanted to know", "hung up the paper chains with {C} in the room", "wrote 'party' on the calendar in {C.his} kitchen", "sent {C} an invitation, out of habit")
    s.choose("job", "blow up the balloons", "bring the chairs", "keep the vicar from making a speech", "hide the cake", "do the lights", "teach the parrot to say the name")
    s.person("E")
    s.a("{~hello} [Is {C} about?|Are we alone?|Shut the door.] [It's about {D}.|About the party.]", "{~well} [does {C} know?|has {C} said anything about {D}?]", "{~hello} [How's our secret?|Quick, before {C} comes.|Is anybody listening?] [{D}, I mean.|The party.|]", "[You haven't breathed a word to {C}?|Tell me {C} doesn't know.] [It's nearly {D}.|Only {D} to go.|]")
    s.b("[Not so loud.|{C} suspects nothing.|{C} thinks we've all forgotten.] [It's killing me.|I nearly burst this morning.|]", "{~hm} [I may have said something.|{C} looked at me in a funny way.]", "[I've bitten my tongue so often it's blue.|{C} asked me what I was smiling at.|I had to hide in a cupboard this morning.]")
    s.a("[You know that {E} {slip}?|{E} {slip}.|Have you heard? {E} {slip}.]")
    s.b("{~oath} [That's {E} all over.|And what did {C} say?|Who told {E} in the first place?]", "[And nobody stopped {E.him}?|{E} means well. That's the trouble.|I told you not to tell {E}.]")
    s.a("[{C} thought it was {E} being {E}.|Luckily {C} wasn't listening.|{C} just sighed.] [So: {P}, {D}, {T}.|It's still {P}, on {D}, at {T}.]", "[By a miracle {C} had water in {C.his} ears.|{C} laughed and thought no more of it.] [Now: {D}, {T}, {P}.|We stay with {P}, {D} at {T}.]")
    s.interrupt(0.2)
    s.b("[And how do we get {C} to {P}?|{C} never leaves the house by {T}.|What's the excuse?]", "[There's one more thing. How does {C} come to be at {P}?|{C} hates {P}. What do we say?|And the bait?]")
    s.a("[You say {pretext}.|You run in and shout that {pretext}.|We'll say {pretext}.] [Look worried.|You're good at that.|]", "[I thought you could say {pretext}.|Knock at the door and say {pretext}.|It's simple: {pretext}.]")
    s.b("[{pretext}? Nobody will believe that.|Couldn't {E} say it?|I can't lie. I go red.] [Very well.|But all right.]", "{~yes} [And I'll {job}.|I can also {job}.]", "[I've never lied well, but for {C} I'll try.|And if {C} asks questions?|{pretext}. I'll practise in the mirror.]")
    if s.chance(0.6):
        s.a("[And you {job}.|You'll {job} as well.|Who's going to {job}?]" if "{job}" and s.slots["job"] not in s.turns[-1][1] else "[And {X} from me.|I'll make {X}.]")
    s.close(0.5)
    return s.summary(
        "{A} and {B} plan a surprise for {C} at {P} on {D} at {T}, and {B} is to lure {C} there by saying that {pretext2}.",
        "Although {E} {slip}, {C} suspects nothing of the party at {P} on {D}.",
        pretext2=s.slots["pretext"].replace("I've locked myself in", "{A} is locked in").replace("we need", "they need"),
    )
