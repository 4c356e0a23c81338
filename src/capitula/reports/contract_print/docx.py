"""A print as a Word document, with headings that a screen reader and a contents list can use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from capitula.reports.contract_print.document import Clause, Document

WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""The day written into every file: the same contract gives the same document."""


def to_docx(document: Document) -> bytes:
    """Return the print as the bytes of a .docx file."""
    import docx
    from docx.shared import Cm, Pt

    paper: Any = docx.Document()
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(10.5)
    for level in ("Title", "Heading 1", "Heading 2"):
        _arial(paper.styles[level])
    paper.core_properties.title = document.title
    paper.core_properties.author = "Capitula"
    paper.core_properties.language = "en-GB"
    paper.core_properties.created = paper.core_properties.modified = WRITTEN
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(paper.sections[0], side, Cm(2.2))
    paper.sections[0].page_width, paper.sections[0].page_height = Cm(21), Cm(29.7)
    paper.add_heading(document.title, 0)
    paper.add_paragraph(document.summary)
    paper.add_paragraph(document.as_known)
    for section in document.sections:
        paper.add_heading(f"{section.number}. {section.title}", 1)
        for clause in section.clauses:
            _clause(paper, clause)
    paper.add_page_break()
    paper.add_heading("What is open or provisional", 1)
    _list(paper, "Not stated", document.open_questions, "Nothing required is left open.")
    _list(
        paper,
        "Stated, and resting on nothing firm",
        document.provisional,
        "Nothing is provisional.",
    )
    _list(paper, "Sources cited", document.sources, "No public source is cited.")
    _page_numbers(paper)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


def _arial(style: Any) -> None:
    """Set a heading's letters; the theme of the template would otherwise choose them."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.font.name = "Arial"


def _clause(paper: Any, clause: Clause) -> None:
    from docx.shared import Cm, Pt

    paragraph: Any = paper.add_paragraph()
    start = Cm(1.5 if clause.depth == 1 else 3.2)
    hang = Cm(1.5 if clause.depth == 1 else 1.7)
    paragraph.paragraph_format.left_indent = start
    paragraph.paragraph_format.first_line_indent = -hang
    paragraph.paragraph_format.tab_stops.add_tab_stop(start)
    paragraph.paragraph_format.space_after = Pt(5)
    paragraph.add_run(f"{clause.number}\t{clause.text}")
    if clause.evidence:
        paragraph.add_run(f" [{clause.evidence}]").font.size = Pt(8.5)
    if clause.note:
        paragraph.add_run(f" {clause.note}").font.size = Pt(8.5)


def _list(paper: Any, title: str, items: Sequence[str], none: str) -> None:
    paper.add_heading(title, 2)
    for item in items:
        paper.add_paragraph(item, style="List Bullet")
    if not items:
        paper.add_paragraph(none)


def _page_numbers(paper: Any) -> None:
    """Put the page's number, as a field that Word fills in, at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parser
    from docx.oxml.ns import qn

    foot: Any = paper.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    make: Any = parser
    field = make.OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    foot._p.append(field)  # noqa: SLF001  # the library has no call for fields
