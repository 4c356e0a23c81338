"""From an attained outcome to a payment: entry in the record, settlement, ledger, to the penny.

An outcome's score becomes a value of the contract by an entry `attainment_stated`. Settling a case
reads the entries that stand for the period and pays `pool · Σ weight · attainment`, floored once.
What is scored and not paid, late, or suspended is dealt with as the contract's scheme says; where
it says nothing, nothing is paid yet and the statement says why. Money knows no statistics.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from capitula.cli.main import app
from capitula.contract.improvement import SchemeMeasure
from capitula.contract.reading import read_contract
from capitula.ground.faults import InputFaults
from capitula.ground.partial_date import PartialDate
from capitula.money.ledger.entry import EntryKind
from capitula.money.mechanisms.attained import attained_in
from capitula.money.settlement.figures_file import read_settlement_figures
from capitula.money.settlement.settle import settle
from capitula.outcomes.attainment.score import attain
from harness.places import PACKAGE
from harness.records import draft, record

WEIGHTS = {"falls": "0.4", "days": "0.3", "voice": "0.2", "smoking": "0.1"}
REACHED = {"falls": "85", "days": "90", "voice": "70", "smoking": "120"}
YEAR = PartialDate.parse("2027/28")

CONTRACT = """\
schema: capitula.contract/1
case: smalltown
title: Smalltown community services
summary: One provider answers for community services.
form: {name: full, clause: "1"}
parties:
  - {id: icb, name: The board, roles: [commissioner], clause: "1"}
  - {id: trust, name: The trust, roles: [holder], clause: "1"}
population: {definition: All, place: Smalltown, clause: "1"}
gain_loss:
  of: expected
  band: {type: deductible, percent: 1}
  gain_shares: [{party: trust, percent: 50}, {party: icb, percent: 50}]
  residual_party: icb
  clause: "9"
improvement:
  clause: "8"
  pool_amount: 1000000.01
  measures:
"""
MEASURE = (
    "    - {{id: {id}, name: {id}, weight: {weight}, direction: down, floor: '100', target: '80', "
    'clause: "8"}}\n'
)
FIGURES = """\
schema: capitula.settlement-figures/1
stage: final
period: {from: 2027-04-01, to: 2028-03-31}
figures: {expected: 80000000, actual: 80000000}
"""
SOURCES = """\
R1:
  publisher: The trust
  title: Outcomes of 2027/28
  published: 2018-01-31
  not_before: 2018-01-31
  not_after: 2018-01-31
