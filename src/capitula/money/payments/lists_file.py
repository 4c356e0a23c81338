"""The file of lists by quarter: so much a head and year, and each practice's list and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from capitula.contract.numbers import PriceYear
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.financial_year import FinancialYear
from capitula.ground.reading import read_model
from capitula.ground.whole_day import WholeDay
from capitula.ground.yaml_source import Located, read_yaml
from capitula.money.payments.changes import ListRule

MOST_PER_HEAD = Decimal(10) ** 7
MOST_PEOPLE = Decimal(10) ** 8
"""Price and list are refused above these: their product in pence then stays within 64 bits."""


def _people(size: Decimal) -> Decimal:
    if size < 0:
        raise ValueFault(f"{size}", "people on a list: nought or more", "correct the list")
    return size


ListSize = Annotated[Decimal, AfterValidator(_people)]
"""People of a list; a mean of days or a weighted list has decimals."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PracticeLists(_Part):
    """One practice.

    Attributes:
        practice: its code.
        name: for reading.
        lists: its list in each quarter from April; null where the practice is not in that quarter
            and the money goes by quarter.
        joins: the first day in; the year's first unless given.
        leaves: the first day out; after the year unless given.
    """

    practice: str = Field(min_length=1)
    name: str = ""
    lists: tuple[ListSize | None, ...]
    joins: WholeDay | None = None
    leaves: WholeDay | None = None


class QuarterlyLists(_Part):
    """The whole file.

    Attributes:
        year: the financial year.
        rule: `mean`, the year at the mean list of its quarters; or `quarter`, each quarter's months
            at that quarter's list. The contract names one; there is no default.
        per_head: pounds a head and year; None for the price that follows from the contract: its
            budget of the year over the registered people it counts.
        known_on: the day from which these lists were known; from the beginning unless given.
    """

    schema_: Literal["capitula.quarterly-lists/1"] = Field(alias="schema")
    year: PriceYear
    rule: ListRule
    per_head: Decimal | None = Field(default=None, gt=0)
    practices: tuple[PracticeLists, ...]
    known_on: WholeDay | None = None
    note: str = ""

    def is_known(self, day: date) -> bool:
        """Whether these lists were known on a day."""
        return self.known_on is None or self.known_on <= day

    @property
    def financial_year(self) -> FinancialYear:
        """The year."""
        return FinancialYear.parse(self.year)


def read_quarterly_lists(path: Path) -> QuarterlyLists:
    """Read such a file.

    Raises:
        InputFaults: every fault, with its line.
    """
    located = read_yaml(path)
    found = read_model(QuarterlyLists, located.data, located)
    if found is not None:
        located.faults += _faults(found, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def read_versions(paths: Sequence[Path], year: str = "") -> tuple[QuarterlyLists, ...]:
    """Read versions of one year's lists, the earliest known first.

    Raises:
        InputFaults: every fault of every file; lists of several years or of another one than asked
            for, two versions known on one day, none known when the year begins.
    """
    faults: list[Fault] = []
    read: list[tuple[Path, QuarterlyLists]] = []
    for path in paths:
        try:
            read.append((path, read_quarterly_lists(path)))
        except InputFaults as error:
            faults += error.faults
    wanted = year or (read[0][1].year if read else "")
    for path, each in read:
        if each.year != wanted:
            found, expected = f"lists of {each.year}", f"lists of {wanted}"
            remedy = "a list of another year is not taken for this one; give that year's"
            faults.append(Fault(Place(path.name, field="year"), found, expected, remedy))
    ordered = sorted(read, key=lambda pair: pair[1].known_on or date.min)
    for (before, one), (path, other) in pairwise(ordered):
        if one.known_on == other.known_on:
            when = str(other.known_on or "the beginning")
            found, expected = f"known from {when}, as is {before.name}", "a day for each version"
            remedy = "state `known_on`, the day from which its lists were known"
            faults.append(Fault(Place(path.name, field="known_on"), found, expected, remedy))
    if (
        ordered
        and not faults
        and not ordered[0][1].is_known(ordered[0][1].financial_year.first_day)
    ):
        path, first = ordered[0]
        found = f"known from {first.known_on}"
        expected = f"a version known on {first.financial_year.first_day}, the first run"
        remedy = "give the lists that the year began with; their version needs no `known_on`"
        faults.append(Fault(Place(path.name, field="known_on"), found, expected, remedy))
    if faults:
        raise InputFaults(faults)
    return tuple(each for _, each in ordered)


def quarter_days(year: FinancialYear, quarter: int) -> tuple[date, date]:
    """Return the first day of a quarter, 0 for April to June, and the first day after it."""
    first = year.month(3 * quarter + 1)
    if quarter == 3:
        return first, year.last_day + timedelta(days=1)
    return first, year.month(3 * quarter + 4)


def _faults(found: QuarterlyLists, located: Located) -> Iterator[Fault]:
    if found.per_head is not None and found.per_head > MOST_PER_HEAD:
        place, said = located.place(("per_head",)), f"{found.per_head:,f} pounds a head"
        yield Fault(place, said, f"at most {MOST_PER_HEAD:,}: the overflow guard", "check the unit")
    if not found.practices:
        yield Fault(located.place(("practices",)), "no practice", "one at least", "add them")
    seen: dict[str, int] = {}
    for index, each in enumerate(found.practices):
        at = ("practices", index)
        if each.practice in seen:
            first = located.place(("practices", seen[each.practice])).line
            place = located.place((*at, "practice"))
            said = f"{each.practice} again, after line {first}"
            yield Fault(place, said, "each practice once", "keep one, with all its quarters")
        seen.setdefault(each.practice, index)
        yield from _day_faults(found, each, located, at)
        yield from _list_faults(found, each, located, at)


def _day_faults(
    found: QuarterlyLists, each: PracticeLists, located: Located, at: tuple[str | int, ...]
) -> Iterator[Fault]:
    year = found.financial_year
    for name, day in (("joins", each.joins), ("leaves", each.leaves)):
        if day is not None and not year.first_day <= day <= year.last_day:
            place, said = located.place((*at, name)), f"{each.practice} {name} on {day}"
            yield Fault(place, said, f"a day of {year}", "leave it out if it is not in the year")
    if each.joins and each.leaves and each.leaves <= each.joins:
        place = located.place((*at, "leaves"))
        said = f"{each.practice} leaves on {each.leaves} and joins on {each.joins}"
        yield Fault(place, said, "a day in at the least", "swap the two, or correct one")


def _list_faults(
    found: QuarterlyLists, each: PracticeLists, located: Located, at: tuple[str | int, ...]
) -> Iterator[Fault]:
    place = located.place((*at, "lists"))
    if len(each.lists) != 4:
        said = f"{each.practice} with {len(each.lists)} lists"
        yield Fault(place, said, "four, one a quarter from April", "add the missing quarters")
        return
    for quarter, size in enumerate(each.lists):
        first, end = quarter_days(found.financial_year, quarter)
        inside = (each.joins or first) < end and (each.leaves or end) > first
        if size is None and (inside or found.rule is ListRule.MEAN):
            said = f"{each.practice} without a list for quarter {quarter + 1}"
            yield Fault(place, said, "a list for it", "state it; nothing is filled in")
        if size is not None and size > MOST_PEOPLE:
            said = f"{each.practice} with a list of {size:,f}"
            expected = f"at most {MOST_PEOPLE:,}: the overflow guard"
            yield Fault(place, said, expected, "write people, not hundredths")
