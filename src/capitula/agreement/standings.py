"""Who counts as what, as each side sees it; and who wrote the clinical model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.agreement.pairs import ClaimPair, claim_pairs
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.status_kind import StatusClaimed
from capitula.agreement.telling import since, told
from capitula.contract.kinds import PartyNamed
from capitula.record.claim import Claim
from capitula.record.view import View

STANDINGS = ("partner", "subcontractor", "observer")
"""The standings in governance that reports speak of."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """One side's claim, and whether another denies it.

    Attributes:
        claim: the entry.
        body: the claim.
        denied_by: the voice that denies it, or which it denies; empty if nobody does.
        status: disputed, claimed by one side only, or shown by evidence.
    """

    claim: Claim
    body: StatusClaimed
    denied_by: str
    status: str

    def as_json(self) -> dict[str, object]:
        """Return the claim for machines."""
        return {
            "about": self.claim.envelope.about,
            "property": self.claim.envelope.property_name,
            "claim": self.body.claim,
            "text": self.body.text,
            "denied_by": self.denied_by or None,
            "status": self.status,
            **told(self.claim),
        }


def claimed(view: View) -> tuple[Claimed, ...]:
    """Return every claim about authorship or standing, with its counter-claim named."""
    pairs = claim_pairs(view)
    return tuple(
        _claimed(claim, claim.body, pairs)
        for claim in view.claims
        if isinstance(claim.body, StatusClaimed) and claim.entry not in view.superseded
    )


def _claimed(claim: Claim, body: StatusClaimed, pairs: Sequence[ClaimPair]) -> Claimed:
    for pair in pairs:
        if claim.entry in (pair.claim.entry, pair.counter.entry):
            other = pair.counter if claim.entry == pair.claim.entry else pair.claim
            return Claimed(claim, body, other.envelope.speaker, pair.status)
    status = "shown by evidence" if body.evidence else "claimed by one side; nobody denies it"
    return Claimed(claim, body, "", status)


def named_standings(view: View) -> tuple[Claim, ...]:
    """Return who is called partner, subcontractor or observer, by whom, without a pair."""
    return tuple(
        claim
        for claim in view.standing
        if isinstance(claim.body, PartyNamed) and any(word in claim.body.part for word in STANDINGS)
    )


def standing_sheets(found: Sequence[Claimed], named: Sequence[Claim]) -> tuple[Sheet, ...]:
    """Return the claims for reading, and who else is named as what."""
    claims = Sheet(
        "Who wrote it, and who counts as what",
        ("About", "Said by", "Claim", "Since", "Denied by", "Status"),
        tuple(
            Row(
                (
                    f"{c.claim.envelope.about}: {c.claim.envelope.property_name}",
                    c.claim.envelope.speaker,
                    c.body.text,
                    since(c.claim),
                    c.denied_by,
                    c.status,
                ),
                c.claim.entry,
            )
            for c in found
        ),
        ("Both sides stand until evidence is attached to one of them.",),
        tuple(
            dict.fromkeys(
                f"{c.claim.envelope.about}: what shows which side is right on "
                f"{c.claim.envelope.property_name}?"
                for c in found
                if c.status == "disputed"
            )
        ),
        "No such claim was known by that day.",
    )
    others = Sheet(
        "Others who are given a standing",
        ("Body", "Called", "By", "Known by"),
        tuple(
            Row(
                (
                    c.envelope.about,
                    c.value.text,
                    c.envelope.speaker,
                    c.envelope.known.last.isoformat(),
                ),
                c.entry,
            )
            for c in named
        ),
    )
    return (claims, others) if others.rows else (claims,)


def named_json(named: Sequence[Claim]) -> list[dict[str, object]]:
    """Return the standings without a pair for machines."""
    return [{"body": c.envelope.about, "called": c.value.text, **told(c)} for c in named]
