# %% [markdown]
# # 01 · Tokenization and sampling
#
# A language model never sees a letter and never says a word. It reads numbers, returns a score for each number it knows,
# and a rule that has nothing to do with the model picks one. In this lab you build both ends: the tokenizer that turns text into
# numbers, and the rules that turn scores into text. Then you measure why a model that always says the likeliest thing ends up repeating itself.
#
# | | |
# |---|---|
# | **You will be able to** | train and apply byte-level BPE · say what temperature, top-k, top-p and min-p do to a distribution, and prove it · draw without bias · generate with a KV cache · compare two ways of sampling with intervals |
# | **Time** | about two hours to work through; the whole notebook runs in under two minutes on two cores |
# | **You need** | lab 00; a little numpy or torch |
# | **Where the ideas come from** | Sennrich et al. 2016 (BPE) · Radford et al. 2019 (byte-level BPE) · Fan et al. 2018 (top-k) · Holtzman et al. 2020 (top-p, why greedy text degenerates) · Keskar et al. 2019 (repetition penalty) · Nguyen et al. 2024 (min-p) |

# %%
from helpers import data, environment, metrics, models, plots, profile, sampling, tokenization, widgets
from helpers.checks import check, predict, reveal, use
SEED = profile.seed(1)

# %%
import textwrap
import time
from collections import Counter

import numpy as np
import torch
from tqdm.auto import tqdm

print(profile.describe())
model, tokenizer = models.load("base")
stories = data.load("stories")

# %% [markdown]
# # Part 1 · Text to numbers, and back
#
# ## Bytes
#
# ### Idea
#
# A computer stores text as bytes. UTF-8 spends one byte on an English letter and up to four on other characters, so a vocabulary of the 256
# byte values can already write everything: no text is ever "unknown". A *byte-level* tokenizer starts there and then learns which
# bytes belong together.
#
# Bytes such as the space or a line break are awkward to print, so GPT-2 gave each of the 256 bytes a visible stand-in; the space becomes `Ġ`.
# These stand-ins are called *symbols* below.

# %%
for text in ["boat", "café", "a 🦀"]:
    print(f"{text!r:8} {len(text)} characters  {len(text.encode()):2} bytes  {list(text.encode())}  as symbols: {tokenization.to_symbols(text)}")

# %% [markdown]
# ### Predict
#
# The tokenizer that belongs to this course's model was trained on stories of one small town. Here is a sentence in the manner of that town.
# How many tokens will it need?

# %%
sentence = "In the morning the fisherman mended his net beside the harbour wall."
print(f"{sentence}\n{len(sentence)} characters, {len(sentence.split())} words")
predict("p01_1", "How many tokens?", number=True, unit="tokens")

# %%
ids = tokenizer(sentence, add_special_tokens=False).input_ids
print(" | ".join(view.text for view in tokenization.describe(tokenizer, sentence)))
reveal("p01_1", len(ids), f"That is {len(ids) / len(sentence.split()):.2f} tokens a word: frequent words are a single token, their space included.")

# %% [markdown]
# ## Learning the merges
#
# ### Idea
#
# Byte-pair encoding starts from single symbols and repeats one step: count every pair of neighbours, and merge the most frequent pair into a new symbol.
#
# $$(a, b)^\ast = \arg\max_{(a,b)} \sum_{w} n_w \cdot \#\{\,i : w_i = a,\; w_{i+1} = b\,\}$$
#
# | symbol | meaning | variable | type |
# |---|---|---|---|
# | $w$ | a word, as a sequence of symbols | a key of `word_counts` | `str` |
# | $n_w$ | how often the word occurs in the corpus | `word_counts[w]` | `int` |
# | $(a, b)^\ast$ | the pair to merge next | an entry of the result | `tuple[str, str]` |
#
# Merges never cross a word border, so it is enough to know each distinct word and its count. When two pairs are equally frequent a rule must decide, or
# two people would train different tokenizers on the same text. The `tokenizers` library takes the pair with the lowest ids: symbols are
# numbered in sorted order, each new symbol gets the next number, and the pair with the lower left number wins, then the lower right one.

# %% [markdown] exercise="ex01_1_train_bpe"
# ### Exercise · Train BPE
#
# Learn `num_merges` merges from words and their counts. Each character of a word is one symbol to begin with.

