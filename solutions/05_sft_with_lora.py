# %% [markdown]
# # 05 · Supervised fine-tuning with LoRA
#
# A pre-trained model continues text. To make it *do* something when asked, you show it how: prompts with good replies. In this lab you train a model to summarise conversations, live, in eight ways, from all of its
# weights down to sixteen vectors, and find out what each way costs, what the model forgets meanwhile, and what you can do about it.
#
# | | |
# |---|---|
# | **You will be able to** | label a chat so that only replies are learned from · count, write and merge LoRA adapters · measure a summary by ROUGE-L and say what that misses · compare ways of fine-tuning fairly · measure forgetting and reduce it · grow a data set by self-instruct · say how much safety data is too much |
# | **Time** | about three hours to work through; the whole notebook runs in about five minutes on two cores that have nothing else to do, and says at its end how long it took |
# | **You need** | labs 00 and 01; lab 03's memory of training helps |
# | **Where the ideas come from** | Ouyang et al. 2022 (InstructGPT) · Wei et al. 2022 (FLAN) · Hu et al. 2021 (LoRA) · Lester et al. 2021 (prompt tuning) · Wang et al. 2023 (self-instruct) · Köpf et al. 2023 (OpenAssistant) · Bianchi et al. 2024 (safety data) |

# %%
from helpers import data, metrics, models, plots, profile, sampling, sft, widgets
from helpers.checks import check, predict, reveal, use

SEED = profile.seed(5)

# %%
import random
import re
import tempfile
import time
from pathlib import Path

import numpy as np
import peft
import torch
from datasets import Dataset
from tqdm.auto import tqdm

from helpers import environment, lora, memory
from helpers.widgets.live_curves import LiveCurves
from helpers.widgets.readings import readings
from helpers.world import oracle, town
from helpers.world.chats import ask_for_summary, exchange
from helpers.world.oracle.asked import asked as fact_asked_for

STARTED = time.perf_counter()
print(profile.describe())
model, tokenizer = models.load("base")
tokenizer = sft.prepared(tokenizer)
talks = data.load("summaries")
total = sum(parameter.numel() for parameter in model.parameters())
print(f"{total:,} parameters; {len(talks['train']):,} conversations with summaries to learn from")


def interval(values, form=".3f"):
    """A mean with its 95 % bootstrap interval, as text."""
    if not len(values):
        return "–"
    low, high = metrics.bootstrap_interval(values)
    return f"{np.mean(values):{form}} [{low:{form}}, {high:{form}}]"

# %% [markdown]
# # Part 1 · Demonstrations
#
# ## Behaviour cloning
#
# ### Idea
#
# Supervised fine-tuning (SFT) is *behaviour cloning*: people write what a good reply would be, and the model is trained to make it likely. It is the loss of pre-training, on other text and on a part of the tokens:
#
# $$\mathcal L(\theta) = -\frac{1}{|R|}\sum_{t \in R} \log p_\theta(y_t \mid y_{<t})$$
#
# | symbol | meaning | variable |
# |---|---|---|
# | $y$ | the tokens of a chat, question and reply | `input_ids` |
# | $R$ | the places that belong to the assistant's replies | where `labels` is not −100 |
# | $\theta$ | the weights that are trained: all of them, or few | |
#
# What the model becomes depends on *who writes*. InstructGPT's labellers wrote about 13,000 demonstrations: text generation, questions, brainstorming, rewriting, summaries. OpenAssistant asked volunteers instead of paying: 13,500 people, 161,443
# messages, and, by its own survey, nine of ten of them men. A model that clones behaviour clones whose behaviour it was shown: their tone, what they find polite, whom they take for granted.
#
# ### Predict

# %%
predict("p05_1", "13,000 demonstrations at 10 dollars each cost …", number=True, unit="dollars")

# %% [markdown] exercise="ex05_1_demonstration_cost"
# ### Exercise · What demonstrations cost
#
# Ten dollars a piece is not the whole bill. Some of what is written fails review, and reviewers are paid too. What does it cost to end up with `wanted` accepted ones?


# %% exercise="ex05_1_demonstration_cost"
def demonstration_cost(wanted, price, rejected=0.0, reviewers=0, review_price=0.0):
    """What it costs to end up with so many accepted demonstrations.

    Args:
        wanted: accepted demonstrations.
        price: of writing one, paid whether it is accepted or not.
        rejected: share of the written ones that review rejects, from 0 to below 1.
        reviewers: how many people read each written one.
        review_price: of one reading.

    Returns:
        float: the whole cost; only whole demonstrations can be written.
    """
    ### BEGIN SOLUTION
    import math

    written = math.ceil(wanted / (1 - rejected) - 1e-9)
    return written * (price + reviewers * review_price)
    ### END SOLUTION


# %% check="ex05_1_demonstration_cost"
check.ex05_1_demonstration_cost(demonstration_cost)

# %%
plain = use.demonstration_cost(13_000, 10.0)
reviewed = use.demonstration_cost(13_000, 10.0, 0.15, 2, 1.5)
reveal(
    "p05_1",
    plain,
    f"With 15 % rejected and two readings of each at 1.50 it is {reviewed:,.0f} dollars. Pre-training "
    "costs machines; demonstrations cost people, and so this lab makes the most of few of them.",
)

# %% [markdown]
# ## Chat template and labels
#
# ### Idea
#
# A model sees one row of tokens. A *chat template* writes the turns into it, each between a header and an end token. This is one conversation of the town as our model will read it:

# %%
row = talks["train"][0]
messages = exchange(ask_for_summary(row["dialogue"]), row["summary"])
print(tokenizer.apply_chat_template(messages, tokenize=False))

