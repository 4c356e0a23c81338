"""Financial years, April to March, and their months M1 to M12."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.ground.faults import ValueFault
from capitula.ground.financial_year import FinancialYear, month_end, month_index, month_start

years = st.integers(1, 9998).map(FinancialYear)
days = st.dates(date(2, 1, 1), date(9998, 12, 31))


def test_a_year_in_words():
    year = FinancialYear.parse("2018/19")
    assert (year.first_day, year.last_day) == (date(2018, 4, 1), date(2019, 3, 31))
    assert [year.month(n).strftime("%b") for n in (1, 6, 10, 12)] == ["Apr", "Sep", "Jan", "Mar"]
    assert str(year) == "2018/19"


@pytest.mark.parametrize("text", ["2018/19", "2018-19", "2018/2019", " 2018/19 "])
def test_forms(text):
    assert FinancialYear.parse(text) == FinancialYear(2018)


@pytest.mark.parametrize(
    "text",
    ["2018", "2018/20", "2018/2119", "2018/17", "18/19", "2018 19", "9999/00", "0000/01", ""],
)
def test_refused(text):
    with pytest.raises(ValueFault):
        FinancialYear.parse(text)


@given(years)
def test_text_and_year_are_one(year):
    assert FinancialYear.parse(f"{year.start:04d}/{str(year)[-2:]}") == year


@given(years, st.integers(1, 12))
def test_a_month_has_its_number_on_each_of_its_days(year, number):
    first = year.month(number)
    assert year.month_number(first) == number
    assert year.month_number(month_end(month_index(first))) == number
    assert FinancialYear.of(first) == year


@pytest.mark.parametrize("number", [0, 13, -1])
def test_there_is_no_thirteenth_month(number):
    with pytest.raises(ValueFault, match="M1 to M12"):
        FinancialYear(2018).month(number)


def test_a_day_of_another_year_has_no_number():
    with pytest.raises(ValueFault, match="it lies in 2019/20"):
        FinancialYear(2018).month_number(date(2019, 4, 1))


@given(days)
def test_every_day_lies_in_one_year(day):
    year = FinancialYear.of(day)
    assert year.first_day <= day <= year.last_day


@given(days)
def test_months_are_whole(day):
    index = month_index(day)
    assert month_start(index) <= day <= month_end(index)
    assert month_end(index) + timedelta(days=1) == month_start(index + 1)
