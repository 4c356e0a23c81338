"""A budget as a workbook: by line, by month, by practice, and how every amount came about.

Amounts are numbers in pounds, exact to the penny; formulas stand as text beside their values, so
that what was computed here is never computed again by a spreadsheet. Missing is an empty cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from capitula.ground.date_words import date_text
from capitula.ground.pence import Pence, to_pounds
from capitula.ground.writing import write_whole
from capitula.money.budget.explaining import FORMULA, ROUNDING, pounds
from capitula.money.budget.found import FoundLine
from capitula.money.budget.found_view import stated_words, sum_words
from capitula.money.budget.found_whole import FoundFigures
from capitula.money.budget.line import BudgetLine
from capitula.money.budget.view import fence_words
from capitula.money.budget.whole import WholePopulationBudget

MONTHS = (
    *("April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "January", "February", "March"),
)
_MONEY = "#,##0.00;[Red]-#,##0.00"
Cell = str | int | Decimal | None


def write_budget_workbook(path: str | Path, budget: WholePopulationBudget | FoundFigures) -> Path:
    """Write the workbook whole or not at all.

    Raises:
        CannotWrite: the folder is missing, or may not be written to.
    """
    return write_whole(path, budget_workbook(budget))


def budget_workbook(budget: WholePopulationBudget | FoundFigures) -> bytes:
    """Return the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book: Any = Workbook()
    if isinstance(budget, FoundFigures):
        _found(book, budget)
    else:
        _computed(book, budget)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _computed(book: Any, budget: WholePopulationBudget) -> None:
    title = f"Whole population budget {budget.year}, {budget.title}"
    expected = to_pounds(budget.expected_annual_value_pence)
    _cover(
        book,
        title,
        [
            f"As known on {date_text(budget.known_on)}. Amounts in {_currency(budget.currency)}.",
            f"Evidence: {budget.mark}. Each line's own stands beside it.",
            f"Months: {budget.profile}.",
            f"Expected annual contract value, one-off sums left out: {expected:,.2f}.",
            *fence_words(budget),
            f"Formula: {FORMULA}.",
            f"Rounding: {ROUNDING}.",
        ],
    )
    lines = [
        *([*_names(line), to_pounds(line.amount_pence), str(line.mark)] for line in budget.lines),
        ["Total", "", "", "", "", "", "", to_pounds(budget.total_pence), str(budget.mark)],
    ]
    heads = ("Line", "Counted by", "Registered people", "Resident people", "Ring-fence")
    _table(
        book,
        "By line",
        title,
        (*heads, "Run by now", "Paid by", "Budget", "Evidence"),
        lines,
        money=(8,),
    )
    months = [*((line.title, budget.months(line.key)) for line in budget.lines)]
    months.append(("Total", budget.months()))
    rows = [[name, *map(to_pounds, paid), to_pounds(sum(paid))] for name, paid in months]
    heads = ("Line", *MONTHS, "Year")
    _table(book, "By month", title, heads, rows, money=range(2, 15))
    practices: list[list[Cell]] = [
        [
            *(each.practice, each.name or None, each.list_size, each.days or None),
            *map(to_pounds, each.paid),
            *map(to_pounds, (sum(each.paid), sum(each.not_paid))),
        ]
        for each in budget.by_practice()
    ]
    if practices:
        heads = ("Practice", "Name", "List", "Takes part", *MONTHS, "Paid", "Days not paid")
        _table(book, "By practice", title, heads, practices, money=range(5, 19))
    bars: list[list[Cell]] = [
        [bar.title, to_pounds(bar.change_pence), to_pounds(bar.after_pence), str(bar.mark)]
        for bar in budget.waterfall().bars
    ]
    heads = ("Step", "Change", "After", "Evidence")
    _table(book, "Waterfall", budget.waterfall().title, heads, bars, money=(2, 3))
    steps = [row for line in budget.lines for row in _steps(line)]
    heads = ("Line", "Step", "Formula, as text", "Change", "After", "Clause or source", "Evidence")
    _table(book, "Derivations", "Every step of every line", heads, steps, money=(4, 5))


