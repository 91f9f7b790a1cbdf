"""The town's tokenizer: byte-level BPE with chat markers, in a folder that plain AutoTokenizer loads."""

import json
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

END, PAD = "<|end|>", "<|pad|>"
ROLES = ("system", "user", "assistant")
SPECIAL = [END, PAD, *(f"<|{role}|>" for role in ROLES)]  # ids 0, 1, 2, …

# GPT-2's words, but for numbers: each digit is a token, so that a number is read and written place by place
# (Touvron et al., 2023) and one that was never seen is no harder to copy than any other.
WORD = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

# Each turn is <|role|>text<|end|>. The generation markers let a trainer take the loss on replies only.
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{% if message['role'] not in ['system', 'user', 'assistant'] %}"
    "{{ raise_exception('the roles of a conversation are system, user and assistant, not ' + message['role']) }}"
    "{% endif %}"
    "{{ '<|' + message['role'] + '|>' }}"
    "{% if message['role'] == 'assistant' %}"
    "{% generation %}{{ message['content'] + '<|end|>' }}{% endgeneration %}"
    "{% else %}{{ message['content'] + '<|end|>' }}{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)


def train(texts: Iterable[str], vocabulary: int = 4096) -> Tokenizer:
    """Byte-level BPE (Radford et al., 2019) with words as in `WORD`; every text can be encoded and read back.

    Args:
        texts: the corpus to count pairs in.
        vocabulary: tokens in all: the special tokens, the 256 bytes, and merges up to this size.

    Raises ValueError when the vocabulary does not even hold the special tokens and the bytes.
    """
    smallest = len(SPECIAL) + 256
    if vocabulary < smallest:
        raise ValueError(f"a byte-level vocabulary needs at least {smallest} tokens, got {vocabulary}")
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(WORD), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def wrap(tokenizer: Tokenizer, context: int = 512) -> PreTrainedTokenizerFast:
    """The same tokenizer as transformers knows it, with chat template and special tokens set."""
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token=END,
        pad_token=PAD,
        additional_special_tokens=[f"<|{role}|>" for role in ROLES],
        chat_template=CHAT_TEMPLATE,
        model_max_length=context,
        padding_side="left",
        clean_up_tokenization_spaces=False,
    )


def save(tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    """Write the tokenizer's files; any version of transformers since 4 finds its class in them."""
    tokenizer.save_pretrained(folder)
    settings = folder / "tokenizer_config.json"
    values = json.loads(settings.read_text("utf-8"))
    values["tokenizer_class"] = "PreTrainedTokenizerFast"
    for passing in ("is_local", "local_files_only"):  # how this one was loaded, not what it is
        values.pop(passing, None)
    settings.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", "utf-8")
