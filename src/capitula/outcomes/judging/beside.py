"""What stands beside the verdicts: safety and quality as recorded, and what reviews published.

Safety and quality come from entries of the record, never from the outcome figures, so that "safe
and good, not shown better" can be said, each part by whoever found it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.outcomes.kinds import FindingSort, ReviewFinding
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.view import View

_SAFE_AND_GOOD = (FindingSort.SAFE, FindingSort.GOOD_QUALITY)
_ON_OUTCOMES = (FindingSort.NOT_EVIDENCED, FindingSort.NO_IMPROVEMENT)
_NOT_SHOWN = (Verdict.TOO_LITTLE_POWER, Verdict.NO_EFFECT_SHOWN, Verdict.CANNOT_BE_JUDGED)
_IMPROVED = (Verdict.SUSTAINED, Verdict.NOT_SUSTAINED)


@dataclass(frozen=True, slots=True)
class Stated:
    """One finding of a review, as the record has it.

    Attributes:
        sort: what kind of finding.
        text: in our words.
        reviewer: who found it.
        speaker: who tells of it.
        known_on: when it was known.
        entry: the entry.
    """

    sort: FindingSort
    text: str
    reviewer: str
    speaker: str
    known_on: date
    entry: str

    def sentence(self) -> str:
        """Return the finding with who found it, and who tells of it where that is another."""
        told = "" if self.speaker == self.reviewer else f", as told by {self.speaker}"
        return f"{self.text} ({self.reviewer}{told}; known {self.known_on:%B %Y})"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the record says beside the figures.

    Attributes:
        safety: findings on safety and on quality.
        published: findings on outcomes.
    """

    safety: tuple[Stated, ...]
    published: tuple[Stated, ...]

    @property
    def is_safe_and_good(self) -> bool:
        """Whether a review found both."""
        return {each.sort for each in self.safety} >= set(_SAFE_AND_GOOD)

    def sentences(self, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
        """Return safety and quality, then how the verdicts stand to what was published.

        Args:
            verdicts: the verdict of the primary measure first; none where nothing was judged.
        """
        said = [each.sentence() for each in self.safety]
        if not self.safety:
            said.append("The record holds no finding on safety or on quality.")
        first = verdicts[0] if verdicts else None
        if self.is_safe_and_good and first in _NOT_SHOWN:
            said.append("Taken together: safe and good, and not shown to be better.")
        said += [each.sentence() for each in self.published]
        if self.published and first is not None:
            said.append(_against_published(first))
        return tuple(said)


def stand_beside(view: View) -> Beside:
    """Return the findings of reviews that stand in the view."""
    found = [
        Stated(
            body.sort,
            body.text,
            body.reviewer,
            claim.envelope.speaker,
            claim.envelope.known.last,
            claim.entry,
        )
        for claim in view.standing
        if isinstance(body := claim.body, ReviewFinding)
    ]
    return Beside(
        tuple(each for each in found if each.sort in _SAFE_AND_GOOD),
        tuple(each for each in found if each.sort in _ON_OUTCOMES),
    )


def _against_published(verdict: Verdict) -> str:
    """Say plainly where the figures agree with what was published and where they cannot tell."""
    if verdict is Verdict.CANNOT_BE_JUDGED:
        return (
            "Beside these: the figures held here neither bear that out nor speak against it; they "
            "cannot tell."
        )
    if verdict is Verdict.TOO_LITTLE_POWER:
        return (
            "Beside these: the figures agree that improvement is not shown; whether there was any "
            "they cannot tell."
        )
    if verdict is Verdict.NO_EFFECT_SHOWN:
        return "Beside these: the figures agree, on this measure, that improvement is not shown."
    if verdict in _IMPROVED:
        return (
            "Beside these: the figures show an improvement on this measure, which those findings "
            "do not; they may have looked at other measures."
        )
    if verdict is Verdict.WORSE:
        return "Beside these: on this measure the figures show a change for the worse."
    return "Beside these: there was no contract running for the figures to speak of."