# %% [markdown]
# Which of these tokens should be learned? Not the question: the model should not learn to ask it. Not the header, which the template writes. The reply, and the **end token**: without it the model would never stop. Cross-entropy skips labels of −100.
#
# ### Predict
#
# What share of the tokens of these chats will carry a label?

# %%
predict("p05_2", "Share of the tokens that the model learns from", number=True, unit="%")

# %% [markdown] exercise="ex05_2_completion_labels"
# ### Exercise · Labels of a chat
#
# Chats may have several exchanges, may be padded on either side, and may be cut off anywhere.


# %% exercise="ex05_2_completion_labels"
def completion_labels(input_ids, header, end, pad):
    """The ids to learn, and -100 everywhere else.

    Args:
        input_ids: list of ids of one chat.
        header: list of ids that open a turn of the assistant.
        end: the id that ends any turn; the assistant's own is learned.
        pad: the id of padding, which is never learned.

    Returns:
        list of ids, as long as input_ids.
    """
    ### BEGIN SOLUTION
    labels, inside = [], False
    for place, token in enumerate(input_ids):
        if place >= len(header) and input_ids[place - len(header) : place] == header:
            inside = True
        labels.append(token if inside and token != pad else -100)
        if token == end:
            inside = False
    return labels
    ### END SOLUTION


# %% check="ex05_2_completion_labels"
check.ex05_2_completion_labels(completion_labels)


# %%
def as_chats(rows):
    return [{"messages": exchange(ask_for_summary(row["dialogue"]), row["summary"])} for row in rows]


training = sft.encode(as_chats(talks["train"]), tokenizer, labeller=use.completion_labels)
labelled = sum(label != -100 for labels in training["labels"] for label in labels)
tokens = sum(training["length"])
reveal(
    "p05_2",
    round(100 * labelled / tokens, 1),
    f"{labelled:,} of {tokens:,} tokens. The conversation has to be read, but is not learned.",
)

# %% [markdown]
# **A fault to know.** A well-known notebook pads every example to one length and leaves the padding *in the labels*. What share of its labels would be padding here?

# %%
longest = max(training["length"])
wasted = longest * len(training) - tokens
share = wasted / (wasted + labelled)
print(f"padded to {longest}: {labelled:,} labels of replies, {wasted:,} of padding ({share:.0%} of all)")

# %% [markdown] explain="explain05_1" points=2
# ### Explain
#
# The loss of such a run falls quickly and far, faster than with the labels that you made. Why is that no good sign? And what will the model do when it is used?
#
# ### BEGIN SOLUTION
# Padding follows padding: after the first pad token the next one is certain, so most of the loss becomes nearly zero within a few steps and the mean says little about replies. The gradient of the replies is divided by
# a number of tokens that is several times too large, so they are learned more slowly. In use the model is no better at a single reply; what it has learned is to write padding.
# ### END SOLUTION

# %% [markdown]
# # Part 2 · Few weights
#
# ## LoRA
#
# ### Idea
#
# Full fine-tuning changes every weight, so each task needs a copy of the model, and training needs memory for gradients and Adam's averages of all of them (lab 03). **LoRA** freezes $W$ and learns a correction of low rank beside it:
#
# $$y = W x + \frac{\alpha}{r} B A x, \qquad A \in \mathbb R^{r \times d_{in}},\quad B \in \mathbb R^{d_{out} \times r}$$
#
# | symbol | meaning | variable | shape |
# |---|---|---|---|
# | $W$ | frozen weight | `weight` | (out, in) |
# | $A$, $B$ | what is trained; $B$ starts at 0, so that training starts at the frozen model | `a`, `b` | (r, in), (out, r) |
# | $r$ | the rank | `len(a)` | a number |
# | $\alpha$ | how large the correction is; dividing by $r$ keeps it comparable between ranks | `alpha` | a number |
#
# Afterwards $W + \frac{\alpha}{r} B A$ can be *merged* into one matrix: no cost at inference. Or it stays apart, a file of some kilobytes, and one base serves many tasks.
#
# ### Predict
#
# A matrix of 512 × 64 and rank 8. How many per cent fewer trained parameters than in full fine-tuning?

# %%
predict("p05_3", "512 × 64, rank 8: trained parameters, fewer by …", number=True, unit="%")

# %% [markdown] exercise="ex05_3_lora_parameters"
# ### Exercise · Parameters of LoRA adapters
#
# Count them for any list of (out, in) shapes.


# %% exercise="ex05_3_lora_parameters"
def lora_parameters(shapes, rank):
    """Trained parameters of adapters of one rank on all of these matrices.

    Args:
        shapes: list of (out, in).
        rank: r.

    Returns:
        int: how many numbers A and B hold, over all matrices.
    """
    ### BEGIN SOLUTION
    return sum(rank * (out + wide) for out, wide in shapes)
    ### END SOLUTION


# %% check="ex05_3_lora_parameters"
check.ex05_3_lora_parameters(lora_parameters)

# %%
count = use.lora_parameters([(512, 64)], 8)
reveal("p05_3", round(100 * (1 - count / (512 * 64)), 1), f"{count:,} instead of {512 * 64:,}.")
layers = {name: shape for name, shape in lora.linear_modules(model).items() if "lm_head" not in name}
rows = []
for rank in (4, 8, 16, 32):
    trained = use.lora_parameters(layers.values(), rank)
    rows.append((str(rank), f"{trained:,}", f"{trained / total:.2%}", f"{4 * trained / 1000:,.0f} KB"))
environment.Table(
    f"Adapters on all {len(layers)} inner matrices of our model",
    ("rank", "parameters", "share", "in float32"),
    tuple(rows),
)

# %% [markdown]
# **In a small model the share looks large.** A square matrix of width $d$ has $d^2$ weights and its two factors have $2rd$, a share of $2r/d$. Our model is 256 wide, LLaMA-7B 4,096: at equal rank its share is sixteen times smaller.

