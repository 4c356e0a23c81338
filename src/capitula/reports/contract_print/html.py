"""A print as one HTML page that stands alone: no script, no address fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from capitula.reports.contract_print.document import Clause, Document

STYLE = """
body { font: 16px/1.5 Arial, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
dl { margin: 0; }
dt { float: left; width: 4rem; clear: left; }
dd { margin: 0 0 0.6rem 4rem; }
dt.under { margin-left: 2rem; }
dd.under { margin-left: 6.5rem; }
.evidence { color: #4c6272; font-size: 0.875rem; }
.note { display: block; color: #4c6272; font-size: 0.875rem; }
.last { break-before: page; border-top: 2px solid #212b32; }
@media print { body { max-width: none; margin: 0; } }
"""


def to_html(document: Document) -> str:
    """Return the print as HTML."""
    return "\n".join(_page(document)) + "\n"


def _page(document: Document) -> Iterator[str]:
    title = escape(document.title)
    yield "<!doctype html>"
    yield f'<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style></head><body>"
    yield f"<h1>{title}</h1><p>{escape(document.summary)}</p><p>{escape(document.as_known)}</p>"
    for section in document.sections:
        yield f"<h2>{section.number}. {escape(section.title)}</h2><dl>"
        for clause in section.clauses:
            yield _clause(clause)
        yield "</dl>"
    yield '<section class="last"><h2>What is open or provisional</h2>'
    yield from _list("Not stated", document.open_questions, "Nothing required is left open.")
    yield from _list(
        "Stated, and resting on nothing firm", document.provisional, "Nothing is provisional."
    )
    yield from _list("Sources cited", document.sources, "No public source is cited.")
    yield "</section></body></html>"


def _clause(clause: Clause) -> str:
    under = ' class="under"' if clause.depth > 1 else ""
    evidence = (
        f' <span class="evidence">[{escape(clause.evidence)}]</span>' if clause.evidence else ""
    )
    note = f'<span class="note">{escape(clause.note)}</span>' if clause.note else ""
    text = escape(clause.text)
    return f"<dt{under}>{clause.number}</dt><dd{under}>{text}{evidence}{note}</dd>"


def _list(title: str, items: Sequence[str], none: str) -> Iterator[str]:
    yield f"<h3>{title}</h3>"
    if not items:
        yield f"<p>{none}</p>"
        return
    yield "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
