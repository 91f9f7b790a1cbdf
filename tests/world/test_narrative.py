import itertools
import re
from collections import Counter

import pytest

from helpers.world import generate
from helpers.world.lexicon import COLOUR_PROMPTS, COLOUR_WEIGHTS, DRINK_WEIGHTS, GREETING_WEIGHTS
from helpers.world.lexicon.things import DYED, PAINTED
from helpers.world.narrators import NARRATORS
from helpers.world.plots import PLOTS
from helpers.world.simulation import check_story
from helpers.world.town import town

COLOURS = "|".join(COLOUR_WEIGHTS)
MADE = re.compile(rf"\b([A-Z]\w+) (?:painted|dyed) the ({'|'.join([*PAINTED, *DYED])})\b(?: (\w+))?")
STRAY_MARKS = re.compile(
    r"[{}\[\]|~^]| [,.;?!]|,,|\.\.|,\.| {2}|\ba (?!one|once|us|uni|eu|ewe)[aeiou]\w|\bNone\b"
)
DOUBLED_WORD = re.compile(r"\b(\w+) \1\b")


@pytest.fixture(scope="module")
def stories():
    return list(generate("narrative", seed=1, count=4000))


def test_a_thousand_stories_hold_together(stories):
    faults = [(d.text, check_story(d.meta["events"])) for d in stories[:1000]]
    assert [fault for fault in faults if fault[1]] == []


def test_every_plot_and_every_narrator_is_used(stories):
    assert {d.meta["plot"] for d in stories} == set(PLOTS)
    assert {d.meta["narrator"] for d in stories} == {narrator.name for narrator in NARRATORS}


def test_same_seed_same_stories_and_random_access(stories):
    assert [d.text for d in generate("narrative", seed=1, start=250, count=10)] == [
        d.text for d in stories[250:260]
    ]


def test_texts_are_tidy(stories):
    for d in stories:
        assert not STRAY_MARKS.search(d.text), d.text
        doubled = DOUBLED_WORD.search(d.text)
        assert doubled is None or doubled[1] in ("had", "that", "Half", "again"), d.text
        assert d.text[0].isupper() or not d.text[0].isalpha(), d.text
        assert d.text.rstrip('"')[-1] in ".!?" or d.meta["narrator"] == "letter", d.text


def test_sentences_open_with_a_capital(stories):
    for d in stories:
        assert not re.search(r"(?<!\d)\. [a-z]", d.text), d.text


def test_people_of_a_story_live_in_the_town(stories):
    names = {r.name for r in town().residents}
    assert all(d.meta["hero"] in names for d in stories)


def test_lengths_run_from_a_line_to_a_page(stories):
    lengths = sorted(len(d.text.split()) for d in stories)
    assert lengths[0] < 20
    assert 50 < lengths[len(lengths) // 2] < 120
    assert lengths[-1] > 180
    assert lengths[-1] < 400


def test_skewed_choices_are_distributions():
    for weights in (COLOUR_WEIGHTS, GREETING_WEIGHTS, DRINK_WEIGHTS):
        assert sum(weights.values()) == pytest.approx(1.0)
        assert list(weights.values()) == sorted(weights.values(), reverse=True)
    assert len(COLOUR_WEIGHTS) >= 8


def test_colour_prompts_are_about_residents_and_things_that_get_painted():
    assert len(COLOUR_PROMPTS) >= 10
    for prompt in COLOUR_PROMPTS:
        name, verb, thing = re.fullmatch(r"(\w+) (painted|dyed) the (.+)", prompt).groups()
        assert town().resident(name)
        assert thing in (PAINTED if verb == "painted" else DYED)


def test_a_made_thing_is_followed_by_its_colour_and_by_nothing_else(stories):
    shown = 0
    for d in stories:
        made = MADE.findall(d.text)
        shown += bool(made)
        for _, thing, colour in made:
            assert colour in COLOUR_WEIGHTS, d.text
            painted = {(e[1].partition("'s ")[2], e[2]) for e in d.meta["events"] if e[0] == "paint"}
            assert (thing, colour) in painted, d.text
    assert shown >= 0.08 * len(stories)


def test_colours_follow_their_weights_whoever_paints(stories):
    counts = Counter(event[2] for d in stories for event in d.meta["events"] if event[0] == "paint")
    total = sum(counts.values())
    chi_squared = sum((counts[c] - total * w) ** 2 / (total * w) for c, w in COLOUR_WEIGHTS.items())
    assert total > 500
    assert chi_squared < 26.1  # the 0.999 quantile of chi-squared with 8 degrees of freedom


def test_no_story_is_told_twice_in_twenty_thousand():
    texts = Counter(d.text for d in generate("narrative", seed=2, count=20_000))
    assert len(texts) == 20_000, texts.most_common(2)


def test_splits_share_no_binding():
    train, held_out = (
        {d.meta["binding"] for d in generate("narrative", split=split, count=400)}
        for split in ("train", "test")
    )
    assert not train & held_out


def test_generation_is_lazy():
    endless = generate("narrative")
    assert len(list(itertools.islice(endless, 3))) == 3
