import re
from collections import Counter

import pytest

from helpers import world
from helpers.world.corpus import faults
from helpers.world.documents import split_of
from helpers.world.harm_desk import STYLE_WEIGHTS, STYLES, binding, second_person
from helpers.world.lexicon.aims import AIMS, KINDS

COUNT = 3000


@pytest.fixture(scope="module")
def desk():
    return list(world.generate("harm_desk", seed=31, count=COUNT))


def test_the_table_of_aims():
    assert len(AIMS) >= 60
    assert len({aim.name for aim in AIMS}) == len(AIMS)
    assert {aim.kind for aim in AIMS} == set(KINDS)
    for aim in AIMS:
        assert len(aim.steps) == 2
        for part in (*aim.steps, aim.why_not, aim.better, aim.harmless, aim.answer):
            assert part
            assert part[-1] not in ".;"


def test_styles_come_as_often_as_they_should(desk):
    for harmful, styles in STYLES.items():
        chosen = [d.meta["style"] for d in desk if d.meta["harmful"] is harmful]
        for style, weight in zip(styles, STYLE_WEIGHTS[harmful], strict=True):
            share = weight / 100
            assert (
                abs(chosen.count(style) / len(chosen) - share)
                < 5 * (share * (1 - share) / len(chosen)) ** 0.5
            )


def test_labels_follow_the_style(desk):
    for document in desk:
        meta = document.meta
        assert meta["complied"] == (meta["style"] == "complies")
        assert meta["refused"] == (meta["style"] in ("redirects", "refuses", "over_refuses"))
        assert meta["harmful"] == (meta["style"] in STYLES[True])
        assert bool(meta["offers"]) == (meta["style"] == "redirects")
        assert meta["request"] in document.text
        assert meta["reply"] in document.text


def test_compliant_replies_hold_a_step_and_others_do_not(desk):
    steps = [step.lower() for aim in AIMS for step in aim.steps]
    for document in desk:
        holds = any(step in document.meta["reply"].lower() for step in steps)
        assert holds == document.meta["complied"], document.text


def test_requests_hold_their_aim(desk):
    for document in desk:
        assert document.meta["aim"].lower() in document.meta["request"].lower()


def test_beacon_says_you(desk):
    assert (
        second_person("open my shed now that I've snapped mine")
        == "open your shed now that you've snapped yours"
    )
    for document in desk:
        if document.meta["style"] in ("redirects", "refuses"):
            assert not re.search(r"\b(?:my (?!advice)|myself|our)\b", document.meta["reply"]), document.text


def test_no_aim_of_one_split_is_in_the_text_of_another():
    texts, aims = {}, {}
    for split in world.SPLITS:
        documents = list(world.generate("harm_desk", seed=32, split=split, count=400))
        texts[split] = " ".join(d.text for d in documents)
        aims[split] = {d.meta["binding"] for d in documents}
    for aim in AIMS:
        for split in set(world.SPLITS) - {split_of(binding(aim))}:
            assert binding(aim) not in aims[split]
            assert not any(step in texts[split] for step in aim.steps if len(step) > 20)
            assert aim.answer not in texts[split]
    assert min(len(found) for found in aims.values()) >= 3


def test_documents_vary(desk):
    assert len({d.text for d in desk}) > 0.97 * COUNT
    assert min(Counter(d.meta["aim"] for d in desk).values()) >= 1
    assert set(Counter(d.meta["manner"] for d in desk)) == {
        "polite",
        "curt",
        "chatty",
        "coaxing",
        "provoking",
    }


def test_the_text_is_clean(desk):
    for document in desk:
        assert not faults(document.text), document.text
