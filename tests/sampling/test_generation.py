import numpy as np
import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel, T5Config, T5ForConditionalGeneration

from helpers.errors import CourseError
from helpers.sampling import generate, generate_with_cache

PROMPTS = ["The lamp", "A", "Over the bay a gull cries: ñ ☃", "rain, rain"]


def greedy_without_cache(model, ids, steps):
    ids = list(ids)
    for _ in range(steps):
        with torch.no_grad():
            ids.append(int(model(torch.tensor([ids]), use_cache=False).logits[0, -1].argmax()))
    return ids[-steps:]


def scored_without_cache(model, prompt_ids, token_ids):
    with torch.no_grad():
        logits = model(torch.tensor([prompt_ids + token_ids]), use_cache=False).logits[0]
    logprobs = logits.log_softmax(-1)[len(prompt_ids) - 1 : -1]
    return logprobs.gather(-1, torch.tensor(token_ids)[:, None])[:, 0].tolist()


def forward_lengths(model, lengths):
    return model.register_forward_pre_hook(
        lambda _module, _args, kwargs: lengths.append(kwargs["input_ids"].shape[1]), with_kwargs=True
    )


def test_the_cache_changes_no_token(model, tokenizer):
    ids = tokenizer(PROMPTS[0])["input_ids"]
    expected = greedy_without_cache(model, ids, 24)
    assert len(set(expected)) > 5  # the model does not merely repeat one token
    lengths: list[int] = []
    hook = forward_lengths(model, lengths)
    assert generate_with_cache(model, ids, 24) == expected
    assert lengths == [len(ids)] + [1] * 23
    lengths.clear()
    assert generate(model, tokenizer, PROMPTS[:1], max_new_tokens=24, temperature=0)[0].token_ids == expected
    assert lengths == [len(ids)] + [1] * 23
    hook.remove()


def test_a_batch_gives_what_single_prompts_give(model, tokenizer):
    together = generate(model, tokenizer, PROMPTS, max_new_tokens=20, temperature=0)
    for prompt, generation in zip(PROMPTS, together, strict=True):
        expected = greedy_without_cache(model, tokenizer(prompt)["input_ids"], 20)
        assert generation.token_ids == expected
        assert generation.prompt == prompt
        assert generation.finish_reason == "length"


def test_rows_go_on_without_those_that_have_finished(model, tokenizer):
    """Each row is what it is alone, without a cache, with its own random numbers; the batch shrinks on the way."""
    batches: list[int] = []
    hook = model.register_forward_pre_hook(
        lambda _module, _args, kwargs: batches.append(len(kwargs["input_ids"])), with_kwargs=True
    )
    prompts, ends = PROMPTS * 3, tokenizer.convert_ids_to_tokens(range(60, 90))
    rows = generate(model, tokenizer, prompts, max_new_tokens=30, stop=ends, seed=4)
    hook.remove()
    assert batches[0] == 12
    assert len(set(batches)) >= 3
    assert batches == sorted(batches, reverse=True)
    for number, row in enumerate(rows):
        ids, uniforms = tokenizer(row.prompt)["input_ids"], np.random.default_rng([4, number]).random(30)
        for token_id, logprob, uniform in zip(row.token_ids, row.logprobs, uniforms, strict=False):
            with torch.no_grad():
                probs = model(torch.tensor([ids]), use_cache=False).logits[0, -1].softmax(-1)
            assert token_id == int((probs.double().cumsum(0) < uniform).sum())
            assert logprob == pytest.approx(float(probs[token_id].log()), abs=1e-4)
            ids = [*ids, token_id]


ALIKE = [
    "The lamp is lit. Who lit it?",
    "The lamp is lit. Why?",
    "Over the bay a gull cries",
    "Tea at four. Cake?",
    "Tea at four. Scones or cake?",
    "Tea at four.",
]


@pytest.mark.parametrize("temperature", [0.0, 0.8])
def test_openings_are_read_once_and_change_nothing(model, tokenizer, temperature):
    shapes: list[tuple[int, ...]] = []
    hook = model.register_forward_pre_hook(
        lambda _module, _args, kwargs: shapes.append(tuple(kwargs["input_ids"].shape)), with_kwargs=True
    )
    settings = {"max_new_tokens": 12, "temperature": temperature, "repetition_penalty": 1.2, "seed": 3}
    shared = generate(model, tokenizer, ALIKE, **settings, share_openings=True)
    hook.remove()
    assert shapes[:2] == [
        (3, 24),
        (6, 17),
    ]  # of the gull all but the last letter; after "Tea at four" the longest
    for one, other in zip(shared, generate(model, tokenizer, ALIKE, **settings), strict=True):
        assert (one.prompt, one.token_ids) == (other.prompt, other.token_ids)
        assert one.logprobs == pytest.approx(other.logprobs, abs=1e-4)
    ids = tokenizer(ALIKE[1])["input_ids"]
    alone = scored_without_cache(model, ids, shared[1].token_ids)
    assert shared[1].logprobs == pytest.approx(alone, abs=1e-4)


