"""How a talk is delivered: people falter, gesture, use each other's names, and are spurred on in mid-speech."""

import re
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

Turn = tuple[str, str]  # who speaks, what is said

LONGEST = 12  # turns

_NUDGES = (
    "Go on.", "And?", "Yes?", "Mm.", "I'm listening.", "Hm?", "Do I want to hear this?", "Carry on.", "Well?", "So?",
    "Slowly, I'm old.", "I see.", "Right.", "There's more?", "Yes, yes.", "Let me sit down.", "Oh?", "Speak up, the wind.",
)  # fmt: skip
_GESTURES = (
    "putting down a basket", "out of breath", "with a mouth full of bun", "without looking up", "lowering {his} voice",
    "wiping {his} hands", "counting on {his} fingers", "laughing", "with a sigh", "pulling off a boot", "lighting a lamp",
    "scratching {his} head", "holding {his} hat on", "looking over {his} shoulder", "pouring tea", "sitting down on a crate",
    "shaking {his} head", "blowing on {his} hands", "with a wink", "tapping the barometer", "folding {his} arms",
    "rubbing {his} knee", "searching {his} pockets", "yawning", "buttering bread", "peering through the letterbox",
)  # fmt: skip
_FALTERS = re.compile(r"^((?:I|I've|I'm|It's|My|We|You|The|That|There's|They|He|She|If|And|But) [\w']+) ")
_SENTENCE = re.compile(r"(?<=[^.][.!?]) (?=[A-Z£\"'])")


def deliver(rng: Random, turns: list[Turn], voices: dict[str, str], pronouns: dict[str, str]) -> list[Turn]:
    """The turns with the marks of live speech. `voices` and `pronouns` ("his", "her", "their") are by speaker.

    Nothing is taken away, so whatever a summary relies on is still said.
    """
    out = list(turns)
    if rng.random() < 0.3:
        out = _nudge(rng, out)
    speakers = list(voices)
    for i, (who, said) in enumerate(out):
        other = speakers[1 - speakers.index(who)]
        if rng.random() < (0.25 if voices[who] == "dithering" else 0.04):
            said = _falter(said)
        if i and rng.random() < 0.07:
            said = _address(said, other)
        if rng.random() < 0.035:
            said = f"({_pick(rng, _GESTURES).format(his=pronouns[who])}) {said}"
        out[i] = (who, said)
    return out


def _nudge(rng: Random, turns: list[Turn]) -> list[Turn]:
    """Break one long turn in two with a word from the listener in between."""
    if len(turns) + 2 > LONGEST:
        return turns
    places = [
        (i, cut.start())
        for i, (_, said) in enumerate(turns)
        for cut in _SENTENCE.finditer(said)
        if said[cut.start() - 1] == "." and cut.start() > 25 and len(said) - cut.start() > 20
    ]
    if not places:
        return turns
    i, cut = _pick(rng, places)
    who, said = turns[i]
    listener = turns[i - 1][0] if i else turns[i + 1][0]
    return [
        *turns[:i],
        (who, said[:cut]),
        (listener, _pick(rng, _NUDGES)),
        (who, said[cut + 1 :]),
        *turns[i + 1 :],
    ]


def _falter(said: str) -> str:
    """ "I've lost it" -> "I've lost... I've lost it"."""
    start = _FALTERS.match(said)
    return f"{start[1]}... {said}" if start else said


def _address(said: str, name: str) -> str:
    """Put the listener's name behind a short last sentence."""
    last = _SENTENCE.split(said)[-1]
    if name in said or said in _NUDGES or not said.endswith(".") or len(last.split()) > 6 or "..." in last:
        return said
    return f"{said[:-1]}, {name}."


def _pick(rng: Random, options: Sequence[T]) -> T:
    return options[int(rng.random() * len(options))]
