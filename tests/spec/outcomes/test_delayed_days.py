"""How a month's delayed days become a number that can be compared, worked by hand.

A delayed day is a day on which somebody who was ready to leave a hospital bed was still in it.
"""

import math
from fractions import Fraction

import pytest

from capitula.ground.faults import InputFaults, ValueFault
from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import FinancialYear
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.breaks.found import Classed
from capitula.outcomes.comparison import CAUTION
from capitula.outcomes.delayed_transfers import read_delayed_transfers
from capitula.outcomes.month_range import MonthRange

ENTRIES = (("title", "Made up"), ("units", "delayed_days = days"))
COLUMNS = ("month", "area_code", "area_name", "delayed_days", "nhs", "social_care", "both")
YEAR = MonthRange.of_year(FinancialYear(2016))


def months(first_year, count):
    """Months from April of a year."""
    return [f"{first_year + (3 + n) // 12}-{(3 + n) % 12 + 1:02d}" for n in range(count)]


def table(place, england, *, first_year=2016):
    """A small table: one count a month for Placetown and for England; None leaves a month out."""
    rows = [
        (month, code, name, str(count), str(count), "0", "0")
        for code, name, counts in (("E1", "Placetown", place), ("E9", "England", england))
        for month, count in zip(months(first_year, len(counts)), counts, strict=True)
        if count is not None
    ]
    return FigureTable("delayed_transfers", ENTRIES, COLUMNS, tuple(rows))


def test_a_month_is_read_as_beds_a_day():
    """600 delayed days are 20 beds in April, which has 30 days, and 19 and a bit in May."""
    place = read_delayed_transfers(table([600, 600], [9000, 9000])).place
    april, may = place.months
    assert place.per_day(april) == 20
    assert place.per_day(may) == Fraction(600, 31)


def test_the_mean_of_a_year_weighs_each_day_the_same():
    """All delayed days of the year ÷ all its days; not the mean of twelve monthly numbers."""
    place = read_delayed_transfers(table([365] * 12, [36500] * 12)).place
    assert place.daily_mean(YEAR).value == Fraction(12 * 365, 365)


def test_a_place_stands_beside_england_by_its_own_baseline():
    """Placetown halves from 20 a day, England falls by a quarter: indexes of 50 and 75.

    Nobody is divided by a number of people: one year's population was not in force for the others.
    """
    days = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]
    place = [20 * d for d in days] + [10 * d for d in days]
    england = [4000 * d for d in days] + [3000 * d for d in days]
    comparison = read_delayed_transfers(table(place, england)).compare(YEAR)
    standings = {s.name: (s.baseline_mean, s.latest_mean, s.index) for s in comparison.standings}
    assert standings == {"Placetown": (20, 10, 50), "England": (4000, 3000, 75)}
    assert comparison.title() == (
        "Against 2016/17 as 100, delayed days stood at 50 in Placetown and 75 in England"
    )
    assert comparison.finding() == (
        "In the 12 months to March 2018, Placetown had 10.0 delayed days a day, against 20.0 a day "
        "in 2016/17: an index of 50, where its own 2016/17 is 100.",
        "On the same reckoning England stood at 75.",
        "Delayed days of Placetown fell by 33% in April 2017, beside England, in one step ("
        "otherwise there is no change at all). The data give no reason, so care or the way of "
        "counting may have changed. Until somebody records a reason, no effect may be claimed "
        "across it.",
        CAUTION,
    )


def test_every_finding_ends_with_the_caution():
    """The page describes. It never says that a contract worked or did not."""
    finding = read_delayed_transfers(table([300] * 12, [900] * 12)).compare(YEAR).finding()
    assert finding[-1] == CAUTION
    assert "does not test the contract" in CAUTION


