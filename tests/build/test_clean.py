import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers.build.clean import PLOTLY, clean, figure_summary, final_state, path_scrubber
from helpers.paths import ROOT
from tests.build.course import cell

SCRATCH = Path("/scratch/of/this/run")


def cleaned(*outputs, cell_id="c"):
    notebook = new_notebook(cells=[new_code_cell("1", id=cell_id, outputs=list(outputs))])
    clean(notebook, SCRATCH)
    return notebook.cells[0].outputs


def stdout(text):
    return new_output("stream", name="stdout", text=text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain\n", "plain\n"),
        ("\r 0%\r 50%\r100%\n", "100%\n"),
        ("\r 0%\r100%", "100%"),
        ("windows\r\nlines\r\n", "windows\nlines\n"),
        ("first\nbar 0\rbar 1\nlast", "first\nbar 1\nlast"),
        ("outer\router 1\n\rinner\x1b[A", "outer 1\ninner"),
        ("\rdone   \r", "done"),
        ("\r\r\n", "\n"),
    ],
)
def test_final_state_is_what_a_terminal_ends_with(written, shown):
    assert final_state(written) == shown


def test_folders_of_this_machine_get_short_names():
    scrub = path_scrubber({Path("/home/ada"): "~", Path("/home/ada/course"): ".", Path("/"): "!"})
    assert (
        scrub("/home/ada/course/data and /home/ada/notes, /home/ada-too")
        == "./data and ~/notes, /home/ada-too"
    )
    assert scrub("nothing / here") == "nothing / here"


def test_paths_in_every_kind_of_output():
    figure = {"data": [], "layout": {"title": {"text": str(ROOT / "data")}}}
    data = {
        "text/html": f"<b>{SCRATCH / 'state'}</b>",
        "application/json": {"at": [str(SCRATCH)]},
        PLOTLY: figure,
    }
    [stream, shown] = cleaned(stdout(f"{ROOT}/labs {Path.home()}"), new_output("display_data", data))
    assert stream.text == "./labs ~"
    assert shown.data["text/html"] == "<b>.course</b>"
    assert shown.data["application/json"] == {"at": ["."]}
    assert shown.data[PLOTLY]["layout"]["title"]["text"] == "./data"


def test_pictures_are_not_touched():
    png = "/home/" + "A" * 20
    assert cleaned(new_output("display_data", {"image/png": png}))[0].data["image/png"] == png


def test_random_ids_become_the_same_in_every_run_and_differ_within_a_cell():
    first, second = "0f8b54a2-1111-4222-8333-1234567890ab", "ffffffff-1111-4222-8333-1234567890ab"
    one = cleaned(stdout(f"{first} {second} {first}"))[0].text.split()
    other = cleaned(stdout(f"{second} {first} {second}"))[0].text.split()
    assert one == other
    assert one[0] == one[2] != one[1]
    assert cleaned(stdout(first), cell_id="d")[0].text != one[0]


def test_memory_addresses_go():
    assert cleaned(stdout("<function f at 0x7f00deadbeef>"))[0].text == "<function f at 0x…>"


def test_metadata_is_fixed():
    notebook = new_notebook(
        metadata={
            "course": {"lab": "97_sample"},
            "jupytext": {"formats": "ipynb,py"},
            "kernelspec": {"name": "their-env", "display_name": "x"},
            "language_info": {"name": "python", "version": "3.11.7"},
            "widgets": {},
        }
    )
    clean(notebook, SCRATCH)
    assert set(notebook.metadata) == {"course", "kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.language_info


def test_figure_loses_random_ids_and_unused_template():
    traces = [{"type": "bar", "uid": "8d1", "y": [1]}, {"y": [2]}]
    template = {"data": {"bar": [{"type": "bar"}], "scatter": [{}], "pie": [{}]}, "layout": {"font": {}}}
    [out] = cleaned(new_output("display_data", {PLOTLY: {"data": traces, "layout": {"template": template}}}))
    figure = out.data[PLOTLY]
    assert figure["data"] == [{"type": "bar", "y": [1]}, {"y": [2]}]
    assert figure["layout"]["template"] == {
        "data": {"scatter": [{}]},
        "layout": {"font": {}},
    }


def test_figure_has_no_more_digits_than_it_shows():
    traces = [{"type": "bar", "x": ["a"], "y": [0.123456789], "error_y": {"array": [2]}}]
    [out] = cleaned(new_output("display_data", {PLOTLY: {"data": traces, "layout": {}}}))
    assert out.data[PLOTLY]["data"] == [
        {"type": "bar", "x": ["a"], "y": [0.12346], "error_y": {"array": [2]}}
    ]


def test_what_html_or_markdown_says_is_not_said_again_as_text():
    picture = {"text/plain": "long\ntext", "text/html": "<style>\n.a {}\n</style><p>text</p>"}
    table = {"text/plain": "t", "text/markdown": "| t |"}
    shown = cleaned(new_output("display_data", picture), new_output("display_data", table))
    assert [out.data for out in shown] == [{"text/html": "<p>text</p>"}, {"text/markdown": "| t |"}]


def test_figure_has_words_for_a_reader_who_cannot_see_it():
    figure = {
        "data": [{"name": "greedy"}, {"name": "sampled"}, {}],
        "layout": {
            "title": {"text": "Growth"},
            "xaxis": {"title": {"text": "step"}},
            "yaxis": {"title": "size"},
        },
    }
    assert figure_summary(figure) == "[figure] Growth; size against step; shown: greedy, sampled"
    assert figure_summary({}) == "[figure] untitled"


def test_sample_lab_after_the_build(course):
    solution = course.solution()
    text = course.solution_path.read_text(encoding="utf-8")

    def data(cell_id):
        return cell(solution, cell_id).outputs[0].data

    assert data("looking-2") == {"text/html": "<b>0.25</b>"}
    assert data("looking-3")["text/plain"] == "(interactive: run this cell to use it)"
    assert data("looking-4")["text/plain"] == "[figure] Growth; size against step; shown: bars"
    assert data("looking-4")[PLOTLY]["data"][0]["y"] == [3, 4]
    assert re.fullmatch(r"counting: 100%\|█{10}\| 4/4 \[.*\]", data("looking-5")["text/plain"])
    assert len(cell(solution, "looking-5").outputs) == 1
    assert cell(solution, "looking-6").outputs[0].text == "step 2 of 2\n"
    assert cell(solution, "looking-7").outputs[0].text == "./data . <object object at 0x…>\n"
    for noise in ("widget-view", "widget-state", '"uid"', "iopub", "somebody", "jupytext", str(ROOT)):
        assert noise not in text
    nbformat.validate(solution)
    content = json.loads(text)
    lines = text.splitlines()
    assert [json.loads(line.rstrip(",")) for line in lines[1:-2]] == content["cells"]  # one cell on each line
