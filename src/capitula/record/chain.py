"""Sealing entries into a chain of hashes, and finding the first one that does not fit."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from capitula.ground.faults import InputFaults
from capitula.record.canonical import body_digest
from capitula.record.draft import Draft
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope, InForce, Known


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number of entries and the hash of the last."""

    sequence: int = 0
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that does not fit, and why; `entry` is empty where it cannot be read."""

    sequence: int
    entry: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking a chain found: how many entries, how many without body, the first break."""

    entries: int
    withheld: int
    first_break: Break | None

    @property
    def holds(self) -> bool:
        """Whether nothing was changed, removed or reordered."""
        return self.first_break is None


def seal(drafts: Sequence[Draft], case: str, head: Head, recorded: datetime) -> list[Entry]:
    """Give each draft its place in the chain.

    Args:
        drafts: what is to be appended, in order.
        case: the case they belong to.
        head: where the chain ends now.
        recorded: when the system takes them in, UTC. An undated source was known by then.
    """
    entries: list[Entry] = []
    for draft in drafts:
        salt = secrets.token_hex(16)
        envelope = Envelope(
            case=case,
            sequence=head.sequence + 1,
            entry=draft.entry,
            kind=draft.kind,
            about=draft.about,
            property_name=draft.property_name,
            in_force=InForce(draft.in_force_from, draft.in_force_to),
            known=Known(draft.known_from, draft.known_to or recorded.date()),
            recorded=recorded,
            speaker=draft.speaker,
            speaks_for=draft.speaks_for,
            source=draft.source,
            audience=draft.audience,
            supersedes=draft.supersedes,
            body_digest=body_digest(draft.body_json(), salt),
            previous=head.hash,
        )
        sealed = replace(envelope, hash=envelope.computed_hash())
        entries.append(Entry(sealed, draft.body_json(), salt))
        head = Head(sealed.sequence, sealed.hash)
    return entries


def verify(entries: Iterable[Entry], case: str) -> Verification:
    """Check a whole chain and name the first entry that does not fit.

    A chain cannot tell that entries are missing at its end; for that, compare the number of entries
    and the last hash with a copy kept elsewhere.
    """
    head, withheld, seen = Head(), 0, set[str]()
    for entry in _until_unreadable(entries):
        if isinstance(entry, str):
            return Verification(head.sequence, withheld, Break(head.sequence + 1, "", entry))
        reason = _misfit(entry, case, head, seen)
        if reason:
            found = Break(head.sequence + 1, entry.envelope.entry, reason)
            return Verification(head.sequence, withheld, found)
        withheld += entry.body is None
        seen.add(entry.envelope.entry)
        head = Head(entry.envelope.sequence, entry.envelope.hash)
    return Verification(head.sequence, withheld, None)


def _until_unreadable(entries: Iterable[Entry]) -> Iterator[Entry | str]:
    """Return the entries, and in the place of one that cannot be read, why not."""
    try:
        yield from entries
    except InputFaults as error:
        yield f"{error.faults[0].place}: {error.faults[0].found}"


def _misfit(entry: Entry, case: str, head: Head, seen: set[str]) -> str | None:
    envelope = entry.envelope
    number = envelope.sequence
    checks = (
        (envelope.case == case, f"it belongs to the case {envelope.case!r}"),
        (number == head.sequence + 1, f"its number is {number}: one was removed, added or moved"),
        (envelope.previous == head.hash, "it does not follow the entry before it"),
        (envelope.hash == envelope.computed_hash(), "its envelope was changed"),
        (envelope.entry not in seen, "its identifier stands twice"),
        (_body_fits(entry), "its body was changed"),
    )
    return next((reason for fits, reason in checks if not fits), None)


def _body_fits(entry: Entry) -> bool:
    """Say whether the body is the one that was sealed; a withheld body fits."""
    if entry.body is None:
        return entry.salt is None
    digest = body_digest(entry.body, entry.salt or "")
    return entry.salt is not None and digest == entry.envelope.body_digest
