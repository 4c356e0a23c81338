"""The XmR chart, rule by rule, with series small enough to follow by eye.

One number a period. The mean runs through the middle. The limits stand 2.66 mean moving ranges to
either side: that is how far chance alone carries a point. Four rules say when a point is more than
chance. Special cause means *something changed*; it does not say what.
"""

import math

import pytest

from capitula.ground.faults import ValueFault
from capitula.outcomes.charts.control_chart import Assurance, Missing, Rebase
from capitula.outcomes.charts.signals import Flag, PointType
from capitula.outcomes.charts.xmr import xmr
from capitula.outcomes.measures import Direction

CALM = [10, 12] * 7
"""Mean 11, every moving range 2: limits 11 ± 5.32, near-limits 11 ± 3.546…"""


def flags(values, **options):
    return [point.flag for point in xmr(values, **options).points]


def limits(chart):
    return (chart.last.lower, chart.last.centre, chart.last.upper)


def test_mean_and_limits_by_hand():
    chart = xmr(CALM)
    assert limits(chart) == pytest.approx((11 - 2.66 * 2, 11, 11 + 2.66 * 2))
    assert chart.last.near_upper == pytest.approx(11 + 2 / 3 * 2.66 * 2)
    assert chart.variation is PointType.COMMON_CAUSE
    assert chart.notes == ()


VIGNETTE = [1, 2, 1, 2, 10] + [1, 2] * 6 + [1]


@pytest.mark.parametrize(
    ("screened", "lower", "upper", "words"),
    [(True, -0.72, 4.60, "screened: moving"), (False, -3.06, 6.95, "unscreened: all")],
)
def test_one_wild_point_is_screened_out_of_the_limits_or_not(screened, lower, upper, words):
    """The vignette's 18 points. 2→10 and 10→1 are ranges of 8 and 9; the rest are 1.

    Their mean is 32/17 = 1.88, and 3.267 times that is 6.15. Screened, both go, and the mean range
    is 1. The mean of the figures stays 1.94, the wild point included.
    """
    chart = xmr(VIGNETTE, screened=screened)
    assert (round(chart.last.lower, 2), round(chart.last.centre, 2)) == (lower, 1.94)
    assert chart.last.upper == pytest.approx(upper, abs=0.0051)
    assert chart.screening.startswith(words)
    assert chart.points[4].flag is Flag.OUTSIDE_HIGH


def test_screening_is_done_once_and_not_again():
    """Eight ranges of 1, one of 5, one of 30: their mean is 4.3, so 30 goes.

    What is left has mean 13/9, and 5 is more than 3.267 times that. It stays: nobody screens twice.
    """
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 5, 35]
    assert xmr(values).last.upper == pytest.approx(sum(values) / 11 + 2.66 * 13 / 9)


def test_a_limit_must_be_passed_not_touched():
    """Baseline of twelve: mean 11, limits 5.68 and 16.32. A point on the limit is chance."""
    upper = xmr(CALM[:12]).last.upper
    on, past = (xmr([*CALM[:12], y], baseline=12).last for y in (upper, math.nextafter(upper, 99)))
    assert (on.flag, on.close) == (Flag.NONE, 1)
    assert (past.flag, past.close) == (Flag.OUTSIDE_HIGH, 0)


def test_seven_points_that_rise_are_a_trend_and_all_seven_are_marked():
    rising = [10, 12, 10, 9, 9.5, 10, 10.5, 11, 11.5, 12, 11]
    assert flags(rising, baseline=3) == [Flag.NONE] * 3 + [Flag.RISING] * 7 + [Flag.NONE]


def test_six_points_that_rise_are_none_and_an_equal_pair_breaks_it():
    assert Flag.RISING not in flags([10, 12, 10, 9, 9.5, 10, 10.5, 11, 11.5, 11])
    assert Flag.RISING not in flags([9, 9.5, 10, 10.5, 10.5, 11, 11.5, 12, 9])


WIDE = [-13, 27] * 6
"""A baseline so uneven that what follows is far inside its limits: mean 7, a range of 40."""


def test_a_point_shared_by_two_trends_belongs_to_the_right_hand_one():
    """Six steps up to the peak, six down from it. The peak is in both, and falls."""
    values = [*WIDE, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6, 5, 4]
    chart = xmr(values, direction=Direction.UP, baseline=12)
    assert [p.flag for p in chart.points[12:]] == [Flag.RISING] * 6 + [Flag.FALLING] * 7
    assert chart.points[18].type is PointType.CONCERN_LOW


