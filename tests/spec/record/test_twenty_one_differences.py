"""Where the reports differ, and how that is shown: twenty-one worked examples, C01 to C21.

The rules look at the entries alone. No list names these examples; each is what the rules find when
they are asked of the cases as they ship. A difference has one of six classes, and only a *clash*
warns: a *revision* took another's place, a *bound* is one figure told more or less exactly, an
*alias* is a second name, *distinct measures* count different things, and a *state by date* holds
at its own date.
"""

import csv
import re
from datetime import date

import pytest

from capitula.agreement import open_matters
from capitula.agreement.pairs import claim_pairs
from capitula.appraisal import form_history
from capitula.assurance.posts import posts
from capitula.case import open_case
from capitula.case.differences import differences
from capitula.case.organisations import organisations
from capitula.case.states import state_of
from capitula.contract.amounts import total, total_share, whole_term
from capitula.contract.scope_by_report import scope_by_report
from capitula.contract.value import BasisUnstated
from capitula.exit.end_dates import end_dates
from capitula.exit.ledger import ledger
from capitula.programme import gaps
from capitula.programme.baseline import baseline
from capitula.programme.plan_history import plan_histories
from capitula.programme.slip_table import slip_rows
from capitula.programme.time_spent import disputed_start
from capitula.record.difference import Sort
from capitula.record.differences import classed
from harness.case_records import authored, view

DONOR = "The Dudley Group NHS FT"
HOLDER = "Dudley Integrated Health and Care NHS Trust"


def found(case, known, about, sort=None, what=None):
    """The differences on a subject, as known on a day."""
    return [
        difference
        for difference in differences(view(case, known))
        if difference.about == about
        and sort in (None, difference.sort)
        and what in (None, difference.property_name)
    ]


def pairs(difference):
    return {frozenset((one.entry, other.entry)) for one, other in difference.pairs}


def claim(case, known, entry):
    return next(c for c in view(case, known).claims if c.entry == entry)


def test_c01_one_contract_two_sizes():
    """£5bn and £360m, a year's or a whole term's nobody says: a clash, and no arithmetic."""
    (clash,) = found("dudley", "2021-04-01", "contract", Sort.CLASH, "value")
    assert {"R4-13", "R1-07b"} in pairs(clash)
    assert claim("dudley", "2021-04-01", "R1-07b").value.text == "£360m, basis not stated"
    both = [claim("dudley", "2021-04-01", entry) for entry in ("R4-13", "R1-07b")]
    with pytest.raises(BasisUnstated, match="expected an amount with a stated basis"):
        total(both)
    length = claim("dudley", "2021-04-01", "DUD-08.length")
    with pytest.raises(BasisUnstated):
        whole_term(both[1], length)


def test_c01_a_conversion_is_derived_from_a_recorded_length():
    """£244.3m a year over the 15 years of the notice: £3.66bn, and it says where that is from."""
    yearly = claim("dudley", "2017-09-01", "DUD-05.value")
    whole = whole_term(yearly, claim("dudley", "2017-09-01", "DUD-08.length"))
    assert whole.amount_pence == 15 * 24_430_000_000
    assert whole.basis == "for the whole term, derived: DUD-05.value over DUD-08.length"


def slip(case, known, milestone):
    (history,) = (h for h in plan_histories(view(case, known)) if h.milestone == milestone)
    return [(row[0], row[1], row[4], row[5]) for row in slip_rows(history)]


def test_c02_one_history_for_each_milestone():
    """Award: known by, planned, months on the first plan, months on the plan before."""
    assert slip("dudley", "2021-04-01", "award") == [
        ("2016-07-31", "2017-04-01", "", ""),
        ("2018-01-23", "late spring (earlier plan)", "not computable", "not computable"),
        ("2018-01-23", "by 2018-04 (earlier plan)", "at most 12", "at most 12"),
        ("2018-01-23", "2018-10/2018-11", "18 to 19", "18 to 19"),
        ("2019-01-16", "2019 (earlier plan)", "21 to 32", "2 to 14"),
        ("2019-01-16", "not before 2020-04", "at least 36", "at least 17"),
    ]
    (revision,) = found("dudley", "2021-04-01", "award", Sort.REVISION)
    assert {"R4-09", "R3-07"} in pairs(revision), "the CCG stated its plan again"
    assert {"DUD-05", "R4-09"} in pairs(revision), "said to take the other's place"


