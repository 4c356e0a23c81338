"""Before signing: how small a change in each of several measures could be shown together.

A made-up start stands in the baseline, two windows before its end. Of two measures that are noise
of 3 % a month over sixty areas, with three years before the start:

| found four times in five, by figures of April 2014 to March 2017 | |
|---|---|
| a change in each of both, judged together | less than 3 % |
| in one of them alone, by the same question | more than in each |
"""

import json

import pytest
from typer.testing import CliRunner

from capitula.case import open_case
from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.findings import findings
from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.planning import plan_power
from capitula.outcomes.judging.together_planning import plan_together
from capitula.outcomes.together_terms import Shape
from harness.together_case import made_case


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return made_case(tmp_path_factory.mktemp("signing"))


def planned(case, **changes):
    terms = case.outcomes.together[0].model_copy(update=changes)
    return plan_together(terms, case.outcomes.named(terms.measures), case.figures)


def test_the_table_above(folder):
    case = open_case(folder)
    found = planned(case)
    assert 0.01 < found.detectable < 0.03
    assert min(found.alone.values()) > found.detectable
    assert labels(found.tried)[0] == "2015-04"
    assert labels(found.tried)[-1] == "2017-03"
    assert found.areas == 59
    assert found.shape == "comes at once and stays"


def test_it_needs_less_in_each_than_either_measure_by_its_own_test(folder):
    case = open_case(folder)
    together = planned(case)
    for measure in case.outcomes.measures:
        assert plan_power(measure, case.figures).share > together.detectable


def test_nothing_after_the_start_is_looked_at(tmp_path, folder):
    """The same noise with nothing planted, and with a fall by a third: one answer."""
    other = made_case(tmp_path, share=-0.33)
    assert planned(open_case(other)) == planned(open_case(folder))


def test_a_change_that_builds_up_needs_more(folder):
    case = open_case(folder)
    slow = planned(case, method=Shape.GRADUAL)
    assert slow.detectable > planned(case).detectable
    assert slow.shape == "builds up over 12 periods and then stays"


def test_it_says_whether_the_question_is_sharp_enough(folder):
    case = open_case(folder)
    sharp = planned(case, smallest_effect_share=0.03)
    assert not sharp.too_blunt
    assert sharp.text().endswith("The smallest that matters is 3.0% in each.")
    blunt = planned(case, smallest_effect_share=0.001)
    assert blunt.text().endswith("the contract is unlikely to be able to show success.")
    silent = planned(case, smallest_effect_share=None)
    assert silent.too_blunt
    assert silent.text().endswith("do not say how small a change in each would still matter.")


def test_a_baseline_too_short_is_refused():
    """Dudley's has 24 months: two windows of twelve, and nothing to fit on."""
    case = open_case("dudley")
    with pytest.raises(InputFaults, match="a baseline of 24 months"):
        planned(case)


def test_the_command_says_it_after_the_measures(folder):
    done = CliRunner().invoke(app, ["power", str(folder)])
    printed = " ".join(done.output.split())
    assert f"use, admissions, visits together: {planned(open_case(folder)).text()}" in printed
    document = json.loads(CliRunner().invoke(app, ["power", str(folder), "--json"]).output)
    (together,) = document["together"]
    assert together["detectable_share"] == planned(open_case(folder)).detectable
    assert together["measures"] == ["admissions", "visits"]


def found_of(case, **changes):
    terms = case.outcomes.together[0].model_copy(update=changes)
    outcomes = case.outcomes.model_copy(update={"together": (terms,)})
    view = case.as_known(case.recorded_on)
    return {each.rule: each for each in findings(outcomes, view) if each.about == terms.id}


def test_what_is_not_fit_to_be_asked_is_a_finding(folder):
    """Before the contract is signed: not frozen, its power not computed, or too little of it."""
    case = open_case(folder)
    found = found_of(case)
    assert set(found) == {"unregistered outcome", "power"}
    assert "was not computed before signing" in found["power"].text
    weak = found_of(case, detectable_share=0.04)["power"]
    assert "a change of 4.0% in each would be found four times in five" in weak.text
    assert "power" not in found_of(case, detectable_share=0.015)
    assert "not stated" in found_of(case, smallest_effect_share=None)["power"].text
