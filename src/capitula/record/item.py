"""What is said of one property of one subject: the current statement, its history, its clashes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.record.claim import Claim


@dataclass(frozen=True, slots=True)
class Item:
    """One property of one subject in a view.

    Attributes:
        current: the statement in force that was known last and that nothing visible supersedes;
            one that another made for the subject comes after all that are not.
        history: every other visible statement, in the order in which they became known.
        clashes: statements in force beside the current one that cannot be true with it; nothing
            can be said of a withheld one.
    """

    current: Claim
    history: tuple[Claim, ...]
    clashes: tuple[Claim, ...]

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.current.envelope.about

    @property
    def property_name(self) -> str:
        """Which property of the subject."""
        return self.current.envelope.property_name

    @property
    def state(self) -> str:
        """The state that the current statement gives; disputed when another clashes with it."""
        return f"{self.current.state}, disputed" if self.clashes else self.current.state

    def as_json(self) -> dict[str, object]:
        """Return the item as `capitula.record.show/1` has it."""
        return {
            "subject": self.subject,
            "property": self.property_name,
            **self.current.as_json(),
            "state": self.state,
            "history": [claim.as_json() for claim in self.history],
            "clashes": [claim.as_json() for claim in self.clashes],
        }


def project(claims: Sequence[Claim], in_force_on: date, superseded: Collection[str]) -> Item | None:
    """Return the item of visible claims of one subject's property; None if none is in force.

    Args:
        claims: what is visible of it.
        in_force_on: the day.
        superseded: the entries that visible entries of any subject have taken the place of.
    """
    beside = standing(claims, in_force_on, superseded)
    if not beside:
        return None
    current = max(beside, key=_foremost)
    clashes = tuple(c for c in beside if c is not current and _clash(c, current))
    others = (c for c in claims if c is not current and c not in clashes)
    return Item(current, tuple(sorted(others, key=_last_known)), clashes)


def standing(
    claims: Sequence[Claim], in_force_on: date, superseded: Collection[str]
) -> list[Claim]:
    """Return the claims of one subject's property that are in force and have not been replaced."""
    begun = [c for c in claims if c.envelope.in_force.may_have_begun(in_force_on)]
    last_word = _last_words(begun)
    return [
        claim
        for claim in begun
        if claim.entry not in superseded
        and claim.envelope.in_force.may_cover(in_force_on)
        and not (claim.is_plan and claim.envelope.known.last < last_word[claim.envelope.voice])
    ]


def _clash(one: Claim, other: Claim) -> bool:
    """Say whether two statements cannot both be true; none can be held against a withheld one."""
    if one.body is None or other.body is None:
        return False
    if not one.may_be_denied and one.envelope.kind == other.envelope.kind:
        return False
    return not one.value.agrees_with(other.value)


def _last_words(claims: Sequence[Claim]) -> dict[str, date]:
    """Return when each voice was last heard; a plan that it stated before, it has restated."""
    found: dict[str, date] = {}
    for claim in claims:
        voice, day = claim.envelope.voice, claim.envelope.known.last
        if voice not in found or found[voice] < day:
            found[voice] = day
    return found


def _foremost(claim: Claim) -> tuple[bool, date, int, int]:
    """Words that were not spoken for the subject by another first; then the last known."""
    return not claim.spoken_by_proxy, *_last_known(claim)


def _last_known(claim: Claim) -> tuple[date, int, int]:
    """Later known first; on one day the weaker claim; then the place in the chain."""
    return claim.envelope.known.last, -claim.strength, claim.envelope.sequence