# %% exercise="ex01_1_train_bpe"
def train_bpe(word_counts, num_merges):
    """Learn byte-pair merges.

    Args:
        word_counts: dict from word (a str of symbols) to how often it occurs.
        num_merges: how many merges to learn; fewer are returned when no pair is left.

    Returns:
        list of (left, right) pairs of symbols, in the order in which they were learned.
    """
    ### BEGIN SOLUTION
    words = {word: list(word) for word in word_counts}
    ids = {symbol: number for number, symbol in enumerate(sorted(set("".join(word_counts))))}
    merges = []
    for _ in range(num_merges):
        counts = {}
        for word, symbols in words.items():
            for pair in zip(symbols, symbols[1:]):
                counts[pair] = counts.get(pair, 0) + word_counts[word]
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], ids[pair[0]], ids[pair[1]]))
        merges.append(best)
        ids.setdefault("".join(best), len(ids))
        for symbols in words.values():
            i = 0
            while i < len(symbols) - 1:
                if (symbols[i], symbols[i + 1]) == best:
                    symbols[i : i + 2] = ["".join(best)]
                i += 1
    return merges
    ### END SOLUTION

# %% check="ex01_1_train_bpe"
check.ex01_1_train_bpe(train_bpe)

# %% [markdown]
# Now on real text: the words of some of the town's stories. Watch what a vocabulary learns first.

# %%
sample = stories["train"]["text"][:120]
word_counts = Counter(word for text in sample for word in tokenization.split_words(text))
merges = use.train_bpe(word_counts, 200)
print(f"{sum(word_counts.values()):,} words, {len(word_counts):,} of them distinct")
print("first merges:", "  ".join(left + right for left, right in merges[:16]))
print("last merges: ", "  ".join(left + right for left, right in merges[-12:]))

# %% [markdown]
# ## Using the merges
#
# ### Idea
#
# To encode a new word, the merges are replayed *in the order in which they were learned*, and not in the order in which they meet the eye from left to right.
# The position of a merge in the list is its *rank*; at each step the pair of lowest rank in the word is merged wherever it occurs.

# %% [markdown] exercise="ex01_2_encode_bpe"
# ### Exercise · Encode with merges
#
# Split one word into its tokens.

# %% exercise="ex01_2_encode_bpe"
def encode_bpe(word, merges):
    """Apply merges to one word.

    Args:
        word: str of symbols.
        merges: list of (left, right) pairs; the position in the list is the rank, lower is applied first.

    Returns:
        list of str: the tokens of the word, from left to right.
    """
    ### BEGIN SOLUTION
    ranks = {pair: rank for rank, pair in enumerate(merges)}
    symbols = list(word)
    while len(symbols) > 1:
        best = min(zip(symbols, symbols[1:]), key=lambda pair: ranks.get(pair, len(ranks)))
        if best not in ranks:
            break
        merged, i = [], 0
        while i < len(symbols):
            if tuple(symbols[i : i + 2]) == best:
                merged.append("".join(best))
                i += 2
            else:
                merged.append(symbols[i])
                i += 1
        symbols = merged
    return symbols
    ### END SOLUTION

# %% check="ex01_2_encode_bpe"
check.ex01_2_encode_bpe(encode_bpe)

# %% [markdown]
# ## How large a vocabulary?
#
# ### Predict
#
# More merges mean shorter sequences, but each token needs a row in the embedding table. Suppose the number of merges doubles, from 400 to 800. By what factor
# does the number of tokens for the same text fall?

# %%
predict(
    "p01_2",
    "Twice the merges: the number of tokens becomes …",
    choices=["about half", "about two thirds", "less than a fifth smaller", "larger"],
)

# %%
many = tokenization.train_bpe(word_counts, 1600)
held_out = Counter(word for text in stories["validation"]["text"][:40] for word in tokenization.split_words(text))
sizes = [0, 100, 200, 400, 800, 1600]
tokens_per_word = []
for size in sizes:
    tokens = sum(count * len(use.encode_bpe(word, many[:size])) for word, count in held_out.items())
    tokens_per_word.append(tokens / sum(held_out.values()))
plots.curve(
    sizes,
    {"tokens per word": tokens_per_word},
    title="More merges, shorter sequences, with diminishing returns",
    x_title="merges learned",
    y_title="tokens per held-out word",
)

# %%
ratio = tokens_per_word[sizes.index(800)] / tokens_per_word[sizes.index(400)]
answer = "less than a fifth smaller" if 0.8 <= ratio < 1 else "about two thirds" if ratio < 0.8 else "larger"
reveal(
    "p01_2",
    answer,
    f"The text needs {ratio:.2f} times the tokens. Frequent words were merged first; each further merge helps a rarer word.",
)

