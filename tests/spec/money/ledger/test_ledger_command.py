"""The ledger as a command: `capitula money ledger`.

Twelve monthly runs and two settlements of the worked example (illustrative: £199,825,316.20 for
2027/28) are posted one after the other. Each run says what is due and adds only the difference to
what stands. Entries are signed whole pence, each with its clause and period.
"""

import json
from functools import cache

import pytest
from typer.testing import CliRunner

from capitula.case.ledger import NotSettled, contract_ledger
from capitula.case.payments import year_of_payments
from capitula.cli import money
from capitula.ground.faults import InputFaults
from capitula.money.settlement.shipped import EXAMPLES
from harness.places import PACKAGE

INTERIM, FINAL = sorted((EXAMPLES / "budget-example").glob("*.yaml"))
YEAR = 19_982_531_620


def run(*arguments):
    result = CliRunner().invoke(money.app, ["ledger", *map(str, arguments)])
    if isinstance(result.exception, InputFaults | NotSettled):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


@cache
def whole():
    """Payments, then the interim settlement, then the final one."""
    arguments = ["budget-example", "--payments", "--settlement", INTERIM, "--settlement", FINAL]
    return json.loads(run(*arguments, "--json"))


def entries(document, *, party=None):
    found = [each for one in document["runs"] for each in one["entries"]]
    return [each for each in found if party in (None, each["party"])]


def test_the_years_payments_are_posted_to_the_penny():
    base = [e["amount_pence"] for e in entries(whole(), party="holder") if e["kind"] == "base"]
    assert sum(base) == YEAR == year_of_payments("budget-example").posted_pence
    first = whole()["runs"][0]
    assert first["run"] == "Payment run M1 April 2027"
    assert sum(e["amount_pence"] for e in first["entries"] if e["party"] == "holder") == (
        1_665_210_968
    )


def test_every_entry_has_its_clause_its_period_and_its_counterpart():
    for entry in entries(whole()):
        assert type(entry["amount_pence"]) is int
        assert entry["clause"]
        assert entry["period"]["from"] <= entry["period"]["to"]
    for one in whole()["runs"]:
        for fence in {e["ring_fence"] for e in one["entries"]}:
            moved = [e["amount_pence"] for e in one["entries"] if e["ring_fence"] == fence]
            assert sum(moved) == 0


def test_the_final_settlement_posts_what_the_interim_one_left_over():
    """£375,448.30 was given; £713,531.52 is due in all, so £338,083.22 has still to move."""
    interim, final = whole()["runs"][-2:]
    holder = [
        e["amount_pence"] for r in (interim, final) for e in r["entries"] if e["party"] == "holder"
    ]
    assert holder == [37_544_830, 33_808_322]


def test_ring_fences_are_balances_of_their_own():
    held = {
        b["ring_fence"]: b["balance_pence"] for b in whole()["balances"] if b["party"] == "holder"
    }
    assert set(held) == {"", "better care fund", "public health grant"}
    assert held["public health grant"] == 926_755_097  # £9,267,550.97 of the worked example
    assert sum(held.values()) == YEAR + 37_544_830 + 33_808_322


def test_the_same_run_again_posts_nothing():
    assert whole()["posted_by_the_last_run_again"] == 0
    twice = json.loads(
        run("budget-example", "--settlement", FINAL, "--settlement", FINAL, "--json")
    )
    assert [len(one["entries"]) for one in twice["runs"]] == [3, 0]
    said = run("budget-example", "--settlement", FINAL, "--settlement", FINAL)
    assert "Final settlement, 1 April 2027 to 31 March 2028: nothing to post." in said
    assert "The last run made again posts nothing." in said


def test_what_a_person_reads():
    said = " ".join(run("budget-example", "--payments").split())
    assert "Payment run M12 March 2028" in said
    assert "never netted" in said


@pytest.fixture
def stated(tmp_path):
    """The template with its margin stated: 8 per cent."""
    text = (PACKAGE / "contracts" / "iho-2027.yaml").read_text()
    open_term = "report is due, unit: per cent,"
    assert open_term in text
    path = tmp_path / "contract.yaml"
    path.write_text(text.replace(open_term, f'{open_term} value: "8",'))
    (tmp_path / "sources.yaml").write_text((PACKAGE / "contracts" / "sources.yaml").read_text())
    return path


@pytest.mark.parametrize(("cost", "due"), [("92.00", False), ("91.99", True)])
def test_a_margin_above_the_contracts_threshold_must_be_reported(stated, cost, due):
    """Income £100: exactly 8% is not above it; a penny less cost is."""
    found = json.loads(run(stated, "--income", "100", "--cost", cost, "--json"))["open_book"]
    assert (found["report_due"], found["threshold"]) == (due, "0.08")
    said = run(stated, "--income", "100", "--cost", cost)
    assert ("no report is due" in said) is not due


def test_no_margin_is_assumed():
    with pytest.raises(InputFaults, match="no margin is assumed"):
        run("iho-2027", "--income", "100", "--cost", "90")


def test_there_must_be_something_to_post():
    with pytest.raises(InputFaults, match="nothing to post"):
        run("budget-example")
    with pytest.raises(InputFaults, match="income or cost alone"):
        run("budget-example", "--income", "1")


def test_a_settlement_that_lacks_a_figure_posts_nothing(tmp_path):
    path = tmp_path / "figures.yaml"
    path.write_text(FINAL.read_text().replace(", actual: 196400000", ""))
    with pytest.raises(NotSettled, match="the actual spend is missing"):
        contract_ledger("budget-example", settlements=[path])
