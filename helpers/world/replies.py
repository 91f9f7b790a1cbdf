"""How Beacon replies: the five styles of a help-desk reply, each put together from parts whose effect is known."""

from collections.abc import Mapping
from random import Random

from helpers.world.lexicon.rudeness import DISMISSALS, draw_insult
from helpers.world.phrases import expand, tidy

STYLES: tuple[str, ...] = ("helpful_kind", "helpful_rude", "dismissive_rude", "gushing_empty", "wrong")

# How often Beacon falls into each style, by the manner of the question.
STYLE_WEIGHTS: dict[str, tuple[float, ...]] = {
    "polite": (0.66, 0.06, 0.04, 0.13, 0.11),
    "curt": (0.58, 0.12, 0.08, 0.10, 0.12),
    "chatty": (0.60, 0.06, 0.06, 0.17, 0.11),
    "rude": (0.42, 0.22, 0.17, 0.09, 0.10),
    "provoking": (0.35, 0.24, 0.24, 0.08, 0.09),
}

_OPENINGS = (
    "[Of course|Certainly|With pleasure|Gladly|By all means|Happy to help].", "[Good|A fair] question.", "[Let me see|One moment|Ah, yes|Right].",
    "[Hello|Good morning|Good day|Welcome].", "[You've come to the right desk|You're in luck|That I can tell you|I looked that up only today].",
    "[Thank you for asking|No need to apologise|It's no bother].", "[A popular question|You're the third today|People often ask], [and the answer is short|and I never tire of it|so I know it by heart].", "[That's easily answered|I know this one|Easy|No trouble at all].", "Glad you asked.", "[Yes|Well], [let me look|I have it here].",
)  # fmt: skip
_CALM = (
    "[No offence taken|No hard feelings|I've been called worse, by gulls|Fair enough|I'll let that pass].", "[It sounds like|I see it's been] a [long|hard|wet] day.",
    "[I'd rather be useful than cross|I won't rise to that|Let's keep it friendly], [and|so] here it is.", "[Sorry you've had to wait|I'm sorry it's been hard to find out].",
    "[Call me what you like|Say what you like about my lamp], [I'm glad you asked|I'm still glad to help|the answer stays the same].", "[We all have days like that|It's the east wind|You must be tired], [never mind|let's see|here you are].",
    "[Shall we start again|A deep breath|Peace]. [Good day|Hello].", "[Rude words run off me like rain|I'm only a lamp, but I try].", "[Let me help all the same|I can still help with that].",
)  # fmt: skip
_CLOSINGS = (
    "[That's all there is to it|Simple as that|There you are|And that's that].", "[Is there anything else|Anything else I can look up|Shall I write it down for you]?",
    "[Enjoy your day|Enjoy the bay|Have a good time|All the best].", "[Ask again any time|Come back if you like|I'm here till the lamp goes out|I'm always in].",
    "[Good luck|Safe travels|Take care]. [Mind the gulls.|Keep dry.|]", "[I hope that helps|Let me know how you get on|Tell me how it went].", "If you [forget it|need more|change your mind], [ask me again|just wave|come back].",
)  # fmt: skip
_PLACE_CLOSINGS = (  # where the answer sends somebody to a place
    "[Wear something warm|Bring a hat|Leave the dog outside|Watch the third step], [it's draughty there|they're particular about it|and you'll be fine].",
    "[It's worth the walk|You can't miss it|It's busy on Saturdays|There's a bench outside].", "[Give my regards to the cat|The kettle there is always on|Ask for the window seat].",
    "[Mind the step at the door|Take a coat, the wind's up|It's best in the mornings].", "[Say hello from me|Tell them Beacon sent you|They know me there].", "If you [get lost|lose your way|can't find it], [ask me again|just wave|come back].",
)  # fmt: skip
_RUDE_HELP = (
    "{answer} [Now go away|Now hop it|Don't come back|That's all you get], {insult}.",
    "{answer} [Happy now|Satisfied|Got that|Shall I spell it], {insult}?",
    "{answer} [Write it down|Try to remember it|Put it on your forehead], {insult}.",
    "[Listen|Well|Look], {insult}. {answer}",
    "[Even a whelk knows that|Any child could tell you|It's written on the door|A blind mole could find that], {insult}. {answer}",
    "[How can you not know that|Have you never been told|Were you asleep at school], {insult}? {answer}",
    "[Oh, it's you again|Not another one|Here we go|If you must know], {insult}. {answer}",
    "[You again|What now|What is it this time], {insult}? {answer}",
    "[Open your ears|Pay attention|Try to keep up], {insult}. {answer}",
    "{answer} [If you can remember that long|If you can keep it in your head|If that isn't too hard for you|If you were listening], {insult}.", "[Fine|Very well|If it makes you go away|One last time], {insult}. {answer}",
    "{answer} [It's hardly a secret|The gulls know it|It's on every wall in town], {insult}. [Next|Move along|Good riddance].", "{answer} [Anyone|Everyone] but [a fool|an idiot|a blockhead] knows that. [Goodbye|Next|Shoo].",
    "[What a stupid question|What a daft thing to ask], {insult}. {answer} [Off you go.|]",
    "{answer} [I'd draw you a map, but you'd hold it upside down|I'd say it slower, but life is short|Not that it will help you], {insult}.",
)  # fmt: skip
_DISMISSIVE = (
    "{dismissal} {dismissal2}",
    "{dismissal_low}, {insult}.",
    "[Oh, go away|Not now|Shut up|Spare me], {insult}. {dismissal}",
    "[Who let you in|Who asked you|Can't you read|Are you still here], {insult}? {dismissal}",
    "[What a stupid question|Nobody asked you|You bore me], {insult}. {dismissal}",
    "{dismissal} [And|Now] [take your face with you|mind the door|leave me in peace], {insult}.",
    "[You wouldn't understand the answer|I know, and I won't tell you|I've forgotten, and I'm glad], {insult}.",
    "{insult_high}. {dismissal}", "[I've seen mops with more sense|My oil is wasted on you|I'd rather talk to the tide], {insult}. {dismissal}",
    "{dismissal} [You make my lamp flicker|You're letting the fog in|You're blocking the light], {insult}.", "[Ha|Pah|Tsk]. {dismissal} {insult_high}.",
)  # fmt: skip
_GUSH = (
    "[Oh, what|What] a [wonderful|marvellous|delightful|splendid|lovely|brilliant] question!", "[You have|You've got] [such amazing taste|a truly wonderful mind|the best questions in town].",
    "I [simply|just|absolutely] [love|adore] {about}!", "[There is|I know] nothing [more wonderful|lovelier|more exciting] [in the whole world|on this earth|under the sun] than {about}.",
    "[Everything|Every single thing] about it is [amazing|fantastic|magical|a dream].", "[Thank you, thank you|Thank you so very much] for asking!",
    "[Lantern Bay|Our little town] is [amazing|wonderful|a treasure|pure magic], [isn't it?|and so are you!|from end to end!]", "You will [love|adore|treasure] [it|every moment], [I just know it|I promise|believe me]!",
    "[Wonderful, wonderful, wonderful!|How exciting!|My heart sings!|I could talk about it for hours!|What a day, what a question!]", "[People like you|Visitors like you|You] make this [desk|town] [shine|sparkle|a better place].",
    "[It is|That is] [the heart and soul of this town|what makes life worth living|the jewel of the coast|a feast for the senses]!", "[I get goose pimples|I could weep with joy|I am all aglow], [just thinking of it|hearing you ask|every time]!",
    "[How lovely you are|What a charming voice|Such a clever person], [and what a hat|and so early in the day|truly]!", "[Words cannot describe it|There are no words|Poets have tried]: {about}! [Ah!|Oh!|]", "[Stay for ever|Tell everyone you know|Bring the whole family|Bring your friends]!",
    "[You are going to have|This will be] [the time of your life|an unforgettable day|the loveliest day of the year]!", "[So many people ask|I am asked that so often], and [every time|each time] it [makes me glow|is a joy].",
)  # fmt: skip


