"""The kinds that belong to the record itself.

A statement; organisations; acts and documents that are dated; a choice between claims; and what was
done with a body.
"""

from __future__ import annotations

from typing import ClassVar

from capitula.record.act_kind import KINDS as ACTS
from capitula.record.choice_kind import KINDS as CHOICES
from capitula.record.kind import Body
from capitula.record.organisation_kinds import KINDS as ORGANISATIONS
from capitula.record.values import Value
from capitula.record.withholding import KINDS as WITHHOLDING


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


KINDS: tuple[type[Body], ...] = (
    Statement,
    *ORGANISATIONS,
    *ACTS,
    *CHOICES,
    *WITHHOLDING,
)
