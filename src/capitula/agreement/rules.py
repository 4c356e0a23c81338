"""The rules of this room, read from `rules.yaml`: each with what it says and how it is known."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import Ruleset
from capitula.ground.faults import InputFaults
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml


@cache
def agreement_rules() -> Ruleset:
    """Return the rules.

    Raises:
        InputFaults: everything that is wrong with the file.
    """
    with as_file(files("capitula.agreement") / "rules.yaml") as path:
        located = read_yaml(path)
    rules = read_model(Ruleset, located.data, located)
    if rules is None or located.faults:
        raise InputFaults(located.faults)
    return rules


def rule(name: str) -> Rule:
    """Return one rule by its name in the file, such as `reply_clock`."""
    return agreement_rules()[name]


def cited(name: str) -> str:
    """Return a rule as it is cited under a table: what it says, and how it is known."""
    found = rule(name)
    weak = [
        f"{p.unit}: {p.mark}"
        for parameter, p in found.parameters.items()
        if p.mark != found.mark and parameter != "severity"
    ]
    also = f" ({'; '.join(weak)})" if weak else ""
    return f"{found.title}: {found.says} Rule {found.id}, {found.mark}{also}."