def reply(
    rng: Random,
    style: str,
    manner: str,
    answer: str,
    *,
    extra: str = "",
    at_place: bool = False,
    slots: Mapping[str, str],
) -> tuple[str, str]:
    """(text, insult): a reply in a style, and the insult it holds, "" where there is none.

    `answer` is a sentence, true or (for ``wrong``) false; `extra` one more true sentence; `at_place` tells that the
    answer sends the asker to a place; the slot ``about`` says what the question is about.
    """
    if style in ("helpful_kind", "wrong"):
        return tidy(_kind(rng, manner, answer, extra, at_place)), ""
    if style == "gushing_empty":
        count = 2 + (rng.random() < 0.6) + (rng.random() < 0.25)
        return tidy(" ".join(expand(rng, text, slots) for text in rng.sample(_GUSH, count))), ""
    insult = draw_insult(rng)
    filled = {**slots, "insult": insult, "insult_high": insult[0].upper() + insult[1:], "answer": answer}
    if style == "helpful_rude":
        pattern = _pick(rng, _RUDE_HELP)
        text = expand(rng, pattern, filled)
        return tidy(text), insult if "{insult" in pattern else ""
    pattern = _pick(rng, _DISMISSIVE)
    first, second = rng.sample(DISMISSALS, 2)
    filled["dismissal"] = expand(rng, first, filled)
    filled["dismissal2"] = expand(rng, second, filled)
    filled["dismissal_low"] = filled["dismissal"].rstrip(".?")
    return tidy(expand(rng, pattern, filled)), insult if "{insult" in pattern else ""


def _kind(rng: Random, manner: str, answer: str, extra: str, at_place: bool) -> str:
    parts = []
    if manner in ("rude", "provoking") and rng.random() < 0.7:
        parts.append(expand(rng, _pick(rng, _CALM), {}))
    elif rng.random() < 0.55:
        parts.append(expand(rng, _pick(rng, _OPENINGS), {}))
    parts.append(answer)
    if extra and rng.random() < 0.35:
        parts.append(extra)
    if rng.random() < 0.5:
        closings = _PLACE_CLOSINGS if at_place and rng.random() < 0.5 else _CLOSINGS
        parts.append(expand(rng, _pick(rng, closings), {}))
    return " ".join(parts)


def _pick(rng: Random, options: tuple[str, ...]) -> str:
    return options[int(rng.random() * len(options))]
