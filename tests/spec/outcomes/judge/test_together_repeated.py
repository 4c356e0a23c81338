"""Measures judged together: figures and code that give the same test again, and the rules."""

import csv
import json
import subprocess
import sys
from datetime import date
from functools import cache

import pytest

from capitula.case import open_case
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.judging.repeat import NothingToRepeat
from capitula.outcomes.judging.together_explaining import (
    explanation,
    rules_applied,
    rules_of_estimate,
    sources,
)
from capitula.outcomes.judging.together_repeat import joint_data_csv, joint_python_code
from capitula.outcomes.judging.together_words import printed
from capitula.outcomes.verdict.verdicts import Verdict

DAY = date(2026, 11, 30)


@cache
def asked(day=DAY, until="as it ships"):
    case = open_case("dudley")
    (terms,) = case.outcomes.together
    if until != "as it ships":
        terms = terms.model_copy(update={"until": until})
    outcomes = case.outcomes.model_copy(update={"together": (terms,)})
    found = judge("dudley", outcomes, case.figures, case.as_known(day), measure=terms.id)
    return found.asked_together(terms.id)


def test_the_code_repeats_the_test_from_the_figures_beside_it(tmp_path):
    one = asked()
    (tmp_path / "data.csv").write_text(joint_data_csv(one), encoding="utf-8")
    (tmp_path / "repeat.py").write_text(joint_python_code(one), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(tmp_path / "repeat.py")], capture_output=True, check=True, text=True
    )
    found, test = json.loads(run.stdout), one.test
    assert found["areas"] == test.areas
    assert found["p_better"] == test.p_better
    assert found["p_worse"] == test.p_worse
    assert found["sum"] == pytest.approx(test.sum, rel=1e-9)
    assert found["changes"] == pytest.approx(dict(test.changes), rel=1e-9)
    assert found["detectable_share"] == pytest.approx(test.detectable, rel=1e-9)
    assert found["detectable_share_alone"] == pytest.approx(dict(test.alone), rel=1e-9)
    windows = [each.statistic for each in one.evidence.windows]
    assert found["windows"] == pytest.approx(windows, rel=1e-9)


def test_the_figures_are_every_area_month_and_measure_once():
    one = asked()
    rows = list(csv.DictReader(joint_data_csv(one).splitlines()))
    keys = {(row["measure"], row["area"], row["month"]) for row in rows}
    areas, months = len(one.prepared.first.areas), len(one.prepared.first.months)
    assert len(rows) == len(keys) == 2 * areas * months
    assert {row["measure"] for row in rows} == {each.id for each in one.measures}


def test_what_was_not_fitted_has_no_figures_to_repeat():
    """In January 2017 the last figures were not public."""
    one = asked(date(2017, 1, 1))
    assert one.prepared is None
    with pytest.raises(NothingToRepeat, match="expected ones that were judged"):
        joint_data_csv(one)
    with pytest.raises(NothingToRepeat):
        joint_python_code(one)


def test_the_rules_are_told_for_the_contract_and_for_what_is_estimated():
    one = asked()
    assert [(name, held) for _, name, held, _ in rules_applied(one)] == [("never began", True)]
    rules = rules_of_estimate(one)
    assert [number for number, *_ in rules] == [1, 2, 3, 4, 5]
    assert [held for _, _, held, _ in rules] == [False, False, False, False, True]
    assert rules[-1][1] == str(Verdict.TOO_LITTLE_POWER)
    assert rules[-1][3] == "found four times in five: 5.7% in each; smallest that matters: 5.0%"


def test_the_explanation_holds_formula_terms_and_sources():
    text = explanation(asked())
    assert asked().frozen.terms_digest in text
    assert "added up" in text
    assert len(sources(asked())) == 2
    assert all(source in text for source in sources(asked()))
    case = open_case("dudley").outcomes.judge("hospital-use", known=DAY, thorough=False)
    assert text in case.explain()


def test_across_a_change_in_recording_no_change_is_printed_as_an_effect():
    """Taken to December 2019, both measures run over the step of September 2017."""
    one = asked(until=None)
    assert one.of_estimate.verdict is Verdict.CANNOT_BE_JUDGED
    rows = dict(printed(one))
    for measure in one.measures:
        assert "not to be read as an effect" in rows[measure.name]
    assert "Nothing here is to be read as an effect" in joint_python_code(one)
    assert rules_of_estimate(one)[-1][1:3] == ("cannot be judged", True)
