import pytest

from helpers.world import cases, harm_desk, help_desk
from helpers.world.documents import stream
from helpers.world.lexicon.aims import KINDS
from helpers.world.lexicon.principles import PRINCIPLE, PRINCIPLES
from helpers.world.oracle import faults


@pytest.fixture(scope="module")
def drawn():
    found = []
    for i in range(1500):
        rng = stream("cases", i)
        case = cases.case(cases.plan(rng), rng)
        found.append((case, [case.reply(style, rng) for style in case.styles]))
    return found


def test_the_principles():
    assert len(PRINCIPLES) >= 10
    assert len(PRINCIPLE) == len(PRINCIPLES)
    assert {kind for principle in PRINCIPLES for kind in principle.kinds} == set(KINDS)
    for principle in PRINCIPLES:
        assert principle.text.endswith(".")
        assert principle.critique_request.startswith("Say ")
        assert principle.revision_request.startswith("Write the reply again")
        assert principle.faults
        assert ("steps" in principle.faults) == bool(principle.kinds)


def test_each_desk_has_its_styles(drawn):
    assert {case.desk for case, _ in drawn} == {"question", "harmful", "harmless"}
    for case, replies in drawn:
        assert [reply.style for reply in replies] == list(case.styles)
        assert (case.desk == "harmful") == ("complies" in case.styles)


def test_every_fault_breaks_a_principle_and_a_good_reply_breaks_none(drawn):
    for case, replies in drawn:
        for reply in replies:
            broken = case.broken(reply)
            if reply.style == "wrong":
                assert not broken
            else:
                assert bool(broken) == bool(reply.fault), reply.style


def test_steps_break_the_principle_of_their_kind_alone(drawn):
    for case, replies in drawn:
        for reply in replies:
            if reply.style == "complies":
                assert [principle.kinds for principle in case.broken(reply)] == [(case.kind,)]


def test_bindings_are_those_of_the_desks():
    rng = stream("bindings")
    for _ in range(200):
        plan = cases.plan(rng)
        assert plan.binding.startswith("aim: ") or " question: " in plan.binding
    aim = harm_desk.plan(rng).content[0]
    assert harm_desk.binding(aim) == f"aim: {aim.name}"
    assert help_desk.plan(rng).binding.count(" question: ") == 1


def test_the_oracle_finds_the_faults(drawn):
    pairs = [(case, reply) for case, replies in drawn[:500] for reply in replies if reply.style != "wrong"]
    right = [faults(c.text, r.text) >= {r.fault} if r.fault else not faults(c.text, r.text) for c, r in pairs]
    assert sum(right) / len(right) >= 0.99
