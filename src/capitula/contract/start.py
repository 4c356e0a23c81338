"""What must hold before services start, and the rule by which they do."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from capitula.contract.cited import Cited
from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.ground.whole_day import WholeDay


class ConditionPrecedent(Cited):
    """Something that must be shown before services start.

    Attributes:
        id: its identifier.
        text: what must hold.
        evidence: what shows that it does.
        owner: the party that must show it.
        due: when it is due.
        longstop: the last day; after it the contract may fall.
        satisfied_on: the day on which it was met; None while it is open.
        security: whether it secures the commissioners if the holder fails, as a guarantee of its
            owners does.
    """

    id: str
    text: str
    evidence: str | None = None
    owner: str | None = None
    due: PartialDate | None = None
    longstop: WholeDay | None = None
    satisfied_on: WholeDay | None = None
    security: bool = False

    @model_validator(mode="after")
    def _due_by_the_longstop(self) -> ConditionPrecedent:
        if self.due and self.due.earliest and self.longstop and self.due.earliest > self.longstop:
            raise ValueFault(
                f"due {self.due}, after its longstop, {self.longstop}",
                "a condition due by its longstop",
                "correct one of the two",
            )
        return self


class StartRuleName(StrEnum):
    """How the day of the start is found."""

    LATER_OF_EXPECTED_AND_CONDITIONS = "later_of_expected_and_conditions"
    EXPECTED_DAY = "expected_day"

    @property
    def words(self) -> str:
        """The rule for reading."""
        if self is StartRuleName.EXPECTED_DAY:
            return "on the expected day"
        return "on the later of the expected day and the day after all conditions precedent are met"


class StartRule(Cited):
    """The rule of the start.

    Attributes:
        rule: how the day is found.
        expected: the expected day.
        change_notified_within: operational days within which a material change to a delivered
            document is notified.
    """

    rule: StartRuleName
    expected: PartialDate | None = None
    change_notified_within: int | None = None
