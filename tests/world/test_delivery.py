import itertools
import re
from random import Random

from helpers.world.delivery import LONGEST, deliver

PRONOUNS = {"Ann": "her", "Bob": "his"}
VOICES = {"Ann": "dithering", "Bob": "plain"}
TURNS = [
    ("Ann", "I've lost my hat again. I had it at the pump this morning. Then it was gone."),
    ("Bob", "It's on your head."),
    ("Ann", "So it is."),
    ("Bob", "That will be one bun."),
]


def delivered(seed):
    return deliver(Random(seed), TURNS, VOICES, PRONOUNS)


def test_nothing_is_taken_away():
    for seed in range(500):
        said = " ".join(re.sub(r"^\([^)]*\) ", "", words) for _, words in delivered(seed))
        for sentence in ("I had it at the pump this morning", "Then it was gone", "on your head", "one bun"):
            assert sentence in said


def test_turns_still_alternate_and_stay_few():
    for seed in range(500):
        names = [name for name, _ in delivered(seed)]
        assert names[0] == "Ann"
        assert all(one != other for one, other in itertools.pairwise(names))
        assert len(names) in (4, 6)


def test_a_full_talk_is_not_made_longer():
    full = (TURNS * 3)[:LONGEST]
    assert all(len(deliver(Random(seed), full, VOICES, PRONOUNS)) == LONGEST for seed in range(200))


def test_every_mark_of_speech_occurs():
    texts = "\n".join(words for seed in range(500) for _, words in delivered(seed))
    assert "I've lost... I've lost my hat" in texts
    assert "It's on... It's on your head" in texts
    assert re.search(r"\([a-z ]+\) ", texts)
    assert "So it is, Bob." in texts
    assert "one bun, Ann." in texts


def test_gestures_use_the_speakers_own_pronoun():
    for seed in range(1000):
        for name, words in delivered(seed):
            gesture = re.match(r"\([^)]*\b(his|her)\b[^)]*\)", words)
            assert not gesture or gesture[1] == PRONOUNS[name]


def test_the_same_stream_delivers_the_same():
    assert delivered(3) == delivered(3)
