"""``python -m helpers world``: read the town's documents, measure them, and build the shipped data sets."""

import argparse
import textwrap

from helpers.errors import CourseError

HELP = "read the town's documents (sample), measure them (stats), write the shipped data (build)"
_MOST = 10_000_000  # documents; more would not end within a day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three actions and their options."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    sample = actions.add_parser("sample", help="print documents of a family to read")
    sample.add_argument("family", metavar="FAMILY", help="e.g. narrative, dialogue, help_desk")
    sample.add_argument("-n", type=int, default=20, metavar="N", help="how many (default: 20)")
    _shared(sample)
    sample.add_argument("--start", type=int, default=0, metavar="I", help="number of the first (default: 0)")
    sample.add_argument("--meta", action="store_true", help="print what is known about each document as well")
    stats = actions.add_parser(
        "stats", help="speed, variety and duplicates of each family, beside real English"
    )
    stats.add_argument("families", nargs="*", metavar="FAMILY", help="families to measure; all by default")
    stats.add_argument("-n", type=int, default=5000, metavar="N", help="documents of each (default: 5000)")
    _shared(stats)
    copies = actions.add_parser(
        "duplicates", help="share of copies, exact and near, in the models' training mixture"
    )
    copies.add_argument("-n", type=int, default=20_000, metavar="N", help="documents (default: 20000)")
    _shared(copies)
    profile = actions.add_parser(
        "profile", help="where the generator spends its time, on the training mixture"
    )
    profile.add_argument("-n", type=int, default=5000, metavar="N", help="documents (default: 5000)")
    _shared(profile)
    check = actions.add_parser(
        "check", help="replay stories, and hold the oracle and the labellers to what is known"
    )
    check.add_argument(
        "-n", type=int, default=10_000, metavar="N", help="stories and replies (default: 10000)"
    )
    page = actions.add_parser(
        "page", help="write docs/world.md: documents of every family to read, chosen by seed"
    )
    page.add_argument("-n", type=int, default=50, metavar="N", help="documents of each family (default: 50)")
    build = actions.add_parser("build", help="write data/lantern_bay/ from its seed, byte for byte")
    build.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="data sets to write, e.g. stories; all, and their card, by default",
    )
    build.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when a file differs from its seed"
    )


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed (default: 0)")
    parser.add_argument("--split", default="train", help="train, validation or test (default: train)")


def run(arguments: argparse.Namespace) -> int:
    """Run the action; 1 when ``build --check`` found something, else 0."""
    actions = {
        "sample": _sample,
        "stats": _stats,
        "duplicates": _duplicates,
        "profile": _profile,
        "check": _check_what_is_known,
        "page": _page,
        "build": _build,
    }
    return actions[arguments.action](arguments)


def _sample(arguments: argparse.Namespace) -> int:
    from helpers import world

    _check(arguments, [arguments.family])
    if arguments.start < 0:
        raise CourseError(f"--start is {arguments.start}; documents are numbered from 0.")
    documents = world.generate(
        arguments.family,
        seed=arguments.seed,
        split=arguments.split,
        start=arguments.start,
        count=arguments.n,
    )
    for number, document in enumerate(documents, arguments.start):
        print(f"--- {arguments.family} {number}")
        for line in document.text.split("\n"):
            print(textwrap.fill(line, 100, subsequent_indent="  ") if line else "")
        if arguments.meta:
            for key, value in document.meta.items():
                print(f"    {key}: {value}")
        print()
    return 0


def _stats(arguments: argparse.Namespace) -> int:
    from helpers import world
    from helpers.world.statistics import docstrings, measure, table

    families = arguments.families or sorted(world.FAMILIES)
    _check(arguments, families)
    measured = [
        measure(family, world.generate(family, seed=arguments.seed, split=arguments.split, count=arguments.n))
        for family in families
    ]
    measured.append(measure("docstrings of the standard library", docstrings()))
    print(table(measured))
    return 0


