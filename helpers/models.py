"""Where models come from: the shipped ones (tiny), the Hub (hub), or any folder in the Hub's format (both)."""

import contextlib
import logging
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import torch
import transformers
from huggingface_hub import constants
from huggingface_hub.errors import HFValidationError
from huggingface_hub.utils import get_session, validate_repo_id
from safetensors import SafetensorError
from transformers import AutoConfig, AutoTokenizer, PretrainedConfig, PreTrainedModel, PreTrainedTokenizerBase

from helpers import checksums, paths, profile
from helpers.errors import CourseError

SHIPPED = ("base", "chat", "micro")
HUB = {
    "base": "HuggingFaceTB/SmolLM2-135M",
    "chat": "Qwen/Qwen2.5-0.5B-Instruct",
    "micro": "HuggingFaceTB/SmolLM2-135M",
    "seq2seq": "google/flan-t5-base",
}
PROBE_SECONDS = 2.0
_AUTO_CLASSES = {
    "CausalLM": "AutoModelForCausalLM",
    "LMHeadModel": "AutoModelForCausalLM",
    "ConditionalGeneration": "AutoModelForSeq2SeqLM",
    "SequenceClassification": "AutoModelForSequenceClassification",
    "MaskedLM": "AutoModelForMaskedLM",
}


def load(name: str, *, dtype: torch.dtype = torch.float32) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """A model in eval mode on `profile.device()`, and its tokenizer.

    Args:
        name: "base", "micro", "chat" or "seq2seq", which the profile resolves; or a folder; or, under hub, a Hub id.
        dtype: of the weights in memory, whatever they are stored as.

    The class follows from the architecture that the model's config names: decoder-only, encoder-decoder, classifier
    or masked. Raises CourseError, with what to do, when the model is not there, damaged, or of another kind.
    """
    source, restore = _resolve(name)
    with _quiet():
        config = _config(source, restore)
        auto = _auto_class(config, source)
        try:
            tokenizer = AutoTokenizer.from_pretrained(source)
            model = auto.from_pretrained(source, config=config, dtype=dtype)
        except (OSError, ValueError, SafetensorError) as error:
            raise CourseError(_not_loaded(source, restore, error)) from error
    return model.to(profile.device()).eval(), tokenizer


def folder(name: str) -> Path:
    """Folder of a shipped model. Raises CourseError for a name that is not shipped."""
    if name not in SHIPPED:
        raise CourseError(f'The course ships no model "{name}"; shipped: {_listed(SHIPPED)}.')
    return paths.MODELS / f"lantern-{name}"


def _resolve(name: str) -> tuple[str, str]:
    """What to hand to from_pretrained, and the command that restores it ("" when there is none)."""
    if Path(name).expanduser().is_dir():
        return str(Path(name).expanduser()), ""
    hub = profile.current().name == "hub"
    if name in HUB and hub:
        return _cached_or_reachable(HUB[name]), ""
    if name in SHIPPED:
        path = folder(name)
        restore = f"git checkout -- {path.relative_to(paths.ROOT).as_posix()}"
        if not path.is_dir():
            raise CourseError(f"{path} is missing; restore it with: {restore}")
        checksums.verify(path, restore)
        return str(path), restore
    if _looks_like_path(name):
        raise CourseError(
            f"There is no model folder at {Path(name).expanduser().absolute()}; check the path."
        )
    if not hub:
        raise CourseError(
            f'The tiny profile has no model "{name}" (it has {_listed(SHIPPED)}, and takes any folder); '
            'for a model of the Hub call profile.use("hub") first.'
        )
    return _cached_or_reachable(name), ""


def _looks_like_path(name: str) -> bool:
    """A Hub id is owner/name (or an old bare name); with any other form, or an owner that is a folder here, a path."""
    try:
        validate_repo_id(name)
    except HFValidationError:
        return True
    return name.startswith(("~", ".")) or ("/" in name and Path(name.split("/")[0]).is_dir())


def _cached_or_reachable(repo: str) -> str:
    """The id itself, once it is sure that loading will not hang: the Hub answers, or only the cache is asked."""
    if not hub_reachable():
        profile.set_offline(True)
    return repo


@cache
def hub_reachable() -> bool:
    """Whether the Hub (HF_ENDPOINT, through the usual proxy settings) answers within two seconds; asked once."""

    def probe() -> bool:
        return get_session().head(constants.ENDPOINT, timeout=PROBE_SECONDS).status_code < 500

    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(probe).result(PROBE_SECONDS)
    except Exception:  # whatever stops a probe stops a download
        return False
    finally:
        pool.shutdown(wait=False)  # a name server that never answers must not hold us up


def _config(source: str, restore: str) -> PretrainedConfig:
    try:
        return AutoConfig.from_pretrained(source)
    except (OSError, ValueError, KeyError) as error:
        raise CourseError(_not_loaded(source, restore, error)) from error


def _auto_class(config: PretrainedConfig, source: str) -> Any:
    for architecture in config.architectures or []:
        for ending, auto in _AUTO_CLASSES.items():
            if architecture.endswith(ending):
                return getattr(transformers, auto)
    named = ", ".join(config.architectures or []) or "none"
    raise CourseError(
        f"{source} has the architecture {named}; the course loads decoders (…ForCausalLM), encoder-decoders "
        "(…ForConditionalGeneration), classifiers (…ForSequenceClassification) and …ForMaskedLM."
    )


def _not_loaded(source: str, restore: str, error: Exception) -> str:
    if restore:
        return f"{source} does not load ({_first_line(error)}); restore it with: {restore}"
    if Path(source).is_dir():
        return f"The model folder {source} does not load: {_first_line(error)}"
    back = 'go back to the shipped models with profile.use("tiny")'
    if constants.HF_HUB_OFFLINE:
        return (
            f"The Hub cannot be reached and the model {source} is not in the cache folder {constants.HF_HUB_CACHE}; "
            f"connect to the network, or {back}."
        )
    return f"The model {source} does not load from the Hub ({_first_line(error)}); check its name, or {back}."


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No progress bars and no advice from the libraries while something loads."""
    hub_logger = logging.getLogger("huggingface_hub")
    levels = transformers.logging.get_verbosity(), hub_logger.level
    bars = transformers.logging.is_progress_bar_enabled()
    transformers.logging.set_verbosity_error()
    hub_logger.setLevel(logging.ERROR)
    transformers.logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers.logging.set_verbosity(levels[0])
        hub_logger.setLevel(levels[1])
        if bars:
            transformers.logging.enable_progress_bar()
