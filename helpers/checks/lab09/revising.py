"""Exercise 9.2: critique and revise, with a stop rule."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.handles import table
from helpers.checks.misconceptions import same_as

Result = tuple[list[str], list[str]]
CHAINS = {
    "fine": ["It opens at nine."],
    "one fault": ["Bend a hairpin.", "Knock next door."],
    "three faults": ["Lift the latch.", "Lift it at noon.", "Ask, or lift it.", "Ask the owner."],
    "circle": ["Yes, do it.", "No, don't.", "Yes, do it."],
    "no change": ["Why not?", "Why not?"],
}
MORE = ["Ask twice, then take it.", "Take a little.", "Wait for dark.", "Say nothing.", "Tell the keeper."]


def _case(chains: Sequence[Sequence[str]], rounds: int, final: list[str], why: list[str], about: str) -> Case:
    """Replies that lead from one version to the next; the last of a chain has no fault, unless it closes a circle."""
    critiques: dict[tuple[str, ...], str | None] = {}
    revisions: dict[tuple[Any, ...], str | None] = {}
    requests = [f"Request {number}" for number in range(1, len(chains) + 1)]
    for request, chain in zip(requests, chains, strict=True):
        for text, following in zip(chain, [*chain[1:], None], strict=True):
            critique = f"{text} Is that fair?" if following is not None else None
            if (request, text) not in critiques:
                critiques[request, text] = critique
                revisions[request, text, critique] = following
                revisions[request, text, None] = f"In other words: {text}"
        critiques[request, f"In other words: {chain[-1]}"] = None
        revisions[request, f"In other words: {chain[-1]}", None] = f"In other words: {chain[-1]}"
    starts = [chain[0] for chain in chains]
    says, writes = table("critique", critiques), table("revise", revisions)
    return Case((requests, starts, says, writes, rounds), (final, why), about=about)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    fine, one, three = CHAINS["fine"], CHAINS["one fault"], CHAINS["three faults"]
    yield _case([fine], 2, [fine[0]], ["no fault"], "a reply without a fault")
    yield _case([one], 2, [one[1]], ["no fault"], "a fault that the first revision mends")
    yield _case([three], 2, [three[2]], ["rounds"], "more faults than rounds")
    yield _case([three], 3, [three[3]], ["rounds"], "a last revision that nobody has criticised")
    yield _case(
        [CHAINS["circle"]], 4, ["No, don't."], ["circle"], "revisions that come back to the first reply"
    )
    yield _case([CHAINS["no change"]], 3, ["Why not?"], ["circle"], "a revision that changes nothing")
    yield _case([one], 0, [one[0]], ["rounds"], "no round at all")
    together = [fine, three, CHAINS["circle"], one]
    final = ["It opens at nine.", "Ask, or lift it.", "No, don't.", "Knock next door."]
    yield _case(together, 2, final, ["no fault", "rounds", "circle", "no fault"], "four replies at once")
    lengths = [int(n) for n in rng.integers(1, 6, size=5)]
    chains = [[f"{MORE[i]} ({n})" for i in rng.permutation(5)[:length]] for n, length in enumerate(lengths)]
    rounds = int(rng.integers(2, 4))
    yield _case(
        chains,
        rounds,
        [chain[min(rounds, len(chain) - 1)] for chain in chains],
        ["no fault" if len(chain) <= rounds else "rounds" for chain in chains],
        "random chains of versions",
    )


def _rule(
    rounds_of: Callable[[int], int] = lambda rounds: rounds,
    at_fault: Callable[[str | None], bool] = lambda critique: critique is not None,
    first_only: bool = False,
    seen_before: Callable[[str, list[str]], bool] = lambda text, versions: text in versions,
    take_circle: bool = False,
    stop_together: bool = False,
    criticise_last: bool = False,
) -> Callable[..., Result]:
    """The loop with one thing different; right by default."""

    def rule(requests: list[str], replies: list[str], critique: Any, revise: Any, rounds: int) -> Result:
        versions = [[reply] for reply in replies]
        endings = ["rounds"] * len(replies)
        working = list(range(len(replies)))
        for _ in range(rounds_of(rounds)):
            now = {i: versions[i][0 if first_only else -1] for i in working}
            said = dict(zip(working, critique([requests[i] for i in working], [*now.values()]), strict=True))
            for i in working:
                endings[i] = endings[i] if at_fault(said[i]) else "no fault"
            if stop_together and any(not at_fault(text) for text in said.values()):
                break
            working = [i for i in working if at_fault(said[i])]
            new = revise(
                [requests[i] for i in working], [now[i] for i in working], [said[i] for i in working]
            )
            following = []
            for i, text in zip(working, new, strict=True):
                circle = seen_before(text, versions[i])
                if circle:
                    endings[i] = "circle"
                else:
                    following.append(i)
                if not circle or take_circle:
                    versions[i].append(text)
            working = following
        if criticise_last and working:
            last = critique([requests[i] for i in working], [versions[i][-1] for i in working])
            for i, text in zip(working, last, strict=True):
                endings[i] = "rounds" if at_fault(text) else "no fault"
        return [chain[-1] for chain in versions], endings

    return rule


CRITIQUE_AND_REVISE = Exercise(
    id="ex09_2_critique_and_revise",
    title="Critique, revise, stop",
    function="critique_and_revise",
    difficulty=3,
    minutes=25,
    points=3,
    hints=(
        "Write it for one reply first: criticise, stop if there is no fault, revise, stop if you have seen that "
        "version before. What has to be remembered from round to round?",
        "For many replies keep a list of the *places* still worked on. Each round sends only those to `critique`, and "
        "of them only those with a fault to `revise`.",
        "Keep `final`, `endings` (all 'rounds' to begin with), and for each reply the set of its versions. A critique "
        "of None sets 'no fault'; a revision that is in the set sets 'circle' and is not taken; any other becomes the "
        "final version and stays in work. Neither of the first two is worked on again.",
    ),
    cases=_cases,
    reference=constitution.critique_and_revise,
    misconceptions=(
        Misconception(
            "revises replies without a fault",
            "None means that there is nothing to mend: such a reply stands as it is and is not revised.",
            same_as(_rule(at_fault=lambda critique: True)),
        ),
        Misconception(
            "goes back to the first version every round",
            "The second round criticises and revises what the first one wrote, not the reply at the start.",
            same_as(_rule(first_only=True)),
        ),
        Misconception(
            "compares with the last version only",
            "A circle may take more than one step: compare a revision with *every* version that there has been.",
            same_as(_rule(seen_before=lambda text, versions: text == versions[-1])),
        ),
        Misconception(
            "does not notice a circle",
            "Two principles can send a reply back and forth until the rounds are over. Stop when a version comes back.",
            same_as(_rule(seen_before=lambda text, versions: False)),
        ),
        Misconception(
            "takes the version that closes the circle",
            "The version that comes back has been criticised before; the one it was made from stays.",
            same_as(_rule(take_circle=True)),
        ),
        Misconception(
            "does one round only",
            "A revision may have a fault of its own: up to `rounds` of them are allowed.",
            same_as(_rule(rounds_of=lambda rounds: min(rounds, 1))),
        ),
        Misconception(
            "criticises once more at the end",
            "When the rounds are used up nobody knows whether the last version is free of faults, and the reason is "
            "'rounds'.",
            same_as(_rule(criticise_last=True)),
        ),
        Misconception(
            "does one round too many",
            "`rounds` is the most revisions that one reply may get.",
            same_as(_rule(rounds_of=lambda rounds: rounds + 1)),
        ),
        Misconception(
            "stops all when one is done",
            "Replies are done at different times: the others go on when one has no fault any more.",
            same_as(_rule(stop_together=True)),
        ),
    ),
)
