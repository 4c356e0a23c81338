"""How two claims differ, and how a person chooses between them.

Of two claims on one property, one is a revision of the other only if it says so, or if the same
voice states a plan again. A past fact told in two ways is a clash, whoever tells it. A choice is an
entry: dated, named, with a reason. It changes no claim.
"""

from datetime import date

import pytest

from capitula.programme.baseline import baseline
from capitula.programme.plan_history import plan_histories
from capitula.record.difference import Sort
from capitula.record.differences import classed, differences
from harness.records import draft, record

TODAY = date(2022, 1, 1)


def planned(entry, when, known, **given):
    return draft(entry, "milestone_planned", "award", {"date": when}, known=known, **given)


def reached(entry, when, known, **given):
    return draft(entry, "milestone_reached", "award", {"date": when}, known=known, **given)


def sorts(*drafts, day=TODAY):
    return {d.sort for d in differences(record(*drafts).as_known(day))}


def test_a_plan_restated_by_the_same_voice_is_a_revision():
    one = planned("E1", "2018-04", "2017-01-01", known_from="2017-01-01")
    two = planned("E2", "2018-10", "2018-01-31", known_from="2018-01-31")
    assert sorts(one, two) == {Sort.REVISION}


def test_a_plan_of_another_voice_is_a_clash():
    one = planned("E1", "2018-04", "2017-01-01")
    two = planned("E2", "2018-10", "2018-01-31", speaker="The trust")
    assert sorts(one, two) == {Sort.CLASH}


def test_unless_it_says_that_it_takes_the_place():
    one = planned("E1", "2018-04", "2017-01-01", known_from="2017-01-01")
    two = planned("E2", "2018-10", "2018-01-31", speaker="The trust", supersedes=["E1"])
    assert sorts(one, two) == {Sort.REVISION}


def test_a_past_fact_told_differently_is_a_clash_even_by_the_same_voice():
    one = reached("E1", "2018-04", "2018-05-01")
    two = reached("E2", "2018-06", "2019-05-01")
    assert sorts(one, two) == {Sort.CLASH}


def test_a_correction_that_says_so_is_a_revision():
    one = reached("E1", "2018-04", "2018-05-01")
    two = reached("E2", "2018-06", "2019-05-01", supersedes=["E1"])
    assert sorts(one, two) == {Sort.REVISION}


def test_a_plan_told_of_as_over_restates_nothing():
    """In 2019 the same voice tells of an earlier plan that is not the one it had stated then."""
    one = planned("E1", "2018-04", "2017-01-01", known_from="2017-01-01")
    two = planned("E2", "2018-10", "2019-01-31", in_force=("2017-06", "before 2019-01"))
    assert sorts(one, two) == {Sort.CLASH}


def test_a_closer_statement_is_no_difference():
    one, two = reached("E1", "2018-04", "2018-05-01"), reached("E2", "2018-04-01", "2019-05-01")
    assert sorts(one, two) == set()


def test_nothing_known_later_makes_a_difference():
    one, two = reached("E1", "2018-04", "2018-05-01"), reached("E2", "2018-06", "2019-05-01")
    assert sorts(one, two, day=date(2019, 4, 30)) == set()


def chosen(entry="C1", known="2020-01-01", **given):
    body = {"chosen": "E2", "over": ["E1"], "by": "A. Auditor", "reason": "it cites the minutes"}
    return draft(entry, "claim_chosen", "award", body, known=known, **given)


def test_a_choice_is_dated_and_named_and_stands_beside_the_claims():
    drafts = (reached("E1", "2018-04", "2018-05-01"), reached("E2", "2018-06", "2019-05-01"))
    held = record(*drafts, chosen())
    (before,) = differences(held.as_known(date(2019, 12, 31)))
    assert before.chosen is None
    (after,) = differences(held.as_known(TODAY))
    assert after.sort is Sort.CLASH, "a choice settles nothing between the speakers"
    assert after.chosen.entry == "E2"
    assert after.chosen_because == "A. Auditor: it cites the minutes"


def test_a_choice_without_a_name_is_refused():
    with pytest.raises(ValueError, match="by"):
        draft("C1", "claim_chosen", "award", {"chosen": "E2", "over": ["E1"], "reason": "so"})


def test_a_later_choice_takes_the_place_of_an_earlier():
    drafts = (reached("E1", "2018-04", "2018-05-01"), reached("E2", "2018-06", "2019-05-01"))
    body = {"chosen": "E1", "over": ["E2"], "by": "B. Board", "reason": "the minutes were amended"}
    again = draft("C2", "claim_chosen", "award", body, known="2021-01-01", supersedes=["C1"])
    (found,) = differences(record(*drafts, chosen(), again).as_known(TODAY))
    assert found.chosen.entry == "E1"


def test_slip_has_no_baseline_until_somebody_chooses():
    """Two speakers differ on the first plan."""
    one = planned("E1", "2018-04", "2018-01-01")
    two = planned("E2", "2018-05", "2018-01-01", speaker="The trust")
    held = record(one, two, chosen())
    for day, entry in ((date(2019, 1, 1), None), (TODAY, "E2")):
        known = held.as_known(day)
        (history,) = plan_histories(known)
        found = baseline(known, history)
        assert (found.entry if found else None) == entry


def test_the_classes_of_an_item():
    one = planned("E1", "2018-04", "2017-01-01", known_from="2017-01-01")
    two = planned("E2", "2018-10", "2018-01-31", known_from="2018-01-31")
    three = planned("E3", "2018-12", "2018-01-15", speaker="The trust")
    known = record(one, two, three).as_known(TODAY)
    found = {
        claim.entry: sort for claim, sort in classed(known, known.item("award", "planned date"))
    }
    assert found == {"E1": Sort.REVISION, "E3": Sort.CLASH}
