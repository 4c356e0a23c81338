"""Comparable contracts, as known on a day: what others planned, and what came of it.

A forecast for one contract may use what was known of others by then, and nothing of itself. What is
known only in hindsight lies in tables of its own.
"""

import csv
import importlib.util
from datetime import date

import pytest

from capitula.ground.faults import ValueFault
from capitula.programme.reference_class.loading import HOW_CHOSEN, hindsight, reference_class
from harness.places import PACKAGE, ROOT

FOLDER = PACKAGE / "programme" / "reference_class"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("day", [date(2014, 1, 1), date(2016, 7, 30), date(2018, 1, 31), TODAY])
def test_nothing_known_later_is_in_it(day):
    found = reference_class(day)
    assert all(event.known <= day for event in found.events)
    assert all(plan.known <= day for plan in found.first_plans)


def test_a_month_counts_from_its_last_day():
    """A page of July 2016 is known on the 31st, not on the 30th."""
    then = {event.event for event in reference_class(date(2016, 7, 30)).events}
    now = {event.event for event in reference_class(date(2016, 7, 31)).events}
    assert "DUD-05" in now - then


def test_a_row_without_a_day_is_left_out_and_counted():
    found = reference_class(TODAY)
    assert "DUD-24" not in {event.event for event in found.events}
    assert (found.undated, found.later) == (6, 0)
    assert len(found.events) == 174


def test_every_row_is_in_left_out_or_later():
    """Nothing falls out of the count."""
    early = reference_class(date(2017, 6, 30))
    total = len(early.events) + len(early.first_plans) + early.undated + early.later
    late = reference_class(TODAY)
    assert total == len(late.events) + len(late.first_plans) + late.undated


def test_a_case_is_never_its_own_prior():
    found = reference_class(TODAY, without="dudley")
    assert found.without == ("DUD", "VAN"), "the vanguards as a class count Dudley too"
    assert not {"DUD", "VAN"} & {row.case for row in (*found.events, *found.first_plans)}
    assert not {pair for pair in hindsight("dudley") if pair.startswith(("DUD", "VAN"))}


def test_a_case_that_is_not_there():
    with pytest.raises(ValueFault, match="did you mean 'dudley'"):
        reference_class(TODAY, without="dudly")


def test_lead_time_of_a_first_plan():
    """Manchester's start of April 2018 was planned by the end of June 2017: ten months before."""
    (plan,) = (p for p in reference_class(TODAY).first_plans if p.pair == "MAN-D2")
    assert (plan.milestone, str(plan.planned), str(plan.lead)) == ("start", "2018-04", "10")


def test_never_is_a_result():
    results = hindsight()
    assert results["DUD-D2"].status == "never"
    assert results["MAN-D2"].status == "lesser_form"
    assert results["MAN-D1"].censored, "no start found is not proof that there was none"
    assert {result.status for result in results.values()} == {
        "happened",
        "lesser_form",
        "never",
        "never_in_sources",
        "happened_early",
        "open",
    }


def test_hindsight_is_kept_apart():
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            columns = set(next(csv.reader(file)))
        told_later = {"status", "censored", "last_planned", "annual_value_gbp", "people"} & columns
        assert bool(told_later) == path.stem.endswith("hindsight"), path.name


def test_only_facts_are_taken():
    """Every source has its publisher and says that no text is reproduced."""
    with (FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["source"]: row for row in csv.DictReader(file)}
    assert {row["licence"] for row in listed.values()} == {"facts; no text reproduced"}
    assert all(row["publisher"] for row in listed.values())
    assert {event.source for event in reference_class(TODAY).events} <= listed.keys()
    assert "upper bounds" in HOW_CHOSEN


def test_the_tables_are_those_that_the_script_makes(shared):
    path = ROOT / "scripts" / "make_reference_class.py"
    spec = importlib.util.spec_from_file_location("make_reference_class", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.main([str(shared / "cases"), "--check"]) == 0
