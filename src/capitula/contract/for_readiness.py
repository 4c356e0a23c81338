"""What the contract file says to whether an act may go ahead: findings, and facts that hold.

A finding that a source shows cites it; one that rests on what the file leaves out cites nothing.
One amount whose basis nobody states is a question; two that differ cannot both be the price.
Rules: the go-live lessons 1 (no open price), 4 (security), 8 (computed dates), 10 (exit), and the
list of the year (`readiness` in the room of assurance says which act each one blocks).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from capitula.contract.ending import ExitSchedule
from capitula.contract.model import Contract
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.rules.start_from_contract import start_of
from capitula.contract.scope import Price, ScopeLine, Standing
from capitula.contract.start import ConditionPrecedent
from capitula.contract.value import Basis, ContractValue
from capitula.ground.date_words import date_text
from capitula.ground.financial_year import month_index
from capitula.ground.partial_date import PartialDate
from capitula.ground.pence import short_text
from capitula.record.findings import Finding

ROOM = "contract"


def findings(contract: Contract, on: date) -> tuple[Finding, ...]:
    """Return what stands open in a contract as it stood.

    Args:
        contract: as known and in force on a day.
        on: the day of the act.
    """
    return (*_prices(contract), *_list(contract), *_security(contract, on), *_start(contract, on))


def facts(contract: Contract, on: date) -> Mapping[str, tuple[str, ...]]:
    """Return the facts that hold, by name, each with the sources or clauses that show it."""
    held: dict[str, tuple[str, ...]] = {}
    lines = _lines(contract)
    if _all_agreed(contract):
        held["prices agreed"] = tuple(dict.fromkeys(_shown(line) for line in lines))
    counted = contract.population.registered or contract.population.resident
    if counted and counted.counted_on and _starts(contract) and not tuple(_list(contract)):
        held["list of the year"] = (_shown(counted),)
    met = [c for c in _securities(contract) if c.satisfied_on and c.satisfied_on <= on]
    if met:
        held["security given"] = tuple(_shown(condition) for condition in met)
    start = start_of(contract, on)
    day = start.figures.get("start")
    if start.outcome == "fixed" and isinstance(day, date) and day <= on:
        held["start fixed"] = (_shown(contract.start_rule),)
    if contract.exit and _exit_planned(contract.exit, lines):
        held["exit plan"] = (_shown(contract.exit),)
    return held


def _lines(contract: Contract) -> list[ScopeLine]:
    return [line for line in contract.scope if line.standing in (Standing.IN, Standing.PART)]


def _shown(part: object) -> str:
    source = getattr(part, "source", None) or getattr(part, "clause", None)
    return str(source or "contract")


def _prices(contract: Contract) -> Iterator[Finding]:
    remedy = "agree it before services start, or let a named person override, dated, with reasons"
    for line in _lines(contract):
        if line.price in (Price.PROVISIONAL, Price.OPEN):
            text = f"The price of {line.name} is {line.price}."
            about = f"scope {line.id}"
            yield Finding("open price", ROOM, "blocks", about, text, (_shown(line),), remedy)
    unstated = [v for v in contract.values if v.basis is Basis.NOT_STATED and v.source]
    if unstated and not _all_agreed(contract):
        amounts = tuple(dict.fromkeys(_amount(value) for value in unstated))
        text = (
            f"The contract is put at {' and at '.join(amounts)}; whether that is a year's money or "
            "the whole term's nobody says, and no line's price is stated as agreed."
        )
        sources = tuple(dict.fromkeys(str(value.source) for value in unstated))
        shown = sources if len(amounts) > 1 else ()
        yield Finding("open price", ROOM, "blocks", "contract", text, shown, remedy)


def _amount(value: ContractValue) -> str:
    pence = value.amount_pence
    return "an amount not given" if pence is None else short_text(pence)


def _all_agreed(contract: Contract) -> bool:
    lines = _lines(contract)
    return bool(lines) and all(line.price is Price.AGREED for line in lines)


def _starts(contract: Contract) -> PartialDate | None:
    rule = contract.start_rule.expected if contract.start_rule else None
    return rule or (contract.length.starts if contract.length else None)


def _list(contract: Contract) -> Iterator[Finding]:
    start = _starts(contract)
    oldest = load_ruleset("start_and_term")["list_of_the_year"]["oldest"].whole
    for counted in (contract.population.registered, contract.population.resident):
        day = counted.counted_on if counted else None
        if counted is None or day is None or day.latest is None or not start or not start.earliest:
            continue
        apart = month_index(start.earliest) - month_index(day.latest)
        if 0 <= apart <= oldest:
            continue
        when = f"{apart} months before" if apart > 0 else f"{-apart} months after"
        yield Finding(
            "wrong-year list",
            ROOM,
            "blocks",
            counted.list_name or "population",
            f"The people were counted on {date_text(day)}, {when} the start ({date_text(start)}).",
            (_shown(counted),),
            "count them on a day of the year before the start",
            ("signature", "start"),
        )


def _securities(contract: Contract) -> list[ConditionPrecedent]:
    return [condition for condition in contract.conditions_precedent if condition.security]


def _security(contract: Contract, on: date) -> Iterator[Finding]:
    for condition in _securities(contract):
        if condition.satisfied_on is None or condition.satisfied_on > on:
            yield Finding(
                "guarantee missing",
                ROOM,
                "blocks",
                f"condition {condition.id}",
                f"Security is asked for and not given: {condition.text}.",
                (_shown(condition),),
                "the guarantee or other security, signed",
            )


def _start(contract: Contract, on: date) -> Iterator[Finding]:
    """Return the conditions precedent that are open on the day, and a start that comes later."""
    open_now = [
        condition
        for condition in contract.conditions_precedent
        if condition.satisfied_on is None or condition.satisfied_on > on
    ]
    for condition in open_now:
        yield Finding(
            "no legal start",
            ROOM,
            "blocks",
            f"condition {condition.id}",
            f"This condition precedent is not met on {date_text(on)}: {condition.text}.",
            (_shown(condition),),
            "evidence that it is met, and the day; services begin on the day after at the earliest",
        )
    found = start_of(contract, on)
    day = found.figures.get("start")
    if found.outcome == "fixed" and isinstance(day, date) and day > on:
        text = (
            f"By the contract's own rule services begin on {date_text(day)}, after {date_text(on)}."
        )
        evidence = (_shown(contract.start_rule),)
        remedy = "start on that day, or vary the contract"
        yield Finding("no legal start", ROOM, "blocks", "start", text, evidence, remedy)


def _exit_planned(plan: ExitSchedule, lines: list[ScopeLine]) -> bool:
    """Say whether there is a notice period, and a recipient for every line in the contract."""
    given = {service.service for service in plan.services if service.recipient}
    return plan.notice_months is not None and bool(lines) and {line.id for line in lines} <= given
