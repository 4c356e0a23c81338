"""`capitula money budget`, `waterfall` and `payments`: a contract's budget and what is paid."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.money_lists import payments_on_lists
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.money.budget.found import FoundLine
    from capitula.money.budget.found_whole import FoundFigures
    from capitula.money.budget.whole import WholePopulationBudget
    from capitula.money.payments.by_practice import PracticeMonths

_CONTRACT = typer.Argument(help="A case, a contract that ships, or a contract file.")
_YEAR = typer.Option("", "--year", help="Financial year, such as 2018/19.")
_KNOWN = typer.Option(None, "--known", help="As known on this day, such as 2018-02-01.")
_LINE = typer.Option("", "--line", help="Open one line by its id.")
_SVG = typer.Option(None, "--svg", help="Also write the chart to this file.")


def budget(
    contract: str = _CONTRACT,
    year: str = _YEAR,
    known: str | None = _KNOWN,
    line: str = _LINE,
    workbook: Path | None = typer.Option(None, "--workbook", help="Also write it as .xlsx."),
    as_json: bool = AsJson,
) -> None:
    """Print the whole population budget by line: from priced terms, else from published figures.

    Exit status: 0 done; 2 the input is at fault and nothing was written.
    """
    from capitula.case.budget import find_budget
    from capitula.money.budget.found_whole import FoundFigures

    result = find_budget(contract, year, read_day(known, "--known"))
    if workbook is not None:
        from capitula.reports.budget_workbook import write_budget_workbook

        write_budget_workbook(workbook, result)
    if line:
        _open_line(result, line, as_json)
    elif isinstance(result, FoundFigures):
        _print_found(result, as_json)
    else:
        _print_budget(result, as_json)


def waterfall(
    contract: str = _CONTRACT,
    year: str = _YEAR,
    known: str | None = _KNOWN,
    line: str = _LINE,
    svg: Path | None = _SVG,
    as_json: bool = AsJson,
) -> None:
    """Print the way from last year's base to this year's payment, bar by bar.

    Exit status: 0 done; 2 the input is at fault and nothing was written.
    """
    from capitula.case.budget import find_priced_budget
    from capitula.ground.pence import pounds_text

    found = find_priced_budget(contract, year, read_day(known, "--known"))
    result = found.waterfall(_key(found, line))
    if svg is not None:
        from capitula.ground.writing import write_whole
        from capitula.reports.waterfall_chart import waterfall_chart

        write_whole(svg, waterfall_chart(result).svg())
    if as_json:
        document = {"title": result.title, "year": result.year, "bars": result.rows()}
        total = {"total_pence": result.total_pence, "mark": str(result.mark)}
        print_json({"schema": "capitula.money.waterfall/1"} | document | total)
        return
    rows = [
        [bar.title, bar.change_text, pounds_text(bar.after_pence), str(bar.mark)]
        for bar in result.bars
    ]
    print_table(result.title, ["Step", "Change", "After", "Evidence"], rows, numeric=(1, 2))
    typer.echo(f"Budget {result.year}: {pounds_text(result.total_pence)}{result.mark.caution}")


def payments(
    contract: str = _CONTRACT,
    year: str = _YEAR,
    known: str | None = _KNOWN,
    lists: Path | None = typer.Option(
        None, "--lists", help="Pay by head instead, on the lists by quarter of this YAML file."
    ),
    practice: str = typer.Option("", "--practice", help="Open one practice, month by month."),
    as_json: bool = AsJson,
) -> None:
    r"""Print what is posted each month of a year, with arrears where a price changed in it.

    Each month's run uses what was known on its first day; the last one used is --known. Practices
    that the contract names are paid by list and by day.

    --lists FILE pays so much a head on lists that change by quarter, with practices that join and
    leave within the year paid by the day:

    \b
      schema: capitula.quarterly-lists/1
      year: 2027/28
      rule: quarter        # or mean: the year at the mean list of its quarters
      per_head: 102.28     # pounds a head and year; left out: the contract's budget over
                           # the registered people it counts
      known_on: 2027-10-01 # from when these lists were known, for `money ledger --lists`
      practices:
        - {practice: M87007, lists: [10000, 10020.25, 10050, 10100]}
        - {practice: M87010, lists: [null, 8000, 8000, 8050], joins: 2027-07-15}
        - {practice: M87030, lists: [5000, 5000, null, null], leaves: 2027-10-01}

    `joins` is the first day in, `leaves` the first day out. Months follow the contract's profile.

    Exit status: 0 done; 2 the input is at fault and nothing was written.
    """
    if lists is not None:
        payments_on_lists(contract, lists, year, read_day(known, "--known"), as_json=as_json)
        return
    from capitula.case.payments import year_of_payments
    from capitula.ground.pence import pounds_text

    result = year_of_payments(contract, year, read_day(known, "--known"))
    if practice:
        _open_practice(result.budget, practice, as_json)
        return
    if as_json:
        print_json({"schema": "capitula.money.payments/1"} | result.document())
        return
    rows = [
        [
            f"M{run.month} {run.day:%B %Y}",
            pounds_text(run.month_pence),
            pounds_text(run.arrears_pence) if run.arrears_pence else "",
            pounds_text(run.month_pence + run.arrears_pence),
            pounds_text(run.annual_pence),
        ]
        for run in result.runs
    ]
    heads = ["Run", "Month", "Arrears", "Posted", "Year at the price known"]
    print_table(f"Payments {result.year}, {result.title}", heads, rows, numeric=(1, 2, 3, 4))
    for sentence in result.words():
        typer.echo(sentence)
    from capitula.money.payments.by_practice import outside_words

    practices = [
        [each.practice, f"{each.list_size:,}", each.days, *map(pounds_text, _sums(each))]
        for each in result.budget.by_practice()
    ]
    if practices:
        paid, rest = (sum(column) for column in zip(*_both(result.budget), strict=True))
        practices.append(["All", "", "", pounds_text(paid), pounds_text(rest)])
        heads = ["Practice", "List", "Takes part", "Paid", "Days not paid"]
        print_table("By practice, by list and by day", heads, practices, numeric=(1, 3, 4))
        typer.echo(outside_words(paid, rest))
        typer.echo("Open a practice month by month with --practice CODE.")


def _both(budget: WholePopulationBudget) -> list[tuple[int, int]]:
    return [_sums(each) for each in budget.by_practice()]


def _open_practice(budget: WholePopulationBudget, code: str, as_json: bool) -> None:
    from capitula.ground.pence import pounds_text
    from capitula.money.budget.opening_practice import FORMULA, ROUNDING, open_practice

    opened = open_practice(budget, code)
    if as_json:
        print_json(opened.document())
        return
    one = opened.practice
    rows = [
        [
            each.title,
            pounds_text(each.budget_pence),
            pounds_text(each.part_pence),
            f"{each.days_in} of {each.days}",
            pounds_text(each.paid_pence),
            pounds_text(each.not_paid_pence),
        ]
        for each in opened.months
    ]
    whole = (sum(one.whole), sum(one.paid), sum(one.not_paid))
    part, paid, rest = map(pounds_text, whole)
    rows.append(["Year", pounds_text(budget.total_pence), part, "", paid, rest])
    heads = ["Month", "Budget", "Its part by list", "Days in", "Paid", "Days not paid"]
    title = f"{one.name or one.practice} ({one.practice}), {budget.year}: list {one.list_size:,}"
    print_table(f"{title}{f', {one.days}' if one.days else ''}", heads, rows, numeric=range(1, 6))
    typer.echo(f"Formula: {FORMULA}. {ROUNDING}.")
    note = opened.months[0].derivation.note
    if note:
        typer.echo(note)


def _sums(each: PracticeMonths) -> tuple[int, int]:
    return sum(each.paid), sum(each.not_paid)


def _key(found: WholePopulationBudget, line: str) -> str | None:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss

    keys = [each.key for each in found.lines]
    if line and line not in keys:
        remedy = near_miss(line, keys) or "give one of these"
        raise InputFaults([Fault(Place("--line"), repr(line), ", ".join(keys), remedy)])
    return line or None


def _open_line(result: WholePopulationBudget | FoundFigures, line: str, as_json: bool) -> None:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss
    from capitula.money.budget.found_whole import FoundFigures

    keys = [row["key"] for row in result.rows() if row["level"] != "total"]
    if line not in keys:
        remedy = near_miss(line, keys) or "give one of these"
        raise InputFaults([Fault(Place("--line"), repr(line), ", ".join(keys), remedy)])
    if isinstance(result, FoundFigures):
        if as_json:
            print_json({"schema": "capitula.money.budget.line/1"} | result.document_of(line))
        else:
            typer.echo(result.explain(line))
        return
    opened = result.explain(line)
    if as_json:
        print_json({"schema": "capitula.money.budget.line/1"} | opened.document())
    else:
        typer.echo(opened.text())


def _print_budget(result: WholePopulationBudget, as_json: bool) -> None:
    from capitula.ground.date_words import date_text
    from capitula.ground.pence import pounds_text
    from capitula.money.budget.view import budget_document, fence_words, months_words

    if as_json:
        print_json({"schema": "capitula.money.budget/1"} | budget_document(result))
        return
    rows = [
        [
            line.title,
            line.denominator,
            line.provider or "not stated",
            pounds_text(line.base.__floor__()),
            pounds_text(line.amount_pence),
            str(line.mark),
        ]
        for line in result.lines
    ]
    total = pounds_text(result.total_pence)
    base = pounds_text(sum(line.base.__floor__() for line in result.lines))
    rows.append(["Total", "", "", base, total, str(result.mark)])
    heads = ["Line", "Counted by", "Run by now", "Base", f"Budget {result.year}", "Evidence"]
    title = f"Whole population budget {result.year}, {result.title}"
    print_table(title, heads, rows, numeric=(3, 4))
    expected = pounds_text(result.expected_annual_value_pence)
    for sentence in (
        *fence_words(result),
        months_words(result),
        f"Expected annual contract value, one-off sums left out: {expected}.",
        f"As known on {date_text(result.known_on)}. Open a line with --line ID.",
    ):
        typer.echo(sentence)


def _print_found(result: FoundFigures, as_json: bool) -> None:
    from capitula.ground.date_words import date_text
    from capitula.money.budget.found_view import found_document, stated_words, sum_words

    if as_json:
        print_json({"schema": "capitula.money.budget/1"} | found_document(result))
        return
    heads = ["Line", "Amount", "What it is", "Run by now"]
    title = f"{result.title}; as known on {date_text(result.known_on)}"
    print_table(title, heads, [_found_row(line) for line in result.lines], numeric=(1,))
    for sentence in sum_words(result):
        typer.echo(sentence)
    beside = [_found_row(line)[:3] for line in result.beside]
    title = "Published for the same people and year, in no line of the contract"
    print_table(title, heads[:3], beside, numeric=(1,))
    for stated in result.stated:
        typer.echo(f"- {stated_words(stated)}")
    typer.echo("\nOpen questions")
    for question in result.questions:
        typer.echo(f"- {question}")
    typer.echo(f"\n{result.caution}")
    typer.echo(
        f"Evidence: {result.mark}. Open a line with --line ID, such as {result.lines[0].key}."
    )


def _found_row(line: FoundLine) -> list[str]:
    from capitula.ground.pence import pounds_text
    from capitula.money.budget.found_view import runs

    amount = "" if line.amount_pence is None else pounds_text(line.amount_pence)
    what = "no published figure" if line.basis is None else line.basis.words
    if line.covers == "more":
        what += "; holds more than the line"
    return [line.title, amount, what, runs(line)]
