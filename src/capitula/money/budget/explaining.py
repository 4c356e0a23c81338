"""Opening a figure of a whole population budget: every step with its clause or source."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from capitula.ground.date_words import date_text
from capitula.ground.derivation import POUNDS_THOUSAND, Derivation, Input
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.line import BudgetLine, BudgetStep

FORMULA = (
    "base × share in scope × uplifts × change in need, less discounts, ± adjustments of the year"
)
ROUNDING = (
    "every step is exact; the total is floored to the penny, and the pence are placed on the lines "
    "by largest remainder, ties to the lowest key"
)


def explain_budget(budget: Budgeted, key: str | None = None) -> Derivation:
    """Open a line, or the total.

    Raises:
        KeyError: no such line.
    """
    if key is None:
        return _total(budget)
    line = budget.line(key)
    worked = " → ".join(f"{step.words}: £{_read(step.after)}" for step in line.steps)
    return Derivation(
        subject=f"{line.title}, budget {budget.year}, {budget.title}",
        formula=FORMULA,
        worked=worked,
        inputs=tuple(_input(step) for step in line.steps),
        result=Decimal(pounds(line.exact, 6)) / 1000,
        unit=POUNDS_THOUSAND,
        amount_pence=line.amount_pence,
        rounding=ROUNDING,
        sources=_sources(line),
        in_force=f"financial year {budget.year}; as known on {date_text(budget.known_on)}",
    )


def pounds(exact: Fraction, places: int = 4) -> str:
    """Return exact pence as pounds with so many decimals, floored.

    >>> pounds(Fraction(1999, 3))
    '6.6633'
    """
    scaled = (exact * 10**places / 100).__floor__()
    return f"{Decimal(scaled).scaleb(-places):.{places}f}"


def _read(exact: Fraction) -> str:
    return f"{Decimal(pounds(exact)):,f}"


def _total(budget: Budgeted) -> Derivation:
    inputs = tuple(
        Input(line.title, Decimal(pounds(line.exact, 6)), "pounds", line.mark, "line of the budget")
        for line in budget.lines
    )
    worked = " + ".join(_read(line.exact) for line in budget.lines)
    sources = [source for line in budget.lines for source in _sources(line)]
    return Derivation(
        subject=f"Whole population budget {budget.year}, {budget.title}",
        formula="the sum of the lines",
        worked=f"{worked} = {_read(budget.exact)}",
        inputs=inputs,
        result=Decimal(pounds(budget.exact, 6)) / 1000,
        unit=POUNDS_THOUSAND,
        amount_pence=budget.total_pence,
        rounding=ROUNDING,
        sources=tuple(dict.fromkeys(sources)),
        in_force=f"financial year {budget.year}; as known on {date_text(budget.known_on)}",
    )


def _input(step: BudgetStep) -> Input:
    where = step.where or "no clause or source"
    value = Decimal(pounds(step.change, 6))
    return Input(step.words, value, "pounds", step.mark, where)


def _sources(line: BudgetLine) -> tuple[str, ...]:
    return tuple(dict.fromkeys(step.where for step in line.steps if step.where))
