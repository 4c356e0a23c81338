"""The last safe date of every step before an end, counted backwards, as of any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.rules.rule import Rule
from capitula.contract.rules.ruleset import load_ruleset
from capitula.exit.counting_back import Lead, LeadUnit, counted_back
from capitula.exit.known_ends import EndSort, KnownEnd
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.operational_days import OperationalCalendar

RULESET = "exit_steps"
NOTICE, OPTION, END_STEP = "notice", "option", "end"


class ExitRoute(StrEnum):
    """How the services go on: back in house, to another body, by procurement, or extended."""

    RETURN = "return"
    TRANSFER = "transfer"
    PROCURE = "procure"
    EXTEND = "extend"


class Passed(StrEnum):
    """Whether a last safe date lies behind, as of a day."""

    PASSED = "passed"
    MAY_HAVE_PASSED = "may have passed"
    AHEAD = "ahead"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class SafeStep:
    """A step, and the last day on which it can safely be done.

    Attributes:
        name: the step, by the rule's own name.
        title: the step in words.
        rule: the rule.
        lead: how long before the next step; None where nothing states it.
        before: the step, or the end, that it must come before.
        safe_by: the last day that is safe whatever the end turns out to mean; None if not known.
        latest: the last day if the end is the last that it could mean; None if not known.
        mark: the weakest mark of the rule, the time, and all that it was counted from.
        source: where the time stands.
        missing: why it is not known; empty where it is.
        only_if: the condition under which the step is needed; empty for always.
    """

    name: str
    title: str
    rule: Rule
    lead: Lead | None
    before: str
    safe_by: date | None
    latest: date | None
    mark: EvidenceMark
    source: str
    missing: str = ""
    only_if: str = ""

    def passed(self, on: date) -> Passed:
        """Say whether it lies behind on a day; the day itself is still safe."""
        if self.safe_by is None or self.latest is None:
            return Passed.NOT_KNOWN
        if on > self.latest:
            return Passed.PASSED
        return Passed.MAY_HAVE_PASSED if on > self.safe_by else Passed.AHEAD

    @property
    def formula(self) -> str:
        """How it was counted, in words."""
        return f"{self.before} less {self.lead}" if self.lead else self.missing


@dataclass(frozen=True, slots=True)
class SafeDates:
    """The steps before one end, the first to be done first."""

    end: KnownEnd
    route: ExitRoute
    steps: tuple[SafeStep, ...]

    def behind(self, on: date) -> tuple[SafeStep, ...]:
        """Return the steps needed in any case whose last safe date lies behind on a day."""
        return tuple(s for s in self.steps if not s.only_if and s.passed(on) is Passed.PASSED)


@dataclass(frozen=True, slots=True)
class _Anchor:
    safe: date | None
    latest: date | None
    mark: EvidenceMark


def safe_dates(
    end: KnownEnd, contract: Contract, route: ExitRoute, notice_months: int | None = None
) -> SafeDates:
    """Count back from an end.

    Args:
        end: the end.
        contract: the contract as known on the day: its notice, options, calendar.
        route: how the services go on.
        notice_months: another period of notice than the contract's, to try; None for its own.
    """
    calendar = contract.calendar.operational() if contract.calendar else None
    anchors = {END_STEP: _Anchor(end.earliest, end.latest, end.mark)}
    steps: list[SafeStep] = []
    for name, rule in _in_order(route, _commissioner(contract)):
        step = _step(name, rule, _Counting(end, contract, anchors, calendar, notice_months))
        steps.append(step)
        anchors[name] = _Anchor(step.safe_by, step.latest, step.mark)
    dated = sorted((s for s in steps if s.safe_by), key=lambda s: (s.safe_by, s.name))
    undated = [step for step in steps if step.safe_by is None]
    return SafeDates(end, route, (*dated, *undated))


def _in_order(route: ExitRoute, commissioner: str) -> Iterator[tuple[str, Rule]]:
    """Return the steps of a route, each after the one that it is counted from."""
    wanted = {
        rule.id.partition(".")[2]: rule
        for rule in load_ruleset(RULESET).rules
        if route in rule["routes"].words
        and rule.parameters.get("commissioner", rule["routes"]).words
        in (rule["routes"].words, (commissioner,))
    }
    told = {END_STEP}
    while wanted:
        ready = [n for n, r in wanted.items() if _anchor_of(r, commissioner) in told]
        if not ready:
            raise ValueError(f"steps that wait for each other: {', '.join(wanted)}")
        for name in ready:
            yield name, wanted.pop(name)
            told.add(name)


def _anchor_of(rule: Rule, commissioner: str) -> str:
    before = rule["before"].text
    return f"{commissioner}_{before}" if before == "papers" else before


def _commissioner(contract: Contract) -> str:
    """A council decides in Cabinet; any other commissioner by its board."""
    roles = [party.roles for party in contract.parties if Role.COMMISSIONER in party.roles]
    return "council" if any(Role.COUNCIL in found for found in roles) else "board"


@dataclass(frozen=True, slots=True)
class _Counting:
    end: KnownEnd
    contract: Contract
    anchors: Mapping[str, _Anchor]
    calendar: OperationalCalendar | None
    notice_months: int | None


def _step(name: str, rule: Rule, by: _Counting) -> SafeStep:
    before = _anchor_of(rule, _commissioner(by.contract))
    anchor = by.anchors[before]
    condition = rule.parameters.get("only_if")
    only_if = condition.text if condition else ""
    words = "the end" if before == END_STEP else _title(before)
    lead, source, mark, missing = _lead(name, rule, by)
    mark = weakest([mark, rule.mark, anchor.mark])
    days: tuple[date | None, date | None] = (None, None)
    if anchor.safe is None or anchor.latest is None:
        missing = missing or f"not known, since {words[0].lower()}{words[1:]} is not"
    elif lead is not None and not rule.holds_on(anchor.latest):
        missing = f"the rule did not hold before {rule.valid_from}"
    elif lead is not None:
        try:
            days = (
                counted_back(anchor.safe, lead, by.calendar),
                counted_back(anchor.latest, lead, by.calendar),
            )
        except ValueFault as fault:
            missing = f"{fault.found}; expected {fault.expected}"
    return SafeStep(
        name,
        rule.title,
        rule,
        lead,
        words,
        *days,
        mark,
        source,
        missing,
        only_if,
    )


def _title(name: str) -> str:
    title = load_ruleset(RULESET)[name].title
    return f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"


def _lead(name: str, rule: Rule, by: _Counting) -> tuple[Lead | None, str, EvidenceMark, str]:
    """Return how long before, where that stands, how it is known, and what is missing of it."""
    if name == NOTICE:
        return _notice(by)
    if name == OPTION:
        return _option(by.contract)
    given = rule["lead"]
    source = given.source or (rule.source[0] if rule.source else "no source")
    return Lead(given.whole, LeadUnit(given.unit)), source, given.mark, ""


def _notice(by: _Counting) -> tuple[Lead | None, str, EvidenceMark, str]:
    if by.notice_months is not None:
        lead = Lead(by.notice_months, LeadUnit.MONTHS)
        return lead, "as asked", EvidenceMark.ASSUMED, ""
    if by.end.sort is EndSort.BREAK_POINT and by.contract.length:
        for point in by.contract.length.break_points:
            if by.end.what == f"break point {point.id}" and point.notice_months is not None:
                where = point.clause or point.source or "the contract"
                return Lead(point.notice_months, LeadUnit.MONTHS), where, point.mark, ""
    schedule = by.contract.exit
    if schedule is None or schedule.notice_months is None:
        return None, "", EvidenceMark.DERIVED, "no period of notice is stated"
    where = schedule.clause or schedule.source or "the contract"
    return Lead(schedule.notice_months, LeadUnit.MONTHS), where, schedule.mark, ""


def _option(contract: Contract) -> tuple[Lead | None, str, EvidenceMark, str]:
    for option in contract.length.extensions if contract.length else ():
        if option.exercised_on is None and option.notice_months is not None:
            where = option.clause or option.source or "the contract"
            return Lead(option.notice_months, LeadUnit.MONTHS), where, option.mark, ""
    return None, "", EvidenceMark.DERIVED, "no option to extend, with its notice, is stated"