def test_a_missing_month_is_named_and_nothing_stands_in_for_it():
    """July 2017 is taken out. It stays out, by name; the mean is that of the other months."""
    counts = [300] * 24
    counts[15] = None
    transfers = read_delayed_transfers(table(counts, [9000] * 24))
    july = YEAR.last + 4
    assert transfers.place.missing == (july,)
    assert transfers.place.per_day(july) is None
    comparison = transfers.compare(YEAR)
    assert comparison.indexed[0].at(july) is None
    assert comparison.standings[0].latest_mean == Fraction(11 * 300, 365 - 31)
    named = "Placetown has no figure for July 2017; nothing stands in for it."
    assert named in comparison.finding()


def test_an_empty_cell_is_missing_and_not_nought():
    rows = table([300] * 12, [9000] * 12).rows
    emptied = (("2016-04", "E1", "Placetown", "", "", "", ""), *rows[1:])
    place = read_delayed_transfers(
        FigureTable("delayed_transfers", ENTRIES, COLUMNS, emptied)
    ).place
    assert place.missing == (YEAR.first,)


def test_a_baseline_with_a_missing_month_is_refused():
    """A baseline of eleven months would be another baseline than the one stated."""
    counts = [300] * 12
    counts[2] = None
    comparison = read_delayed_transfers(table(counts, [9000] * 12)).compare(YEAR)
    with pytest.raises(ValueFault, match="no figure for June 2016 in the series of Placetown"):
        comparison.finding()


def test_a_jump_inside_the_baseline_is_told_with_the_finding():
    """Placetown's count trebles in October 2016, half-way through the baseline; England's does not.

    Against 2016/17 Placetown has risen; against 2015/16 it has trebled. Both are said, and that
    nobody knows whether care changed or the counting.
    """
    place = [100] * 18 + [300] * 18
    comparison = read_delayed_transfers(table(place, [9000] * 36, first_year=2015)).compare(YEAR)
    (step,) = comparison.steps
    assert (step.time, step.step_log) == ("2016-10", pytest.approx(math.log(3)))
    assert step.classed is Classed.UNEXPLAINED
    assert comparison.title().endswith("; but Placetown’s count jumped in October 2016")
    told = " ".join(comparison.finding())
    assert "Delayed days of Placetown jumped to 3.0 times the former level in October 2016" in told
    assert "care or the way of counting may have changed" in told
    assert "With 2015/16 as 100 instead, Placetown would stand at 301" in told


def test_a_slow_rise_is_no_jump():
    place = [round(100 * 1.03**n) for n in range(36)]
    comparison = read_delayed_transfers(table(place, [9000] * 36, first_year=2015)).compare(YEAR)
    assert comparison.steps == ()


def test_parts_that_do_not_sum_are_refused_with_their_line():
    rows = list(table([300] * 12, [9000] * 12).rows)
    rows[3] = ("2016-07", "E1", "Placetown", "300", "100", "100", "90")
    with pytest.raises(InputFaults) as caught:
        read_delayed_transfers(FigureTable("delayed_transfers", ENTRIES, COLUMNS, tuple(rows)))
    (fault,) = caught.value.faults
    assert (fault.place.line, fault.found) == (7, "300 in all, but 290 in its parts")


def test_a_month_that_stands_twice_is_refused():
    rows = table([300] * 12, [9000] * 12).rows
    with pytest.raises(InputFaults, match="a second row for Placetown and this month"):
        read_delayed_transfers(FigureTable("delayed_transfers", ENTRIES, COLUMNS, (*rows, rows[0])))


def test_a_baseline_is_made_of_whole_months():
    assert MonthRange.of(PartialDate.parse("2016/17")) == YEAR
    assert MonthRange.of(PartialDate.parse("2016-04/2017-03")) == YEAR
    with pytest.raises(ValueFault, match="whole months with a first and a last"):
        MonthRange.of(PartialDate.parse("by 2017-03"))
    with pytest.raises(ValueFault, match="whole months with a first and a last"):
        MonthRange.of(PartialDate.parse("2016-04-15/2017-03-31"))
