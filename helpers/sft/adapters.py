"""Adapters in files, and several on one base.

peft's format: ``adapter_config.json`` and ``adapter_model.safetensors``, which loads anywhere that has the base model.
A fingerprint of the base is written beside them, so that an adapter is not put on a model that it was not made for.
"""

import copy
import hashlib
import json
from pathlib import Path

import torch
from peft import PeftModel
from safetensors import safe_open
from transformers import PreTrainedModel

from helpers.errors import CourseError
from helpers.training.arguments import quiet

BASE = "base_model.json"


def save_adapter(model: PeftModel, folder: str | Path) -> Path:
    """Write the active adapter in peft's format, and its base's fingerprint; returns the folder."""
    folder = Path(folder)
    with quiet():
        name = model.active_adapter
        model.save_pretrained(str(folder), selected_adapters=[name])
    text = json.dumps(_described(model.get_base_model()))
    (folder / BASE).write_text(text, encoding="utf-8", newline="\n")
    return folder


def load_adapter(model: PreTrainedModel | PeftModel, folder: str | Path, name: str) -> PeftModel:
    """Put a saved adapter on a model, under a name, and make it the active one.

    A plain model is wrapped, its own layers included: use the result from then on. A model with adapters gets one more.

    Raises:
        CourseError: no adapter in the folder, or one that was saved for another base.
    """
    folder = Path(folder)
    if not (folder / "adapter_config.json").exists():
        raise CourseError(f"There is no adapter in {folder}: adapter_config.json is missing.")
    _check_base(model, folder)
    with quiet():
        if isinstance(model, PeftModel):
            model.load_adapter(str(folder), adapter_name=name)
            model.set_adapter(name)
            return model.eval()
        return PeftModel.from_pretrained(model, str(folder), adapter_name=name).eval()


def merged(model: PreTrainedModel | PeftModel) -> PreTrainedModel | PeftModel:
    """A plain copy with its LoRA adapter added to the weights; what cannot be merged comes back as it is."""
    if not isinstance(model, PeftModel) or model.active_peft_config.is_prompt_learning:
        return model
    return copy.deepcopy(model).merge_and_unload()


def adapter_bytes(folder: str | Path) -> int:
    """Bytes of an adapter's weights."""
    return sum(path.stat().st_size for path in Path(folder).glob("*.safetensors"))


def _check_base(model: PreTrainedModel | PeftModel, folder: Path) -> None:
    """Compare the base's fingerprint where it was written down, and the adapter's shapes in any case."""
    base = model.get_base_model() if isinstance(model, PeftModel) else model
    here = _described(base)
    if (folder / BASE).exists():
        saved = json.loads((folder / BASE).read_text("utf-8"))
        if saved["fingerprint"] != here["fingerprint"]:
            raise CourseError(
                f"The adapter in {folder} was saved for another base: {saved['about']}, fingerprint "
                f"{saved['fingerprint']}. This model is {here['about']}, fingerprint {here['fingerprint']}."
            )
    if misfit := _misfit(base, folder):
        raise CourseError(f"The adapter in {folder} was saved for another base: {misfit}.")


def _described(base: torch.nn.Module) -> dict[str, str]:
    """Class and size in words, and a hash of the first numbers of each of the base's own parameters."""
    digest, total = hashlib.sha256(), 0
    for name, parameter in base.named_parameters():
        if "lora_" in name:
            continue
        digest.update(f"{name.replace('.base_layer', '')} {tuple(parameter.shape)}".encode())
        few = parameter.detach().flatten()[:16].bfloat16().float().cpu()  # alike in either precision
        digest.update(few.numpy().tobytes())
        total += parameter.numel()
    about = f"{type(base).__name__} with {total:,} parameters"
    return {"about": about, "fingerprint": digest.hexdigest()[:16]}


def _misfit(base: torch.nn.Module, folder: Path) -> str:
    """The first weight of the adapter that has no layer of its shape here, in words; "" when all of them fit."""
    width = base.config.get_text_config().hidden_size  # type: ignore[union-attr, operator]
    layers = {name.replace(".base_layer", ""): module for name, module in base.named_modules()}
    with safe_open(folder / "adapter_model.safetensors", "pt") as file:
        for key in file.keys():  # noqa: SIM118 - no mapping
            shape = tuple(file.get_slice(key).get_shape())
            if key == "prompt_embeddings" and shape[1] != width:
                return f"its prompt is {shape[1]} wide, this model {width}"
            path, _, kind = key.removeprefix("base_model.model.").partition(".lora_")
            if not kind:
                continue
            if path not in layers:
                return f"this model has no layer {path}"
            mine = tuple(getattr(layers[path], "weight", torch.empty(0, 0)).shape)
            side = 1 if kind.startswith("A") else 0
            if shape[side] != mine[side]:
                return (
                    f"{path} is {mine[0]} x {mine[1]} here, and its factor {kind[0]} {shape[0]} x {shape[1]}"
                )
    return ""
