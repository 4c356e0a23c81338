"""Several outcomes of one place, asked at once whether they got better as a whole.

A programme that moves admissions by 4 % and visits by 4 % may be lost in either, since areas drift
by as much of themselves. Each change is put over the area's own scale, signed so that positive is
better, and added up; the sum is ranked among all areas, each with the same outcomes and dates.

Five areas, made up, less is better in both; Place is the one asked about:

| area | admissions changed by | over its scale | visits changed by | over its scale | sum |
|---|---|---|---|---|---|
| Place | −6 % | 2.0 | −4 % | 1.5 | 3.5 |
| Ashton | −9 % | 3.0 | +3 % | −1.0 | 2.0 |
| Bexley | 0 | 0.0 | −6 % | 2.5 | 2.5 |
| Corby | +5 % | −1.5 | 0 | 0.0 | −1.5 |
| Derwent | +1 % | −0.5 | +1 % | −0.5 | −1.0 |

In admissions Ashton, in visits Bexley did better than Place; in the sum nobody did: p for the
better is 1 of 5, the least that five areas can show, and for the worse 5 of 5.
"""

import math

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.ranks import own_p
from capitula.outcomes.level_change.changes import DETAIL
from capitula.outcomes.level_change.deciding import level_change_test
from capitula.outcomes.together.asking import ask_together
from capitula.outcomes.together.joint import Joint
from capitula.outcomes.together.testing import every_joint_p
from harness.together import ADMISSIONS, START, VISITS, changed, made_up, panel, unrelated

PLACE = "area 0"


def of_the_table():
    return Joint(
        outcomes=(ADMISSIONS, VISITS),
        signs=(-1, -1),
        units=np.arange(5),
        others=np.array([False, True, True, True, True]),
        parts=np.array([[2.0, 3.0, 0.0, -1.5, -0.5], [1.5, -1.0, 2.5, 0.0, -0.5]]),
        steps=np.full((2, 5), 30.0),
    )


def asked(values, signs=None, **changes):
    terms = {"start": START, "treated": [PLACE], "signs": signs or (-1,) * len(values)}
    return ask_together(panel(values), **(terms | changes))


def test_the_table_above():
    joint = of_the_table()
    sums = joint.all_moved.better
    assert sums.tolist() == [3.5, 2.0, 2.5, -1.5, -1.0]
    assert every_joint_p(joint).tolist() == [1 / 5, 3 / 5, 2 / 5, 5 / 5, 4 / 5]
    for outcome, best in enumerate((1, 2)):
        assert joint.parts[outcome].argmax() == best


def test_what_the_same_change_adds_where_both_move_and_where_one_does():
    """A hundredth for the better in each adds 30 hundredths twice; in one alone, once."""
    joint = of_the_table()
    assert joint.all_moved.step[:, 0].tolist() == [60.0] * 5
    assert joint.moved_alone(1).step[:, 0].tolist() == [30.0] * 5
    assert joint.moved_alone(1).better.tolist() == joint.all_moved.better.tolist()


def test_parts_sum_p_and_floor_worked_out_step_by_step():
    """From the donors' weights, as printed: own months, the change at the start, scale, sum, rank.

    Twenty areas, made so even that no single month is so odd that it would be drawn in. Admissions
    fall by 8 % in Place, and visits by 4 %.
    """
    noise = np.random.default_rng(12).uniform(-0.03, 0.03, (2, 20, 48))
    values = changed(1000 * np.exp(noise), -0.08, -0.04)
    fits = fit_all(panel(values), method="level-change", start=START, treated=[PLACE])
    weights = fits.details[DETAIL].read().weights[:, 0]
    names = fits.units
    parts = {}
    for o, outcome in enumerate(fits.outcomes):
        own, moves = {}, {}
        for n, area in enumerate(names):
            behind = fits.weights(outcome, area)
            own[area] = [
                math.log(values[o, n, t])
                - sum(w * math.log(values[o, names.index(d), t]) for d, w in behind.items())
                for t in range(values.shape[2])
            ]
            steps = [own[area][t] - own[area][t - 1] for t in range(1, START)]
            moves[area] = math.sqrt(sum(step**2 for step in steps) / len(steps))
        common = math.exp(sum(math.log(moves[area]) for area in names[1:]) / 19)
        for area in names:
            change = sum(w * x for w, x in zip(weights[o].tolist(), own[area], strict=True))
            parts[outcome, area] = -change / math.sqrt(moves[area] * common)
    sums = {area: sum(parts[outcome, area] for outcome in fits.outcomes) for area in names}
    test = asked(values).test
    for outcome in fits.outcomes:
        assert test.parts[outcome] == pytest.approx(parts[outcome, PLACE], abs=1e-9)
    assert test.sum == pytest.approx(sums[PLACE])
    assert test.sums.tolist() == pytest.approx([sums[area] for area in names[1:]])
    assert test.p_better == sum(each >= sums[PLACE] for each in sums.values()) / 20
    assert test.p_worse == sum(each <= sums[PLACE] for each in sums.values()) / 20
    assert test.floor == 1 / 20
    assert test.changes[ADMISSIONS] == pytest.approx(-0.08, abs=0.03)


