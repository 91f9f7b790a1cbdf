"""Runs a model's passes for a worker, and counts what it is fed.

Some exercises ask not only for the right tokens but for how they are computed: one token a step, with the cache. What
a process says about itself proves nothing, so the weights stay here. A worker holds a model without any
(`inside.remote_model`) and has to send the tokens of each pass to get hidden states back; their number, counted here,
is the outcome's trace.
"""

import functools
from typing import Any

import torch

from helpers.checks.handles import Handle, resolve
from helpers.grading.codec import CodecError

_MOST_TOKENS = 512
_MOST_PASSES = 2000


class ModelService:
    """Answers the requests of one call.

    Attributes:
        trace: tokens fed in each pass through the body.
    """

    def __init__(self) -> None:
        self.trace: list[int] = []

    def begin(self) -> None:
        """Count from zero again."""
        self.trace = []

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """What the model gives, or ``{"error": sentence}`` for a request that it cannot take.

        Raises:
            CodecError: the request is none.
        """
        try:
            operation = {"embed": self._embed, "head": self._head, "body": self._body}[request["op"]]
            model = _model(request["model"])
        except (KeyError, TypeError, ValueError):
            raise CodecError("a request for no model") from None
        try:
            with torch.no_grad():
                return operation(model, request)
        except Exception as error:
            return {"error": f"{type(error).__name__}: {str(error).partition(chr(10))[0][:200]}"}

    def _embed(self, model: Any, request: dict[str, Any]) -> dict[str, Any]:
        return {"vectors": model.get_input_embeddings()(_ids(model, request["input_ids"])).cpu()}

    def _head(self, model: Any, request: dict[str, Any]) -> dict[str, Any]:
        return {"vectors": model.get_output_embeddings()(_floats(model, request["hidden"])).cpu()}

    def _body(self, model: Any, request: dict[str, Any]) -> dict[str, Any]:
        from transformers import DynamicCache

        ids, embedded = request["input_ids"], request["inputs_embeds"]
        fed = (
            {"input_ids": _ids(model, ids)}
            if ids is not None
            else {"inputs_embeds": _floats(model, embedded)}
        )
        cache = DynamicCache()
        for index, (keys, values) in enumerate(request["past"]):
            cache.update(_floats(model, keys), _floats(model, values), index)
        before = cache.get_seq_length()
        if len(self.trace) >= _MOST_PASSES:
            raise ValueError(f"more than {_MOST_PASSES} passes in one call")
        self.trace.append(next(iter(fed.values())).shape[1])
        output = model.base_model(
            **fed,
            attention_mask=_moved(model, request["attention_mask"]),
            position_ids=_moved(model, request["position_ids"]),
            past_key_values=cache,
            use_cache=True,
        )
        layers: list[Any] = list(cache.layers)
        new = [(layer.keys[..., before:, :].cpu(), layer.values[..., before:, :].cpu()) for layer in layers]
        return {"vectors": output.last_hidden_state.cpu(), "new": new}


SERVED = ("micro",)
"""Models that exercises name in handles."""


@functools.cache
def _model(name: str) -> Any:
    if name not in SERVED:
        raise ValueError(name)
    return resolve(Handle(f"model:{name}"))


def _ids(model: Any, value: Any) -> torch.Tensor:
    if type(value) is not torch.Tensor or value.dtype not in (torch.int64, torch.int32) or value.ndim != 2:
        raise ValueError("input_ids must be a tensor of whole numbers, (batch, length)")
    if not 0 < value.numel() <= _MOST_TOKENS:
        raise ValueError(f"a pass takes 1 to {_MOST_TOKENS} tokens, not {value.numel()}")
    if int(value.min()) < 0 or int(value.max()) >= model.config.vocab_size:
        raise ValueError("input_ids holds an id outside the vocabulary")
    return value.to(model.device)


def _floats(model: Any, value: Any) -> torch.Tensor:
    if type(value) is not torch.Tensor or not value.is_floating_point() or value.ndim < 2:
        raise ValueError("a tensor of real numbers is needed")
    return value.to(model.device, model.dtype)


def _moved(model: Any, value: Any) -> torch.Tensor | None:
    return value.to(model.device) if type(value) is torch.Tensor else None
