"""What a contract file leaves open: every empty required field, as a question."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.value import Basis
from capitula.ground.pence import short_text
from capitula.record.findings import Finding


def findings(contract: Contract) -> tuple[Finding, ...]:
    """Return the open questions of a contract, in the order of the file."""
    return tuple(_questions(contract))


def _questions(contract: Contract) -> Iterator[Finding]:
    if not contract.with_role(Role.HOLDER):
        yield _question("holder", "Who holds the contract?", "name the holder under parties")
    yield from _population(contract)
    yield from _scope(contract)
    yield from _values(contract)
    yield from _length(contract)
    for term in contract.terms:
        if term.value is None:
            yield _question(
                term.id, f"{term.label}?", f"state the term {term.id!r} with its source"
            )


def _population(contract: Contract) -> Iterator[Finding]:
    if contract.population.people is None:
        yield _question(
            "population", "How many people are covered?", "state the number, its list and its day"
        )


def _scope(contract: Contract) -> Iterator[Finding]:
    if not contract.scope:
        yield _question("scope", "Which services are in scope?", "list the service lines")
    for line in contract.scope:
        if line.provided_by is None and line.standing in ("in", "part"):
            yield _question(
                f"scope {line.id}",
                f"Who provides {line.name} before the contract?",
                "name the provider, so that the donor's loss can be shown",
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


def _question(about: str, text: str, remedy: str, source: str | None = None) -> Finding:
    return Finding(
        "open field", "contract", "notes", about, text, (source,) if source else (), remedy
    )
