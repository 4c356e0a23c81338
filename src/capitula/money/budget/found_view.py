"""Figures found for a contract's lines, as plain data and as words."""

from __future__ import annotations

from typing import Any

from capitula.ground.date_words import date_text
from capitula.ground.pence import pounds_text
from capitula.money.budget.figures_file import Covers
from capitula.money.budget.found import Found, FoundLine, StatedAmount


def found_document(found: Found) -> dict[str, Any]:
    """Return plain data for machines and pages."""
    return {
        "kind": "from_published_figures",
        "case": found.case,
        "title": found.title,
        "year": found.year,
        "known_on": found.known_on.isoformat(),
        "found_pence": found.found_pence,
        "at_most_pence": found.at_most_pence,
        "mark": str(found.mark),
        "lines": [_line(line) for line in found.lines],
        "beside": [_line(line) for line in found.beside],
        "stated": [_stated(each) for each in found.stated],
        "questions": list(found.questions),
        "caution": found.caution,
    }


def found_text(found: Found) -> str:
    """Return the lines for reading, with blanks, gaps and questions."""
    head = f"{found.title}; as known on {date_text(found.known_on)}"
    body = [f"{line.title}: {amount_words(line)}; run by {runs(line)}" for line in found.lines]
    sums = sum_words(found)
    beside = [f"Beside the contract, {line.title}: {amount_words(line)}" for line in found.beside]
    stated = [stated_words(each) for each in found.stated]
    questions = [f"? {question}" for question in found.questions]
    return "\n".join([head, *body, *sums, *beside, *stated, *questions, found.caution])


def amount_words(line: FoundLine) -> str:
    """Return a line's amount with its basis, or that there is none."""
    if line.amount_pence is None or line.basis is None:
        return "no published figure"
    more = ", holds more than the line" if line.covers is Covers.MORE else ""
    return f"{pounds_text(line.amount_pence)}, {line.basis.words}{more}{line.mark.caution}"


def runs(line: FoundLine) -> str:
    """Return who runs a line now."""
    return f"{line.provider} [{line.provider_where}]" if line.provider else "not stated"


def sum_words(found: Found) -> list[str]:
    """Return what was found in all, and how many lines are blank."""
    blank = ", ".join(line.title for line in found.blank)
    if len(found.blank) == len(found.lines):
        return ["No figure for any line was public by that day."]
    said = [f"Found for the lines themselves: {pounds_text(found.found_pence)}"]
    if found.at_most_pence != found.found_pence:
        said.append(
            f"With figures that hold more than their line: {pounds_text(found.at_most_pence)}"
        )
    if blank:
        said.append(f"Without a figure: {blank}")
    return said


def stated_words(each: StatedAmount) -> str:
    """Return an amount put on the contract, with the gap or why there is none."""
    if each.gap_pence is None:
        return f"Put on the contract: {each.words} [{each.source}]; {each.why_not}"
    gap = pounds_text(each.gap_pence)
    return f"Put on the contract: {each.words} [{each.source}]; {gap} more than was found"


def _line(line: FoundLine) -> dict[str, Any]:
    return line.row() | {
        "parts": [{"title": title, "amount_pence": pence} for title, pence in line.parts],
        "sources": list(line.sources),
        "questions": list(line.questions),
    }


def _stated(each: StatedAmount) -> dict[str, Any]:
    return {
        "amount_pence": each.amount_pence,
        "words": each.words,
        "annual": each.annual,
        "source": each.source,
        "gap_pence": each.gap_pence,
        "why_not": each.why_not or None,
    }


def opened(found: Found, key: str) -> str:
    """Return one line opened: what was published, its parts, sources, questions.

    Raises:
        KeyError: no such line; the message names those there are.
    """
    line = _named(found, key)
    return "\n".join(
        [
            f"{line.title}, {found.year}: {amount_words(line)}",
            *([f"  figure    {line.what}"] if line.what else []),
            *([f"  note      {line.note}"] if line.note else []),
            *(f"  part      {title} {pounds_text(pence)}" for title, pence in line.parts),
            f"  run by    {runs(line)}",
            *(f"  source    {source}" for source in line.sources),
            *(f"  question  {question}" for question in line.questions),
            f"  known     as known on {date_text(found.known_on)}",
        ]
    )


def line_document(found: Found, key: str) -> dict[str, Any]:
    """Return one line as plain data.

    Raises:
        KeyError: no such line.
    """
    return _line(_named(found, key)) | {"year": found.year, "known_on": found.known_on.isoformat()}


def _named(found: Found, key: str) -> FoundLine:
    lines = {line.key: line for line in (*found.lines, *found.beside)}
    if key not in lines:
        raise KeyError(f"no line {key!r}; there are {', '.join(lines)}")
    return lines[key]