"""


def contract_text(rules=""):
    measures = "".join(MEASURE.format(id=name, weight=weight) for name, weight in WEIGHTS.items())
    return CONTRACT + measures + rules


def scored(name, **how):
    """The attainment of one measure, worked out from its figure as the outcomes engine does."""
    measure = SchemeMeasure.model_validate(
        {
            "id": name,
            "name": name,
            "weight": Decimal(WEIGHTS[name]),
            "direction": "down",
            "floor": "100",
            "target": "80",
            "clause": "8",
        }
    )
    figure = how.pop("figure", Decimal(REACHED[name]))
    return attain(measure, how.pop("period", YEAR), figure, **how)


def entry(number, attainment, **given):
    about = f"attainment, {attainment.period.text}"
    body = attainment.body().model_dump(mode="json", exclude_defaults=True)
    name = given.pop("about", attainment.measure.id)
    return draft(f"A{number}", "attainment_stated", name, body, property_name=about, **given)


def settled(folder, *attainments, rules="", figures="", more=()):
    (folder / "contract.yaml").write_text(contract_text(rules))
    (folder / "figures.yaml").write_text(FIGURES + figures)
    contract = read_contract(folder / "contract.yaml", None)
    given = read_settlement_figures(folder / "figures.yaml")
    drafts = [entry(n, each) for n, each in enumerate(attainments)]
    view = record(*drafts, *more).as_known(given.days[1])
    return settle(contract, given, attained_in(view, contract.improvement, *given.days))


def every(**changed):
    """All four measures as scored, some of them otherwise."""
    return [changed.get(name) or scored(name) for name in WEIGHTS]


def paid_to(done, party):
    return sum(
        each.amount_pence
        for each in done.entries
        if each.kind is EntryKind.IMPROVEMENT and each.party == party
    )


def test_the_worked_example_from_entry_to_payment(tmp_path):
    """Weights 0.4, 0.3, 0.2, 0.1; attained 0.75, 0.5, 1, 0: 0.65 of £1,000,000.01, floored."""
    done = settled(tmp_path, *every())
    assert [m.attainment for m in done.improvement.measures] == [0.75, 0.5, 1, 0]
    assert done.improvement.earned_pence == 65_000_000
    assert (paid_to(done, "trust"), paid_to(done, "icb")) == (65_000_000, -65_000_000)
    assert done.improvement.measures[0].sentence() == (
        "falls: 75% of the way to its target, weight 40% (entry A0)"
    )


def test_a_third_is_a_third(tmp_path):
    """Shares are whole parts, so £1,000,000.01 × (0.4 × 1/3 + …) is floored once, exactly."""
    third = scored("falls", figure=Decimal(100) - Decimal(20) / 3)
    exact = third.body().model_copy(update={"attained_parts": 1, "attained_of": 3})
    about = {"property_name": "attainment, 2027/28"}
    made = draft("T1", "attainment_stated", "falls", exact.model_dump(mode="json"), **about)
    done = settled(tmp_path, *every()[1:], more=[made])
    assert done.improvement.earned_pence == 100_000_001 * (40 + 45 + 60) // 300


def test_a_shadow_year_is_scored_and_not_paid(tmp_path):
    done = settled(tmp_path, *[scored(name, shadow=True) for name in WEIGHTS])
    assert [m.attainment for m in done.improvement.measures] == [0.75, 0.5, 1, 0]
    assert done.improvement.earned_pence == 0
    assert done.entries == ()
    assert "scored and not paid, a shadow year" in done.improvement.measures[0].sentence()


def test_late_figures_wait_where_the_contract_says_nothing(tmp_path):
    done = settled(tmp_path, *every(days=scored("days", figure=None)))
    assert done.improvement.earned_pence is None
    assert done.improvement.reason == (
        "days: the figures are not out; the contract does not say what is paid meanwhile"
    )
    assert paid_to(done, "trust") == 0


def test_the_contract_may_say_that_all_wait_or_that_the_rest_is_paid(tmp_path):
    """The rest: 0.4 × 0.75 + 0.2 × 1 = 0.5 now; up to 0.3 stays open."""
    late = every(days=scored("days", figure=None))
    waits = settled(tmp_path, *late, rules="  while_late: wait\n")
    assert waits.improvement.earned_pence is None
    pays = settled(tmp_path, *late, rules="  while_late: pay_the_rest\n")
    assert (pays.improvement.earned_pence, pays.improvement.open_pence) == (50_000_000, 30_000_000)


SUSPENDED = {"suspended": "the definition changed"}


@pytest.mark.parametrize(
    ("rule", "earned"),
    [
        ("nothing", 50_000_000),  # 0.4 × 0.75 + 0.2 × 1
        ("in_full", 80_000_000),  # the same + 0.3
        ("spread", 71_428_572),  # 0.5 ÷ 0.7 of 100,000,001 pence is 71,428,572.14…
    ],
)
def test_a_suspended_weight_goes_where_the_contract_says(tmp_path, rule, earned):
    gone = every(days=scored("days", **SUSPENDED))
    done = settled(tmp_path, *gone, rules=f"  suspended: {rule}\n")
    assert done.improvement.earned_pence == earned
    assert "suspended (the definition changed)" in done.improvement.measures[1].sentence()


def test_without_such_a_rule_nothing_is_paid_yet(tmp_path):
    done = settled(tmp_path, *every(days=scored("days", **SUSPENDED)))
    assert done.improvement.earned_pence is None
    assert "the contract does not say what becomes of its weight" in done.improvement.reason


def test_a_weight_that_cannot_be_spread_stops_the_payment(tmp_path):
    gone = [scored(name, **SUSPENDED) for name in WEIGHTS]
    done = settled(tmp_path, *gone, rules="  suspended: spread\n")
    assert done.improvement.earned_pence is None
    assert "no paid measure is left to spread it over" in done.improvement.reason


def test_a_measure_that_nobody_scored_is_not_nought(tmp_path):
    done = settled(tmp_path, *every()[:3])
    assert done.improvement.reason == "smoking: value not stated"


def test_only_entries_of_the_period_settled_are_read(tmp_path):
    other = scored("falls", period=PartialDate.parse("2026/27"))
    assert settled(tmp_path, *every(falls=other)).improvement.reason == "falls: value not stated"


def test_the_figures_file_may_still_state_values(tmp_path):
    done = settled(tmp_path, *every()[:3], figures="measures: {smoking: 90}\n")
    assert done.improvement.earned_pence == 70_000_000
    same = settled(tmp_path, *every(), figures="measures: {falls: 85}\n")
    assert same.improvement.earned_pence == 65_000_000


def test_a_value_that_contradicts_the_record_is_refused(tmp_path):
    with pytest.raises(
        InputFaults, match=r"the value 90, 1/2 attained, .* 3/4 attained \(entry A0\)"
    ):
        settled(tmp_path, *every(), figures="measures: {falls: 90}\n")


def test_two_entries_that_stand_and_differ_are_refused(tmp_path):
    again = entry(9, scored("falls", figure=Decimal(80)), speaker="Another")
    with pytest.raises(InputFaults, match="entries A0 and A9 with different attainments"):
        settled(tmp_path, *every(), more=[again])
    later = entry(9, scored("falls", figure=Decimal(80)), supersedes=["A0"], known="2019-01-01")
    assert settled(tmp_path, *every(), more=[later]).improvement.earned_pence == 75_000_000


def test_an_attainment_of_another_measure_is_told(tmp_path):
    stranger = entry(9, scored("falls"), about="fells")
    (told,) = [w for w in settled(tmp_path, *every(), more=[stranger]).warnings if "fells" in w]
    assert told.startswith("Entry A9 states an attainment of 'fells'")


def test_attainments_without_a_pool_are_told(tmp_path, monkeypatch):
    """A pool of 5 per cent of the budget, where the figures do not state the budget."""
    by_share = CONTRACT.replace("pool_amount: 1000000.01", "pool_percent: 5")
    monkeypatch.setitem(globals(), "CONTRACT", by_share)
    done = settled(tmp_path, *every())
    assert done.improvement is None
    assert any("the pool is not known. State `budget`" in each for each in done.warnings)


def test_the_command_reads_the_record_of_a_case(tmp_path):
    """The files as people write them: contract, sources, record, figures."""
    case = tmp_path / "smalltown"
    (case / "record").mkdir(parents=True)
    (case / "contract.yaml").write_text(contract_text())
    (case / "sources.yaml").write_text(SOURCES)
    (case / "outcomes.yaml").write_text("aims: []\n")
    (case / "figures.yaml").write_text(FIGURES)
    entries = [
        dict(scored(name).entry(f"A{n}", "The trust", "R1")) for n, name in enumerate(WEIGHTS)
    ]
    (case / "record" / "outcomes.yaml").write_text(json.dumps({"entries": entries}))
    runner = CliRunner()
    imported = runner.invoke(app, ["record", "import", str(case)])
    assert imported.exit_code == 0, imported.output
    done = runner.invoke(app, ["money", "settle", str(case), str(case / "figures.yaml"), "--json"])
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["improvement"]["earned_pence"] == 65_000_000
    before = runner.invoke(
        app,
        ["money", "settle", str(case), str(case / "figures.yaml"), "--known", "2017-01-01"],
    )
    assert "Improvement: not computable yet; falls: value not stated" in before.stdout


def test_money_knows_no_outcomes():
    sources = [path.read_text(encoding="utf-8") for path in Path(PACKAGE / "money").rglob("*.py")]
    assert sources
    assert not [text for text in sources if "capitula.outcomes" in text]
