"""The kinds of entry about following up: what a matter is about, recommendations, actions."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import model_validator

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class Code(StrEnum):
    """What a concern, finding or statement is about. The list is closed and local."""

    COST = "cost"
    NEED = "need"
    TIMING = "timing"
    PATIENT_SAFETY = "patient_safety"
    CLINICAL_BENEFIT = "clinical_benefit"
    CO_PRODUCTION = "co_production"
    ENGAGEMENT = "engagement"
    RELATIONSHIPS = "relationships"
    WORKING_CULTURE = "working_culture"
    PATIENCE = "patience"
    GOVERNANCE = "governance"
    ORGANISATIONAL_FORM = "organisational_form"
    OUTCOMES = "outcomes"
    NATIONAL_CONTEXT = "national_context"

    @property
    def words(self) -> str:
        """The code for reading."""
        return "co-production" if self is Code.CO_PRODUCTION else self.value.replace("_", " ")


EARLY_SIGNS = (Code.RELATIONSHIPS, Code.WORKING_CULTURE, Code.ENGAGEMENT, Code.PATIENCE)
"""The codes that are followed as early signs of trouble between people. Mark: local."""


class Sense(StrEnum):
    """Whether a statement speaks of a benefit of the plan, a doubt of it, a risk, or neither."""

    BENEFIT = "benefit"
    BENEFIT_DOUBTED = "benefit_doubted"
    RISK = "risk"
    NEITHER = "neither"


class MatterCoded(Body):
    """What entries are about, by a closed list of codes; `about` names the matter.

    Attributes:
        coded_entries: the entries that are coded.
        codes: what they are about.
        sense: whether they speak of a benefit, of a doubt of one, of a risk, or of neither.
        lines: the service lines they speak of; empty where they speak of the whole.
    """

    kind: ClassVar[str] = "matter_coded"
    stated_property: ClassVar[str] = "coding"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {
        "coded_entries": ["concern-raised-1"],
        "codes": ["cost"],
    }

    coded_entries: tuple[str, ...]
    codes: tuple[Code, ...]
    sense: Sense = Sense.NEITHER
    lines: tuple[str, ...] = ()

    def value(self) -> Value:
        """The codes."""
        return Value(", ".join(code.words for code in self.codes))

    def state(self) -> str:
        """Coded."""
        return "coded"


class RecommendationMade(Body):
    """A recommendation; `about` names the matter. It ends in an action or a reasoned refusal.

    Attributes:
        text: what is recommended.
        by: who recommends it.
        to: to whom; empty where nobody says.
        review: the review it stands in.
        due: by when; None if not stated.
    """

    kind: ClassVar[str] = "recommendation_made"
    stated_property: ClassVar[str] = "recommendation"
    exclusive: ClassVar[bool] = False

    text: str
    by: str
    to: str = ""
    review: str = ""
    due: PartialDate | None = None

    def value(self) -> Value:
        """The recommendation in words."""
        return Value(self.text)

    def state(self) -> str:
        """Made."""
        return "made"


class FollowUp(StrEnum):
    """What came of an undertaking, a finding or a recommendation."""

    AGREED = "agreed"
    DONE = "done"
    NOT_KEPT = "not_kept"
    REFUSED = "refused"

    @property
    def words(self) -> str:
        """The follow-up for reading."""
        return {
            "agreed": "action agreed",
            "done": "done",
            "not_kept": "not kept",
            "refused": "refused, with reasons",
        }[self]


class FollowUpRecorded(Body):
    """What came of undertakings, findings or recommendations; `about` names the matter.

    Attributes:
        answers: the entries that it answers.
        outcome: an action agreed, done, not kept, or refused.
        text: the action, or what happened.
        by: who acts, or refuses.
        reasons: why it is refused; a refusal without reasons is not taken.
        due: by when the action is to be done; None if not stated.
        done_on: when it was done.
    """

    kind: ClassVar[str] = "follow_up_recorded"
    stated_property: ClassVar[str] = "follow-up"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {"answers": ["reply-given-1"], "outcome": "agreed"}

    answers: tuple[str, ...]
    outcome: FollowUp
    text: str
    by: str
    reasons: str = ""
    due: PartialDate | None = None
    done_on: PartialDate | None = None

    @model_validator(mode="after")
    def _reasoned(self) -> FollowUpRecorded:
        if self.outcome is FollowUp.REFUSED and not self.reasons.strip():
            raise ValueFault("a refusal without reasons", "reasons", "say why, in `reasons`")
        return self

    def value(self) -> Value:
        """What came of it, by whom."""
        reasons = f" ({self.reasons})" if self.reasons else ""
        return Value(f"{self.outcome.words} by {self.by}: {self.text}{reasons}")

    def state(self) -> str:
        """What came of it."""
        return self.outcome.words


KINDS: tuple[type[Body], ...] = (MatterCoded, RecommendationMade, FollowUpRecorded)
