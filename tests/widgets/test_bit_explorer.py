"""The bit explorer's messages and pictures; values by torch's casts."""

import json
import math

import pytest
import torch

from helpers.errors import InputError
from helpers.quantization import FORMATS
from helpers.widgets import BitExplorer
from helpers.widgets.bit_view import read_number, rough, written
from helpers.widgets.still import VIEW

from .conftest import Ask, Said, of_kind, talker
from .test_still import assert_well_formed


@pytest.fixture
def explorer() -> BitExplorer:
    return BitExplorer(1.0, "FP16")


@pytest.fixture
def ask(explorer: BitExplorer) -> Ask:
    return talker(explorer)


def shown(said: Said) -> dict:
    [found] = of_kind(said, "state")
    return found


def bits(state: dict) -> str:
    return "".join(field["bits"] for field in state["fields"])


def test_every_bit_of_a_half_can_be_flipped(explorer: BitExplorer, ask: Ask) -> None:
    for place in range(16):
        before = bits(explorer.state())
        state = shown(ask("flip", "flip", bit=place))
        flipped = before[:place] + ("0" if before[place] == "1" else "1") + before[place + 1 :]
        assert bits(state) == flipped
        pattern = torch.tensor([int(flipped, 2)]).to(torch.int32).to(torch.int16)
        value = pattern.view(torch.float16).double().item()
        assert explorer.value == value or (math.isnan(explorer.value) and math.isnan(value))
        ask("flip", "flip", bit=place)
    assert explorer.value == 1


@pytest.mark.parametrize(
    ("typed", "stored", "sort"),
    [
        ("65504", "65504", "normal"),
        ("65520", "∞", "infinity"),
        ("-1e9", "−∞", "infinity"),
        ("1e-8", "0", "zero"),
        ("6e-8", "5.960464477539063e-8", "subnormal"),
        ("1/3", "0.333251953125", "normal"),
        ("0,5", "0.5", "normal"),
        ("nan", "NaN", "not a number"),
        ("−2", "−2", "normal"),
    ],
)
def test_typed_numbers(ask: Ask, typed: str, stored: str, sort: str) -> None:
    state = shown(ask("value", "value", typed=typed))
    assert (state["value"], state["sort"]) == (stored, sort)


def test_formula_of_a_normal_a_small_and_a_special_number(ask: Ask) -> None:
    means = [field["means"] for field in shown(ask("value", "value", typed="-0.1"))["fields"]]
    assert means == ["−1", "· 2^−4", "· (1 + 614/1024)"]
    means = [field["means"] for field in shown(ask("value", "value", typed="6e-8"))["fields"]]
    assert means == ["+1", "· 2^−14 (as for 1)", "· (0 + 1/1024)"]
    means = [field["means"] for field in shown(ask("value", "value", typed="inf"))["fields"]]
    assert means[1:] == ["all ones: set aside", "0: infinity"]


def test_steps_lead_to_the_neighbours(explorer: BitExplorer, ask: Ask) -> None:
    assert explorer.state()["gap_above"] == rough(2.0**-10)
    assert explorer.state()["gap_below"] == rough(2.0**-11)
    ask("step", "step", up=1)
    assert explorer.value == 1 + 2**-10
    ask("value", "value", typed="inf")
    ask("step", "step", up=1)
    assert explorer.value == math.inf
    ask("step", "step", up=0)
    assert explorer.value == 65504


def test_all_formats_hold_the_same_number_as_torch_does(ask: Ask) -> None:
    rows = {row["name"]: row for row in shown(ask("value", "value", typed="0.1"))["rows"]}
    assert list(rows) == list(FORMATS)
    for name, dtype in (("FP32", torch.float32), ("FP16", torch.float16), ("BF16", torch.bfloat16)):
        assert rows[name]["stored"] == written(torch.tensor(0.1, dtype=dtype).double().item())
    assert rows["INT8"]["error"] == "underflow to 0"
    rows = {row["name"]: row for row in shown(ask("value", "value", typed="1e6"))["rows"]}
    assert (rows["FP16"]["error"], rows["FP8 E4M3"]["error"], rows["INT8"]["error"]) == (
        "overflow",
        "overflow",
        "cut to 127",
    )


def test_the_wanted_number_outlives_a_change_of_format(ask: Ask) -> None:
    ask("value", "value", typed="0.1")
    assert shown(ask("format", "format", name="INT4"))["value"] == "0"
    assert shown(ask("format", "format", name="FP32"))["value"] == written(torch.tensor(0.1).double().item())
    assert shown(ask("format", "format", name="INT8"))["fields"][1]["name"] == "integer"


def test_integers_have_no_nan(ask: Ask) -> None:
    ask("format", "format", name="INT8")
    state = shown(ask("value", "value", typed="nan"))
    assert (state["value"], state["wanted"]) == ("0", "NaN")
    assert state["rows"][-1]["error"] == "no pattern for it"


@pytest.mark.parametrize("typed", ["", "one", "1/0", "0x10"])
def test_what_is_no_number_gets_one_sentence(explorer: BitExplorer, ask: Ask, typed: str) -> None:
    said = ask("value", "value", typed=typed)
    assert [message["kind"] for message in said] == ["answer"]
    assert "is no number; type one such as" in said[0]["problem"]
    assert explorer.value == 1


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("value", [0.0, -0.0, 1 / 3, 1e30, -1e-30, math.inf])
def test_everything_goes_through_json_and_into_a_picture(name: str, value: float) -> None:
    explorer = BitExplorer(value, name)
    json.dumps(explorer.state(), allow_nan=False)
    data, _ = explorer._repr_mimebundle_()
    assert set(data) == {"text/plain", "text/html", VIEW}
    assert_well_formed(data["text/html"])
    assert explorer.state()["value"] in data["text/plain"]
    assert name in data["text/html"]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="no format 'FP12'; choose one of FP32, FP16"):
        BitExplorer(1, "FP12")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (-0.0, "−0"),
        (0.0, "0"),
        (1e-7, "1e-7"),
        (-2.5, "−2.5"),
        (3.4e38, "3.4e38"),
        (math.nan, "NaN"),
    ],
)
def test_numbers_as_they_are_written(value: float, text: str) -> None:
    assert written(value) == text
    if not math.isnan(value):
        assert read_number(written(value)) == value
