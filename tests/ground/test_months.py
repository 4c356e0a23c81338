"""Months between two dates: a range that leaves no possible answer out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate

SPANS = """
2018-04-01 | 2019-04-01 | 12
2018-04-30 | 2018-05-01 | 1
2018-05-01 | 2018-04-30 | -1
2018-04 | 2018-04 | 0
2018-04 | 2018-10 | 6
2018 | 2018-11 | -1 to 10
2018 | 2018 | -11 to 11
2018/19 | 2019/20 | 1 to 23
spring 2018 | autumn 2018 | 4 to 8
2018-04 | not before 2020-04 | at least 24
2018-04 | by 2020-04 | at most 24
by 2018-04 | 2018-10 | at least 6
not before 2018-04 | 2018-10 | at most 6
2018-04 | unknown | not computable
by 2018-04 | by 2019-04 | not computable
"""


@pytest.mark.parametrize("line", SPANS.strip().splitlines())
def test_a_span_is_a_range_where_a_date_is_partial(line):
    start, end, expected = (part.strip() for part in line.split("|"))
    assert str(months_between(PartialDate.parse(start), PartialDate.parse(end))) == expected


def test_only_one_number_is_exact():
    assert MonthSpan(3, 3).is_exact
    assert not MonthSpan(3, 4).is_exact
    assert not MonthSpan(None, None).is_exact


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
pairs = st.tuples(days, days).map(sorted)


def counted(start, end):
    """Months counted on the calendar, one by one."""
    steps = 0
    year, month = start.year, start.month
    while (year, month) < (end.year, end.month):
        month += 1
        if month == 13:
            year, month = year + 1, 1
        steps += 1
    return steps


@given(pairs)
def test_whole_days_count_as_on_the_calendar(pair):
    start, end = pair
    steps = counted(start, end)
    assert months_between(PartialDate.of(start), PartialDate.of(end)) == MonthSpan(steps, steps)
    assert months_between(PartialDate.of(end), PartialDate.of(start)) == MonthSpan(-steps, -steps)


def stated(day, draw):
    """A partial date that could mean the day."""
    form = draw(st.sampled_from(["day", "month", "year", "by", "not before", "about", "unknown"]))
    return {
        "day": f"{day}",
        "month": f"{day:%Y-%m}",
        "year": f"{day:%Y}",
        "by": f"by {day:%Y-%m}",
        "not before": f"not before {day:%Y-%m}",
        "about": f"about {day:%Y-%m}",
        "unknown": "unknown",
    }[form]


@given(days, days, st.data())
def test_a_span_is_never_narrower_than_what_was_meant(start, end, data):
    """Whatever two days were meant, their months lie within the span of the statements."""
    span = months_between(
        PartialDate.parse(stated(start, data.draw)), PartialDate.parse(stated(end, data.draw))
    )
    months = counted(start, end) if start <= end else -counted(end, start)
    assert span.least is None or span.least <= months
    assert span.most is None or months <= span.most


@given(days, days)
def test_a_span_is_no_wider_than_it_must_be(start, end):
    """For two months of a year the least and the most are both reached by some pair of days."""
    span = months_between(PartialDate.parse(f"{start:%Y}"), PartialDate.parse(f"{end:%Y-%m}"))
    reached = [12 * (end.year - start.year) + end.month - month for month in range(1, 13)]
    assert (span.least, span.most) == (min(reached), max(reached))
