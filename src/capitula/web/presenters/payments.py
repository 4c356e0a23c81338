"""A year of payments as a page: each monthly run, each line by month, each practice."""

from __future__ import annotations

from capitula.case.payments import YearOfPayments
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import MONTHS, count, pounds_and_pence, pounds_short


def year_stats(year: YearOfPayments) -> list[Stat]:
    """Return what is posted over the year, opened."""
    budget, posted = year.budget, year.posted_pence
    figure = Figure(
        label=f"Posted, {year.year}",
        mark=year.mark,
        formula=f"the year's budget by month: {budget.profile}",
        inputs=[
            Input(line.title, pounds_and_pence(line.amount_pence), line.mark, "line of the budget")
            for line in budget.lines
        ],
        in_force=f"financial year {year.year}",
        known="each run: as known on its first day, or today where that is still to come",
        rounding="whole pence each month; what is left over falls into the last month",
        anchor="figure-posted",
    )
    basis = f"{pounds_and_pence(posted)} in {year.year}"
    return [Stat("Posted in the year", pounds_short(posted), basis, figure)]


def runs(year: YearOfPayments) -> Table:
    """Return a row a monthly run."""
    arrears = [run.arrears_pence for run in year.runs]
    return Table(
        f"Runs of {year.year}",
        [
            Column("Run"),
            Column("For the month", numeric=True),
            Column("Arrears", numeric=True),
            Column("Posted", numeric=True),
            Column("Year at the price known then", numeric=True),
        ],
        [
            (
                f"{MONTHS[run.day.month - 1]} {run.day.year}",
                pounds_and_pence(run.month_pence),
                pounds_and_pence(run.arrears_pence) if run.arrears_pence else "none",
                Link(pounds_and_pence(run.month_pence + run.arrears_pence), "#figure-posted"),
                pounds_and_pence(run.annual_pence),
            )
            for run in year.runs
        ],
        total=(
            "Year",
            pounds_and_pence(sum(run.month_pence for run in year.runs)),
            pounds_and_pence(sum(arrears)) if any(arrears) else "none",
            pounds_and_pence(year.posted_pence),
            "",
        ),
        note="Arrears: what months already paid still lack, or gave too much of, once a price "
        "changes within the year.",
    )


def months_by_line(year: YearOfPayments) -> Table:
    """Return a row a month and a column a line."""
    budget = year.budget
    by_line = [budget.months(line.key) for line in budget.lines]
    return Table(
        f"By month and line, {year.year}",
        [
            Column("Month"),
            *(Column(line.title, numeric=True) for line in budget.lines),
            Column("All lines", numeric=True),
        ],
        [
            (
                f"{MONTHS[run.day.month - 1]} {run.day.year}",
                *(pounds_and_pence(months[number]) for months in by_line),
                pounds_and_pence(sum(months[number] for months in by_line)),
            )
            for number, run in enumerate(year.runs)
        ],
        total=(
            "Year",
            *(pounds_and_pence(line.amount_pence) for line in budget.lines),
            pounds_and_pence(budget.total_pence),
        ),
        note="At the prices of the first day of the year.",
        compact=True,
    )


def practices(year: YearOfPayments) -> Table | None:
    """Return a row a practice; nothing where the contract names none."""
    found = year.budget.by_practice()
    if not found:
        return None
    rows: list[tuple[Cell, ...]] = [
        (
            each.practice,
            each.name or None,
            count(each.list_size),
            each.days or None,
            pounds_and_pence(sum(each.paid)),
            pounds_and_pence(sum(each.not_paid)),
        )
        for each in found
    ]
    return Table(
        f"By practice, {year.year}",
        [
            Column("Practice"),
            Column("Name"),
            Column("List", numeric=True),
            Column("Takes part"),
            Column("Paid", numeric=True),
            Column("Days not paid", numeric=True),
        ],
        rows,
        compact=True,
    )
