"""The statement as a workbook: four sheets, no merged cells, amounts as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from capitula.money.settlement.english import headline, period_text
from capitula.money.settlement.statement import Statement

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD = "FF005EB8"
_WIDEST = 90


def write_statement(statement: Statement, path: Path) -> Path:
    """Write the statement as .xlsx and return its path."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _statement_sheet(book.create_sheet("Statement"), statement)
    _steps_sheet(book.create_sheet("Steps"), statement)
    _parties_sheet(book.create_sheet("Parties"), statement)
    _entries_sheet(book.create_sheet("Entries"), statement)
    book.save(path)
    return path


def _statement_sheet(sheet: Worksheet, statement: Statement) -> None:
    rows: list[tuple[object, object]] = [
        ("Contract", statement.title),
        ("Settlement", statement.stage),
        ("Period", period_text(statement)),
        ("Result", headline(statement)),
        (f"Held against: {statement.base_words}", _pounds(statement.base_pence)),
        ("Actual spend, in cash", _pounds(statement.actual_pence)),
        ("Difference", _pounds(statement.pool_pence)),
        ("Shared", _pounds(statement.shared_pence)),
        ("Unshared", _pounds(statement.unshared_pence)),
    ]
    if statement.late is not None:
        rows.append(("Late data", statement.late.sentence()))
    if statement.acute is not None:
        rows.append(("Acute payment", statement.acute.sentence(statement.currency)))
    rows += [(f"Withheld: {line.label or line.id}", line.sentence) for line in statement.withheld]
    if statement.improvement is not None:
        rows.append(("Improvement earned", _pounds(statement.improvement.earned_pence)))
        rows += [("", measure.sentence()) for measure in statement.improvement.measures]
    rows += [("To know before signing", warning) for warning in statement.warnings]
    rows.append(("Evidence", str(statement.mark)))
    _table(sheet, ("What", f"{statement.currency.code} or words"), rows)


def _steps_sheet(sheet: Worksheet, statement: Statement) -> None:
    rows = [
        (
            number,
            step.id,
            step.sentence,
            _pounds(step.after_pence),
            step.clause or "",
            step.source or "",
            str(step.mark),
        )
        for number, step in enumerate(statement.steps, start=1)
    ]
    header = ("Step", "Name", "What it did", "Amount after it", "Clause", "Source", "Evidence")
    _table(sheet, header, rows)


def _parties_sheet(sheet: Worksheet, statement: Statement) -> None:
    rows: list[tuple[object, ...]] = [
        (
            statement.names.get(party, party),
            _pounds(amount),
            "takes the rest" if party == statement.residual else "",
        )
        for party, amount in statement.parts_pence.items()
    ]
    if statement.shared_pence is not None:
        rows.append(("Shared in all", _pounds(statement.shared_pence), ""))
        rows.append(
            ("Unshared", _pounds(statement.unshared_pence), "stays with the residual party")
        )
    _table(sheet, ("Party", f"Share, {statement.currency.code}", "Note"), rows)


def _entries_sheet(sheet: Worksheet, statement: Statement) -> None:
    rows = [
        (
            entry.kind.words,
            statement.names.get(entry.party, entry.party),
            _pounds(entry.amount_pence),
            entry.subject,
            entry.clause,
            entry.first,
            entry.last,
            entry.ring_fence,
            entry.note,
        )
        for entry in (*statement.entries, *statement.restated)
    ]
    header = (
        "Kind",
        "Party",
        f"Amount, {statement.currency.code}",
        "For",
        "Clause",
        "From",
        "To",
        "Ring-fence",
        "Note",
    )
    _table(sheet, header, rows)


def _pounds(pence: int | None) -> float | str:
    """A number for a cell: exact to the penny up to ninety million million, else words."""
    return "not computed" if pence is None else round(pence / 100, 2)


def _table(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=isinstance(cell.value, str))
            if isinstance(cell.value, float):
                cell.number_format = "#,##0.00;[Red]-#,##0.00"
    for number, name in enumerate(header, start=1):
        cells = [name, *(str(row[number - 1]) for row in rows)]
        width = min(_WIDEST, max(len(text) for text in cells) + 4)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]
