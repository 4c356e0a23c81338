"""Charts of counts and of rare events, worked by hand.

p: a share. u: a rate. c: a count. t: time between rare events. g: cases or days between them. Each
rests on a distribution that says how far chance alone carries a figure; where counts vary more than
that, the chart says so.
"""

import math

import pytest

from capitula.ground.faults import ValueFault
from capitula.outcomes.charts.control_chart import Missing, Rebase
from capitula.outcomes.charts.counted import counted_chart
from capitula.outcomes.charts.rules import chart_rule, constants, kinds
from capitula.outcomes.charts.signals import Flag
from capitula.outcomes.charts.xmr import xmr


def line(chart, n=-1):
    point = chart.points[n]
    return (point.lower, point.centre, point.upper)


def test_p_chart_by_hand():
    """10 and 30 of 100, then 20 of 400: p̄ = 60 ÷ 600 = 0.1.

    Limits for 100: 0.1 ± 3 √(0.1 × 0.9 ÷ 100) = 0.1 ± 0.09. For 400 half as far: 0.1 ± 0.045.
    """
    chart = counted_chart("p", [10, 30, 20], [100, 100, 400])
    assert [p.value for p in chart.points] == [0.1, 0.3, 0.05]
    assert line(chart, 0) == pytest.approx((0.01, 0.1, 0.19))
    assert line(chart) == pytest.approx((0.055, 0.1, 0.145))
    assert chart.points[0].near_upper == pytest.approx(0.16)
    found = [p.flag for p in chart.points]
    assert found == [Flag.NONE, Flag.OUTSIDE_HIGH, Flag.OUTSIDE_LOW]


def test_a_share_has_no_limit_below_nought_or_above_one():
    """p̄ = 0.5 of 4: 0.5 ± 0.75."""
    chart = counted_chart("p", [2, 0, 4], [4, 4, 4])
    assert line(chart) == (0.0, 0.5, 1.0)
    assert not chart.flagged


def test_u_chart_by_hand():
    """8, 10 and 18 falls in 1, 2 and 3 thousand bed-days: ū = 36 ÷ 6 = 6.

    Limits at 1: 6 ± 3 √6 = −1.35 (so 0) to 13.35; at 3: 6 ± 3 √2.
    """
    chart = counted_chart("u", [8, 10, 18], [1, 2, 3])
    assert line(chart, 0) == pytest.approx((0, 6, 6 + 3 * math.sqrt(6)))
    assert line(chart) == pytest.approx((6 - 3 * math.sqrt(2), 6, 6 + 3 * math.sqrt(2)))


def test_c_chart_by_hand():
    """16 complaints a month in the mean: 16 ± 3 × 4."""
    chart = counted_chart("c", [16, 12, 20, 16, 16])
    assert line(chart) == (4, 16, 28)
    assert (chart.last.near_lower, chart.last.near_upper) == pytest.approx((8, 24))


def test_t_chart_by_hand():
    """Times 1 and 2^3.6 days in turn. To the power 1/3.6 they are 1 and 2: mean 1.5, range 1.

    Limits there 1.5 ± 2.66; the lower is below nought, so there is none; the upper is 4.16, which
    is 4.16^3.6 = 169 days.
    """
    chart = counted_chart("t", [1, 2**3.6] * 7)
    assert line(chart) == pytest.approx((0, 1.5**3.6, 4.16**3.6))
    assert round(chart.last.upper) == 169


def test_g_chart_by_hand():
    """Nine cases between events in the mean: 9 + 3 √(9 × 10) = 37.46; the centre is 0.693 × 9."""
    chart = counted_chart("g", [3, 15, 9, 9])
    assert line(chart) == pytest.approx((0, 6.237, 9 + 3 * math.sqrt(90)))
    assert (chart.last.near_lower, chart.last.near_upper) == (None, None)
    assert "leans so far to one side" in chart.notes[-1]


def test_the_same_rules_find_runs_and_trends():
    rising = counted_chart("c", [20, 12, 13, 14, 15, 16, 17, 18, 15])
    assert [p.flag for p in rising.points[1:8]] == [Flag.RISING] * 7
    shift = counted_chart("p", [11, 9] * 4 + [11, 12] * 4, [100] * 16, baseline=8)
    assert [p.flag for p in shift.points[8:]] == [Flag.SHIFT_HIGH] * 8