# %% [markdown]
# ## One tokenizer for life
#
# ### Idea
#
# The ids mean nothing in themselves: row 317 of the embedding table was trained to stand for whatever the *training* tokenizer called 317. Feed the model with
# the ids of another tokenizer, even one as good, and it reads noise. The measure is *perplexity*: the exponential of the average surprise a token.
#
# $$\mathrm{PPL} = \exp\Big(-\frac{1}{T}\sum_{t=1}^{T} \log p(x_t \mid x_{<t})\Big)$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $x_t$ | the $t$-th token of the text | `ids[t]` | a number |
# | $\log p(x_t \mid x_{<t})$ | natural log-probability the model gave it | `logprobs[t]` | `(tokens,)` |
#
# A perplexity of $n$ means: as undecided, on average, as a fair choice among $n$ tokens.

# %%
def text_perplexity(ids):
    """Perplexity of one token sequence under the model."""
    tensor = torch.tensor([ids], device=model.device)
    with torch.no_grad():
        logprobs = model(tensor).logits[0, :-1].float().log_softmax(-1)
    return metrics.perplexity(logprobs.gather(-1, tensor[0, 1:, None]).squeeze(-1).cpu())


own = tokenization.BytePairTokenizer.train(stories["train"]["text"][:400], vocab_size=1200)
texts = stories["validation"]["text"][:40]
right = [text_perplexity(tokenizer(text, add_special_tokens=False).input_ids[:256]) for text in texts]
wrong = [text_perplexity(own.encode(text)[:256]) for text in texts]
for name, values in {"the tokenizer it was trained with": right, "another tokenizer, same text": wrong}.items():
    low, high = metrics.bootstrap_interval(np.log(values))
    print(f"{name:36} perplexity {np.exp(np.mean(np.log(values))):10,.1f}   95 % interval {np.exp(low):,.1f} to {np.exp(high):,.1f}")

# %% [markdown]
# ### Explore
#
# Type into the playground. Colours only mark the borders; focus a token to see its id and its bytes.
#
# 1. Find a word that the course's tokenizer splits into three or more tokens, although you use it every day. Why does it?
# 2. Compare `boat`, ` boat` and `Boat`. Then try an emoji. Which of them share a token, and what does the model have to learn twice because of it?

# %%
widgets.TokenizerPlayground({"the course's model": tokenizer, "your 1,200 tokens": own}, text="The fisherman mended his net. Café 🦀!")

# %% [markdown] explain="explain01_1" points=2
# ### Explain
#
# A friend wants to save money by using a tokenizer with a vocabulary of one million. Give one advantage and two costs.
#
# ### BEGIN SOLUTION
# Sequences get shorter, so a text needs fewer steps and more of it fits into the context window. The costs: the embedding table and the output layer grow with the
# vocabulary, in parameters, memory and computation at each step; and most of the tokens are so rare that their rows are hardly trained. The gain also
# shrinks with each doubling, as the curve above shows.
# ### END SOLUTION

# %% [markdown]
# # Part 2 · From scores to a choice
#
# ## Softmax with a temperature
#
# ### Idea
#
# Dividing the logits by a temperature before the softmax stretches or squeezes their differences.
#
# $$p_i(T) = \frac{e^{z_i/T}}{\sum_j e^{z_j/T}}, \qquad H(p) = -\sum_i p_i \ln p_i$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $z$ | logits | `logits` | `(..., vocab)` |
# | $T$ | temperature; 1 leaves the model as it is, the limit 0 always takes the largest | `temperature` | a number ≥ 0 |
# | $H$ | entropy, in nats: how undecided the distribution is | `sampling.entropy` | `(...)` |
#
# ### Predict
#
# The model's vocabulary is large. After the softmax, how many tokens have a probability greater than zero?

# %%
prompt = "At the market she bought a"
input_ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False).input_ids.to(model.device)
with torch.no_grad():
    logits = model(input_ids).logits[0, -1].float().cpu()
print(f"{prompt!r}: {logits.numel():,} logits")
predict("p01_3", "How many tokens have a probability above zero after the softmax?", choices=["one", "a few dozen", "about half", "all of them"])

# %%
positive = int((logits.softmax(-1) > 0).sum())
share = {1.0: "all of them", 0.0: "one"}.get(positive / logits.numel(), "about half")
reveal(
    "p01_3",
    share,
    f"{positive:,} of {logits.numel():,}. The softmax does not shrink the vocabulary, whatever some notes say: it only rescales. Cutting is a separate step.",
)

