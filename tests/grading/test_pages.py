"""Pages say what went wrong, and nothing that a student wrote can act on them."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from helpers.checks import EXERCISES
from helpers.grading.notebook_run import NotebookRun
from helpers.grading.outputs import PLOTLY, fragment
from helpers.grading.pages import feedback_page, overview_page
from helpers.grading.records import ExerciseGrade, Grade
from helpers.grading.similarity import Pair
from helpers.grading.sketch import sketch
from helpers.grading.statistics import statistics
from tests.grading.notebooks import FIRST, QUESTION, SECOND, assignment

EVIL = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
HARMLESS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "div", "span", "code", "pre",
    "strong", "em", "details", "summary", "figure", "img", "svg", "path", "text", "rect", "circle", "g", "table",
    "tr", "td", "th", "a",
}  # fmt: skip


class Tags(HTMLParser):
    """What elements and attributes a page has, and that all of them are harmless."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in HARMLESS
        self.tags.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name != "src" or (value or "").startswith("data:image/")
            assert name != "href" or (value or "").startswith("feedback/")

    def handle_data(self, data: str) -> None:
        self.text += data


def grade(*exercises: ExerciseGrade, **fields: object) -> Grade:
    plain = Grade("Ada", "01", exercises, (), "", {}, {}, True, "00", 1.0)
    return replace(plain, **fields)  # type: ignore[arg-type]


def words(page: str) -> str:
    return " ".join(Tags(page).text.split())


def test_a_failed_exercise_is_explained_without_its_inputs() -> None:
    misconception = EXERCISES[FIRST].misconceptions[0]
    lost = ExerciseGrade(
        FIRST, "failed", 0.0, 3.0, "It gives `2` where `1` is expected.",
        "train_bpe({'concealed': 1}, 2)", "[HID]", "[GOT]",
        misconception.name, misconception.message,
    )  # fmt: skip
    said = words(feedback_page(grade(lost, ExerciseGrade(SECOND, "passed", 2, 2)), assignment(), ""))
    assert "It gives 2 where 1 is expected." in said
    assert f"This looks like: {misconception.name}." in said
    assert "0 of 3" in said
    assert "2 of 2" in said
    assert "concealed" not in said
    assert "[HID]" not in said


def test_an_unreadable_notebook_gets_a_reason_and_no_zero() -> None:
    said = words(feedback_page(grade(unreadable="The file is empty."), assignment(), ""))
    assert "could not be read The file is empty." in said.replace("readThe", "read The")
    assert "0 of" not in said


def test_an_untouched_notebook_gets_a_friendly_page() -> None:
    waiting = [ExerciseGrade(one.id, "not started", 0, one.points) for one in EXERCISES.of_lab("01")]
    said = words(feedback_page(grade(*waiting), assignment(), ""))
    assert "0 of 21 points" in said
    assert "Nothing has been handed in yet" in said
    assert "Not answered." in said


def test_scores_by_hand_are_shown() -> None:
    page = grade(ExerciseGrade(FIRST, "failed", 0, 3, "No."), manual={QUESTION: 1.5, f"{FIRST}-check": 2.0})
    said = words(feedback_page(page, assignment(), ""))
    assert "3.5 of 21 points" in said
    assert "1.5 of 2" in said
    assert "Scored by your instructor." in said


def test_nothing_a_student_wrote_acts_on_a_page() -> None:
    outputs = (
        {"output_type": "stream", "name": EVIL, "text": EVIL},
        {"output_type": "error", "ename": EVIL, "evalue": EVIL, "traceback": [EVIL, "File helpers/grading/x.py"]},
        {"output_type": "display_data", "data": {"text/html": EVIL, "text/plain": EVIL}},
        {"output_type": "display_data", "data": {"image/png": f'x" onload="{EVIL}', "text/plain": EVIL}},
        {"output_type": "display_data", "data": {"image/svg+xml": f"<svg onload='alert(1)'>{EVIL}</svg>"}},
        {"output_type": "execute_result", "data": {"application/javascript": EVIL}},
        {
            "output_type": "display_data",
            "data": {PLOTLY: {
                "data": [{"x": [EVIL, "b"], "y": [1, 2], "name": EVIL, "mode": EVIL}],
                "layout": {"title": {"text": EVIL}, "xaxis": {"title": EVIL, "type": EVIL}, "yaxis": EVIL},
            }},
        },
    )  # fmt: skip
    run = fragment([EVIL, EVIL], NotebookRun((outputs, ()), EVIL, 1.0))
    lost = ExerciseGrade(
        FIRST, "failed", 0, 3, EVIL + "`" + EVIL + "` **" + EVIL + "**", EVIL, EVIL, EVIL, EVIL, EVIL
    )
    mine = grade(lost, student=EVIL, flags=(EVIL,), written={QUESTION: EVIL}, sandboxed=False)
    page = feedback_page(mine, assignment(), run)
    tags = Tags(page).tags
    assert tags.count("svg") == 1
    assert tags.count("img") == 1
    assert "alert(1)" in Tags(page).text
    assert "helpers/grading/x.py" not in page
    assert "default-src 'none'" in page
    assert Tags(feedback_page(replace(mine, unreadable=EVIL), assignment(), "")).tags
    found = statistics("01", [mine])
    overview = overview_page(assignment(), [mine], found, [Pair(EVIL, EVIL, 1, 2, 3)], [EVIL], {EVIL: EVIL})
    assert "table" in Tags(overview).tags


FIGURE = {
    "data": [
        {"type": "scatter", "mode": "lines+markers", "name": "loss", "x": [1, 10, 100], "y": [3.0, 2.0, 1.0]},
        {
            "type": "scatter",
            "mode": "markers",
            "x": [1, 10],
            "y": {"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAAAAQA=="},
        },
    ],
    "layout": {"title": {"text": "Falling"}, "xaxis": {"type": "log", "title": {"text": "step"}}},
}


def test_a_figure_is_drawn_from_its_numbers() -> None:
    drawn = sketch(FIGURE)
    # decades are evenly spaced: 64 to 624 pixels, so 10 lies at 344; packed y values are 1 and 2
    assert 'cx="64.0"' in drawn
    assert 'cx="344.0"' in drawn
    assert 'cx="624.0"' in drawn
    assert drawn.count("<circle") == 5
    for text in ("Falling", "step", "loss", ">100<"):
        assert text in drawn


def test_bars_stand_on_zero() -> None:
    drawn = sketch({"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {}})
    # the axis runs from 0 at pixel 278 to 2 at pixel 34
    assert 'y="34.0" width=' in drawn
    assert 'height="244.0"' in drawn
    assert 'height="122.0"' in drawn


@pytest.mark.parametrize(
    "figure",
    [
        None, 5, [], {}, {"data": 5}, {"data": [5]}, {"data": [{"y": "abc"}]}, {"data": [{"y": []}]},
        {"data": [{"y": [float("nan")]}]}, {"data": [{"y": {"dtype": "O", "bdata": "AAAA"}}]},
        {"data": [{"y": {"dtype": "f8", "bdata": "A"}}]}, {"data": [{"type": "heatmap", "z": [[1]]}]},
        {"data": [{"y": [1, 2]}], "layout": {"yaxis": {"type": "log"}, "title": 5}},
        {"data": [{"y": [10**400, 1]}]}, {"data": [{"y": [1e308, -1e308]}]},
    ],
)  # fmt: skip
def test_no_figure_is_too_odd(figure: object) -> None:
    assert isinstance(sketch(figure), str)
