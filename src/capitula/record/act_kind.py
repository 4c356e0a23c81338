"""The kind of entry that dates a past act or a document."""

from __future__ import annotations

from typing import ClassVar

from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class ActDated(Body):
    """A past act or a document, and its date; `about` is the act or the document.

    Two dates of one act cannot both be true, whoever gives them. A report that is written on one
    day and added to on another has two properties, not two dates of one.

    Attributes:
        act: what was done: written, minuted, published, added to, intervened.
        date: when, as stated.
    """

    kind: ClassVar[str] = "act_dated"
    stated_property: ClassVar[str] = "date"
    first_told_preferred: ClassVar[bool] = True

    act: str
    date: PartialDate

    def value(self) -> Value:
        """The date."""
        return Value(str(self.date), date=self.date)

    def state(self) -> str:
        """What was done."""
        return self.act


KINDS: tuple[type[Body], ...] = (ActDated,)