# %% [markdown] exercise="ex01_3_softmax_with_temperature"
# ### Exercise · Softmax with temperature
#
# Temperature 0 is the limit: all the probability on the largest logit, on the first of them if several are equally large.

# %% exercise="ex01_3_softmax_with_temperature"
def softmax_with_temperature(logits, temperature):
    """Probabilities at a temperature.

    Args:
        logits: float tensor (..., vocab); entries may be -inf, but not all of a row.
        temperature: number ≥ 0; 0 puts all probability on the first maximum of each row.

    Returns:
        float tensor of the same shape; each row sums to 1.
    """
    ### BEGIN SOLUTION
    if temperature == 0:
        first_maximum = logits.argmax(dim=-1, keepdim=True)
        return torch.zeros_like(logits).scatter(-1, first_maximum, 1.0)
    shifted = logits - logits.max(dim=-1, keepdim=True).values
    exponentials = (shifted / temperature).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)
    ### END SOLUTION

# %% check="ex01_3_softmax_with_temperature"
check.ex01_3_softmax_with_temperature(softmax_with_temperature)

# %%
temperatures = [0.1, 0.2, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6, 2.0, 3.0]
entropies = []
for temperature in temperatures:
    probabilities = use.softmax_with_temperature(logits, temperature)
    entropies.append(float(-(probabilities * probabilities.clamp_min(1e-30).log()).sum()))
plots.curve(
    temperatures,
    {"entropy": entropies, "entropy of a uniform choice": [float(np.log(logits.numel()))] * len(temperatures)},
    title=f"Undecided in proportion to the temperature: “{prompt} …”",
    x_title="temperature",
    y_title="entropy (nats)",
)

# %% [markdown]
# ## Cutting the tail: top-k and top-p
#
# ### Idea
#
# Each of the many unlikely tokens is nearly impossible; together they are not. Draw long enough and one of them comes up, and the model has to go on from nonsense.
# Two rules cut the tail by setting logits to $-\infty$:
#
# - **top-k** keeps the $k$ largest logits (and all that tie with the $k$-th);
# - **top-p**, or nucleus sampling, keeps the *smallest* set of tokens whose probability *reaches* $p$.
#
# $$\text{top-}p:\quad \text{keep } i_1,\dots,i_m \;\text{ with }\; m = \min\Big\{ m : \sum_{r=1}^{m} p_{i_r} \ge p \Big\}, \qquad p_{i_1} \ge p_{i_2} \ge \dots$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $k$ | how many to keep; 0 switches the rule off | `k` | a whole number ≥ 0 |
# | $p$ | mass to reach; 1 switches the rule off | `p` | a number in (0, 1] |
# | $i_r$ | the token in place $r$, by falling probability | the order of a sort | `(..., vocab)` |

# %% [markdown] exercise="ex01_4_top_k"
# ### Exercise · Top-k
#
# Return new logits in which everything below the $k$-th largest is $-\infty$. Keep all ties at the border; `k = 0` and `k` beyond the vocabulary change nothing.

# %% exercise="ex01_4_top_k"
def top_k(logits, k):
    """Cut all but the k largest logits.

    Args:
        logits: float tensor (..., vocab).
        k: whole number ≥ 0; 0, or at least vocab, keeps everything.

    Returns:
        float tensor of the same shape; cut tokens are -inf, kept ones unchanged.
    """
    ### BEGIN SOLUTION
    if k == 0 or k >= logits.shape[-1]:
        return logits.clone()
    smallest_kept = logits.topk(k, dim=-1).values[..., -1:]
    return logits.masked_fill(logits < smallest_kept, -torch.inf)
    ### END SOLUTION

# %% check="ex01_4_top_k"
check.ex01_4_top_k(top_k)

# %% [markdown]
# ### Predict
#
# Four tokens have the probabilities 0.4, 0.3, 0.2 and 0.1. With $p = 0.8$, how many are kept?

# %%
predict("p01_4", "Probabilities 0.4, 0.3, 0.2, 0.1 and p = 0.8. How many tokens are kept?", number=True, unit="tokens")

# %% [markdown] exercise="ex01_5_top_p"
# ### Exercise · Top-p
#
# Keep the smallest set whose probability reaches `p`. Among equally likely tokens the lower id goes first. At least one token always stays; `p = 1` keeps every token.

