"""The kind of entry for what one side claims and another denies: authorship, standing, who led."""

from __future__ import annotations

from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Value


class StatusClaimed(Body):
    """A claim about who wrote, led or counts as what; `about` is what the claim is about.

    A claim and its counter-claim are a pair, and both stay disputed until evidence is attached.

    Attributes:
        claim: the claim in a word or two, by which two claims are held against each other.
        text: the claim in a sentence.
        counter_to: the entry that it denies, if it denies one.
        evidence: what shows it; empty until somebody attaches it.
    """

    kind: ClassVar[str] = "status_claimed"
    stated_property: ClassVar[str] = "status"

    claim: str
    text: str
    counter_to: str = ""
    evidence: str = ""

    def value(self) -> Value:
        """The claim; two agree if they claim the same."""
        return Value(self.text, gist=self.claim)

    def state(self) -> str:
        """Claimed, or shown by evidence."""
        return "shown" if self.evidence else "claimed"


KINDS: tuple[type[Body], ...] = (StatusClaimed,)
