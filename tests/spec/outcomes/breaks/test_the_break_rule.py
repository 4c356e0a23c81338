"""Data breaks: how a change of counting is told from a change of care.

A contract's figures fall by a quarter in a month. Did the care work, or did the hospital begin to
count something else? Nobody's care improves by a quarter overnight; so a sudden step, sharper than
anything the series does by itself, is suspect. It is not proof. It means: no effect may be claimed
across it until somebody says what happened.

The panel here: nine areas, four years of months, each near 1,000 with small changes of its own.
"""

from datetime import date

import numpy as np
import pytest

from capitula.ground.faults import InputFaults, ValueFault
from capitula.outcomes.breaks.found import Classed, Kind, Reason
from capitula.outcomes.breaks.known import known_changes
from capitula.outcomes.breaks.screening import Evidence, screen
from capitula.outcomes.breaks.sentences import change_words
from capitula.outcomes.breaks.sisters import PeerSeries
from capitula.outcomes.breaks.thresholds import default_thresholds, meanings

UNITS = tuple("ABCDEFGHI")
TIMES = tuple(f"{2014 + n // 12}-{n % 12 + 1:02}" for n in range(48))
STEP = TIMES.index("2016-03")


def panel(level=1000.0, seed=1):
    """A common season, and each area's own changes of about two in a hundred."""
    noise = np.random.default_rng(seed).normal(0, 0.02, (9, 48))
    season = 0.05 * np.sin(np.arange(48) / 12 * 2 * np.pi)
    return level * np.exp(season + noise)


def stepped(change, unit=0, at=STEP):
    values = panel()
    values[unit, at:] *= 1 + change
    return values


def screened(values, **evidence):
    return screen("admissions", values, UNITS, TIMES, evidence=Evidence(**evidence))


def sister(change, level=1000.0, name="first attendances"):
    values = panel(level, seed=2)
    values[0, STEP:] *= 1 + change
    return PeerSeries(name, UNITS, TIMES, values)


def test_without_a_step_nothing_is_flagged():
    found = screened(panel())
    assert found.breaks == ()
    assert found.flagged == ()
    assert found.units == UNITS


def test_a_step_is_flagged_at_its_month_and_nobody_elses_series_is():
    found = screened(stepped(-0.26))
    (one,) = found.breaks
    assert (one.unit, one.time, one.kind) == ("A", "2016-03", Kind.STEP)
    assert one.step_log == pytest.approx(np.log(0.74), abs=0.03)
    assert one.z < -5
    assert one.classed is Classed.UNEXPLAINED
    assert one.bars_judgement
    assert found.flagged == ("A",)


def test_the_words_say_what_when_how_sharp_and_what_follows():
    (one,) = screened(stepped(-0.26), names={"A": "Ashby"}).breaks
    assert one.words.startswith("Admissions of Ashby fell by 2")
    assert "in March 2016, beside other units, in one step (" in one.words
    assert one.words.endswith(
        "The data give no reason, so care or the way of counting may have changed. Until somebody "
        "records a reason, no effect may be claimed across it."
    )


def test_what_happens_to_all_areas_is_no_break():
    """Everybody's count falls by a third: a new definition for all. Beside others none stepped."""
    values = panel()
    values[:, STEP:] *= 2 / 3
    assert screened(values).breaks == ()


def test_a_small_step_is_none_and_a_single_bad_month_is_none():
    assert screened(stepped(-0.07)).breaks == ()
    values = panel()
    values[0, STEP] *= 0.5
    assert screened(values).breaks == ()


@pytest.mark.parametrize("monthly", [0.01, -0.01])
@pytest.mark.parametrize("start", [6, 20, 30])
def test_a_gradual_effect_passes(monthly, start):
    """One in a hundred more each month: in two years more than a quarter, and never a step."""
    values = panel()
    values[0] *= (1 + monthly) ** np.maximum(0, np.arange(48) - start)
    found = screened(values)
    assert found.breaks == ()
    if start < 20:
        (one,) = found.gradual
        assert one.unit == "A"
        assert one.words.endswith("a real effect may look like that, and it passes.")


def test_a_mirror_makes_it_a_recording_change():
    """Admissions fall by 260 a month, first attendances rise by 250: the same people, renamed."""
    (one,) = screened(stepped(-0.26), sisters=[sister(+0.25)]).breaks
    (mirror,) = one.mirrors
    assert one.classed is Classed.RECORDING
    assert mirror.series == "first attendances"
    assert mirror.step_count == pytest.approx(250, abs=30)
    assert mirror.flagged_count == pytest.approx(-260, abs=30)
    assert mirror.z > 2
    assert "first attendances rose by 2" in one.words
    assert "no effect may be claimed across it" in one.words