# %% exercise="ex01_5_top_p"
def top_p(logits, p):
    """Keep the nucleus: the smallest set of tokens whose probability reaches p.

    Args:
        logits: float tensor (..., vocab); entries may be -inf.
        p: number in (0, 1].

    Returns:
        float tensor of the same shape; cut tokens are -inf, kept ones unchanged.
    """
    ### BEGIN SOLUTION
    if p >= 1:
        return logits.clone()
    ordered, order = logits.sort(dim=-1, descending=True, stable=True)
    probabilities = ordered.softmax(dim=-1)
    mass_before = probabilities.cumsum(dim=-1) - probabilities
    cut = mass_before >= p
    cut[..., 0] = False
    return logits.masked_fill(cut.gather(-1, order.argsort(dim=-1)), -torch.inf)
    ### END SOLUTION

# %% check="ex01_5_top_p"
check.ex01_5_top_p(top_p)

# %%
four = torch.tensor([0.4, 0.3, 0.2, 0.1]).log()
kept = int(use.top_p(four, 0.8).isfinite().sum())
reveal("p01_4", kept, "The first two reach 0.7, which is short of 0.8; the token that crosses the border belongs to the set.")

# %% [markdown]
# **Two more rules.** *min-p* keeps the tokens whose probability is at least a fraction of the largest one: strict where the model is sure, generous where it is not.
# The *repetition penalty* divides positive logits of tokens that have already been used by a factor above one, and multiplies negative ones.
# `sampling.warp` applies temperature, top-k, top-p and min-p in this order. Compare what they keep.

# %%
settings = {
    "nothing": {},
    "temperature 0.6": {"temperature": 0.6},
    "top-k 20": {"top_k": 20},
    "top-p 0.9": {"top_p": 0.9},
    "min-p 0.1": {"min_p": 0.1},
}
contexts = ["At the market she bought a", "The ferry leaves at", "Good morning, said the"]
rows = []
for name, setting in settings.items():
    cells = []
    for context in contexts:
        ids = tokenizer(context, return_tensors="pt", add_special_tokens=False).input_ids.to(model.device)
        with torch.no_grad():
            warped = sampling.warp(model(ids).logits[0, -1].float().cpu(), **setting)
        cells.append(f"{int(warped.isfinite().sum()):,} kept, {float(sampling.entropy(warped)):.2f} nats")
    rows.append((name, *cells))
environment.Table("What each rule keeps, and how undecided the rest is", ("rule", *contexts), tuple(rows))

# %% [markdown]
# ## Drawing
#
# ### Idea
#
# To draw from probabilities, lay them end to end on a line of length one and throw **one** dart $u$, uniform between 0 and 1. The token whose piece it hits is the draw:
# the first $i$ with $p_1 + \dots + p_i > u$.

# %% [markdown] exercise="ex01_6_draw"
# ### Exercise · Draw
#
# Draw `n` token ids, independently. Any method that gives the right frequencies is fine; take your random numbers from `rng`, so that the same seed gives the same draws.

# %% exercise="ex01_6_draw"
def draw(probs, n, rng):
    """Draw n independent token ids.

    Args:
        probs: float tensor (vocab,), non-negative, summing to 1.
        n: how many draws.
        rng: numpy Generator, the source of all randomness.

    Returns:
        list of n ints, each an index into probs.
    """
    ### BEGIN SOLUTION
    edges = probs.double().cumsum(0)
    darts = torch.from_numpy(rng.random(n)) * edges[-1]
    return torch.searchsorted(edges, darts, right=True).tolist()
    ### END SOLUTION

# %% check="ex01_6_draw"
check.ex01_6_draw(draw)

# %% [markdown]
# ### Explore
#
# The sampling explorer does to a real distribution what you have just programmed. The pale bars are the model's probabilities, the coloured ones what the rules make of them; cut tokens are
# hatched, with the rule that cut them. In the generated text, the darker a token the more it surprised the model.
#
# 1. Set the temperature to 2 and generate. Then set top-p to 0.8 and generate with the same seed. What did the cut save?
# 2. Find a prompt for which top-k 10 and top-p 0.9 keep very different sets. What is it about the prompt?

# %%
widgets.SamplingExplorer(model, tokenizer, prompt="At the market she bought a", temperature=1.0, top_p=0.9)

# %% [markdown] explain="explain01_2" points=2
# ### Explain
#
# When is a fixed *number* of tokens (top-k) the wrong cut, and why does a fixed *mass* (top-p) adapt? Give one context for each side.
#
# ### BEGIN SOLUTION
# After "Good morning, said the" dozens of people may follow, all about as likely: a small k throws good candidates away. After the first half of a rare
# name only one continuation makes sense: the same k keeps many that do not. A fixed mass keeps many tokens where the distribution is flat and few where it is
# peaked, because it counts probability, not tokens.
# ### END SOLUTION

