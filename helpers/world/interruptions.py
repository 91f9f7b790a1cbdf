"""What cuts into a talk: buckets, gulls, kettles, passers-by."""

# Two turns that cut into any talk: the first by whoever speaks next, then an answer; last, an echo for the farewell.
# {N} is somebody passing by, {dish} and {animal} whatever the town has.
INTERRUPTIONS: tuple[tuple[str, str, str], ...] = (
    ("Mind the bucket. [No, the other bucket.|Too late.|To your left. Left!]", "[I've found it, thank you.|It's only water. I hope it's only water.|Who leaves a bucket there?]", "mind that bucket"),
    ("[Sorry, one moment.|Hold on.] [Shoo! Get off the table!|Get down from there!|Not the cushion!]", "[Your cat has opinions.|Whose cat is that, anyway?|Let it be, it only wants the warm.]", "give the cat my regards"),
    ("[Is that your kettle screaming?|That isn't your kettle, is it?|Your kettle's boiling over.]", "[So it is. There, off.|Let it sing, I'm listening.|It always does that when I have company.]", "see to that kettle"),
    ("Watch out, gull! [Your hat!|Your bun!|Behind you!]", "[It's had my breakfast. Go on.|That bird and I have met before.|Missed! Ha. Where were we?]", "watch out for that gull"),
    ("[Wait. Was that|Hush. Is that] the harbour bell?", "[Only the wind in it.|It's the noon ring, ten minutes late as usual.|Just children at the rope again. Go on.]", "tell those children to leave the bell alone"),
    ("[Is somebody knocking?|There's someone at your door.|Is that your door?]", "[It's the shutter. It's always the shutter.|They'll come back.|If it's about the rent, I'm out.]", "fix that shutter"),
    ("You've got [flour|paint|soot|fish scale|jam] on your [nose|ear|chin|forehead].", "[I've been wearing it all day, and you're the first to say so.|It's a fashion.|Still? I've wiped it twice.]", "wash your face"),
    ("[Your bootlace is undone.|Your lace is trailing in that puddle.]", "[It's how I wear it.|Thanks. Twice today already.|One day it'll kill me. Go on.]", "tie that lace"),
    ("[Can you smell burning?|Something's burning.|Is that smoke?]", "[That's my toast. That was my toast.|It's the smokehouse, the wind's turned.|Only supper. Go on, it's ruined anyway.]", "open a window"),
    ("[Sorry, what? That cart made such a noise.|Say it again, the cart drowned you out.|I lost that, the cart.]", "[I said the best part, too.|Somebody should oil those wheels.|Never mind, it wasn't clever.]", "get someone to oil that cart"),
    ("[Hic.|Hic. Pardon.|Pardon me. Hic.]", "[Hold your breath.|Drink from the wrong side of the cup.|Boo! No? Carry on, then.]", "see about those hiccups"),
    ("[Is that rain?|It's starting to rain.|That was a drop.] [On my head, too.|]", "[It's only spray.|Come under the awning.|We'll live. What were you saying?]", "keep dry"),
    ("[Your dog is eating my sleeve.|Is the dog allowed the newspaper?|Your dog's got my glove.]", "[That means it likes you.|Drop it! No, not you.|It isn't my dog. I thought it was yours.]", "find out whose dog that is"),
    ("[There goes {N}|Look, {N} is going by|Isn't that {N} over there], [with a ladder|in a new hat|carrying a goose|in one boot|running|talking to a tree].", "[And not a glance at us.|Wave. Wave!|Don't wave, or we'll be here till dark.|At this time of day?|Every {day}, the same.]", "ask {N.him} about it"),
    ("[Sorry, I must just|Wait, I'll] [turn the {dish}|stir the {dish}|see to the {dish}|take the {dish} off the fire].", "[It smells of boots.|I'm not in a hurry. It smells good.|{dish}, in the middle of the week!|Save me some.]", "look after the {dish}"),
    ("[{animal}! Drop that!|{animal}, down!|Who let {animal} in?|{animal}, that's not yours.]", "[What has {animal} got there?|Let {animal} keep it, I've another.|A fine {animal.kind}, that.|Poor {animal}.]", "say goodnight to {animal} for me"),
    ("[{N} asked me to remind you about the keys.|Before I forget, {N} sends greetings.|{N} was looking for you, by the way.|I've a message from {N}: it fits.]", "[What fits?|At last.|I'll believe it when I see it.|I owe {N.him} a letter.|I'm not at home to {N}.] [Go on.|]", "greet {N} for me"),
    ("[I've got something in my eye.|There's a stone in my shoe.|I've a crumb in my throat.|My foot's gone to sleep.]", "[Blink.|Hold still.|Stamp.|Look up. No, up.|Drink something.] [Better?|There.|]", "look after yourself"),
    ("[Is it {day} today?|What's the date?|Has the clock struck?]", "[It has been all day.|You'd have to ask {N}.|Time you had a calendar.|Not yet.] [Where was I?|]", "buy a calendar"),
    ("[You're standing on my foot.|You're leaning on the wet paint.|That's my cup.|You're sitting on the cat.]", "[So I am.|I thought it was the floor.|It looked like mine.|I did wonder.]", "mind where you put yourself"),
    ("[Hush, here comes {N}.|Lower your voice, {N}'s at the window.|Wait till {N} has gone past.]", "[Gone.|It was only the coat stand.|{N} is as deaf as a post. Go on.|{N}! Lovely day! There, gone.]", "not a word to {N}"),
    ("[The wind has taken your list.|There goes your newspaper.|Your washing's over the wall.]", "[Let it go, I know it by heart.|It'll be in Port Mellow by noon.|That's the third time this week.|Somebody else's turn to read it.]", "pick up your things"),
    ("[Have a humbug.|Biscuit?|There's one bun left. Halves?|Tea?]", "[I shouldn't. Thank you.|Two, please.|Is it one of yours? Then no.|You know me too well.]", "thank you for the bite"),
    ("[Ow. That chair has a nail in it.|This bench is wet. You might have told me.|Is this chair meant to lean?]", "[It keeps visits short.|Everyone finds that out once.|Take the crate, the crate's honest.]", "do something about that seat"),
)  # fmt: skip
