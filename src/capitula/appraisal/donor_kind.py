"""The kind of entry by which the impact on a trust that loses services is recorded as appraised."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class Acceptance(StrEnum):
    """What the donor itself says of the appraisal."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_ASKED = "not_asked"
    NOT_STATED = "not_stated"

    @property
    def words(self) -> str:
        """For reading."""
        return {
            "accepted": "accepted by the donor",
            "not_accepted": "not accepted by the donor",
            "not_asked": "the donor was not asked",
            "not_stated": "whether the donor accepts it is not stated",
        }[self]


class DonorImpactAppraised(Body):
    """What a trust loses has been worked out; `about` is the donor.

    Attributes:
        donor: the donor's identifier in the contract, or its name.
        by: who appraised it.
        appraised: when.
        lines: the lines it covers, by identifier; empty for all that leave the donor.
        acceptance: whether the donor accepts it.
        found: what was found, in a sentence.
    """

    kind: ClassVar[str] = "donor_impact_appraised"
    stated_property: ClassVar[str] = "impact appraised"
    series: ClassVar[bool] = True

    donor: str
    by: str
    appraised: PartialDate | None = None
    lines: tuple[str, ...] = ()
    acceptance: Acceptance = Acceptance.NOT_STATED
    found: str = ""

    def value(self) -> Value:
        """By whom, and whether the donor accepts it."""
        when = f" on {date_text(self.appraised)}" if self.appraised else ""
        return Value(f"appraised by {self.by}{when}; {self.acceptance.words}")

    def state(self) -> str:
        """What the donor says of it."""
        return self.acceptance.words


KINDS: tuple[type[Body], ...] = (DonorImpactAppraised,)
