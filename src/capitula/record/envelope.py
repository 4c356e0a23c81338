"""The envelope of an entry: what it is about, when that holds, when it was known, who said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from capitula.ground.partial_date import PartialDate
from capitula.record.canonical import canonical_json, digest

SCHEMA = "capitula.entry/1"


class Audience(StrEnum):
    """Who may read the body of an entry.

    public: anyone. parties: the parties to the contract. restricted: named people only.
    """

    PUBLIC = "public"
    PARTIES = "parties"
    RESTRICTED = "restricted"

    def may_read(self, sealed_for: Audience) -> bool:
        """Say whether this audience may read what was sealed for another.

        The parties read what is public too, and the named people read all.
        """
        return _OPENNESS[sealed_for] <= _OPENNESS[self]


_OPENNESS = {audience: rank for rank, audience in enumerate(Audience)}


@dataclass(frozen=True, slots=True)
class Known:
    """The days between which a statement became known; `first` is None where nothing bounds it."""

    first: date | None
    last: date

    def as_json(self) -> dict[str, str | None]:
        """Return `from` and `to` as ISO dates."""
        return {"from": self.first.isoformat() if self.first else None, "to": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class InForce:
    """From when to when what was said holds; either end may be partial, or open (None)."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def may_have_begun(self, day: date) -> bool:
        """Say whether it may have begun by the day, given all that a partial start could mean."""
        return self.start is None or self.start.earliest is None or self.start.earliest <= day

    def may_cover(self, day: date) -> bool:
        """Say whether it may hold on the day, given all that partial ends could mean."""
        over = self.end is not None and self.end.latest is not None and self.end.latest < day
        return self.may_have_begun(day) and not over

    def as_json(self) -> dict[str, str | None]:
        """Return `from` and `to` as stated."""
        return {
            "from": str(self.start) if self.start else None,
            "to": str(self.end) if self.end else None,
        }


@dataclass(frozen=True, slots=True)
class Envelope:
    """Everything about an entry but its body; the chain runs over these.

    Attributes:
        case: the case it belongs to.
        sequence: its place in the chain, from 1.
        entry: its identifier, unique in the case; other entries point to it by this.
        kind: which typed body it has.
        about: the subject, such as "award" or "The Dudley Group NHS FT".
        property_name: which property of the subject the body states.
        in_force: when that holds.
        known: when it can have become known. Whoever enters an old report may set this back.
        recorded: when the system took it in, UTC. Nobody can set this back.
        speaker: who says it, as printed.
        speaks_for: the organisation spoken for, by its identifier in the case, or None.
        source: the identifier of the source that shows it, or None.
        audience: who may read the body.
        supersedes: entries that this one takes the place of.
        body_digest: salted digest of the body, which stays when the body is withheld or erased.
        previous: hash of the entry before, None for the first.
        hash: digest of all of the above.
    """

    case: str
    sequence: int
    entry: str
    kind: str
    about: str
    property_name: str
    in_force: InForce
    known: Known
    recorded: datetime
    speaker: str
    speaks_for: str | None
    source: str | None
    audience: Audience
    supersedes: tuple[str, ...]
    body_digest: str
    previous: str | None
    hash: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the envelope for storing, hash included."""
        return {**self._hashed_part(), "hash": self.hash}

    def computed_hash(self) -> str:
        """Return the hash that this envelope should have."""
        return digest(canonical_json(self._hashed_part()))

    @property
    def voice(self) -> str:
        """Whose words these are: the organisation spoken for, or the speaker."""
        return self.speaks_for or self.speaker

    def _hashed_part(self) -> dict[str, Any]:
        return {
            "schema": SCHEMA,
            "case": self.case,
            "sequence": self.sequence,
            "entry": self.entry,
            "kind": self.kind,
            "about": self.about,
            "property": self.property_name,
            "in_force": self.in_force.as_json(),
            "known": self.known.as_json(),
            "recorded": self.recorded.isoformat(),
            "speaker": self.speaker,
            "speaks_for": self.speaks_for,
            "source": self.source,
            "audience": str(self.audience),
            "supersedes": list(self.supersedes),
            "body_digest": self.body_digest,
            "previous": self.previous,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Envelope:
        """Read a stored envelope.

        Raises:
            KeyError, ValueError, TypeError: not an envelope of this schema.
        """
        if stored["schema"] != SCHEMA:
            raise ValueError(f"schema {stored['schema']!r} instead of {SCHEMA!r}")
        known, in_force = stored["known"], stored["in_force"]
        return cls(
            case=stored["case"],
            sequence=stored["sequence"],
            entry=stored["entry"],
            kind=stored["kind"],
            about=stored["about"],
            property_name=stored["property"],
            in_force=_in_force(in_force["from"], in_force["to"]),
            known=_known(known["from"], known["to"]),
            recorded=_moment(stored["recorded"]),
            speaker=stored["speaker"],
            speaks_for=stored["speaks_for"],
            source=stored["source"],
            audience=_AUDIENCES[stored["audience"]],
            supersedes=tuple(stored["supersedes"]),
            body_digest=stored["body_digest"],
            previous=stored["previous"],
            hash=stored["hash"],
        )


# A record repeats its days and intervals many times; each text is read once, and the values are
# frozen, so entries can share them.
_AUDIENCES = {str(audience): audience for audience in Audience}


@lru_cache(maxsize=1 << 16)
def _in_force(start: str | None, end: str | None) -> InForce:
    return InForce(
        PartialDate.parse(start) if start else None, PartialDate.parse(end) if end else None
    )


@lru_cache(maxsize=1 << 16)
def _known(first: str | None, last: str) -> Known:
    return Known(date.fromisoformat(first) if first else None, date.fromisoformat(last))


@lru_cache(maxsize=1 << 12)
def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
