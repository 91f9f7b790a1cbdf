import nbformat
from nbgrader.nbgraderformat import MetadataValidator

from helpers.build.metadata import assemble, cell_ids, without_hints
from helpers.build.source import parse
from tests.build.course import SAMPLE, cell
from tests.build.sample import EXERCISES

CELLS = parse(SAMPLE.read_text(encoding="utf-8"))


def notebook():
    return assemble("97_sample", CELLS, EXERCISES)


def test_assembled_notebook_is_valid_for_nbformat_and_nbgrader():
    nbformat.validate(notebook())
    MetadataValidator().validate_nb(notebook())
    assert (notebook().nbformat, notebook().nbformat_minor) == (4, 5)


def test_assembling_twice_gives_the_same_bytes():
    assert nbformat.writes(notebook()) == nbformat.writes(notebook())


def test_ids_come_from_exercise_and_position():
    ids = cell_ids(CELLS)
    assert ids[:8] == [
        "97-a-sample-1",
        "97-a-sample-2",
        "doubling-1",
        "doubling-2",
        "ex97_1_double-card",
        "ex97_1_double",
        "ex97_1_double-check",
        "exercise-twice-as-much-1",
    ]
    assert ids[-1] == "explain97_1"
    assert len(set(ids)) == len(ids)


def test_a_new_cell_moves_no_id_of_another_section():
    text = SAMPLE.read_text(encoding="utf-8")
    longer = text.replace(
        "## Doubling", "## Before\n# Something new.\n\n# %%\n1 + 1\n\n# %% [markdown]\n# ## Doubling"
    )
    assert set(cell_ids(parse(text))) < set(cell_ids(parse(longer)))


def test_equal_long_and_foreign_headings_still_give_valid_unique_ids():
    text = "".join(
        f"# %% [markdown]\n# # {title}\n\n" for title in ("Same", "Same", "Schönes «Ω»", "Ω", "x" * 200)
    )
    ids = cell_ids(parse(text))
    assert ids[:2] == ["same-1", "same-2"]
    assert len(set(ids)) == 5
    nbformat.validate(assemble("97_sample", parse(text), EXERCISES))


def test_nbgrader_fields_by_role():
    def fields(cell_id):
        found = cell(notebook(), cell_id).metadata.nbgrader
        return found.grade, found.solution, found.locked, found.get("points")

    assert fields("ex97_1_double") == (False, True, False, None)
    assert fields("ex97_1_double-check") == (True, False, True, 3)
    assert fields("explain97_1") == (True, True, False, 2)
    for cell_id in ("ex97_1_double-card", "doubling-1", "looking-2"):
        assert "nbgrader" not in cell(notebook(), cell_id).metadata


def test_card_gets_points_line_and_hints():
    source = cell(notebook(), "ex97_1_double-card").source
    assert source.startswith("### Exercise: twice as much\nWrite `double`.\n\n*Difficulty 1")
    assert "3 points" in source
    assert source.endswith("</details>")


def test_deterministic_cell_is_tagged_for_nbval():
    tagged = [c.id for c in notebook().cells if "nbval-check-output" in c.metadata.get("tags", [])]
    assert tagged == ["exercise-twice-as-much-2"]


def test_solution_marks_in_text_do_not_show_as_headings():
    source = cell(notebook(), "explain97_1").source
    answer = "<!-- BEGIN SOLUTION -->\nBecause two divides it.\n<!-- END SOLUTION -->"
    assert source == f"Why is twice a number never odd?\n\n{answer}"


def test_metadata_holds_nothing_of_the_pairing_header():
    assert set(notebook().metadata) == {"course", "kernelspec", "language_info"}
    assert notebook().metadata.kernelspec.name == "python3"
    assert "version" not in notebook().metadata.language_info


def test_hints_end_with_the_card_of_the_student():
    """The executed solution keeps everything but the hints; a ``<details>`` of the author's own stays."""
    hint = "<details>\n<summary>Hint {} of 2</summary>\n\n{}\n\n</details>"
    card = "**2 points**\n\n" + hint.format(1, "Think.\n\n" + hint.format(2, "Think harder."))
    own = "text\n\n<details>\n<summary>More</summary>\n\nwords\n\n</details>"
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(f"### Task\n\nDo it.\n\n{card}"),
            nbformat.v4.new_markdown_cell(own),
        ]
    )
    made = without_hints(notebook)
    assert made.cells[0].source == "### Task\n\nDo it.\n\n**2 points**"
    assert made.cells[1].source == own
