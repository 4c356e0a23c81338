"""Interrupted time series: an area beside its own past.

Level, trend, season, and a step at the start. It is the method met most often in reports and the
easiest to be fooled by: whatever else happened that month is in the step as well. Here it says at
most that figures changed.
"""

from datetime import UTC, datetime

import numpy as np
import pytest

from capitula.case import open_case
from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.interrupted_design import segments
from capitula.outcomes.counterfactual.interrupted_errors import (
    autocorrelation,
    least_squares,
    newey_west_lag,
)
from capitula.outcomes.counterfactual.interrupted_regression import interrupted_series
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.inference.reading_out import sentences
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.verdict.evidence import ObstacleKind
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from harness.panels import factor_panel, names, with_effect

MONTHS = tuple(f"{2012 + k // 12}-{1 + k % 12:02}" for k in range(84))


def seasonal(*, units=8, step=0.0, noise=1.0, seed=3):
    """Months with a trend and a season; a step in the first area after 48 of them."""
    random = np.random.default_rng(seed)
    t = np.arange(84)
    wave = 5 * np.cos(2 * np.pi * t / 12) + 2 * np.sin(4 * np.pi * t / 12)
    values = 100 + 0.2 * t + wave + noise * random.normal(size=(1, units, 84))
    values[0, 0, 48:] += step
    return Panel(("admissions",), names("a", units), MONTHS, values)


def counts(*, ratio=0.9, spread=0.0, seed=5):
    """Monthly counts of a population of a thousand, with season, and a ratio from month 48 on."""
    random = np.random.default_rng(seed)
    t = np.arange(84)
    people = np.full(84, 1000.0) + t
    mean = people * 0.2 * np.exp(0.001 * t + 0.1 * np.cos(2 * np.pi * t / 12))
    mean = mean * np.where(t >= 48, ratio, 1.0)
    if spread:
        mean = mean * random.gamma(1 / spread, spread, 84)
    return random.poisson(mean).astype(float), people


def test_without_noise_the_step_is_found_at_the_start_and_nowhere_else():
    panel = seasonal(step=-7.0, noise=0.0)
    fits = fit_all(panel, method="its", start="2016-01", treated=["a000"])
    assert fits.details["step"]["admissions"] == pytest.approx(-7.0)
    assert fits.gaps[0, 0, :48] == pytest.approx(0, abs=1e-9)
    assert fits.gaps[0, 0, 48:] == pytest.approx(-7.0)
    assert fits.details["season"]["admissions"] == "harmonics"


def test_time_is_counted_from_the_start_so_that_the_step_is_the_change_there():
    """A change of slope alone, from nought there: no step, though the means differ."""
    panel = seasonal(noise=0.0)
    values = panel.values.copy()
    values[0, 0, 48:] += 0.5 * np.arange(36)
    panel = Panel(panel.outcomes, panel.units, panel.times, values)
    fits = fit_all(panel, method="its", start="2016-01", treated=["a000"], slope=True)
    assert fits.details["step"]["admissions"] == pytest.approx(0, abs=1e-9)
    assert fits.details["slope"]["admissions"] == pytest.approx(0.5)
    assert fits.gaps[0, 0, 48:] == pytest.approx(0.5 * np.arange(36), abs=1e-8)


def test_the_slope_is_asked_for_and_never_assumed():
    assert "slope" not in segments(84, 48, 12).names
    assert segments(84, 48, 12, slope=True).changes == [2, 3]


def test_one_batch_gives_every_area_what_statsmodels_gives_one_with_newey_wests_errors():
    import statsmodels.api as sm

    panel = seasonal(step=-3.0)
    terms = segments(84, 48, 12).terms
    found = least_squares(terms, panel.values[0], 12)
    for area in (0, 5):
        model = sm.OLS(panel.values[0, area], terms)
        plain = model.fit()
        robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": 12, "use_correction": True})
        assert found.coefficients[area] == pytest.approx(plain.params)
        assert found.plain_errors[area] == pytest.approx(plain.bse)
        assert found.errors[area] == pytest.approx(robust.bse)


