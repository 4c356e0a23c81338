"""An entry before it is appended: what a person writes, checked, without its place in the chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from capitula.ground.faults import Place
from capitula.ground.partial_date import PartialDate
from capitula.record.envelope import Audience, Envelope, InForce
from capitula.record.kind import Body


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked entry to be. The attributes are those of `Envelope`.

    `known_to` None means that the source carries no date: it was known by the day of recording.
    """

    entry: str
    kind: str
    about: str
    property_name: str
    in_force_from: PartialDate | None
    in_force_to: PartialDate | None
    known_from: date | None
    known_to: date | None
    speaker: str
    speaks_for: str | None
    source: str | None
    audience: Audience
    supersedes: tuple[str, ...]
    body: Body
    place: Place

    def body_json(self) -> dict[str, Any]:
        """Return the canonical content of the body: only what was stated, defaults left out."""
        return self.body.model_dump(mode="json", exclude_defaults=True)

    def same_as(self, envelope: Envelope, body: dict[str, Any] | None) -> bool:
        """Say whether an entry already recorded states the same; a withheld body cannot differ."""
        known_to = self.known_to or envelope.known.last
        return (
            (self.kind, self.about, self.property_name)
            == (envelope.kind, envelope.about, envelope.property_name)
            and InForce(self.in_force_from, self.in_force_to) == envelope.in_force
            and (self.known_from, known_to) == (envelope.known.first, envelope.known.last)
            and (self.speaker, self.speaks_for) == (envelope.speaker, envelope.speaks_for)
            and (self.source, self.audience) == (envelope.source, envelope.audience)
            and self.supersedes == envelope.supersedes
            and (body is None or self.body_json() == body)
        )