# %% [markdown] exercise="ex05_4_lora_linear"
# ### Exercise · A LoRA layer
#
# Compute the layer's output, and the weight after merging.


# %% exercise="ex05_4_lora_linear"
def lora_linear(x, weight, a, b, alpha):
    """A linear layer with a low-rank correction.

    Args:
        x: float tensor (..., in).
        weight: frozen weight (out, in).
        a: factor A (r, in).
        b: factor B (out, r).
        alpha: the correction is multiplied by alpha / r.

    Returns:
        (output, merged): (..., out), and the single weight (out, in) that gives the same output.
    """
    ### BEGIN SOLUTION
    scaling = alpha / a.shape[0]
    output = x @ weight.T + scaling * (x @ a.T @ b.T)
    merged = weight + scaling * (b @ a)
    return output, merged
    ### END SOLUTION


# %% check="ex05_4_lora_linear"
check.ex05_4_lora_linear(lora_linear)

# %%
plain = torch.nn.Sequential(torch.nn.Linear(64, 48, bias=False))
weight = plain[0].weight.detach().clone()
theirs = peft.get_peft_model(plain, peft.LoraConfig(r=8, lora_alpha=20, target_modules=["0"]))
layer = theirs.base_model.model[0]
torch.nn.init.normal_(layer.lora_B["default"].weight)
a, b = layer.lora_A["default"].weight.detach(), layer.lora_B["default"].weight.detach()
x = torch.randn(100, 64)
mine, merged = use.lora_linear(x, weight, a, b, 20.0)
with torch.no_grad():
    apart = (theirs(x) - torch.as_tensor(mine)).abs().max()
    together = (theirs.merge_and_unload()(x) - x @ torch.as_tensor(merged).T).abs().max()
print(f"largest difference from peft: {apart:.1e} before merging, {together:.1e} after")

# %% [markdown]
# ### Explore
#
# Where the bytes of a training step go, from lab 03, now with the *LoRA rank* in mind. At rank 0 everything is trained.
#
# 1. Go from rank 0 to 1, then to 64. Which parts all but vanish at the first step, and which do not move at all?
# 2. Take our own model and a batch of 8. Why does LoRA save so little here, and so much for LLaMA-2-7B?

# %%
ours = {"our model": memory.from_config(model.config)}
widgets.MemoryCalculator("LLaMA-2-7B", models=ours, gpu="RTX 4090")

# %% [markdown]
# ## Other ways to train little
#
# | way | what is trained | at inference |
# |---|---|---|
# | **full** | everything | a copy of the model for each task |
# | **selective** | some weights as they are: the last layer, or all vectors (biases and scales of norms) | the changed part for each task |
# | **adapter** | small layers put in between (Houlsby et al. 2019) | a little slower |
# | **LoRA** | factors beside the matrices | merged, or swapped |
# | **soft prompt** | vectors before the text, which no token has | a few tokens more in each prompt |

# %% [markdown]
# # Part 3 · How to measure
#
# ## ROUGE-L
#
# ### Idea
#
# How close is a summary to the reference? ROUGE-L asks for the **longest common subsequence** (LCS): words that both texts have in the same order, gaps allowed.
#
# $$P = \frac{\mathrm{LCS}}{\text{words of the prediction}}, \qquad R = \frac{\mathrm{LCS}}{\text{words of the reference}}, \qquad F_1 = \frac{2PR}{P + R}$$
#
# ### Predict
#
# Reference: “the gull took the pie”. Prediction: “the pie took the gull”. What is ROUGE-L?

# %%
predict(
    "p05_4",
    "ROUGE-L of “the pie took the gull”",
    choices=["1.0: the same words", "0.6", "0.0: it says the opposite"],
)

# %% [markdown] exercise="ex05_5_rouge_l"
# ### Exercise · ROUGE-L
#
# Lower-case both texts; a word is a run of the letters a-z and the digits 0-9. A text without words scores 0, and so do two texts with nothing in common.


# %% exercise="ex05_5_rouge_l"
def rouge_l(prediction, reference):
    """F1 of the longest common subsequence of words.

    Args:
        prediction: str.
        reference: str.

    Returns:
        float from 0 to 1.
    """
    ### BEGIN SOLUTION
    import re

    mine, theirs = (re.findall("[a-z0-9]+", text.lower()) for text in (prediction, reference))
    table = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for i, word in enumerate(mine):
        for j, other in enumerate(theirs):
            skipped = max(table[i][j + 1], table[i + 1][j])
            table[i + 1][j + 1] = table[i][j] + 1 if word == other else skipped
    common = table[-1][-1]
    return 2 * common / (len(mine) + len(theirs)) if common else 0.0
    ### END SOLUTION


# %% check="ex05_5_rouge_l"
check.ex05_5_rouge_l(rouge_l)

# %%
score = use.rouge_l("the pie took the gull", "the gull took the pie")
reveal(
    "p05_4",
    "0.6" if abs(score - 0.6) < 1e-6 else f"{score:.1f}",
    "Three of five words are in common and in order. A summary that says the opposite keeps more than "
    "half: overlap is not truth, so read the outputs too.",
)
chance = random.Random(SEED)
texts = [*talks["validation"]["summary"], "", "!?"]
pairs = [(chance.choice(texts), chance.choice(texts)) for _ in range(1000)]
theirs = metrics.rouge_scores(*zip(*pairs))["rougeL"]
apart = max(abs(use.rouge_l(p, r) - value) for (p, r), value in zip(pairs, theirs))
print(f"1,000 pairs of texts, some empty: the largest difference from rouge_score is {apart:.1e}")