# %% [markdown]
# # Part 3 · One token after the other
#
# ## Generating with a cache
#
# ### Idea
#
# To choose the next token the model attends to all tokens before it. Their keys and values do not change when a token is added, so they are computed once and kept: the *KV cache*.
# Without it, writing $n$ tokens after a prompt of $m$ means reading $m + (m+1) + \dots + (m+n-1)$ positions; with it, $m + (n-1)$.
#
# ### Predict
#
# A prompt of 10 tokens, 50 new tokens. How many times more positions does the version without a cache compute?

# %%
predict("p01_5", "Positions computed without a cache, divided by positions with it?", number=True, unit="times")

# %%
m, n = 10, 50
without = sum(m + step for step in range(n))
with_cache = m + n - 1
reveal("p01_5", round(without / with_cache, 1), f"{without:,} positions against {with_cache:,}; the gap grows with the length of the text.")

# %% [markdown] exercise="ex01_7_generate_with_cache"
# ### Exercise · Generate with a KV cache
#
# Always take the likeliest token. Call the model once with the prompt, then once for each further token, **with only that token**.
# The call `output = model(ids, past_key_values=cache, use_cache=True)` returns `output.logits` of shape `(1, length, vocab)` and `output.past_key_values`, the cache for the next call
# (begin with `None`). Here, nothing stops the text early: return exactly `max_new_tokens` ids.

# %% exercise="ex01_7_generate_with_cache"
def generate_with_cache(model, token_ids, max_new_tokens):
    """Continue a prompt greedily, feeding each token once.

    Args:
        model: a causal language model.
        token_ids: list of ints, the prompt; at least one.
        max_new_tokens: how many tokens to add.

    Returns:
        list of max_new_tokens ints: the new tokens only.
    """
    ### BEGIN SOLUTION
    new_ids, cache = [], None
    next_input = torch.tensor([token_ids], device=model.device)
    with torch.no_grad():
        while len(new_ids) < max_new_tokens:
            output = model(next_input, past_key_values=cache, use_cache=True)
            cache = output.past_key_values
            next_input = output.logits[:, -1].argmax(dim=-1, keepdim=True)
            new_ids.append(int(next_input))
    return new_ids
    ### END SOLUTION

# %% check="ex01_7_generate_with_cache"
check.ex01_7_generate_with_cache(generate_with_cache)

# %%
prompt_ids = tokenizer("The old lighthouse keeper", add_special_tokens=False).input_ids
start = time.perf_counter()
cached = use.generate_with_cache(model, prompt_ids, 100)
seconds_with = time.perf_counter() - start

start = time.perf_counter()
uncached = list(prompt_ids)
with torch.no_grad():
    for _ in range(100):
        uncached.append(int(model(torch.tensor([uncached], device=model.device)).logits[0, -1].argmax()))
seconds_without = time.perf_counter() - start

print(f"with cache    {100 / seconds_with:7,.0f} tokens/s\nwithout cache {100 / seconds_without:7,.0f} tokens/s")
print("the same tokens:", cached == uncached[len(prompt_ids):])

# %% [markdown]
# ## When to stop
#
# ### Idea
#
# Left alone, the loop runs for ever. Three things end it: the model draws its *end token*, a *stop string* turns up in the text, or a budget (*max new tokens*, or the context window) is used up.
# Only the first is the model's own decision. The `finish_reason` tells which it was.

# %%
for name, setting in {
    "budget of 12 tokens": {"max_new_tokens": 12},
    "stop at the first full stop": {"max_new_tokens": 80, "stop": ["."]},
    "the model decides": {"max_new_tokens": 300},
}.items():
    [generation] = sampling.generate(model, tokenizer, ["One windy evening"], temperature=0.8, seed=SEED, **setting)
    print(f"{name}: {len(generation.token_ids)} tokens, finish_reason={generation.finish_reason!r}\n    …{generation.text.strip()[:100]}")

# %% [markdown]
# # Put it together · Why greedy text repeats
#
# Time to measure. Held-out stories are cut after their opening; the model continues each opening in several ways, **with your functions** choosing every token. For each continuation we count
#
# - the **repetition**: the share of its 4-grams of tokens that occurred before in the same continuation;
# - **distinct-2**: the share of its pairs of neighbours that are different from each other.
#
# As a yardstick, the same measures on how the stories really went on. The intervals are bootstrap intervals over the prompts.
#
# ### Predict
#
# Which way repeats the most?

