"""The dated uplifts of a line: which steps move it in a year, and by what exact factors.

A year's uplift is every uplift step that names the line (or names none) and is certainly in force
on every day of that year. Steps multiply in their declared order. A year that no step covers has
no price, which is an error: a rise of nought has to be written down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from capitula.contract.numbers import plain
from capitula.contract.payment.budget_steps import NetRule, Uplift
from capitula.contract.spans import certainly_covers, may_hold_on, span_text
from capitula.ground.financial_year import FinancialYear
from capitula.money.budget.line import StepKind


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of a line's roll forward.

    Attributes:
        kind: inflation, growth or efficiency.
        words: what it is, with its rate and year.
        value: the exact factor.
        uplift: the step it is from.
    """

    kind: StepKind
    words: str
    value: Fraction
    uplift: Uplift


def names_line(uplift: Uplift, line: str) -> bool:
    """Say whether an uplift step moves a line."""
    return not uplift.lines or line in uplift.lines


def uplifts_of(
    uplifts: tuple[Uplift, ...], line: str, year: FinancialYear
) -> tuple[tuple[Uplift, ...], tuple[Uplift, ...]]:
    """Return the steps that move a line all year, and those in force for a part of it only."""
    named = [uplift for uplift in uplifts if names_line(uplift, line)]
    first, last = year.first_day, year.last_day
    whole = tuple(each for each in named if certainly_covers(each, first, last))
    part = tuple(
        each
        for each in named
        if each not in whole and (may_hold_on(each, first) or _begins_within(each, year))
    )
    return whole, part


def missing_rates(uplift: Uplift) -> bool:
    """Say whether an uplift states no rate at all; such a step prices nothing."""
    rates = (uplift.inflation_percent, uplift.growth_percent, uplift.efficiency_percent)
    return all(rate is None for rate in rates)


def factors(uplift: Uplift, year: FinancialYear) -> Iterator[Factor]:
    """Return the exact factors of one step for one year; a rate that is not stated is no factor.

    `multiplied`: (1 + inflation)(1 + growth)(1 − efficiency). `subtracted`: the quoted net rise is
    inflation less efficiency, (1 + inflation − efficiency)(1 + growth); the part of efficiency in
    it is shown as its own factor, (1 + inflation − efficiency) ÷ (1 + inflation).
    """
    inflation = _rate(uplift.inflation_percent)
    efficiency = _rate(uplift.efficiency_percent)
    if uplift.inflation_percent is not None:
        words = _words("inflation", uplift.inflation_percent, year)
        yield Factor(StepKind.INFLATION, words, 1 + inflation, uplift)
    if uplift.growth_percent is not None:
        words = _words("growth", uplift.growth_percent, year)
        yield Factor(StepKind.GROWTH, words, 1 + _rate(uplift.growth_percent), uplift)
    if uplift.efficiency_percent is not None:
        words = _words("efficiency taken off,", uplift.efficiency_percent, year)
        value = 1 - efficiency
        if uplift.net_rule is NetRule.SUBTRACTED:
            value = (1 + inflation - efficiency) / (1 + inflation)
            words += ", subtracted from inflation"
        yield Factor(StepKind.EFFICIENCY, words, value, uplift)


def span_words(uplift: Uplift) -> str:
    """Return a step's dates for a message."""
    return span_text(uplift) or "without dates"


def _begins_within(uplift: Uplift, year: FinancialYear) -> bool:
    start = uplift.in_force_from
    begins = start.earliest if start else None
    return begins is not None and year.first_day <= begins <= year.last_day


def _rate(percent: Decimal | None) -> Fraction:
    return Fraction(percent or 0) / 100


def _words(name: str, percent: Decimal, year: FinancialYear) -> str:
    return f"{name} {plain(percent)} per cent in {year}"
