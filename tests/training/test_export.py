"""An exported folder loads with plain transformers, in bf16, with nothing lost but precision."""

import torch
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from helpers import checksums
from helpers.training import tokenizer as tokenizers
from helpers.training.export import export
from helpers.training.recipes import RECIPES


def test_an_exported_model_loads_with_the_same_weights_in_bfloat16(tiny_llama, tmp_path):
    model = tiny_llama(vocab_size=280, eos_token_id=0, pad_token_id=1, tie_word_embeddings=True)
    tokenizer = tokenizers.wrap(tokenizers.train(["The ferry is late."], 280))
    export(model, tokenizer, tmp_path)

    loaded = AutoModelForCausalLM.from_pretrained(tmp_path)
    assert loaded.dtype == torch.bfloat16
    assert loaded.config.tie_word_embeddings
    assert "lm_head.weight" not in load_file(tmp_path / "model.safetensors")
    for name, value in model.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], value.bfloat16()), name
    assert model.dtype == torch.float32
    assert loaded.generation_config.eos_token_id == 0
    assert AutoTokenizer.from_pretrained(tmp_path)("The ferry").input_ids == tokenizer("The ferry").input_ids


def test_every_file_a_loader_reads_is_in_the_list_of_hashes(tiny_llama, tmp_path):
    (tmp_path / "README.md").write_text("card")
    export(tiny_llama(vocab_size=280), tokenizers.wrap(tokenizers.train(["Hm."], 280)), tmp_path)
    listed = set(checksums.read(tmp_path))
    assert listed == {p.name for p in tmp_path.iterdir()} - {"SHA256SUMS", "README.md"}
    checksums.verify(tmp_path, "git checkout")


def test_the_recipes_are_llamas_of_the_announced_sizes():
    from transformers import LlamaForCausalLM

    sizes = {}
    for name, recipe in RECIPES.items():
        config = recipe.config(end=0, pad=1)
        assert config.head_dim == 64
        assert config.max_position_embeddings == 512
        assert config.tie_word_embeddings
        with torch.device("meta"):
            sizes[name] = LlamaForCausalLM(config).num_parameters()
    # embeddings 4096·w, each layer 4·w² + 3·w·f + 2·w, the last norm w
    assert sizes["micro"] == 4096 * 128 + 3 * (4 * 128**2 + 3 * 128 * 384 + 2 * 128) + 128
    assert sizes["base"] == 4096 * 256 + 4 * (4 * 256**2 + 3 * 256 * 512 + 2 * 256) + 256