def _names(line: BudgetLine) -> list[Cell]:
    return [
        line.title,
        line.denominator,
        line.registered_people,
        line.resident_people,
        line.ring_fence or None,
        line.provider,
        line.payer,
    ]


def _steps(line: BudgetLine) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [
            line.title,
            step.kind.words,
            step.words,
            Decimal(pounds(step.change)),
            Decimal(pounds(step.after)),
            step.where or None,
            str(step.mark),
        ]
        for step in line.steps
    ]
    placed = to_pounds(line.amount_pence)
    rows.append([line.title, "placed", ROUNDING, None, placed, None, str(line.mark)])
    return rows


def _found(book: Any, found: FoundFigures) -> None:
    title = f"{found.title}; as known on {date_text(found.known_on)}"
    stated = [stated_words(each) for each in found.stated]
    _cover(book, title, [*sum_words(found), *stated, found.caution, f"Evidence: {found.mark}."])
    heads = ("Line", "Standing", "Amount", "What it is", "Figure", "Note", "Run by now", "Shown by")
    rows = [_found_row(line) for line in (*found.lines, *found.beside)]
    _table(book, "By line", title, (*heads, "Evidence"), rows, money=(3,))
    parts: list[list[Cell]] = [
        [line.title, name, to_pounds(pence)]
        for line in (*found.lines, *found.beside)
        for name, pence in line.parts
    ]
    _table(book, "Parts", "Headings of a figure", ("Line", "Heading", "Amount"), parts, money=(3,))
    practices: list[list[Cell]] = [
        [line.title, each.code, each.name, _pounds(each.pence)]
        for line in (*found.lines, *found.beside)
        for each in line.by_practice
    ]
    heads = ("Line", "Practice", "Name", "Amount")
    _table(book, "By practice", "Figures by general practice", heads, practices, money=(4,))
    sources: list[list[Cell]] = [
        [line.title, source] for line in (*found.lines, *found.beside) for source in line.sources
    ]
    _table(book, "Sources", "What shows each figure", ("Line", "Source"), sources)
    questions: list[list[Cell]] = [[question] for question in found.questions]
    _table(book, "Questions", "What is open", ("Question",), questions)


def _found_row(line: FoundLine) -> list[Cell]:
    return [
        line.title,
        line.standing,
        _pounds(line.amount_pence),
        line.basis.words if line.basis else "no published figure",
        line.what or None,
        line.note or None,
        line.provider,
        line.provider_where or None,
        str(line.mark) if line.amount_pence is not None else None,
    ]


def _pounds(pence: Pence | None) -> Decimal | None:
    return None if pence is None else to_pounds(pence)


def _currency(code: str) -> str:
    return "pounds" if code == "GBP" else "dollars"


def _cover(book: Any, title: str, lines: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.active
    sheet.title = "Cover"
    for row, text in enumerate([title, *lines], 1):
        cell = sheet.cell(row, 1, text)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.column_dimensions["A"].width = 110


def _table(  # noqa: PLR0917
    book: Any,
    name: str,
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    money: Sequence[int] = (),
) -> None:
    """Add a sheet with one table, its heads in row 3; text is text even where it begins with =."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = "An empty cell is missing, never nought."
    for column, head in enumerate(heads, 1):
        sheet.cell(3, column, head).font = Font(bold=True)
        widest = max([len(head), *(len(str(row[column - 1] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(60, max(12, widest + 2))
    for number, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            elif column in money:
                cell.number_format = _MONEY
        if str(row[0]) == "Total":
            for column in range(1, len(heads) + 1):
                sheet.cell(number, column).font = Font(bold=True)
    sheet.freeze_panes = "B4"
