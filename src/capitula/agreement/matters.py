"""What entries are coded as: matters by code, and whether they speak of a benefit or a risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.agreement.following_kinds import EARLY_SIGNS, Code, MatterCoded, Sense
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Coded:
    """An entry with its codes.

    Attributes:
        claim: the entry that is coded.
        codes: what it is about.
        sense: benefit, benefit doubted, risk or neither.
        lines: the service lines it speaks of; none where it speaks of the whole.
        by: the entry of the coding.
    """

    claim: Claim
    codes: tuple[Code, ...]
    sense: Sense
    lines: tuple[str, ...]
    by: Claim

    @property
    def is_early_sign(self) -> bool:
        """Whether it is followed as an early sign of trouble between people."""
        return any(code in EARLY_SIGNS for code in self.codes)

    @property
    def words(self) -> str:
        """The codes for reading."""
        return ", ".join(code.words for code in self.codes)


def coded(view: View) -> tuple[Coded, ...]:
    """Return every coded entry that is visible in a view, in order of the chain.

    A coding that was known before the entry it codes shows nothing until that entry is known.
    """
    by_entry = {claim.entry: claim for claim in view.claims if claim.body is not None}
    found: list[Coded] = []
    for coding in view.of_kind(MatterCoded.kind):
        body = coding.body
        if not isinstance(body, MatterCoded) or coding.entry in view.superseded:
            continue
        found += [
            Coded(by_entry[name], body.codes, body.sense, body.lines, coding)
            for name in body.coded_entries
            if name in by_entry
        ]
    return tuple(sorted(found, key=lambda c: c.claim.envelope.sequence))


def codes_of(found: Sequence[Coded], entry: str) -> tuple[Code, ...]:
    """Return the codes of one entry, however many codings gave them."""
    return tuple(dict.fromkeys(code for c in found if c.claim.entry == entry for code in c.codes))
