"""The ways in: make's targets, the environment script, what runs before a change lands."""

import os
import re
import subprocess
import tomllib

from harness.places import ROOT

TARGETS = {"demo", "test", "check", "bench", "clean", "lock", "help"}
TARGET = re.compile(r"^([a-z][\w-]*):(?!=)(.*)$", re.MULTILINE)


def test_every_target_has_a_line_of_help():
    targets = TARGET.findall((ROOT / "Makefile").read_text())
    assert {name for name, _ in targets} == TARGETS
    printed = subprocess.run(
        ["make", "-s", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(printed) == len(targets)
    for name, rest in targets:
        sentence = rest.partition("## ")[2]
        assert sentence, f"{name} has no help"
        assert any(line.split()[1] == name and line.endswith(sentence) for line in printed)


def test_scripts_can_be_run():
    for path in [ROOT / ".ci" / "run", ROOT / "scripts" / "environment"]:
        assert os.access(path, os.X_OK), path


def test_nothing_may_skip_before_a_change_lands():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    assert "set -euo pipefail" in lines
    assert lines.index("export REQUIRE=all") < lines.index("make check") < lines.index("make test")


def test_the_environment_refuses_an_unknown_lock():
    done = subprocess.run(
        ["sh", "scripts/environment", "uat"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "found 'uat', expected run or dev" in done.stderr


def test_the_version_is_said_once():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"version: {version}\n" in (ROOT / "CITATION.cff").read_text()