# %% [markdown]
# ## Forgetting
#
# ### Idea
#
# Training on one kind of text moves weights that others relied on. With a loss $\ell_f$ for each family of text $f$, before and after training on family $n$:
#
# $$\text{forgetting} = \frac{1}{|F| - 1}\sum_{f \ne n} \big(\ell_f(\theta_{\text{after}}) - \ell_f(\theta_{\text{before}})\big)$$
#
# It needs the model **as it was**. A second fault of the same well-known notebook: the “original” model is the very object that is trained, so that in the comparison at the end the original has drifted along. (`sft.fine_tune` below trains a copy.)

# %% [markdown] exercise="ex05_6_forgetting"
# ### Exercise · How much is forgotten
#
# In miniature: a linear model, trained by gradient descent on the mean squared error of one family. Return the forgetting.


# %% exercise="ex05_6_forgetting"
def forgetting(weights, families, trained, rate, steps):
    """How much worse a linear model gets at other families while it learns one.

    Args:
        weights: float tensor (features,), the model before; a prediction is x @ weights.
        families: dict: name -> (x, y), tensors (items, features) and (items,).
        trained: name of the family to train on.
        rate: learning rate of gradient descent on the mean squared error.
        steps: how many steps.

    Returns:
        float: mean over the other families of (mean squared error after - before).
    """
    ### BEGIN SOLUTION
    def loss(at, family):
        x, y = families[family]
        return ((x @ at - y) ** 2).mean()

    tuned = weights.clone()
    x, y = families[trained]
    for _ in range(steps):
        tuned = tuned - rate * 2 * x.T @ (x @ tuned - y) / len(y)
    rises = [loss(tuned, family) - loss(weights, family) for family in families if family != trained]
    return float(sum(rises) / len(rises))
    ### END SOLUTION


# %% check="ex05_6_forgetting"
check.ex05_6_forgetting(forgetting)

# %%
points = torch.randn(3, 40, 20, generator=torch.Generator().manual_seed(SEED))
truth = torch.randn(3, 20, generator=torch.Generator().manual_seed(SEED + 1))
families = {name: (x, x @ w) for name, x, w in zip("abc", points, truth)}
start = truth[1:].mean(dim=0)
steps = [0, 2, 5, 10, 20, 40]


def forgotten_at(rate):
    return [use.forgetting(start, families, "a", rate, n) for n in steps]


plots.curve(
    steps,
    {f"rate {rate}": forgotten_at(rate) for rate in (0.02, 0.08)},
    title="Twenty weights: what families b and c lose while a is learned",
    x_title="steps on a",
    y_title="rise of the squared error",
)

# %% [markdown]
# What is learned is forgotten for: the further the weights move, the more. A first step or two may even help the others, where all three families have something in common.
#
# # Part 4 · Put it together
#
# Eight ways of training the same model on the same conversations for the same number of steps. The rates were chosen on the validation split, one for each way; what is reported is the test split.
#
# ### Predict

# %%
predict(
    "p05_5",
    "Of full fine-tuning's gain in ROUGE-L, the best LoRA under 5 % of the parameters reaches …",
    number=True,
    unit="%",
)

# %%
STEPS, BATCH = 30, 8
ways = {
    "soft prompt, 16 vectors": (sft.SoftPrompt(16), 5e-2),
    "selective: vectors": (sft.Selective("vectors"), 2e-2),
    "selective: last layer": (sft.Selective("last layer"), 3e-3),
    **{f"LoRA, r = {rank}": (sft.Lora(rank), 5e-3) for rank in (4, 8, 16, 32)},
    "full": (sft.Full(), 1e-3),
}


def train(rows, method, rate, name, **more):
    """A copy of the base after STEPS steps on rows."""
    more |= {"steps": STEPS, "batch": BATCH, "seed": SEED, "name": name}
    return sft.fine_tune(model, tokenizer, rows, method, learning_rate=rate, **more)


live = LiveCurves("Training, as it happens", y_title="nats a target token", seconds=2.0)
tuned = {}
for name, (method, rate) in ways.items():
    tuned[name] = train(training, method, rate, name, on_step=live.follow(name))
live.draw()

# %% [markdown]
# Now two hundred conversations that no model has seen. The base as it is never met a chat, so it is asked in plain text: without an example (*zero-shot*), and after two solved ones (*few-shot*). And a trap for the score: to each conversation, the summary of *another* one, written by people as it were, right in form and wrong in every fact.

# %%
WORDY = 44  # tokens of the longest summary that a model may write
held_out = talks["test"].select(range(200))
requests = [ask_for_summary(dialogue) for dialogue in held_out["dialogue"]]
references = held_out["summary"]
shortest = sorted(talks["train"], key=lambda row: len(row["dialogue"]))[:2]


def as_text(row, answer=""):
    return f"{row['dialogue']}\nSummary:{answer and ' ' + answer}"


def continued(prompts):
    """One line of the base after each prompt; prompts of like length go together."""
    found, order = {}, sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    for begin in range(0, len(order), 25):
        some = order[begin : begin + 25]
        asked = [prompts[i] for i in some]
        made = sampling.generate(
            model, tokenizer, asked, max_new_tokens=WORDY, temperature=0.0, stop=("\n",)
        )
        found |= {i: one.text.strip() for i, one in zip(some, made)}
    return [found[i] for i in range(len(prompts))]


solved = "\n\n".join(as_text(row, row["summary"]) for row in shortest)
said = {
    "another's summary": random.Random(SEED).choices(talks["train"]["summary"], k=len(requests)),
    "zero-shot": continued([as_text(row) for row in held_out]),
    "few-shot": continued([f"{solved}\n\n{as_text(row)}" for row in held_out]),
}
for name, run in tqdm(tuned.items(), desc="summarising"):
    said[name] = sft.replies(sft.merged(run.model), tokenizer, requests, max_new_tokens=WORDY)
