"""A timeline: what was said by a day, by when it was about or by when it was known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.claim import Claim
from capitula.record.text_table import TextTable
from capitula.record.view import View

SCHEMA = "capitula.record.timeline/1"


class Axis(StrEnum):
    """Which of the two dates of a statement sets its place.

    about: the date that it states, else the day from which it holds. known: when it was known.
    """

    ABOUT = "about"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Moment:
    """One statement on the timeline; `about` is None where it gives no date."""

    claim: Claim
    about: PartialDate | None

    @property
    def known(self) -> date:
        """The last day on which it can have become known."""
        return self.claim.envelope.known.last

    def as_json(self) -> dict[str, Any]:
        """Return the moment for machines."""
        bounds = (self.about.earliest, self.about.latest) if self.about else (None, None)
        envelope = self.claim.envelope
        return {
            "about": {
                "date": str(self.about) if self.about else None,
                "earliest": bounds[0].isoformat() if bounds[0] else None,
                "latest": bounds[1].isoformat() if bounds[1] else None,
            },
            "subject": envelope.about,
            "property": envelope.property_name,
            "kind": envelope.kind,
            **self.claim.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every statement visible on a day, in order on one axis; undated ones come last."""

    known_on: date
    axis: Axis
    moments: tuple[Moment, ...]

    def table(self) -> TextTable:
        """Return a row for each statement, both its dates before it."""
        rows = tuple(
            (
                str(moment.about or "no date"),
                str(moment.known),
                moment.claim.envelope.about,
                f"{moment.claim.envelope.property_name}: {moment.claim.value.words}",
                moment.claim.state,
                moment.claim.entry,
            )
            for moment in self.moments
        )
        headers = ("About", "Known by", "Subject", "What was said", "State", "Entry")
        title = f"As known on {date_text(self.known_on)}, by when it was {self.axis}"
        return TextTable(title, headers, rows)

    def text(self) -> str:
        """Return the timeline for reading."""
        return self.table().text()

    def as_json(self) -> dict[str, Any]:
        """Return the timeline for machines; the case is for the caller to add."""
        return {
            "schema": SCHEMA,
            "known_on": self.known_on.isoformat(),
            "by": str(self.axis),
            "moments": [moment.as_json() for moment in self.moments],
        }


def timeline(view: View, axis: Axis = Axis.ABOUT) -> Timeline:
    """Return the timeline of a view on one of the two axes."""
    moments = [Moment(claim, _about(claim)) for claim in view.claims]
    moments.sort(key=_place_about if axis is Axis.ABOUT else _place_known)
    return Timeline(view.known_on, axis, tuple(moments))


def _about(claim: Claim) -> PartialDate | None:
    return claim.value.date or claim.envelope.in_force.start


def _place_known(moment: Moment) -> tuple[date, date, int]:
    return moment.known, moment.known, moment.claim.envelope.sequence


def _place_about(moment: Moment) -> tuple[date, date, int]:
    """By the first day it could mean, and of two such by the last; a date that says none last."""
    about = moment.about
    earliest = about.earliest or about.latest if about else None
    latest = about.latest or date.max if about else date.max
    return earliest or date.max, latest, moment.claim.envelope.sequence