# %%
predict(
    "p01_6",
    "Which continuation repeats the most 4-grams?",
    choices=["always the likeliest token", "sampled, temperature 1", "sampled, top-p 0.9", "the stories themselves"],
)

# %%
prompts = data.load("prompts")["test"].select(range(200))
openings, true_endings = prompts["prompt"], prompts["continuation"]


def chooser(temperature, k, p, seed):
    """A rule that picks the next token of every row, made of your four functions."""
    rng = np.random.default_rng(seed)

    def choose(logits):
        kept = use.top_p(use.top_k(logits / temperature if temperature else logits, k), p)
        probabilities = use.softmax_with_temperature(kept, 0 if temperature == 0 else 1)
        return torch.tensor([use.draw(row, 1, rng)[0] for row in probabilities])

    return choose


ways = {
    "always the likeliest token": chooser(0, 0, 1.0, SEED),
    "sampled, temperature 1": chooser(1.0, 0, 1.0, SEED),
    "sampled, top-k 20": chooser(1.0, 20, 1.0, SEED),
    "sampled, top-p 0.9": chooser(1.0, 0, 0.9, SEED),
}
continuations, seconds = {}, {}
for name, choose in tqdm(ways.items(), desc="ways of choosing"):
    start = time.perf_counter()
    generations = sampling.generate(model, tokenizer, openings, max_new_tokens=96, choose=choose)
    continuations[name], seconds[name] = [generation.text for generation in generations], time.perf_counter() - start
continuations["the stories themselves"] = true_endings

# %%
def measure(texts):
    """Repetition and distinct-2 of each text, over its tokens."""
    tokens = [tokenizer(text, add_special_tokens=False).input_ids[:96] for text in texts]
    return {
        "repetition": [metrics.repetition(ids, n=4) for ids in tokens],
        "distinct-2": [metrics.distinct_n([ids], n=2) for ids in tokens],
    }


measured = {name: measure(texts) for name, texts in continuations.items()}
table, dots = [], {}
for name, values in measured.items():
    row, dots[name] = [], {}
    for metric, numbers in values.items():
        low, high = metrics.bootstrap_interval(numbers)
        dots[name][metric] = (float(np.mean(numbers)), low, high)
        row.append(f"{np.mean(numbers):.3f}  [{low:.3f}, {high:.3f}]")
    table.append((name, *row, f"{seconds[name]:.1f} s" if name in seconds else "–"))
environment.Table(f"{len(openings)} held-out openings, 95 % intervals", ("way", "repetition", "distinct-2", "time"), tuple(table))

# %%
plots.interval_dots(
    {name: {"repetition": row["repetition"]} for name, row in dots.items()},
    title="How much a continuation repeats itself, with 95 % intervals",
    x_title="share of 4-grams that occurred before",
)

# %%
most = max(measured, key=lambda name: np.mean(measured[name]["repetition"]))
gap = metrics.bootstrap_difference(
    measured["always the likeliest token"]["repetition"], measured["sampled, temperature 1"]["repetition"]
)
reveal(
    "p01_6",
    most,
    f"Likeliest minus sampled, on the same prompts: 95 % interval of the difference {gap[0]:+.3f} to {gap[1]:+.3f}. Text that has just been said raises its own probability, and a rule without chance never leaves the loop.",
)

# %% [markdown]
# Numbers are not enough: read some.

# %%
worst = int(np.argmax(measured["always the likeliest token"]["repetition"]))
for name, texts in continuations.items():
    story = " ".join(texts[worst].split())[:400]
    print(f"── {name}", textwrap.fill(f"{openings[worst]} … {story}", 110), sep="\n", end="\n\n")

# %% [markdown]
# ## Does sampling tell the truth about the model?
#
# In the town, freshly painted doors and newly knitted scarves have colours with a known, skewed distribution: the people who wrote the world drew them by chance.
# Three distributions can be compared: the **town's**, the **model's** (probability of each colour as the next word), and the **sampled** one (what your `draw` picks).
# If your sampler is honest, the last two differ only by chance. The χ² test asks how surprising the difference is; a p-value above 0.01 is no surprise.

# %%
from helpers.world import lexicon