def test_what_neither_shows_alone_may_be_shown_together():
    """Three outcomes, each 3 % better: by itself none is rarer than one area in twenty."""
    values = changed(unrelated(19, outcomes=3), -0.03, -0.03, -0.03)
    fits = fit_all(panel(values), method="level-change", start=START, treated=[PLACE])
    alone = [level_change_test(fits, outcome, -1).p_better for outcome in fits.outcomes]
    assert min(alone) > 0.05
    test = asked(values).test
    assert test.p_better == 3 / 60
    low, _ = test.compatible
    assert 0 < low < 0.03


def test_more_outcomes_that_all_moved_need_a_smaller_change_in_each():
    """Where each has chance of its own, four need little more than half of what one needs."""
    needed = {}
    for count in (2, 4, 6):
        found = [asked(unrelated(seed, outcomes=count)).test for seed in range(5)]
        needed[count] = np.mean([each.any_area for each in found])
        assert np.mean([max(each.alone.values()) / each.detectable for each in found]) > count / 1.5
    assert needed[6] < needed[4] < needed[2]
    assert needed[2] / needed[6] == pytest.approx(math.sqrt(3), abs=0.25)


def test_outcomes_that_share_their_chance_gain_less():
    """Counted twice, an outcome adds nothing; half shared, it adds a little."""
    once = made_up(3, outcomes=1)
    twice = asked(np.concatenate([once, once])).test
    fits = fit_all(panel(once), method="level-change", start=START, treated=[PLACE])
    alone = level_change_test(fits, ADMISSIONS, -1)
    assert twice.p_better == alone.p_better
    assert twice.p_worse == alone.p_worse
    assert twice.detectable == pytest.approx(alone.mde80_share)
    assert twice.any_area == pytest.approx(alone.any_area_mde80_share)
    assert twice.compatible == pytest.approx((-alone.high, -alone.low), abs=0.02)


def test_one_that_should_rise_and_one_that_should_fall():
    """Admissions fall by 8 %, days at home rise by 8 %: both add to the same sum."""
    values = changed(made_up(5), -0.08, 0.08)
    test = asked(values, (-1, 1)).test
    assert test.changes[ADMISSIONS] < 0 < test.changes[VISITS]
    assert min(test.parts.values()) > 0
    assert test.p_better == test.floor
    assert test.p_worse == 1
    wrong = asked(values, (-1, -1)).test
    assert wrong.parts[VISITS] == pytest.approx(-test.parts[VISITS])
    assert wrong.p_better > 0.05


def test_with_both_directions_what_must_be_found_is_the_larger_of_the_two_shares():
    """A common change is one in logarithms: 10 % fewer and 11 % more are as large."""
    values = made_up(5)
    both, falls = asked(values, (-1, 1)).test, asked(values, (-1, -1)).test
    change = math.log1p(both.detectable)
    assert both.detectable > -math.expm1(-change)
    assert falls.detectable == pytest.approx(-math.expm1(math.log1p(-falls.detectable)))
    low, high = both.compatible
    assert low < high


def test_a_sum_is_held_against_areas_with_the_same_outcomes_only():
    """An area with a month of nought in one outcome is no comparison in any."""
    values = made_up(4)
    values[1, 7, 3] = 0.0
    answer = asked(values)
    assert answer.test.areas == 39
    assert 7 not in answer.joint.units.tolist()
    assert answer.test.floor == 1 / 39


def test_with_fewer_than_twenty_areas_nothing_can_be_shown_and_nothing_is_excluded():
    test = asked(changed(made_up(areas=12), -0.5, -0.5)).test
    assert test.p_better == test.floor == 1 / 12
    assert test.detectable is test.any_area is test.found_elsewhere is None
    assert set(test.alone.values()) == {None}
    assert test.compatible == (None, None)


def test_windows_and_what_would_be_called_lasting():
    """A fall of a fifth that stays is outside its band in each window; one of six months is not."""
    values = made_up(2)
    stays = asked(changed(values, -0.2, -0.2), window=6)
    fades = asked(changed(values, -0.2, -0.2, last=START + 6), window=6)
    assert stays.windows.first == (30, 36, 42)
    own = stays.joint.treated
    assert (stays.windows.statistic[own] > stays.windows.band).all()
    assert (fades.windows.statistic[own] > fades.windows.band).tolist()[0]
    assert fades.windows.p_faded == 1 / 40 < stays.windows.p_faded
    assert len(stays.windows.by_period) == 18
    assert stays.lasting >= stays.test.detectable
    assert asked(values).windows is asked(values).lasting is None
    assert asked(values, window=12).lasting is None


def test_an_effect_that_builds_up_is_asked_for_by_the_gradual_method():
    answer = asked(made_up(2), method="level-change-gradual")
    assert answer.builds_up == 12
    assert answer.test.detectable > asked(made_up(2)).test.detectable


def test_months_in_which_no_effect_was_due_are_not_looked_at():
    """Given by label or by index."""
    values = made_up(2)
    learning = changed(values, -0.3, -0.3, last=START + 2)
    late, base = asked(learning, effect_due="1932").test, asked(values, effect_due=START + 2).test
    assert late.sum == pytest.approx(base.sum)
    assert late.p_better == base.p_better


def test_ties_count_against_the_place():
    joint = of_the_table()
    sums = joint.all_moved.better
    assert own_p(2.5, np.delete(sums, 2)) == 2 / 5
    assert own_p(2.5, np.array([2.5, 2.5, 0.0, 0.0])) == 3 / 5
