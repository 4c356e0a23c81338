"""The backtest: were such forecasts right?

Every start that was stated is forecast anew from what was known on the day of the report, without
the contract itself, and scored by what came of it. Three forecasters: one who believes the stated
date, one who uses the base rates of the class, one who uses the lead time as well.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.programme.forecast.backtest import SCORES, backtest, reports
from capitula.programme.forecast.backtest_words import caution, conclusion, verdicts
from capitula.programme.forecast.cumulative import Curve
from capitula.programme.forecast.forecasters import Forecaster
from capitula.programme.forecast.scores import (
    brier,
    leave_one_out,
    ranked_probability,
    sign_flip,
    time_score,
)

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def found():
    return backtest(TODAY)


def test_seventeen_reports_of_thirteen_contracts(found):
    assert (len(found.scored), len(found.cases)) == (17, 13)
    dudley = [each.report for each in found.scored if each.report.case == "DUD"]
    assert [report.planned.text for report in dudley] == [
        "2018-04",
        "2018-04-01",
        "2019-04-01",
        "2020-04",
        "2021-04",
    ]
    assert {report.by_date for report in dudley} == {False}


def test_base_rates_beat_the_stated_date_and_the_lead_time_does_not_beat_base_rates(found):
    """Smaller is better; the scores are averaged over contracts.

    | forecaster | by its date | outcome | time, months |
    |---|---|---|---|
    | believe the stated date | 0.615 | 0.455 | 11.8 |
    | base rates | 0.217 | 0.207 | 7.6 |
    | reference class with lead time | 0.223 | 0.210 | 7.7 |
    """
    rows = [[round(found.mean(f, score)[0], 3) for score in SCORES] for f in Forecaster]
    assert rows[0] == [0.615, 0.455, 11.769]
    assert rows[1] == [0.217, 0.207, 7.586]
    assert rows[2] == [0.223, 0.21, 7.732]
    said = conclusion(found)
    assert "Base rates did better than believing the stated date on 3 of 3 scores" in said
    assert "Reference class with lead time did better than base rates on 0 of 3 scores" in said


def test_how_sure_that_is(found):
    """Thirteen contracts: all 8,192 ways to throw the signs are counted."""
    apart = found.difference(Forecaster.BASE_RATES, Forecaster.STATED, "by_date")
    assert (apart.cases, round(apart.p, 3)) == (13, 0.040)
    assert apart.least <= apart.mean <= apart.most < 0
    assert any("no more than chance alone may give" in sentence for sentence in verdicts(found))
    assert "That is few" in caution(found)


def test_what_is_not_known_is_not_scored(found):
    """Whether Northumberland ever started is not known; that it had not by its date is."""
    assert found.of_case("NOR", Forecaster.BASE_RATES, "outcome") is None
    assert found.of_case("NOR", Forecaster.BASE_RATES, "by_date") is not None


def test_on_an_earlier_day_only_what_was_known_then_is_scored():
    """In 2018 nobody knew that Dudley would never start."""
    cases = backtest(date(2018, 2, 1)).cases
    assert "DUD" not in cases
    assert {"BED", "CWS", "STC"} <= set(cases)
    assert backtest(date(2011, 1, 1)).scored == ()
    assert "nothing can be scored" in conclusion(backtest(date(2011, 1, 1)))


def test_each_forecast_is_that_of_its_day(found):
    """The same forecasts, made when later results had not yet come in."""
    early = {
        (e.report.case, e.report.stated_on): e.chances for e in backtest(date(2019, 1, 1)).scored
    }
    late = {(e.report.case, e.report.stated_on): e.chances for e in found.scored}
    assert early
    assert all(late[key] == chances for key, chances in early.items())


def test_a_statement_after_the_result_is_no_forecast():
    """Coastal West Sussex was given up before its second date can have been known."""
    texts = [r.planned.text for r in reports(TODAY) if r.case == "CWS"]
    assert texts == ["2015-01"]


def test_leave_one_out_is_said_to_look_ahead():
    assert "this looks ahead, so it is no backtest" in caution(backtest(TODAY, as_known=False))


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_scores_are_proper(truth, said):
    """On average nobody does better than by saying what he believes."""

    def expected(chance, score):
        return truth * score(chance, 1) + (1 - truth) * score(chance, 0)

    for score in (
        lambda chance, came: brier(chance, happened=bool(came)),
        lambda chance, came: ranked_probability((chance, 0.0, 1 - chance), 0 if came else 2),
        lambda chance, came: time_score(flat(chance), 0 if came else None, 36),
    ):
        assert expected(truth, score) <= expected(said, score) + 1e-9


def flat(chance):
    return Curve((chance,) * 37, (0.0,) * 37, (0.0,) * 37)


def test_the_time_score_by_hand():
    """Believed for month 0, started in month 3: three months, each wrong by one."""
    assert time_score(flat(1.0), 3, 36) == 3.0
    assert time_score(flat(1.0), None, 36) == 37.0
    assert time_score(flat(0.0), None, 36) == 0.0


def test_the_ranked_score_by_hand():
    """A lesser form forecast as specified is half as wrong as no start at all."""
    assert ranked_probability((1.0, 0.0, 0.0), 0) == 0.0
    assert ranked_probability((1.0, 0.0, 0.0), 1) == 0.5
    assert ranked_probability((1.0, 0.0, 0.0), 2) == 1.0


def test_signs_by_hand():
    """Three differences of one sign: 2 of the 8 ways are as far out."""
    assert sign_flip([-1.0, -2.0, -3.0]) == 0.25
    assert sign_flip([1.0, -1.0]) == 1.0
    assert leave_one_out([1.0, 2.0, 6.0]) == (1.5, 4.0)
