"""Dates as people state them: what each form could mean, and what is refused."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from capitula.ground.faults import ValueFault
from capitula.ground.partial_date import PartialDate, Precision

FORMS = """
2018-11-03          day             2018-11-03  2018-11-03
2018-11             month           2018-11-01  2018-11-30
2016-02             month           2016-02-01  2016-02-29
2018                year            2018-01-01  2018-12-31
2018/19             financial_year  2018-04-01  2019-03-31
2018/2019           financial_year  2018-04-01  2019-03-31
1999/00             financial_year  1999-04-01  2000-03-31
spring 2018         season          2018-03-01  2018-05-31
Summer 2018         season          2018-06-01  2018-08-31
autumn 2018         season          2018-09-01  2018-11-30
winter 2018         season          2018-12-01  2019-02-28
early spring 2018   season          2018-03-01  2018-03-31
mid autumn 2018     season          2018-10-01  2018-10-31
late winter 2019    season          2020-02-01  2020-02-29
spring              season          -           -
by 2018-04          by              -           2018-04-30
by 2018-04-01       by              -           2018-04-01
by spring 2018      by              -           2018-05-31
before 2018-04      before          -           2018-03-31
before 2018         before          -           2017-12-31
not before 2018-04  not_before      2018-04-01  -
not before 2018-04-02 not_before    2018-04-02  -
about 2014          about           2013-01-01  2015-12-31
about 2016          about           2015-01-01  2017-12-31
about 2018-02       about           2018-01-01  2018-03-31
about 2018-02-10    about           2018-02-09  2018-02-11
about 2018/19       about           2017-04-01  2020-03-31
about spring 2018   about           2017-12-01  2018-08-31
2018-10/2018-11     range           2018-10-01  2018-11-30
2018-10-05/2018-11  range           2018-10-05  2018-11-30
2018/2018-11        range           2018-01-01  2018-11-30
unknown             unknown         -           -
"""


def day(text):
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("line", FORMS.strip().splitlines())
def test_every_form_means_these_days(line):
    *words, precision, earliest, latest = line.split()
    stated = PartialDate.parse(" ".join(words))
    assert stated.precision == Precision(precision)
    assert (stated.earliest, stated.latest) == (day(earliest), day(latest))


REFUSED = """
2018-04-31
2018-13
2018-4-1
20180401
0000
18
31/04/2018
01.04.18
43407
April 2018
3 November 2018
Nov-18
soon
Q2 2018
spring 0000
winter 9999
about 0001
about 9999
before 0001-01-01
9999-12/10000
2018/20
2018/2119
2018-11/2018-10
2018-10/soon
by
by soon
by by 2018
not before by 2018-04
about unknown
by unknown
"""


FULL_WIDTH = "".join(chr(ord(digit) + 0xFEE0) for digit in "2018")


@pytest.mark.parametrize("text", [*REFUSED.strip().splitlines(), "", " ", FULL_WIDTH])
def test_other_forms_are_refused(text):
    with pytest.raises(ValueFault) as refused:
        PartialDate.parse(text)
    assert refused.value.found == repr(text)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2018-04-31", "correct the day: April 2018 has 30 days"),
        ("2019-02-29", "correct the day: February 2019 has 28 days"),
        ("2018-14-02", "write year, month, day; there is no month 14"),
        ("31 April 2018", "write year, month, day; April 2018 has 30 days"),
        ("04/01/2018", "write year, month, day: 2018-01-04 or 2018-04-01"),
        ("4/13/18", "write year, month, day: 2018-04-13"),
        ("43407", "a spreadsheet's day number? Format the column as text and write 2018-11-03"),
        ("3rd November 2018", "write 2018-11-03"),
        ("by 3 Nov 2018", "write 2018-11-03"),
        ("Nov-18", "write 2018-11"),
        ("Sept 2018", "write 2018-09"),
        ("soon", "write one of these forms"),
    ],
)
def test_what_was_probably_meant_is_said(text, remedy):
    with pytest.raises(ValueFault) as refused:
        PartialDate.parse(text)
    assert refused.value.remedy == remedy


days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
plain = st.one_of(
    days.map(date.isoformat),
    days.map(lambda d: f"{d:%Y-%m}"),
    days.map(lambda d: f"{d:%Y}"),
    days.map(lambda d: f"{d.year}/{(d.year + 1) % 100:02d}"),
)
seasons = st.builds(
    lambda part, season, d: f"{part}{season} {d.year}",
    st.sampled_from(["", "early ", "mid ", "late "]),
    st.sampled_from(["spring", "summer", "autumn", "winter"]),
    days,
)
ranges = st.builds(
    lambda first, second: "/".join(f"{d:%Y-%m}" for d in sorted([first, second])), days, days
)
whole = st.one_of(plain, seasons, ranges)
prefixed = st.builds(
    lambda prefix, words: f"{prefix} {words}",
    st.sampled_from(["by", "before", "not before", "about"]),
    whole,
)
texts = st.one_of(whole, prefixed, st.sampled_from(["unknown", "spring", "late autumn"]))
stated_dates = texts.map(PartialDate.parse)


@given(texts)
def test_the_words_are_kept(text):
    stated = PartialDate.parse(text)
    assert str(stated) == text
    assert PartialDate.parse(str(stated)) == stated
    assert PartialDate.parse(f"  {text.replace(' ', '   ')} ") == stated


@given(stated_dates)
def test_the_earliest_day_is_not_after_the_latest(stated):
    if stated.earliest and stated.latest:
        assert stated.earliest <= stated.latest


def bounds(stated):
    return stated.earliest, stated.latest


@pytest.mark.parametrize(
    ("season", "other", "agree"),
    [
        ("late spring", "2018-05-20", True),
        ("late spring", "spring", True),
        ("late spring", "2018-04", False),
        ("late spring", "by 2018-04", False),
        ("late spring", "2018", False),
        ("winter", "2018-02", True),
        ("late spring", "unknown", True),
    ],
)
def test_a_season_without_a_year_still_says_something(season, other, agree):
    """The words "late spring" and "by April 2018" are two claims; they cannot both hold."""
    one, two = PartialDate.parse(season), PartialDate.parse(other)
    assert one.agrees_with(two) is two.agrees_with(one) is agree


@given(stated_dates, stated_dates, stated_dates)
def test_within_is_a_partial_order(one, two, three):
    assert one.within(one)
    if one.within(two) and two.within(one):
        assert bounds(one) == bounds(two)
    if one.within(two) and two.within(three):
        assert one.within(three)


@given(stated_dates, stated_dates)
def test_a_narrower_statement_agrees(one, two):
    assert one.agrees_with(two) == two.agrees_with(one)
    if one.within(two):
        assert one.agrees_with(two)
    assert one.agrees_with(PartialDate.parse("unknown"))


@given(days, stated_dates)
def test_a_whole_day_agrees_if_the_statement_could_mean_it(a_day, stated):
    if stated.precision == "season" and stated.earliest is None:
        could = a_day.month in {"spring": {3, 4, 5}, "late autumn": {11}}[stated.text]
    else:
        could = (stated.earliest is None or stated.earliest <= a_day) and (
            stated.latest is None or a_day <= stated.latest
        )
    assert PartialDate.of(a_day).within(stated) == could


@given(days, stated_dates)
def test_before_is_said_only_when_no_day_is_left(a_day, stated):
    """`is_before` must hold whatever was meant; `may_be_before` for at least one meaning."""
    if stated.is_before(a_day):
        assert stated.may_be_before(a_day)
    if stated.earliest and stated.latest:
        some = [stated.earliest, stated.latest]
        assert stated.is_before(a_day) == all(d < a_day for d in some)
        assert stated.may_be_before(a_day) == any(d < a_day for d in some)


@given(whole)
def test_about_widens_by_its_own_unit(text):
    plain_one, about = PartialDate.parse(text), PartialDate.parse(f"about {text}")
    assume(plain_one.earliest and plain_one.latest)
    assert plain_one.within(about)
    assert about.earliest < plain_one.earliest
    assert about.latest > plain_one.latest
