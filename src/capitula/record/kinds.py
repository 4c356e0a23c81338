"""The kind that belongs to the record itself: a statement."""

from __future__ import annotations

from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Value


class Statement(Body):
    """Something said that no other kind holds: a claim, context, a silence."""

    kind: ClassVar[str] = "statement"
    stated_property: ClassVar[str] = "statement"

    text: str

    def value(self) -> Value:
        """The words of the statement."""
        return Value(self.text)

    def state(self) -> str:
        """Said, and nothing more."""
        return "stated"


KINDS: tuple[type[Body], ...] = (Statement,)
