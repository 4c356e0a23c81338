"""Start of services, extension, break points and the last safe day of notice."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.extension import (
    ExtensionFacts,
    break_points,
    extension_check,
    last_safe_notice,
)
from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.start import ConditionPrecedent, change_notified, service_start
from capitula.ground.faults import ValueFault
from capitula.ground.operational_days import OperationalCalendar

CALENDAR = OperationalCalendar.freeze(2019, 2021)


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("expected", "last_met", "start"),
    [
        # | expected   | last condition met | start        |
        ("2020-04-01", "2020-03-31", "2020-04-01"),
        ("2020-04-01", "2020-04-01", "2020-04-02"),
        ("2020-04-01", "2020-05-15", "2020-05-16"),
    ],
)
def test_the_later_of_expected_and_the_day_after_all_conditions(expected, last_met, start):
    conditions = (
        ConditionPrecedent("insurance", date(2020, 1, 10)),
        ConditionPrecedent("guarantee", day(last_met)),
    )
    answer = service_start(day(expected), conditions)
    assert answer.figures["start"] == day(start)
    assert answer.rule.source == ("GC19",)


def test_an_open_condition_leaves_the_start_open():
    conditions = (ConditionPrecedent("guarantee"), ConditionPrecedent("lease", date(2020, 1, 1)))
    answer = service_start(date(2020, 4, 1), conditions, on=date(2020, 5, 1))
    assert answer.outcome == "cannot_be_judged"
    assert answer.missing == ("the day on which guarantee is met",)
    assert answer.figures["late"] == ["guarantee"]


def test_none_known_is_not_none_at_all():
    assert service_start(date(2020, 4, 1), None).outcome == "cannot_be_judged"
    assert service_start(date(2020, 4, 1), ()).figures["start"] == date(2020, 4, 1)
    assert service_start(None, ()).missing == ("the expected commencement date",)


def test_the_longstop_if_it_is_earlier():
    conditions = (ConditionPrecedent("lease", date(2020, 3, 2), longstop=date(2020, 3, 1)),)
    answer = service_start(date(2020, 4, 1), conditions)
    assert answer.figures["start"] == date(2020, 4, 1)
    assert answer.figures["late"] == ["lease"]


@pytest.mark.parametrize(
    ("aware", "notified", "due", "outcome"),
    [
        # | aware on    | notified     | due          | answer |
        ("2020-04-06", "2020-04-15", "2020-04-15", "in_time"),  # over Easter
        ("2020-04-06", "2020-04-16", "2020-04-15", "late"),
        ("2020-06-01", "", "2020-06-08", "cannot_be_judged"),
    ],
)
def test_a_material_change_is_notified_within_five_operational_days(aware, notified, due, outcome):
    answer = change_notified(day(aware), day(notified), CALENDAR)
    assert answer.figures["due"] == day(due)
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("new_end", "before", "stated", "outcome", "limb"),
    [
        # | new end     | used | stated | answer           | failed  |
        ("2027-03-31", 0, True, "within_the_option", []),
        ("2027-04-01", 0, True, "a_variation", ["length"]),
        ("2026-03-31", 1, True, "a_variation", ["once"]),
        ("2026-03-31", 0, False, "a_variation", ["stated"]),
        ("2026-03-31", 0, None, "cannot_be_judged", []),
        ("2030-03-31", 1, False, "a_variation", ["once", "length", "stated"]),
    ],
)
def test_an_extension_once_at_most_two_years_and_stated(new_end, before, stated, outcome, limb):
    answer = extension_check(ExtensionFacts(date(2025, 3, 31), day(new_end), before, stated))
    assert answer.outcome == outcome
    assert [reason.limb for reason in answer.failed] == limb


def test_last_safe_notice_is_the_end_less_the_notice():
    assert last_safe_notice(date(2023, 9, 30), months=12).notice_by == date(2022, 9, 30)
    assert last_safe_notice(date(2024, 3, 31), days=90).notice_by == date(2024, 1, 1)
    assert last_safe_notice(date(2024, 3, 31), months=1).notice_by == date(2024, 2, 29)
    points = break_points((date(2030, 4, 1), date(2027, 4, 1)), months=12)
    assert [(p.what, str(p.notice_by)) for p in points] == [
        ("break point 1", "2026-04-01"),
        ("break point 2", "2029-04-01"),
    ]
    with pytest.raises(ValueFault, match="state it"):
        last_safe_notice(date(2024, 3, 31))


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60), st.integers(0, 400))
def test_notice_on_the_last_safe_day_has_run_out_by_the_end(end, months, days):
    if months == days == 0:
        return
    safe = last_safe_notice(end, months=months, days=days).notice_by
    assert months_after(safe + timedelta(days=days), months) <= end


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.lists(st.dates(date(2000, 1, 1),
       date(2090, 1, 1)), max_size=5))  # fmt: skip
def test_services_never_start_before_expected_or_before_a_condition_is_met(expected, met):
    conditions = tuple(ConditionPrecedent(str(n), day) for n, day in enumerate(met))
    start = service_start(expected, conditions).figures["start"]
    assert start >= expected
    assert all(start > day for day in met)
    assert start == expected or any((start - day).days == 1 for day in met)