colours = {name: tokenizer(" " + name, add_special_tokens=False).input_ids[0] for name in lexicon.COLOUR_WEIGHTS}
rng = np.random.default_rng(SEED)
observed = dict.fromkeys(colours, 0)
expected = dict.fromkeys(colours, 0.0)
draws_per_prompt = 300
for prompt in lexicon.COLOUR_PROMPTS:
    ids = tokenizer(prompt, return_tensors="pt", add_special_tokens=False).input_ids.to(model.device)
    with torch.no_grad():
        scores = model(ids).logits[0, -1].float().cpu()[list(colours.values())]
    probabilities = use.softmax_with_temperature(scores, 1.0)
    for index in use.draw(probabilities, draws_per_prompt, rng):
        observed[list(colours)[index]] += 1
    for name, probability in zip(colours, probabilities.tolist(), strict=True):
        expected[name] += draws_per_prompt * probability
test = metrics.chi_square(list(observed.values()), list(expected.values()))
total = sum(observed.values())
model_share = {name: value / total for name, value in expected.items()}
distance = sum(abs(model_share[name] - lexicon.COLOUR_WEIGHTS[name]) for name in colours) / 2
print(f"{total:,} draws. Sampled against the model: χ² = {test.statistic:.1f} with {test.degrees} degrees of freedom, p = {test.p_value:.2f}")
print(f"The model against the town: {distance:.1%} of the probability lies on other colours than in the town")
plots.compare_distributions(
    {"town": lexicon.COLOUR_WEIGHTS, "model": model_share, "sampled": {name: count / total for name, count in observed.items()}},
    title="The colour of newly painted and knitted things",
)

# %% [markdown]
# # Fix the notes
#
# Study notes in circulation draw a token like this (here in Python):
#
# ```python
# cumulative = 0.0
# for i, probability in enumerate(probabilities):
#     cumulative += probability
#     if cumulative > random():      # a new random number on every pass
#         return i
# ```
#
# It looks like the dart on the line, but every pass throws a *new* dart. With cumulative sums $c_1, c_2, \dots$ the chance of returning $i$ is then
# $c_i \prod_{j<i} (1 - c_j)$: the first pass gives token 1 its fair chance, but later tokens are tested with a cumulative sum that is already large. Prove it.

# %%
def draw_as_in_the_notes(probabilities, rng):
    cumulative = 0.0
    for i, probability in enumerate(probabilities):
        cumulative += probability
        if cumulative > rng.random():
            return i
    return len(probabilities) - 1


fair = torch.tensor([0.1, 0.2, 0.3, 0.4], dtype=torch.float64)
rng = np.random.default_rng(SEED)
repeats = 20_000
counts = {
    "notes": np.bincount([draw_as_in_the_notes(fair.tolist(), rng) for _ in range(repeats)], minlength=4),
    "one dart": np.bincount(use.draw(fair, repeats, rng), minlength=4),
}
for name, count in counts.items():
    test = metrics.chi_square(count, (repeats * fair).tolist())
    print(f"{name:9} frequencies {np.round(count / repeats, 3)}   χ² = {test.statistic:9.1f}   p = {test.p_value:.3g}")
edges = fair.cumsum(0)
biased = [float(edges[i] * torch.prod(1 - edges[:i])) for i in range(4)]
print(f"the formula predicts for the notes: {np.round(biased, 3)}")

# %% [markdown]
# Two more claims from the same notes, which you have already refuted above: that the softmax *reduces the number of probabilities* (it keeps them all), and that top-p keeps tokens with a
# cumulative probability *at most p* (the token that crosses the border belongs to the set; otherwise a token with a probability above $p$ would leave the set empty).

# %% [markdown]
# # Take away
#
# - A byte-level tokenizer can write any text; merges only make it shorter. The ids are meaningless without the tokenizer that the model was trained with.
# - The softmax rescales. Temperature sharpens or flattens. Top-k, top-p and min-p cut. Drawing needs one random number a token.
# - A KV cache changes the speed, never the tokens.
# - The likeliest token at every step is not the likeliest text, nor a good one: it repeats.
#
# **With a larger model.** Set `COURSE_PROFILE=hub` before you start JupyterLab, or call `profile.use("hub")` in the second cell. The notebook then loads a model from the Hub, or from the cache, and everything above works on it.
# The colour experiment then measures a model that has never seen the town: expect its colours to be its own.
#
# **References.** R. Sennrich, B. Haddow, A. Birch, *Neural machine translation of rare words with subword units*, ACL 2016 · A. Radford et al., *Language models are unsupervised multitask learners*, 2019 ·
# A. Fan, M. Lewis, Y. Dauphin, *Hierarchical neural story generation*, ACL 2018 · A. Holtzman et al., *The curious case of neural text degeneration*, ICLR 2020 · N. S. Keskar et al., *CTRL*, 2019 ·
# M. N. Nguyen et al., *Turning up the heat: min-p sampling for creative and coherent LLM outputs*, 2024.

