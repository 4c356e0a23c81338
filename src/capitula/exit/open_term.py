"""What is not stated about an end: the term itself, and an end that only an offer implies."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.stated_kinds import LengthStated
from capitula.exit.end_dates import END, end_dates
from capitula.ground.date_words import date_text
from capitula.record.findings import Finding
from capitula.record.values import Bound
from capitula.record.view import View


def findings(view: View) -> tuple[Finding, ...]:
    """Return the ends that are derived, and the term where an end is argued over without one."""
    return tuple(_open(view))


def _open(view: View) -> Iterator[Finding]:
    proposals = end_dates(view).proposals
    implied = {str(p.implied_end): p.claim for p in proposals if p.implied_end}
    for end, claim in implied.items():
        text = (
            f"An end of {date_text(end)} follows from {claim.entry} ({claim.value.words}); derived."
        )
        yield _finding("implied end", text, (claim.entry,), "the end as the contract has it")
    lengths = [c for c in view.standing if isinstance(c.body, LengthStated)]
    exact = {c.value.text for c in lengths if c.value.bound is Bound.EXACT}
    if proposals and (len(exact) != 1 or len(lengths) > 1):
        entries = tuple(claim.entry for claim in (*lengths, *(p.claim for p in proposals)))
        said = "; ".join(claim.value.text for claim in lengths) or "no length is stated"
        text = f"How long is the term, and which options lengthen it? ({said})"
        yield _finding("term not stated", text, entries, "the term, with its clause and source")


def _finding(rule: str, text: str, evidence: tuple[str, ...], remedy: str) -> Finding:
    return Finding(rule, "exit", "notes", END, text, evidence, remedy)