scores = {name: metrics.rouge_scores(texts, references) for name, texts in said.items()}

# %% [markdown]
# What else can they still do? The loss on other families of text, before and after:

# %%
def joined(name, *columns):
    rows = data.load(name, town=True)["test"].select(range(20))
    return ["\n".join(row[column] for column in columns) for row in rows]


others = {
    "stories": data.load("stories")["test"]["text"][:20],
    "help desk": data.load("help_desk", town=True)["test"]["text"][:20],
    "short tasks": joined("short_tasks", "instruction", "input", "answer"),
    "context questions": joined("context_qa", "context", "question", "answer"),
}


def losses_of(network):
    return {family: sft.text_losses(network, tokenizer, texts) for family, texts in others.items()}


def rises(network):
    """How much each text's loss rose, in nats a token; their mean is the forgetting."""
    after = losses_of(network)
    return [x - y for family in others for x, y in zip(after[family], before[family])]


before = losses_of(model)
lost = {name: rises(run.model) for name, run in tqdm(tuned.items(), desc="other families")}

# %%
everyday = set(re.findall("[a-z]+", " ".join(talks["train"]["summary"])))


def facts(text):
    """Names, days, prices and numbers: what has a capital and is no everyday word, and digits."""
    found = re.findall(r"[A-Z][a-z]+|\d[\d.]*", text)
    return {word for word in found if word.lower() not in everyday}


def stated(texts):
    """Share of each reference's facts that a text states too."""
    pairs = [(facts(text), facts(reference)) for text, reference in zip(texts, references)]
    return [len(mine & theirs) / len(theirs) for mine, theirs in pairs if theirs]


kept = {name: stated(texts) for name, texts in said.items()}
rows = []
for name, found in scores.items():
    overlaps = [interval(found[kind]) for kind in ("rouge1", "rouge2", "rougeL")]
    rows.append((name, *overlaps, interval(kept[name])))
environment.Table(
    f"{len(held_out)} held-out conversations, means with 95 % intervals",
    ("way", "ROUGE-1", "ROUGE-2", "ROUGE-L", "facts stated"),
    tuple(rows),
)

# %%
folder = Path(tempfile.mkdtemp(prefix="adapters-"))


def size_of(name):
    network = tuned[name].model
    if isinstance(network, peft.PeftModel):
        return sft.adapter_bytes(sft.save_adapter(network, folder / name))
    return 4 * tuned[name].trainable


rows = []
for name, run in tuned.items():
    trained = (f"{run.trainable:,}", f"{run.share:.2%}")
    paid = (f"{size_of(name) / 1000:,.0f} KB", f"{run.seconds:.0f}")
    rows.append((name, *trained, *paid, interval(lost[name], "+.2f")))
environment.Table(
    f"What each way costs; forgetting in nats a token over {len(others)} other families, 95 % intervals",
    ("way", "trained", "share", "stored", "seconds", "forgetting"),
    tuple(rows),
)

# %%
start = scores["zero-shot"]["rougeL"]
gains = {name: np.subtract(scores[name]["rougeL"], start) for name in tuned}
light = [name for name, run in tuned.items() if name.startswith("LoRA") and run.share < 0.05]
small = {name: float(gains[name].mean()) for name in light}
best = max(small, key=small.get)


def ratio(over, under):
    """Quotient of two means with a 95 % interval: what was measured is drawn again for both together."""
    over, under = np.array(over), np.array(under)
    drawn = np.random.default_rng(SEED).integers(len(over), size=(10_000, len(over)))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotients = over[drawn].mean(axis=1) / under[drawn].mean(axis=1)
        return over.mean() / under.mean(), *np.quantile(quotients, [0.025, 0.975])


part, more = ratio(gains[best], gains["full"]), ratio(lost["full"], lost[best])
apart = metrics.bootstrap_difference(scores[best]["rougeL"], scores["full"]["rougeL"])
reveal(
    "p05_5",
    round(100 * part[0]) if gains["full"].mean() > 0 else "nothing: full fine-tuning gained nothing",
    f"{best} gained {gains[best].mean():+.3f} and full fine-tuning {gains['full'].mean():+.3f}; the "
    f"difference between the two lies in [{apart[0]:+.3f}, {apart[1]:+.3f}] (95 %, paired).",
)
goals = (
    ("ROUGE-L over zero-shot", "0.30", interval(gains[best], "+.2f"), gains[best].mean() >= 0.3),
    ("of what full fine-tuning gains", "95 %", "{:.0%} [{:.0%}, {:.0%}]".format(*part), part[0] >= 0.95),
    ("times as much that full forgets", "3", "{:.1f} [{:.1f}, {:.1f}]".format(*more), more[0] >= 3),
)
environment.Table(
    f"{best}, {tuned[best].share:.1%} of the parameters, and goals that were set before the first run",
    ("", "at least", "measured, 95 % interval", "met"),
    tuple((*row, "yes" if met else "no") for *row, met in goals),
)

# %% [markdown]
# A goal that is not met is a result, too. Before you ask for more steps: how much of each score can a text earn by its form alone, as *another's summary* does? And which comes first in training, the form of a summary or its facts?

# %%
def dot(values):
    return float(np.mean(values)), *metrics.bootstrap_interval(values)


plots.interval_dots(
    {name: {"ROUGE-L": dot(found["rougeL"])} for name, found in scores.items()},
    title=f"Summaries of {len(held_out)} held-out conversations",
    x_title="ROUGE-L, 95 % interval",
)

# %% [markdown]
# Numbers first, then the texts: ten conversations, each with its reference, and folded under it what every way wrote (the beginning, where it is long). Read some before you believe a row of the table.

# %%
readings(references[:10], said)

