"""The record seen in other ways: what changed, what clashes, what came when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.record.claim import Claim
from capitula.record.compare import Comparison, Sort
from capitula.record.difference import Difference
from capitula.record.timeline import Timeline
from capitula.web.parts import Cell, Column, Link, Table
from capitula.web.presenters.record import value_text
from capitula.web.wording import date_text

Address = Callable[[str], str]

_HEADINGS = {
    Sort.NEW: "New",
    Sort.REVISED: "Revised",
    Sort.NEW_CLASH: "New clashes",
    Sort.CLASH_SETTLED: "Clashes settled",
    Sort.NO_LONGER_IN_FORCE: "No longer in force",
    Sort.SAID_AGAIN: "Said again",
}


def change_tables(found: Comparison, address: Address) -> list[Table]:
    """Return a table for each sort of change that there is."""
    return [
        Table(
            f"{heading}: {len(found.of(sort))}",
            [Column("About"), Column("Before"), Column("After"), Column("Said by")],
            [
                (
                    f"{change.subject}: {change.property_name}",
                    _said(change.before, address),
                    _said(change.after, address),
                    change.after.envelope.speaker if change.after else "",
                )
                for change in found.of(sort)
            ],
            compact=True,
            missing="nothing",
        )
        for sort, heading in _HEADINGS.items()
        if found.of(sort)
    ]


def _said(claim: Claim | None, address: Address) -> Cell:
    return Link(value_text(claim), address(claim.entry)) if claim else None


@dataclass(frozen=True, slots=True)
class DifferenceSection:
    """One difference: what differs, how it is classed, who said what, what is preferred."""

    title: str
    sort: str
    warns: bool
    table: Table
    notes: tuple[str, ...]


def difference_sections(
    found: Sequence[Difference], address: Address
) -> tuple[list[DifferenceSection], list[DifferenceSection]]:
    """Return the clashes, and the differences that are none."""
    sections = [_difference(each, address) for each in found]
    return [s for s in sections if s.warns], [s for s in sections if not s.warns]


def _difference(found: Difference, address: Address) -> DifferenceSection:
    title = f"{found.about}: {found.property_name}"
    notes = []
    if found.preferred:
        notes.append(f"To rely on first: {found.preferred.entry}. {found.preferred_because}")
    if found.chosen:
        notes.append(f"Chosen: {found.chosen.entry}. {found.chosen_because}")
    return DifferenceSection(
        title,
        found.sort.value,
        found.sort.warns,
        Table(
            f"{title} ({', '.join(claim.entry for claim in found.claims)})",
            [Column("What was said"), Column("By"), Column("Known by"), Column("Source")],
            [
                (
                    Link(value_text(claim), address(claim.entry)),
                    claim.envelope.speaker,
                    date_text(claim.envelope.known.last),
                    claim.envelope.source,
                )
                for claim in found.claims
            ],
            compact=True,
            missing="none",
            under_heading=True,
        ),
        tuple(notes),
    )


def timeline_table(found: Timeline, address: Address) -> Table:
    """Return every statement in order, with both its dates."""
    return Table(
        f"Everything said by {date_text(found.known_on)}, by when it was {found.axis}",
        [
            Column("Date it is about"),
            Column("Known by"),
            Column("About"),
            Column("What was said"),
            Column("By"),
        ],
        [
            (
                date_text(moment.about) if moment.about else "no date",
                date_text(moment.known),
                moment.claim.envelope.about,
                Link(value_text(moment.claim), address(moment.claim.entry)),
                moment.claim.envelope.speaker,
            )
            for moment in found.moments
        ],
        compact=True,
    )


def day_links(days: list[date], chosen: date, address: Callable[[date], str]) -> list[Link]:
    """Return the days to compare from, the chosen one marked."""
    return [Link(date_text(day), address(day), current=day == chosen) for day in days]
