import re
from pathlib import Path

import pytest

from helpers.widgets import (
    BitExplorer,
    LabellingDesk,
    MemoryCalculator,
    SamplingExplorer,
    TokenizerPlayground,
)
from helpers.widgets.assets import FOLDER


@pytest.mark.parametrize(
    "widget", [SamplingExplorer, TokenizerPlayground, BitExplorer, MemoryCalculator, LabellingDesk]
)
def test_a_bundle_is_one_module_without_imports(widget: type) -> None:
    source = str(widget._esm)  # type: ignore[attr-defined]
    assert not re.search(r"^\s*import\s", source, re.MULTILINE)
    assert re.findall(r"^export .*", source, re.MULTILINE) == ["export default { render };"]
    names = re.findall(r"^(?:async )?function (\w+)|^const (\w+)", source, re.MULTILINE)
    flat = [first or second for first, second in names]
    assert len(flat) == len(set(flat)), "two files of a bundle use one name"


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.js")) + sorted(FOLDER.glob("*.css")), ids=lambda p: p.name
)
def test_nothing_is_fetched(path: Path) -> None:
    assert not re.search(r"https?://|url\(|@import|fetch\(", path.read_text(encoding="utf-8"))
