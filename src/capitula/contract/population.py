"""Who is covered: registered people, residents, or both, and those on no list as an estimate."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import People
from capitula.contract.scope import Denominator
from capitula.ground.partial_date import PartialDate


class CountRule(StrEnum):
    """How people are counted into a period; a contract names one, since they differ in money."""

    LIST_ON_A_DAY = "list_on_a_day"
    ANY_DAY_OF_MONTH = "any_day_of_month"
    FIRST_OF_MONTH = "first_of_month"
    QUARTER_AVERAGE = "quarter_average"
    DAYS_COVERED = "days_covered"

    @property
    def words(self) -> str:
        """The rule for reading."""
        return _COUNT_WORDS[self]


_COUNT_WORDS = {
    CountRule.LIST_ON_A_DAY: "those on the list on one named day",
    CountRule.ANY_DAY_OF_MONTH: "those on the list on any day of the month, a mover on both lists",
    CountRule.FIRST_OF_MONTH: "those on the list on the first day of each month",
    CountRule.QUARTER_AVERAGE: "the average list of the quarter",
    CountRule.DAYS_COVERED: "each person by the days for which they were covered",
}


class Headcount(Cited):
    """A number of people: whose list, and on which day. `people` None until a source states it."""

    people: People | None = None
    list_name: str = ""
    counted_on: PartialDate | None = None


class Population(Cited):
    """Who is covered, in words and by number.

    Attributes:
        definition: who belongs to it, in words.
        place: the place, as people call it.
        people: the number as stated, whichever way it was counted; None until a source states one.
        covers: registered people, residents, or both; empty where nobody said.
        registered: the number on the lists of the practices.
        resident: the number who live there.
        unregistered: those who live there and are on no list: always an estimate, marked as one.
        count_rule: how people are counted into a period.
    """

    definition: str
    place: str
    people: People | None = None
    covers: tuple[Denominator, ...] = ()
    registered: Headcount | None = None
    resident: Headcount | None = None
    unregistered: Headcount | None = None
    count_rule: CountRule | None = None
