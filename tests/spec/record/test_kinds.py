"""The closed set of kinds: what can be said, in the words of the field."""

import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.record.kind import Body

SAID = {
    "organisations": {"organisation_named", "organisation_succeeded", "party_named"},
    "time": {"milestone_planned", "milestone_reached", "plan_moved", "step_stated", "act_dated"},
    "amounts": {"value_stated", "share_stated", "payment_form_stated", "population_stated"},
    "payment by results": {"attainment_stated"},
    "the contract": {"scope_stated", "contract_form_stated", "length_stated", "variation_made"},
    "consent": {"position_taken", "sign_up_measured", "concern_raised", "request_made"},
    "signing": {"sign_off_stated", "case_stage_stated", "practice_took_part"},
    "answers": {"reply_given", "question_asked", "status_claimed"},
    "answering a letter": {
        "letter_received",
        "request_decided",
        "satisfaction_stated",
        "concern_escalated",
    },
    "following up": {"matter_coded", "recommendation_made", "follow_up_recorded"},
    "the public and interests": {
        "consultation_held",
        "equality_impact_assessed",
        "interest_declared",
        "agenda_item_taken",
        "member_recused",
    },
    "permission": {"decision_made", "condition_set", "approval_step", "posts_stated"},
    "law": {"legal_challenge", "law_watched", "law_effect"},
    "options": {"option_appraised", "form_warned", "form_advantage_claimed"},
    "what removes an option": {"exclusion_stated", "exclusion_lifted"},
    "a trust that loses services": {"donor_impact_appraised"},
    "readiness": {"readiness_checked", "override_made", "act_taken"},
    "gates": {
        "framework_adopted",
        "submission_made",
        "evidence_submitted",
        "question_rated",
        "condition_closed",
        "gate_decided",
    },
    "results": {"review_published", "review_finding"},
    "how results are judged": {
        "measure_registered",
        "measure_varied",
        "break_explained",
        "signalling_answered",
    },
    "returns": {"return_received", "return_decided"},
    "reviews": {"meeting_held", "meeting_decision", "action_agreed", "action_closed"},
    "notices and remedies": {"notice_served", "ladder_step", "ladder_closed"},
    "money held back": {"withholding_decided", "withholding_settled"},
    "those below the holder": {
        "line_passed_on",
        "control_changed",
        "consent_to_change",
        "open_book_returned",
    },
    "an end": {"offer_made", "offer_answered", "notice_given", "ending_reason", "lesson_learned"},
    "what moves": {"service_transferred", "service_placed", "handover_stated", "staff_transferred"},
    "hand-over": {"exit_plan_made", "continuity_planned", "staff_informed", "staff_terms_stated"},
    "the final account": {"account_item"},
    "the record itself": {"claim_chosen", "statement", "body_withheld", "body_erased"},
}


def test_the_set_is_closed():
    assert {name for names in SAID.values() for name in names} == set(ALL_KINDS)


@pytest.mark.parametrize("name", ALL_KINDS)
def test_every_kind_says_what_it_is_and_how_it_reads(name):
    kind = ALL_KINDS[name]
    assert kind.__doc__
    assert kind.__doc__ != Body.__doc__
    assert kind.stated_property
    assert kind.value is not Body.value
    assert kind.state is not Body.state


def test_no_two_kinds_have_the_same_fields():
    """What two kinds could both hold would be entered now as one, now as the other."""
    fields = [frozenset(kind.model_fields) for kind in ALL_KINDS.values()]
    assert len(fields) == len(set(fields))
