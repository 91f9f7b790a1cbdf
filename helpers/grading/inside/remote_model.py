"""Models without weights: the student's code gets a model of the right class whose passes run in the grader.

`shell` makes the object; `connect` sends what reaches its embeddings, its body and its head over the worker's
connection (see `helpers.grading.model_service`). Calling the model, its parts or `generate` works as always, with or
without a cache, which holds real keys and values. Only going through single layers by hand does not.
"""

from collections.abc import Callable
from typing import Any

import torch

Ask = Callable[[dict[str, Any]], dict[str, Any]]


def shell(config: dict[str, Any]) -> Any:
    """A model of the configuration's architecture, in evaluation mode, with meaningless weights."""
    import transformers  # seconds; the zygote does it once

    settings = transformers.AutoConfig.for_model(**config)
    made = getattr(transformers, config["architectures"][0])._from_config(settings)
    return made.eval()


def connect(model: Any, name: str, ask: Ask) -> Any:
    """The model, with its passes answered by ``ask``."""
    embeddings, body, head = model.get_input_embeddings(), model.base_model, model.get_output_embeddings()

    def embed(input_ids: torch.Tensor) -> torch.Tensor:
        return _vectors(ask({"op": "embed", "model": name, "input_ids": _plain(input_ids)}))

    def project(hidden: torch.Tensor) -> torch.Tensor:
        return _vectors(ask({"op": "head", "model": name, "hidden": _plain(hidden)}))

    def forward(
        input_ids: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        position_ids: torch.Tensor | None = None,
        past_key_values: Any = None,
        inputs_embeds: torch.Tensor | None = None,
        use_cache: bool | None = None,
        **options: Any,
    ) -> Any:
        return _pass(
            lambda request: ask({"op": "body", "model": name} | request),
            {
                "input_ids": input_ids,
                "attention_mask": attention_mask,
                "position_ids": position_ids,
                "inputs_embeds": inputs_embeds,
            },
            past_key_values,
            model.config.use_cache if use_cache is None else use_cache,
        )

    embeddings.forward, body.forward, head.forward = embed, forward, project
    return model


def _pass(ask: Ask, given: dict[str, torch.Tensor | None], cache: Any, use_cache: bool) -> Any:
    from transformers import DynamicCache
    from transformers.modeling_outputs import BaseModelOutputWithPast

    layers = [] if cache is None else [(layer.keys, layer.values) for layer in cache.layers]
    past = [(_plain(keys), _plain(values)) for keys, values in layers if keys is not None and keys.numel()]
    reply = ask(
        {name: None if value is None else _plain(value) for name, value in given.items()} | {"past": past}
    )
    hidden = _vectors(reply)
    if cache is None and use_cache:
        cache = DynamicCache()
    if cache is not None:
        for index, (keys, values) in enumerate(reply["new"]):
            cache.update(keys, values, index)
    return BaseModelOutputWithPast(last_hidden_state=hidden, past_key_values=cache)


def _vectors(reply: dict[str, Any]) -> torch.Tensor:
    if "error" in reply:
        raise RuntimeError(reply["error"])
    vectors: torch.Tensor = reply["vectors"]
    return vectors


def _plain(tensor: torch.Tensor) -> torch.Tensor:
    return tensor.detach().as_subclass(torch.Tensor)