def test_without_the_mirror_the_break_is_unexplained_and_bars_as_much():
    (one,) = screened(stepped(-0.26), sisters=[]).breaks
    assert one.classed is Classed.UNEXPLAINED
    assert one.bars_judgement


@pytest.mark.parametrize(
    ("change", "level"), [(-0.25, 1000.0), (0.02, 1000.0), (0.25, 200.0), (0.0, 1000.0)]
)
def test_what_is_no_mirror(change, level):
    """The same way; too small; large for the sister but few in counts; nothing."""
    (one,) = screened(stepped(-0.26), sisters=[sister(change, level)]).breaks
    assert one.mirrors == ()
    assert one.classed is Classed.UNEXPLAINED


def test_a_mirror_may_be_larger_than_what_it_mirrors():
    (one,) = screened(stepped(-0.26), sisters=[sister(+0.2, 5000.0)]).breaks
    assert one.mirrors[0].step_count > 3 * 260


def test_a_flat_witness_makes_it_a_recording_change():
    """Were fewer people ill, fewer would have come through the door as well."""
    door = sister(0.0, name="attendances at the door")
    (one,) = screened(stepped(-0.26), witnesses=[door]).breaks
    assert one.classed is Classed.RECORDING
    assert one.witness.is_flat
    assert "attendances at the door (A) too; they stayed flat: " in one.words


def test_a_witness_that_moved_as_well_explains_nothing():
    door = sister(-0.26, name="attendances at the door")
    (one,) = screened(stepped(-0.26), witnesses=[door]).breaks
    assert one.witness.is_flat is False
    assert one.classed is Classed.UNEXPLAINED
    assert "did not stay flat" in one.words


def test_a_witness_may_be_another_unit_and_may_not_reach_far_enough():
    near = PeerSeries("door", ["T1", "T2"], TIMES, panel()[:2], {"A": "T2"})
    (one,) = screened(stepped(-0.26), witnesses=[near]).breaks
    assert (one.witness.unit, one.witness.is_flat) == ("T2", True)
    short = PeerSeries("door", ["T1"], TIMES[STEP - 2 : STEP + 3], panel()[:1, :5], {"A": "T1"})
    (one,) = screened(stepped(-0.26), witnesses=[short]).breaks
    assert one.witness.is_flat is None
    assert one.classed is Classed.UNEXPLAINED
    assert "cannot tell" in one.words


def reason(*, is_real, time="2016-03", unit="A"):
    return Reason(
        unit, time, is_real, "The site at Ashby closed.", "B. Lee", date(2016, 5, 2), "S3"
    )


@pytest.mark.parametrize(
    ("is_real", "classed", "bars"),
    [(True, Classed.REAL, False), (False, Classed.RECORDING, True)],
)
def test_a_person_may_record_the_reason(is_real, classed, bars):
    (one,) = screened(stepped(-0.26), reasons=[reason(is_real=is_real)]).breaks
    assert (one.classed, one.bars_judgement) == (classed, bars)
    assert "B. Lee recorded on 2 May 2016: The site at Ashby closed (S3)." in one.words


def test_a_reason_for_another_month_or_area_changes_nothing():
    for wrong in (reason(is_real=True, time="2016-04"), reason(is_real=True, unit="B")):
        (one,) = screened(stepped(-0.26), reasons=[wrong]).breaks
        assert one.classed is Classed.UNEXPLAINED


def test_a_reason_does_not_outweigh_a_mirror():
    (one,) = screened(
        stepped(-0.26), sisters=[sister(+0.25)], reasons=[reason(is_real=True)]
    ).breaks
    assert one.classed is Classed.RECORDING
    assert one.words.endswith("The recorded reason does not outweigh the figures.")


def test_missing_months_are_a_break_of_their_own():
    values = panel()
    values[0, 3:5] = np.nan
    values[1, 40:] = np.nan
    first, second = screened(values).breaks
    assert (first.unit, first.time, first.last) == ("A", "2014-04", "2014-05")
    assert (first.kind, first.classed) == (Kind.MISSING_RUN, Classed.MISSING)
    assert first.words == (
        "A has no figure for April 2014 to May 2014. Nothing stands in for missing figures."
    )
    assert second.last == TIMES[-1]
    assert "may have begun, ended or been merged" in second.words


