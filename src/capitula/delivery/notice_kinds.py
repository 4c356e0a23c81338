"""The kind of entry for a notice served while the contract runs.

Notice to end the contract or to lengthen it belongs to the room `exit`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from capitula.contract.rules.notices import Method, NoticeType, PeriodUnit
from capitula.ground.faults import ValueFault
from capitula.ground.whole_day import WholeDay
from capitula.record.kind import Body
from capitula.record.values import Value


class ServedNotice(StrEnum):
    """What a notice served while the contract runs is for."""

    QUERY = NoticeType.QUERY.value
    EXCUSING = NoticeType.EXCUSING.value
    COUNTER_NOTICE = NoticeType.COUNTER.value
    VARIATION = NoticeType.VARIATION.value
    SUSPENSION = NoticeType.SUSPENSION.value
    DISPUTE = NoticeType.DISPUTE.value

    @property
    def words(self) -> str:
        """The notice for reading."""
        return "counter-notice" if self is ServedNotice.COUNTER_NOTICE else f"{self.value} notice"


class NoticeServed(Body):
    """A notice as it was served; `about` is what it is about.

    Attributes:
        notice: what it is for.
        sender: who serves it.
        recipient: on whom.
        method: how.
        served: on which day.
        served_at: at which hour, such as 15:30; empty if not stated.
        answers: the entry of the notice that it answers.
        reply_within: the period in which it is to be answered, if it or the contract states one.
        reply_unit: in what that period is counted.
        text: what it says.
        clause: the clause it is served under.
    """

    kind: ClassVar[str] = "notice_served"
    stated_property: ClassVar[str] = "notice served"
    exclusive: ClassVar[bool] = False

    notice: ServedNotice
    sender: str
    recipient: str
    method: Method
    served: WholeDay
    served_at: str = Field(default="", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")
    answers: str = ""
    reply_within: int | None = Field(default=None, ge=1, le=600)
    reply_unit: PeriodUnit = PeriodUnit.OPERATIONAL_DAYS
    text: str = ""
    clause: str = ""

    @model_validator(mode="after")
    def _answers_one(self) -> NoticeServed:
        needs = self.notice in (ServedNotice.EXCUSING, ServedNotice.COUNTER_NOTICE)
        if needs and not self.answers:
            raise ValueFault(
                f"the {self.notice.words}, which answers nothing",
                "the entry of the notice that it answers",
                "add `answers`",
            )
        return self

    def value(self) -> Value:
        """What was served, by whom on whom, when and how."""
        return Value(
            f"{self.notice.words} of {self.served} by {self.sender} on {self.recipient}, "
            f"by {self.method.replace('_', ' ')}"
        )

    def state(self) -> str:
        """Served."""
        return "served"


KINDS: tuple[type[Body], ...] = (NoticeServed,)