def test_and_a_valley_rises():
    found = flags([*WIDE, 10, 9, 8, 7, 6, 5, 4, 5, 6, 7, 8, 9, 10], baseline=12)
    assert found[12:] == [Flag.FALLING] * 6 + [Flag.RISING] * 7


def test_two_of_three_marks_the_close_points_only():
    """Near-limits at 7.45 and 14.55, limits at 5.68 and 16.32: 15 is close, 12 is not."""
    found = flags([*CALM, 15, 12, 15, 10], baseline=14)
    assert found[14:] == [Flag.TWO_OF_THREE_HIGH, Flag.NONE, Flag.TWO_OF_THREE_HIGH, Flag.NONE]


def test_two_of_three_asks_for_three_on_one_side():
    assert flags([*CALM, 15, 10, 15, 10], baseline=14)[14:] == [Flag.NONE] * 4
    assert flags([*CALM, 15, 7, 15], baseline=14)[14:] == [Flag.NONE] * 3


def test_a_point_outside_does_not_count_as_close():
    assert flags([*CALM, 17, 15, 12], baseline=14)[14:] == [Flag.OUTSIDE_HIGH, Flag.NONE, Flag.NONE]


def test_seven_points_on_one_side_are_a_shift_and_one_on_the_mean_breaks_it():
    assert flags([*CALM, *[12, 13] * 4], baseline=14)[13:] == [Flag.SHIFT_HIGH] * 9
    broken = [12, 13, 12, 11, 12, 13, 12]
    assert Flag.SHIFT_HIGH not in flags([*CALM[:13], *broken, 10], baseline=12)


def test_outside_goes_before_trend_before_two_of_three_before_shift():
    """A climb from 9 to 21 in seven steps: it passes the limit at 16.32 on its way."""
    found = flags([*CALM, 9, 11, 13, 14.6, 15, 16, 17, 21, 15, 15], baseline=14)
    assert found[14:] == [
        *[Flag.RISING] * 6,
        *[Flag.OUTSIDE_HIGH] * 2,
        *[Flag.TWO_OF_THREE_HIGH] * 2,
    ]


def test_a_fixed_baseline_is_not_moved_by_what_follows():
    chart = xmr([*CALM, 50, 60, 70], baseline=14)
    assert limits(chart) == pytest.approx((5.68, 11, 16.32))


def test_a_rebase_gives_new_limits_and_nothing_crosses_it():
    """Four on the high side, then four of the new level: no shift, as runs end at the rebase.

    Nor does the jump from 12 to 30 enter any moving range.
    """
    values = [10, 12] * 6 + [30, 32] * 6
    anew = [Rebase("13", "the service moved to another site")]
    chart = xmr(values, rebases=anew)
    assert [p.segment for p in chart.points] == [0] * 12 + [1] * 12
    assert limits(chart) == pytest.approx((31 - 5.32, 31, 31 + 5.32))
    assert chart.points[0].upper == pytest.approx(11 + 5.32)
    assert not chart.flagged
    assert len(chart.notes) == 2
    assert chart.notes[0].startswith("Trial limits from 1: they rest on 12 points")


def test_trends_runs_and_windows_end_at_a_rebase():
    """The same limits before and after; what would be flagged is cut in two."""
    trend = [*WIDE, 4, 5, 6, 7, 8, 9, 10, 9, *WIDE]
    shift = [*WIDE, 8, 9, 8, 9, 8, 9, 8, -13, *WIDE]
    window = [*WIDE, 100, 8, 100, -13, *WIDE]
    for values, flag in (
        (trend, Flag.RISING),
        (shift, Flag.SHIFT_HIGH),
        (window, Flag.TWO_OF_THREE_HIGH),
    ):
        assert flag in flags(values, baseline=12)
        for period in ("14", "15"):
            anew = [Rebase(period, "a new form")]
            wide = [*values, *WIDE]
            assert flag not in flags(wide, rebases=anew), (flag, period)


def test_a_fixed_baseline_begins_again_in_every_segment():
    values = [10, 12] * 6 + [30, 32] * 2 + [30, 99]
    chart = xmr(values, rebases=[Rebase("13", "another site")], baseline=4)
    assert limits(chart) == pytest.approx((31 - 5.32, 31, 31 + 5.32))
    assert chart.last.flag is Flag.OUTSIDE_HIGH


