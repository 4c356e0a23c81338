"""What `outcomes.yaml` says: aims that somebody stated, measures fixed for them, open questions.

A measure is a term of the contract. What matters most about it is when it was fixed: before the
figures could be seen, or after. That is worked out here from two dates and never typed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, field_validator

from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.judging_terms import Frequency, JudgingTerms
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.registration import Registration, registration_of
from capitula.outcomes.series_terms import Part as _Part
from capitula.outcomes.together_terms import Together


class Direction(StrEnum):
    """Which way is better. With neutral, nothing can be called improved or worse."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Role(StrEnum):
    """What a measure is for: one is primary; a balancing one watches for harm elsewhere.

    A mirror is a sister series that shows whether a change was one of counting.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    BALANCING = "balancing"
    MIRROR = "mirror"


class Measure(_Part):
    """One measure, with what has to be fixed before its data are seen.

    Attributes:
        id: a short name, unique in the file.
        series: the stem of the figure table that holds it.
        column: the column of that table.
        denominator: what the counts are divided by.
        source: the publisher and the collection.
        data_version: which version of the data: the file, or the state of the collection.
        data_known: when the last of the data became public, as a date that may be partial.
        frequency: how often there is a figure.
        baseline: the first and last period fitted; at least 24 months, better 36 or more.
        index_base: the months that stand as 100 where the place is set beside England; the
            baseline unless given.
        comparators: what the place is set beside.
        row: which rows of the figure table, where it holds several measures.
        start: when the contract began. None where it never did; `start_note` then says so.
        smallest_effect: the smallest change that would matter, in `unit`; None where not stated.
        smallest_effect_why: what that size rests on.
        detectable: the effect found four times in five, as computed from the baseline before
            signing by `capitula outcomes power`; None where nobody computed it.
        target: what was to be reached, by financial year, in `unit`.
        judged: how it is judged; None for a measure that is only shown.
        registered_on: the day on which this measure was fixed in this file.
        registered_by: who fixed it.
        mark: how the choice of this measure is known: `local` where it is this product's.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str
    unit: str
    direction: Direction
    role: Role
    series: str
    column: str
    denominator: str
    source: str
    data_version: str = ""
    data_known: PartialDate
    frequency: Frequency = Frequency.MONTH
    baseline: PartialDate
    index_base: PartialDate | None = None
    comparators: tuple[str, ...] = Field(min_length=1)
    row: str | None = None
    start: PartialDate | None = None
    start_note: str = ""
    smallest_effect: Decimal | None = Field(default=None, gt=0)
    smallest_effect_why: str = ""
    detectable: Decimal | None = Field(default=None, gt=0)
    target: dict[str, Decimal] = Field(default_factory=dict[str, Decimal])
    judged: JudgingTerms | None = None
    registered_on: date
    registered_by: str
    mark: EvidenceMark
    note: str

    @field_validator("baseline", "index_base")
    @classmethod
    def _whole_months(cls, stated: PartialDate | None) -> PartialDate | None:
        if stated is not None:
            MonthRange.of(stated)
        return stated

    @property
    def baseline_months(self) -> MonthRange:
        """The baseline as whole months."""
        return MonthRange.of(self.baseline)

    @property
    def index_months(self) -> MonthRange:
        """The months that stand as 100 where the place is set beside England."""
        return MonthRange.of(self.index_base or self.baseline)

    @property
    def registration(self) -> Registration:
        """Whether the measure was fixed before or after its data were public."""
        return registration_of(self.registered_on, self.data_known)


class Aim(_Part):
    """What somebody said the contract was for, in our words, and which measures answer for it.

    Attributes:
        source: where it was said: an identifier in the case's `sources.yaml`.
        measures: ids of measures in this file; none where nobody fixed one.
        why_unmeasured: what stands in the way, where there is none.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    aim: str
    said_by: str
    source: str
    mark: EvidenceMark
    measures: tuple[str, ...] = ()
    why_unmeasured: str = ""

    @property
    def is_measured(self) -> bool:
        """Whether some measure answers for the aim."""
        return bool(self.measures)


class Question(_Part):
    """What one would have to know, and why it cannot be answered here."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    question: str
    why_open: str


class OutcomesFile(_Part):
    """Everything `outcomes.yaml` of a case holds; `together` asks one question of several."""

    aims: tuple[Aim, ...] = ()
    measures: tuple[Measure, ...] = ()
    together: tuple[Together, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def unmeasured(self) -> tuple[Aim, ...]:
        """The stated aims that no measure answers for."""
        return tuple(aim for aim in self.aims if not aim.is_measured)

    def by_id(self, identifier: str) -> Measure | None:
        """Return the measure of this identifier, if there is one."""
        return next((m for m in self.measures if m.id == identifier), None)

    def named(self, identifiers: Iterable[str]) -> tuple[Measure, ...]:
        """Return measures by their identifiers, in that order.

        Raises:
            KeyError: one is not there.
        """
        known = {each.id: each for each in self.measures}
        return tuple(known[each] for each in identifiers)

    def measure(self, series: str) -> Measure | None:
        """Return the first measure on this figure table, if there is one."""
        return next((m for m in self.measures if m.series == series), None)