def test_c02_the_current_plan_is_that_of_the_day_and_never_is_a_value():
    for known, planned in (("2018-02-01", "2018-10/2018-11"), ("2019-02-01", "not before 2020-04")):
        assert view("dudley", known).item("award", "planned date").current.value.text == planned
    last = view("dudley", "2023-03-01")
    assert last.item("service transfer", "planned date").current.value.text == "no date"
    assert last.item("service transfer", "result").current.value.text == "never"
    milestones = {h.milestone for h in plan_histories(last)}
    assert {"award", "service start", "service transfer", "full business case"} <= milestones
    start = {row[1] for row in slip("dudley", "2018-02-01", "service start")}
    assert "2018-04" in start, "planned so in 2016; the report of 2018 has April for the award"
    assert view("manchester", "2018-01-29").item("service start", "planned date")


def test_c03_two_claims_on_the_first_award_date():
    """By April 2018, or late spring: a clash, and no baseline until somebody chooses."""
    known = view("dudley", "2018-02-01")
    (clash,) = found("dudley", "2018-02-01", "award", Sort.CLASH)
    assert {"R4-06", "R4-28"} in pairs(clash)
    assert {c.envelope.speaker for c in clash.claims} >= {"HSJ reporter", "CCG chief executive"}
    assert clash.chosen is None
    (history,) = (h for h in plan_histories(known) if h.milestone == "award")
    assert baseline(known, history) is None


def test_c04_a_gap_in_the_history_and_one_date_for_two_things():
    known = gaps.findings(view("dudley", "2019-02-01"))
    (gap,) = (f for f in known if f.rule == "gap in plan history" and "R3-06" in f.evidence)
    assert gap.evidence == ("R4-09", "R3-06")
    assert "Either it moved without a report, or two milestones are mixed up." in gap.text
    (twice,) = (f for f in known if f.rule == "one date for two milestones")
    assert set(twice.evidence) == {"R3-07", "R3-01"}
    assert "not before April 2020 for award and for service start" in twice.text
    assert "R4-01b" in {e for f in known if f.rule == "move without dates" for e in f.evidence}


def test_c05_a_start_as_a_range_and_durations_as_ranges():
    """Five years, six years, more than eight: each speaker's start, and the range over all."""
    start = disputed_start(view("dudley", "2023-03-01"))
    assert {c.entry: c.value.text for c in start.claims} == {
        "R1-02": "about 2014",
        "R1-16a": "about 2014",
        "R1-36b": "about 2015",
        "R0-17": "2015/16",
        "R0-05": "about 2016",
        "R2-07": "before 2015-03",
    }
    assert (start.first, start.last) == (2014, 2016)
    assert start.years_until(date(2021, 3, 31)) == (4, 7)
    assert str(start.months_until(date(2021, 3, 31))) == "51 to 86"
    assert found("dudley", "2023-03-01", "programme start", Sort.CLASH)


def test_c06_the_date_of_the_letter():
    """July by two reports, August by a third: both kept, the one written on the day preferred."""
    (clash,) = found("dudley", "2023-03-01", "consultants' letter", Sort.CLASH, "date")
    assert pairs(clash) == {frozenset(("R1-14a", "R0-10a")), frozenset(("R0-10a", "R2-11a"))}
    assert clash.preferred.entry == "R1-14a"
    assert clash.preferred_because == "it was the first to be told, nearest to the act"
    assert "August may have been a second call" in claim("dudley", "2023-03-01", "R0-10a").body.note


def test_c07_eighty_is_a_bound():
    (bound,) = found("dudley", "2021-04-01", "consultants' letter: signatories")
    assert bound.sort is Sort.BOUND
    assert [c.value.text for c in bound.claims] == [
        "more than 80 senior doctors",
        "at least 80 senior doctors",
    ]


def test_c08_scope_line_by_line_and_report_by_report():
    table = scope_by_report(view("dudley", "2023-03-01"))
    assert table.reports == ("R4", "R3", "R1", "R0", "R2")
    rows = {row.line: row.cells for row in table.rows}
    assert rows["community mental health"] == (*["not mentioned"] * 3, "in", "in")
    assert rows["social care"] == (
        "part: some social care",
        *["not mentioned"] * 3,
        "in: health and social care for a whole region",
    )
    assert rows["arrangement with general practitioners"][1] == "possible: of a kind not settled"
    assert "out" not in {cell.partition(":")[0] for cells in rows.values() for cell in cells}
    assert {row.line for row in table.differing} >= {"social care", "community mental health"}


def test_c09_a_form_that_changes_without_a_decision():
    known = view("dudley", "2021-04-01")
    led = [
        (c.envelope.source, c.body.option)
        for c in form_history.form_history(known)
        if c.body.standing in ("favoured", "chosen") and c.envelope.about.startswith("legal form")
    ]
    assert ("R4", "foundation trust split in two") in led
    assert ("R3", "new community provider") in led
    assert ("R1", "shell trust") in led
    assert ("R0", "what remained of an earlier mental health trust") in led
    missing = [f for f in form_history.findings(known) if f.rule == "decision missing"]
    assert [re.findall(r"\bR\d\b", f.text) for f in missing] == [["R3", "R1"], ["R1", "R0"]]
    assert "No report tells of a decision, or why." in missing[0].text


