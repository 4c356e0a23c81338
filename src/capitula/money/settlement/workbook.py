"""The statement as a workbook: four sheets, no merged cells, amounts as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from capitula.ground.writing import write_whole
from capitula.money.settlement.english import headline, period_text
from capitula.money.settlement.statement import Statement

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD = "FF005EB8"
_WIDEST = 90
_FACE = "Arial"


def write_statement(statement: Statement, path: Path) -> Path:
    """Write the statement as .xlsx, whole or not at all, and return its path.

    Raises:
        CannotWrite: it cannot be written there.
    """
    return write_whole(path, statement_workbook(statement))


def statement_workbook(statement: Statement) -> bytes:
    """Return the bytes of an .xlsx file."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    _statement_sheet(book.create_sheet("Statement"), statement)
    _steps_sheet(book.create_sheet("Steps"), statement)
    _parties_sheet(book.create_sheet("Parties"), statement)
    _entries_sheet(book.create_sheet("Entries"), statement)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _statement_sheet(sheet: Worksheet, statement: Statement) -> None:
    rows: list[tuple[object, object, object]] = [
        ("Contract", None, statement.title),
        ("Settlement", None, statement.stage),
        ("Period", None, period_text(statement)),
        ("Result", None, headline(statement)),
        ("Held against", _pounds(statement.base_pence), statement.base_words),
        ("Actual spend", _pounds(statement.actual_pence), "in cash, after the acute payment rule"),
        ("Difference", _pounds(statement.pool_pence), "held against, less actual spend"),
        ("Shared", _pounds(statement.shared_pence), ""),
        ("Unshared", _pounds(statement.unshared_pence), "stays with the residual party"),
    ]
    if statement.late is not None:
        late = statement.late
        rows.append(("Late data", _pounds(late.completed_pence), late.sentence()))
    if statement.acute is not None:
        acute = statement.acute
        said = acute.sentence(statement.currency)
        rows.append(("Acute payment", _pounds(acute.cash_pence), said))
    rows += [
        (line.label or line.id, _pounds(line.held_pence), line.sentence)
        for line in statement.withheld
    ]
    if statement.improvement is not None:
        improvement = statement.improvement
        earned = _pounds(improvement.earned_pence)
        rows.append(("Improvement earned", earned, improvement.reason))
        rows += [("", None, measure.sentence()) for measure in improvement.measures]
    rows += [("To know before signing", None, warning) for warning in statement.warnings]
    rows.append(("Evidence", None, str(statement.mark)))
    _table(sheet, ("What", f"Amount, {statement.currency.code}", "In words"), rows)


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
    told = [("due", entry) for entry in statement.entries]
    told += [("still to move", entry) for entry in statement.restated]
    rows = [
        (
            which,
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
        for which, entry in told
    ]
    header = (
        "Standing",
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
    widths = [
        min(_WIDEST, max(len(_shown(cell)) for cell in (name, *(row[at] for row in rows))) + 3)
        for at, name in enumerate(header)
    ]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for cell in sheet[1]:
        cell.font = Font(name=_FACE, size=10, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for number, line in enumerate(sheet.iter_rows(min_row=2), start=2):
        lines = 1
        for cell, width in zip(line, widths, strict=True):
            words = isinstance(cell.value, str)
            cell.font = Font(name=_FACE, size=10)
            cell.alignment = Alignment(
                vertical="top",
                wrap_text=words,
                horizontal="left" if words else "right",
                indent=1,
            )
            if isinstance(cell.value, float):
                cell.number_format = "#,##0.00;[Red]-#,##0.00"
            lines = max(lines, -(-len(_shown(cell.value)) // max(1, width - 2)))
        sheet.row_dimensions[number].height = 15 * lines
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # pyright: ignore[reportOptionalMemberAccess]


def _shown(value: object) -> str:
    """Roughly what a cell shows, to measure it."""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return "" if value is None else str(value)
