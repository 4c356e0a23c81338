"""How care goes on: exit plan, continuity, next holders, wind-down or merger, a return in house."""

from datetime import date

import pytest

import capitula as cp
from capitula.exit.coming_back import Met, comes_back, return_list
from capitula.exit.continuity import continuity, successors
from capitula.exit.ways_out import ways_out
from harness.records import draft, record

DUDLEY, WIRRAL = cp.open("dudley"), cp.open("wirral")
FEBRUARY, SEPTEMBER = date(2023, 2, 28), date(2024, 9, 10)
TODAY = date(2025, 1, 1)


def at(case, day):
    view = case.as_known(day)
    return view, case.contract_at(view)


def test_services_already_moved_have_someone_who_runs_them_and_no_end():
    """March 2021: the transfer is stopped, the trust goes on running what had moved."""
    (found,) = continuity(*at(DUDLEY, date(2021, 4, 30)))
    assert (found.service, found.runs) == (
        "services run by the trust",
        "Dudley Integrated Health and Care NHS Trust",
    )
    assert found.questions == ("until when", "who runs it next", "who steps in")


def test_once_a_service_is_to_leave_its_end_is_the_day_planned():
    found = {c.service: c for c in continuity(*at(DUDLEY, SEPTEMBER))}
    nursing = found["school nursing"]
    assert (str(nursing.until), nursing.after) == (
        "2024-04-01",
        "a new provider, which the council procured",
    )
    assert "all services but school nursing" not in found, "named in parts since"
    assert "services of phase 1" not in found, "with another by then"


def test_each_service_and_its_next_holder():
    found = {s.of: (s.next_holder, s.state) for s in successors(*at(DUDLEY, SEPTEMBER))}
    assert found["services of phase 1"] == (
        "Black Country Healthcare NHS FT and three primary care networks",
        "returned",
    )
    assert found["services that had not moved by August 2024"] == ("", "to return")


def test_bodies_that_follow_are_marked_where_nothing_shows_it():
    found = {s.of: s for s in successors(*at(DUDLEY, SEPTEMBER)) if s.sort == "body"}
    ccg = found["NHS Dudley CCG"]
    assert (ccg.next_holder, ccg.state) == (
        "NHS Black Country and West Birmingham CCG",
        "merger (unverified)",
    )


def test_wind_down_beside_merger_on_the_same_questions():
    """February 2023: both were ways out. September 2024: the first has a day and an approval."""
    ways = {w.option: w for w in ways_out(*at(DUDLEY, SEPTEMBER))}
    wound, merged = ways["winding down"], ways["merger into another trust, not named"]
    assert list(wound.said) == list(merged.said)
    assert wound.said["planned day"] == "2024-10-01"
    assert wound.said["whose approval"] == "the Secretary of State"
    assert wound.said["decided by"] == "Black Country ICB"
    assert merged.said["planned day"] is None
    assert "into which body" in merged.questions
    assert {"what it costs", "where staff go"} <= set(wound.questions)


def test_no_way_out_is_compared_before_one_is_known():
    assert ways_out(*at(DUDLEY, date(2022, 12, 31))) == ()


def test_a_return_in_house_is_a_full_transfer_with_a_list_of_its_own():
    """Wirral, February 2023: decided, several days stated, staff counted only as more than 200."""
    view, contract = at(WIRRAL, FEBRUARY)
    assert comes_back(view, contract)
    found = {item.rule.id.partition(".")[2]: item.met for item in return_list(view, contract)}
    assert found["decision"] is Met.MET
    assert found["date"] is Met.OPEN
    assert found["staff_list"] is Met.OPEN
    assert {found[name] for name in ("notice", "records", "pensions", "terms")} == {Met.NOT_STATED}


def test_no_return_is_known_before_it_was_decided():
    view, contract = at(WIRRAL, date(2022, 12, 31))
    assert not comes_back(view, contract)
    assert WIRRAL.exit.coming_back(date(2022, 12, 31)).document()["items"] == []


ITEM = {
    "records": {"aspect": "records", "progress": "agreed", "text": "the council keeps them"},
    "pensions": {"aspect": "pensions", "progress": "done", "text": "admitted"},
}


@pytest.mark.parametrize("name", ITEM)
def test_an_item_is_met_by_an_entry_and_by_nothing_else(name):
    empty = record().as_known(TODAY)
    told = record(draft("E1", "handover_stated", "adult social care", ITEM[name])).as_known(TODAY)
    for view, expected in ((empty, Met.NOT_STATED), (told, Met.MET)):
        found = {i.rule.id.partition(".")[2]: i.met for i in return_list(view, WIRRAL.contract)}
        assert found[name] is expected


def test_more_entries_never_leave_an_item_less_stated():
    """What is stated once stays stated: an item goes from nothing to open or met."""
    body = {"duty": "consultation", "progress": "due", "by": "the trust"}
    drafts = [
        draft("E1", "staff_informed", "staff", body, known="2023-01-01"),
        draft(
            "E2",
            "staff_informed",
            "staff",
            body | {"progress": "done", "on": "2023-03"},
            known="2023-03-31",
        ),
    ]

    def met(day):
        items = return_list(record(*drafts).as_known(day), WIRRAL.contract)
        return {i.rule.id: i.met for i in items}["return_readiness.consultation"]

    days = (date(2022, 12, 31), date(2023, 1, 1), date(2023, 3, 31))
    assert [met(day) for day in days] == [Met.NOT_STATED, Met.OPEN, Met.MET]


def test_an_exit_plan_says_what_it_leaves_out():
    body = {"by": "the trust", "agreed_by": ["the council"], "covers": ["services", "staff"]}
    view = record(draft("E1", "exit_plan_made", "contract", body)).as_known(TODAY)
    from capitula.exit.answers.going_on import plan

    answer = plan("wirral", view, WIRRAL.contract)
    assert answer.sheets[0].words() == [
        [
            "exit plan by the trust: services, staff",
            "the council",
            "records, assets, contracts, money, continuity",
            "never, as far as is said",
        ]
    ]
