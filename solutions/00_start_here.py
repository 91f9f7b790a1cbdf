# %% [markdown]
# # 00 · Start here
#
# A language model reads text, gives every possible next token a score, and something picks one. Everything this
# course does, from sampling to alignment, happens to those scores. In this lab you meet the tools, write the one
# function that turns scores into probabilities, and watch a model choose its words live.
#
# | | |
# |---|---|
# | **You will be able to** | run, check and reset a lab · say what your machine is fast and slow at · write a softmax that survives large scores · read a next-token distribution |
# | **Time** | 20-30 minutes to work through; the whole notebook runs in well under a minute |
# | **You need** | Python; no GPU, no network, no account |
# | **Where the ideas come from** | Bridle, *Probabilistic interpretation of feedforward classification network outputs* (1990) for the softmax; Bengio et al., *A neural probabilistic language model* (2003) for next-token scores |

# %%
from helpers import environment, models, profile, widgets
from helpers.checks import check, predict, progress, reveal, use
SEED = profile.seed(0)

# %% [markdown]
# ## Your machine
#
# The labs run whole on a laptop. Run the next two cells to see what this one has, and how fast it is at the four
# kinds of work that the course is made of. The times are measured now, on your machine.

# %%
environment.report()

# %%
model, tokenizer = models.load("base")
environment.speed(model)

# %% [markdown]
# **Read the rates, not the times.** Reading is fast because all tokens of a text go through the model together.
# Writing is slow because each new token has to wait for the one before it. Learning costs more than reading,
# since every number that went forward has to come back as a gradient. When a lab feels slow, one of the last
# two is the reason. Open another program that keeps the processor busy and the rates fall: torch shares the cores.

# %% [markdown]
# ## How a lab works
#
# Every lab has the same rhythm. For each idea you
#
# 1. read the **idea**, with its equation and a table that ties each symbol to a variable and a shape,
# 2. **predict** something before the notebook computes it (a wrong prediction teaches more than a right one),
# 3. write a short function in an **exercise**,
# 4. run its **check**, which tells you what differed, on which input, and often which misunderstanding explains it,
# 5. **explore** the idea with your hands on a slider,
# 6. **explain** it in your own words.
#
# **Stuck?** Each exercise has up to three hints that open one after the other. And you are never blocked: wherever
# a later cell needs your function it says `use.your_function`, which is yours once its check passes and the
# reference version until then.
#
# **Nothing you do is lost.** The notebook is yours to edit. Your points and predictions lie in one small file in the folder
# `.course` of the course, survive a restart of the kernel, and never leave this machine.

# %%
progress.show()

# %% [markdown]
# ## From scores to probabilities
#
# ### Idea
#
# For a text so far, the model returns one real number for each token of its vocabulary, the *logits*. The softmax
# turns them into probabilities: positive, and summing to one.
#
# $$p_i = \frac{e^{z_i}}{\sum_{j=1}^{V} e^{z_j}}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $z$ | logits, one for each token | `logits` | `(..., vocab)` |
# | $p$ | probabilities | the result | `(..., vocab)` |
# | $V$ | size of the vocabulary | `logits.shape[-1]` | a number |
#
# Only *differences* between logits matter: add the same constant to all of them and numerator and denominator grow
# by the same factor. Keep that in mind; it is the whole trick of the exercise.

# %%
import torch

prompt = "Zelda painted the door"
input_ids = tokenizer(prompt, return_tensors="pt").input_ids.to(model.device)
with torch.no_grad():
    logits = model(input_ids).logits[0, -1].float().cpu()
print(f"{logits.shape[0]:,} logits, from {logits.min():.1f} to {logits.max():.1f}")

# %% [markdown]
# ### Predict
#
# The formula above, written as it stands, is `logits.exp() / logits.exp().sum()`. What does it give for the two
# logits 1000 and 1000?

# %%
predict(
    "p00_1",
    "exp / sum of exp, for the logits [1000, 1000], gives …",
    choices=["[0.5, 0.5]", "[1, 0]", "[inf, inf]", "[nan, nan]"],
)

# %%
naive = torch.tensor([1000.0, 1000.0]).exp() / torch.tensor([1000.0, 1000.0]).exp().sum()
reveal(
    "p00_1",
    str(naive.tolist()),
    "Both exponentials overflow to infinity, and infinity over infinity is not a number. The mathematics says one half each.",
)

# %% [markdown] exercise="ex00_1_stable_softmax"
# ### Exercise · A softmax that does not overflow
#
# Write the softmax over the last dimension so that it gives finite, correct probabilities for logits as large as
# ±10,000, and also where some logits are $-\infty$ (a token that has been ruled out gets probability 0).

# %% exercise="ex00_1_stable_softmax"
def stable_softmax(logits):
    """Probabilities from logits, safe for large values.

    Args:
        logits: float tensor (..., vocab); entries may be -inf, but not all of a row.

    Returns:
        A float tensor of the same shape; each row is non-negative and sums to 1.
    """
    ### BEGIN SOLUTION
    largest = logits.max(dim=-1, keepdim=True).values
    exponentials = (logits - largest).exp()
    return exponentials / exponentials.sum(dim=-1, keepdim=True)
    ### END SOLUTION

