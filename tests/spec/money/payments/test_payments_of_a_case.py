"""A variation made within the year: paid from the next run, with arrears as far as it reaches back.

The worked example is made a case. In November 2024 the parties raise the inflation of community
services from 3.2 to 4.2 per cent: once backdated to April, once from October only.
"""

from datetime import date

import pytest
from typer.testing import CliRunner

from capitula.case.budget import find_priced_budget
from capitula.case.ledger import contract_ledger
from capitula.case.payments import year_of_payments
from capitula.cli import record
from capitula.ground.faults import InputFaults
from harness.places import PACKAGE

THREE_YEARS_EARLIER = (
    ("2026/27", "2023/24"),
    ("2027/28", "2024/25"),
    ("2027-", "2024-"),
    ("2028-", "2025-"),
)
"""A record holds what has been; so the example's year is moved to one that is over."""

YEARS_END = date(2025, 3, 31)
ENTRIES = """
speaker: The parties
source: R1
entries:
  - entry: v1
    kind: variation_made
    about: variation 1
    number: "1"
    reason: Pay award
    in_force_from: {day}
    known_to: 2024-11-10
    edits:
      - {{path: "payment.steps[rise-community].inflation_percent", set: "4.2"}}
"""
SOURCES = "R1: {publisher: P, title: T, published: 2024-01-01, not_after: 2024-01-01}\n"
OLD, NEW = 19_982_531_620, 20_044_805_835
"""The year at 3.2 and at 4.2 per cent for community services."""


@pytest.fixture
def case(tmp_path):
    def make(day):
        folder = tmp_path / "smalltown"
        (folder / "record").mkdir(parents=True)
        text = (PACKAGE / "contracts" / "budget-example.yaml").read_text()
        for later, earlier in THREE_YEARS_EARLIER:
            text = text.replace(later, earlier)
        (folder / "contract.yaml").write_text(text)
        (folder / "sources.yaml").write_text(SOURCES)
        (folder / "outcomes.yaml").write_text("aims: []\nmeasures: []\n")
        (folder / "record" / "2024.yaml").write_text(ENTRIES.format(day=day))
        done = CliRunner().invoke(record.app, ["import", str(folder)])
        assert done.exit_code == 0, done.output
        return str(folder)

    return make


def test_backdated_to_april_the_year_is_the_year_at_the_new_price(case):
    """Eight months were paid by November; December's run posts their arrears."""
    found = year_of_payments(case("2024-04-01"), "2024/25", YEARS_END)
    old, new = OLD // 12, NEW // 12
    assert [each.month_pence for each in found.runs[:8]] == [old] * 8
    assert [each.arrears_pence for each in found.runs] == [0] * 8 + [8 * (new - old)] + [0] * 3
    assert found.posted_pence == NEW
    assert found.budget.total_pence == NEW


def test_the_old_budget_stays_retrievable_as_known_before(case):
    name = case("2024-04-01")
    assert find_priced_budget(name, "2024/25", date(2024, 11, 1)).total_pence == OLD
    assert find_priced_budget(name, "2024/25", date(2024, 12, 1)).total_pence == NEW


def test_from_october_the_months_before_stay(case):
    """Six months at each price; October and November are arrears of December's run."""
    found = year_of_payments(case("2024-10-01"), "2024/25", YEARS_END)
    old, new = OLD // 12, NEW // 12
    assert found.runs[8].arrears_pence == 2 * (new - old)
    assert found.posted_pence == 6 * old + 5 * new + (NEW - 11 * new)
    assert "the terms changed within the year" in " ".join(found.words())


def test_as_known_in_june_nothing_has_changed(case):
    found = year_of_payments(case("2024-04-01"), "2024/25", date(2024, 6, 15))
    assert found.posted_pence == OLD


def test_a_variation_from_the_middle_of_a_month_is_refused(case):
    name = case("2024-10-15")
    with pytest.raises(InputFaults, match="the first of a month"):
        year_of_payments(name, "2024/25", YEARS_END)


@pytest.mark.parametrize("day", ["2024-04-01", "2024-10-01"])
def test_the_ledger_holds_arrears_as_entries_of_the_months_they_are_for(case, day):
    """What the runs post and what the ledger holds are the same pence, run by run."""
    name = case(day)
    runs = year_of_payments(name, "2024/25", YEARS_END).runs
    ledger = contract_ledger(name, payments=True, year="2024/25", known_on=YEARS_END)
    for paid, posted in zip(runs, ledger.runs, strict=True):
        held = [each for each in posted.posted if each.party == "holder"]
        arrears = [each.amount_pence for each in held if each.note == "arrears"]
        assert sum(each.amount_pence for each in held) == paid.month_pence + paid.arrears_pence
        assert sum(arrears) == paid.arrears_pence
    assert any(run.arrears_pence for run in runs)
    assert ledger.again == ()
