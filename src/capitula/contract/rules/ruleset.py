"""Rulesets: files of rules, each with its term of validity; a contract may pin one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.rules.rule import Rule
from capitula.ground.faults import CapitulaError, Fault, InputFaults, ValueFault, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import Located, read_yaml


class NoSuchRuleset(CapitulaError):
    """No ruleset of this name, or none in force on the day."""


class RuleSource(BaseModel):
    """A source of rules: its title and where it can be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    address: str = ""


class Ruleset(BaseModel):
    """Rules that belong together and hold from one day to another.

    Attributes:
        id: the stem of its file.
        family: what it is about; rulesets of one family follow each other in time.
        valid_from: first day on which it holds.
        valid_to: last such day.
        mark: how the ruleset as a whole is known.
        rules: its rules, in the order in which they are applied.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    family: str
    title: str
    note: str = ""
    mark: EvidenceMark
    valid_from: WholeDay | None = None
    valid_to: WholeDay | None = None
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _identifiers(self) -> Ruleset:
        twice = [name for name, count in Counter(r.id for r in self.rules).items() if count > 1]
        strange = [r.id for r in self.rules if not r.id.startswith(f"{self.id}.")]
        if twice or strange:
            raise ValueFault(
                ", ".join(twice + strange), f"each rule once, under {self.id}.", "rename the rule"
            )
        return self

    def __getitem__(self, name: str) -> Rule:
        """Return a rule by its name within the ruleset."""
        for rule in self.rules:
            if rule.id == f"{self.id}.{name}":
                return rule
        raise KeyError(name)

    def holds_on(self, day: date) -> bool:
        """Say whether the ruleset is in force on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@cache
def all_rulesets() -> Mapping[str, Ruleset]:
    """Return every ruleset by its identifier.

    Raises:
        InputFaults: everything wrong with any of the files.
    """
    found: dict[str, Ruleset] = {}
    faults: list[Fault] = []
    with as_file(files("capitula.contract") / "rulesets") as folder:
        paths = [path for path in sorted(folder.glob("*.yaml")) if path.stem != "sources"]
        read = [(path.stem, read_yaml(path)) for path in paths]
    for stem, located in read:
        ruleset = read_model(Ruleset, located.data, located)
        if ruleset:
            faults += _unknown_sources(ruleset, located)
            found[stem] = ruleset
        faults += located.faults
    if faults:
        raise InputFaults(faults)
    return found


@cache
def rule_sources() -> Mapping[str, RuleSource]:
    """Return the sources of all rules by their key."""
    with as_file(files("capitula.contract") / "rulesets" / "sources.yaml") as path:
        located = read_yaml(path)
    sources: dict[str, RuleSource] = {}
    for key, data in cast("dict[str, Any]", located.data).items():
        source = read_model(RuleSource, data, located, (key,))
        if source:
            sources[key] = source
    if located.faults:
        raise InputFaults(located.faults)
    return sources


def load_ruleset(identifier: str) -> Ruleset:
    """Return one ruleset.

    Raises:
        NoSuchRuleset: there is none of this name.
    """
    rulesets = all_rulesets()
    if identifier not in rulesets:
        hint = near_miss(identifier, list(rulesets)) or "choose one of these"
        raise NoSuchRuleset(
            f"found no ruleset {identifier!r}; expected one of {', '.join(rulesets)}; {hint}"
        )
    return rulesets[identifier]


def ruleset_on(family: str, day: date) -> Ruleset | None:
    """Return the ruleset of a family in force on the day; None where none was."""
    for ruleset in all_rulesets().values():
        if ruleset.family == family and ruleset.holds_on(day):
            return ruleset
    return None


def _unknown_sources(ruleset: Ruleset, located: Located) -> Iterable[Fault]:
    known = rule_sources()
    for index, rule in enumerate(ruleset.rules):
        cited = [*rule.source, *(p.source for p in rule.parameters.values() if p.source)]
        for key in cited:
            if key not in known:
                hint = near_miss(key, list(known)) or "list it in sources.yaml first"
                place = located.place(("rules", index, "source"))
                yield Fault(place, f"the source {key!r}", "a key of sources.yaml", hint)
