"""The command line: quick help, one spelling for each option, sentences instead of tracebacks."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest

from helpers import __main__ as cli
from helpers.commands import COMMANDS
from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import environment

#: Spellings that mean the same as an option of the course; nobody should have to remember which verb uses which.
SYNONYMS = {
    "--jobs": {"--workers", "--processes", "--n-jobs", "--parallel", "--num-workers", "--threads"},
    "--seed": {"--random-seed", "--rng"},
    "--device": {"--gpu", "--cuda", "--cpu"},
    "--force": {"--overwrite", "--yes", "--clobber"},
    "--check": {"--dry-run", "--verify"},
    "--profile": {"--mode"},
    "--no-browser": {"--headless"},
}


def call(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "helpers", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True)


#: Dask's processes are called workers wherever they run.
NAMED_OTHERWISE: dict[str, set[str]] = {"grade": {"--workers"}}


def options_of(verb: str) -> list[argparse.Action]:
    """The options of a verb, those of its own sub-verbs included."""
    found: list[argparse.Action] = []
    todo = list(cli.parser_for(verb)._actions)
    while todo:
        action = todo.pop()
        if isinstance(action, argparse._SubParsersAction):
            todo += [inner for parser in action.choices.values() for inner in parser._actions]
        else:
            found.append(action)
    return found


def test_help_names_every_verb_at_once() -> None:
    started = time.perf_counter()
    done = call("--help")
    assert (
        time.perf_counter() - started < 2
    )  # 0.2 s on an idle machine; importing torch alone takes longer than this
    assert done.returncode == 0
    assert all(f"    {verb} " in done.stdout or f"    {verb}\n" in done.stdout for verb in COMMANDS)
    assert done.stderr == ""


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.parser_for(verb).parse_args([verb, "--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: python -m helpers {verb}")


@pytest.mark.parametrize("verb", COMMANDS)
def test_options_are_spelled_one_way(verb: str) -> None:
    options = options_of(verb)
    spelled = {name for option in options for name in option.option_strings}
    assert all(name == name.lower() and "_" not in name for name in spelled)
    for right, wrong in SYNONYMS.items():
        wrong = wrong - NAMED_OTHERWISE.get(verb, set())
        assert not spelled & wrong, f"{verb} spells {right} as {spelled & wrong}"
    for option in options:
        assert option.help, f"{verb} {option.option_strings or option.dest} has no help"
        assert not option.help.endswith("."), f"{verb} {option.option_strings}"


@pytest.mark.parametrize("name", ["--jobs", "--seed", "--port"])
def test_numbers_are_numbers_everywhere(name: str) -> None:
    for verb in COMMANDS:
        for option in options_of(verb):
            if name in option.option_strings:
                assert option.type is int, f"{verb} {name}"


@pytest.mark.parametrize("name", ["--force", "--check"])
def test_switches_are_switches_everywhere(name: str) -> None:
    for verb in COMMANDS:
        for option in options_of(verb):
            if name in option.option_strings:
                assert option.nargs == 0, f"{verb} {name}"


def test_every_command_module_is_a_verb_or_serves_one() -> None:
    modules = {path.stem for path in (ROOT / "helpers" / "commands").glob("*.py")}
    verbs = {verb.replace("-", "_") for verb in COMMANDS}
    assert verbs <= modules
    assert modules - verbs == {"__init__", "options", "machine"}


def test_an_unknown_verb_lists_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["labb"])
    assert stop.value.code == 2
    assert "'labb'" in capsys.readouterr().err


class Verb:
    """A stand-in for a command module."""

    HELP = "do something"

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> int:
        if self.error:
            raise self.error
        return 7


@pytest.fixture
def verb(monkeypatch: pytest.MonkeyPatch) -> Verb:
    stand_in = Verb()
    monkeypatch.setattr(cli.importlib, "import_module", lambda name: stand_in)
    monkeypatch.setenv("COURSE_SETUP", "off")
    return stand_in


def test_the_status_is_the_commands(verb: Verb) -> None:
    assert cli.main(["doctor"]) == 7


def test_what_a_person_can_put_right_is_a_sentence(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    verb.error = CourseError("The lab is closed: come back tomorrow.")
    assert cli.main(["lab"]) == 2
    assert capsys.readouterr() == ("", "The lab is closed: come back tomorrow.\n")


def test_ctrl_c_is_no_error(verb: Verb, capsys: pytest.CaptureFixture[str]) -> None:
    verb.error = KeyboardInterrupt()
    assert cli.main(["lab"]) == 130
    assert capsys.readouterr().err.strip() == "stopped"


def test_a_missing_package_is_named_with_the_remedy(
    verb: Verb, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    verb.error = ModuleNotFoundError("No module named 'voila'", name="voila")
    assert cli.main(["lab"]) == 2
    assert "voila is not installed" in capsys.readouterr().err
    verb.error = ModuleNotFoundError("No module named 'helpers.ghost'", name="helpers.ghost")
    with pytest.raises(ModuleNotFoundError):
        cli.main(["lab"])


@pytest.mark.parametrize(("name", "level"), [("lab", "lab"), ("test", "dev"), ("doctor", None)])
def test_a_verb_is_set_up_for_and_run_inside_the_environment(
    verb: Verb, name: str, level: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Sequence[object]] = []

    def relaunch(argv: Sequence[str]) -> int:
        seen.append(argv)
        return 5

    monkeypatch.delenv("COURSE_SETUP")
    monkeypatch.setattr(environment, "ensure", lambda *arguments: seen.append(arguments))
    monkeypatch.setattr(environment, "relaunch", relaunch)
    monkeypatch.setattr(cli, "active", lambda: False)
    assert cli.main([name]) == (5 if level else 7)
    assert seen == ([(level, None), [name]] if level else [])
    seen.clear()
    monkeypatch.setattr(cli, "active", lambda: True)
    assert cli.main([name]) == 7
    assert seen == ([(level, None)] if level else [])
