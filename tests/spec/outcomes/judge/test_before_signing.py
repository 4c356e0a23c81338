"""Before signing: how large an effect each test could show, from the baseline alone.

A contract that names its test before the start may name the one that sees most. Wirral's figures of
April 2013 to May 2017, with a made-up start in June 2015:

| effect on emergency admissions found four times in five | of the mean |
|---|---|
| by exact synthetic control, two yearly windows | 15 % |
| by the change of level at the start, if it comes at once | 9.5 % |
| by the same, if it builds up over a year | 20 % |
"""

import json
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from typer.testing import CliRunner

from capitula.case import open_case
from capitula.cli.outcomes import app
from capitula.ground.faults import InputFaults
from capitula.outcomes.judging.area_table import labels
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.judging.planning import plan_by_method, plan_power

ADMISSIONS = "non-elective-admissions"


@cache
def wirral():
    return open_case("wirral")


@cache
def admissions():
    return plan_by_method(wirral().outcomes.by_id(ADMISSIONS), wirral().figures)


def run(*arguments):
    return CliRunner().invoke(app, ["power", *arguments])


@pytest.mark.parametrize(
    ("method", "share", "shape"),
    [
        ("synthetic-control", 0.15, "comes at once and stays"),
        ("level-change", 0.095, "comes at once and stays"),
        ("level-change-gradual", 0.20, "builds up over 12 periods and then stays"),
    ],
)
def test_the_table_above(method, share, shape):
    planned = admissions()[method]
    assert planned.share == pytest.approx(share, abs=0.005)
    assert planned.shape == shape
    assert labels(planned.fitted)[0] == "2013-04"
    assert (labels(planned.tried)[0], labels(planned.tried)[-1]) == ("2015-06", "2017-05")


def test_the_method_of_the_terms_comes_first_and_gives_what_it_gives_alone():
    measure = wirral().outcomes.by_id(ADMISSIONS)
    alone = plan_power(measure, wirral().figures)
    method, first = next(iter(admissions().items()))
    assert method == measure.judged.tests.method == alone.method
    assert first == alone


def test_what_only_supports_is_not_offered_to_decide():
    assert "its" in wirral().outcomes.by_id(ADMISSIONS).judged.tests.beside
    assert "its" not in admissions()


def test_a_method_that_cannot_be_run_says_why_in_its_place():
    measure = wirral().outcomes.by_id(ADMISSIONS)
    tests = measure.judged.tests.model_copy(update={"beside": ("synthetic-control-predictors",)})
    judged = measure.judged.model_copy(update={"tests": tests})
    found = plan_by_method(measure.model_copy(update={"judged": judged}), wirral().figures)
    assert isinstance(found["synthetic-control-predictors"], InputFaults)
    assert found["level-change"].detectable is not None


def test_no_figure_after_the_start_is_looked_at():
    """Counts of every area from the start on are made nonsense: nothing changes."""
    figures = dict(wirral().figures)
    measure = wirral().outcomes.by_id(ADMISSIONS)
    table = figures[measure.judged.donors.figures]
    late = [at for at, column in enumerate(table.columns) if column >= "2017-06"]
    late = [at for at in late if table.columns[at][:2] == "20"]
    assert len(late) > 12
    rows = [
        tuple(
            str(int(cell) * 3 + n) if at in late and cell else cell for at, cell in enumerate(row)
        )
        for n, row in enumerate(table.rows)
    ]
    figures[table.name] = replace(table, rows=tuple(rows))
    assert plan_by_method(measure, figures) == admissions()


def test_the_command_lists_every_method_and_says_when_one_must_be_chosen():
    printed = " ".join(run("wirral", "--by-method").output.split())
    assert "level-change comes at once and stays 12.5 10%" in printed
    assert "A method is chosen before the start, or it decides nothing." in printed
    document = json.loads(run("wirral", "--by-method", "--json").output)
    by_id = {each["id"]: each for each in document["measures"]}
    assert by_id[ADMISSIONS]["by_method"]["level-change"]["share"] < by_id[ADMISSIONS]["share"]
    assert "by_method" not in json.loads(run("wirral", "--json").output)["measures"][0]


def test_a_baseline_too_short_is_said_for_the_measure():
    printed = run("dudley", "--by-method").output
    assert "first-outpatients: a baseline of 24 months; expected 36 months" in printed


def test_a_verdict_by_a_test_of_its_own_prints_that_tests_formula():
    """Where the level at the start decides, nothing is said of windows that decide."""
    measure = wirral().outcomes.by_id(ADMISSIONS)
    tests = measure.judged.tests.model_copy(update={"method": "level-change", "beside": ()})
    judged = measure.judged.model_copy(update={"tests": tests})
    changed = wirral().outcomes.model_copy(
        update={"measures": (measure.model_copy(update={"judged": judged}),)}
    )
    view = wirral().as_known(date(2026, 11, 22))
    found = judge("wirral", changed, wirral().figures, view, thorough=False)
    said = found.of(ADMISSIONS).explain()
    assert "ever better: rank of c / scale among all areas" in said
    assert "neither p is below" not in said
    by_windows = wirral().outcomes.judge(ADMISSIONS, thorough=False).of(ADMISSIONS).explain()
    assert "neither p is below" in by_windows
