"""Which parts of the course are the answer to an exercise, and the package without them.

While an exercise is graded, the functions that are its answer raise in the student's process: the course's reference
and whatever else in the package does the same work under another name. They are taken out of the *source*, so that
neither calling nor importing nor reading, disassembling or reloading brings them back. Functions that call them raise
with them. The answers of other exercises stay, since students build on them (``use.stable_softmax``).
"""

import ast
import functools
import inspect
from collections.abc import Iterable, Mapping

from helpers import paths
from helpers.checks import EXERCISES

#: Functions that do the work of an exercise under another name: ``module:function`` or ``module:Class.method``. A
#: test follows every call that a reference makes and asks for a decision.
SAME_WORK: Mapping[str, tuple[str, ...]] = {
    "ex01_2_encode_bpe": ("tokenization:_apply_merges", "tokenization:_merge"),
    "ex01_3_softmax_with_temperature": ("sampling.warping:_divide_by_temperature",),
    "ex01_6_draw": ("sampling.drawing:invert_cdf",),
    "ex01_7_generate_with_cache": ("sampling.generation:generate",),
    "ex03_1_decode_float": ("quantization.floats:FloatFormat.decode",),
    "ex03_2_quantize_absmax": ("quantization.integers:absmax", "quantization.integers:absmax_int8"),
    "ex03_3_quantize_zero_point": (
        "quantization.integers:zero_point",
        "quantization.integers:zero_point_int8",
    ),
    "ex03_4_channel_error": ("quantization.integers:absmax", "quantization.integers:absmax_int8"),
    "ex05_4_lora_linear": (
        "lora:LoRALinear.correction",
        "lora:LoRALinear.forward",
        "lora:LoRALinear.merged",
    ),
    "ex05_5_rouge_l": ("metrics.overlap:rouge", "metrics.overlap:rouge_scores"),
    "ex06_2_agreement": ("preferences:krippendorff_alpha",),
    "ex06_3_comparison_cost": ("preferences:annotation_cost",),
    "ex07_2_kl_estimators": ("ppo.objective:kl_estimates",),
    "ex07_5_clipped_policy_loss": ("ppo.objective:clipped_policy_loss",),
    "ex07_6_clipped_value_loss": ("ppo.objective:clipped_value_loss",),
    "ex07_8_adaptive_kl": ("ppo.objective:AdaptiveKL.update",),
    "ex10_3_recall_and_mrr": ("rag.quality:recall_at_k", "rag.quality:reciprocal_rank"),
    "ex10_6_resolve_citations": ("rag.citations:resolve",),
    "ex10_8_remove_instructions": ("rag.injections:_without",),
}


def withheld(exercise_id: str) -> frozenset[str]:
    """``module:name`` of everything that raises while this exercise is graded; modules without ``helpers.``."""
    reference = inspect.unwrap(EXERCISES[exercise_id].reference)
    own = f"{reference.__module__.removeprefix('helpers.')}:{reference.__qualname__}"
    return frozenset({own, *SAME_WORK.get(exercise_id, ())})


@functools.cache
def overlay(exercise_id: str) -> Mapping[str, str]:
    """Source by module name for the modules with an answer to *any* exercise, without the answers to this one."""
    mine = withheld(exercise_id)
    function = EXERCISES[exercise_id].function
    return {f"helpers.{unit}": _without(unit, mine, function) for unit in _units()}


@functools.cache
def without_any() -> Mapping[str, str]:
    """The same modules without the answer to any exercise."""
    everything = frozenset().union(*(withheld(exercise_id) for exercise_id in EXERCISES))
    return {f"helpers.{unit}": _without(unit, everything, "") for unit in _units()}


def file_of(module: str) -> str:
    """A module's file relative to the course's folder, with forward slashes."""
    stem = paths.ROOT.joinpath(*module.split("."))
    file = stem / "__init__.py" if stem.is_dir() else stem.with_suffix(".py")
    return file.relative_to(paths.ROOT).as_posix()


def _units() -> list[str]:
    return sorted({name.partition(":")[0] for exercise_id in EXERCISES for name in withheld(exercise_id)})


def _without(unit: str, names: Iterable[str], function: str) -> str:
    """The module's source with the named functions raising, and without any comment."""
    source = paths.ROOT.joinpath(file_of(f"helpers.{unit}")).read_text(encoding="utf-8")
    tree = ast.parse(source)
    for name in names:
        home, _, path = name.partition(":")
        if home == unit:
            _raise_in(_find(tree, path, name), function)
    return ast.unparse(tree) + "\n"


def _find(tree: ast.Module, path: str, name: str) -> ast.FunctionDef:
    place: ast.Module | ast.ClassDef | ast.FunctionDef = tree
    for part in path.split("."):
        for node in place.body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == part:
                place = node
                break
        else:
            raise ValueError(f"{name} is no function of the package; correct helpers/grading/withheld.py.")
    if not isinstance(place, ast.FunctionDef):
        raise ValueError(f"{name} is no function; correct helpers/grading/withheld.py.")
    return place


def _raise_in(node: ast.FunctionDef, function: str) -> None:
    answer = f"the answer to `{function}`" if function else "the answer to an exercise"
    message = f"This function is {answer}, so it is withheld while your own is graded."
    text = f"raise __import__('helpers.errors', fromlist=['CourseError']).CourseError({message!r})"
    documented = node.body[:1] if ast.get_docstring(node) is not None else []
    node.body = [*documented, *ast.parse(text).body]
