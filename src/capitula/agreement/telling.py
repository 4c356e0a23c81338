"""How a statement about a party came to us: its own words, reported of it, or made for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from capitula.record.claim import Claim


class Voice(StrEnum):
    """Whose words a statement about a party is."""

    OWN = "own words"
    REPORTED = "reported of it"
    FOR_IT = "made for it by another"


def voice(claim: Claim, party: str, parties: Mapping[str, str]) -> Voice:
    """Return whose words a claim about a party is.

    Args:
        claim: the statement.
        party: the party by name.
        parties: the contract's parties, identifier to name.
    """
    if claim.spoken_by_proxy:
        return Voice.FOR_IT
    speaker = parties.get(claim.envelope.speaks_for or "", claim.envelope.speaker)
    return Voice.OWN if speaker == party else Voice.REPORTED


def begins(claim: Claim) -> date:
    """Return the first day from which a statement may hold; the day known where none is stated."""
    start = claim.envelope.in_force.start
    if start is None:
        return claim.envelope.known.last
    return start.earliest or start.latest or claim.envelope.known.last


def since(claim: Claim) -> str:
    """Return from when a statement holds, in its own words; else by when it was known."""
    start = claim.envelope.in_force.start
    return str(start) if start else f"by {claim.envelope.known.last}"


def told(claim: Claim) -> dict[str, object]:
    """Return where a statement comes from, for machines."""
    return {
        "entry": claim.entry,
        "said_by": claim.envelope.speaker,
        "source": claim.envelope.source,
        "known_by": claim.envelope.known.last.isoformat(),
        "mark": str(claim.mark),
    }