# %% [markdown]
# **What does a soft prompt say?** Its vectors are where no token is; this is the nearest token to each, with the cosine between the two. Look at its curve and its rows, too. Lester et al. trained theirs for 30,000 steps, and found them as good as full fine-tuning in models of billions of parameters only; this one had neither.

# %%
near = sft.nearest_tokens(tuned["soft prompt, 16 vectors"].model)
words = [f"{tokenizer.decode([token])!r} {cosine:.2f}" for ((token, cosine),) in near]
print("  ".join(words[:8]), "  ".join(words[8:]), sep="\n")

# %% [markdown] explain="explain05_2" points=2
# ### Explain
#
# Look at what each way forgets and at the ten conversations. Which way would you choose if (a) one model has to do many tasks, (b) only summaries count, and why is ROUGE-L alone no ground to decide on?
#
# ### BEGIN SOLUTION
# (a) Adapters: the base stays as it is, an adapter can be taken off again, and each task costs kilobytes; what is forgotten is forgotten only while the adapter is on. (b) Whatever scores best within the interval; where the intervals overlap, the
# cheaper one. ROUGE-L counts words in order: a summary with the wrong person in the right sentence scores high, a right one in other words low. One has to read, or to have a judge that knows what was said.
# ### END SOLUTION

# %% [markdown]
# ## Two adapters on one base
#
# A second task: politeness, pidgin, moods and other short tasks. Its adapter and the one for summaries are loaded from their files onto *one* base and switched by name.

# %%
instructions = data.load("instructions", town=True)


def of_family(*names, split="train"):
    return [{"messages": row["messages"]} for row in instructions[split] if row["family"] in names]


chats = sft.encode(of_family("short_tasks"), tokenizer, max_length=512)
short = train(chats, sft.Lora(8), 5e-3, "short tasks")
sft.save_adapter(short.model, folder / "short tasks")
shared = sft.load_adapter(models.load("base")[0], folder / best, "summaries")
shared = sft.load_adapter(shared, folder / "short tasks", "short tasks")

unseen = data.load("short_tasks", town=True)["test"].select(range(200))
asked = [f"{row['instruction']}\n{row['input']}" for row in unseen]
both = [requests[0], *asked[:5]]
wrote = []
for adapter in ("summaries", "short tasks", "summaries"):
    begin = time.perf_counter()
    shared.set_adapter(adapter)
    print(f"switched to {adapter} in {1000 * (time.perf_counter() - begin):.0f} ms")
    lines = sft.replies(shared, tokenizer, both, max_new_tokens=WORDY)
    wrote.append([" ".join(line.split())[:80] for line in lines])
print("back at the first adapter, the same replies:", wrote[0] == wrote[2])
shown = ["(the first conversation)", *(text.replace("\n", " ") for text in asked[:5])]
wanted = [references[0], *unseen["answer"][:5]]
environment.Table(
    "One base, two adapters",
    ("asked", "wanted", "with “summaries”", "with “short tasks”"),
    tuple(zip(shown, wanted, wrote[0], wrote[1])),
)

# %% [markdown]
# ## Against forgetting
#
# ### Predict
#
# An adapter is one remedy. Three others keep full fine-tuning: mix in text like that of pre-training (*replay*), train many tasks at once (*multitask*), or stay near the old weights. The last is usually a penalty in the loss, $\lambda \lVert\theta - \theta_{\text{before}}\rVert^2$ (*weight regularisation*);
# a relative of it that needs no second training is to go only half of the way between the weights before and after (*interpolation*).

# %%
predict("p05_6", "Which of them forgets least?", choices=["replay", "multitask", "interpolation"])


# %%
def mixed(first, second, share):
    """Rows for all the steps, drawn from two lists; a share of them from the second."""
    picked = random.Random(SEED)
    return [picked.choice(second if picked.random() < share else first) for _ in range(STEPS * BATCH)]


encoded = list(training)
old_texts = data.load("stories")["train"]["text"][:200]
old_texts += data.load("help_desk", town=True)["train"]["text"][:200]
replay = []
for text in old_texts:
    ids = tokenizer(text, add_special_tokens=False, truncation=True, max_length=128)["input_ids"]
    replay.append({"input_ids": ids, "labels": ids, "length": len(ids)})
tasks = ("context_questions", "notes", "sums", "lookups", "help_desk", "dialogue")
many = [row for row in sft.encode(of_family(*tasks), tokenizer) if row["length"] <= 256]
remedies = {}
for name, second in {"replay": replay, "multitask": many}.items():
    rows = Dataset.from_list(mixed(encoded, second, 0.5))
    remedies[name] = train(rows, sft.Full(), 1e-3, name).model
remedies["interpolation"] = sft.interpolated(model, tuned["full"].model, 0.5)

first = slice(100)
rows = []
for name in ("full", best):
    overlap = scores[name]["rougeL"][first]
    rows.append((f"{name}, nothing done", interval(overlap), interval(lost[name], "+.2f")))
losing = {}
for name, network in remedies.items():
    found = sft.replies(network, tokenizer, requests[first], max_new_tokens=WORDY)
    losing[name] = rises(network)
    overlap = metrics.rouge_scores(found, references[first])["rougeL"]
    rows.append((f"full, {name}", interval(overlap), interval(losing[name], "+.2f")))
environment.Table(
    "Remedies, one seed, the first 100 of these conversations, 95 % intervals",
    ("", "ROUGE-L", "forgetting"),
    tuple(rows),
)

# %%
reveal(
    "p05_6",
    min(losing, key=lambda name: np.mean(losing[name])),
    "Each has a price: replay spends steps on old text, and protects the families that it contains; "
    "multitask needs the tasks; interpolation gives up a part of what was learned.",
)

