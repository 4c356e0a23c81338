"""The open book: the holder's margin, and the threshold above which it must be explained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from capitula.contract.model import Contract
from capitula.ground.faults import ValueFault
from capitula.ground.pence import Pence, pounds_text
from capitula.money.mechanisms.wording import rate_text

MARGIN_TERM = "margin-report"
"""The usual term of a contract file for it."""


def margin_threshold(contract: Contract, term_id: str = MARGIN_TERM) -> Fraction:
    """Return the margin above which the contract asks for a report.

    Args:
        contract: the contract.
        term_id: the term that holds it, in per cent.

    Raises:
        ValueFault: the contract does not state it; there is no default.
    """
    for term in contract.terms:
        if term.id == term_id and term.value is not None:
            try:
                return Fraction(Decimal(term.value)) / 100
            except InvalidOperation as error:
                raise ValueFault(repr(term.value), "per cent", "write digits only") from error
    raise ValueFault(
        f"no term {term_id!r} with a value",
        "the margin above which a report is due",
        "state it in `terms`; no margin is assumed",
    )


@dataclass(frozen=True, slots=True)
class OpenBook:
    """Income and cost of the holder for a period, as reported.

    Attributes:
        threshold: the margin above which a report is due; exactly at it none is.
    """

    income_pence: Pence
    cost_pence: Pence
    threshold: Fraction

    def __post_init__(self) -> None:
        """Refuse a margin of no income."""
        if self.income_pence <= 0:
            raise ValueFault(
                pounds_text(self.income_pence), "income above nought", "give the period's income"
            )

    @property
    def margin_pence(self) -> Pence:
        """Income less cost."""
        return self.income_pence - self.cost_pence

    @property
    def report_due(self) -> bool:
        """Whether the margin lies above the threshold, by cross-multiplication."""
        return (
            self.margin_pence * self.threshold.denominator
            > self.income_pence * self.threshold.numerator
        )

    def sentence(self) -> str:
        """Say what the margin is and whether a report is due."""
        margin = Fraction(self.margin_pence, self.income_pence)
        place = "above" if self.report_due else "not above"
        due = "a report is due" if self.report_due else "no report is due"
        return (
            f"Income {pounds_text(self.income_pence)} less cost {pounds_text(self.cost_pence)} "
            f"leaves {pounds_text(self.margin_pence)}, {rate_text(margin)}: {place} the threshold "
            f"of {rate_text(self.threshold)}, {due}"
        )
