"""Entries made in pairs: what one party receives another pays, to the penny."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from capitula.ground.pence import Pence
from capitula.money.ledger.entry import EntryKind, LedgerEntry


@dataclass(frozen=True, slots=True)
class About:
    """What a payment is for: its period, clause and subject."""

    first: date
    last: date
    clause: str
    subject: str
    ring_fence: str = ""
    stage: str = ""


def payment(
    kind: EntryKind,
    amount_pence: Pence,
    payer: str,
    payee: str,
    about: About,
    *,
    note: str = "",
) -> tuple[LedgerEntry, LedgerEntry]:
    """Return the two entries of one payment; a negative amount flows the other way."""

    def entry(party: str, amount: Pence) -> LedgerEntry:
        return LedgerEntry(
            kind,
            party,
            amount,
            about.first,
            about.last,
            about.clause,
            about.subject,
            about.ring_fence,
            about.stage,
            note,
        )

    return entry(payee, amount_pence), entry(payer, -amount_pence)


def overpayment(
    paid_pence: Pence, due_pence: Pence, payer: str, payee: str, about: About
) -> tuple[LedgerEntry, ...]:
    """Return what takes back a payment above what is due; nothing where there is none."""
    over = paid_pence - due_pence
    if over <= 0:
        return ()
    return payment(EntryKind.OVERPAYMENT, -over, payer, payee, about, note="taken back")


def value_added_tax(
    net_pence: Pence, rate: Fraction, payer: str, payee: str, about: About
) -> tuple[LedgerEntry, LedgerEntry]:
    """Return the tax on a charge, floored to the penny, as an entry of its own."""
    tax = net_pence * rate.numerator // rate.denominator
    return payment(EntryKind.VAT, tax, payer, payee, about)


def withheld(
    held_pence: Pence, released_pence: Pence | None, payer: str, payee: str, about: About
) -> tuple[LedgerEntry, ...]:
    """Return what is held back, and once it is decided what is released and what is kept for good.

    What is kept moves from withholding to retention, so that the withholding that is left is the
    part released, and together the payee lacks what is kept.

    Raises:
        ValueError: more is released than was held.
    """
    held = payment(EntryKind.WITHHOLDING, -held_pence, payer, payee, about, note="held back")
    if released_pence is None:
        return held
    if not 0 <= released_pence <= held_pence:
        raise ValueError("a release from nought to what was held")
    kept = held_pence - released_pence
    parts = (
        (EntryKind.RELEASE, released_pence, "earned back"),
        (EntryKind.WITHHOLDING, kept, "kept for good, moved to retention"),
        (EntryKind.RETENTION, -kept, "kept for good"),
    )
    decided = tuple(
        entry
        for kind, amount, note in parts
        if amount
        for entry in payment(kind, amount, payer, payee, about, note=note)
    )
    return (*held, *decided)
