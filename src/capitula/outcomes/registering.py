"""Whether a measure's terms were fixed in time, and whether they are still what was fixed.

The record decides: the first registration of a measure is held against the day on which its data
became public, and the digest that it froze against the terms as they stand. What only the outcomes
file says of itself is shown as that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from capitula.outcomes.measures import Measure
from capitula.outcomes.registration import Registration, registration_of
from capitula.outcomes.term_kinds import MeasureRegistered, MeasureVaried
from capitula.outcomes.together_terms import Together
from capitula.record.canonical import canonical_json, digest
from capitula.record.claim import Claim
from capitula.record.view import View

NOT_TERMS = (
    "name",
    "note",
    "registered_on",
    "registered_by",
    "mark",
    "why",
    "smallest_effect_why",
    "detectable",
    "detectable_share",
)
"""Fields that say something about a measure, or about several, and decide nothing."""


@dataclass(frozen=True, slots=True)
class Variation:
    """One recorded change of a measure's terms."""

    known_on: date
    change: str
    reason: str
    by: str
    entry: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """How the terms of a measure, or of several judged together, stand on a day.

    Attributes:
        measure: their identifier.
        registration: whether they were fixed before the data could be seen. For ever.
        registered_on: the day of the first registration.
        registered_by: who.
        terms_digest: the digest of the terms as they stand.
        entry: the entry that froze them; empty where only the outcomes file says so.
        recorded_late: the day the system took the entry in, where that is later than the day on
            which it is said to have been known.
        variations: recorded changes since.
        altered: whether the terms differ from what was last registered or varied.
    """

    measure: str
    registration: Registration
    registered_on: date
    registered_by: str
    terms_digest: str
    entry: str
    recorded_late: date | None
    variations: tuple[Variation, ...]
    altered: bool

    @property
    def in_time(self) -> bool:
        """Whether they were fixed beforehand, in the record, and have not been changed since."""
        before = self.registration is Registration.BEFORE
        return before and bool(self.entry) and not self.variations and not self.altered

    def sentences(self) -> tuple[str, ...]:
        """Return how the terms stand, in sentences that every verdict shows."""
        who = f"{self.registered_by} on {_day(self.registered_on)}"
        said = [f"The terms were {self.registration}, by {who}."]
        if not self.entry:
            said.append("Only the outcomes file says so; no entry in the record froze them.")
        if self.recorded_late:
            said.append(f"The entry was taken into the record on {_day(self.recorded_late)}.")
        said += [
            f"Varied on {_day(each.known_on)} by {each.by}: {each.change} ({each.reason}). "
            "The judgement rests on the terms as varied."
            for each in self.variations
        ]
        if self.altered:
            said.append(
                "The terms now differ from those that were registered, and no variation says why."
            )
        return tuple(said)


def terms_digest(measure: Measure | Together) -> str:
    """Return the SHA-256 of what decides a judgement.

    Notes are no part of it. What is not stated has a default, and the default is frozen too.
    """
    stated = measure.model_dump(mode="json", exclude=set(NOT_TERMS), exclude_none=True)
    return digest(canonical_json(_without_floats(stated)))


def frozen(measure: Measure | Together, view: View) -> Frozen:
    """Return how the terms stand, as known on the view's day."""
    claims = [claim for claim in view.claims if claim.envelope.about == measure.id]
    registered = [(c, c.body) for c in claims if isinstance(c.body, MeasureRegistered)]
    changes = [(c, c.body) for c in claims if isinstance(c.body, MeasureVaried)]
    varied = tuple(_variation(claim, body) for claim, body in changes)
    own = terms_digest(measure)
    if not registered:
        return Frozen(
            measure=measure.id,
            registration=measure.registration,
            registered_on=measure.registered_on,
            registered_by=measure.registered_by,
            terms_digest=own,
            entry="",
            recorded_late=None,
            variations=varied,
            altered=bool(changes) and changes[-1][1].terms_digest != own,
        )
    claim, body = min(registered, key=lambda pair: pair[0].envelope.known.last)
    day, taken_in = claim.envelope.known.last, claim.envelope.recorded.date()
    last = changes[-1][1].terms_digest if changes else body.terms_digest
    return Frozen(
        measure=measure.id,
        registration=registration_of(day, measure.data_known),
        registered_on=day,
        registered_by=body.registered_by,
        terms_digest=own,
        entry=claim.entry,
        recorded_late=taken_in if taken_in > day else None,
        variations=varied,
        altered=own != last,
    )


def _variation(claim: Claim, body: MeasureVaried) -> Variation:
    return Variation(
        claim.envelope.known.last, body.change, body.reason, body.varied_by, claim.entry
    )


def _without_floats(stated: Any) -> Any:
    """Write numbers as text: a digest must not hang on how a number is held."""
    if isinstance(stated, float):
        return repr(stated)
    if isinstance(stated, dict):
        return {key: _without_floats(one) for key, one in cast("dict[str, Any]", stated).items()}
    if isinstance(stated, list):
        return [_without_floats(one) for one in cast("list[Any]", stated)]
    return stated


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
