"""The change in need of a line: weighted people of the year against those of the base year.

A list or weight is used for the year it is stated for and for no other. English quality payments
of 2013/14 used the January 2014 list where January 2013 was due: such a list is refused here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.contract.budget_terms import BudgetTerms, WeightedCount
from capitula.contract.scope import Denominator
from capitula.contract.spans import certainly_covers, span_text
from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import FinancialYear


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads that count for a line in a year: weighted where an index is named.

    Attributes:
        number: exact.
        words: for reading.
        count: the count they are from.
    """

    number: Fraction
    words: str
    count: WeightedCount

    @property
    def number_text(self) -> str:
        """The number alone, for reading."""
        return f"{self.count.weighted_people or self.count.people:,f}"


def heads(
    terms: BudgetTerms | None, line: str, denominator: Denominator, year: FinancialYear
) -> Heads:
    """Return the heads of a line in a year.

    A count that names the line goes before one for all lines of its denominator.

    Raises:
        ValueFault: none is stated for the year, several are, or the one stated was not in force.
    """
    wanted = f"the {denominator} people of {year}"
    counts = terms.counts if terms else ()
    of_line = [
        c for c in counts if c.denominator is denominator and (not c.lines or line in c.lines)
    ]
    found = [count for count in of_line if count.year == str(year)]
    named = [count for count in found if line in count.lines] or found
    if not named:
        others = ", ".join(sorted({count.year for count in of_line}))
        have = f"counts of {others} only" if others else "no count"
        remedy = f"state them under budget: counts, or list {line!r} under `without_need`"
        raise ValueFault(have, wanted, remedy)
    if len(named) > 1:
        ids = ", ".join(count.id for count in named)
        raise ValueFault(f"several counts ({ids})", f"{wanted} once", "keep one, or name its lines")
    (count,) = named
    if not certainly_covers(count, year.first_day, year.last_day):
        raise ValueFault(
            f"the count {count.id!r} in force {span_text(count)}",
            f"one in force for the whole of {year}",
            "use the list of that year; one of another time is refused",
        )
    if count.weighted_people is None:
        return Heads(Fraction(count.people), f"{count.people:,f} {denominator} people", count)
    words = f"{count.weighted_people:,f} weighted {denominator} people ({count.index})"
    return Heads(Fraction(count.weighted_people), words, count)
