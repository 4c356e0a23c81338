"""The kinds of entry about reviews: a meeting, what it decided, an action, the end of an action."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.ground.whole_day import WholeDay
from capitula.record.kind import Body
from capitula.record.values import Value


class MeetingSort(StrEnum):
    """What a meeting was for."""

    CONTRACT_REVIEW = "contract_review"
    REMEDY = "remedy"
    JOINT_INVESTIGATION = "joint_investigation"
    DISPUTE = "dispute"
    BOARD = "board"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The sort for reading."""
        return self.value.replace("_", " ")


class MeetingHeld(Body):
    """A meeting under the contract; `about` is the meeting.

    Attributes:
        held: when.
        sort: what it was for.
        present: which parties and offices were there; never a private person's name.
        text: what it dealt with.
        notice: the entry of the notice that it was held on, if it was.
    """

    kind: ClassVar[str] = "meeting_held"
    stated_property: ClassVar[str] = "meeting"
    exclusive: ClassVar[bool] = False

    held: PartialDate
    sort: MeetingSort
    present: tuple[str, ...] = ()
    text: str = ""
    notice: str = ""

    def value(self) -> Value:
        """What was held, and when."""
        return Value(f"{self.sort.words}, {date_text(self.held)}", date=self.held)

    def state(self) -> str:
        """Held."""
        return "held"


class MeetingDecision(Body):
    """What a meeting under the contract decided; `about` is the matter.

    Attributes:
        text: the decision.
        by: who decided.
        decided: when.
        meeting: the entry of the meeting.
    """

    kind: ClassVar[str] = "meeting_decision"
    stated_property: ClassVar[str] = "decision of a meeting"
    exclusive: ClassVar[bool] = False

    text: str
    by: str
    decided: PartialDate
    meeting: str = ""

    def value(self) -> Value:
        """The decision."""
        return Value(self.text)

    def state(self) -> str:
        """Decided."""
        return "decided"


class ActionAgreed(Body):
    """An action with its owner and due date; `about` is the action.

    Attributes:
        text: what is to be done.
        owner: which party or office does it.
        due: the day by which; None where none was set, which is shown.
        meeting: the entry of the meeting that agreed it.
        answers: the entry that it answers, such as a finding of a review.
    """

    kind: ClassVar[str] = "action_agreed"
    stated_property: ClassVar[str] = "action"

    text: str
    owner: str
    due: WholeDay | None = None
    meeting: str = ""
    answers: str = ""

    def value(self) -> Value:
        """What is to be done, by whom, by when."""
        due = f"by {date_text(self.due)}" if self.due else "no day set"
        return Value(f"{self.text}: {self.owner}, {due}")

    def state(self) -> str:
        """Agreed."""
        return "agreed"


class ActionOutcome(StrEnum):
    """How an action ended."""

    DONE = "done"
    DROPPED = "dropped"


class ActionClosed(Body):
    """The end of an action; `about` is the action.

    Attributes:
        action: the entry of the action.
        outcome: done or dropped.
        on: the day.
        shown_by: what shows that it was done, or why it was dropped.
    """

    kind: ClassVar[str] = "action_closed"
    stated_property: ClassVar[str] = "action's end"

    action: str
    outcome: ActionOutcome
    on: WholeDay
    shown_by: str = Field(min_length=1)

    def value(self) -> Value:
        """How it ended, and what shows it."""
        return Value(f"{self.outcome} on {date_text(self.on)}: {self.shown_by}")

    def state(self) -> str:
        """Done or dropped."""
        return self.outcome.value


KINDS: tuple[type[Body], ...] = (MeetingHeld, MeetingDecision, ActionAgreed, ActionClosed)
