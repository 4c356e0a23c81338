"""Measures judged together: one question asked of several at once, fixed beforehand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.judging_terms import Windows
from capitula.outcomes.registration import Registration, registration_of
from capitula.outcomes.series_terms import Part


class Shape(StrEnum):
    """The method by which each change is read: how an effect is expected to come."""

    AT_ONCE = "level-change"
    GRADUAL = "level-change-gradual"


class Together(Part):
    """Several measures of one place, of which it is asked whether they got better as a whole.

    Each keeps its own verdict. What is asked here is whether their changes, added up, are rarer
    than in other areas: a change in each that is too small to be seen in one may be seen so.

    Attributes:
        id: a short name, unique among the measures of the file.
        measures: ids of two measures or more of the file, judged on the same areas and months.
        why: why these belong together: what was promised of all of them.
        method: how a change is read.
        alpha: the share of false claims that is borne, for better and for worse each.
        windows: how long the improvement must be there.
        until: the last figures that are used; all that each measure uses unless given.
        smallest_effect_share: the smallest change for the better of each measure, as a share of its
            level, that would matter if all moved by it; None where not stated.
        smallest_effect_why: what that size rests on.
        detectable_share: the change in each found four times in five, as computed from the
            baseline before signing by `capitula outcomes power`; None where nobody computed it.
        data_known: when the last of the figures became public.
        registered_on: the day on which this was fixed in this file.
        registered_by: who fixed it.
        mark: how the choice is known: `local` where it is this product's.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    measures: tuple[str, ...] = Field(min_length=2)
    why: str
    method: Shape = Shape.AT_ONCE
    alpha: Decimal = Field(default=Decimal("0.05"), gt=0, lt=1)
    windows: Windows = Windows()
    until: PartialDate | None = None
    smallest_effect_share: Decimal | None = Field(default=None, gt=0, lt=1)
    smallest_effect_why: str = ""
    detectable_share: Decimal | None = Field(default=None, gt=0, lt=1)
    data_known: PartialDate
    registered_on: date
    registered_by: str
    mark: EvidenceMark
    note: str

    @property
    def registration(self) -> Registration:
        """Whether it was fixed before or after its data were public."""
        return registration_of(self.registered_on, self.data_known)
