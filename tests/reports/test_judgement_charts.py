"""Charts of a judgement: each with a title that warns, a description and a table of every value."""

from datetime import date
from functools import cache

import numpy as np
import pytest

from capitula.case import open_case
from capitula.outcomes import judging_terms
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.judging.contract_judgement import judge
from capitula.reports.judgement.charts import judgement_charts
from capitula.reports.judgement.frame import ticks


@cache
def charts(case, measure):
    found = open_case(case).outcomes.judge(measure, thorough=False)
    return judgement_charts(found.of(measure))


@pytest.mark.parametrize("name", ["actual", "gap", "donors", "power"])
@pytest.mark.parametrize("width", [720, 360])
def test_each_is_an_image_with_a_name_and_a_table(name, width):
    chart = charts("wirral", "delayed-transfers")[name]
    drawn = chart.svg(width)
    assert 'role="img"' in drawn
    assert "<title" in drawn
    assert chart.table.rows
    assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)


@pytest.mark.parametrize("name", ["actual", "gap"])
def test_what_cannot_be_judged_says_so_in_its_title(name):
    assert "not to be read as an effect" in charts("wirral", "delayed-transfers")[name].title
    assert "not to be read" not in charts("wirral", "non-elective-admissions")[name].title


def test_the_gap_chart_has_a_row_for_every_month():
    assert len(charts("wirral", "delayed-transfers")["gap"].table.rows) == 105


def test_yearly_figures_that_are_only_shown_have_one_chart():
    found = charts("wirral", "quality-of-life")
    assert list(found) == ["years"]
    assert "shown, not judged, with 1 year before the start" in found["years"].title


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-12, 19), (0, 23.6), (0.37, 0.43), (-900, 40)])
def test_values_at_the_side_are_round_and_few(low, high):
    found = ticks(low, high)
    assert 3 <= len(found) <= 12
    assert all(low <= value <= high for value in found)


def test_a_test_of_the_methods_own_has_its_curve_too_and_both_say_the_same():
    """Four areas in five need no more than the effect that is printed as found so often."""
    case = open_case("wirral")
    measure = case.outcomes.by_id("non-elective-admissions")
    terms = measure.judged.model_copy(
        update={"tests": judging_terms.Tests(method="level-change", beside=())}
    )
    own = measure.model_copy(update={"judged": terms})
    outcomes = case.outcomes.model_copy(update={"measures": (own,)})
    view = case.as_known(date(2026, 11, 22))
    judged = judge("wirral", outcomes, case.figures, view, thorough=False).of(own.id)
    found = judged.main.estimate
    assert len(found.needed) == found.comparison_areas
    assert np.quantile(found.needed, POWER, method="higher") == pytest.approx(found.detectable)
    chart = judgement_charts(judged)["power"]
    assert f"Share of {len(found.needed)} other areas" in chart.plain
    shares = [float(row[1].rstrip("%")) for row in chart.table.rows]
    assert shares == sorted(shares)
    assert shares[0] <= 5
    assert shares[-1] >= 80
