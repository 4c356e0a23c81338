"""What sets two or more claims apart: the classes of difference, and one difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from capitula.record.claim import Claim
from capitula.record.view import View


class Sort(StrEnum):
    """The class of a difference. Only a clash warns.

    clash: two claims that cannot both be true.
    revision: one took the other's place, or the same voice stated its plan again.
    bound: one figure with two bounds, such as 80 and more than 80.
    alias: two names of one body.
    distinct measures: figures of different things, never merged, added or compared.
    state by date: each holds at its own date; the later does not deny the earlier.
    """

    CLASH = "clash"
    REVISION = "revision"
    BOUND = "bound"
    ALIAS = "alias"
    DISTINCT_MEASURES = "distinct measures"
    STATE_BY_DATE = "state by date"

    @property
    def warns(self) -> bool:
        """Whether a reader is to be warned."""
        return self is Sort.CLASH


@dataclass(frozen=True, slots=True)
class Difference:
    """Claims that differ in one way.

    Attributes:
        sort: in which way.
        about: the subject, or what the figures have in common.
        property_name: the property.
        rule: the rule that found it.
        pairs: the claims, two by two.
        preferred: of clashing dates of a past act, the one to rely on first; None if none is.
        preferred_because: why.
        chosen: the claim a person chose; None if nobody did.
        chosen_because: who chose, and why.
    """

    sort: Sort
    about: str
    property_name: str
    rule: str
    pairs: tuple[tuple[Claim, Claim], ...]
    preferred: Claim | None = None
    preferred_because: str = ""
    chosen: Claim | None = None
    chosen_because: str = ""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the pairs once, in order of the chain."""
        found = {claim.entry: claim for pair in self.pairs for claim in pair}
        return tuple(sorted(found.values(), key=lambda claim: claim.envelope.sequence))

    def as_json(self) -> dict[str, object]:
        """Return the difference for machines."""
        return {
            "sort": str(self.sort),
            "subject": self.about,
            "property": self.property_name,
            "rule": self.rule,
            "claims": [claim.as_json() for claim in self.claims],
            "pairs": [[one.entry, other.entry] for one, other in self.pairs],
            "preferred": self.preferred.entry if self.preferred else None,
            "preferred_because": self.preferred_because,
            "chosen": self.chosen.entry if self.chosen else None,
            "chosen_because": self.chosen_because,
        }


def distinct_measures(
    view: View, kind: str, about: str, rule: str, measure: Callable[[Claim], str]
) -> Iterable[Difference]:
    """Return the standing figures of a kind that measure different things, as one difference.

    Args:
        view: the record at two dates.
        kind: the kind of entry.
        about: what the figures have in common.
        rule: the name of the rule.
        measure: says of a claim what it measures.
    """
    claims = [claim for claim in view.standing if claim.envelope.kind == kind and claim.body]
    pairs = tuple(
        (one, other)
        for place, one in enumerate(claims)
        for other in claims[place + 1 :]
        if measure(one) != measure(other)
    )
    if pairs:
        yield Difference(
            Sort.DISTINCT_MEASURES, about, claims[0].envelope.property_name, rule, pairs
        )
