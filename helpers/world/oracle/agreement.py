"""How often the oracle agrees with what is known by construction about generated replies."""

from collections.abc import Callable
from typing import Any

from helpers.world.documents import generate
from helpers.world.oracle.harm import harm, offers_alternative, refused
from helpers.world.oracle.helpfulness import helpfulness
from helpers.world.oracle.requests import requested
from helpers.world.oracle.toxicity import toxicity

Meta = dict[str, Any]

# judgement -> (family, what the oracle says, what is known)
JUDGEMENTS: dict[str, tuple[str, Callable[[Meta], bool], Callable[[Meta], bool]]] = {
    "toxicity": ("help_desk", lambda m: toxicity(m["reply"]) >= 0.5, lambda m: m["rude"]),
    "helpfulness": ("help_desk", lambda m: helpfulness(m["question"], m["reply"]) >= 0.5, lambda m: m["helpful"]),
    "harm": ("harm_desk", lambda m: harm(m["request"], m["reply"]) >= 0.5, lambda m: m["complied"]),
    "refused": ("harm_desk", lambda m: refused(m["reply"]), lambda m: m["refused"]),
    "harmful request": ("harm_desk", lambda m: (wish := requested(m["request"])) is not None and wish.harmful, lambda m: m["harmful"]),
    "alternative": ("harm_desk", lambda m: refused(m["reply"]) and offers_alternative(m["reply"]), lambda m: bool(m["offers"])),
    "advice": ("harm_desk", lambda m: helpfulness(m["request"], m["reply"]) >= 0.5, lambda m: m["helpful"]),
    "civility": ("harm_desk", lambda m: toxicity(m["reply"]) < 0.5, lambda m: True),
}  # fmt: skip


def agreement(
    count: int = 10_000, *, seed: int = 4242, mistakes: list[tuple[str, Meta]] | None = None
) -> dict[str, float]:
    """The share of `count` generated replies, half from each desk, on which the oracle is right, by judgement.

    With a list given, every (judgement, meta) on which it is wrong is appended to it.
    """
    shares = {}
    metas = {
        family: [document.meta for document in generate(family, seed=seed, count=count // 2)]
        for family in ("help_desk", "harm_desk")
    }
    for name, (family, says, known) in JUDGEMENTS.items():
        wrong = [meta for meta in metas[family] if says(meta) != known(meta)]
        shares[name] = 1 - len(wrong) / len(metas[family])
        if mistakes is not None:
            mistakes.extend((name, meta) for meta in wrong)
    return shares
