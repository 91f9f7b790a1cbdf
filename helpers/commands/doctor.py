"""``python -m helpers doctor``: what this machine and this copy of the course have, what is wrong, and the fix."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict

from helpers.setup import environment, making
from helpers.setup.findings import Finding, bare_findings
from helpers.setup.stamp import VENV, active

HELP = "say what this machine has, what is wrong and how to put it right"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Report; 0 when nothing has to be put right, else 1."""
    inside = active() or os.environ.get("COURSE_SETUP") == "off"
    if not inside and making.works(VENV):
        return environment.relaunch(["doctor", *(["--json"] if arguments.json else [])])
    findings = [*bare_findings(), *(_installed_findings() if inside else [])]
    bad = [finding for finding in findings if finding.status == "fix"]
    if arguments.json:
        print(json.dumps({"ok": not bad, "findings": [asdict(f) for f in findings]}, indent=2))
    else:
        _print(findings)
    return 1 if bad else 0


def _installed_findings() -> list[Finding]:
    from helpers.commands import machine

    checks: Sequence[Callable[[], Finding]] = machine.CHECKS
    return [check() for check in checks]


def _print(findings: Sequence[Finding]) -> None:
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        print(f"{finding.status:4}  {finding.what:{width}}  {finding.found}")
        if finding.remedy:
            print(f"{'':4}  {'':{width}}  -> {finding.remedy}")
    bad = sum(finding.status == "fix" for finding in findings)
    print(f"\n{bad} to put right." if bad else "\nNothing to put right.", file=sys.stdout)
