"""The ledger of parts moved and still to move, which must sum to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.record.claim import Claim
from capitula.record.view import View

WHOLE, TO_MOVE, RUN = "contract", "last services to transfer", "services run by the trust"
_VALUE = "value"


@dataclass(frozen=True, slots=True)
class Refused:
    """A claimed part that breaks the sum. It is shown and not posted.

    Attributes:
        claim: the claimed part.
        excess: by how much parts would exceed the whole: what had moved already, as stated.
        text: that in a sentence.
    """

    claim: Claim
    excess: str
    text: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the whole is put at, what was posted as moved or to move, and what was refused."""

    whole: Claim | None
    posted: tuple[Claim, ...]
    refused: tuple[Refused, ...]


def ledger(view: View) -> Ledger:
    """Return the ledger of the parts of the contract in a view.

    A part still to move that is put at the whole, in the same words of basis, leaves nothing for
    what had moved; the excess is then what had moved, which needs no arithmetic on a basis that
    nobody stated.
    """
    item = view.item(WHOLE, _VALUE)
    whole = item.current if item else None
    moved = _moved(view)
    posted: list[Claim] = list(moved)
    refused: list[Refused] = []
    for claim in view.record.claims((TO_MOVE, _VALUE), view.known_on):
        before = [part for part in moved if _known_by(part, claim)]
        if whole and before and _is_the_whole(claim, whole):
            refused.append(_refuse(claim, whole, before))
        else:
            posted.append(claim)
    return Ledger(whole, tuple(posted), tuple(refused))


def _moved(view: View) -> list[Claim]:
    run = view.record.claims((RUN, _VALUE), view.known_on)
    extent = view.record.claims((RUN, "extent"), view.known_on)
    return [*(claim for claim in extent if claim.state == "moved"), *run]


def _known_by(part: Claim, claim: Claim) -> bool:
    """Say whether it was known that a part had moved when the claim became known."""
    return part.envelope.known.last <= claim.envelope.known.last


def _is_the_whole(claim: Claim, whole: Claim) -> bool:
    one, other = claim.value, whole.value
    return one.amount_pence == other.amount_pence and one.basis == other.basis


def _refuse(claim: Claim, whole: Claim, moved: list[Claim]) -> Refused:
    amounts = [part.value.text for part in moved if part.value.amount_pence is not None]
    excess = amounts[-1] if amounts else f"what had moved: {moved[-1].value.text}"
    text = (
        f"{claim.envelope.source} puts what was still to move at {claim.value.words}, which is the "
        f"whole ({whole.envelope.source}); parts would exceed it by {excess}. Not posted."
    )
    return Refused(claim, excess, text)
