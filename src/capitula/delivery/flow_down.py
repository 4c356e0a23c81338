"""Money handed on, held against the head contract line by line, in pence.

For each head line: what subcontracts are paid of it, plus what the holder keeps, against the line.
A difference is named and stays where it is. An amount of another basis or price year is listed and
not added; a line with such an amount, or with one not stated, does not reconcile and is not said
to differ by a sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from capitula.contract.flow_down import FlowDownAmount
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.scope import Standing
from capitula.contract.spans import may_hold_on
from capitula.contract.value import Basis
from capitula.delivery.flow_kinds import LinePassedOn
from capitula.delivery.under_contract import UnderContract
from capitula.ground.financial_year import month_index
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds

MONTH = "a month"
"""The basis of what is passed on month by month."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Money with what it is money of; only equal bases are ever added.

    Attributes:
        pence: None where it is not stated.
        basis: a year, the whole term, a month …
        price_year: in whose prices, or which month; empty where not stated.
    """

    pence: Pence | None
    basis: str
    price_year: str
    mark: EvidenceMark = EvidenceMark.SOURCED

    @property
    def words(self) -> str:
        """What it is an amount of."""
        return f"{self.basis}, {self.price_year}" if self.price_year else self.basis

    def adds_to(self, head: Amount) -> bool:
        """Say whether it is of the same basis and prices as the head line."""
        return (self.basis, self.price_year) == (head.basis, head.price_year)


@dataclass(frozen=True, slots=True)
class Part:
    """What one subcontract is paid of a line, or what the holder keeps (an empty subcontract)."""

    line: str
    subcontract: str
    to: str
    amount: Amount


class LineState(StrEnum):
    """Whether a line reconciles."""

    RECONCILES = "reconciles"
    DIFFERS = "differs"
    BASIS_DIFFERS = "basis differs"
    NOT_STATED = "an amount is not stated"
    NOTHING_HANDED_ON = "nothing handed on is stated"


@dataclass(frozen=True, slots=True)
class LineFlow:
    """One head line with its parts.

    Attributes:
        line: the line, by identifier.
        name: its name.
        head: the head contract's amount.
        parts: those that are added.
        apart: those of another basis, listed and not added.
        difference_pence: head less parts; None where that cannot be said.
        state: whether it reconciles.
        mark: the weakest mark of the amounts.
    """

    line: str
    name: str
    head: Amount
    parts: tuple[Part, ...]
    apart: tuple[Part, ...]
    difference_pence: Pence | None
    state: LineState
    mark: EvidenceMark

    @property
    def passed_on_pence(self) -> Pence:
        """What subcontracts are paid of it, of the line's own basis."""
        return sum(part.amount.pence or 0 for part in self.parts if part.subcontract)

    @property
    def kept_pence(self) -> Pence:
        """What the holder keeps of it, of the line's own basis."""
        return sum(part.amount.pence or 0 for part in self.parts if not part.subcontract)


@dataclass(frozen=True, slots=True)
class FlowDown:
    """The head contract's lines with what is handed on of each.

    Attributes:
        period: the year or the month.
        lines: in the order of the contract.
    """

    period: str
    lines: tuple[LineFlow, ...]

    @property
    def reconciles(self) -> bool:
        """Whether every line of which anything is handed on reconciles."""
        settled = (LineState.RECONCILES, LineState.NOTHING_HANDED_ON)
        return all(line.state in settled for line in self.lines)


def reconcile(line: str, name: str, head: Amount, parts: Sequence[Part]) -> LineFlow:
    """Hold what is handed on and kept of one line against the line."""
    added = tuple(part for part in parts if part.amount.adds_to(head))
    apart = tuple(part for part in parts if not part.amount.adds_to(head))
    stated = [part.amount.pence for part in added]
    known = [pence for pence in stated if pence is not None]
    difference = None
    if not parts:
        state = LineState.NOTHING_HANDED_ON
    elif head.pence is None or len(known) != len(stated):
        state = LineState.NOT_STATED
    elif apart:
        state = LineState.BASIS_DIFFERS
    else:
        difference = head.pence - sum(known)
        state = LineState.DIFFERS if difference else LineState.RECONCILES
    mark = weakest([head.mark, *(part.amount.mark for part in parts)])
    return LineFlow(line, name, head, added, apart, difference, state, mark)


def flow_down(under: UnderContract, heads: Mapping[str, Amount], period: str) -> FlowDown:
    """Return the year's flow-down as the contract states it.

    Args:
        under: the contract as it stood.
        heads: the head contract's lines; `head_lines` where no budget gives them.
        period: the year, for reading.
    """
    stated = [part for part in under.contract.flow_down if _holds(part, under.view.in_force_on)]
    parts = [_part(under, each) for each in stated]
    return FlowDown(period, tuple(_lines(under, heads, parts)))


def flow_down_of_month(under: UnderContract, heads: Mapping[str, Amount], month: date) -> FlowDown:
    """Return what was passed on of a month, as the record has it, against its head lines."""
    to = {each.id: under.party(each.to) for each in under.contract.subcontracts}
    found: list[Part] = []
    for claim in under.view.standing:
        body = claim.body
        if not isinstance(body, LinePassedOn) or body.month.earliest is None:
            continue
        if month_index(body.month.earliest) == month_index(month):
            amount = Amount(from_pounds(body.amount), MONTH, f"{month:%Y-%m}", body.mark)
            name = to.get(body.subcontract, body.subcontract) or _holder(under)
            found.append(Part(body.service, body.subcontract, name, amount))
    return FlowDown(f"{month:%Y-%m}", tuple(_lines(under, heads, found)))


def months_passed_on(under: UnderContract) -> tuple[date, ...]:
    """Return the first day of every month of which anything is recorded as passed on, in order."""
    bodies = [claim.body for claim in under.view.standing]
    months = {b.month.earliest for b in bodies if isinstance(b, LinePassedOn)}
    return tuple(sorted(month for month in months if month))


def head_lines(contract: Contract) -> dict[str, Amount]:
    """Return the head lines as the contract file states them: a year's money, in its price year."""
    return {
        line.id: Amount(
            None if line.annual_value is None else from_pounds(line.annual_value),
            Basis.ANNUAL.words,
            line.price_year or "",
            line.mark,
        )
        for line in contract.scope
        if line.standing in (Standing.IN, Standing.PART)
    }


def _lines(
    under: UnderContract, heads: Mapping[str, Amount], parts: Iterable[Part]
) -> Iterable[LineFlow]:
    by_line: dict[str, list[Part]] = {}
    for part in parts:
        by_line.setdefault(part.line, []).append(part)
    nothing = Amount(None, Basis.ANNUAL.words, "", EvidenceMark.DERIVED)
    for line in (*heads, *(name for name in by_line if name not in heads)):
        head = heads.get(line, nothing)
        yield reconcile(line, under.line(line), head, by_line.get(line, []))


def _part(under: UnderContract, stated: FlowDownAmount) -> Part:
    to = {each.id: under.party(each.to) for each in under.contract.subcontracts}
    pence = None if stated.amount is None else from_pounds(stated.amount)
    amount = Amount(pence, stated.basis.words, stated.price_year or "", stated.mark)
    name = to.get(stated.subcontract, stated.subcontract) if stated.subcontract else _holder(under)
    return Part(stated.service, stated.subcontract or "", name, amount)


def _holds(part: FlowDownAmount, day: date) -> bool:
    return may_hold_on(part, day)


def _holder(under: UnderContract) -> str:
    return f"{under.party(under.first_with(Role.HOLDER)) or 'the holder'}, kept"
