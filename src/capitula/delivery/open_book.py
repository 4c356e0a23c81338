"""Open-book returns: price, cost and margin of each, and whether the margin must be explained."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.delivery.flow_kinds import OpenBookReturned
from capitula.delivery.under_contract import UnderContract
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds
from capitula.money.ledger.open_book import MARGIN_TERM, OpenBook, margin_threshold
from capitula.record.claim import Claim


@dataclass(frozen=True, slots=True)
class OpenBookLine:
    """One return of price and cost.

    Attributes:
        claim: the entry.
        body: what was returned.
        price_pence: what was paid.
        cost_pence: what was spent.
        threshold: the margin above which it must be explained; None where the contract states none.
        above: whether the margin lies above it; None where there is none.
        mark: the weakest mark of what entered.
    """

    claim: Claim
    body: OpenBookReturned
    price_pence: Pence
    cost_pence: Pence
    threshold: Fraction | None
    above: bool | None
    mark: EvidenceMark

    @property
    def margin_pence(self) -> Pence:
        """Price less cost."""
        return self.price_pence - self.cost_pence

    @property
    def margin(self) -> Fraction:
        """The margin as a share of the price."""
        return Fraction(self.margin_pence, self.price_pence)


@dataclass(frozen=True, slots=True)
class OpenBooks:
    """Every open-book return as of the day, and why no margin can be flagged, if none can."""

    lines: tuple[OpenBookLine, ...]
    question: str


def open_books(under: UnderContract) -> OpenBooks:
    """Return every open-book return, by period; the threshold is that of the contract."""
    found = [
        _line(under, claim, claim.body)
        for claim in under.view.standing
        if isinstance(claim.body, OpenBookReturned)
    ]
    ordered = tuple(sorted(found, key=lambda x: (x.body.period_to, x.claim.entry)))
    stated = under.term(MARGIN_TERM)
    question = ""
    if stated is None or stated.value is None:
        question = (
            f"Above which margin is a report due? The contract's term {MARGIN_TERM!r} does not say."
        )
    return OpenBooks(ordered, question)


def _line(under: UnderContract, claim: Claim, body: OpenBookReturned) -> OpenBookLine:
    price, cost = from_pounds(body.price), from_pounds(body.cost)
    contract = under.contract_on(body.period_to)
    term = under.term(MARGIN_TERM, body.period_to)
    try:
        threshold = margin_threshold(contract)
    except ValueFault:
        return OpenBookLine(claim, body, price, cost, None, None, claim.mark)
    book = OpenBook(price, cost, threshold)
    mark = weakest([claim.mark, *([term.mark] if term else [])])
    return OpenBookLine(claim, body, price, cost, threshold, book.report_due, mark)