def test_what_opens_differently_is_read_as_ever(model, tokenizer):
    lengths: list[int] = []
    hook = forward_lengths(model, lengths)
    generate(model, tokenizer, PROMPTS, max_new_tokens=2, temperature=0, share_openings=True)
    hook.remove()
    assert lengths == [max(len(tokenizer(text)["input_ids"]) for text in PROMPTS), 1]


def test_the_same_prompt_many_times_is_read_once(llama, tokenizer):
    rows: list[tuple[int, ...]] = []
    hook = llama.register_forward_pre_hook(
        lambda _module, _args, kwargs: rows.append(tuple(kwargs["input_ids"].shape)), with_kwargs=True
    )
    again = generate(llama, tokenizer, ["The lamp"] * 3, max_new_tokens=4, temperature=0, share_openings=True)
    hook.remove()
    assert rows[:2] == [(1, 7), (3, 1)]
    assert len({tuple(one.token_ids) for one in again}) == 1


@pytest.mark.parametrize("penalty", [1.0, 1.4])
def test_greedy_agrees_with_transformers(model, tokenizer, penalty):
    for prompt in PROMPTS[:2]:
        inputs = tokenizer(prompt, return_tensors="pt", return_token_type_ids=False)
        settings = {"max_new_tokens": 20, "repetition_penalty": penalty}
        ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": 0}
        theirs = model.generate(**inputs, **settings, **ends, do_sample=False)[
            0, inputs["input_ids"].shape[1] :
        ]
        (ours,) = generate(model, tokenizer, [prompt], temperature=0, **settings)
        assert ours.token_ids == theirs.tolist()


def test_the_penalty_ignores_padding(llama, tokenizer):
    with (
        torch.no_grad()
    ):  # every token in turn is the likeliest after "A", so that a penalised one would show
        (likeliest,) = generate_with_cache(llama, tokenizer("A")["input_ids"], 1)
        direction = llama.lm_head.weight[likeliest] * 1.01
    for token_id in (0, 1, tokenizer.eos_token_id, tokenizer.convert_tokens_to_ids("<pause>")):
        with torch.no_grad():
            before = llama.lm_head.weight[token_id].clone()
            llama.lm_head.weight[token_id] = direction
        batch = generate(llama, tokenizer, PROMPTS, max_new_tokens=1, temperature=0, repetition_penalty=2.0)
        assert batch[1].token_ids == [token_id]
        with torch.no_grad():
            llama.lm_head.weight[token_id] = before

    settings = {"max_new_tokens": 20, "temperature": 0, "repetition_penalty": 1.5}
    together = generate(llama, tokenizer, PROMPTS, **settings)
    alone = [generate(llama, tokenizer, [prompt], **settings)[0] for prompt in PROMPTS]
    assert [row.token_ids for row in together] == [row.token_ids for row in alone]


def test_logprobs_are_the_models_own(model, tokenizer):
    settings = {"temperature": 0.7, "top_k": 50, "top_p": 0.9, "repetition_penalty": 1.2, "seed": 4}
    for generation in generate(model, tokenizer, PROMPTS, max_new_tokens=16, **settings):
        prompt_ids = tokenizer(generation.prompt)["input_ids"]
        expected = scored_without_cache(model, prompt_ids, generation.token_ids)
        assert generation.logprobs == pytest.approx(expected, abs=1e-3)


def test_a_row_depends_on_the_seed_and_not_on_its_neighbours(llama, tokenizer):
    def first(prompts, seed):
        return generate(llama, tokenizer, prompts, max_new_tokens=20, seed=seed)[0].token_ids

    assert first(PROMPTS, 0) == first(PROMPTS, 0) == first(PROMPTS[:1], 0)
    assert first(PROMPTS, 0) != first(PROMPTS, 1)
    twice = generate(llama, tokenizer, ["same", "same"], max_new_tokens=20)
    assert twice[0].token_ids != twice[1].token_ids


def test_global_random_state_is_neither_used_nor_changed(llama, tokenizer):
    torch.manual_seed(0)
    one = generate(llama, tokenizer, PROMPTS, max_new_tokens=5)
    after = torch.rand(1)
    two = generate(llama, tokenizer, PROMPTS, max_new_tokens=5)
    assert one == two
    torch.manual_seed(0)
    assert torch.equal(after, torch.rand(1))


