from collections import Counter

from helpers import data
from helpers.labels import town_record


def test_every_question_of_the_data_has_a_record_and_no_request_has() -> None:
    found: Counter[tuple[str, bool]] = Counter()
    for row in data.load("preferences")["validation"]:
        found[row["desk"], bool(town_record(row))] += 1
    assert {key for key in found if key[0] == "question"} == {("question", True)}
    assert not any(there for desk, there in found if desk != "question")


def test_a_record_by_hand() -> None:
    row = {"prompt": "Where can I find Nora Underhill on a working day?", "desk": "question"}
    subject, relation = town_record(row).split(": ")[0].split(", ")
    assert (subject, relation) == ("Nora Underhill", "workplace")


def test_rows_of_other_data_have_none() -> None:
    assert town_record({"prompt": "Where can I find Nora Underhill?"}) == ""
