"""Adapters in files: the same outputs after loading, two on one base, and none on a base it was not made for."""

import copy
from pathlib import Path

import pytest
import torch
from peft import PeftModel

from helpers import sft
from helpers.errors import CourseError
from helpers.sft.adapters import BASE

IDS = torch.tensor([[5, 6, 7]])


def filled(base: torch.nn.Module, seed: int, method: sft.Lora | sft.SoftPrompt | None = None) -> PeftModel:
    """An adapter whose numbers are all random, so that it changes the output."""
    model = (method or sft.Lora(rank=2)).apply(copy.deepcopy(base))  # type: ignore[arg-type]
    with torch.no_grad():
        for parameter in (p for p in model.parameters() if p.requires_grad):
            parameter.copy_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(seed)))
    return model.eval()


@torch.no_grad()
def logits(model: torch.nn.Module) -> torch.Tensor:
    return model(input_ids=IDS, attention_mask=torch.ones_like(IDS)).logits


@pytest.mark.parametrize("method", [sft.Lora(rank=2), sft.SoftPrompt(tokens=3)], ids=str)
def test_loaded_again_it_computes_the_same(
    base: torch.nn.Module, tmp_path: Path, method: sft.Lora | sft.SoftPrompt
) -> None:
    model = filled(base, 0, method)
    folder = sft.save_adapter(model, tmp_path / "a")
    again = sft.load_adapter(copy.deepcopy(base), folder, "a")  # type: ignore[arg-type]
    assert torch.equal(logits(again), logits(model))
    plain = PeftModel.from_pretrained(copy.deepcopy(base), str(folder))
    assert torch.equal(logits(plain), logits(model))
    assert sft.adapter_bytes(folder) >= 4 * sft.trainable_parameters(model)


def test_two_adapters_on_one_base_are_switched(base: torch.nn.Module, tmp_path: Path) -> None:
    models = {name: filled(base, seed) for name, seed in (("a", 1), ("b", 2))}
    shared: torch.nn.Module = copy.deepcopy(base)
    for name, model in models.items():
        shared = sft.load_adapter(shared, sft.save_adapter(model, tmp_path / name), name)  # type: ignore[arg-type]
    assert isinstance(shared, PeftModel)
    for name in ("a", "b", "a"):
        shared.set_adapter(name)
        assert torch.equal(logits(shared), logits(models[name]))
    with shared.disable_adapter():
        assert torch.equal(logits(shared), logits(base))


def test_merged_it_computes_the_same_and_the_adapter_stays(base: torch.nn.Module) -> None:
    model = filled(base, 0)
    before = logits(model)
    plain = sft.merged(model)
    assert not isinstance(plain, PeftModel)
    assert torch.allclose(logits(plain), before, atol=1e-5)
    assert torch.equal(logits(model), before)
    prompted = filled(base, 0, sft.SoftPrompt(2))
    assert sft.merged(prompted) is prompted


def test_another_base_is_refused(base: torch.nn.Module, tiny_llama: object, tmp_path: Path) -> None:
    folder = sft.save_adapter(filled(base, 0), tmp_path / "a")
    sibling = copy.deepcopy(base)
    with torch.no_grad():
        for parameter in sibling.parameters():
            parameter.add_(0.1)
    with pytest.raises(CourseError, match="saved for another base: LlamaForCausalLM with"):
        sft.load_adapter(sibling, folder, "a")  # type: ignore[arg-type]
    (folder / BASE).unlink()
    narrow = tiny_llama(vocab_size=40, hidden_size=8, intermediate_size=24)  # type: ignore[operator]
    with pytest.raises(CourseError, match=r"saved for another base: .* and its factor"):
        sft.load_adapter(narrow, folder, "a")
    shallow = tiny_llama(vocab_size=40, hidden_size=16, intermediate_size=24, num_hidden_layers=1)  # type: ignore[operator]
    with pytest.raises(CourseError, match=r"this model has no layer model\.layers\.1"):
        sft.load_adapter(shallow, folder, "a")
    prompt = sft.save_adapter(filled(base, 0, sft.SoftPrompt(2)), tmp_path / "p")
    (prompt / BASE).unlink()
    with pytest.raises(CourseError, match="its prompt is 16 wide, this model 8"):
        sft.load_adapter(narrow, prompt, "a")


def test_a_folder_without_an_adapter(base: torch.nn.Module, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="There is no adapter in"):
        sft.load_adapter(base, tmp_path, "a")  # type: ignore[arg-type]
