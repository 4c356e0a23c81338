"""The finding `outcome not registered`: an aim that no measure, fixed in time, answers for.

| what the case holds, as known on a day | found |
|---|---|
| Dudley today: better health, life expectancy, no measure for either | both aims, blocking |
| Wirral today: an aim without a measure, a measure fixed in 2026 | aim and measure, blocking |
| Wirral on the day of its start, June 2017: no aim stated, no measure fixed | one warning |
| an aim whose measure an entry froze before data and start | nothing |
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import Place
from capitula.ground.partial_date import PartialDate
from capitula.outcomes.file import read_outcomes
from capitula.outcomes.measures import Aim, OutcomesFile
from capitula.outcomes.not_registered import RULE, not_registered
from capitula.outcomes.registering import terms_digest
from capitula.outcomes.term_kinds import MeasureRegistered
from capitula.record.chain import Head, seal
from capitula.record.draft import Draft
from capitula.record.envelope import Audience
from capitula.record.view import Record
from harness.places import PACKAGE

TAKEN_IN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WIRRAL = read_outcomes(PACKAGE / "cases" / "wirral" / "outcomes.yaml")
MEASURE = WIRRAL.by_id("delayed-transfers")
AIM = Aim(
    id="days",
    aim="Fewer delayed days.",
    said_by="The council",
    source="R2",
    mark="sourced",
    measures=(MEASURE.id,),
)


def found(case, on=None):
    opened = cp.open(case)
    known = date.fromisoformat(on) if on else None
    every = opened.findings(opened.as_known(known))
    return {(each.about, each.severity) for each in every if each.rule == RULE}


def test_dudley_states_two_aims_and_measures_neither():
    assert found("dudley") == {("better-health", "blocks"), ("life-expectancy", "blocks")}


def test_wirral_states_an_aim_without_a_measure_and_fixed_its_measure_too_late():
    assert found("wirral") == {("improvement", "blocks"), ("delayed-transfers", "blocks")}


@pytest.mark.parametrize("case", ["dudley", "wirral"])
def test_on_the_day_of_the_start_nothing_was_held_at_all(case):
    assert found(case, "2017-06-01") == {("outcomes", "warns")}


START = PartialDate.parse("2017-06")


def aim_with_registration(day, start=START):
    """The aim's measure, its terms frozen by an entry of a day."""
    measure = MEASURE.model_copy(update={"start": start, "registered_on": day})
    body = MeasureRegistered(
        terms_digest=terms_digest(measure), registered_by="The analyst", mark="local"
    )
    draft = Draft(
        entry="E1",
        kind=body.kind,
        about=measure.id,
        property_name=body.stated_property,
        in_force_from=None,
        in_force_to=None,
        known_from=day,
        known_to=day,
        speaker="The analyst",
        speaks_for=None,
        source=None,
        audience=Audience.PUBLIC,
        supersedes=(),
        body=body,
        place=Place("made up"),
    )
    record = Record(seal([draft], "wirral", Head(), TAKEN_IN), ALL_KINDS)
    outcomes = OutcomesFile(aims=(AIM,), measures=(measure,))
    return list(not_registered(outcomes, record.as_known(date(2026, 11, 22))))


def test_a_measure_frozen_before_start_and_data_answers_for_its_aim():
    assert aim_with_registration(date(2017, 5, 31)) == []


def test_one_fixed_after_the_start_does_not_though_its_data_were_not_out():
    (only,) = aim_with_registration(date(2017, 6, 1))
    assert (only.about, only.severity, only.evidence) == ("days", "blocks", ("E1",))
    assert "after the start (June 2017)" in only.text


def test_one_fixed_after_its_data_were_seen_does_not_either():
    (only,) = aim_with_registration(date(2020, 3, 1), start=None)
    assert "after its data were seen (February 2020)" in only.text


@given(st.dates(date(2015, 1, 1), date(2026, 11, 1)))
def test_it_is_found_from_the_first_day_of_the_start_on_and_never_before(day):
    assert bool(aim_with_registration(day)) == (day >= date(2017, 6, 1))