def test_a_step_is_found_beside_missing_months():
    values = stepped(-0.26)
    values[0, :5] = np.nan
    kinds = [each.kind for each in screened(values).breaks]
    assert kinds == [Kind.MISSING_RUN, Kind.STEP]


def test_a_denominator_that_jumps_is_a_break():
    people = np.full((9, 48), 300_000.0) * (1 + 0.0005 * np.arange(48))
    people *= np.exp(np.random.default_rng(3).normal(0, 0.001, people.shape))
    assert screened(panel(), denominators=people).breaks == ()
    people[2, STEP:] *= 1.2
    (one,) = screened(panel(), denominators=people).breaks
    assert (one.unit, one.time, one.kind) == ("C", "2016-03", Kind.DENOMINATOR)
    assert one.classed is Classed.RECORDING


def test_changes_known_beforehand_count_where_they_fall_inside_the_months():
    collection = known_changes("quality-and-outcomes-framework")
    values = np.exp(np.random.default_rng(4).normal(0, 0.02, (2, 4)))
    years = ("2014/15", "2015/16", "2016/17", "2017/18")
    found = screen(
        "diabetes list", values, ["05C", "06A"], years, evidence=Evidence(collection=collection)
    )
    assert [(b.unit, b.time, b.kind.value) for b in found.breaks] == [
        ("05C", "2015/16", "coding change"),
        ("05C", "2016/17", "coding change"),
        ("06A", "2015/16", "coding change"),
    ]
    assert "7 of them report in 2016/17" in found.breaks[1].words
    with pytest.raises(InputFaults, match="did you mean 'delayed-transfers'"):
        known_changes("delayed-transfer")


def test_a_code_that_is_no_area_is_left_out_of_the_middle_too():
    collection = known_changes("monthly-activity-return")
    found = screen(
        "admissions", panel(), [*UNITS[:8], "X24"], TIMES, evidence=Evidence(collection=collection)
    )
    assert found.units == UNITS[:8]
    assert found.not_screened[0].unit == "X24"


def test_a_doubling_in_an_uneven_series_is_noted_though_it_bars_nothing():
    """Months that vary by a fifth hide even a doubling from the rule; not from the reader."""
    values = panel()
    values[0] *= np.exp(np.random.default_rng(11).normal(0, 0.2, 48))
    values[0, STEP:] *= 2.6
    found = screened(values)
    assert found.breaks == ()
    (one,) = found.noted
    assert (one.unit, one.time, one.classed) == ("A", "2016-03", Classed.NOTED)
    assert not one.bars_judgement
    assert "too uneven for the screen to call that a break: it asks for 5 times" in one.words


def test_a_series_that_never_changes_otherwise_steps_infinitely():
    values = np.full((3, 24), 100.0)
    values[0, 12:] = 50
    (one,) = screen("x", values, "ABC", [str(n) for n in range(24)]).breaks
    assert one.z == -np.inf
    assert "otherwise there is no change at all" in one.words


def test_nought_has_no_logarithm_and_the_area_is_named():
    values = panel()
    values[4, 7] = 0
    found = screened(values)
    assert [(e.unit, e.why) for e in found.not_screened] == [
        ("E", "1 figures of nought or less, which have no logarithm")
    ]


def test_breaks_that_touch_a_stretch_of_months():
    found = screened(stepped(-0.26))
    assert found.barring("A")
    assert found.barring("A", "2016-03", "2016-12")
    assert not found.barring("A", "2016-04")
    assert not found.barring("A", last="2016-02")
    assert not found.barring("B")
    assert found.only("B").breaks == ()


@pytest.mark.parametrize("shape", [(9, 47), (8, 48), (0, 48)])
def test_figures_that_do_not_fit_are_refused(shape):
    with pytest.raises(ValueFault, match="9 units by 48 periods"):
        screen("x", np.ones(shape), UNITS, TIMES)


def test_every_threshold_has_a_meaning_and_a_source():
    rule = default_thresholds()
    assert (rule.z, rule.step_log, rule.window) == (5, 0.10, 6)
    assert all(each.meaning and each.source for each in meanings())


@pytest.mark.parametrize(
    ("step", "words"),
    [(np.log(1.5), "rose by 50%"), (np.log(2.8), "jumped to 2.8 times the former level")],
)
def test_a_change_in_words(step, words):
    assert change_words(step) == words
