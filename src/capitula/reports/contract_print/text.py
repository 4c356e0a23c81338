"""A print as plain text for a terminal."""

from __future__ import annotations

from capitula.reports.contract_print.document import Document


def to_text(document: Document) -> str:
    """Return the print as plain text."""
    lines = [document.title, "", document.summary, "", document.as_known]
    for section in document.sections:
        lines += ["", f"{section.number}. {section.title}"]
        for clause in section.clauses:
            evidence = f" [{clause.evidence}]" if clause.evidence else ""
            note = f" {clause.note}" if clause.note else ""
            lines.append(f"{'  ' * clause.depth}{clause.number} {clause.text}{evidence}{note}")
    lines += ["", "What is open or provisional"]
    for title, items in (
        ("Not stated", document.open_questions),
        ("Stated, and resting on nothing firm", document.provisional),
        ("Sources cited", document.sources),
    ):
        lines += ["", title, *(f"  - {item}" for item in items or ("none",))]
    return "\n".join(lines)
