import pytest

from helpers.world.documents import generate
from helpers.world.oracle.faithfulness import abstained, answered, citations, states


@pytest.mark.parametrize(
    ("reply", "numbers"),
    [
        ("It opens at 9 am [2].", [2]),
        ("It opens at 9 am. [2]", [2]),
        ("[1][3] It does.", [1, 3]),
        ("It does [1, 3] and so on [3 and 4].", [1, 3, 4]),
        ("It does [ 12 ].", [12]),
        ("It opens at 9 am.", []),
        ("In [brackets] there is nothing, nor in (2) or [].", []),
        ("", []),
    ],
)
def test_citations(reply, numbers):
    assert citations(reply) == numbers


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The notes do not say.", True),
        ("the notes don't say", True),
        ("The passages do not mention it. [2]", True),
        ("Sorry. The notes do not say.", True),
        ("I'm afraid the text does not tell.", True),
        ("That is not stated.", True),
        ("I don't know.", True),
        ("The notes do not say, but it opens at 9 am.", False),
        ("The notes do not say. It opens at 9 am.", False),
        ("The notes do not say that; however, I think it is Ann.", False),
        ("The notes say 9 am.", False),
        ("Ann Vell.", False),
        ("Sorry.", False),
        ("", False),
    ],
)
def test_abstained(reply, expected):
    assert abstained(reply) is expected


@pytest.mark.parametrize(
    ("reply", "expected", "right"),
    [
        ("The Amber Owl opens at 9 am.", "9 am", True),
        ("It opens at nine o'clock.", "9 am", True),
        ("It opens at 9:00 [1].", "9 am", True),
        ("9 am", "9 am", True),
        ("It opens at 9 pm.", "9 am", False),
        ("It opens at 9.30 am.", "9 am", False),
        ("It opens at 9 am or 10 am.", "9 am", False),
        ("It opens at 9 am. It opens at 10 am.", "9 am", False),
        ("It does not open at 9 am.", "9 am", False),
        ("It never opens before 10 am.", "9 am", False),
        ("It opens at half past five in the afternoon.", "5.30 pm", True),
        ("It costs two pounds forty.", "£2.40", True),
        ("It costs 240p.", "£2.40", True),
        ("It costs £24.00.", "£2.40", False),
        ("It costs £2.45.", "£2.40", False),
        ("She is 41 years old.", "41", True),
        ("She is 14 years old.", "41", False),
        ("She is 41, or 42.", "41", False),
        ("She lives at 41 Vine Row.", "4 Vine Row", False),
        ("She lives at 4 Vine Row.", "4 Vine Row", True),
        ("It was founded in 1872.", "1872", True),
        ("It was founded in 1827.", "1872", False),
        ("It was founded in 1872, no, in 1873.", "1872", False),
        ("On the third of May.", "3 May", True),
        ("On 30 May.", "3 May", False),
        ("It is open every day except Monday.", "Monday", True),
        ("It does not open on Monday.", "Monday", True),
        ("It is closed on Monday and Tuesday.", "Monday", False),
        ("He is an organist.", "organist", True),
        ("He is not an organist.", "organist", False),
        ("He is an organist or a baker.", "organist", False),
        ("He isn't a baker.", "baker", False),
        ("A BAKER!", "baker", True),
        ("It belongs to Ann Vell.", "Ann Vell", True),
        ("It belongs to Ann Velling.", "Ann Vell", False),
        ("It belongs to Ann.", "Ann Vell", False),
        ("The notes do not say.", "Ann Vell", False),
        ("The notes do not say, but perhaps not Ann Vell.", "Ann Vell", False),
        ("", "Ann Vell", False),
        ("Ann Vell.", "", False),
    ],
)
def test_answered(reply, expected, right):
    assert answered(reply, expected) is right


def test_another_entitys_value_beside_the_right_one_is_no_answer():
    assert answered("Her favourite drink is cocoa.", "cocoa", others=["tea", "cocoa"])
    assert not answered("Her favourite drink is cocoa. Her favourite drink is tea.", "cocoa", others=["tea"])
    assert not answered("Her favourite drink is tea.", "cocoa", others=["tea"])
    assert answered("Her favourite drink is mint tea.", "mint tea", others=["tea"])


def test_an_answer_of_two_values_needs_both():
    reply = "The Owl was founded in 1802 [1] and The Hen was founded in 1931 [3]."
    assert answered(reply, ["1802", "1931"])
    assert not answered(reply, "1802")
    assert not answered("The Owl was founded in 1802 [1].", ["1802", "1931"])


PASSAGE = (
    "The Amber Owl is a café in Vine Row. It is open from 9 am to 5 pm. Its owner is Ann Vell. "
    "The Red Hen opens at 8 am. It is not in Mint Lane. Ann Vell is 41 and Bo Marsk is 52."
)


@pytest.mark.parametrize(
    ("subject", "value", "relation", "expected"),
    [
        ("The Amber Owl", "café", "", True),
        ("The Amber Owl", "Vine Row", "street", True),
        ("The Amber Owl", "9 am", "opens", True),
        ("The Amber Owl", "9 o'clock", "opens", True),
        ("The Amber Owl", "5 pm", "opens", False),
        ("The Amber Owl", "5 pm", "closes", True),
        ("The Amber Owl", "9 am", "closes", False),
        ("The Amber Owl", "Ann Vell", "owner", True),
        ("The Amber Owl", "8 am", "opens", False),
        ("The Red Hen", "8 am", "opens", True),
        ("The Red Hen", "9 am", "opens", False),
        ("The Red Hen", "Mint Lane", "street", False),
        ("Ann Vell", "41", "age", True),
        ("Ann Vell", "52", "age", False),
        ("Bo Marsk", "52", "age", True),
        ("Bo Marsk", "41", "age", False),
        ("The Blue Cat", "café", "", False),
    ],
)
def test_states(subject, value, relation, expected):
    assert states(PASSAGE, subject, value, relation) is expected


def test_answers_by_construction():
    right = wrong = 0
    for document in generate("context_questions", count=600):
        every = [q["value"] for q in document.meta["questions"] if q["answerable"]]
        for q in document.meta["questions"]:
            assert abstained(q["answer"]) is not q["answerable"]
            if q["answerable"]:
                right += answered(q["answer"], q["value"])
                wrong += sum(answered(q["answer"], v) for v in every if v != q["value"])
    assert right >= 0.99 * sum(
        q["answerable"] for d in generate("context_questions", count=600) for q in d.meta["questions"]
    )
    assert wrong <= 0.01 * right


def test_passages_by_construction():
    found = total = mistaken = 0
    for document in generate("notes", count=600):
        for fact in document.meta["facts"]:
            total += 1
            for n, passage in enumerate(document.meta["passages"], 1):
                stated = states(passage, fact["subject"], fact["value"])
                found += stated and n == fact["passage"]
                mistaken += stated and n != fact["passage"]
    assert found >= 0.97 * total
    assert mistaken <= 0.01 * total