def test_top_k_of_one_is_greedy_at_any_temperature(llama, tokenizer):
    sampled = generate(llama, tokenizer, PROMPTS, max_new_tokens=12, temperature=3.0, top_k=1, seed=9)
    greedy = generate(llama, tokenizer, PROMPTS, max_new_tokens=12, temperature=0)
    assert [row.token_ids for row in sampled] == [row.token_ids for row in greedy]


def test_stops_at_the_end_token_of_the_model_or_the_tokenizer(llama, tokenizer):
    ids = tokenizer(PROMPTS[0])["input_ids"]
    expected = greedy_without_cache(llama, ids, 20)
    end = expected[5]
    llama.generation_config.eos_token_id = [end, 7]
    lengths: list[int] = []
    hook = forward_lengths(llama, lengths)
    (row,) = generate(llama, tokenizer, PROMPTS[:1], max_new_tokens=20, temperature=0)
    hook.remove()
    cut = expected.index(end) + 1
    assert (row.token_ids, row.finish_reason) == (expected[:cut], "stop")
    assert len(row.logprobs) == cut == len(lengths)  # and no step more than needed

    llama.generation_config.eos_token_id = None
    with torch.no_grad():
        llama.lm_head.weight[tokenizer.eos_token_id] = llama.lm_head.weight[end] * 1.01
    (row,) = generate(llama, tokenizer, PROMPTS[:1], max_new_tokens=20, temperature=0)
    assert row.finish_reason == "stop"
    assert row.token_ids[-1] == tokenizer.eos_token_id
    assert "<end>" not in row.text


def test_stop_strings_are_cut_off_with_what_follows(llama, tokenizer):
    (free,) = generate(llama, tokenizer, PROMPTS[:1], max_new_tokens=30, top_k=3, seed=2)
    assert free.text == tokenizer.decode(free.token_ids)
    stop = free.text[4:6]
    (row,) = generate(
        llama, tokenizer, PROMPTS[:1], max_new_tokens=30, top_k=3, seed=2, stop=["\0\0\0", stop]
    )
    assert row.finish_reason == "stop"
    assert row.text == free.text[: free.text.index(stop)]
    assert row.token_ids == free.token_ids[: len(row.token_ids)]
    assert stop in tokenizer.decode(row.token_ids)
    assert stop not in tokenizer.decode(row.token_ids[:-1])


def test_a_special_token_can_be_a_stop_string(llama, tokenizer):
    pause = tokenizer.convert_tokens_to_ids("<pause>")
    with torch.no_grad():
        (first,) = generate_with_cache(llama, tokenizer(PROMPTS[0])["input_ids"], 1)
        llama.lm_head.weight[pause] = llama.lm_head.weight[first] * 1.01
    (row,) = generate(llama, tokenizer, PROMPTS[:1], temperature=0, stop=["<pause>"])
    assert (row.token_ids, row.text, row.finish_reason) == ([pause], "", "stop")


def test_the_context_window_ends_each_row_by_itself(tokenizer):
    torch.manual_seed(0)
    config = GPT2Config(vocab_size=258, n_positions=16, n_embd=32, n_layer=1, n_head=2, eos_token_id=None)
    gpt2 = GPT2LMHeadModel(config).eval()  # absolute positions: one too many would be an index error
    long, short = generate(gpt2, tokenizer, ["x" * 13, "xy"], max_new_tokens=30, temperature=0)
    assert (len(long.token_ids), long.finish_reason) == (3, "context")
    assert (len(short.token_ids), short.finish_reason) == (14, "context")
    assert short.token_ids == greedy_without_cache(gpt2, tokenizer("xy")["input_ids"], 14)
    (exact,) = generate(gpt2, tokenizer, ["xy"], max_new_tokens=14, temperature=0)
    assert exact.finish_reason == "length"


def test_the_training_mode_is_left_as_it_was(llama, tokenizer):
    llama.train()
    llama.model.layers[0].eval()
    before = [module.training for module in llama.modules()]
    generate(llama, tokenizer, PROMPTS, max_new_tokens=2)
    with pytest.raises(ValueError, match="is empty"):
        generate(llama, tokenizer, [""], max_new_tokens=2)
    assert [module.training for module in llama.modules()] == before


