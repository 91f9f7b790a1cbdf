import pytest

from helpers.build.lint import findings
from helpers.build.source import parse
from tests.build.course import SAMPLE
from tests.build.sample import EXERCISES, Exercise

TEXT = SAMPLE.read_text(encoding="utf-8")


def problems(text, exercises=EXERCISES):
    return findings("97_sample", parse(text), exercises)


def without(text, start, end):
    """The source without the lines from ``start`` up to ``end``."""
    return text[: text.index(start)] + text[text.index(end) :]


def test_the_sample_has_no_finding():
    assert problems(TEXT) == []


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("# # 97 · A sample", "# A sample", "the first cell must be the title card"),
        ("**1 minute**", "**Soon**", "must say how long the lab takes"),
        ("Prerequisites: none.", "", "name its prerequisites"),
        ("profile.seed(0)", "pass", "the first code cell must be the setup cell"),
        ('check="ex97_1_double"', 'chek="ex97_1_double"', "a marker that means nothing: chek"),
        ('check="ex97_1_double"', 'chek="ex97_1_double"', "ex97_1_double has no cell marked check"),
        ('explain="explain97_1" points=2', 'explain="explain97_1"', "must say points=N"),
        ('explain="explain97_1"', 'explain="two words"', "needs an id of letters, digits and underscores"),
        ("# ### Exercise: twice as much", "# Twice as much", "must start with a heading"),
        (
            "# ### Exercise: twice as much",
            "# ### Exercise · Thrice as much",
            "but the exercise is called “Twice as much”",
        ),
        ("    ### END SOLUTION\n\n", "\n", "BEGIN SOLUTION without its END SOLUTION"),
        ("    ### BEGIN SOLUTION\n    return", "    return", "BEGIN SOLUTION without its END SOLUTION"),
        ("### END HIDDEN TESTS", "", "BEGIN HIDDEN TESTS without its END HIDDEN TESTS"),
        ("# Why is twice a number never odd?\n#\n", "", "must ask its question above BEGIN SOLUTION"),
        ("def double(", "def twice(", "must define double"),
        (
            "check.ex97_1_double(double)",
            "check.ex97_1_double(use.double)",
            "must call check.ex97_1_double(double)",
        ),
        ('reveal("p97_1"', 'reveal("p97_2"', "the prediction 'p97_1' in cell 4 is never revealed"),
        ('reveal("p97_1"', 'reveal("p97_2"', "cell 8 reveals 'p97_2', which nobody was asked to predict"),
        ('predict("p97_1"', 'predict("p96_1"', "in this lab ids are p97_1"),
        ("use.double(7)", "double(7)", "calls double directly; write use.double"),
        ("Picture()\n", "Picture(\n", "is not valid Python"),
        (
            "# %% [markdown]\n# ## Looking",
            "# %% [markdown] deterministic=true\n# ## Looking",
            "is for code cells",
        ),
        (
            "Picture()\n",
            "### BEGIN SOLUTION\nPicture()\n### END SOLUTION\n",
            "belongs in a cell marked answer or explain",
        ),
        ("Picture()\n", 'predict("p97_1", "again?")\n', "has a second predict('p97_1')"),
    ],
)
def test_one_slip_gives_its_sentence(old, new, sentence):
    assert old in TEXT
    found = problems(TEXT.replace(old, new, 1))
    assert any(sentence in problem for problem in found), found
    assert all(problem.startswith("97_sample: ") for problem in found)


def test_answer_without_solution_region():
    text = TEXT.replace("    ### BEGIN SOLUTION\n", "", 1).replace("    ### END SOLUTION\n", "", 1)
    [problem] = problems(text)
    assert "cell 6 (answer, ex97_1_double) has no BEGIN SOLUTION" in problem


def test_check_before_its_answer():
    check = TEXT[TEXT.index('# %% check="ex') : TEXT.index('# %%\nreveal("p97_1"')]
    text = TEXT.replace(check, "").replace('# %% exercise="ex97', check + '# %% exercise="ex97')
    assert problems(text) == [
        "97_sample: exercise ex97_1_double must come as heading, then code, then check."
    ]


def test_doubled_exercise():
    check = TEXT[TEXT.index('# %% check="ex') : TEXT.index('# %%\nreveal("p97_1"')]
    assert problems(TEXT + "\n" + check) == [
        "97_sample: ex97_1_double has 2 cells marked check; it may have one."
    ]


def test_revealed_before_it_is_asked():
    text = TEXT.replace('predict("p97_1"', 'X("p97_1"').replace('reveal("p97_1"', 'predict("p97_1"')
    [problem] = problems(text.replace('X("p97_1"', 'reveal("p97_1"'))
    assert problem.endswith("is revealed in cell 4, before or while it is asked.")


def test_exercises_of_the_lab_and_of_the_registry_agree():
    more = EXERCISES | {
        "ex97_2_halve": Exercise("Half", "halve", 1, ""),
        "ex96_1_x": Exercise("X", "x", 1, ""),
    }
    [problem] = problems(TEXT, more)
    assert problem == "97_sample: exercise ex97_2_halve is defined for this lab but does not stand in it."
    assert "is not in helpers.checks.EXERCISES" in problems(TEXT, {})[0]


def test_id_and_function_agree():
    renamed = {"ex97_1_double": Exercise("Twice as much", "twice", 3, "")}
    assert any("its id must end in _twice" in problem for problem in problems(TEXT, renamed))


@pytest.mark.parametrize("text", ["", "# %%\n", "# %% [markdown]\n# text\n"])
def test_an_empty_lab_is_a_finding_and_no_crash(text):
    assert any("title card" in problem for problem in problems(text, {}))
