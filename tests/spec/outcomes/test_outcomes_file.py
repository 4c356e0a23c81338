"""What may stand in outcomes.yaml, and what a person is told who gets it wrong."""

import json
from datetime import date

import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.file import read_outcomes
from capitula.outcomes.registration import Registration
from capitula.outcomes.schema import outcomes_schema
from harness.places import PACKAGE

GOOD = """\
aims:
  - id: better-health
    aim: Better health.
    said_by: The trust
    source: PRESS20
    mark: sourced
    why_unmeasured: No measure was given.

measures:
  - id: delayed-transfers
    name: Delayed transfers of care
    unit: delayed days per day of the month
    direction: down
    role: primary
    series: delayed_transfers
    column: delayed_days
    denominator: days of the month
    source: NHS England
    data_known: 2020-02
    baseline: 2016/17
    comparators: [England]
    start: 2017-06
    registered_on: 2026-11-21
    registered_by: The analyst
    mark: local
    note: Chosen because it is public.
"""


def read(folder, text):
    (folder / "figures").mkdir(exist_ok=True)
    (folder / "figures" / "delayed_transfers.csv").touch()
    (folder / "sources.yaml").write_text("PRESS20:\n  publisher: A newspaper\n")
    path = folder / "outcomes.yaml"
    path.write_text(text)
    return read_outcomes(path)


def test_a_good_file(tmp_path):
    outcomes = read(tmp_path, GOOD)
    (measure,) = outcomes.measures
    assert str(measure.baseline_months) == "2016/17"
    assert measure.smallest_effect is None
    assert [aim.id for aim in outcomes.unmeasured] == ["better-health"]


def test_an_aim_with_a_measure_is_not_unmeasured(tmp_path):
    text = GOOD.replace("why_unmeasured: No measure was given.", "measures: [delayed-transfers]")
    assert read(tmp_path, text).unmeasured == ()


@pytest.mark.parametrize(
    ("registered", "known", "told"),
    [
        ("2026-11-21", "2020-02", Registration.AFTER),
        ("2017-05-31", "2017-08", Registration.BEFORE),
        ("2020-02-10", "2020-02", Registration.UNCLEAR),
        ("2026-11-21", "unknown", Registration.UNCLEAR),
    ],
)
def test_whether_it_was_fixed_beforehand_follows_from_two_dates(tmp_path, registered, known, told):
    """Nobody types the answer in. Where the dates leave it open, it is said to be open."""
    text = GOOD.replace("2026-11-21", registered).replace(
        "data_known: 2020-02", f"data_known: {known}"
    )
    assert read(tmp_path, text).measures[0].registration is told


MISTAKES = {
    "a misspelt key": (
        "direction: down",
        "directoin: down",
        {13: "did you mean 'direction'?"},
    ),
    "a way that is none": ("direction: down", "direction: lower", {13: "one of up, down, neutral"}),
    "a baseline without an end": (
        "baseline: 2016/17",
        "baseline: not before 2016-04",
        {20: "whole months with a first and a last, such as 2016/17 or 2016-04/2017-03"},
    ),
    "a series that has no table": (
        "series: delayed_transfers",
        "series: delayed_transfer",
        {15: "did you mean 'delayed_transfers'?"},
    ),
    "an aim that nothing answers for and no reason": (
        "    why_unmeasured: No measure was given.\n",
        "",
        {2: "say why nothing measures this aim"},
    ),
    "an aim that names an unknown measure": (
        "why_unmeasured: No measure was given.",
        "measures: [delayed-transfer]",
        {7: "did you mean 'delayed-transfers'?"},
    ),
    "no start and no word about it": (
        "    start: 2017-06\n",
        "",
        {10: "when the contract began, or a note that it did not"},
    ),
    "a day that does not exist": (
        "registered_on: 2026-11-21",
        "registered_on: 2026-11-31",
        {23: "date"},
    ),
    "nothing to be set beside": ("[England]", "[]", {21: "at least 1 item"}),
    "a source that is not listed": (
        "source: PRESS20",
        "source: PRESS02",
        {5: "did you mean 'PRESS20'?"},
    ),
    "a mark that is none": ("mark: local", "mark: loacl", {25: "did you mean 'local'?"}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_line(tmp_path, mistake):
    old, new, expected = MISTAKES[mistake]
    assert old in GOOD
    with pytest.raises(InputFaults) as caught:
        read(tmp_path, GOOD.replace(old, new))
    told = {fault.place.line: str(fault) for fault in caught.value.faults}
    assert told.keys() >= expected.keys()
    for line, words in expected.items():
        assert words in told[line]


JUDGED = """\
    judged:
      donors:
        figures: delayed_transfers
        place: Placetown
        without:
          - {programme: vanguards, reason: They had one of their own.}
      breaks: {mirrors: [delayed_transfers]}
"""

WHOLE = GOOD.replace("baseline: 2016/17", "baseline: 2014-04/2017-05").replace(
    "    registered_on", "    smallest_effect: 2.5\n" + JUDGED + "    registered_on"
)


def test_a_measure_with_terms_of_judging(tmp_path):
    """What is not written has the default of the reference, and is part of the frozen terms."""
    (measure,) = read(tmp_path, WHOLE).measures
    assert measure.judged.tests.method == "synthetic-control"
    assert float(measure.judged.tests.alpha) == 0.05
    assert measure.judged.windows.periods == 12
    assert str(measure.judged.scale) == "index"


WRONG_TERMS = {
    "a table of areas that is not there": (
        "figures: delayed_transfers\n",
        "figures: delayed_transfer\n",
        "did you mean 'delayed_transfers'?",
    ),
    "a mirror that is not there": (
        "[delayed_transfers]",
        "[outpatients]",
        "the name of a table in `figures`",
    ),
    "a programme that nobody listed": ("vanguards", "vanguard", "did you mean 'vanguards'?"),
    "an exclusion of nothing": (
        "{programme: vanguards, reason",
        "{reason",
        "neither `programme` nor `area`",
    ),
    "a baseline that runs past the start": (
        "2014-04/2017-05",
        "2014-04/2017-07",
        "one that ends with the month before the start, June 2017",
    ),
    "an effect of nought": ("smallest_effect: 2.5", "smallest_effect: 0", "greater than 0"),
}


@pytest.mark.parametrize("mistake", WRONG_TERMS)
def test_terms_that_cannot_be_judged_by_are_told(tmp_path, mistake):
    old, new, words = WRONG_TERMS[mistake]
    assert old in WHOLE
    with pytest.raises(InputFaults) as caught:
        read(tmp_path, WHOLE.replace(old, new))
    assert words in str(caught.value)


def test_the_schema_that_ships_is_the_one_the_models_give():
    """Made again by scripts/publish_schemas.py."""
    shipped = PACKAGE / "outcomes" / "outcomes.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == outcomes_schema()


def test_a_second_primary_measure(tmp_path):
    second = GOOD[GOOD.index("  - id: delayed-transfers") :]
    with pytest.raises(InputFaults) as caught:
        read(tmp_path, GOOD + second)
    told = str(caught.value)
    assert "'delayed-transfers' is primary already" in told
    assert "the id 'delayed-transfers' again" in told


@pytest.mark.parametrize("name", ["dudley", "wirral", "manchester"])
def test_the_files_that_ship(name):
    outcomes = read_outcomes(PACKAGE / "cases" / name / "outcomes.yaml")
    assert outcomes.questions
    for measure in outcomes.measures:
        assert measure.registration is Registration.AFTER
        assert measure.registered_on <= date(2026, 12, 31)