def test_a_rule_of_ones_own_picks_every_token(model, tokenizer):
    seen = []

    def second_likeliest(logits):
        seen.append(tuple(logits.shape))
        return logits.topk(2).indices[:, 1]

    together = generate(model, tokenizer, PROMPTS, max_new_tokens=6, choose=second_likeliest)
    assert seen == [(len(PROMPTS), len(model.get_output_embeddings().weight))] * 6
    ids = tokenizer(PROMPTS[1])["input_ids"]
    with torch.no_grad():
        for _ in range(6):
            ids.append(int(model(torch.tensor([ids])).logits[0, -1].topk(2).indices[1]))
    chosen = together[1].token_ids  # shorter where the end token was among them
    assert chosen == ids[-6:][: len(chosen)]
    assert sum(len(generation.token_ids) for generation in together) > 12


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (lambda logits: None, "one token id for each of the 4 rows; it returned NoneType"),
        (lambda logits: logits, "it returned shape"),
        (lambda logits: torch.tensor(3), "it returned shape"),
        (lambda logits: torch.full((4,), logits.shape[-1]), "ids go from 0 to"),
        (lambda logits: torch.tensor([0, 0, 0, -1]), "returned token -1"),
    ],
)
def test_a_choice_that_is_no_token_is_refused(model, tokenizer, choice, sentence):
    with pytest.raises(CourseError, match=sentence):
        generate(model, tokenizer, PROMPTS, max_new_tokens=2, choose=choice)


def test_no_prompt_gives_no_completion(llama, tokenizer):
    assert generate(llama, tokenizer, []) == []


@pytest.mark.parametrize(
    ("prompts", "settings", "sentence"),
    [
        (["fine", ""], {}, r"prompts\[1\] is empty"),
        (["x" * 64], {}, r"prompts\[0\] has 64 tokens.*context window of 64"),
        ("one string", {}, "put it in a list"),
        (["x"], {"temperature": -1.0}, "temperature = -1.0"),
        (["x"], {"temperature": float("nan")}, "temperature = nan"),
        (["x"], {"top_k": -3}, "top_k = -3"),
        (["x"], {"top_p": 0.0}, "top_p = 0.0"),
        (["x"], {"max_new_tokens": 0}, "max_new_tokens = 0"),
        (["x"], {"seed": -1}, "seed = -1"),
        (["x"], {"repetition_penalty": 0.0}, "repetition_penalty = 0.0"),
        (["x"], {"stop": [""]}, "empty string"),
    ],
)
def test_bad_input_gets_one_sentence(llama, tokenizer, prompts, settings, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        generate(llama, tokenizer, prompts, **settings)
    assert isinstance(caught.value, CourseError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("vocabulary", [64, 257, 300, 1000])
def test_a_tokenizer_of_another_model_is_refused(tiny_llama, tokenizer, vocabulary):
    with pytest.raises(
        ValueError, match=f"258 tokens and the model {vocabulary}, so they do not belong together"
    ):
        generate(tiny_llama(vocabulary), tokenizer, PROMPTS)


def test_a_vocabulary_that_the_model_rounds_up_is_accepted(tiny_llama, tokenizer):
    assert len(generate(tiny_llama(264), tokenizer, PROMPTS, max_new_tokens=2, temperature=0)) == len(PROMPTS)


def test_ids_that_the_model_does_not_know_are_refused(llama):
    class Foreign:
        eos_token_id = None

        def __len__(self):
            return 258

        def __call__(self, _text):
            return {"input_ids": [3, 258]}

    with pytest.raises(ValueError, match=r"becomes token 258, but the model knows 0 to 257 only"):
        generate(llama, Foreign(), ["x"])


def test_an_encoder_decoder_is_refused(tokenizer):
    shape = {"d_model": 16, "d_kv": 8, "d_ff": 16, "num_layers": 1, "num_heads": 2}
    t5 = T5ForConditionalGeneration(T5Config(vocab_size=258, **shape))
    with pytest.raises(ValueError, match="encoder-decoder"):
        generate(t5, tokenizer, ["x"])


def test_a_model_that_computes_nan_is_named_as_the_culprit(llama, tokenizer):
    with torch.no_grad():
        llama.lm_head.weight[0] = float("nan")
    with pytest.raises(ValueError, match=r"hold NaN.*look at the model's output"):
        generate(llama, tokenizer, PROMPTS)


def test_generate_with_cache_refuses_an_empty_start(llama):
    with pytest.raises(ValueError, match="token_ids is empty"):
        generate_with_cache(llama, [], 3)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_gpu_gives_the_same_greedy_tokens(llama, tokenizer):
    on_cpu = generate(llama, tokenizer, PROMPTS, max_new_tokens=16, temperature=0)
    on_gpu = generate(llama.cuda(), tokenizer, PROMPTS, max_new_tokens=16, temperature=0)
    assert [row.token_ids for row in on_gpu] == [row.token_ids for row in on_cpu]
