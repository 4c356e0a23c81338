"""Rules of screening and charting that one measure sets for itself, beforehand and with a reason.

The product's thresholds of the break screen and its control charts hold for every measure whose
terms say nothing of them. A measure may have a rule of its own; it then stands in the frozen terms,
the screen and the chart go by it, and every judgement prints it. Dudley's recorded admissions show
what a rule does: they fall by a third in September 2017, 8.3 times the usual change.
"""

import json
from datetime import UTC, date, datetime
from functools import cache

import pytest
from typer.testing import CliRunner

from capitula.case import open_case
from capitula.case.kinds import ALL_KINDS
from capitula.cli.main import app
from capitula.ground.faults import InputFaults, ValueFault
from capitula.outcomes.breaks.found import Classed
from capitula.outcomes.charts.of_measure import measure_chart
from capitula.outcomes.charts.request import ChartRequest, read_rebases
from capitula.outcomes.judging.contract_judgement import judge
from capitula.outcomes.own_rules import own_rules, screen_thresholds
from capitula.outcomes.registering import terms_digest
from capitula.outcomes.series_terms import BreakRule, Breaks, ControlChart
from capitula.outcomes.verdict.evidence import ObstacleKind
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from capitula.reports.outcome_chart import case_comparisons
from harness.records import draft

ADMISSIONS = "non-elective-admissions"
TAKEN_IN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)
COARSE = {"z": "9", "reason": "Wards opened and closed every winter."}
REBASED = [{"month": "2016-06", "reason": "The count doubled in one month."}]


@cache
def case(name):
    return open_case(name)


def with_terms(measure, *, breaks=None, chart=None):
    """The measure with other terms for its series; what is not given stays as it was."""
    stated = measure.judged.breaks.model_dump()
    terms = {"breaks": Breaks.model_validate(stated | (breaks or {}))}
    terms["control_chart"] = ControlChart.model_validate(chart or {})
    return measure.model_copy(update={"judged": measure.judged.model_copy(update=terms)})


def admissions(**terms):
    return with_terms(case("dudley").outcomes.by_id(ADMISSIONS), **terms)


def judged(measure, *drafts):
    dudley = case("dudley")
    outcomes = dudley.outcomes.model_copy(update={"measures": (measure,)})
    view = Record(seal(drafts, "dudley", Head(), TAKEN_IN), ALL_KINDS).as_known(DAY)
    found = judge("dudley", outcomes, dudley.figures, view, measure=measure.id, thorough=False)
    return found.of(measure.id)


@cache
def by_default():
    return judged(admissions())


# Thresholds of the screen


def test_a_measure_without_a_rule_goes_by_the_thresholds_of_the_product():
    one = by_default()
    assert [each.time for each in one.screened.own if each.bars_judgement] == ["2017-09"]
    assert own_rules(one.measure) == ()


def test_a_rule_of_its_own_is_what_the_screen_goes_by():
    """At nine times the usual change the fall of 8.3 times is no break any more."""
    measure = admissions(breaks={"break_rule": COARSE})
    assert screen_thresholds(measure).z == 9.0
    assert screen_thresholds(measure).step_log == 0.10
    one = judged(measure)
    assert "2017-09" not in [each.time for each in one.screened.own]
    assert len(one.screened.donors) < len(by_default().screened.donors)


def test_sisters_are_held_to_the_rule_as_well():
    """Outpatients stepped by 2.6 times the usual: no mirror for a measure that asks for three."""
    rule = {"mirror_z": "3", "reason": "Clinics move between sites."}
    own, default = judged(admissions(breaks={"break_rule": rule})), by_default()
    assert [len(each.mirrors) for each in default.screened.own] == [1]
    assert [len(each.mirrors) for each in own.screened.own] == [0]


def test_every_judgement_prints_the_rule_with_its_reason():
    one = judged(admissions(breaks={"break_rule": COARSE}))
    told = dict(one.table())["Break rule of its own"]
    assert told == "z 9 where the product has 5. Reason: Wards opened and closed every winter."
    assert "Break rule of its own" not in dict(by_default().table())


# Rebases of the control chart


def delayed(**terms):
    (held,) = [
        (measure, comparison)
        for measure, comparison in case_comparisons(case("wirral").outcomes, case("wirral").figures)
        if measure.id == "delayed-transfers"
    ]
    return with_terms(held[0], **terms), held[1]


def charted(request=None, **terms):
    measure, comparison = delayed(**terms)
    held = [(measure, comparison)]
    return measure_chart("wirral", held, measure.id, request or ChartRequest())[0]


def test_a_rebase_of_the_terms_begins_the_limits_of_the_measures_chart_anew():
    plain, rebased = charted(), charted(chart={"rebases": REBASED})
    assert {point.segment for point in plain.points} == {0}
    second = [point.time for point in rebased.points if point.segment == 1]
    assert second[0] == "2016-06"
    assert rebased.rebases[0].reason == "The count doubled in one month."
    assert rebased.last.centre != plain.last.centre


