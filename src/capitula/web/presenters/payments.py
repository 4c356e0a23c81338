"""A year of payments as a page: each monthly run, each line by month, each practice."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.case.payments import YearOfPayments
from capitula.ground.pence import Pence
from capitula.money.budget.opening_practice import OpenedPractice
from capitula.money.payments.by_practice import PracticeMonths, outside_words
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.presenters.derived import derived
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


def months_by_line(year: YearOfPayments, budget_page: str) -> Table:
    """Return a row a month and a column a line; a line's year leads to how it came about."""
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
            *(
                Link(pounds_and_pence(line.amount_pence), f"{budget_page}#figure-{line.key}")
                for line in budget.lines
            ),
            Link(pounds_and_pence(budget.total_pence), "#figure-posted"),
        ),
        note=f"At the prices of the first day of the year; months: {budget.profile}.",
        compact=True,
    )


def practices(year: YearOfPayments, address: str) -> Table | None:
    """Return a row a practice, each leading to its months; nothing where none is named.

    Args:
        year: the year.
        address: of a practice's page, with CODE for its code.
    """
    found = year.budget.by_practice()
    if not found:
        return None
    rows: list[tuple[Cell, ...]] = [
        (
            Link(each.practice, address.replace("CODE", each.practice)),
            each.name or None,
            count(each.list_size),
            each.days or "the whole year",
            _year_link(address, each.practice, sum(each.paid)),
            _year_link(address, each.practice, sum(each.not_paid)),
        )
        for each in found
    ]
    paid, rest = (sum(sum(part) for part in parts) for parts in _parts(found))
    return Table(
        f"By practice, {year.year}: {len(found)} practices",
        [
            Column("Practice"),
            Column("Name"),
            Column("List", numeric=True),
            Column("Takes part"),
            Column("Paid", numeric=True),
            Column("Days not paid", numeric=True),
        ],
        rows,
        total=(
            "All",
            "",
            count(sum(each.list_size for each in found)),
            "",
            pounds_and_pence(paid),
            pounds_and_pence(rest),
        ),
        note=outside_words(paid, rest),
        compact=True,
    )


def _parts(found: Sequence[PracticeMonths]) -> tuple[list[tuple[Pence, ...]], ...]:
    return [each.paid for each in found], [each.not_paid for each in found]


def _year_link(address: str, code: str, amount: Pence) -> Link:
    return Link(pounds_and_pence(amount), f"{address.replace('CODE', code)}#months")


def by_month_and_practice(year: YearOfPayments, address: str) -> Table | None:
    """Return a row a practice and a column a month; each amount leads to how it came about."""
    found = year.budget.by_practice()
    if not found:
        return None
    firsts = [run.day for run in year.runs]
    totals = [sum(each.paid[at] for each in found) for at in range(len(firsts))]
    return Table(
        f"Paid by month and practice, {year.year}",
        [
            Column("Practice"),
            *(Column(f"{MONTHS[day.month - 1][:3]} {day.year}", numeric=True) for day in firsts),
        ],
        [
            (
                Link(each.practice, address.replace("CODE", each.practice)),
                *(
                    Link(
                        pounds_and_pence(amount),
                        f"{address.replace('CODE', each.practice)}#figure-m{at}",
                    )
                    for at, amount in enumerate(each.paid, start=1)
                ),
            )
            for each in found
        ],
        total=("All", *(pounds_and_pence(total) for total in totals)),
        compact=True,
    )


def practice_stats(opened: OpenedPractice, year: YearOfPayments) -> list[Stat]:
    """Return what is paid for a practice in the year, and what falls on days it was not in."""
    one = opened.practice
    basis = f"{year.year}, list of {count(one.list_size)} people"
    return [
        Stat("Paid", pounds_and_pence(sum(one.paid)), basis),
        Stat("Days not paid", pounds_and_pence(sum(one.not_paid)), one.days or "the whole year"),
    ]


def practice_months(opened: OpenedPractice, year: YearOfPayments) -> Table:
    """Return a row a month of one practice; what is paid leads to how it came about."""
    one = opened.practice
    return Table(
        f"By month, {year.year}",
        [
            Column("Month"),
            Column("Budget", numeric=True),
            Column("Its part by list", numeric=True),
            Column("Days in", numeric=True),
            Column("Paid", numeric=True),
            Column("Days not paid", numeric=True),
        ],
        [
            (
                each.title,
                pounds_and_pence(each.budget_pence),
                pounds_and_pence(each.part_pence),
                f"{each.days_in} of {each.days}",
                Link(pounds_and_pence(each.paid_pence), f"#figure-m{at}"),
                Link(pounds_and_pence(each.not_paid_pence), f"#figure-m{at}"),
            )
            for at, each in enumerate(opened.months, start=1)
        ],
        total=(
            "Year",
            pounds_and_pence(year.budget.total_pence),
            pounds_and_pence(sum(one.whole)),
            "",
            pounds_and_pence(sum(one.paid)),
            pounds_and_pence(sum(one.not_paid)),
        ),
    )


def practice_figures(opened: OpenedPractice) -> list[tuple[str, Figure]]:
    """Return each month's title and how what is paid for it came about."""
    return [
        (each.title, derived(each.derivation, f"figure-m{at}"))
        for at, each in enumerate(opened.months, start=1)
    ]
