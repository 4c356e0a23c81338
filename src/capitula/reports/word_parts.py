"""What Word documents share beside words: tables, charts, page numbers, headings on a new page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from statistics import fmean
from typing import Any

from capitula.reports.chart import Chart

_CHART_WIDTH_CM = 16.4
_PIXELS = 720
_LONG = 120
"""Letters beyond which a longer text asks for no wider column."""
_LETTER_CM_PER_POINT = 0.022
"""What a bold letter of one point takes, on average."""
_SMALLEST = 6.5
"""Points below which letters are not read."""
_AROUND_CM = 0.45
"""Room around the words of a cell."""
_RULE = {"val": "single", "sz": "4", "space": "0", "color": "A6A6A6"}
_PADDING_TWIPS = {"top": "40", "bottom": "40"}


def add_heading_on_new_page(paper: Any, words: str) -> None:
    """Add a heading of the first level that begins a page."""
    paper.add_heading(words, 1).paragraph_format.page_break_before = True


def add_table(
    paper: Any,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    width_cm: float,
    numeric: frozenset[int] = frozenset(),
    points: float = 8.5,
) -> None:
    """Add a table whose head stands again on every page, and whose rows are never parted.

    Args:
        paper: the document.
        heads: one a column; no row of heads where all are empty.
        rows: cells as text.
        width_cm: of the whole table; columns share it by what they hold.
        numeric: indices of the columns set to the right.
        points: size of the letters; smaller where the longest words would not fit otherwise.
    """
    from docx.shared import Cm

    listed = [tuple(map(str, row)) for row in rows]
    lines = [heads, *listed]
    while points > _SMALLEST and sum(_least(lines, points)) > width_cm:
        points -= 0.5
    widths_cm = column_widths(lines, width_cm, points)
    table: Any = paper.add_table(rows=0, cols=len(widths_cm))
    table.autofit = False
    _ruled(table)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    if any(heads):
        _row(table, heads, widths_cm, numeric, points, is_head=True)
    for row in listed:
        _row(table, row, widths_cm, numeric, points, is_head=False)
    paper.add_paragraph()


def column_widths(
    lines: Sequence[Sequence[str]], width_cm: float, points: float
) -> tuple[float, ...]:
    """Share a width: each column can hold its longest word, and the rest goes where texts are long.

    Where the longest words alone do not fit, they share the width in proportion.
    """
    letter_cm = points * _LETTER_CM_PER_POINT
    least = _least(lines, points)
    wanted = [
        _AROUND_CM + letter_cm * fmean(min(_LONG, len(cell)) for cell in each)
        for each in zip(*lines, strict=True)
    ]
    spare = width_cm - sum(least)
    if spare <= 0:
        return tuple(width_cm * each / sum(least) for each in least)
    more = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    shares = more if sum(more) else wanted
    return tuple(
        need + spare * share / sum(shares) for need, share in zip(least, shares, strict=True)
    )


def _least(lines: Sequence[Sequence[str]], points: float) -> list[float]:
    letter_cm = points * _LETTER_CM_PER_POINT
    return [
        _AROUND_CM + letter_cm * max(_longest_word(cell) for cell in each)
        for each in zip(*lines, strict=True)
    ]


def _longest_word(cell: str) -> int:
    return max(map(len, cell.replace("-", "- ").split()), default=0)


def add_chart(paper: Any, chart: Chart) -> None:
    """Put a chart in as a picture, with what a reader is told who does not see it."""
    import vl_convert
    from docx.shared import Cm

    drawn = chart.svg(_PIXELS).replace('width="100%"', "", 1)
    picture = vl_convert.svg_to_png(drawn, scale=2)
    shape: Any = paper.add_picture(BytesIO(picture), width=Cm(_CHART_WIDTH_CM))
    properties = shape._inline.docPr  # noqa: SLF001  # the library has no call for this
    properties.set("descr", chart.description)
    properties.set("title", chart.title)


def add_page_numbers(paper: Any) -> None:
    """Put the page's number, as a field that Word fills in, at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    foot: Any = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(_element("fldSimple", {"instr": "PAGE"}))  # noqa: SLF001  # no call for fields


def _row(
    table: Any,
    texts: Sequence[str],
    widths_cm: Sequence[float],
    numeric: frozenset[int],
    points: float,
    *,
    is_head: bool,
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    row: Any = table.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # the library has no call for this
    properties.append(_element("cantSplit"))
    if is_head:
        properties.append(_element("tblHeader"))
    for at, (cell, text, width) in enumerate(zip(row.cells, texts, widths_cm, strict=True)):
        cell.width = Cm(width)
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = is_head
        if at in numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run = paragraph.add_run(text)
        run.bold = is_head
        run.font.size = Pt(points)


def _ruled(table: Any) -> None:
    """Give a table thin rules between its rows and room around its words."""
    properties = table._tbl.tblPr  # noqa: SLF001  # the library has no call for this
    borders, margins = _element("tblBorders"), _element("tblCellMar")
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(side, _RULE))
    for side, width in _PADDING_TWIPS.items():
        margins.append(_element(side, {"w": width, "type": "dxa"}))
    layout = properties.find(_name("tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import parser

    make: Any = parser
    made = make.OxmlElement(f"w:{tag}")
    for key, value in (attributes or {}).items():
        made.set(_name(key), value)
    return made


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{tag}")