@pytest.mark.parametrize(
    ("rebase", "found"),
    [(Rebase("3", " "), "without a reason"), (Rebase("99", "new"), "a rebase at '99'")],
)
def test_a_rebase_needs_a_reason_and_a_period_that_is_there(rebase, found):
    with pytest.raises(ValueFault, match=found):
        xmr(CALM, rebases=[rebase])


def test_a_flat_series_has_its_limits_on_the_mean_and_says_so():
    chart = xmr([0.1] * 14)
    assert limits(chart) == (0.1, 0.1, 0.1)
    assert not chart.flagged
    assert chart.notes == (
        "No variation: every figure of the baseline is the same, so that the limits lie on the "
        "mean.",
    )


def test_one_point_has_a_mean_and_no_limits():
    chart = xmr([7], target=9, direction=Direction.UP)
    assert limits(chart) == (None, 7, None)
    assert chart.assurance is Assurance.NONE
    assert chart.notes == ("One point: a centre, but no limits.",)


def test_fewer_than_thirteen_points_give_trial_limits():
    assert xmr(CALM[:12]).notes == (
        "Trial limits: they rest on 12 points; below 13 they are not settled.",
    )
    assert xmr(CALM[:13]).notes == ()


def test_a_missing_figure_is_refused_by_name():
    with pytest.raises(ValueFault, match="no figure for May, June"):
        xmr([1, None, math.nan, 2], times=["April", "May", "June", "July"])


def test_unless_a_rule_is_given_and_the_chart_says_what_was_done():
    """10, –, 20, 10: joined, the ranges are 10 and 10; parted, only 20→10 is a range."""
    joined = xmr([10, None, 20, 14], missing=Missing.LEAVE_OUT)
    parted = xmr([10, None, 20, 14], missing=Missing.PART)
    mean = 44 / 3
    assert limits(joined) == pytest.approx((mean - 2.66 * 8, mean, mean + 2.66 * 8))
    assert limits(parted) == pytest.approx((mean - 2.66 * 6, mean, mean + 2.66 * 6))
    assert joined.missing == parted.missing == ("2",)
    assert "the points on both sides count as neighbours" in joined.notes[-1]
    assert "crosses the gap" in parted.notes[-1]


def test_a_run_does_not_cross_a_gap_that_parts():
    values = [*CALM[:13], 12, 13, 12, None, 13, 12, 13, 12]
    assert Flag.SHIFT_HIGH in flags(values, missing=Missing.LEAVE_OUT, baseline=13)
    assert Flag.SHIFT_HIGH not in flags(values, missing=Missing.PART, baseline=13)


@pytest.mark.parametrize("values", [[], [None, None], [1.0, math.inf]])
def test_nothing_to_chart_is_refused(values):
    with pytest.raises(ValueFault):
        xmr(values, missing=Missing.PART)


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (Direction.UP, PointType.IMPROVEMENT_HIGH, PointType.CONCERN_LOW),
        (Direction.DOWN, PointType.CONCERN_HIGH, PointType.IMPROVEMENT_LOW),
        (Direction.NEUTRAL, PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW),
    ],
)
def test_what_a_point_means_follows_the_direction_and_the_icon_shows_the_last(direction, high, low):
    for last, meant in ((30, high), (-30, low), (11, PointType.COMMON_CAUSE)):
        chart = xmr([*CALM, last], baseline=14, direction=direction)
        assert chart.last.type is chart.variation is meant


@pytest.mark.parametrize(
    ("target", "up", "down"),
    [
        (5, Assurance.PASSES, Assurance.FAILS),
        (11, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
        (17, Assurance.FAILS, Assurance.PASSES),
    ],
)
def test_assurance_asks_whether_the_limits_clear_the_target(target, up, down):
    found = [xmr(CALM, target=target, direction=d).assurance for d in Direction]
    assert found == [up, down, Assurance.NONE]


def test_a_target_on_a_limit_is_inconsistent_and_the_last_segment_decides():
    upper = xmr(CALM).last.upper
    assert xmr(CALM, target=upper, direction=Direction.UP).assurance is Assurance.INCONSISTENT
    both = xmr(
        [*CALM, *[60, 62] * 7],
        target=40,
        direction=Direction.UP,
        rebases=[Rebase("15", "doors opened")],
    )
    assert both.assurance is Assurance.PASSES
