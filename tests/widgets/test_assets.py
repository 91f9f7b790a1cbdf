import re
from pathlib import Path

import pytest

from helpers.widgets import (
    BitExplorer,
    ConstitutionEditor,
    LabellingDesk,
    MemoryCalculator,
    PPODashboard,
    RetrievalInspector,
    SamplingExplorer,
    TokenizerPlayground,
)
from helpers.widgets.assets import FOLDER

SVG = "http://www.w3.org/2000/svg"  # the name of a namespace: no browser asks for it


@pytest.mark.parametrize(
    "widget",
    [
        SamplingExplorer,
        TokenizerPlayground,
        BitExplorer,
        ConstitutionEditor,
        MemoryCalculator,
        LabellingDesk,
        PPODashboard,
        RetrievalInspector,
    ],
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
    text = path.read_text(encoding="utf-8").replace(SVG, "")
    assert not re.search(r"https?://|url\(|@import|fetch\(", text)
