"""The rules on gap series whose truth is known: noise, lasting, fading, late and wrong-way effects.

Sixty areas, 48 months before the start and 36 after: three windows of a year. The area judged is
the first; less is better, so that an improvement pulls its gaps down.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from capitula.ground.faults import InputFaults
from capitula.outcomes.judging.gap_series import decide_gaps
from capitula.outcomes.verdict.verdicts import Reason, Verdict

AREAS, BEFORE, AFTER = 60, 48, 36


def noise(seed):
    return np.random.default_rng(seed).normal(size=(AREAS, BEFORE + AFTER))


def judged(gaps, **changes):
    terms = {"direction": -1, "smallest_effect": 2.0, **changes}
    return decide_gaps(gaps, 0, BEFORE, **terms)


def with_effect(size, first=0, last=AFTER, seed=7):
    gaps = noise(seed)
    gaps[0, BEFORE + first : BEFORE + last] -= size
    return gaps


def test_a_lasting_effect_of_twice_what_can_be_detected_is_improved_and_sustained():
    """In four areas of five at the least, as the law asks; here over forty draws."""
    twice = [2 * judged(noise(seed))[0].detectable for seed in range(40)]
    found = [judged(with_effect(twice[seed], seed=seed))[1].verdict for seed in range(40)]
    assert found.count(Verdict.SUSTAINED) >= 32


def test_the_lasting_effect_as_printed_is_improved_and_sustained_four_times_in_five():
    lasting = [judged(noise(seed))[0].lasting for seed in range(40)]
    found = [judged(with_effect(lasting[seed], seed=seed))[1].verdict for seed in range(40)]
    assert found.count(Verdict.SUSTAINED) >= 27, "32, within two standard errors"


def test_the_same_effect_the_wrong_way_is_worse():
    assert judged(with_effect(-3.0))[1].verdict is Verdict.WORSE


def test_an_effect_taken_away_after_a_year_has_faded():
    decision = judged(with_effect(3.0, last=12))[1]
    assert (decision.verdict, decision.reason) == (Verdict.NOT_SUSTAINED, Reason.FADED)


def test_an_effect_in_the_last_year_alone_came_late():
    decision = judged(with_effect(3.0, first=24))[1]
    assert (decision.verdict, decision.reason) == (Verdict.NOT_SUSTAINED, Reason.LATE_ONSET)


def test_a_single_year_is_too_few_to_call_it_lasting():
    decision = judged(with_effect(3.0, last=12)[:, : BEFORE + 12])[1]
    assert (decision.verdict, decision.reason) == (Verdict.NOT_SUSTAINED, Reason.TOO_FEW_WINDOWS)


def test_less_than_a_window_shows_nothing():
    evidence, decision = judged(with_effect(2.0)[:, : BEFORE + 11])
    assert evidence.windows == ()
    assert decision.verdict is Verdict.TOO_LITTLE_POWER


def test_noise_is_called_improved_no_more_often_than_alpha():
    """Each area of one draw in turn: with ranks at most three of sixty can pass at .05."""
    gaps = noise(3)
    verdicts = [
        decide_gaps(gaps, at, BEFORE, direction=-1, smallest_effect=2.0)[1].verdict
        for at in range(AREAS)
    ]
    better = sum(v in (Verdict.SUSTAINED, Verdict.NOT_SUSTAINED) for v in verdicts)
    assert better <= 3


def test_power_decides_between_nothing_shown_and_nothing_to_be_seen():
    gaps = noise(5)
    evidence, _ = judged(gaps)
    assert evidence.detectable is not None
    sharp = judged(gaps, smallest_effect=evidence.detectable)[1]
    blunt = judged(gaps, smallest_effect=evidence.detectable * 0.99)[1]
    assert (sharp.verdict, blunt.verdict) == (Verdict.NO_EFFECT_SHOWN, Verdict.TOO_LITTLE_POWER)


def test_turning_direction_and_gaps_round_changes_nothing():
    for seed in range(5):
        gaps = with_effect(1.0, seed=seed)
        assert judged(gaps)[1] == judged(-gaps, direction=1)[1]


@given(
    arrays(np.float64, (8, 40), elements=st.floats(-100, 100, allow_nan=False, width=32)),
    st.sampled_from([1, -1]),
    st.floats(0.01, 50),
)
def test_any_gap_series_has_one_verdict_and_a_reason_only_where_it_needs_one(gaps, way, smallest):
    """Exhaustive on any figures at all: also flat ones, and fits without error."""
    gaps[:, :10] += np.linspace(0.1, 1, 10)
    evidence, decision = decide_gaps(
        gaps, 0, 16, direction=way, smallest_effect=smallest, alpha=0.15
    )
    assert decision.verdict not in (Verdict.NEVER_BEGAN, Verdict.CANNOT_BE_JUDGED)
    assert (decision.reason is not None) == (decision.verdict is Verdict.NOT_SUSTAINED)
    if decision.verdict is Verdict.SUSTAINED:
        assert evidence.p_better <= 0.15
    if decision.verdict is Verdict.TOO_LITTLE_POWER:
        assert not evidence.can_see_what_matters


def test_a_direction_that_is_none_is_refused():
    with pytest.raises(InputFaults, match="1 or −1"):
        judged(noise(1), direction=2)
