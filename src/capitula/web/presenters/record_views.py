"""The record seen in other ways: what changed, what clashes, what came when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from capitula.record.claim import Claim
from capitula.record.clashes import Clashes
from capitula.record.compare import Comparison, Sort
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


def clash_tables(found: Clashes, address: Address) -> list[Table]:
    """Return a table for each clash: who said what, known by when."""
    return [
        Table(
            f"{clash.item.subject}: {clash.item.property_name}",
            [Column("What was said"), Column("By"), Column("Known by"), Column("Source")],
            [
                (
                    Link(value_text(claim), address(claim.entry)),
                    claim.envelope.speaker,
                    date_text(claim.envelope.known.last),
                    claim.envelope.source,
                )
                for claim in (clash.item.current, *clash.others)
            ],
            compact=True,
            missing="none",
        )
        for clash in found.found
    ]


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