def test_points_and_screening_of_the_terms_hold_for_the_chart():
    chart = charted(chart={"points": 24, "screened": False})
    assert (chart.baseline, chart.screened) == (24, False)


def test_whoever_asks_for_another_rebase_gets_that_one():
    request = ChartRequest(rebases=read_rebases(["2017-01=as asked"]))
    chart = charted(request, chart={"rebases": REBASED})
    assert [each.time for each in chart.rebases] == ["2017-01"]


def test_a_rebase_in_a_month_without_a_figure_is_refused():
    with pytest.raises(InputFaults, match="a rebase at '1999-01'"):
        charted(chart={"rebases": [{"month": "1999-01", "reason": "A merger."}]})


def test_the_differences_are_never_rebased():
    """A rebase in the chart of the differences could hide that an effect fades."""
    rebase = [{"month": "2018-03", "reason": "A new system."}]
    plain, rebased = by_default(), judged(admissions(chart={"rebases": rebase}))
    assert plain.main.evidence == rebased.main.evidence
    told = dict(rebased.table())["Control chart of its own"]
    assert told == "Limits of the series begin anew in March 2018: A new system."


# Both are terms


def test_terms_that_say_nothing_of_it_keep_their_digest():
    """Measures frozen before these terms existed read as they were frozen."""
    assert terms_digest(admissions()) == terms_digest(case("dudley").outcomes.by_id(ADMISSIONS))


@pytest.mark.parametrize(
    "terms", [{"breaks": {"break_rule": COARSE}}, {"chart": {"rebases": REBASED}}]
)
def test_a_rule_is_part_of_the_frozen_terms(terms):
    assert terms_digest(admissions(**terms)) != terms_digest(admissions())


@pytest.mark.parametrize(
    ("part", "stated", "told"),
    [
        (BreakRule, {"reason": "None."}, "a rule without a threshold"),
        (BreakRule, {"z": "6"}, "reason"),
        (BreakRule, {"z": "-6", "reason": "x"}, "greater than 0"),
        (ControlChart, {"rebases": [{"month": "2016", "reason": "x"}]}, "a month such as 2016-06"),
        (ControlChart, {"rebases": [{"month": "2016-06", "reason": " "}]}, "without a reason"),
        (ControlChart, {"rebases": REBASED * 2}, "a rebase in 2016-06 twice"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused(part, stated, told):
    with pytest.raises((ValueFault, ValueError), match=told):
        part.model_validate(stated)


def test_the_terms_command_shows_them():
    done = CliRunner().invoke(app, ["outcomes", "terms", "dudley", "--json"])
    (shown,) = [m for m in json.loads(done.stdout)["measures"] if m["id"] == ADMISSIONS]
    assert shown["break_rule"] is None
    assert shown["mirrors"] == ["first_outpatients_areas"]
    assert shown["control_chart"] == {"screened": True, "points": None, "rebases": []}


# A recorded reason


def explained(**changes):
    body = {
        "area": "Dudley CCG",
        "month": "2017-09",
        "care_changed": True,
        "text": "A ward of forty beds was closed and its patients are now seen at home.",
        "explained_by": "A. Director, The Dudley Group",
        "mark": "local",
    }
    return draft("E1", "break_explained", ADMISSIONS, body | changes, source=None)


ALONE = {"mirrors": (), "witnesses": ()}


def test_a_break_that_nothing_explains_cannot_be_judged():
    """Without outpatients and the trust's own count the screen sees a step and no reason for it."""
    one = judged(admissions(breaks=ALONE))
    (found,) = [each for each in one.screened.own if each.time == "2017-09"]
    assert found.classed is Classed.UNEXPLAINED
    assert one.main.decision.verdict is Verdict.CANNOT_BE_JUDGED


def test_a_recorded_change_of_care_lifts_an_unexplained_break_and_the_reason_is_printed():
    one = judged(admissions(breaks=ALONE), explained())
    (found,) = [each for each in one.screened.own if each.time == "2017-09"]
    assert found.classed is Classed.REAL
    assert ObstacleKind.BREAK not in {each.kind for each in one.main.evidence.obstacles}
    assert one.main.decision.verdict is not Verdict.CANNOT_BE_JUDGED
    told = dict(one.table())["Break screen"]
    assert "A. Director, The Dudley Group recorded on" in told
    assert "A ward of forty beds was closed" in told


@pytest.mark.parametrize("kept", ["mirrors", "witnesses"])
def test_it_never_lifts_a_mirror_or_a_flat_witness(kept):
    """Either alone outweighs what a person says, and the judgement says so."""
    stands = {name: value for name, value in ALONE.items() if name != kept}
    one = judged(admissions(breaks=stands), explained())
    (found,) = [each for each in one.screened.own if each.time == "2017-09"]
    assert found.classed is Classed.RECORDING
    assert one.main.decision.verdict is Verdict.CANNOT_BE_JUDGED
    assert "does not outweigh the figures" in dict(one.table())["Break screen"]
