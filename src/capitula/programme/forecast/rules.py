"""What the forecast assumes, from its data file, each rule with its mark and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from capitula.ground.marks import EvidenceMark
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a whole number, how it is known, and why."""

    value: int
    mark: EvidenceMark
    why: str


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by name."""
    return {
        name: Rule(int(rule["value"]), EvidenceMark(rule["mark"]), rule["why"])
        for name, rule in read_yaml(_FILE).data.items()
    }


def rule(name: str) -> int:
    """Return the value of a rule."""
    return rules()[name].value
