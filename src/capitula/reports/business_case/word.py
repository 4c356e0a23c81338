"""A business case as a Word document: what is missing first, then the five cases."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from capitula.case.business_case.model import (
    Bars,
    Block,
    BusinessCase,
    Cell,
    Chapter,
    Grid,
    Item,
    Words,
)
from capitula.ground.date_words import date_text
from capitula.ground.letters import MINUS
from capitula.ground.pence import from_pounds, pounds_text
from capitula.reports.tornado_chart import LOW_AND_HIGH, tornado_chart
from capitula.reports.word_paper import WRITTEN, word_paper
from capitula.reports.word_parts import (
    add_chart,
    add_heading_on_new_page,
    add_page_numbers,
    add_table,
)

_TEXT_WIDTH_CM = 17.0
_MOST_COLUMNS = 9
"""A table of more columns is told row by row."""


def word_case(case: BusinessCase) -> bytes:
    """Return the business case as the bytes of a .docx file."""
    paper = word_paper(f"{case.stage.heading}, {case.title}", points=10, margin_cm=2)
    paper.add_heading(case.title, 0)
    paper.add_paragraph(f"{case.stage.heading}. As known on {date_text(case.known_on)}.")
    if case.made:
        paper.add_paragraph("The figures are made up: nothing here is known of any place.")
    paper.add_paragraph(
        "Made from the record, the contract and the budget by Capitula. Each figure carries how it "
        "is known; what is missing is listed and never filled in."
    )
    _contents(paper, case)
    _missing(paper, case)
    for number, chapter in enumerate(Chapter, 1):
        add_heading_on_new_page(paper, f"{number}. The {chapter} case")
        for item in case.of(chapter):
            _item(paper, item)
    add_page_numbers(paper)
    written = BytesIO()
    paper.save(written)
    return _without_clock(written.getvalue())


def _without_clock(content: bytes) -> bytes:
    """Return the file with one day on all of its parts: the same case gives the same bytes."""
    fixed = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(fixed, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            stamped = ZipInfo(part.filename, WRITTEN.timetuple()[:6])
            stamped.compress_type = ZIP_DEFLATED
            new.writestr(stamped, old.read(part))
    return fixed.getvalue()


def _contents(paper: Any, case: BusinessCase) -> None:
    paper.add_heading("What this stage asks for", 1)
    rows = [
        (item.asked.chapter.capitalize(), item.asked.title, item.asked.stage.heading, item.state)
        for item in case.items
    ]
    _table(paper, ("Case", "Item", "Asked from", "State"), rows)


def _missing(paper: Any, case: BusinessCase) -> None:
    paper.add_heading("What is missing, stage by stage", 1)
    for stage, missing in case.missing().items():
        paper.add_heading(f"{stage.heading}{'' if case.stage.asks_for(stage) else ' (later)'}", 2)
        for title, words in missing:
            paper.add_paragraph(f"{title}: {words}", style="List Bullet")
        if not missing:
            paper.add_paragraph("Nothing is missing for this stage.")


def _item(paper: Any, item: Item) -> None:
    paper.add_heading(item.asked.title, 2)
    for block in item.found.blocks:
        _block(paper, block)
    if not item.found.blocks:
        paper.add_paragraph("Missing: nothing is held.")
    for words in item.found.missing:
        paper.add_paragraph(f"Missing: {words}", style="List Bullet")


def _block(paper: Any, block: Block) -> None:
    if isinstance(block, Words):
        for line in block.lines:
            paper.add_paragraph(line)
    elif isinstance(block, Grid):
        caption = paper.add_paragraph()
        caption.add_run(block.caption).bold = True
        caption.paragraph_format.keep_with_next = True
        rows = [tuple(_shown(cell) for cell in row) for row in block.rows]
        if len(block.heads) > _MOST_COLUMNS:
            _row_by_row(paper, block.heads, rows)
        else:
            _table(paper, block.heads, rows, _numeric(block))
    else:
        _chart(paper, block)


def _row_by_row(paper: Any, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Tell a table of many columns row by row, each cell with its column's name."""
    for row in rows:
        paragraph = paper.add_paragraph()
        paragraph.add_run(f"{row[0]}: ").bold = True
        said = [f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True)]
        paragraph.add_run("; ".join(said) + ".")


def _shown(cell: Cell) -> str:
    if cell is None:
        return "not stated"
    if isinstance(cell, Decimal):
        return pounds_text(from_pounds(cell)).replace("-", MINUS)
    return str(cell)


def _numeric(grid: Grid) -> frozenset[int]:
    return frozenset(
        at
        for at in range(len(grid.heads))
        if any(isinstance(row[at], Decimal | int) for row in grid.rows)
    )


def _chart(paper: Any, bars: Bars) -> None:
    chart = tornado_chart(bars.tornado, bars.name, bars.mark, LOW_AND_HIGH)
    add_chart(paper, chart)
    rows = [tuple(str(cell) for cell in row) for row in chart.table.rows]
    _table(paper, chart.table.headers, rows, frozenset({1, 2, 3}))


def _table(
    paper: Any,
    heads: tuple[str, ...],
    rows: list[tuple[str, ...]],
    numeric: frozenset[int] = frozenset(),
) -> None:
    add_table(paper, heads, rows, width_cm=_TEXT_WIDTH_CM, numeric=numeric)
