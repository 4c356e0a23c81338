"""What the contract file itself says against a start: price, list, security, days.

Each is a finding with the place that shows it. What the file leaves out is no finding here: it is a
question, and readiness asks it.
"""

from datetime import date

import pytest

from capitula.contract.for_readiness import facts, findings
from harness.contracts import SMALL, read_text

START = date(2018, 4, 1)
LISTED = """population:
  registered:
    people: 51204
    counted_on: {day}
    list_name: practice lists
    source: R2
"""
SECURED = """conditions_precedent:
  - id: guarantee
    text: The owners stand behind the holder
    security: true
    {met}source: R2
"""


def contract(folder, *changes):
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_text(text, folder)


def told(found):
    return [(each.rule, each.about) for each in found]


def test_a_contract_with_every_condition_met_says_nothing_against_its_day(tmp_path):
    assert told(findings(contract(tmp_path), START)) == []


@pytest.mark.parametrize("price", ["provisional", "open"])
def test_a_price_that_is_not_agreed(tmp_path, price):
    found = contract(tmp_path, ("    standing: in\n", f"    standing: in\n    price: {price}\n"))
    assert told(findings(found, START)) == [("open price", "scope nursing")]
    assert "prices agreed" not in facts(found, START)


def test_a_price_that_is_agreed_is_a_fact(tmp_path):
    found = contract(tmp_path, ("    standing: in\n", "    standing: in\n    price: agreed\n"))
    assert facts(found, START)["prices agreed"] == ("R2",)


@pytest.mark.parametrize(
    ("counted_on", "is_of_the_year"),
    [
        ("2018-04", True),  # the month of the start
        ("2017-04-01", True),  # twelve months before: the oldest that the rule lets pass
        ("2017-03-31", False),  # one month more
        ("2018-05-01", False),  # after the start
    ],
)
def test_the_list_of_the_year(tmp_path, counted_on, is_of_the_year):
    """England once paid on the list of January 2014 where that of January 2013 was due."""
    found = contract(tmp_path, ("population:\n", LISTED.format(day=counted_on)))
    rules = [rule for rule, _ in told(findings(found, START))]
    assert rules == ([] if is_of_the_year else ["wrong-year list"])
    assert ("list of the year" in facts(found, START)) is is_of_the_year


@pytest.mark.parametrize(
    ("met", "day", "missing"),
    [
        ("", START, True),
        ("satisfied_on: 2018-03-31\n    ", START, False),
        ("satisfied_on: 2018-03-31\n    ", date(2018, 3, 30), True),
    ],
)
def test_security_asked_for_and_not_given(tmp_path, met, day, missing):
    """UnitingCare's owners stood behind nothing."""
    found = contract(tmp_path, ("conditions_precedent:\n", SECURED.format(met=met)))
    rules = {rule for rule, _ in told(findings(found, day))}
    assert ("guarantee missing" in rules) is missing
    assert ("security given" in facts(found, day)) is not missing


def test_services_begin_the_day_after_the_last_condition(tmp_path):
    """Met on 15 May 2018: by the contract's own rule services begin on 16 May."""
    late = contract(
        tmp_path,
        (
            "    satisfied_on: 2018-02-01\n    longstop: 2018-03-31\n",
            "    satisfied_on: 2018-05-15\n",
        ),
    )
    before = findings(late, date(2018, 5, 14))
    assert told(before) == [
        ("no legal start", "condition insurance"),
        ("no legal start", "start"),
    ]
    on_the_day = findings(late, date(2018, 5, 15))
    assert told(on_the_day) == [("no legal start", "start")]
    assert "16 May 2018" in on_the_day[0].text
    assert told(findings(late, date(2018, 5, 16))) == []
