"""A print as a Word document, with headings that a screen reader and a contents list can use."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from capitula.reports.contract_print.document import Clause, Document
from capitula.reports.word_paper import word_paper
from capitula.reports.word_parts import add_page_numbers


def to_docx(document: Document) -> bytes:
    """Return the print as the bytes of a .docx file."""
    paper = word_paper(document.title, points=10.5, margin_cm=2.2)
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
    add_page_numbers(paper)
    written = BytesIO()
    paper.save(written)
    return written.getvalue()


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
