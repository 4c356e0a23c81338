"""GP sign-up: the exact question, and of how many; practices, GPs and patients are never mixed.

Dudley has four figures that look alike and answer four questions: 38 of 45 practices stood with the
bidder, many would suspend their contracts, 93 per cent of GPs would join, and GPs refused a form.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.practices import levels, practices
from capitula.agreement.sign_up import Counted, counted_in, sign_up, sign_up_sheets
from capitula.contract.participation import Mode
from harness.case_records import view
from harness.records import draft, record

LATE = date(2030, 1, 1)


def dudley(known):
    return {(str(m.counted), m.body.asked): m for m in sign_up(view("dudley", known))}


def test_dudleys_measures_each_by_what_it_counts():
    found = dudley("2021-04-01")
    assert sorted(counted for counted, _ in found) == ["GPs", "GPs", "practices", "practices"]
    bidder = found["practices", "to stand with the bidder"]
    assert (bidder.number, bidder.denominator) == (38, 45)
    assert bidder.percent == Decimal(3800) / Decimal(45)
    joined = found["GPs", "to join the contract"]
    assert (joined.percent, joined.denominator, joined.percent_is_stated) == (93, None, True)


def test_what_nobody_counted_has_no_share():
    """Many practices would suspend their contracts; the GPs' refusal of a form was not counted."""
    found = dudley("2021-04-01")
    many = found["practices", "to suspend the practice's own contract and join"]
    assert (many.number, many.percent) == (None, None)


def test_of_how_many_is_asked_where_nobody_said():
    sheets = sign_up_sheets(sign_up(view("dudley", "2019-02-01")))
    assert [sheet.title for sheet in sheets] == [
        "Sign-up by practices",
        "Sign-up by GPs",
        "Sign-up by patients",
    ]
    by_gps, by_patients = sheets[1], sheets[2]
    asked = "93% of GPs, to join the contract: of how many, and on which day?"
    assert asked in by_gps.questions
    assert by_patients.questions == (
        "How many patients agreed, to what, of how many, and on which day?",
    )


@pytest.mark.parametrize(
    ("of_whom", "counted"),
    [
        ("practices", Counted.PRACTICES),
        ("per cent of local GPs", Counted.GPS),
        ("general practitioners", Counted.GPS),
        ("registered patients of the practices", Counted.PATIENTS),
        ("senior doctors", Counted.OTHERS),
    ],
)
def test_what_is_counted_is_read_from_the_words(of_whom, counted):
    assert counted_in(of_whom) is counted


MEASURES = st.lists(
    st.tuples(
        st.sampled_from(["practices", "GPs", "patients"]),
        st.integers(0, 400_000),
        st.one_of(st.none(), st.integers(1, 400_000)),
    ),
    max_size=6,
)


@given(MEASURES)
def test_no_denominator_ever_serves_another_measure(given_):
    """Law: a share is its own number by its own denominator; a sheet holds one kind of count."""
    drafts = [
        draft(
            f"E{n}",
            "sign_up_measured",
            f"measure {n}",
            {
                "asked": "to join",
                "of_whom": whom,
                "number": str(number),
                "of_how_many": "" if of is None else f"{of} {whom}",
            },
        )
        for n, (whom, number, of) in enumerate(given_)
    ]
    found = sign_up(record(*drafts).as_known(LATE))
    assert len(found) == len(given_)
    for measure in found:
        whom, number, of = given_[int(measure.claim.entry[1:])]
        expected = None if of is None else Decimal(100 * number) / Decimal(of)
        assert (str(measure.counted), measure.percent) == (whom, expected)
    for sheet in sign_up_sheets(found):
        entries = [row.entry for row in sheet.rows]
        whose = {given_[int(entry[1:])][0] for entry in entries}
        assert whose <= {sheet.title.removeprefix("Sign-up by ")}


def practice(entry, code, level, size=None, known="2019-01-31", **given):
    body = {"level": level, "list_size": size, **given}
    return draft(entry, "practice_took_part", code, body, known=known)


def test_each_practice_has_a_level_and_the_state_of_its_own_contract():
    """Three practices: one in full with its contract suspended, one in part, one not at all."""
    found = practices(
        record(
            practice("E1", "M87001", "full", 8_000, core_contract="suspended"),
            practice("E2", "M87002", "partial", 12_000),
            practice("E3", "M87003", "none"),
        ).as_known(LATE),
        (),
    )
    assert [(p.code, str(p.level), str(p.own_contract)) for p in found] == [
        ("M87001", "full", "suspended"),
        ("M87002", "partial", "active"),
        ("M87003", "none", "active"),
    ]
    counts = {
        each.level: (each.practices, each.patients, each.without_list) for each in levels(found)
    }
    assert counts[Mode.FULL] == (1, 8_000, 0)
    assert counts[Mode.NONE] == (1, 0, 1), "a list that nobody stated is not a list of nought"


@given(st.lists(st.tuples(st.sampled_from(list(Mode)), st.none() | st.integers(0, 20_000))))
def test_levels_sum_to_the_practices_and_to_the_lists(given_):
    """Law: every practice is at one level; patients are those of stated lists and no others."""
    drafts = [practice(f"E{n}", f"M{n:05}", str(m), s) for n, (m, s) in enumerate(given_)]
    found = levels(practices(record(*drafts).as_known(LATE), ()))
    assert sum(each.practices for each in found) == len(given_)
    assert sum(each.patients for each in found) == sum(s or 0 for _, s in given_)
    assert sum(each.without_list for each in found) == sum(s is None for _, s in given_)


def test_no_practice_of_dudley_has_a_level_on_record():
    """Payments of 2018/19 name 45 practices; at which level each would come in nobody said."""
    found = cp.open("dudley").agreement.sign_up(date(2021, 4, 1))
    data = found.as_json()
    assert (data["practices"], data["practices_listed"]["number"]) == ([], 45)
    assert "At which level is each of the 45 practices, and does its own contract run?" in (
        found.questions
    )


def test_patience_of_those_who_agreed_in_dudley():
    """38 practices of August 2017 had seen the award and the start put back twice by April 2021."""
    waiting = cp.open("dudley").agreement.patience(date(2021, 4, 1)).as_json()["waiting"]
    practices_, gps = waiting[0], waiting[1]
    assert (practices_["since"], practices_["months"]) == ("2017-08", {"least": 44, "most": 44})
    assert [(r["known_by"], r["milestone"]) for r in practices_["replans"]] == [
        ("2018-01-23", "award"),
        ("2019-01-16", "award"),
        ("2018-01-23", "service start"),
        ("2019-01-16", "service start"),
        ("2021-03-31", "service transfer"),
    ]
    assert gps["months"] == {"least": 27, "most": None}, "93 per cent, of an unknown day"
    assert [r["milestone"] for r in gps["replans"]] == ["service transfer"]


def test_patience_counts_no_move_that_was_known_later():
    waiting = cp.open("dudley").agreement.patience(date(2018, 2, 1)).as_json()["waiting"]
    assert {r["known_by"] for w in waiting for r in w["replans"]} == {"2018-01-23"}
