"""The kinds of entry about an end as a whole: why, what was learned, and what is still owed."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from capitula.contract.numbers import Pounds
from capitula.ground.pence import from_pounds, pounds_text
from capitula.record.kind import Body
from capitula.record.values import Value


class EndingReason(Body):
    """A reason for ending, and the entries it rests on; `about` is what ends.

    Attributes:
        decision: the entry of the decision that it is a reason for.
        reason: the reason.
        evidence: the entries that show it; none is shown as a question, not filled.
    """

    kind: ClassVar[str] = "ending_reason"
    stated_property: ClassVar[str] = "reason for ending"
    exclusive: ClassVar[bool] = False

    decision: str
    reason: str
    evidence: tuple[str, ...] = ()

    def value(self) -> Value:
        """The reason."""
        return Value(self.reason)

    def state(self) -> str:
        """Given with evidence, or without."""
        return "given with evidence" if self.evidence else "given without evidence"


class LessonLearned(Body):
    """A lesson, and the entries that taught it; `about` is what it is a lesson for.

    Attributes:
        text: the lesson, as something to do.
        rests_on: the entries that it rests on; at least one.
        drawn_by: who draws it.
    """

    kind: ClassVar[str] = "lesson_learned"
    stated_property: ClassVar[str] = "lesson"
    exclusive: ClassVar[bool] = False

    text: str
    rests_on: tuple[str, ...] = Field(min_length=1)
    drawn_by: str

    def value(self) -> Value:
        """The lesson."""
        return Value(self.text)

    def state(self) -> str:
        """Drawn."""
        return "drawn"


class AccountItem(Body):
    """An item of the final account that no payment or settlement holds; `about` is the item.

    Attributes:
        payer: the party that owes it, by the contract's identifier.
        payee: the party that is owed, by the contract's identifier.
        amount: pounds; None where the item is known and its amount is not.
        agreed: whether both sides agree on it.
        ring_fence: the label of money that never nets with other money.
        clause: the clause it rests on.
    """

    kind: ClassVar[str] = "account_item"
    stated_property: ClassVar[str] = "item of the final account"

    payer: str
    payee: str
    amount: Pounds | None = None
    agreed: bool = False
    ring_fence: str = ""
    clause: str = ""

    def value(self) -> Value:
        """Who owes whom how much."""
        if self.amount is None:
            return Value(f"{self.payer} to {self.payee}, amount not stated")
        pence = from_pounds(self.amount)
        return Value(f"{self.payer} to {self.payee}, {pounds_text(pence)}", amount_pence=pence)

    def state(self) -> str:
        """Agreed, or claimed by one side."""
        return "agreed" if self.agreed else "claimed"


KINDS: tuple[type[Body], ...] = (EndingReason, LessonLearned, AccountItem)
