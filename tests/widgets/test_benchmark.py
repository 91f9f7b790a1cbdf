from pathlib import Path

from helpers.widgets.benchmark import HEADING, Result, write


def test_the_page_keeps_its_other_sections_and_replaces_its_own(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(
        f"# Benchmarks\n\nFirst.\n\n{HEADING}\n\nold numbers\n\n## Another\n\nkept\n", encoding="utf-8"
    )
    write(Result([40.0, 50.0, 60.0], [3000, 3100, 3200]), page)
    text = page.read_text(encoding="utf-8")
    assert "| median | 50 ms | ≤100 ms |" in text
    assert "| received per move, median | 3.1 kB | ≤10 kB |" in text
    assert "old numbers" not in text
    assert text.count(HEADING) == 1
    assert text.startswith("# Benchmarks\n\nFirst.\n\n")
    assert text.endswith("\n## Another\n\nkept\n")
    write(Result([1.0, 1.0], [10, 10]), tmp_path / "new.md")
    assert (tmp_path / "new.md").read_text(encoding="utf-8").startswith("# Benchmarks\n\n## Sampling")
