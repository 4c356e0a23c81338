"""The records of the cases against the table of facts and events from which they were written."""

import csv
import re
from collections import Counter

import pytest

from capitula.case.folder import find_case
from capitula.ground.partial_date import PartialDate, Precision
from capitula.record.sources import read_sources
from harness.case_records import CASES, authored

CODES = {"dudley": "DUD", "wirral": "WIR", "manchester": "MAN"}
NAMED = re.compile(r"\b(?:R[0-4]-\d\d[a-z]?|(?:DUD|WIR|MAN)-\d\d)\b")


def rows(shared, name, key):
    with (shared / "cases" / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def facts(shared):
    return rows(shared, "facts.csv", "fact_id")


@pytest.fixture(scope="module")
def events(shared):
    return rows(shared, "events.csv", "event_id")


@pytest.fixture(scope="module")
def published(shared):
    return rows(shared, "sources.csv", "source_id")


def main(draft):
    """The fact or event an entry rests on: R4-18c for the entry R4-18c.part."""
    return draft.entry.partition(".")[0]


@pytest.mark.parametrize("case", CASES)
def test_every_entry_is_a_fact_or_an_event(case, facts, events):
    for draft in authored(case):
        assert NAMED.fullmatch(main(draft)), draft.entry
        assert main(draft) in facts or main(draft) in events, draft.entry


@pytest.mark.parametrize("case", CASES)
def test_the_source_is_that_of_the_fact(case, facts, events):
    for draft in authored(case):
        rest = [main(draft), *NAMED.findall(draft.body.note.partition("Also ")[2])]
        for name in rest:
            found = facts.get(name) or events[name]
            assert draft.source == found["source_id"], (draft.entry, name)


@pytest.mark.parametrize("case", CASES)
def test_a_fact_stands_in_the_case_it_is_about(case, facts, events):
    for draft in authored(case):
        fact, event = facts.get(main(draft)), events.get(main(draft))
        assert (fact["case"] if fact else event["case_id"]) == CODES[case], draft.entry


@pytest.mark.parametrize("case", CASES)
def test_it_is_known_when_its_source_was(case, published):
    for draft in authored(case):
        source = published[draft.source]
        known = [str(day) if day else "" for day in (draft.known_from, draft.known_to)]
        assert known == [source["not_before"], source["not_after"]], draft.entry


@pytest.mark.parametrize("case", CASES)
def test_the_sources_bear_the_dates_of_the_table(case, published):
    for name, source in read_sources(find_case(case).sources).items():
        if name not in published:
            assert source.not_after is None, name
            continue
        listed = published[name]
        assert str(source.published) == (listed["published"] or "unknown"), name
        assert str(source.not_before or "") == listed["not_before"], name
        assert str(source.not_after or "") == listed["not_after"], name


@pytest.mark.parametrize("case", CASES)
def test_the_speaker_is_that_of_the_fact(case, facts):
    """A question is put by the reporter; the fact tells who kept silent."""
    for draft in authored(case):
        fact = facts.get(main(draft))
        if fact and not draft.entry.endswith(".question"):
            assert draft.speaker == fact["speaker"], draft.entry


@pytest.mark.parametrize("case", CASES)
def test_a_body_is_spoken_for_only_by_its_own(case):
    """Reporters speak for nobody."""
    for draft in authored(case):
        if re.search(r"reporter|writer|unnamed|letter|silent|Macc", draft.speaker):
            assert draft.speaks_for is None, draft.entry


def stated_dates(row):
    """The dates that a fact or an event gives: planned, or reached."""
    if "value" in row:
        return [row["value"]]
    return [date for date in (row["planned_date"], row["actual_date"]) if date]


@pytest.mark.parametrize("case", CASES)
def test_dates_agree_with_the_fact(case, facts, events):
    for draft in authored(case):
        if draft.kind not in ("milestone_planned", "milestone_reached"):
            continue
        stated = getattr(draft.body, "date", None)
        row = facts.get(main(draft)) or events[main(draft)]
        if "." in draft.entry and main(draft) in events:
            continue  # the event's own date is that of its first entry
        words = stated_dates(row)
        if stated is None:
            assert words in (["none"], ["never"]), draft.entry
        elif row.get("about_precision") == "financial_year":
            assert words == ["2018-04/2019-03"]
            assert stated.precision is Precision.FINANCIAL_YEAR
        else:
            assert any(stated.agrees_with(PartialDate.parse(w)) for w in words), draft.entry


@pytest.mark.parametrize("case", CASES)
def test_bounds_of_dates_are_kept(case, facts):
    """Not later than, not before: the fact's basis says it, and the entry's date too."""
    for draft in authored(case):
        fact = facts.get(main(draft), {"basis": "", "about_precision": ""})
        if draft.kind != "milestone_planned" or not getattr(draft.body, "date", None):
            continue
        text = str(draft.body.date)
        assert ("not before" in fact["basis"]) == text.startswith("not before"), draft.entry
        by = "not later than" in fact["basis"] or fact["about_precision"] == "by_month"
        assert by == text.startswith("by ") or draft.entry == "MAN-08", draft.entry


@pytest.mark.parametrize("case", CASES)
def test_amounts_are_those_of_the_fact(case, facts):
    for draft in authored(case):
        fact = facts.get(main(draft))
        if draft.kind == "value_stated" and fact:
            amount = draft.body.amount
            assert fact["value"] == ("" if amount is None else str(amount)), draft.entry
            stated = "not stated" not in fact["basis"] and fact["basis"] != ""
            assert stated or draft.body.basis in (
                "not_stated",
                "services_run",
                "delegated_budget",
            ), draft.entry


LEFT_OUT = {
    "org-form-option": 10,  # options for the legal form: a kind that comes with the appraisal room
    "context": 7,
    "staff-transfer": 5,  # with the exit room
    "contract": 4,
    "scope": 4,  # what might be in; a rank; practices that were not counted
    "actual-date": 3,  # when a report was dated and added to
    "approval-step": 2,  # that there was a procurement
    "party": 2,  # who holds an office
    "money": 1,  # the form of payment, without an amount
}
"""Facts of the three cases that no entry holds yet, by kind."""


def test_what_is_not_in_the_record_yet(facts):
    told = {
        name
        for case in CASES
        for draft in authored(case)
        for name in (main(draft), *NAMED.findall(draft.body.note.partition("Also ")[2]))
    }
    left = [
        fact
        for fact in facts.values()
        if fact["case"] in CODES.values() and fact["fact_id"] not in told
    ]
    assert Counter(fact["kind"] for fact in left) == LEFT_OUT
