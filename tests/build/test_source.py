from helpers.build.source import heading, parse

TEXT = """# %% [markdown]
# # Title

# %%
x = 1

# %% [markdown] exercise="ex97_1_double"
# ### Double

# %% exercise="ex97_1_double"
y = 2


# %% check="ex97_1_double"
check(y)

# %% [markdown] explain="explain97_1" points=2.5
# Why?

# %% deterministic=true exersise="typo"
print(1)
"""


def test_markers_become_roles():
    cells = parse(TEXT)
    assert [c.role for c in cells] == ["prose", "code", "card", "answer", "check", "explain", "code"]
    assert [c.number for c in cells] == [1, 2, 3, 4, 5, 6, 7]
    assert [c.id for c in cells] == [
        "",
        "",
        "ex97_1_double",
        "ex97_1_double",
        "ex97_1_double",
        "explain97_1",
        "",
    ]
    assert [c.points for c in cells] == [0, 0, 0, 0, 0, 2.5, 0]
    assert [c.deterministic for c in cells] == [False] * 6 + [True]
    assert [c.section for c in cells] == ["Title", "Title", "Double", "Double", "Double", "Double", "Double"]
    assert cells[0].source == "# Title"
    assert cells[3].source == "y = 2"


def test_misspelt_marker_is_reported():
    assert parse(TEXT)[-1].unknown == ("exersise",)
    assert all(not c.unknown for c in parse(TEXT)[:-1])


def test_pairing_header_is_no_cell():
    header = "# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:percent\n# ---\n\n"
    assert [c.source for c in parse(header + TEXT)] == [c.source for c in parse(TEXT)]


def test_windows_line_ends_change_nothing():
    assert parse(TEXT.replace("\n", "\r\n")) == parse(TEXT)


def test_heading():
    assert heading("text\n\n## Top-p \nmore") == "Top-p"
    assert heading("no heading, #hashtag") == ""