def test_the_lag_is_a_year_of_periods_or_more_by_a_stated_rule():
    assert newey_west_lag(84, 12) == 12
    assert newey_west_lag(31, 1) == 3
    assert newey_west_lag(31, None) == 3
    assert newey_west_lag(10, 12) == 4


def test_autocorrelation_is_shown():
    wave = np.cos(2 * np.pi * np.arange(48) / 12)
    found = autocorrelation(wave)
    assert found[11] > 0.7
    assert found[5] < -0.8
    assert (autocorrelation(np.zeros(20)) == 0).all()
    fits = fit_all(seasonal(), method="its", start="2016-01", treated=["a000"])
    assert len(fits.details["autocorrelation"]["admissions"]) == 24


def test_months_of_the_year_in_place_of_waves():
    panel = seasonal(step=-7.0, noise=0.0)
    fits = fit_all(panel, method="its", start="2016-01", treated=["a000"], season="periods")
    assert fits.details["step"]["admissions"] == pytest.approx(-7.0)
    assert len(segments(84, 48, 12, season="periods").names) == 14


def test_counts_give_a_ratio_with_its_interval():
    figures, people = counts(ratio=0.9)
    found = interrupted_series(
        figures, segments(84, 48, 12), 12, family="poisson", population=people
    )
    ratio, low, high = found.changes["step"].ratio
    assert low < 0.9 < high
    assert ratio == pytest.approx(0.9, abs=0.05)
    assert found.dispersion == pytest.approx(1, abs=0.4)
    assert found.text().startswith("The figures changed at the start: a ratio of 0.")
    assert "effect" not in found.text()


def test_counts_that_spread_more_widely_have_wider_errors_by_the_root_of_the_dispersion():
    import statsmodels.api as sm

    figures, people = counts(spread=0.05)
    terms = segments(84, 48, 12)
    found = interrupted_series(figures, terms, 12, family="poisson", population=people)
    plain = sm.GLM(figures, terms.terms, family=sm.families.Poisson(), offset=np.log(people)).fit()
    assert found.dispersion == pytest.approx(plain.pearson_chi2 / plain.df_resid)
    assert found.dispersion > 5
    assert found.changes["step"].error == pytest.approx(
        plain.bse[2] * np.sqrt(found.dispersion), rel=1e-6
    )
    robust = sm.GLM(figures, terms.terms, family=sm.families.Poisson(), offset=np.log(people)).fit(
        cov_type="HAC", cov_kwds={"maxlags": 12, "use_correction": True}
    )
    assert found.changes["step"].error_newey_west == pytest.approx(robust.bse[2], rel=1e-4)
    binomial = interrupted_series(figures, terms, 12, family="negative-binomial", population=people)
    assert binomial.spread == pytest.approx(0.05, abs=0.03)
    assert binomial.dispersion == pytest.approx(1, abs=0.4)


def test_counts_without_further_spread_stay_poisson():
    figures = np.array([10.0, 10, 11, 10, 10, 9, 10, 10, 10, 11, 10, 9, 10, 10, 10, 10])
    found = interrupted_series(figures, segments(16, 8, 1), 3, family="negative-binomial")
    assert found.spread == 0
    assert not found.changes["step"].changed
    assert found.text().endswith("That does not say there was none.")


def test_a_comparator_takes_away_what_happened_to_both():
    """Both fell by 6 at the start, the area by 4 more."""
    panel = seasonal(step=-10.0, noise=0.3)
    values = panel.values.copy()
    values[0, 1:, 48:] -= 6.0
    panel = Panel(panel.outcomes, panel.units, panel.times, values)
    alone = fit_all(panel, method="its", start="2016-01", treated=["a000"])
    beside = fit_all(panel, method="its", start="2016-01", treated=["a000"], controlled=True)
    assert alone.details["step"]["admissions"] == pytest.approx(-10, abs=0.5)
    assert beside.details["step"]["admissions"] == pytest.approx(-4, abs=0.5)
    found = interrupted_series(
        values[0, 0], segments(84, 48, 12), 12, comparator=values[0, 1:].mean(axis=0)
    )
    assert found.changes["step"].estimate == pytest.approx(beside.details["step"]["admissions"])
    assert "more than the comparator" in found.text()


