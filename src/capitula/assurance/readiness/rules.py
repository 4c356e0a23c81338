"""The rules of readiness from their file: which finding stands in the way of which act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.assurance.sources import report_unknown_sources
from capitula.ground.faults import CapitulaError, InputFaults, ValueFault, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("rules.yaml")


class NoSuchAct(CapitulaError):
    """An act that no rule knows."""


class Act(StrEnum):
    """The acts for which readiness is asked. There is no readiness as such."""

    LAUNCH = "launch"
    AWARD = "award"
    SIGNATURE = "signature"
    START = "start"
    TRANSFER = "transfer"
    EXIT = "exit"


ACTS = [act.value for act in Act]
"""The names of the acts, in the order in which they come about."""


class Weight(StrEnum):
    """What an open finding does to an act."""

    BLOCKS = "blocks"
    WARNS = "warns"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ActTerms(_Part):
    """An act: its title, and the milestone that tells that it was done."""

    act: Act
    title: str
    milestone: str = ""


class AnswerPattern(_Part):
    """What in the record answers a rule's question. Exactly one of `fact` and `kind` is given.

    Attributes:
        fact: a fact of the contract file, by its name.
        kind: a standing entry of this kind.
        about: only entries about this subject.
        states: only entries in one of these states; empty for any.
        parties: one entry of each party with one of these roles, spoken by itself.
        for_act: only entries that are about the act asked for.
    """

    fact: str = ""
    kind: str = ""
    about: str = ""
    states: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    for_act: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> AnswerPattern:
        if bool(self.fact) == bool(self.kind):
            raise ValueFault("neither or both", "one of `fact` and `kind`", "keep one of the two")
        return self


class ReadinessRule(_Part):
    """One rule.

    Attributes:
        rule: the name that findings carry.
        room: the room that offers the finding.
        question: what it asks, answered by yes or no.
        needs: what must be in the record for an answer, in words.
        absence: whether it speaks of what is not on record. Its findings are then questions,
            whatever entries they cite, unless somebody looked and says that it is not there.
        asks: whether its silence is a question; false for a rule about recorded matters only.
        answers: what answers it, any one of these.
        at: what an open finding does to each act; an act not listed is not touched.
        remedy: what would settle it.
        lesson: which of the ten go-live lessons it carries out; None for none.
        source: where it comes from.
        mark: how it is known that the rule should hold.
    """

    rule: str
    room: str
    question: str
    needs: str = ""
    absence: bool = False
    asks: bool = True
    answers: tuple[AnswerPattern, ...] = ()
    at: Mapping[Act, Weight]
    remedy: str
    lesson: int | None = None
    source: tuple[str, ...] = ()
    mark: EvidenceMark = EvidenceMark.LOCAL

    @model_validator(mode="after")
    def _answerable(self) -> ReadinessRule:
        if self.asks and not (self.needs and self.answers):
            raise ValueFault(
                f"the rule {self.rule!r} without `needs` and `answers`",
                "what must be known for an answer, in words and as a pattern",
                "add both, or write `asks: false`",
            )
        return self


class ReadinessRules(_Part):
    """The file of rules, with its acts in the order in which they come about."""

    schema_: Literal["capitula.readiness_rules/1"] = Field(alias="schema")
    version: str
    mark: EvidenceMark
    source: tuple[str, ...] = ()
    acts: tuple[ActTerms, ...]
    rules: tuple[ReadinessRule, ...]

    @model_validator(mode="after")
    def _each_once(self) -> ReadinessRules:
        names = [rule.rule for rule in self.rules]
        twice = [name for name, count in Counter(names).items() if count > 1]
        missing = [act for act in Act if act not in {terms.act for terms in self.acts}]
        if twice or missing:
            found = ", ".join([*twice, *missing])
            raise ValueFault(found, "each rule and each act once", "correct the list")
        return self

    def named(self, name: str) -> ReadinessRule | None:
        """Return a rule by its name, or None."""
        return next((rule for rule in self.rules if rule.rule == name), None)

    def of_act(self, act: Act) -> tuple[ReadinessRule, ...]:
        """Return the rules that touch an act, in the order of the file."""
        return tuple(rule for rule in self.rules if act in rule.at)

    def terms(self, act: Act) -> ActTerms:
        """Return the words of an act."""
        return next(terms for terms in self.acts if terms.act is act)


def read_rules(path: Path) -> ReadinessRules:
    """Read a file of rules.

    Raises:
        InputFaults: every fault, with its place.
    """
    located = read_yaml(path)
    rules = read_model(ReadinessRules, located.data, located)
    report_unknown_sources(located)
    if rules is None or located.faults:
        raise InputFaults(located.faults)
    return rules


@cache
def readiness_rules() -> ReadinessRules:
    """Return the rules that ship with the product."""
    return read_rules(_FILE)


def read_act(text: str) -> Act:
    """Return an act by its name.

    Raises:
        NoSuchAct: none of this name; near misses are suggested.
    """
    if text in ACTS:
        return Act(text)
    remedy = near_miss(text, ACTS) or "choose one of these"
    raise NoSuchAct(f"found the act {text!r}; expected one of {', '.join(Act)}; {remedy}")


def known_acts(acts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of acts.

    Raises:
        ValueFault: one of them is none.
    """
    for act in acts:
        if act not in ACTS:
            remedy = near_miss(act, ACTS) or "choose one of these"
            raise ValueFault(f"the act {act!r}", "one of " + ", ".join(Act), remedy)
    return acts
