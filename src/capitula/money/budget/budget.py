"""What a whole population budget is: lines that add up, and months that add up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from capitula.contract.participation import GpParticipation
from capitula.ground.financial_year import FinancialYear
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.money.budget.line import BudgetLine, StepKind
from capitula.money.payments.by_practice import PracticeMonths, months_by_practice
from capitula.money.payments.profile import months_by_line


@dataclass(frozen=True, slots=True)
class Budgeted:
    """The budget of one contract for one financial year.

    Attributes:
        name: how the contract was asked for.
        title: the contract's title.
        currency: GBP or USD; amounts are whole pence or cents.
        year: the financial year.
        known_on: nothing that became known later entered it.
        lines: by key, in the order of the contract.
        month_shares: exact shares of April to March, which sum to 1.
        profile: the rule by which the year falls into months, in words.
        participation: which general practice takes part how, from when to when.
        registered_people: the registered people that the contract counts for the year, not
            weighted; None where it counts none.
    """

    name: str
    title: str
    currency: str
    year: FinancialYear
    known_on: date
    lines: tuple[BudgetLine, ...]
    month_shares: tuple[Fraction, ...]
    profile: str
    participation: tuple[GpParticipation, ...] = ()
    registered_people: Fraction | None = None

    @property
    def total_pence(self) -> Pence:
        """The whole year."""
        return sum(line.amount_pence for line in self.lines)

    @property
    def exact(self) -> Fraction:
        """The whole year in exact pence, before its floor."""
        return sum((line.exact for line in self.lines), Fraction(0))

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of anything that entered it."""
        return weakest(line.mark for line in self.lines)

    @property
    def by_ring_fence(self) -> dict[str, Pence]:
        """The total of each ring-fence, and of free money under an empty name; never netted."""
        totals: defaultdict[str, Pence] = defaultdict(int)
        for line in self.lines:
            totals[line.ring_fence] += line.amount_pence
        return dict(totals)

    @property
    def expected_annual_value_pence(self) -> Pence:
        """The expected annual contract value: the year's recurrent money, without one-off sums."""
        once = sum((line.change(StepKind.NON_RECURRENT) for line in self.lines), Fraction(0))
        return self.total_pence - int(once)

    def line(self, key: str) -> BudgetLine:
        """Return one line.

        Raises:
            KeyError: no such line; the message names those there are.
        """
        for line in self.lines:
            if line.key == key:
                return line
        known = ", ".join(line.key for line in self.lines)
        raise KeyError(f"no line {key!r}; there are {known}")

    def months(self, key: str | None = None) -> tuple[Pence, ...]:
        """Return April to March of a line, or of the whole; line months add up to the whole's."""
        by_line = months_by_line(
            {line.key: line.amount_pence for line in self.lines}, self.month_shares
        )
        if key is not None:
            return by_line[self.line(key).key]
        return tuple(sum(month) for month in zip(*by_line.values(), strict=True))

    def by_practice(self) -> tuple[PracticeMonths, ...]:
        """Return the months of each practice, by list and by day; none if none is named.

        Raises:
            InputFaults: a practice without a list, or a date known only in part.
        """
        return months_by_practice(self.months(), self.year, self.participation, self.name)
