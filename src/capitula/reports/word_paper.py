"""A blank sheet of A4 for a word processor: letters, margins and the document's properties."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""The day written into every file: the same content gives the same document."""


def word_paper(title: str, *, points: float, margin_cm: float) -> Any:
    """Return an empty document.

    Args:
        title: of the document, in its properties.
        points: size of the letters.
        margin_cm: on all four sides.
    """
    import docx
    from docx.shared import Cm, Pt

    paper: Any = docx.Document()
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(points)
    for level in ("Title", "Heading 1", "Heading 2"):
        _letters(paper.styles[level])
    paper.core_properties.title = title
    paper.core_properties.author = "Capitula"
    paper.core_properties.language = "en-GB"
    paper.core_properties.created = paper.core_properties.modified = WRITTEN
    section = paper.sections[0]
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(margin_cm))
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    return paper


def _letters(style: Any) -> None:
    """Set a heading's letters; the theme of the template would otherwise choose them."""
    from docx.oxml.ns import qn

    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.font.name = "Arial"