def test_c10_the_hospital_as_a_dated_series():
    (series,) = found("dudley", "2023-03-01", DONOR, what="position")
    assert series.sort is Sort.STATE_BY_DATE
    assert [(str(c.envelope.in_force.start), c.state) for c in series.claims] == [
        ("2017-08", "support"),
        ("2019-11", "not signed"),
        ("2020-07-07", "concerned"),
        ("2021-03", "support, spoken for by another"),
        ("2023-02", "concerned"),
    ]
    item = view("dudley", "2021-04-01").item(DONOR, "position")
    assert item.current.entry == "R1-15", "its own words are not overwritten"


def test_c11_claim_and_counter_claim():
    known = view("dudley", "2020-08-01")
    made = {(p.claim.entry, p.counter.entry): p for p in claim_pairs(known)}
    assert set(made) == {("R1-36a", "R1-21"), ("R1-38b", "R1-23")}
    for pair in made.values():
        assert pair.status == "disputed"
        assert pair.claim.envelope.in_force == pair.counter.envelope.in_force
        assert pair.claim.envelope.voice != pair.counter.envelope.voice
    (clash,) = found("dudley", "2020-08-01", "clinical model", Sort.CLASH)
    assert pairs(clash) == {frozenset(("R1-21", "R1-36a"))}


@pytest.mark.parametrize(
    ("known", "what", "entry"),
    [
        ("2020-08-01", "extent", "R1-19b"),
        ("2021-04-01", "extent", "R0-26a"),
        ("2023-03-01", "extent", "R2-16a"),
        ("2023-03-01", "value", "R2-17a"),
    ],
)
def test_c12_none_some_and_twenty_million_raise_nothing(known, what, entry):
    """Three dates, three answers, and no warning on any day."""
    item = view("dudley", known).item("services run by the trust", what)
    assert (item.current.entry, item.clashes) == (entry, ())
    sorts = {d.sort for d in found("dudley", known, "services run by the trust")}
    assert sorts <= {Sort.STATE_BY_DATE}
    assert not any(sort.warns for sort in sorts)


def test_c13_the_order_of_readiness_and_stop():
    """Stopped in March by the report of the time; in April, after readiness, by a later one."""
    (clash,) = found("dudley", "2023-03-01", "NHS England's intervention", Sort.CLASH)
    assert [c.value.text for c in clash.claims] == ["2021-03", "2021-04"]
    assert clash.preferred.entry == "R0-06"
    (ready,) = found("dudley", "2023-03-01", "service transfer", Sort.CLASH, "planned date")
    assert pairs(ready) == {frozenset(("R0-08", "R2-13a"))}
    assert claim("dudley", "2021-04-01", "R0-04").value.text == "2021-04", "the planned month"


def test_c14_the_weakest_word_with_the_others_listed():
    state = state_of(view("dudley", "2021-04-01"), "contract")
    assert state.words[0] == "paused, no restart date"
    assert set(state.others) == {
        "stopped (HSJ reporter)",
        "under assurance (NHS England statement)",
    }
    known = open_matters.findings(view("dudley", "2021-04-01"))
    assert "permanence of the stop" in {f.about for f in known}


def test_c15_parts_that_would_exceed_the_whole():
    """£360m, the whole, is called the last part when about £20m ran already: not posted."""
    book = ledger(view("dudley", "2023-03-01"))
    (refused,) = book.refused
    assert (refused.claim.entry, refused.claim not in book.posted) == ("R2-13b", True)
    assert refused.excess == "about £20m, worth of services run, year or term not stated"
    assert not ledger(view("dudley", "2021-04-01")).refused


def test_c16_three_measures_of_support():
    (measures,) = found("dudley", "2019-02-01", "sign-up")
    assert measures.sort is Sort.DISTINCT_MEASURES
    said = {c.entry: c.value.text for c in measures.claims}
    assert said["R4-25"] == "practices: many, not counted"
    assert said["R3-18"] == "93 per cent of local GPs"
    assert said["R4-23b"] == "general practitioners: refused; not counted"
    assert said["DUD-11.sign-up"] == "38 of 45 practices"


def test_c17_posts_planned_and_posts_filled():
    (board,) = posts(view("dudley", "2021-04-01"))
    assert board.planned.value.text == "planned: a full trust board of its own"
    assert board.filled.value.text == "filled: 0 substantive directors"
    (apart,) = found("dudley", "2021-04-01", board.about)
    assert apart.sort is Sort.STATE_BY_DATE


