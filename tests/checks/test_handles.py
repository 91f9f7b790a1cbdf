"""Named handles: what they resolve to, and what is recorded of a model."""

from collections.abc import Callable

import numpy as np
import pytest
import torch

from helpers import sampling
from helpers.checks import EXERCISES, Handle, LocalRunner, handles
from helpers.checks.judge import examine
from helpers.errors import InputError


def test_generators_and_functions() -> None:
    assert handles.resolve(Handle("rng:7")).random() == np.random.default_rng(7).random()
    assert handles.resolve(Handle("fn:top_p")) is sampling.top_p


def test_functions_known_by_their_values() -> None:
    twin = handles.resolve(handles.table("twin", {("a", "b"): "ab", ("ä", ""): None}))
    assert twin(["a", "ä", "a"], ["b", "", "b"]) == ["ab", None, "ab"]
    assert twin([], []) == []
    with pytest.raises(InputError, match="`twin` has been asked about 'b', 'a', which never comes up"):
        twin(["a", "b"], ["b", "a"])


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'file:secret' is no handle"):
        handles.resolve(Handle("file:secret"))


def test_tokens_are_counted_however_the_model_is_called(tiny_llama: Callable[..., torch.nn.Module]) -> None:
    model = tiny_llama()
    with handles.tokens_fed(model) as lengths, torch.no_grad():
        model.train()
        model(torch.tensor([[1, 2, 3]]))
        model.forward(input_ids=torch.tensor([[1, 2]]))
        model.model(torch.tensor([[1]]))  # type: ignore[operator]
    assert lengths == [3, 2, 1]
    assert not model.training
    model(torch.tensor([[1, 2, 3]]))
    assert lengths == [3, 2, 1]


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")
def test_generation_is_checked_on_a_gpu(tiny_llama: Callable[..., torch.nn.Module]) -> None:
    model = tiny_llama(initializer_range=0.3).to("cuda")
    previous = handles.register("model", lambda name: model)
    exercise = EXERCISES["ex01_7_generate_with_cache"]
    try:
        assert examine(exercise, LocalRunner(exercise.reference, exercise.parameters)).passed
    finally:
        handles.register("model", previous)
