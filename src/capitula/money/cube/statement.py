"""The figures of a settlement statement, from the cube alone.

Costs, member months and what lies above the truncation threshold, by financial year; and what a
capitated rate pays for the months counted, floored to the penny once per line and year. Sharing a
difference is the contract's payment terms' business, not this module's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.financial_year import FinancialYear
from capitula.ground.pence import Pence, checked
from capitula.money.cube.run import Cube


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One contract line in one financial year.

    Attributes:
        line: the contract line.
        activity_rows, quantity: of people under the contract on the day.
        cost_pence: known costs; None if no row has one.
        priced_pence: the part with a price per item; None if no row has one.
        unpriced_rows: rows whose cost is not known: the cost is incomplete if there are any.
        outside_rows, outside_cost_pence: of people who were not under the contract on the day.
        rate_pence: what is paid for a member month; None without a rate.
        rate_source: where the rate is stated.
        payment_pence: rate × member months, floored; None without a rate.
        payment_worked: how that figure came about.
    """

    line: str
    activity_rows: int
    quantity: int
    cost_pence: Pence | None
    priced_pence: Pence | None
    unpriced_rows: int
    outside_rows: int
    outside_cost_pence: Pence | None
    rate_pence: Pence | None = None
    rate_source: str = ""
    payment_pence: Pence | None = None
    payment_worked: str = ""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One financial year.

    Attributes:
        year: the year.
        months: how many of its months the run covers.
        member_months: exact.
        weighted_member_months: the same by need weight, exact; None without weights.
        lines: by contract line.
        people: people with a day under the contract; None without truncation.
        threshold_pence: the cost at the truncation percentile; None without truncation.
        people_above, excess_pence: who cost more, and by how much; None without truncation.
    """

    year: FinancialYear
    months: int
    member_months: Fraction
    lines: tuple[LineFigures, ...]
    people: int | None = None
    threshold_pence: Pence | None = None
    people_above: int | None = None
    excess_pence: Pence | None = None
    weighted_member_months: Fraction | None = None

    @property
    def cost_pence(self) -> Pence:
        """All known costs of the lines."""
        return checked(sum(line.cost_pence or 0 for line in self.lines))

    @property
    def truncated_cost_pence(self) -> Pence | None:
        """Costs less what lies above the threshold; None without truncation."""
        return None if self.excess_pence is None else checked(self.cost_pence - self.excess_pence)

    @property
    def unpriced_rows(self) -> int:
        """Rows whose cost is not known."""
        return sum(line.unpriced_rows for line in self.lines)

    @property
    def payment_pence(self) -> Pence | None:
        """What the rates pay for the year; None unless every line has one."""
        paid = [line.payment_pence for line in self.lines]
        known = [each for each in paid if each is not None]
        return checked(sum(known)) if known and len(known) == len(paid) else None

    @property
    def difference_pence(self) -> Pence | None:
        """Payment less cost after truncation; None where either is missing or costs have gaps."""
        if self.payment_pence is None or self.unpriced_rows:
            return None
        cost = self.cost_pence if self.excess_pence is None else self.truncated_cost_pence
        return None if cost is None else checked(self.payment_pence - cost)


def statement_figures(cube: Cube) -> tuple[YearFigures, ...]:
    """Return the figures of every financial year that the run covers."""
    counted = cube.member_months()
    months = counted.total_by(lambda cell: (cell.month - 3) // 12)
    weighted = counted.weighted_by(lambda cell: (cell.month - 3) // 12)
    by_year: dict[int, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for row in cube.rows("costs_by_year"):
        by_year[row["year"]][row["line"]].append(row)
    thresholds = apart = {}
    if cube.terms.truncation_percent is not None:
        thresholds = {row["year"]: row for row in cube.rows("thresholds")}
        apart = _excess(cube)
    covered: dict[int, int] = defaultdict(int)
    for month in cube.terms.period.months:
        covered[(month - 3) // 12] += 1
    figures: list[YearFigures] = []
    for start in sorted(covered):
        year, total = FinancialYear(start), months.get(start, Fraction(0))
        heavy = weighted.get(start, Fraction(0)) if cube.weights else None
        lines = tuple(
            _line(cube, year, (total, heavy), line, rows)
            for line, rows in sorted(by_year.get(start, {}).items())
        )
        above = apart.get(start, (0, 0)) if start in thresholds else (None, None)
        figures.append(
            YearFigures(
                year,
                covered[start],
                total,
                lines,
                thresholds[start]["people"] if start in thresholds else None,
                thresholds[start]["threshold_pence"] if start in thresholds else None,
                *above,
                heavy,
            )
        )
    return tuple(figures)


def _excess(cube: Cube) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for row in cube.rows("truncation"):
        people, pence = found.get(row["year"], (0, 0))
        found[row["year"]] = (
            people + row["people_above"],
            checked(pence + row["excess_pence"]),
        )
    return found


def _line(
    cube: Cube,
    year: FinancialYear,
    counted: tuple[Fraction, Fraction | None],
    line: str,
    rows: list[dict[str, object]],
) -> LineFigures:
    rate = next((r for r in cube.terms.rates if r.line == line and r.year == str(year)), None)
    payment, worked = None, ""
    if rate is not None:
        months = counted[1] if rate.weighted and counted[1] is not None else counted[0]
        payment = checked(int((rate.pence_per_member_month * months) // 1))
        kind = "weighted member months" if rate.weighted else "member months"
        worked = f"{rate.pence_per_member_month}p × {_exact(months)} {kind}, rounded down"
    return LineFigures(
        line=line,
        activity_rows=_sum(rows, "activity_rows") or 0,
        quantity=_sum(rows, "quantity") or 0,
        cost_pence=_sum(rows, "cost_pence"),
        priced_pence=_sum([row for row in rows if row["priced"]], "cost_pence"),
        unpriced_rows=_sum(rows, "unpriced_rows") or 0,
        outside_rows=_sum(rows, "outside_rows") or 0,
        outside_cost_pence=_sum(rows, "outside_cost_pence"),
        rate_pence=None if rate is None else rate.pence_per_member_month,
        rate_source="" if rate is None else rate.source,
        payment_pence=payment,
        payment_worked=worked,
    )


def _sum(rows: list[dict[str, object]], name: str) -> int | None:
    """Return the sum of what is known, None if nothing is."""
    known = [value for row in rows if isinstance(value := row[name], int)]
    return checked(sum(known)) if known else None


def _exact(months: Fraction) -> str:
    whole, rest = divmod(months, 1)
    return f"{int(whole):,}" if not rest else f"{int(whole):,} {rest}"