# %% check="ex00_1_stable_softmax"
check.ex00_1_stable_softmax(stable_softmax)

# %% [markdown]
# ### Explore
#
# This is the sampling explorer; lab 01 takes it apart. Each row is a possible next token: the pale bar is the probability that the model gives it,
# the coloured bar inside is what the settings make of it, and a token that the settings rule out is hatched. Everything works with the keyboard: Tab moves
# between the controls, the arrow keys move a slider.
#
# 1. Move the *temperature* from its lowest to its highest value. Which number tells you how undecided the model is?
# 2. Press *Generate*, then give focus to any token of the text. Which alternatives did it have, and what happens to the rest of
#    the text when you choose one?

# %%
widgets.SamplingExplorer(model, tokenizer, prompt="Zelda painted the door")

# %% [markdown] explain="explain00_1" points=2
# ### Explain
#
# In two or three sentences: why does subtracting the largest logit change nothing in theory and everything in practice?
# Why the largest, and not, say, the mean?
#
# ### BEGIN SOLUTION
# Subtracting a constant multiplies numerator and denominator by the same factor, so the ratio stays as it is. In floating point the
# exponential of a large number overflows to infinity; after subtracting the *largest* logit every exponent is at most
# zero, so nothing can overflow, and the largest term is exactly one, so the sum cannot vanish. Subtracting the mean gives
# neither guarantee: a single logit far above the mean still overflows.
# ### END SOLUTION

# %% [markdown]
# ## Put it together
#
# Your softmax now drives a real model: for each prompt, the model scores its whole vocabulary and your function turns the scores into
# probabilities. A good one gives each row a sum of one; the table shows how sure the model is and what it would say.

# %%
prompts = ["Good morning, said the", "She painted the boat", "The soup smelled of", "At the harbour they met"]
rows = []
for prompt in prompts:
    ids = tokenizer(prompt, return_tensors="pt").input_ids.to(model.device)
    with torch.no_grad():
        probabilities = use.stable_softmax(model(ids).logits[:, -1].float().cpu())[0]
    best = probabilities.topk(3)
    shown = " · ".join(
        f"{tokenizer.decode([token])!r} {chance:.0%}"
        for token, chance in zip(best.indices.tolist(), best.values.tolist(), strict=True)
    )
    rows.append((prompt, f"{probabilities.sum():.4f}", shown))
environment.Table("The three likeliest next tokens", ("prompt", "sum of probabilities", "next token"), tuple(rows))

# %% [markdown]
# ## Fix the notes
#
# A set of study notes in circulation gives the softmax as a loop: `sumExp += Math.exp(logit)` for each logit, then
# `Math.exp(logit) / sumExp`. It is right on paper, and with 64-bit numbers and the logits of most models it even runs. Models,
# however, are often run in 16-bit numbers. Prove with the logits of the model above what happens then.

# %%
scores = logits - logits.min()  # the same distribution: only differences matter
for name, dtype in {"64-bit": torch.float64, "32-bit": torch.float32, "16-bit": torch.float16}.items():
    exponentials = scores.to(dtype).exp()
    as_in_the_notes = exponentials / exponentials.sum()
    print(f"{name}: largest exponential {exponentials.max():10.3g}, probabilities are finite: {bool(as_in_the_notes.isfinite().all())}")
print(f"16-bit with your softmax: finite: {bool(use.stable_softmax(scores.to(torch.float16)).isfinite().all())}")

# %% [markdown]
# The largest number that a 16-bit float can hold is small enough that ordinary logits pass it once they are exponentiated. The correction
# to the notes is one line: subtract the largest logit first. Lab 03 looks at the bits behind this.

# %% [markdown]
# ## The map
#
# | lab | you will |
# |---|---|
# | **00 Start here** | meet the tools and a first distribution |
# | **[01 Tokenization and sampling](01_tokenization_and_sampling.ipynb)** | build a tokenizer, every sampling rule in use, and generation with a cache; measure why greedy text repeats |
#
# Later labs take the same model through memory and quantization, fine-tuning, reward modelling, reinforcement learning and a constitution.
# They appear in the list of the README as they are finished.

# %% [markdown]
# ## Take away
#
# - A language model gives scores; the softmax turns them into probabilities; only differences between scores matter.
# - Subtract the largest logit before you exponentiate.
# - Reading is fast, writing is one token after the other, learning costs a multiple of reading.
#
# **With a larger model:** start JupyterLab with `COURSE_PROFILE=hub` and run this notebook again, unchanged. It needs a network connection
# or a model in the cache, and says so plainly where neither is there.
#
# **To start over:** `progress.reset()` in a cell sets your progress aside (it keeps a copy). To get a fresh copy of a
# notebook, see *Reset a lab* in the README.
#
# **References.** J. S. Bridle, *Probabilistic interpretation of feedforward classification network outputs*, 1990 · Y. Bengio et al., *A neural
# probabilistic language model*, JMLR 2003.
