"""The kind of entry by which a person chooses between claims that cannot both be true."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from capitula.ground.marks import EvidenceMark
from capitula.record.kind import Body
from capitula.record.values import Value


class ClaimChosen(Body):
    """A choice between claims: who chose which, over which others, and why.

    `about` is the subject of the claims. The choice is dated by the day on which it was known. The
    claims stay; a view tells of the choice beside them, and a later choice that supersedes this one
    takes its place.

    Attributes:
        chosen: the entry that is relied on.
        over: the entries that are not.
        by: who chose, by name or office.
        reason: why.
    """

    kind: ClassVar[str] = "claim_chosen"
    stated_property: ClassVar[str] = "choice"
    exclusive: ClassVar[bool] = False

    mark: EvidenceMark = EvidenceMark.LOCAL
    chosen: str
    over: tuple[str, ...] = Field(min_length=1)
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    def value(self) -> Value:
        """Which was chosen over which, by whom, and why."""
        return Value(f"{self.chosen} over {', '.join(self.over)}: {self.reason} ({self.by})")

    def state(self) -> str:
        """Chosen."""
        return "chosen"


KINDS: tuple[type[Body], ...] = (ClaimChosen,)
