import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.build.outputs import changed_deterministic_cells, output_problems, size_problems


def notebook(*outputs):
    cells = [
        new_markdown_cell("## Top-p", id="top-p-1"),
        new_code_cell("1", id="top-p-2", outputs=list(outputs)),
    ]
    return new_notebook(cells=cells)


def html(text):
    return new_output("display_data", {"text/html": text})


def stdout(text):
    return new_output("stream", name="stdout", text=text)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (new_output("stream", name="stderr", text="W: old\n  f()"), "writes to stderr: “W: old f()”. Mend"),
        (new_output("error", ename="KeyError", evalue="'x'", traceback=[]), "ends in KeyError: 'x'."),
        (stdout("saved in /home/ada/notes.txt"), "a path of this machine, '/home/ada'"),
        (stdout("File /tmp/ipykernel_12/34.py:1"), "a path of this machine, '/tmp/ipykernel_12'"),
        (stdout("C:\\Users\\ada\\x"), "a path of this machine"),
        (stdout("/Users/ada"), "a path of this machine, '/Users/ada'"),
        (html('<script src="https://cdn.plot.ly/x.js"></script>'), "fetches something from the network"),
        (html("<img alt='x' src='//example.org/x.png'>"), "fetches something from the network"),
        (html("<script>/** plotly.js v3.1.0 */</script>"), "a whole copy of plotly.js"),
    ],
)
def test_each_finding_names_its_cell(output, sentence):
    [problem] = output_problems(notebook(output))
    assert problem.startswith("cell 2 (top-p-2, under “Top-p”) ")
    assert sentence in problem


@pytest.mark.parametrize(
    "output",
    [
        stdout("./data ~/notes the/home/of https://huggingface.co/tmp/x and/or 3/4"),
        html('<a href="https://arxiv.org/abs/1904.09751">the paper</a> <img src="data:image/png;base64,AA">'),
        html("<div id='a'><svg xmlns=\"http://www.w3.org/2000/svg\"></svg></div>"),
    ],
)
def test_what_may_stand(output):
    assert list(output_problems(notebook(output))) == []


def test_too_big_a_notebook_names_its_biggest_cells():
    sizes = [90_000, 10, 20_000, 30_000, 15_000]
    cells = [new_code_cell("1", id=f"cell-{i}", outputs=[stdout("x" * n)]) for i, n in enumerate(sizes)]
    [problem] = size_problems(new_notebook(cells=cells))
    assert "100 KB allowed" in problem
    assert problem.index("cell-0") < problem.index("cell-3") < problem.index("cell-2")
    assert "cell-1" not in problem
    assert "cell-4" not in problem


def test_an_executed_solution_may_not_be_larger():
    """The same bound; written densely it holds a little more."""
    cells = [new_code_cell("1", id=f"cell-{i}", outputs=[stdout("x" * 49_000)]) for i in range(3)]
    assert not list(size_problems(new_notebook(cells=cells[:2]), dense=True))
    [problem] = size_problems(new_notebook(cells=cells), dense=True)
    assert "100 KB allowed" in problem


def test_a_deterministic_cell_may_not_need_cleaning():
    tidy = notebook(stdout("14\n"))
    tidy.cells[1].metadata["tags"] = ["nbval-check-output"]
    raw = [copy.deepcopy(cell) for cell in tidy.cells]
    assert list(changed_deterministic_cells(raw, tidy)) == []
    raw[1].outputs[0].text = "\r13\r14\n"
    [problem] = changed_deterministic_cells(raw, tidy)
    assert "top-p-2" in problem
    assert "marked deterministic" in problem
    tidy.cells[1].metadata["tags"] = []
    assert list(changed_deterministic_cells(raw, tidy)) == []
