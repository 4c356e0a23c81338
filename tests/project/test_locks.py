"""The locks: every requirement hashed, no address, the tools on top of the same versions."""

import re
import tomllib

import pytest

from harness.places import ROOT

LOCKS = ["run", "dev"]
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)")


def text(name):
    return (ROOT / "requirements" / f"{name}.txt").read_text()


def requirements(name):
    """Each requirement of a lock with its continuation lines, comments left out."""
    lines = [line for line in text(name).splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


def pins(name):
    return dict(PIN.match(line).groups() for line in requirements(name))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_no_address(name):
    assert "://" not in text(name)
    assert not re.search(r"^\s*--?[a-z](?!ash=)", text(name), re.MULTILINE), "an option line"


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_hashed(name):
    assert requirements(name)
    for line in requirements(name):
        assert PIN.match(line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line


def test_the_tools_stand_on_what_runs():
    assert pins("run").items() <= pins("dev").items()


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["web"],
        *project["dependency-groups"]["build"],
    ]
    names = {re.match(r"[A-Za-z0-9.-]+", line).group().lower() for line in asked}
    assert names <= set(pins("run"))


def test_no_lock_that_carries_addresses():
    assert not (ROOT / "uv.lock").exists()