def _duplicates(arguments: argparse.Namespace) -> int:
    from helpers.training.recipes import MIXTURE
    from helpers.world.corpus import addresses
    from helpers.world.documents import document
    from helpers.world.duplicates import NEAR, SHINGLE, count_duplicates

    _check(arguments, [])
    where = addresses(MIXTURE, arguments.n, seed=arguments.seed)

    def text_of(number: int) -> str:
        family, index = where[number]
        return document(family, index, seed=arguments.seed, split=arguments.split).text

    found = count_duplicates(text_of, arguments.n)
    print(
        f"{found.documents:,} documents of the training mixture: {found.exact:.4%} exact duplicates of an earlier one, "
        f"{found.near:.4%} near-duplicates (at least {NEAR:.0%} of their {SHINGLE}-word runs in common)."
    )
    return 0


def _profile(arguments: argparse.Namespace) -> int:
    import itertools

    from helpers.training.recipes import MIXTURE
    from helpers.world.corpus import mixture
    from helpers.world.profiling import profile, table

    _check(arguments, [])
    where = {"seed": arguments.seed, "split": arguments.split}
    print(table(profile(lambda: itertools.islice(mixture(MIXTURE, **where), arguments.n))))
    return 0


def _check_what_is_known(arguments: argparse.Namespace) -> int:
    """1 when a story contradicts itself."""
    from helpers import world
    from helpers.world.labellers import LABELLERS, gushing_bias, pairwise_agreement, ranked_replies
    from helpers.world.oracle.agreement import agreement

    _check_number(arguments.n)
    stories = world.generate("narrative", seed=1, count=arguments.n)
    faults = [fault for story in stories for fault in world.narrative.check_story(story.meta["events"])]
    print(f"{arguments.n:,} stories replayed: {len(faults)} contradictions.")
    for fault in faults[:20]:
        print(f"  {fault}")
    print(f"oracle against construction on {arguments.n:,} replies:")
    for judgement, share in agreement(arguments.n).items():
        print(f"  {judgement}: {share:.4f}")
    items = list(ranked_replies(max(2, arguments.n // 10)))
    agreed = pairwise_agreement(items)
    print(
        f"labellers agree on {sum(agreed.values()) / len(agreed):.1%} of the pairs that both put in an order:"
    )
    for (one, other), share in agreed.items():
        print(f"  {one} and {other}: {share:.1%}")
    print("they prefer a reply with gushing words to the same one with plain words:")
    for labeller in LABELLERS:
        print(f"  {labeller.name}: {gushing_bias(labeller, items):.1%}")
    return 1 if faults else 0


def _page(arguments: argparse.Namespace) -> int:
    from helpers.paths import DOCS
    from helpers.world.page import page

    _check_number(arguments.n)
    target = DOCS / "world.md"
    target.write_text(page(arguments.n), encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")
    return 0


def _build(arguments: argparse.Namespace) -> int:
    from helpers.world import shipped

    if arguments.check:
        problems = shipped.stale(only=arguments.names)
        for problem in problems:
            print(problem)
        if not problems:
            print(f"{len(shipped.names(arguments.names))} files as the generator writes them.")
        return 1 if problems else 0
    for path in shipped.build(only=arguments.names):
        print(f"{path.relative_to(shipped.FOLDER)}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def _check(arguments: argparse.Namespace, families: list[str]) -> None:
    """One clear sentence for whatever cannot be generated."""
    from helpers import world

    for family in families:
        if family not in world.FAMILIES:
            raise CourseError(
                f"There is no document family '{family}'; choose one of: {', '.join(sorted(world.FAMILIES))}."
            )
    if arguments.split not in world.SPLITS:
        raise CourseError(f"There is no split '{arguments.split}'; choose one of: {', '.join(world.SPLITS)}.")
    _check_number(arguments.n)


def _check_number(number: int) -> None:
    if not 1 <= number <= _MOST:
        raise CourseError(f"-n is {number}; ask for 1 to {_MOST:,} documents.")
