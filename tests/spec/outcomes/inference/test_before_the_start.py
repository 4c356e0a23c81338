"""Before the start: a comparison that did not follow the area cannot say what would have been.

These checks can refuse. Fewer than eight periods before the start: cannot be judged, and to say so
is a pass.
"""

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.estimating import estimate
from capitula.outcomes.inference.leave_one_out import leave_one_out
from capitula.outcomes.inference.pre_fit import pre_fit
from capitula.outcomes.inference.time_placebo import placebo_in_time
from capitula.outcomes.panel.panel import Panel
from harness.panels import factor_panel, with_effect

TREATED = ["a003"]


def checked(panel, start):
    fits = fit_all(panel, start=start, treated=TREATED)
    held_out = placebo_in_time(panel, start=start, treated=TREATED)
    return pre_fit(fits, "o000", held_out.get("o000"))


def test_an_area_that_moves_like_the_others_passes():
    found = checked(factor_panel(units=40, periods=80, seed=2), 60)
    assert found.passes
    assert found.periods == 60
    assert found.rmspe <= found.limit


def test_seven_periods_are_too_few_and_eight_are_not():
    panel = factor_panel(units=40, periods=40, noise=3.0, seed=2)
    assert "eight are needed" in checked(panel, 7).reasons[0]
    assert not any("eight are needed" in reason for reason in checked(panel, 8).reasons)


def test_an_area_above_all_others_cannot_be_followed_by_a_mean_of_them():
    panel = with_effect(factor_panel(units=40, periods=80, seed=2), "a003", 0, 500.0)
    found = checked(panel, 60)
    assert found.outside == 1
    assert any("above or below every donor" in reason for reason in found.reasons)
    assert any("more than in nine areas of ten" in reason for reason in found.reasons)


def test_an_area_that_left_before_the_start_is_refused():
    """The fall came two years before the contract: whatever followed was not its doing."""
    panel = with_effect(factor_panel(units=60, periods=100, seed=2), "a003", 60, -15.0)
    held_out = placebo_in_time(panel, start=72, treated=TREATED)["o000"]
    assert (held_out.first, held_out.last) == ("1960", "1971")
    assert held_out.effect == pytest.approx(-15, abs=2)
    assert held_out.p == pytest.approx(1 / 60)
    assert any("Refitted without 1960 to 1971" in reason for reason in checked(panel, 72).reasons)


def test_nothing_after_the_start_is_looked_at():
    panel = factor_panel(units=30, periods=60, seed=2)
    changed = with_effect(panel, "a003", 40, 1e6)
    first = placebo_in_time(panel, start=40, treated=TREATED)
    assert first == placebo_in_time(changed, start=40, treated=TREATED)


def test_a_short_run_holds_out_a_quarter_and_a_very_short_one_nothing():
    panel = factor_panel(units=30, periods=30, seed=2)
    assert placebo_in_time(panel, start=19, treated=TREATED)["o000"].first == "1915"
    assert placebo_in_time(panel, start=2, treated=TREATED) == {}


def test_without_each_donor_in_turn():
    panel = with_effect(factor_panel(units=20, periods=80, noise=0.5, seed=2), "a003", 60, -6.0)
    fits = fit_all(panel, start=60, treated=TREATED)
    found = leave_one_out(panel, fits, "o000", treated=TREATED)
    assert set(found.without) == set(fits.weights("o000", "a003"))
    assert found.low <= found.effect <= found.high
    assert found.keeps_its_sign
    donor = next(iter(found.without))
    again = fit_all(panel, start=60, treated=TREATED, excluded=[donor])
    assert found.without[donor] == again.gaps[0, again.treated_index, 60:].mean()


def test_an_estimate_carries_all_of_it_and_every_warning():
    panel = factor_panel(units=30, periods=30, outcomes=2, seed=2)
    fits, found = estimate(panel, start=7, treated=TREATED, direction=-1, window=4)
    assert [each.outcome for each in found] == ["o000", "o001"]
    first = found[0]
    assert not first.can_be_judged
    assert first.warnings[0].startswith("Cannot be judged.")
    assert first.effect == pytest.approx(fits.gaps[0, 3, 7:].mean())
    assert len(first.by_time) == 30
    assert len(first.after) == 23
    assert len(first.windows) == 5
    assert first.family_p >= first.p_better
    assert first.false_discovery is not None
    assert first.certificate <= first.certificate_limit == 1e-9


def test_a_short_time_after_the_start_is_warned_of():
    times = tuple(f"{2013 + k // 12}-{k % 12 + 1:02}" for k in range(84))
    made = factor_panel(units=30, periods=84, seed=2)
    panel = Panel(made.outcomes, made.units, times, made.values)
    _, (late,) = estimate(panel, start="2018-01", treated=TREATED)
    assert any("2.0 years after the start" in warning for warning in late.warnings)
    _, (early,) = estimate(panel, start="2017-01", treated=TREATED)
    assert not any("years after the start" in warning for warning in early.warnings)


def test_a_donor_that_alone_carries_the_sign_is_warned_of():
    """Without Twin, who shares the treated area's late rise, a fall becomes a rise."""
    random = np.random.default_rng(3)
    values = 100 + random.normal(size=(1, 25, 60))
    rise = np.linspace(0, 30, 60)
    values[0, 0] += rise
    values[0, 1] += rise + np.where(np.arange(60) >= 40, 3.0, 0.0)
    made = factor_panel(units=25, periods=60)
    panel = Panel(made.outcomes, made.units, made.times, values)
    _, (found,) = estimate(panel, start=40, treated=["a000"])
    assert found.effect < 0
    assert found.leave_one_out.high > 0
    assert any("changes sign" in warning for warning in found.warnings)
