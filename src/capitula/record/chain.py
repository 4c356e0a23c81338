"""Sealing entries into a chain of hashes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from capitula.record.canonical import body_digest, canonical_json
from capitula.record.draft import Draft
from capitula.record.entry import Entry
from capitula.record.envelope import Envelope, InForce, Known


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: the number of entries and the hash of the last."""

    sequence: int = 0
    hash: str | None = None


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
        body = canonical_json(draft.body_json())
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
            body_digest=body_digest(body, salt),
            previous=head.hash,
        )
        sealed = replace(envelope, hash=envelope.computed_hash())
        entries.append(Entry(sealed, body, salt))
        head = Head(sealed.sequence, sealed.hash)
    return entries
