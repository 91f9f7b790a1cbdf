"""What is trained: everything, a part, adapters of low rank, or a prompt that was never text.

Each method takes a model, which it may change, and gives back the one to train. `fine_tune` hands it a copy.
"""

from dataclasses import dataclass
from typing import Literal

import torch
from peft import LoraConfig, PeftModel, PromptTuningConfig, TaskType, get_peft_model
from transformers import PreTrainedModel

from helpers.errors import InputError
from helpers.lora import linear_modules, lora_parameters, target_shapes


@dataclass(frozen=True)
class Full:
    """Every weight."""

    def apply(self, model: PreTrainedModel) -> PreTrainedModel:
        return model.requires_grad_(True)


@dataclass(frozen=True)
class Selective:
    """A part of the weights as they are.

    ``last layer``: the last transformer block. ``vectors``: biases and the scales of norms (BitFit, Zaken et al., 2022,
    trains biases; Llamas have none).
    """

    part: Literal["last layer", "vectors"] = "last layer"

    def apply(self, model: PreTrainedModel) -> PreTrainedModel:
        if self.part not in ("last layer", "vectors"):
            raise InputError(f'There is no part "{self.part}"; choose "last layer" or "vectors".')
        last = f"layers.{model.config.get_text_config().num_hidden_layers - 1}."
        model.requires_grad_(False)
        chosen = [
            parameter
            for name, parameter in model.named_parameters()
            if (parameter.ndim == 1 if self.part == "vectors" else last in name)
        ]
        if not chosen:
            raise InputError(f"{type(model).__name__} has no parameters that are its {self.part}.")
        for parameter in chosen:
            parameter.requires_grad_(True)
        return model


@dataclass(frozen=True)
class Lora:
    """Low-rank adapters (Hu et al., 2021) on linear layers; see `helpers.lora`.

    Attributes:
        rank: r.
        alpha: α; None: twice the rank, so that the correction is multiplied by 2 at any rank.
        targets: endings of the layers' names; none: every linear layer but the one that makes the logits.
    """

    rank: int = 8
    alpha: int | None = None
    targets: tuple[str, ...] = ()

    def apply(self, model: PreTrainedModel) -> PeftModel:
        if self.alpha is not None and not self.alpha > 0:
            raise InputError(f"alpha is {self.alpha}; it must be above 0.")
        targets = self.targets or _inner_layers(model)
        try:
            lora_parameters(target_shapes(model, targets), self.rank)
        except ValueError as error:
            raise InputError(str(error)) from None
        config = LoraConfig(
            task_type=TaskType.CAUSAL_LM,
            r=self.rank,
            lora_alpha=self.alpha or 2 * self.rank,
            target_modules=list(targets),
        )
        return get_peft_model(model, config)


@dataclass(frozen=True)
class SoftPrompt:
    """Embeddings before every text, learned as they are (Lester et al., 2021).

    Attributes:
        tokens: how many.
    """

    tokens: int = 16

    def apply(self, model: PreTrainedModel) -> PeftModel:
        if self.tokens < 1:
            raise InputError(f"tokens is {self.tokens}; a soft prompt needs at least 1.")
        config = PromptTuningConfig(task_type=TaskType.CAUSAL_LM, num_virtual_tokens=self.tokens)
        prompted = get_peft_model(model, config)
        embeddings = model.get_input_embeddings().get_parameter("weight")
        chosen = torch.randperm(len(embeddings))[: self.tokens].to(embeddings.device)
        with torch.no_grad():  # peft draws from N(0, 1), far outside of where the model's embeddings are
            soft_prompt(prompted).copy_(embeddings[chosen])
        return prompted


Method = Full | Selective | Lora | SoftPrompt


def soft_prompt(model: PeftModel) -> torch.nn.Parameter:
    """The learned embeddings of a model tuned with `SoftPrompt`, (tokens, width)."""
    return model.get_parameter(f"prompt_encoder.{model.active_adapter}.embedding.weight")


def nearest_tokens(model: PeftModel, count: int = 1) -> list[list[tuple[int, float]]]:
    """For each vector of a soft prompt the token ids with the most similar embeddings, with the cosine."""
    with torch.no_grad():
        prompt = torch.nn.functional.normalize(soft_prompt(model).float(), dim=-1)
        table = torch.nn.functional.normalize(
            model.get_input_embeddings().get_parameter("weight").float(), dim=-1
        )
        cosines, ids = (prompt @ table.T).topk(count, dim=-1)
    return [
        list(zip(row, near, strict=True)) for row, near in zip(ids.tolist(), cosines.tolist(), strict=True)
    ]


def trainable_parameters(model: torch.nn.Module) -> int:
    """How many numbers the optimizer may change."""
    return sum(p.numel() for p in model.parameters() if p.requires_grad)


def _inner_layers(model: PreTrainedModel) -> tuple[str, ...]:
    head = model.get_output_embeddings()
    modules = dict(model.named_modules())
    return tuple(
        sorted({name.rpartition(".")[2] for name in linear_modules(model) if modules[name] is not head})
    )
