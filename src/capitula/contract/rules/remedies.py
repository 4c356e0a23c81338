"""Remedies as versioned rulesets: steps with their due dates in operational days.

A contract pins one ruleset; a national variation moves it. A step whose period no source states
has no due date: it is not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import NoSuchRuleset, Ruleset, load_ruleset, ruleset_on
from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.operational_days import OperationalCalendar


@dataclass(frozen=True, slots=True)
class StepDue:
    """A step of the ladder.

    Attributes:
        rule: the step.
        counted_from: the day from which it is counted: the notice, or the step before as it was
            done, or as it was due where it is still open.
        due_on: its last day; None where no source states its period.
        done_on: when it was done.
        mark: how well the date is known.
    """

    rule: Rule
    counted_from: date | None
    due_on: date | None
    done_on: date | None
    mark: EvidenceMark

    def overdue(self, on: date) -> bool | None:
        """Say whether the step was late, or is on the day; None where no due date is known."""
        if self.due_on is None:
            return None
        return (self.done_on or on) > self.due_on


def remedy_ruleset(on: date, pinned: str | None = None, family: str = "remedies") -> Ruleset:
    """Return the ruleset a contract pins, or else the one in force on the day.

    Raises:
        NoSuchRuleset: none of that name in the family, or none in force.
    """
    found = load_ruleset(pinned) if pinned else ruleset_on(family, on)
    if found is None or found.family != family:
        raise NoSuchRuleset(
            f"found no ruleset of {family} {pinned or f'on {on}'}; expected one; pin another"
        )
    return found


def ladder(ruleset: Ruleset) -> tuple[Rule, ...]:
    """Return the steps in order; other rules of the set, such as withholding, are values."""
    return tuple(rule for rule in ruleset.rules if "within" in rule.parameters)


def steps_due(
    ruleset: Ruleset,
    deemed_on: date,
    calendar: OperationalCalendar,
    done: Mapping[str, date] | None = None,
) -> tuple[StepDue, ...]:
    """Return every step with its due date, each counted from the one before.

    Args:
        ruleset: the ladder.
        deemed_on: when the notice was deemed received; that day is not counted.
        calendar: operational days.
        done: the day on which each step was done, by its name within the ruleset.

    Raises:
        ValueFault: a step that the ladder does not have.
    """
    names = [rule.id.partition(".")[2] for rule in ladder(ruleset)]
    days = done or {}
    for name in days:
        if name not in names:
            hint = near_miss(name, names) or "choose one of these"
            raise ValueFault(repr(name), "a step: " + ", ".join(names), hint)
    found: list[StepDue] = []
    base: date | None = deemed_on
    for name, rule in zip(names, ladder(ruleset), strict=True):
        within, did = rule["within"], days.get(name)
        stated = base is not None and within.value is not None
        due = calendar.after(base, within.whole) if base is not None and stated else None
        mark = weakest([ruleset.mark, rule.mark, within.mark])
        found.append(StepDue(rule, base, due, did, mark))
        base = did or due
    return tuple(found)
