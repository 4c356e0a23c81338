"""When do the services of a contract file begin?

expected      conditions met on            answer
2020-04-01    2020-03-31, 2020-05-15       2020-05-16
2020-04-01    2020-03-31, open             not fixed; the open one is named
2020-04       2020-03-31                   not fixed; no day is made of a month
2020-04-01    none listed                  not fixed; whether there are any is not known
"""

from datetime import date

import pytest

from capitula.contract.model import Contract
from capitula.contract.rules.start_from_contract import start_of


def contract(expected, *met):
    conditions = [
        {"id": f"c{n}", "text": "It holds.", "mark": "assumed", "satisfied_on": day}
        for n, day in enumerate(met)
    ]
    return Contract.model_validate(
        {
            "schema": "capitula.contract/1",
            "case": "smalltown",
            "title": "Smalltown",
            "summary": "One contract.",
            "form": {"name": "full", "mark": "assumed"},
            "parties": [],
            "population": {"definition": "all", "place": "Smalltown", "mark": "assumed"},
            "conditions_precedent": conditions,
            "start_rule": {
                "rule": "later_of_expected_and_conditions",
                "expected": expected,
                "mark": "assumed",
            },
        }
    )


def test_the_day_after_the_last_condition_is_met():
    answer = start_of(contract("2020-04-01", "2020-03-31", "2020-05-15"))
    assert answer.figures["start"] == date(2020, 5, 16)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [
        (contract("2020-04-01", "2020-03-31", None), "the day on which c1 is met"),
        (contract("2020-04", "2020-03-31"), "the expected commencement date"),
        (contract("2020-04-01"), "the conditions precedent"),
    ],
)
def test_what_is_not_known_is_named(asked, missing):
    answer = start_of(asked)
    assert answer.outcome == "cannot_be_judged"
    assert missing in answer.missing