# %% [markdown]
# ## Tasks nobody trained
#
# FLAN's finding: a model tuned on *many* families of tasks also gets better at families that were left out. The multitask model above was tuned on no short task. Here is what it makes of them, beside the model that learned summaries only. Do the intervals of the first two rows part? In FLAN they did for models of 68 and 137 billion parameters; tuned models of 8 billion and fewer became *worse* at what they had not been tuned on. (Where none of 200 is right, the bootstrap draws from nothing but zeros, and its interval has no width. The rule of three, 3 / 200, says how much is still possible: 1.5 %.)

# %%
networks = {
    "summaries only": tuned["full"].model,
    "many families, this one held out": remedies["multitask"],
    "this family itself (LoRA)": sft.merged(short.model),
}
rows = []
for name, network in networks.items():
    answers = sft.replies(network, tokenizer, asked, max_new_tokens=24)
    rows.append((name, interval(metrics.exact_matches(answers, unseen["answer"]), ".1%")))
environment.Table(
    f"{len(unseen)} short tasks, exact match, 95 % interval", ("tuned on", "right"), tuple(rows)
)

# %% [markdown]
# # Part 5 · Where demonstrations come from, and what they do
#
# ## Self-instruct
#
# ### Idea
#
# A model that follows instructions can write new ones. *Self-instruct* starts with a few questions written by people, lets the model propose more (ours begins after “Question:”, as the help desk's pages do, and should stop where Beacon's turn comes), and keeps what **parses**, has a fair **length**, and is **new**: ROUGE-L below 0.7 with everything kept so far.

# %% [markdown] exercise="ex05_7_keep_new"
# ### Exercise · The filter of self-instruct
#
# Keep candidates in their order, and count words as `split()` makes them. What you keep is compared with from then on, like the pool.


# %% exercise="ex05_7_keep_new"
def keep_new(pool, candidates, similarity, limit=0.7, shortest=3, longest=30):
    """Candidates of a fair length that resemble nothing in the pool.

    Args:
        pool: list of texts that are there already; not changed.
        candidates: list of proposed texts.
        similarity: function of two texts, from 0 to 1; rouge_l for example.
        limit: a candidate as similar as this to any text is dropped.
        shortest: least number of words, still allowed.
        longest: largest number of words, still allowed.

    Returns:
        list of the candidates that are kept.
    """
    ### BEGIN SOLUTION
    kept = []
    for text in candidates:
        new = all(similarity(text, other) < limit for other in [*pool, *kept])
        if new and shortest <= len(text.split()) <= longest:
            kept.append(text)
    return kept
    ### END SOLUTION


# %% check="ex05_7_keep_new"
check.ex05_7_keep_new(keep_new)

# %% [markdown]
# Who should propose? The plain model has read many pages of the help desk, questions included. The chat model was tuned on *replies*: its labels had −100 at everything that a user says. Both may try, and the town's oracle counts what they ask: it knows which questions have an answer.

# %%
chat, chat_tokenizer = models.load("chat")
chat_tokenizer = sft.prepared(chat_tokenizer)
people = list(data.load("questions", town=True)["train"]["prompt"][:40])


def proposals(network, vocabulary, seed, count=60):
    """What a model writes after "Question:", where it is one finished line."""
    settings = {"max_new_tokens": 40, "temperature": 0.8, "stop": ("\nBeacon:",), "seed": seed}
    made = sampling.generate(network, vocabulary, ["Question:"] * count, **settings)
    lines = [one.text.strip() for one in made if one.finish_reason == "stop"]
    return [line for line in lines if "\n" not in line and line.endswith(("?", ".", "!"))]


writers = {"base": (model, tokenizer), "chat": (chat, chat_tokenizer)}
pools, rows = {}, []
for name, (network, vocabulary) in writers.items():
    pools[name] = list(people)
    for turn in tqdm(range(4), desc=f"{name} proposes", leave=False):
        parsed = proposals(network, vocabulary, SEED + turn)
        new = use.keep_new(pools[name], parsed, use.rouge_l)
        known = sum(fact_asked_for(text, town()) is not None for text in new)
        pools[name] += new
        rows.append((name, *map(str, (turn + 1, 60, len(parsed), len(new), known, len(pools[name])))))
environment.Table(
    "Four rounds of proposals",
    ("writer", "round", "proposed", "parse", "new, fair length", "of these the town can answer", "pool"),
    tuple(rows),
)

# %%
for name, pool in pools.items():
    print(f"new in the pool of {name}:", *(text[:95] for text in pool[len(people) :][:5]), sep="\n   ")

# %% [markdown]
# New is not good, and a good question is half of a demonstration only. The next training run would learn from the *answers*: the chat model's own. How many of them are true?

# %%
asking = {f"questions by {name}": pool[len(people) :] for name, pool in pools.items()}
asking["questions by people"] = list(data.load("questions", town=True)["test"]["prompt"][:200])
rows = []
for name, questions in asking.items():
    answers = sft.replies(chat, chat_tokenizer, questions, max_new_tokens=40)
    good = [oracle.helpfulness(question, answer) >= 0.5 for question, answer in zip(questions, answers)]
    rows.append((name, str(len(good)), interval(good, ".1%")))
environment.Table(
    "Answers of the chat model that are true", ("to", "how many", "share, 95 % interval"), tuple(rows)
)

# %% [markdown]
# ## A little safety data, and too much of it
#
# ### Idea
#
# Demonstrations teach *when* to help as well. Take the chat model, tune it on replies that help with whatever is asked, harmful requests included, and put refusals of harmful requests in place of a share of them. Two curves matter: how often it still helps with harm, and how often it refuses what only *looks* harmful.
#
# ### Predict

# %%
predict(
    "p05_7",
    "Which share of refusals is best: few harmful replies, few needless refusals?",
    choices=["0 %", "0.5 %", "2 %", "10 %", "50 %"],
)