def test_c18_lengths_counts_and_an_end_that_is_implied():
    (length,) = found("wirral", "2023-03-01", "contract", Sort.BOUND)
    assert [c.value.text for c in length.claims] == ["6 years", "almost 6 years"]
    offers = {p.claim.entry: p for p in end_dates(view("wirral", "2023-03-01")).proposals}
    assert str(offers["R2-29"].implied_end) == "2023-09", (
        "derived: 12 months before the offer's end"
    )
    (staff,) = found("wirral", "2023-03-01", "staff")
    assert (staff.sort, [c.value.text for c in staff.claims]) == (
        Sort.DISTINCT_MEASURES,
        ["about 240 people, moved out", "more than 200 people, expected to move back"],
    )


def test_c18_term_and_start_day_are_asked():
    """Missing, so asked; the implied end is shown as derived."""
    case = open_case("wirral")
    asked = {f.rule: f.text for f in case.findings(case.as_known(date(2023, 3, 1)))}
    texts = " ".join(f.text for f in case.findings(case.as_known(date(2023, 3, 1))))
    assert "On which day does it start?" in texts
    assert asked["term not stated"] == (
        "How long is the term, and which options lengthen it? (6 years; almost 6 years)"
    )
    assert asked["implied end"].startswith("An end of September 2023 follows from ")


def test_c19_a_fee_and_a_budget_without_a_sum():
    (amounts,) = found("wirral", "2023-03-01", "amounts")
    assert amounts.sort is Sort.DISTINCT_MEASURES
    texts = {c.envelope.about: c.value.text for c in amounts.claims}
    assert texts["contract"] == "£10m, a year, the fee alone"
    assert texts["delegated budget"].startswith("stated, amount missing")
    budget = claim("wirral", "2023-03-01", "R2-24")
    assert budget.value.amount_pence is None, "missing, not nought"
    with pytest.raises(BasisUnstated):
        total([budget])


def test_c20_names_of_one_body_and_those_that_followed():
    known = view("dudley", "2023-03-01")
    names = organisations(known)
    (alias,) = found("dudley", "2023-03-01", HOLDER, Sort.ALIAS)
    assert "R0-13" in {c.entry for c in alias.claims}
    assert {"DIHC", "DHIC", "DIHCT"} <= set(names.printed_names(HOLDER))
    printed = "Birmingham Community Trust FT"
    assert names.resolve(printed, date(2018, 1, 1)).organisation == (
        "Birmingham Community Healthcare NHS FT"
    )
    trusts = [
        "Dudley and Walsall Mental Health Partnership NHS Trust",
        "Black Country Partnership NHS FT",
    ]
    for trust in trusts:
        assert names.resolve(trust, date(2018, 1, 1)).bodies == (trust,)
        assert names.resolve(trust, date(2020, 7, 7)).bodies == ("Black Country Healthcare NHS FT",)
    assert names.resolve("NHS Dudley CCG", date(2023, 2, 1)).bodies == ("Black Country ICB",)
    assert claim("dudley", "2018-02-01", "R4-18d").body.printed == printed


def test_c21_shares_by_denominator():
    (shares,) = found("dudley", "2023-03-01", "shares")
    assert shares.sort is Sort.DISTINCT_MEASURES
    assert {c.entry: c.value.basis for c in shares.claims} == {
        "DUD-05.share": "of the contract, scope",
        "R4-14b.share": "of the area's care (healthcare in Dudley), measure not stated",
        "R1-09": "of what the donor runs (The Dudley Group NHS FT), measure not stated",
        "R0-09": "of what is to move, measure not stated",
        "R2-16c": "of the contract, measure not stated",
    }
    with pytest.raises(BasisUnstated, match="shares of one whole"):
        total_share([c for c in shares.claims if c.entry in ("R1-09", "DUD-05.share")])


def test_an_item_names_the_class_of_what_differs_from_it():
    """What `capitula record clashes` and the pages print beside a claim."""
    known = view("dudley", "2019-02-01")
    item = known.item("award", "planned date")
    classes = {claim.entry: str(sort) for claim, sort in classed(known, item)}
    assert classes == dict.fromkeys(("DUD-05", "R4-28", "R4-06", "R4-09", "R3-06"), "revision")


def test_every_row_of_the_table_has_its_example(shared):
    """And every fact that a row names is held by an entry."""
    with (shared / "cases" / "contradictions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    here = {name[5:8].upper() for name in globals() if re.match(r"test_c\d\d_", name)}
    assert {row["id"] for row in rows} == here
    held = {
        name
        for case in ("dudley", "wirral", "manchester")
        for draft in authored(case)
        for name in (draft.entry.partition(".")[0], *draft.body.facts)
    }
    assert not {fact for row in rows for fact in row["fact_ids"].split()} - held
