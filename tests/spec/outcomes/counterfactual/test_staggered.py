"""Staggered difference in differences: areas that start at different times.

Each start is held against areas never treated, or not yet treated, and only then averaged. A single
regression would hold late starters against early ones, whose effect is still growing.
"""

import warnings

import numpy as np
import pytest

from capitula.ground.faults import InputFaults
from capitula.outcomes.counterfactual.difference_staggered import NOT_AVAILABLE, staggered_effects
from capitula.outcomes.panel.panel import Panel
from harness.panels import names, one_outcome


def staggered(seed=1, groups=(0, 0, 5, 7)):
    """Thirty areas, ten periods; starts at 5 and 7, an effect of 1 that grows by .3 a period."""
    random = np.random.default_rng(seed)
    first = np.array([groups[n % len(groups)] if n < 26 else 0 for n in range(30)])
    t = np.arange(10)
    values = random.normal(size=(30, 10)) + 0.2 * t
    values += np.where(
        (first[:, None] > 0) & (t >= first[:, None]), 1 + 0.3 * (t - first[:, None]), 0
    )
    panel = Panel(("cost",), names("a", 30), tuple(str(k) for k in t), values[None])
    return panel, {panel.units[n]: str(g) for n, g in enumerate(first) if g}, values, first


def test_by_hand():
    """A starts in 2002 and b in 2003; c and d never do and rise by 1 a year."""
    panel = one_outcome(
        {"a": [5, 6, 10, 11], "b": [2, 3, 4, 9], "c": [0, 1, 2, 3], "d": [7, 8, 9, 10]},
        times=("2000", "2001", "2002", "2003"),
    )
    found = staggered_effects(panel, "cost", {"a": "2002", "b": "2003"})
    effects = {key: each.effect for key, each in found.by_start_and_time.items()}
    assert effects["2002", "2002"] == pytest.approx((10 - 6) - 1)
    assert effects["2002", "2003"] == pytest.approx((11 - 6) - 2)
    assert effects["2003", "2003"] == pytest.approx((9 - 4) - 1)
    assert effects["2002", "2000"] == pytest.approx(0)
    assert found.simple.effect == pytest.approx((3 + 3 + 4) / 3)
    assert found.by_start["2002"].effect == pytest.approx(3)
    assert found.by_time["2003"].effect == pytest.approx((3 + 4) / 2)
    assert found.by_time_since[0].effect == pytest.approx((3 + 4) / 2)


def test_a_start_of_one_area_has_no_interval():
    panel, starts, *_ = staggered()
    alone = {**{u: g for u, g in starts.items() if g == "7"}, "a002": "5"}
    found = staggered_effects(
        panel.without([u for u, g in starts.items() if g == "5" and u != "a002"]), "cost", alone
    )
    assert found.by_start["5"].interval is None
    assert found.by_start["5"].error is None
    assert NOT_AVAILABLE in found.by_start["5"].text()
    assert found.simple.interval is None
    assert found.by_start["7"].interval is not None
    assert "(95% " in found.by_start["7"].text()


@pytest.mark.parametrize("controls", ["never-treated", "not-yet-treated"])
def test_diff_diff_finds_the_same_effects_errors_and_averages(controls):
    """An independent library, on every start and period, and on three of the four averages."""
    import pandas as pd

    panel, starts, values, first = staggered()
    table = pd.DataFrame(
        [(n, t, values[n, t], first[n]) for n in range(30) for t in range(10)],
        columns=["unit", "time", "y", "first"],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from diff_diff import CallawaySantAnna

        peer = CallawaySantAnna(
            control_group=controls.replace("-", "_"),
            base_period="universal",
            estimation_method="reg",
        ).fit(table, outcome="y", unit="unit", time="time", first_treat="first", aggregate="all")
    found = staggered_effects(panel, "cost", starts, controls=controls)
    compared = 0
    for (g, t), its in peer.group_time_effects.items():
        if t != g - 1:
            ours = found.by_start_and_time[str(g), str(t)]
            assert (ours.effect, ours.error) == pytest.approx((its["effect"], its["se"]))
            compared += 1
    assert compared == 18
    assert found.simple.effect == pytest.approx(peer.overall_att)
    assert found.simple.error == pytest.approx(peer.overall_se)
    for g, its in peer.group_effects.items():
        ours = found.by_start[str(g)]
        assert (ours.effect, ours.error) == pytest.approx((its["effect"], its["se"]))
    for since, its in peer.event_study_effects.items():
        if since != -1:
            ours = found.by_time_since[since]
            assert (ours.effect, ours.error) == pytest.approx((its["effect"], its["se"]))


def test_averages_by_period_weigh_starts_by_their_areas():
    panel, starts, *_ = staggered()
    found = staggered_effects(panel, "cost", starts)
    early, late = (found.by_start_and_time[g, "8"] for g in ("5", "7"))
    weighed = (early.areas * early.effect + late.areas * late.effect) / (early.areas + late.areas)
    assert found.by_time["8"].effect == pytest.approx(weighed)
    assert found.by_time["5"].effect == pytest.approx(found.by_start_and_time["5", "5"].effect)


def test_a_unit_with_a_missing_figure_is_left_out_and_named():
    panel, starts, values, _ = staggered()
    gapped = values.copy()
    gapped[3, 4] = np.nan
    found = staggered_effects(
        Panel(panel.outcomes, panel.units, panel.times, gapped[None]), "cost", starts
    )
    assert found.left_out == ("a003",)


@pytest.mark.parametrize(
    ("starts", "controls", "match"),
    [
        ({"a001": "0"}, "never-treated", "a period before it"),
        ({"a001": "5"}, "never-treatd", "did you mean 'never-treated'"),
        ({}, "never-treated", "name the treated units"),
    ],
)
def test_what_cannot_be_is_refused(starts, controls, match):
    panel, *_ = staggered()
    with pytest.raises(InputFaults, match=match):
        staggered_effects(panel, "cost", starts, controls=controls)


def test_without_anyone_left_untreated_there_are_no_controls():
    panel, *_ = staggered()
    with pytest.raises(InputFaults, match="not yet treated"):
        staggered_effects(panel, "cost", dict.fromkeys(panel.units, "5"))


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say():
    """600 panels of 60 areas, two starts of 15 each, effect 1 + .3 a period: truth 1.4875.

    | average | mean error | standard deviation | mean standard error | coverage at 95% |
    |---------|------------|--------------------|---------------------|-----------------|
    | simple  | .004       | .166               | .173                | .952            |
    """
    errors, widths, holds = [], [], []
    t = np.arange(10)
    for seed in range(600):
        random = np.random.default_rng(seed)
        first = np.repeat([0, 0, 5, 7], 15)
        values = random.normal(size=(60, 10)).cumsum(axis=1) * 0.5 + 0.2 * t
        on = (first[:, None] > 0) & (t >= first[:, None])
        values += np.where(on, 1 + 0.3 * (t - first[:, None]), 0)
        panel = Panel(("cost",), names("a", 60), tuple(str(k) for k in t), values[None])
        starts = {panel.units[n]: str(g) for n, g in enumerate(first) if g}
        found = staggered_effects(panel, "cost", starts).simple
        truth = np.where(on, 1 + 0.3 * (t - first[:, None]), 0)[on].mean()
        errors.append(found.effect - truth)
        widths.append(found.error)
        low, high = found.interval
        holds.append(low <= truth <= high)
    assert abs(np.mean(errors)) <= 3 * np.std(errors) / np.sqrt(600)
    assert np.mean(holds) == pytest.approx(0.95, abs=0.03)
