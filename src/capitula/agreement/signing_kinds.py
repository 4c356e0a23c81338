"""The kinds of entry about signing: sign-off by stage of the case, the stages, the practices."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar

from capitula.contract.participation import Mode
from capitula.contract.rules.gp_facts import GpState
from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class CaseStage(StrEnum):
    """The stages of a business case, in order; a signature to one is none to the next."""

    STRATEGIC_OUTLINE = "strategic_outline"
    OUTLINE = "outline"
    FULL = "full"

    @property
    def words(self) -> str:
        """The stage for reading."""
        return {
            "strategic_outline": "strategic outline case",
            "outline": "outline business case",
            "full": "full business case",
        }[self]

    @property
    def heading(self) -> str:
        """The stage at the head of a line."""
        return self.words.capitalize()

    def asks_for(self, other: CaseStage) -> bool:
        """Say whether what another stage asks for is asked here too: each asks for more."""
        order = list(CaseStage)
        return order.index(other) <= order.index(self)


class Signature(StrEnum):
    """What a party did with a stage of the case.

    *Not signed* is all that some reports say; whether it declined or abstained is then open. *Not
    asked* is said by somebody: of a party of which nothing is recorded, nothing is known.
    """

    SIGNED = "signed"
    CONDITIONAL = "conditional"
    DECLINED = "declined"
    NOT_SIGNED = "not_signed"
    ABSTAINED = "abstained"
    NOT_ASKED = "not_asked"
    LAPSED = "lapsed"

    @property
    def words(self) -> str:
        """The signature for reading."""
        return self.value.replace("_", " ")


class SignOffStated(Body):
    """What a party did with one stage of the business case; `about` is the party.

    Attributes:
        stage: strategic outline, outline or full.
        signature: signed, conditional, declined, not signed, abstained, not asked, lapsed.
        on: when; None if not stated.
        conditions: what a conditional signature hangs on.
        spoken_by_another: whether another body says so for the party.
    """

    kind: ClassVar[str] = "sign_off_stated"
    stated_property: ClassVar[str] = "sign-off"
    series: ClassVar[bool] = True

    stage: CaseStage
    signature: Signature
    on: PartialDate | None = None
    conditions: str = ""
    spoken_by_another: bool = False

    def value(self) -> Value:
        """The signature, with the stage as its basis: two stages do not deny each other."""
        conditions = f" ({self.conditions})" if self.conditions else ""
        return Value(
            f"{self.stage.words}: {self.signature.words}{conditions}",
            number=self.signature.value,
            unit="signature",
            basis=self.stage.value,
        )

    def state(self) -> str:
        """The signature."""
        return self.signature.words

    def spoken_by_proxy(self) -> bool:
        """Whether another body said so for the party."""
        return self.spoken_by_another


class Validity(StrEnum):
    """Whether a case that was handed in holds."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    NOT_JUDGED = "not_judged"

    @property
    def words(self) -> str:
        """The validity for reading."""
        return self.value.replace("_", " ")


class CaseStageStated(Body):
    """How far a stage of the business case has come; `about` names the case.

    Attributes:
        stage: strategic outline, outline or full.
        due: by when it is to be handed in; None if not stated.
        submitted: when it was handed in.
        to: to whom.
        validity: valid, not valid, or not judged.
        judged_by: who says so.
        valid_until: the last day on which it holds; None if not stated.
    """

    kind: ClassVar[str] = "case_stage_stated"
    stated_property: ClassVar[str] = "stage of the business case"
    series: ClassVar[bool] = True

    stage: CaseStage
    due: PartialDate | None = None
    submitted: PartialDate | None = None
    to: str = ""
    validity: Validity = Validity.NOT_JUDGED
    judged_by: str = ""
    valid_until: PartialDate | None = None

    def value(self) -> Value:
        """The stage with its dates."""
        parts = (
            f"due {date_text(self.due)}" if self.due else "",
            f"submitted {date_text(self.submitted)}" if self.submitted else "",
            f"{self.validity.words}",
        )
        return Value(f"{self.stage.words}: {', '.join(filter(None, parts))}")

    def state(self) -> str:
        """Submitted, or not."""
        return "submitted" if self.submitted else "not submitted"


class PracticeTookPart(Body):
    """How a general practice takes part; `about` is its ODS code, such as M87003.

    Attributes:
        level: none, virtual, partial or full.
        core_contract: where the practice's own contract stands.
        list_size: its registered patients on the day; a count, never people.
        practice_name: its name.
    """

    kind: ClassVar[str] = "practice_took_part"
    stated_property: ClassVar[str] = "taking part"
    series: ClassVar[bool] = True
    example: ClassVar[Mapping[str, Any]] = {"about": "M87003", "level": "virtual"}

    level: Mode
    core_contract: GpState = GpState.ACTIVE
    list_size: int | None = None
    practice_name: str = ""

    def value(self) -> Value:
        """The level, and the state of the practice's own contract."""
        contract = self.core_contract.value.replace("_", " ")
        return Value(f"{self.level.value}; own contract {contract}", gist=self.level.value)

    def state(self) -> str:
        """The level."""
        return self.level.value


KINDS: tuple[type[Body], ...] = (SignOffStated, CaseStageStated, PracticeTookPart)
