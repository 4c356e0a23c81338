"""Measures set beforehand: when terms were fixed, whether they still are what was fixed.

The record decides. An entry freezes the digest of a measure's terms; the day on which it became
known is held against the day on which the data did, and that is never undone.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import Place
from capitula.outcomes.file import read_outcomes
from capitula.outcomes.findings import findings
from capitula.outcomes.measures import OutcomesFile
from capitula.outcomes.registering import frozen, terms_digest
from capitula.outcomes.registration import Registration
from capitula.outcomes.term_kinds import MeasureRegistered, MeasureVaried
from capitula.record.chain import Head, seal
from capitula.record.draft import Draft
from capitula.record.envelope import Audience
from capitula.record.view import Record
from harness.places import PACKAGE

TAKEN_IN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WIRRAL = read_outcomes(PACKAGE / "cases" / "wirral" / "outcomes.yaml")
MEASURE = WIRRAL.by_id("delayed-transfers")
"""Its data became public in February 2020."""


def entry(name, body, known):
    """One entry about the measure, known on a day."""
    day = date.fromisoformat(known)
    return Draft(
        entry=name,
        kind=body.kind,
        about=MEASURE.id,
        property_name=f"{body.stated_property} {name}",
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


def registered(known, digest=None, name="E1"):
    body = MeasureRegistered(
        terms_digest=digest or terms_digest(MEASURE), registered_by="The analyst", mark="local"
    )
    return entry(name, body, known)


def varied(known, measure, name="E9"):
    body = MeasureVaried(
        terms_digest=terms_digest(measure),
        change="smallest effect from 2.7 to 5",
        reason="the board asked for it",
        varied_by="The board",
        mark="local",
    )
    return entry(name, body, known)


def state(*drafts, measure=MEASURE, on="2026-11-22"):
    record = Record(seal(drafts, "wirral", Head(), TAKEN_IN), ALL_KINDS)
    return frozen(measure, record.as_known(date.fromisoformat(on)))


def test_terms_registered_before_the_data_could_be_seen_are_in_time():
    found = state(registered("2017-05-01"))
    assert found.registration is Registration.BEFORE
    assert found.in_time
    assert found.sentences()[0].startswith("The terms were registered before")


def test_an_old_registration_says_when_it_was_taken_in():
    """Known can be set back by whoever enters an old paper; when it was taken in cannot."""
    assert state(registered("2017-05-01")).recorded_late == date(2026, 11, 22)


def test_terms_registered_after_the_data_were_seen_are_marked_for_ever():
    """A second registration does not make the first an earlier one, nor does it replace it."""
    found = state(registered("2021-01-01"), registered("2026-01-01", name="E2"))
    assert found.registration is Registration.AFTER
    assert found.registered_on == date(2021, 1, 1)
    assert not found.in_time


def test_without_an_entry_only_the_file_speaks():
    found = state()
    assert found.entry == ""
    assert "no entry in the record froze them" in " ".join(found.sentences())


def test_an_edit_changes_the_digest_and_the_report_says_so():
    """The effect that matters is raised after the terms were frozen, and nobody recorded why."""
    edited = MEASURE.model_copy(update={"smallest_effect": Decimal(5)})
    assert terms_digest(edited) != terms_digest(MEASURE)
    found = state(registered("2017-05-01"), measure=edited)
    assert found.altered
    assert not found.in_time
    assert "no variation says why" in " ".join(found.sentences())


def test_a_recorded_variation_is_reported_with_its_reason_and_its_own_date():
    edited = MEASURE.model_copy(update={"smallest_effect": Decimal(5)})
    found = state(registered("2017-05-01"), varied("2019-03-04", edited), measure=edited)
    assert not found.altered
    assert not found.in_time
    said = " ".join(found.sentences())
    assert "Varied on 4 March 2019 by The board: smallest effect from 2.7 to 5" in said


def test_a_variation_is_not_seen_before_it_was_known():
    edited = MEASURE.model_copy(update={"smallest_effect": Decimal(5)})
    found = state(
        registered("2017-05-01"), varied("2019-03-04", edited), on="2018-01-01", measure=edited
    )
    assert found.variations == ()
    assert found.altered


@pytest.mark.parametrize("changed", [{"name": "DTOC"}, {"note": "Another."}])
def test_words_about_a_measure_are_no_terms(changed):
    assert terms_digest(MEASURE.model_copy(update=changed)) == terms_digest(MEASURE)


def rules(outcomes, *drafts):
    record = Record(seal(drafts, "wirral", Head(), TAKEN_IN), ALL_KINDS)
    view = record.as_known(date(2026, 11, 22))
    return {(found.rule, found.about) for found in findings(outcomes, view)}


def test_what_the_assurance_room_is_told():
    """Unmeasured aims, measures that nothing froze, and terms too blunt to show what matters."""
    found = rules(WIRRAL)
    assert ("unmeasured aim", "improvement") in found
    assert ("unregistered outcome", "delayed-transfers") in found
    assert ("registered late", "delayed-transfers") in found
    assert ("power", "delayed-transfers") in found


def test_a_sharp_measure_frozen_in_time_is_not_told_of():
    sharp = MEASURE.model_copy(update={"smallest_effect": Decimal(5), "detectable": Decimal(4)})
    draft = registered("2017-05-01", digest=terms_digest(sharp))
    assert rules(OutcomesFile(measures=(sharp,)), draft) == set()


def test_every_stated_aim_has_a_measure_or_is_shown_as_unmeasured():
    dudley = read_outcomes(PACKAGE / "cases" / "dudley" / "outcomes.yaml")
    assert "life-expectancy" in [aim.id for aim in dudley.unmeasured]
    for aim in (*dudley.aims, *WIRRAL.aims):
        assert aim.measures or aim.why_unmeasured
