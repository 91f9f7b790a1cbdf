"""How people in Lantern Bay talk: small words that differ from one temperament to the next.

A line of the table is a beat of the talk and what a voice may say there, parted by `` / ``: how it greets (`hello`) and
begins (`well`), hesitates (`hm`), agrees, refuses, thanks, leaves (`bye`), wonders (`wow`), complains (`oath`), doubts.
{you} is whoever is spoken to, {daypart} the time of day.
"""

_TABLE = """
= plain
hello: Hello, {you}. / {daypart}, {you}. / Oh, {you}, good. / There you are, {you}. / {you}! Have you got a minute? / Evening or morning, {you}, I've lost count. Hello. / {you}, I was just coming to you. / Just the person. {you}.
well: Well, / So, / Right, / Look, / Listen, / Now,
hm: Er, / Hm, / I mean, / Let me think, / Well now, / Wait a moment, / Well, let me see, / As far as I know,
yes: Yes. / All right. / I can do that. / Fine by me. / Yes, why not. / Good. / That suits me. / I don't see why not. / Very well. / We can do that.
no: No, I'm afraid not. / I can't. / No. / Not this time. / I'd rather not. / I'm sorry, no. / That won't do. / It can't be done.
thanks: Thank you. / Thanks, {you}. / That's kind. / I'm grateful. / That helps a lot. / You've been a help. / I'm obliged to you, {you}. / Thank you, truly.
bye: See you then. / Goodbye, {you}. / I must be off. / Till then. / Mind how you go. / Right, I'm off. / Take care of yourself, {you}. / We'll speak again. / Home, then.
wow: Really? / No! / Oh! / Is that so? / You don't say. / Never! / I had no idea. / You're not serious. / Well!
oath: Oh, bother. / Oh dear. / That's a nuisance. / Well, that's awkward. / Oh, for pity's sake. / Now what? / That's all I needed. / Oh no.
doubt: Are you sure? / I wonder. / That doesn't sound right. / I'm not so sure. / I find that hard to believe. / Is it? / Not the way I heard it.
= blunt
hello: {you}. / You. Good. / Ah, {you}. Stand still. / {you}, a word. / Don't run off, {you}. / Found you, {you}. / {you}. Sit. / There you are. About time, {you}. / Oi, {you}.
well: Look, / Listen, / To the point: / Short version: / Right.
hm: Hm. / Let me see. / Wait. / So. / Right. / No idea. Wait. / Give me a second.
yes: Done. / Fine. / Yes. / Agreed. / If I must. / Good enough. / Settled. / Fair. / All right, all right.
no: No. / Not a chance. / Out of the question. / Absolutely not. / No, and don't ask twice. / Forget it. / Never. / I'd rather not, and I won't. / Ask somebody softer.
thanks: Thanks. / Good. I owe you. / Obliged. / Ta. / I won't forget it. / Decent of you. / That'll do nicely. / Good.
bye: That's all. Off you go. / Don't be late. / Right, work to do. / Shut the gate behind you. / Good. Bye. / Done talking. Bye. / Go on, then. / I've got fish waiting. / Back to it.
wow: What? / Eh? / You're joking. / Never. / No. / Get off. / Ha! / That can't be right. / Well, blow me.
oath: Blast. / Fishguts. / Oh, rot. / Typical. / Of course. Today of all days. / Oh, hang it. / Rats. / Damp matches! / For crying out loud.
doubt: Rubbish. / Says who? / I doubt it. / Prove it. / Hogwash. / Not likely. / You've been had.
= dithering
hello: Oh! {you}. Hello. I was just, well, hello. / {you}, is this a bad moment? It is. Is it? / Sorry, {you}, I won't keep you. / Hello, {you}. I wasn't sure you'd be in. / I nearly didn't knock, {you}. / Oh, good, you're in, {you}. Or are you going out? / {you}? It's only me. Well, who else. / I've walked past your door four times, {you}.
well: Sorry, but / I was wondering, / It's silly, but / Well, er, / I've been meaning to say,
hm: Um, / Oh, er, / Wait, no, yes, / Let me just... no, hold on, / I had it a second ago. Ah: / Well, that depends, or rather, / I want to say... yes, / Don't hold me to it, but
yes: Yes. I think yes. Yes. / Oh, go on then. / I suppose so. / If you really think so. / Yes, unless it rains. No, even then. / Oh, all right, if nobody minds. / Yes. Write it down before I think. / I believe I can. I believe so.
no: Oh, I couldn't. / I'd love to, but I can't. / I'm so sorry, no. / I would, only, no. / Better not, I think. / I'd only spoil it. / I want to say yes, but no. / Oh, please don't make me.
thanks: Oh, thank you, thank you. / You're too good, {you}. / I'll stop worrying now. Nearly. / Thank you, I hadn't dared to ask. / That's a stone off my heart. / I shall sleep tonight. Some. / I don't deserve you, {you}.
bye: Well. I'll go. I'm going. / Goodbye. Was there anything else? No. Goodbye. / I'd better, yes. Bye. / See you, if that's still all right. / I'm gone. Nearly. There. / Oh, is that the time? It always is. / Bye. Sorry. Bye.
wow: Oh no, really? / Goodness. / Oh. Oh! / You can't mean it. / I had no idea. / Oh, I need to sit down. / No! Yes? No! / Don't tell me. No, tell me.
oath: Oh dear, oh dear. / Oh, what a mess. / I knew it. I knew something would. / Oh, crumbs. / I shan't sleep. / This always happens to me. / Oh, I feel faint.
doubt: Do you think so? I'm not sure I think so. / Is that right, though? / I thought it was the other way round. / Hm. Is that wise? / I'd hate to say you're wrong. / Perhaps. Or perhaps not. / Somebody told me something else, I forget who.
= grand
hello: My dear {you}! / {you}! The very soul I hoped to meet. / Ah, {you}, behold a troubled neighbour. / Good day to you, {you}. / {you}, you find me at a turning point. / {you}! Let me look at you. / O {you}, friend of my youth! / Hail, {you}, well met by daylight. / Stay your steps, {you}.
well: Permit me: / Let me be plain: / Forgive me, / In a word: / Without further ado:
hm: One moment, I must compose myself. / How shall I put this? / Let me search my memory. / Ahem. / A weighty question. / Where does one begin? / Lend me your ear:
yes: With the greatest pleasure. / Consider it done. / You have my word. / I should be honoured. / Naturally. / Nothing would please me more. / You may depend on me. / Let it be so. / Who could refuse?
no: Alas, impossible. / I must decline, with regret. / Not for all the herring in the bay. / Never, while I have breath. / My answer is a sorrowful no. / My honour forbids it. / I would sooner sell my hat. / Ask me for the moon instead.
thanks: You are a jewel, {you}. / I am for ever in your debt. / Songs will be sung of this. / A thousand thanks. / My gratitude knows no harbour wall. / You have saved a life. / A noble deed, {you}. / I kiss your hand.
bye: Until then, farewell. / I take my leave. / Adieu, {you}, and mind the puddle. / Onward! / I go, but I shall return. / Let us part before we weep. / Remember me kindly. / The hour calls. Farewell.
wow: You astonish me. / Can it be? / By the great lamp! / I am thunderstruck. / Unheard of! / My monocle has fallen in the soup. / Heavens above! / Say it again, that I may believe it.
oath: Calamity! / Woe! / O cruel tide! / This is the end of me. / By the beard of the lighthouse keeper! / I am undone! / Fate, you mock me! / A curse on all Thursdays!
doubt: I venture to disagree. / My ears must deceive me. / Forgive me, but can that be so? / That is not how I recall it. / History teaches otherwise. / I beg to differ, and at length. / Permit me a smile.
= dry
hello: {you}. What's broken? / Good {daypart}, {you}, if we must call it that. / You look cheerful, {you}. Who's died? / Ah, {you}. I was enjoying the quiet. / {daypart}, {you}. Nice hat. Is it yours? / {you}. Don't get up. I see you weren't going to. / Oh, it's {you}. And I'd just got comfortable. / There you are, {you}. I'd begun to hope.
well: Speaking of disasters, / Strictly between us, / Well, / Now that you're here, / While I think of it,
hm: Hm. / Let me consult the oracle. Right: / Now there's a question. / Bear with me, I'm thinking. It's rare. / I'd have to look it up in my memoirs. / Well, it isn't a secret, / Off the top of my hat,
yes: I'll cancel the opera. / Why not. I had nothing planned but peace. / Go on. / I expect I'll regret it. Yes. / Fine. My diary is a blank page. / I can't think of a way out. Yes. / You've worn me down in record time. / My knees say no. I say yes.
no: Tempting. No. / I'd sooner eat my oilskin. / I'll be busy that day, washing a stone. / No, thank you, I value my sleep. / Sadly, I'd hate it. / I admire your optimism. No. / There's a word for that, and it's no. / I've a prior engagement with a chair.
thanks: I'll put you in my will. Near the bottom. / You're less bad than they say. / Thanks. Don't let it go to your head. / Much obliged, {you}. / I take back half of what I've said about you. / I'm moved. You can't see it, but I am. / How very unlike you. / I'll say something nice at your funeral.
bye: Try not to sink. / Well, this has been an outing. / I'll leave you to it, whatever it is. / Same time next disaster, then. / Mind the step. Everyone else finds it with their nose. / Don't let me keep you. Please. / Another triumph for the art of conversation. / If I'm not back by spring, sell the boat.
wow: You amaze me. / Stop the presses. / I'd fall over, but I've just sat down. / Well, well. / And they say nothing happens here. / I must write that down. No, I mustn't. / My heart skipped. It may have been the pie. / Imagine that.
oath: Splendid. Just splendid. / Oh, good. More of it. / Naturally. / Wonderful. And it isn't even noon somewhere. / And there was I, nearly happy. / It never rains but it lands on me. / Perfect timing, as ever.
doubt: And I'm the harbour master's canary. / If you say so. / I've heard better from a gull. / Mm. Pull the other one, it's got a bell on it. / The moon's a cheese as well, I hear. / And pigs have pilot's licences. / I'd want that in writing, from a stranger.
= sunny
hello: {you}! Lovely to see you. / Hello hello, {you}! / What luck, it's {you}! / Good {daypart}, {you}! Smell that sea. / {you}, you look well! / Yoo-hoo, {you}! / There's my favourite neighbour! Hello, {you}. / {you}! Isn't it a glorious {daypart}? / Oh, {you}, just who I wanted!
well: Oh, listen, / So, / Now, / Ooh, by the way, / There you are! Listen,
hm: Ooh, / Let me see, / Now then, / Oh, what was it? / Ooh, hang on, / Now, what did I hear, / Goodness, let me think,
yes: Of course! / I'd love to. / Yes! What fun. / Gladly. / Say no more. / Count me in! / Rather! / Yes, yes, yes. / Nothing easier! / What a lovely idea.
no: I wish I could! / Oh, what a shame, I can't. / Not today, but ask me again. / I'm no use to you there, sorry! / Not this time, dear heart. / I'd be hopeless at it! / Boo, I can't.
thanks: You're an angel, {you}. / Oh, you are good! / Bless you. / Thanks ever so much. / You've made my day. / I could hug you, {you}. / Aren't you kind! / That's the nicest thing all week.
bye: See you soon! / Lovely. Bye, {you}! / Off I hop, then. / Give my love to everyone! / Till then, {you}! / Toodle-pip! / Mind how you skip! / Must fly. Bye, {you}! / Kisses to the cat!
wow: No! Tell me everything. / You don't mean it! / Ha! Really? / Oh, that's priceless. / Well I never! / You're pulling my leg! / Goodness gracious! / Oh, I do love a surprise.
oath: Oh, whiskers. / Oops. / Oh, never mind, we'll manage. / Well, worse things happen at sea! / Fiddlesticks! / Oh, butterfingers. / Well, there's a pickle!
doubt: Ooh, I don't know about that. / Are we sure? / That's not what I heard! / Hm, really, though? / You are funny! / That can't be right, can it? / My auntie tells it differently!
= salty
hello: Ahoy, {you}. / What cheer, {you}? / {you}! Come in out of the wind. / Look what the tide brought. Hello, {you}. / Ah, {you}, you old mooring post. / Still afloat, {you}? / Permission to come aboard, {you}? / Drop anchor a minute, {you}. / {you}, you barnacle. Good to see you.
well: Now then, / Hark, / Well now, / So, / Belay that and listen:
hm: Hrm. / Give me a moment to haul it up. / Let's see, now. / Hold fast, I'm thinking. / Let me take a sounding. / Now you're asking. / Off the starboard side of my memory:
yes: Aye. / Aye, that'll do. / Right you are. / Aye, and gladly. / I'm your hand. / Aye aye. / Count me among the crew. / Full sail. / You've my hand on it.
no: Not in this wind. / No, {you}, that won't float. / Nay. / I'd sooner row to the Skerries in a bathtub. / That's a no, and a heavy one. / I'd as soon swim home. / That's no water for me. / Not if the tide begged me.
thanks: Good on you, {you}. / You're a true shipmate. / I'll stand you a mug for that. / Fair winds to you, then. / You've a good heart under that oilskin. / I'll drink your health. / That's what I call a neighbour.
bye: Fair winds. / I'm casting off. / Keep your feet dry. / Watch the swell, {you}. / Right, tide won't wait. / Steady as you go. / Up anchor, then. / Mind the rocks, {you}. / Calm seas to you.
wow: Well, haul me up. / Get away! / By the deep! / Strike me down with a kipper. / I never! / Blow me down. / Well, tar my boots. / Sink me, is that so?
oath: Barnacles! / Rot and rigging! / Oh, bilge. / Salt and splinters! / Well, sink me. / Holed below the waterline! / Weevils and wet rope! / A pox on all east winds!
doubt: That smells of old bait. / I've heard straighter tales from an eel. / Are you certain of that? / Hm. Wind's blowing the other way on that one. / That tale leaks. / You've been drinking bilge. / I'd not sail on the strength of that.
= gloomy
hello: Hello, {you}. I suppose you've heard. / Oh, {you}. Still here, the both of us. / {you}. I wouldn't have come, but. / Another {daypart}, {you}. There's no end to them.
well: I don't expect much, but / You'll say no, but / It won't come to anything, but / Well, not that it matters, but
hm: I forget. One forgets. / If I remember rightly, and I seldom do, / It hardly matters, but / Hm. Let me sigh first.
yes: I might as well. / Yes. Something will go wrong, but yes. / If we live that long. / It can't be worse than last time. / Go on, then. What have I got to lose?
no: No. I know my luck. / It would only end in tears. / I'm past that sort of thing. / No. The damp gets in my bones.
thanks: That's more than I hoped for. / Kind of you. It won't help, but it's kind. / You're the only one, {you}. / I'd nearly given up.
bye: Till next time, if there is one. / I'll go home and look at the wall. / Don't come to the door. There's a draught. / It'll rain before I get there.
wow: It was bound to happen. / What next? / Nothing surprises me. That does, a bit. / And it was such a nice week.
oath: I knew it was too quiet. / There. What did I say? / Why is it always a Tuesday? / Oh, well. Another one for the list.
doubt: People will say anything. / I've stopped believing things. / It would be nice, but no. / That's what they told my uncle, before the goat.
= motherly
hello: {you}, dear, you'll catch your death out here. / There you are, {you}, my lamb. Have you eaten? / Hello, {you}, love. You look thin. / {you}, my pet, sit down before you fall down.
well: Now, dear, / Listen, my lamb, / Don't be cross, but / Tell me honestly, love,
hm: Let me think, dear. / Now where did I put that thought? / Bless me, / Well, love,
yes: Of course, dear. / You leave that to me. / As if I'd say no. / Yes, and you'll stay for soup.
no: No, dear, not with my hip. / I can't, love, I've the oven on. / Not today, my lamb. / No, and you shouldn't either.
thanks: You're a good soul, {you}. / Come here and be kissed. / I always said you'd turn out well. / I'll knit you something.
bye: Wrap up, dear. / Home with you, and dry your feet. / Take a bun for the road. / Mind the ice. There isn't any, but mind it.
wow: Bless my buttons! / You never! / Well, I'll go to the foot of our stairs. / Mercy!
oath: Oh, my poor feet. / Dear, dear, dear. / Oh, sugar. / Lord love a duck.
doubt: Now, now. / Are you sure you didn't dream it, dear? / You've not been sleeping, have you? / Who's been telling you stories?
= bookish
hello: Ah, {you}. I was just reading about people like you. / Good {daypart}, {you}. Have you a moment, or two? / {you}, a question of some interest. / There's {you}, as the poet nearly says.
well: To begin with the facts, / Purely as a matter of interest, / Strictly speaking, / In short,
hm: I believe I read somewhere, / To be exact, / If my notes are right, / Let me turn back a page.
yes: I see no objection. / Agreed, in principle and in practice. / That is the logical course. / Quod erat demonstrandum. Yes.
no: I fear the evidence is against it. / On balance, no. / I should prefer not to. / There's no precedent for it.
thanks: I am indebted to you, {you}. / I shall put you in a footnote. / Most instructive. Thank you. / That is handsome of you.
bye: To be continued. / I return to my chapter. / Until the next instalment, {you}. / Here endeth the lesson.
wow: Remarkable! / How very singular. / That is not in any of the books. / I must take that down.
oath: How vexing. / A comma in the wrong place, the whole day. / Oh, blots and bindings. / As the Romans said: bother.
doubt: On what authority? / I should like to see the source. / That is hearsay. / The almanac says otherwise.
= boastful
hello: You're in luck, {you}, I've got a minute. / {you}! They told you I'm back? / Feast your eyes, {you}, it's me. / Ah, {you}, come to learn from the best?
well: Between two experts, / I don't often ask, but / As one who knows, / You won't believe this of me, but
hm: I could do this in my sleep. / Let me dip into my great experience. / Most people wouldn't know, but / As I told the mayor,
yes: Consider yourself lucky. Yes. / For you, I'll make room among my triumphs. / I was going to suggest it myself. / With one hand, if you like.
no: Beneath me, I'm afraid. / I only do that for prizes. / Others would. I don't. / Not without a brass band.
thanks: You've good taste in friends. / I'd have managed, but thank you. / I'll mention you in my speech. / I knew I could inspire you.
bye: Watch and learn, {you}. / My public is waiting. / Tell them you spoke to me. / I'd stay, but I'm needed everywhere.
wow: Even I didn't know that. / And nobody told me? Me? / I've seen bigger, but go on. / That nearly beats the time I met the whale.
oath: And this to me, of all people! / A lesser soul would weep. / It has never gone wrong before. Not to me. / Well, even heroes have Mondays.
doubt: I'd have noticed. / I was there. I'm always there. / You're mixing it up with something I did. / Trust me, no.
"""


def _parse(table: str) -> dict[str, dict[str, tuple[str, ...]]]:
    voices: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in table.strip().splitlines():
        if line.startswith("= "):
            beats = voices.setdefault(line[2:], {})
        else:
            beat, texts = line.split(": ", 1)
            beats[beat] = tuple(texts.split(" / "))
    return voices


VOICES: dict[str, dict[str, tuple[str, ...]]] = _parse(_TABLE)
