"""What a contract file leaves open: every empty required field, as a question.

What a form requires stands in `requirements`; nothing is filled in for what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.payment.budget_steps import Capitation
from capitula.contract.payment.limits import StopLoss
from capitula.contract.requirements import missing_parts
from capitula.contract.scope import Price, ScopeLine, Standing
from capitula.contract.value import Basis
from capitula.ground.pence import short_text
from capitula.record.findings import Finding


def findings(contract: Contract) -> tuple[Finding, ...]:
    """Return the open questions of a contract, in the order of the file."""
    return tuple(_questions(contract))


def _questions(contract: Contract) -> Iterator[Finding]:
    if not contract.with_role(Role.HOLDER):
        yield _question("holder", "Who holds the contract?", "name the holder under parties")
    if not contract.with_role(Role.COMMISSIONER):
        yield _question("commissioner", "Who commissions it?", "name the commissioner")
    yield from _population(contract)
    yield from _scope(contract)
    yield from _subcontracts(contract)
    yield from _start(contract)
    yield from _values(contract)
    yield from _length(contract)
    yield from _payment(contract)
    yield from _terms(contract)
    yield from _schedules(contract)
    for about, text, remedy in missing_parts(contract):
        yield _question(about, text, remedy)


def _population(contract: Contract) -> Iterator[Finding]:
    population = contract.population
    counts = (population.registered, population.resident)
    if population.people is None and not any(c and c.people is not None for c in counts):
        yield _question(
            "population", "How many people are covered?", "state the number, its list and its day"
        )


def _scope(contract: Contract) -> Iterator[Finding]:
    if not contract.scope:
        yield _question("scope", "Which services are in scope?", "list the service lines")
    for line in contract.scope:
        if line.standing in (Standing.IN, Standing.PART):
            yield from _line(line)


def _line(line: ScopeLine) -> Iterator[Finding]:
    if line.provided_by is None:
        yield _question(
            f"scope {line.id}",
            f"Who provides {line.name} before the contract?",
            "name the provider, so that the donor's loss can be shown",
        )
    if line.price in (Price.PROVISIONAL, Price.OPEN):
        yield _question(
            f"scope {line.id}",
            f"What is the agreed price of {line.name}? It is {line.price}.",
            "agree it before services start, or let a named person override, dated, with reasons",
            line.source,
        )


def _subcontracts(contract: Contract) -> Iterator[Finding]:
    for subcontract in contract.subcontracts:
        if subcontract.material is None:
            yield _question(
                f"subcontract {subcontract.id}",
                f"Is the subcontract {subcontract.id} material?",
                "state `material`; the commissioner's leave hangs on it",
            )


def _start(contract: Contract) -> Iterator[Finding]:
    for condition in contract.conditions_precedent:
        if condition.satisfied_on is None:
            yield _question(
                f"condition {condition.id}",
                f"Is this condition met: {condition.text}?",
                "state the evidence and the day on which it was met",
                condition.source,
            )
        if condition.due is None and condition.longstop is None:
            yield _question(
                f"condition {condition.id}",
                f"By when must this hold: {condition.text}?",
                "state `due` or `longstop`",
                condition.source,
            )


def _values(contract: Contract) -> Iterator[Finding]:
    for value in contract.values:
        if value.basis is Basis.NOT_STATED:
            pence = value.amount_pence
            amount = "the amount" if pence is None else short_text(pence)
            yield _question(
                "value",
                f"Is {amount} a year's money or the whole term's?",
                "record the basis and the price year with their own source",
                value.source,
            )
        if value.amount is None:
            yield _question(
                "value",
                f"How large is the amount ({value.basis.words})?",
                "record the amount; it is missing, not nought",
                value.source,
            )


def _length(contract: Contract) -> Iterator[Finding]:
    length = contract.length
    if length is None or (length.years_least is None and length.ends is None):
        yield _question("term", "How long does the contract run?", "state the term and its options")
    if length is None or length.starts is None or str(length.starts.precision) != "day":
        yield _question("start", "On which day does it start?", "state the start date")


def _payment(contract: Contract) -> Iterator[Finding]:
    for step in contract.payment.steps if contract.payment else ():
        if isinstance(step, Capitation) and step.per_head is None:
            yield _question(
                f"payment {step.id}",
                "How much is paid a head and year?",
                "state `per_head` with its price year and source",
                step.source,
            )
        if isinstance(step, StopLoss) and step.attachment is None:
            yield _question(
                f"payment {step.id}",
                "Above what cost of one person does the stop-loss work?",
                "state `attachment`",
                step.source,
            )


def _terms(contract: Contract) -> Iterator[Finding]:
    for term in contract.terms:
        if term.value is None:
            yield _question(
                term.id, f"{term.label}?", f"state the term {term.id!r} with its source"
            )


def _schedules(contract: Contract) -> Iterator[Finding]:
    for item in contract.information:
        if item.due is None:
            yield _question(
                f"information {item.id}", f"When is this due: {item.item}?", "state the due rule"
            )
    for service in contract.exit.services if contract.exit else ():
        if service.recipient is None:
            yield _question(
                f"exit {service.service}",
                f"Who takes over {service.service} at the end?",
                "name the recipient",
            )
    for transfer in contract.staff_transfers:
        if transfer.headcount is None:
            yield _question(
                f"staff {transfer.id}",
                f"How many staff are to move: {transfer.group}?",
                "state the number; never names",
            )


def _question(about: str, text: str, remedy: str, source: str | None = None) -> Finding:
    return Finding(
        "open field", "contract", "notes", about, text, (source,) if source else (), remedy
    )
