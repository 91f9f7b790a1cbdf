"""Every phrase of the tables compiles and uses only slots that its users fill."""

import pytest

from helpers.world import replies
from helpers.world.interruptions import INTERRUPTIONS
from helpers.world.lexicon.rudeness import DISMISSALS
from helpers.world.phrases import compile_phrase, slot_names
from helpers.world.questions import AFTERTHOUGHTS, MANNERS, REASONS, STORIES, TOPICS
from helpers.world.topics import FERRIES, LOST_PROPERTY, PROCEDURES, facts
from helpers.world.town import town
from helpers.world.voices import VOICES


def slots_of(texts):
    for text in texts:
        compile_phrase(text)
    return {name for text in texts for name in slot_names(text)}


def test_all_voices_have_the_same_beats():
    beats = set(VOICES["plain"])
    assert len(VOICES) >= 8
    for voice, texts in VOICES.items():
        assert set(texts) == beats, voice
        for beat, options in texts.items():
            assert len(set(options)) == len(options) >= 4, (voice, beat)
            assert slots_of(options) <= {"you", "daypart"}


def test_interruptions():
    texts = [text for interruption in INTERRUPTIONS for text in interruption]
    assert slots_of(texts) <= {"N", "N.him", "dish", "day", "animal", "animal.kind"}


@pytest.mark.parametrize("relation", TOPICS)
def test_topics(relation):
    topic = TOPICS[relation]
    asked = {"s", "d", "k", "s2"}
    assert slots_of((*topic.direct, *topic.embedded, *topic.curt, topic.about)) <= asked
    for answer in topic.answers:
        assert "v" in slot_names(answer)
    assert slots_of(topic.answers) <= asked | {"v"}
    assert slots_of((topic.more,)) <= {"he", "him", "is", "v"}


def test_manners():
    registers = {"direct", "embedded", "curt"}
    for manner, texts in MANNERS.items():
        used = slots_of(texts)
        assert used & registers, manner
        assert used <= registers | {"story", "reason", "after", "insult"}
    assert not slots_of(STORIES + REASONS + AFTERTHOUGHTS)


def test_replies():
    assert not slots_of(replies._OPENINGS + replies._CALM + replies._CLOSINGS + replies._PLACE_CLOSINGS)
    assert slots_of(replies._RUDE_HELP) == {"answer", "insult"}
    assert slots_of(replies._GUSH) == {"about"}
    assert not slots_of(DISMISSALS)


def test_the_places_that_the_desk_sends_people_to_exist():
    known = [place.name.removeprefix("The ").removeprefix("the ") for place in town().places]
    elsewhere = {"sell jam at the market", "put a notice in the Lookout", "hold a bonfire on the beach"}
    for aim, where in {**LOST_PROPERTY, **PROCEDURES}.items():
        assert aim in elsewhere or any(name in where for name in known), where


def test_the_desks_own_facts():
    found = list(facts())
    assert len(found) == 4 * len(FERRIES) + len(PROCEDURES) + len(LOST_PROPERTY)
    assert len({(fact.subject, fact.relation) for fact in found}) == len(found)
    assert all(fact.value for fact in found)