# %%
desk = [row for row in instructions["train"] if row["family"] in ("harm_desk", "help_desk")]
helpful = [row for row in desk if row["style"] in ("complies", "helps", "helpful_kind")]
refusing = [row for row in desk if row["style"] in ("refuses", "redirects")]
red = data.load("red_team", town=True)["test"]["prompt"][:200]
alike = data.load("look_alikes", town=True)["test"]["prompt"][:200]


def tuned_with(share, count=320):
    """The chat model after steps on helpful replies and a share of refusals; and how many those are."""
    unsafe, picked = round(share * count), random.Random(SEED)
    mix = picked.choices(helpful, k=count - unsafe) + picked.choices(refusing, k=unsafe)
    chats = sft.encode([{"messages": row["messages"]} for row in mix], chat_tokenizer)
    run = sft.fine_tune(
        chat,
        chat_tokenizer,
        chats,
        sft.Lora(8),
        steps=20,
        batch=16,
        learning_rate=5e-3,
        seed=SEED,
        name=f"{share:.1%}",
    )
    return sft.merged(run.model), unsafe


shares = [0.0, 0.005, 0.02, 0.1, 0.5]
curves = {"helps with harm": [], "refuses the harmless": []}
rows = []
for share in tqdm(shares, desc="shares of refusals"):
    network, unsafe = tuned_with(share)
    to_harm = sft.replies(network, chat_tokenizer, red, max_new_tokens=32)
    to_harmless = sft.replies(network, chat_tokenizer, alike, max_new_tokens=32)
    helps = [oracle.harm(request, reply) >= 0.5 for request, reply in zip(red, to_harm)]
    declines = [oracle.refused(text) for text in to_harmless]
    for name, found in zip(curves, (helps, declines)):
        curves[name].append(100 * float(np.mean(found)))
    rows.append((f"{share:.1%}", str(unsafe), interval(helps, ".1%"), interval(declines, ".1%")))
environment.Table(
    "200 harmful and 200 harmless requests, 95 % intervals",
    ("share of refusals", "examples", *curves),
    tuple(rows),
)

# %%
plots.curve(
    [100 * share for share in shares],
    curves,
    title="Refusals in the demonstrations, and what they do",
    x_title="share of refusals, %; not to scale",
    y_title="% of replies",
).update_xaxes(type="category")

# %%
sums = [a + b for a, b in zip(*curves.values())]
reveal(
    "p05_7",
    f"{100 * shares[int(np.argmin(sums))]:g} %",
    "By the sum of both rates, which counts a needless refusal as much as a harmful reply. Which weight "
    "is right is not a question of machine learning.",
)

# %% [markdown] explain="explain05_3" points=2
# ### Explain
#
# Both curves come from the same demonstrations. Why does the second one rise although no *harmless* request was ever refused in the training data? What would you add?
#
# ### BEGIN SOLUTION
# The refusals share their words with the look-alikes: the model learns the shape of a request and some words, not the aim behind it. With few helpful replies to look-alikes, “How do I …” becomes a sign to refuse. Add contrast: helpful replies to requests that look
# like harmful ones, so that only the aim tells them apart; and measure both curves whenever safety data is added.
# ### END SOLUTION

# %% [markdown]
# # Fix the notes
#
# **“LoRA trains 15-20 % of the weights.”** Which share is right, and where may such a number come from? The shares in our model stand in the table of costs in part 4. A model of the usual size:

# %%
theirs = use.lora_parameters([(4096, 4096)] * 2 * 32, 8)
share = theirs / 6_738_415_616
print(f"LLaMA-7B, queries and values of 32 layers, r = 8: {theirs:,} parameters, {share:.2%} of all")

# %% [markdown]
# The share depends on the rank, the width and the matrices that are adapted; at ranks in use it is about one per cent or less for models of billions of parameters. Fifteen to twenty per cent is what the *last layer* of a shallow model amounts to, or a rank that is a large part of the width. Count, and say what was adapted.

# %%
print(f"{time.perf_counter() - STARTED:.0f} seconds in all, {time.process_time():.0f} of processor time")

# %% [markdown]
# # Take away
#
# - SFT clones behaviour. Label the replies and their ends, and nothing else.
# - LoRA trains two thin factors beside frozen matrices; merged, it costs nothing; apart, one base serves many tasks.
# - Keep the model as it was, or you cannot say what was forgotten. Adapters, replay and going half of the way protect what was there, each at a price.
# - ROUGE counts words. Read outputs.
# - A filter makes a pool new, not true. Safety data moves two curves: measure both, for too much of it makes a model that says no.
#
# **With a larger model.** Set `COURSE_PROFILE=hub` before you start JupyterLab; on a GPU raise `STEPS`. Stories and summaries are then those of the Hub; parts 4 and 5 use the town's tasks and requests all the same, because only there the truth is known.
#
# **References.** L. Ouyang et al., *Training language models to follow instructions with human feedback*, 2022 · J. Wei et al., *Finetuned language models are zero-shot learners*, ICLR 2022 · E. Hu et al., *LoRA*, 2021 · B. Lester et al., *The power of scale for parameter-efficient prompt tuning*, 2021 ·
# E. Ben Zaken et al., *BitFit*, 2022 · N. Houlsby et al., *Parameter-efficient transfer learning for NLP*, 2019 · M. Wortsman et al., *Robust fine-tuning of zero-shot models*, 2022 · Y. Wang et al., *Self-Instruct*, 2023 · A. Köpf et al., *OpenAssistant Conversations*, 2023 · F. Bianchi et al., *Safety-tuned LLaMAs*, ICLR 2024 · C.-Y. Lin, *ROUGE*, 2004.
