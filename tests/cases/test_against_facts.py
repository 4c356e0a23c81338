"""The records of the cases against the table of facts and events from which they were written."""

import csv
import importlib.util
import re

import pytest

from capitula.case.folder import find_case
from capitula.contract.kinds import ValueStated
from capitula.ground.partial_date import PartialDate, Precision
from capitula.programme.kinds import MilestonePlanned
from capitula.record.sources import read_sources
from harness.case_records import CASES
from harness.case_records import authored as all_authored
from harness.places import ROOT

CODES = {"dudley": {"DUD", "ACO", "ENG"}, "wirral": {"WIR"}, "manchester": {"MAN"}}
"""What a case holds; what its reports say of the country stands in the case they are about."""
NAMED = re.compile(r"\b(?:R[0-4]-\d\d[a-z]?|(?:DUD|WIR|MAN|ACO)-\d\d)\b")


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


def authored(case):
    """What was told of a case; terms that this product froze and lessons it drew are no report."""
    own = ("measure_registered", "lesson_learned")
    return [draft for draft in all_authored(case) if draft.kind not in own]


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
        for name in (main(draft), *draft.body.facts):
            found = facts.get(name) or events[name]
            assert draft.source == found["source_id"], (draft.entry, name)


@pytest.mark.parametrize("case", CASES)
def test_a_fact_stands_in_the_case_it_is_about(case, facts, events):
    for draft in authored(case):
        fact, event = facts.get(main(draft)), events.get(main(draft))
        assert (fact["case"] if fact else event["case_id"]) in CODES[case], draft.entry


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
        for name in (main(draft), *draft.body.facts):
            if name in facts and not draft.entry.endswith(".question"):
                assert draft.speaker == facts[name]["speaker"], (draft.entry, name)


@pytest.mark.parametrize("case", CASES)
def test_a_body_is_spoken_for_only_by_its_own(case):
    """Reporters speak for nobody."""
    for draft in authored(case):
        if re.search(r"reporter|writer|unnamed|letter|silent|Macc", draft.speaker):
            assert draft.speaks_for is None, draft.entry


def stated_dates(row):
    """The dates that a fact or an event gives: planned, or reached, or worked out."""
    if row.get("about_precision") == "approximate":
        return [f"about {row['about_date']}"]
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
            assert words[0] in ("2018-04/2019-03", "2015-04/2016-03")
            assert stated.precision is Precision.FINANCIAL_YEAR
        elif row.get("about_precision") == "approximate":
            year = PartialDate.parse(words[0])
            assert stated.within(year) or str(stated) in (*words, "before 2015-03"), draft.entry
        else:
            assert any(stated.agrees_with(PartialDate.parse(w)) for w in words), draft.entry


@pytest.mark.parametrize("case", CASES)
def test_bounds_of_dates_are_kept(case, facts):
    """Not later than, not before: the fact's basis says it, and the entry's date too."""
    for draft in authored(case):
        fact = facts.get(main(draft), {"basis": "", "about_precision": ""})
        if not isinstance(draft.body, MilestonePlanned) or not draft.body.date:
            continue
        text = str(draft.body.date)
        assert ("not before" in fact["basis"]) == text.startswith("not before"), draft.entry
        by = "not later than" in fact["basis"] or fact["about_precision"] == "by_month"
        assert by == text.startswith("by ") or draft.entry == "MAN-08", draft.entry


@pytest.mark.parametrize("case", CASES)
def test_amounts_are_those_of_the_fact(case, facts):
    for draft in authored(case):
        fact = facts.get(main(draft))
        if isinstance(draft.body, ValueStated) and fact:
            amount = draft.body.amount
            assert fact["value"] == ("" if amount is None else str(amount)), draft.entry
            stated = "not stated" not in fact["basis"] and fact["basis"] != ""
            assert stated or draft.body.basis in (
                "not_stated",
                "services_run",
                "delegated_budget",
            ), draft.entry


OWN_WORDS = {"statement", "context"}
"""The kinds of fact that may be held by a plain statement."""


@pytest.fixture(scope="module")
def script():
    """`scripts/fact_mapping.py`."""
    spec = importlib.util.spec_from_file_location(
        "fact_mapping", ROOT / "scripts" / "fact_mapping.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_fact_is_held_by_an_entry_of_its_own_speaker_source_and_days(
    script, facts, published
):
    """Named by an entry's identifier or in its `facts`; never in words alone."""
    held = script.holders()
    assert not [name for name in facts if not held[name]]
    for name, fact in facts.items():
        source = published[fact["source_id"]]
        said = [
            draft
            for draft in held[name]
            if (draft.speaker, draft.source) == (fact["speaker"], fact["source_id"])
            and str(draft.known_from) == source["not_before"]
            and str(draft.known_to) == source["not_after"]
        ]
        assert said, name


def test_only_statements_and_context_are_held_as_statements(script, facts):
    held = script.holders()
    for name, fact in facts.items():
        if fact["kind"] not in OWN_WORDS:
            assert {draft.kind for draft in held[name]} - {"statement"}, name


def test_the_date_a_fact_is_about_is_the_date_of_its_entry(script, facts):
    """To the month: in the body, in force, or in force by then; `reported` is the report's own."""
    held = script.holders()
    for name, fact in facts.items():
        if fact["about_precision"] not in ("day", "month", "by_month", "range_start"):
            continue
        about = PartialDate.parse(fact["about_date"][:7])
        dates = [date for draft in held[name] for date in dates_of(draft)]
        assert any(_meets(about, date) for date in dates), (name, [str(d) for d in dates])


def dates_of(draft):
    """Every date an entry holds: from when it is in force, known, and those of its body."""
    stated = [getattr(draft.body, key, None) for key in type(draft.body).model_fields]
    found = [date for date in stated if isinstance(date, PartialDate)]
    days = [PartialDate.of(day) for day in (draft.known_from, draft.known_to) if day]
    return [*found, *filter(None, (draft.in_force_from, draft.in_force_to)), *days]


def _meets(one, other):
    """Whether two dates share a day."""
    starts = one.earliest is None or other.latest is None or one.earliest <= other.latest
    ends = other.earliest is None or one.latest is None or other.earliest <= one.latest
    return starts and ends


def test_the_events_of_the_three_cases_are_held_too(script, events):
    """But those that say what one of the five articles says better, as facts."""
    told = {name for name, row in events.items() if row["source_id"] in SPLIT_INTO_FACTS}
    mine = {name for name, row in events.items() if row["case_id"] in ("DUD", "WIR", "MAN")}
    held = script.holders()
    assert not {name for name in mine - told if not held[name]}


SPLIT_INTO_FACTS = {"R0", "R1", "R2", "R3", "R4"}


def test_the_printed_mapping(script, facts, shared, capsys):
    assert script.main([str(shared / "cases")]) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("17 kinds of fact, 269 facts\n")
    assert "nothing" not in printed
    for fact in facts.values():
        assert f"\n{fact['kind']} " in printed
