import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import world
from helpers.world.documents import stream
from helpers.world.oracle import fluency
from helpers.world.oracle.text import sentences

FLUENT = {
    "answer": "The Dry Page opens at 8 am.",
    "value": "8 am.",
    "two": "Good morning. The Dry Page is in Lamp Row.",
    "rude but fluent": "Now go away, you soggy barnacle.",
    "question": "Is there anything else?",
    "refusal": "I'm sorry, I can't help with that.",
    "gush": "What a wonderful question! You have such amazing taste!",
}
BROKEN = {
    "empty": "",
    "blank": " \n ",
    "loop": "the the the the the the the the.",
    "salad": "Of the is and opens to at am the of page.",
    "no end": "The Dry Page opens at",
    "small start": "opens at 8 am",
    "nonwords": "Thiston barlop ebing muron salp.",
    "doubled": "The the Dry Page is is in Lamp Row Row.",
    "punctuation": ". , ; . !",
    "letters": "b c d f g h j k.",
    "articles": "A the page is an.",
}


@pytest.mark.parametrize("text", FLUENT.values(), ids=FLUENT.keys())
def test_fluent(text):
    assert fluency(text) == 1


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_broken(text):
    assert fluency(text) < 0.5


def test_repetition_costs():
    once = "The Dry Page opens at 8 am."
    scores = [fluency(" ".join([once] * times)) for times in (1, 2, 4, 8)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1
    assert scores[1] < 0.7
    assert scores[3] < 0.3


def test_half_a_text():
    assert fluency("The Dry Page opens at 8 am. the of and is") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("family", "least"), [("help_desk", 0.97), ("harm_desk", 0.96), ("dialogue", 0.9), ("narrative", 0.85)]
)
def test_the_towns_own_documents_are_fluent(family, least):
    scores = [fluency(d.meta.get("reply", d.text)) for d in world.generate(family, seed=905, count=200)]
    assert sum(scores) / len(scores) > least


def test_shuffled_sentences_are_not():
    rng = stream("shuffled")
    lines = [
        line
        for d in world.generate("help_desk", seed=906, count=300)
        for line in sentences(d.meta["reply"])
        if len(line.split()) > 6
    ]
    scores = []
    for line in lines:
        words = line.rstrip(".!?").split()
        rng.shuffle(words)
        scores.append(fluency(" ".join(words).capitalize() + "."))
    assert sum(scores) / len(scores) < 0.2


@given(st.text(max_size=200))
def test_any_text_gets_a_score(text):
    assert 0 <= fluency(text) <= 1
