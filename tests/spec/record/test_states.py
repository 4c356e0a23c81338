"""The state of a subject on a day, derived from what was decided, what moved and what came of it.

Stopped is not paused, paused with a date is not paused without one, and a contract of which some
services moved is partly transferred whatever was decided on the rest.
"""

from datetime import date

import pytest

from capitula.case.states import state_of, states
from harness.case_records import view
from harness.records import draft, record

TODAY = date(2025, 1, 1)


def decided(entry, outcome, on, about="contract", **body):
    body = {"outcome": outcome, "authority": "NHS England"} | body
    return draft(entry, "decision_made", about, body, known=on, in_force=(on, None))


def service(entry, about, move, on="2020-06-01", supersedes=(), **body):
    dated = {"known": on, "in_force": (on, None), "supersedes": supersedes}
    return draft(entry, "service_transferred", about, {"move": move} | body, **dated)


def words(*drafts, about="contract", day=TODAY):
    found = state_of(record(*drafts).as_known(day), about)
    return found.text if found else None


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ({"outcome": "pause"}, "paused, no restart date"),
        ({"outcome": "pause", "restart": "2021-10"}, "paused until October 2021"),
        ({"outcome": "stop"}, "stopped"),
        ({"outcome": "resume"}, "going ahead again"),
        ({"outcome": "proceed_with_conditions"}, "going ahead, with conditions"),
        ({"outcome": "terminate"}, "to end"),
        ({"outcome": "end"}, "ended"),
        ({"outcome": "wind_down"}, "to be wound down"),
    ],
)
def test_by_decision(body, state):
    assert words(decided("E1", on="2021-03-01", **body)) == state


def test_partly_transferred():
    """One service moved and one did not, or only some of one."""
    moved = service("E1", "school nursing", "moved")
    assert words(moved) == "transferred"
    assert words(moved, service("E2", "community nursing", "not_moved")) == "partly transferred"
    assert words(service("E1", "services", "moved", extent="some")) == "partly transferred"
    assert words(service("E1", "school nursing", "not_moved")) is None


def test_partly_unwound_and_unwound():
    one, two = service("E1", "a", "moved"), service("E2", "b", "moved")
    back = service("E3", "a", "returned", on="2023-01-01", supersedes=["E1"])
    rest = service("E4", "b", "returned", on="2023-06-01", supersedes=["E2"])
    assert words(one, two, back) == "partly unwound"
    assert words(one, two, back, rest) == "unwound"
    assert words(one, two, back, rest, day=date(2023, 3, 1)) == "partly unwound"
    assert words(one, two, back, rest, day=date(2022, 3, 1)) == "transferred"


def test_wound_down_only_once_it_is_dissolved():
    wind = decided("E1", "wind_down", "2023-02-01", about="the trust")
    gone = draft(
        "E2",
        "milestone_reached",
        "dissolution",
        {"date": "2024-10-01"},
        known="2024-10-05",
        in_force=("2024-10-01", None),
    )
    assert words(wind, gone, about="the trust", day=date(2024, 9, 30)) == "to be wound down"
    assert words(wind, gone, about="the trust") == "wound down"


@pytest.mark.parametrize(
    ("case", "known", "about", "state"),
    [
        ("dudley", "2018-02-01", "contract", "preferred provider named"),
        ("dudley", "2021-04-01", "contract", "paused, no restart date; partly transferred"),
        (
            "dudley",
            "2023-03-01",
            "Dudley Integrated Health and Care NHS Trust",
            "to be wound down",
        ),
        (
            "dudley",
            "2024-09-30",
            "Dudley Integrated Health and Care NHS Trust",
            "to be wound down; partly unwound",
        ),
        ("wirral", "2023-03-01", "contract", "to end; transferred"),
        ("wirral", "2024-12-31", "contract", "ended; unwound"),
        (
            "manchester",
            "2018-06-01",
            "contract",
            "paused, no restart date; started in a lesser form",
        ),
    ],
)
def test_in_the_cases(case, known, about, state):
    assert state_of(view(case, known), about).text == state


def test_every_state_names_its_entries():
    known = view("dudley", "2023-03-01")
    shown = {claim.entry for claim in known.claims}
    for state in states(known):
        assert state.entries
        assert set(state.entries) <= shown
