"""A budget that follows from priced terms, as a page: its lines, each opened."""

from __future__ import annotations

from decimal import Decimal

from capitula.ground.date_words import date_text
from capitula.ground.letters import MINUS, capital
from capitula.money.budget.explaining import FORMULA, ROUNDING, pounds
from capitula.money.budget.line import BudgetLine
from capitula.money.budget.whole import WholePopulationBudget
from capitula.web.parts import Column, Figure, Input, Link, Source, Stat, Table
from capitula.web.wording import count, pounds_and_pence, pounds_short


def headline(budget: WholePopulationBudget) -> list[Stat]:
    """Return the year's budget, opened, and what a year of it is worth without one-off sums."""
    total, expected = budget.total_pence, budget.expected_annual_value_pence
    return [
        Stat(
            f"Whole population budget {budget.year}",
            pounds_short(total),
            f"{pounds_and_pence(total)} a year",
            total_figure(budget),
        ),
        Stat(
            "Expected annual contract value",
            pounds_short(expected),
            f"{pounds_and_pence(expected)} a year, one-off sums left out",
            Figure(
                label="Expected annual contract value",
                mark=budget.mark,
                formula="the year's budget, less sums that do not recur",
                inputs=[
                    Input("Budget", pounds_and_pence(total), budget.mark, "the sum of the lines"),
                    Input(
                        "Sums that do not recur",
                        pounds_and_pence(total - expected),
                        budget.mark,
                        "the lines' steps",
                    ),
                ],
                in_force=f"financial year {budget.year}",
            ),
        ),
    ]


def total_figure(budget: WholePopulationBudget, anchor: str = "figure-total") -> Figure:
    """Return how the whole budget came about."""
    return Figure(
        label=f"Whole population budget {budget.year}",
        mark=budget.mark,
        formula="the sum of the lines",
        inputs=[
            Input(line.title, pounds_and_pence(line.amount_pence), line.mark, "line of the budget")
            for line in budget.lines
        ],
        in_force=f"financial year {budget.year}",
        known=f"as known on {date_text(budget.known_on)}",
        rounding=ROUNDING,
        anchor=anchor,
    )


def lines(budget: WholePopulationBudget) -> Table:
    """Return a row a line; each leads to its steps."""
    fenced = any(line.ring_fence for line in budget.lines)
    return Table(
        f"Budget by line, {budget.year}",
        [
            Column("Line"),
            Column("Budget", numeric=True),
            Column("Base", numeric=True),
            Column("Counted by"),
            Column("Run by now"),
            Column("Paid by"),
            *([Column("Ring-fence")] if fenced else []),
            Column("Evidence"),
        ],
        [
            (
                line.title,
                Link(pounds_and_pence(line.amount_pence), f"#figure-{line.key}"),
                Link(pounds_and_pence(line.base.__floor__()), f"#figure-{line.key}"),
                _counted(line),
                line.provider,
                line.payer,
                *([line.ring_fence or "none"] if fenced else []),
                str(line.mark),
            )
            for line in budget.lines
        ],
        total=(
            "Total",
            Link(pounds_and_pence(budget.total_pence), "#figure-total"),
            pounds_and_pence(sum(line.base.__floor__() for line in budget.lines)),
            *[""] * (4 if fenced else 3),
            str(budget.mark),
        ),
        note="Base: last year's money before this year's steps. Money in a ring-fence is never "
        "netted against other lines.",
        compact=True,
    )


def _counted(line: BudgetLine) -> str:
    people = line.resident_people if line.denominator == "resident" else line.registered_people
    return f"{count(people)} {line.denominator} people" if people else f"{line.denominator} people"


def opened(budget: WholePopulationBudget) -> list[tuple[str, Figure]]:
    """Return each line's title and its steps."""
    return [(line.title, _figure(budget, line)) for line in budget.lines]


def _figure(budget: WholePopulationBudget, line: BudgetLine) -> Figure:
    return Figure(
        label=f"{line.title}, budget {budget.year}",
        mark=line.mark,
        formula=FORMULA,
        inputs=[
            Input(
                capital(step.words),
                _exact(pounds(step.change), signed=number > 0),
                step.mark,
                step.where or "no clause or source",
            )
            for number, step in enumerate(line.steps)
        ],
        sources=[
            Source(where, "") for where in dict.fromkeys(s.where for s in line.steps) if where
        ],
        in_force=f"financial year {budget.year}",
        known=f"as known on {date_text(budget.known_on)}",
        rounding=ROUNDING,
        anchor=f"figure-{line.key}",
    )


def _exact(text: str, *, signed: bool) -> str:
    value = Decimal(text)
    sign = MINUS if value < 0 else "+" if signed else ""
    return f"{sign}£{abs(value):,f}"
