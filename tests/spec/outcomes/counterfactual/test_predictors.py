"""Synthetic control with predictors: two sets of weights, one inside the other.

Donors' weights bring the predictors near; the predictors' own weights V are those that bring the
outcome near before the start. There are many false bottoms, and there are V that leave the donors'
weights open; both are met with rules, and what the search saw is reported.
"""

import numpy as np
import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.predictor_control import fit_unit, start_points
from capitula.outcomes.counterfactual.predictors import Predictor
from capitula.outcomes.inference.placebo import ratio_test
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.reproducing.california import PREDICTORS
from harness.panels import factor_panel

METHOD = "synthetic-control-predictors"


def made(units=14, periods=24, seed=5):
    """A cost that follows age and need, and the three of them as one panel."""
    random = np.random.default_rng(seed)
    level = random.normal(size=(3, units, 1))
    drift = np.linspace(0, 1, periods)
    age, need, wealth = 40 + 3 * level[0], 1 + 0.1 * level[1], 20 + 4 * level[2]
    cost = 2 * age + 30 * need * (1 + drift) + random.normal(size=(units, periods))
    covariates = [np.broadcast_to(each, (units, periods)) for each in (age, need, wealth)]
    panel = factor_panel(units=units, periods=periods)
    names = ("cost", "age", "need", "wealth")
    return Panel(names, panel.units, panel.times, np.stack([cost, *covariates]))


def fitted(panel, predictors=("age", "need", "wealth", "cost@1905"), **options):
    return fit_all(
        panel.one("cost"),
        method=METHOD,
        start=16,
        predictors=predictors,
        covariates=panel,
        **options,
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("age", Predictor("age")),
        ("beer@1984..1988", Predictor("beer", "1984", "1988")),
        ("cigsale@1988", Predictor("cigsale", "1988", "1988")),
        ("cost@2013-04..2014-03", Predictor("cost", "2013-04", "2014-03")),
        ("cost@..1988", Predictor("cost", None, "1988")),
    ],
)
def test_how_a_predictor_is_written(text, read):
    assert Predictor.parse(text) == read
    assert str(read) == text


def test_every_area_has_weights_that_are_an_optimum_and_a_report_of_the_search():
    fits = fitted(made())
    found = fits.fitted[0]
    assert found.sum() >= 10
    assert (fits.certificate[0, found] <= 1e-9).all()
    unit = fits.units[int(np.flatnonzero(found)[0])]
    assert sum(fits.weights("cost", unit).values()) == pytest.approx(1)
    report = fits.details["fits"]["cost", unit]
    assert report.v.sum() == pytest.approx(1)
    assert report.spread["starts"] == 30
    assert report.spread["best"] <= report.spread["median"] <= report.spread["worst"]


def test_the_same_starts_give_the_same_bytes_whatever_the_threads():
    one, two = fitted(made(), threads=1), fitted(made(), threads=2)
    assert one.counterfactual.tobytes() == two.counterfactual.tobytes()
    assert np.array_equal(start_points(4, 30), start_points(4, 30))
    assert len({tuple(row) for row in start_points(7, 40)}) == 40


def test_where_no_weights_are_unique_the_area_is_refused_and_counted():
    """An area in the middle of all others: every V brings its predictors exactly, in many ways."""
    square = [(-1, -1), (-1, 1), (1, -1), (1, 1), (0, 0), (2, 0), (0, 2)]
    table = np.array(square, dtype=float)
    random = np.random.default_rng(0)
    before = random.normal(size=(7, 10))
    donors = np.array([0, 1, 2, 3, 5, 6])
    assert fit_unit(table, before, 4, donors, start_points(2, 30)) is None
    assert fit_unit(table, before, 5, np.array([0, 1, 2, 3, 4, 6]), start_points(2, 30))


def test_a_treated_area_without_unique_weights_is_refused():
    panel = made()
    values = panel.values.copy()
    values[1:, 4] = values[1:, [0, 1, 2, 3]].mean(axis=1)
    middle = Panel(panel.outcomes, panel.units, panel.times, values)
    with pytest.raises(InputFaults, match="no unique weights"):
        fitted(middle, ("age", "need", "wealth"), treated=["a004"])


def test_what_is_wrong_with_the_predictors_is_all_said():
    panel = made()
    wrong = ("agee", "need@1899", "wealth@1910..1920")
    with pytest.raises(InputFaults) as refused:
        fitted(panel, wrong)
    said = str(refused.value)
    assert len(refused.value.faults) == 3
    assert "did you mean 'age'" in said
    assert "later ones may hold the effect" in said
    with pytest.raises(InputFaults, match="no predictors"):
        fitted(panel, ())
    with pytest.raises(InputFaults, match="30 or more"):
        fitted(panel, starts=3)
    values = np.concatenate([panel.values, np.ones((1, 14, 24))])
    constant = Panel((*panel.outcomes, "one"), panel.units, panel.times, values)
    with pytest.raises(InputFaults, match="a spread"):
        fitted(constant, ("age", "one"))


def test_proposition_99_reaches_the_bottom_that_single_starts_miss(shared):
    """3.0767, where a quasi-Newton search from one start can stop at 34.8.

    Four states lie within the span of the others whatever the weights of the predictors, and are
    not counted among the placebos.
    """
    path = shared / "data" / "causal" / "smoking_data_prop99_covariates.csv"
    columns = ["cigsale", "lnincome", "beer", "age15to24", "retprice"]
    panel = read_panel(path, unit="state", time="year", values=columns).panel
    fits = fit_all(
        panel.one("cigsale"),
        method=METHOD,
        start="1989",
        treated=["California"],
        predictors=PREDICTORS,
        covariates=panel,
    )
    found = fits.details["fits"]["cigsale", "California"]
    assert found.pre_mspe <= 3.0775
    assert found.spread["worst"] > 30
    assert found.spread["within_a_thousandth"] >= 5
    assert {unit for _, unit in fits.refused} == {"Illinois", "Iowa", "Nebraska", "South Dakota"}
    assert ratio_test(fits, "cigsale").areas == 35
    assert "4 placebo fits had no unique weights" in fits.notes[-1]


def test_a_degenerate_v_is_never_taken(shared):
    """All weight on the price leaves the donors open: an arbitrary choice scores 3.0767 too.

    Under that V the inner loss is nought. It is worth infinity to the search.
    """
    from capitula.outcomes.counterfactual.predictor_kernel import search

    path = shared / "data" / "causal" / "smoking_data_prop99_covariates.csv"
    panel = read_panel(path, unit="state", time="year", values=["cigsale", "retprice"]).panel
    at = panel.units.index("California")
    others = [k for k in range(39) if k != at]
    price = panel.between("1980", "1988").series("retprice", "California").mean()
    prices = panel.between("1980", "1988").values[1].mean(axis=1)
    assert price == prices[at]
    gaps = panel.values[0][others, :19] - panel.values[0][at, :19]
    found = search((prices[others] - prices[at])[:, None].copy(), gaps.copy(), np.zeros((1, 1)), 50)
    assert np.isinf(found[0, 0])