def test_a_g_chart_has_no_two_of_three():
    """25 twice lies beyond two thirds of the way to the limit: common enough in that shape."""
    calm = [9, 9, 5, 13] * 3
    assert not counted_chart("g", [*calm, 28, 28, 5], baseline=12).flagged
    assert chart_rule("g").rules == ("outside", "trend", "shift")


def test_more_variation_than_chance_is_said():
    """90% and 94% of 10,000 by turns: chance would keep within 0.8 points."""
    chart = counted_chart("p", [9000, 9400] * 7, [10_000] * 14)
    assert chart.dispersion.ratio == pytest.approx(14 * (0.02**2) / (0.92 * 0.08 / 10_000) / 13)
    assert chart.dispersion.p < 1e-9
    assert "more than chance explains" in chart.notes[-1]
    assert len(chart.flagged) == 14


def test_and_the_prime_chart_widens_by_laneys_factor():
    """Chance alone has a standard deviation of √(0.92 × 0.08 ÷ 10,000) = 0.00271.

    Each value is 0.02 from the centre and each range 0.04, or 14.7 of them. Divided by 1.128 that
    is the factor; three standard deviations times the factor is 3 × 0.04 ÷ 1.128, as in XmR.
    """
    chart = counted_chart("p", [9000, 9400] * 7, [10_000] * 14, prime=True)
    sigma = math.sqrt(0.92 * 0.08 / 10_000)
    assert chart.dispersion.sigma_z == pytest.approx(0.04 / sigma / 1.128)
    reach = 3 * 0.04 / 1.128
    assert line(chart) == pytest.approx((0.92 - reach, 0.92, 1.0))
    assert chart.points[0].near_lower == pytest.approx(0.92 - reach * 2 / 3)
    assert not chart.flagged
    assert "the limits are widened by Laney’s factor" in chart.notes[-1]


def test_with_equal_denominators_the_prime_chart_is_nearly_the_xmr_chart():
    """2.66 is 3 ÷ 1.128 rounded; all else is the same."""
    counts = [52, 48, 61, 55, 43, 50, 58, 49, 51, 60, 47, 53, 56]
    prime = counted_chart("u", counts, [1] * 13, prime=True)
    plain = xmr(counts, screened=False)
    assert prime.last.centre == pytest.approx(plain.last.centre)
    assert prime.last.upper == pytest.approx(plain.last.upper, rel=1e-3)


def test_chance_alone_is_said_too():
    counts = [20, 24, 18, 21, 16, 25, 19, 22, 17, 20, 23, 18, 21]
    assert "no sign of overdispersion" in counted_chart("c", counts).notes[-1]


def test_rebase_baseline_and_gaps_hold_here_too():
    chart = counted_chart(
        "c",
        [16, 16, None, 16, 100, 100],
        rebases=[Rebase("5", "two wards joined")],
        missing=Missing.PART,
    )
    assert line(chart, 0) == (4, 16, 28)
    assert line(chart) == (70, 100, 130)
    assert chart.missing == ("3",)
    counted = counted_chart("u", [5, 6], [10, None], missing=Missing.LEAVE_OUT)
    assert counted.missing == ("2",)


@pytest.mark.parametrize(
    ("kind", "counts", "below", "options", "found"),
    [
        ("q", [1], None, {}, "'q'"),
        ("p", [1], None, {}, "no denominators"),
        ("c", [1], [1], {}, "denominators for a c chart"),
        ("p", [1, 2], [1], {}, "2 counts and 1 denominators"),
        ("p", [5], [4], {}, "1: 5 of 4"),
        ("u", [5, 5], [4, 0], {}, "2: a denominator of 0"),
        ("c", [-1], None, {}, "1: a count of -1"),
        ("t", [3, 0], None, {}, "2: no time between two events"),
        ("g", [3], None, {"prime": True}, "the prime correction on a g chart"),
        ("c", [3], None, {"baseline": 0}, "a baseline of 0 points"),
        ("c", [3, None], None, {}, "no figure for 2"),
    ],
)
def test_what_cannot_be_is_refused(kind, counts, below, options, found):
    with pytest.raises(ValueFault, match=found):
        counted_chart(kind, counts, below, **options)


def test_every_kind_names_its_formula_and_source():
    for kind in kinds():
        rule = chart_rule(kind)
        assert rule.limits
        assert rule.use
        assert rule.source
        assert rule.mark
    assert constants().limit == pytest.approx(3 / constants().range_to_sigma, abs=0.001)
