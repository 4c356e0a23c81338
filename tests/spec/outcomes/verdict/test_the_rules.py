"""The verdict: seven answers, in a fixed order, and the first rule that holds decides.

Everything here is signed so that positive is better. A window lies outside its band when it is
better than nineteen areas of twenty that had no such contract.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind, Window
from capitula.outcomes.verdict.order import decide, not_sustained
from capitula.outcomes.verdict.verdicts import Reason, Verdict

BREAK = Obstacle(ObstacleKind.BREAK, "A step in September 2017.", "a recorded reason")


def windows(*statistics, band=2.0):
    """One window for each statistic; the gap has its sign."""
    return tuple(
        Window(f"year {n}", gap=s / 2, statistic=s, band=band)
        for n, s in enumerate(statistics, start=1)
    )


def evidence(*statistics, **changes):
    """Nothing significant, power enough: the plainest evidence there is."""
    plain = Evidence(
        began=True,
        windows=windows(*statistics),
        p_better=0.5,
        p_worse=0.5,
        p_floor=0.005,
        smallest_effect=5.0,
        detectable=4.0,
    )
    return replace(plain, **changes)


def test_a_contract_that_never_began_has_nothing_to_judge_whatever_the_figures_show():
    found = decide(evidence(9, 9, 9, began=False, p_better=0.005, obstacles=(BREAK,)))
    assert found.verdict is Verdict.NEVER_BEGAN


def test_a_break_comes_before_every_effect():
    """As "significant" as can be, and not judged."""
    found = decide(evidence(9, 9, 9, p_better=0.005, obstacles=(BREAK,)))
    assert found.verdict is Verdict.CANNOT_BE_JUDGED


def test_worse():
    assert decide(evidence(-3, -3, -3, p_worse=0.01)).verdict is Verdict.WORSE


def test_an_early_loss_and_a_lasting_gain_is_not_worse():
    found = decide(evidence(-3, 4, 4, p_worse=0.04, p_better=0.01))
    assert found.verdict is Verdict.SUSTAINED


def test_an_early_gain_and_a_late_loss_is_worse():
    found = decide(evidence(4, 4, -3, p_worse=0.04, p_better=0.01))
    assert found.verdict is Verdict.WORSE


def test_improved_and_sustained():
    assert decide(evidence(3, 3, 3, p_better=0.01)).verdict is Verdict.SUSTAINED


def test_two_windows_of_three_are_enough_if_the_last_is_one_of_them():
    assert decide(evidence(1, 3, 3, p_better=0.01)).verdict is Verdict.SUSTAINED


@pytest.mark.parametrize(
    ("statistics", "reason"),
    [
        ((3, 1, 1), Reason.FADED),
        ((3, 3, 1), Reason.FADED),
        ((0, 0, 3), Reason.LATE_ONSET),
        ((0, 0, 1.9), Reason.LATE_ONSET),
        ((3, 0, 0, 3), Reason.TOO_FEW_WINDOWS),
        ((3,), Reason.TOO_FEW_WINDOWS),
    ],
)
def test_improved_but_not_sustained_says_why(statistics, reason):
    found = decide(evidence(*statistics, p_better=0.01))
    assert (found.verdict, found.reason) == (Verdict.NOT_SUSTAINED, reason)


def test_heading_back_is_not_sustained():
    back = "the last eight differences fall"
    found = decide(evidence(3, 3, 3, p_better=0.01, reverting=back))
    assert (found.verdict, found.reason) == (Verdict.NOT_SUSTAINED, Reason.REVERTING)


def test_a_chart_that_signals_is_not_heading_back_where_areas_fall_back_so_far_by_themselves():
    back = "the last eight differences fall"
    found = decide(evidence(3, 3, 3, p_better=0.01, reverting=back, p_faded=0.3))
    assert found.verdict is Verdict.SUSTAINED
    found = decide(evidence(3, 3, 3, p_better=0.01, reverting=back, p_faded=0.02))
    assert found.reason is Reason.REVERTING


@pytest.mark.parametrize(
    ("statistics", "p_faded", "reason"),
    [
        ((3, 3, 1), 0.02, Reason.FADED),
        ((3, 3, 1), 0.40, Reason.LASTING_NOT_TOLD),
        ((1, 1, 1.9), 0.90, Reason.LASTING_NOT_TOLD),
        ((0, 0, 3), 0.90, Reason.LATE_ONSET),
    ],
)
def test_by_a_test_of_its_own_that_it_lasted_is_told_that_it_went_is_told_or_neither(
    statistics, p_faded, reason
):
    """Shown at the start, not shown in the last window: gone only where the fall back is rare."""
    found = decide(evidence(*statistics, p_better=0.01, p_faded=p_faded, windows_decide=False))
    assert (found.verdict, found.reason) == (Verdict.NOT_SUSTAINED, reason)


def test_too_little_power_to_tell_whether_it_lasted_says_so():
    words = Reason.LASTING_NOT_TOLD.words
    assert words == "there is too little power to tell whether it lasted"


def test_nothing_significant_and_too_blunt_to_see_what_matters():
    """The effect that matters is 5; only one of 22 would be found four times in five."""
    assert decide(evidence(1, 1, detectable=22.0)).verdict is Verdict.TOO_LITTLE_POWER
    assert decide(evidence(1, 1, detectable=None)).verdict is Verdict.TOO_LITTLE_POWER
    assert decide(evidence(1, 1, smallest_effect=None)).verdict is Verdict.TOO_LITTLE_POWER


def test_nothing_significant_and_sharp_enough_is_no_effect_shown():
    found = decide(evidence(1, 1))
    assert (found.verdict, found.excluded) == (Verdict.NO_EFFECT_SHOWN, False)


@pytest.mark.parametrize(
    ("compatible", "excluded"),
    [((-3.0, 4.9), True), ((-3.0, 5.0), False), ((-3.0, None), False), (None, False)],
)
def test_an_effect_is_only_called_excluded_when_the_range_leaves_it_out(compatible, excluded):
    assert decide(evidence(1, 1, compatible=compatible)).excluded is excluded


_SHARES = st.one_of(st.none(), st.floats(0.005, 1))
_SIZES = st.one_of(st.none(), st.floats(0.1, 50))
_EVIDENCE = st.builds(
    Evidence,
    began=st.booleans(),
    obstacles=st.sampled_from([(), (BREAK,)]),
    windows=st.lists(st.floats(-6, 6), max_size=6).map(lambda s: windows(*s)),
    p_better=_SHARES,
    p_worse=_SHARES,
    p_faded=_SHARES,
    windows_decide=st.booleans(),
    reverting=st.sampled_from(["", "falling"]),
    smallest_effect=_SIZES,
    detectable=_SIZES,
    compatible=st.one_of(st.none(), st.tuples(st.floats(-9, 0), st.floats(0, 9))),
)


def holds(verdict, e):
    """Each rule on its own, written out against the table of the reference, in any order."""
    judged = e.began and not e.obstacles
    better, worse = e.better_is_shown, e.worse_is_shown
    good_end = bool(e.windows) and e.windows[-1].gap > 0
    called_worse = worse and not (better and good_end)
    improved = judged and better and not called_worse
    nothing = judged and not better and not worse
    return {
        Verdict.NEVER_BEGAN: not e.began,
        Verdict.CANNOT_BE_JUDGED: e.began and bool(e.obstacles),
        Verdict.WORSE: judged and called_worse,
        Verdict.SUSTAINED: improved and not_sustained(e) is None,
        Verdict.NOT_SUSTAINED: improved and not_sustained(e) is not None,
        Verdict.TOO_LITTLE_POWER: nothing and not e.can_see_what_matters,
        Verdict.NO_EFFECT_SHOWN: nothing and e.can_see_what_matters,
    }[verdict]


@given(_EVIDENCE)
def test_exactly_one_rule_holds_and_it_is_the_verdict(e):
    """Exhaustive and exclusive, on any evidence."""
    held = [verdict for verdict in Verdict if holds(verdict, e)]
    assert held == [decide(e).verdict]


@given(_EVIDENCE)
def test_a_reason_stands_with_an_improvement_that_was_not_sustained_and_nowhere_else(e):
    found = decide(e)
    assert (found.reason is not None) == (found.verdict is Verdict.NOT_SUSTAINED)
    assert (found.excluded is not None) == (found.verdict is Verdict.NO_EFFECT_SHOWN)


@given(_EVIDENCE)
def test_nothing_is_sustained_in_fewer_than_two_windows(e):
    if decide(e).verdict is Verdict.SUSTAINED:
        assert len(e.windows) >= 2
        assert e.windows[-1].is_better


@given(_EVIDENCE)
def test_nothing_is_called_gone_that_other_areas_do_by_themselves(e):
    if decide(e).reason in (Reason.FADED, Reason.REVERTING):
        assert e.p_faded is None or e.p_faded <= e.alpha


def test_no_verdict_says_that_it_did_not_work():
    for verdict in Verdict:
        assert "work" not in f"{verdict} {verdict.meaning}"