def test_counts_with_a_comparator():
    figures, people = counts(ratio=0.8, seed=6)
    others, theirs = counts(ratio=0.9, seed=7)
    found = interrupted_series(
        figures,
        segments(84, 48, 12),
        12,
        family="poisson",
        population=people,
        comparator=others,
        comparator_population=theirs,
    )
    ratio, low, high = found.changes["step"].ratio
    assert low < 0.8 / 0.9 < high
    assert ratio == pytest.approx(0.8 / 0.9, abs=0.05)
    assert len(found.coefficients) == 14


def test_words_say_changed_and_never_more():
    panel = with_effect(factor_panel(units=30, periods=60, noise=0.5), "a003", 40, -20.0)
    _, found = estimate(panel, method="its", start=40, treated=["a003"], direction=-1)
    said = " ".join(sentences(found[0]))
    reading = said.partition("Reading: ")[2]
    assert reading.startswith("the figures changed against their own past")
    assert "for the better" not in reading
    assert any("decides nothing" in each for each in found[0].warnings)


def test_it_may_stand_beside_the_deciding_method_and_never_be_it():
    dudley = open_case("dudley")
    measure = dudley.outcomes.by_id("non-elective-admissions")
    terms = measure.judged
    terms = terms.model_copy(update={"tests": terms.tests.model_copy(update={"method": "its"})})
    measure = measure.model_copy(update={"judged": terms})
    outcomes = dudley.outcomes.model_copy(update={"measures": (measure,)})
    taken_in = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    view = Record(seal((), "dudley", Head(), taken_in), ALL_KINDS).as_known(taken_in.date())
    judged = judge("dudley", outcomes, dudley.figures, view, measure=measure.id, thorough=False)
    found = judged.of(measure.id)
    assert found.decision.verdict is Verdict.NEVER_BEGAN
    (obstacle,) = [o for o in found.obstacles if o.kind is ObstacleKind.NO_COMPARISON]
    assert "can only support another method" in obstacle.words


def test_a_constant_a_scale_and_an_effect_go_through():
    panel = seasonal(units=6)
    base = fit_all(panel, method="its", start="2016-01")
    other = Panel(panel.outcomes, panel.units, panel.times, 3 * panel.values + 40)
    assert fit_all(other, method="its", start="2016-01").gaps == pytest.approx(3 * base.gaps)
    planted = fit_all(with_effect(panel, "a002", 48, 5.0), method="its", start="2016-01")
    assert (planted.gaps - base.gaps)[0, 2, 48:] == pytest.approx(5.0)


@pytest.mark.parametrize(
    ("options", "match"),
    [
        ({"season": "harmonic"}, "did you mean 'harmonics'"),
        ({"family": "poison"}, "did you mean 'poisson'"),
        ({"family": "poisson", "controlled": True}, "give counts of a comparator"),
    ],
)
def test_what_cannot_be_is_refused(options, match):
    with pytest.raises(InputFaults, match=match):
        fit_all(seasonal(), method="its", start="2016-01", treated=["a000"], **options)


def test_too_few_periods_and_wrong_series_are_refused():
    with pytest.raises(InputFaults, match="begin earlier"):
        segments(30, 5, 12)
    with pytest.raises(InputFaults, match="no part of the year"):
        segments(30, 15, 1, season="harmonics")
    short = np.ones(10)
    with pytest.raises(InputFaults) as told:
        interrupted_series(-np.ones(30), segments(30, 15, 1), 3, family="poisson", population=short)
    assert len(told.value.faults) == 2
