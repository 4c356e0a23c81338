"""A practice suspends its own contract to come in, and may go back. GMS Schedule 3A; PMS 2A."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.gp_facts import GpContract, GpFacts, GpState
from capitula.contract.rules.gp_history import Mode, ModeAgreed, PracticeHistory, StateFrom
from capitula.contract.rules.gp_machine import StepClosed, advance, next_possible
from capitula.contract.rules.gp_return import list_effect
from capitula.ground.faults import ValueFault
from capitula.ground.marks import EvidenceMark

ON = date(2020, 4, 1)
COMING_IN = GpFacts(
    contract=GpContract.GMS,
    notice_on=date(2019, 10, 1),
    start_told=date(2020, 4, 1),
    registered=8_000,
    written_to=8_000,
    letters_done_on=date(2020, 2, 28),
    agreed_on=date(2020, 3, 20),
)
GOING_BACK = replace(
    COMING_IN,
    suspended_on=date(2020, 4, 1),
    return_notice_on=date(2021, 3, 1),
    return_notified=date(2022, 3, 31),
    work_stops_on=date(2022, 3, 31),
    eligible=True,
    conduct_clear=True,
    anniversary_letters=True,
    reactivated_before=0,
    partners_agree=True,
)


def step(state, to, facts, on=ON):
    return next(s for s in next_possible(GpState(state), facts, on) if s.to == to)


def test_all_conditions_met():
    suspension = step("patients_notified", "suspended", COMING_IN)
    assert suspension.is_open
    assert suspension.mark is EvidenceMark.DERIVED


@pytest.mark.parametrize(
    ("given", "verdict", "guard"),
    [
        # | what is different               | the step to suspended | which guard  |
        ({"written_to": 7_999}, "fails", "letters"),
        ({"written_to": None}, "cannot_be_judged", "letters"),
        ({"registered": None}, "cannot_be_judged", "letters"),
        ({"letters_done_on": date(2020, 4, 2)}, "fails", "letters"),
        ({"start_told": None}, "cannot_be_judged", "start_date"),
        ({"agreed_on": None}, "cannot_be_judged", "agreement"),
        ({"agreed_on": date(2020, 4, 2)}, "fails", "agreement"),
        ({"notice_on": None}, "cannot_be_judged", "notice"),
        ({"contract": GpContract.APMS}, "fails", "contractor"),
        ({"contract": None}, "cannot_be_judged", "contractor"),
        ({"contract": GpContract.PMS}, "holds", ""),
    ],
)
def test_which_guard_blocks_suspension(given, verdict, guard):
    suspension = step("patients_notified", "suspended", replace(COMING_IN, **given))
    assert suspension.verdict == verdict
    closed = [reason.limb for reason in suspension.guards if reason.verdict != "holds"]
    assert closed == ([guard] if guard else [])
    if not suspension.is_open:
        with pytest.raises(StepClosed):
            advance(GpState.PATIENTS_NOTIFIED, GpState.SUSPENDED, suspension_facts(given), ON)


def suspension_facts(given):
    return replace(COMING_IN, **given)


def test_a_step_cannot_be_left_out():
    with pytest.raises(StepClosed):
        advance(GpState.ACTIVE, GpState.SUSPENDED, COMING_IN, ON)


def test_reactivation_is_the_day_after_the_work_stops():
    assert not step("reactivation_notice", "reactivated", GOING_BACK, date(2022, 3, 31)).is_open
    back = step("reactivation_notice", "reactivated", GOING_BACK, date(2022, 4, 1))
    assert back.is_open
    assert back.mark is EvidenceMark.UNVERIFIED, "draft guidance and a proposal entered"


@pytest.mark.parametrize(
    ("given", "verdict", "guard"),
    [
        # | what is different                          | the step         | which guard |
        ({"work_stops_on": date(2022, 3, 30)}, "fails", "return_date"),
        ({"eligible": False}, "fails", "eligible"),
        ({"eligible": None}, "cannot_be_judged", "eligible"),
        ({"conduct_clear": False}, "fails", "conduct"),
        ({"anniversary_letters": False}, "fails", "anniversary_letters"),
        # known from draft guidance or a proposal only: a person is asked, nothing is refused
        ({"reactivated_before": 1}, "cannot_be_judged", "once"),
        ({"partners_agree": False}, "cannot_be_judged", "partners"),
        ({"return_notice_on": date(2021, 4, 1)}, "cannot_be_judged", "notice_period"),
        # a notice period that the contract itself states does refuse
        (
            {"return_notice_on": date(2021, 4, 1), "notice_months": 12},
            "fails",
            "notice_period",
        ),
    ],
)
def test_which_guard_blocks_the_return(given, verdict, guard):
    facts = replace(GOING_BACK, **given)
    back = step("reactivation_notice", "reactivated", facts, date(2022, 6, 1))
    assert back.verdict == verdict
    assert guard in [reason.limb for reason in back.guards if reason.verdict == verdict]


def test_a_later_day_approved_by_the_board():
    later = date(2022, 6, 30)
    facts = replace(GOING_BACK, return_approved=later, work_stops_on=later)
    back = step("reactivation_notice", "reactivated", facts, date(2022, 7, 1))
    verdicts = {reason.limb: str(reason.verdict) for reason in back.guards}
    assert verdicts["return_date"] == "holds"
    assert verdicts["window"] == "cannot_be_judged", "not on an anniversary: draft guidance"


def test_under_pms_the_way_back_rests_on_a_mirror_that_was_not_read():
    facts = replace(GOING_BACK, contract=GpContract.PMS)
    back = step("reactivation_notice", "reactivated", facts, date(2022, 4, 1))
    limb = next(reason for reason in back.guards if reason.limb == "eligible")
    assert limb.mark is EvidenceMark.UNVERIFIED


@pytest.mark.parametrize(
    ("back_on", "outcome"),
    [
        ("2022-03-31", "list_follows"),
        ("2022-04-01", "list_follows"),
        ("2022-04-02", "patients_stay_unless_they_ask"),
    ],
)
def test_what_becomes_of_the_list(back_on, outcome):
    answer = list_effect(date(2020, 4, 1), date.fromisoformat(back_on))
    assert answer.outcome == outcome
    assert answer.mark is EvidenceMark.UNVERIFIED
    assert answer.ask


def test_more_letters_than_patients_is_refused():
    with pytest.raises(ValueFault, match="count each registered patient once"):
        GpFacts(registered=10, written_to=11)


HISTORY = PracticeHistory(
    "A surgery",
    (
        StateFrom(date(2019, 1, 1), GpState.ACTIVE),
        StateFrom(date(2020, 4, 1), GpState.SUSPENDED),
        StateFrom(date(2021, 3, 1), GpState.REACTIVATION_NOTICE),
        StateFrom(date(2022, 4, 1), GpState.REACTIVATED),
    ),
    (
        ModeAgreed(Mode.VIRTUAL, date(2019, 7, 1), date(2019, 12, 31)),
        ModeAgreed(Mode.PARTIAL, date(2020, 1, 1), date(2020, 12, 31)),
    ),
)


@pytest.mark.parametrize(
    ("day", "mode"),
    [
        ("2018-12-31", None),
        ("2019-06-30", "none"),
        ("2019-07-01", "virtual"),
        ("2019-12-31", "virtual"),
        ("2020-01-01", "partial"),
        ("2020-03-31", "partial"),
        ("2020-04-01", "full"),
        ("2022-03-31", "full"),
        ("2022-04-01", "none"),
    ],
)
def test_the_mode_on_any_day(day, mode):
    assert HISTORY.mode_on(date.fromisoformat(day)) == mode


@given(st.dates(date(2018, 1, 1), date(2024, 1, 1)), st.integers(0, 2_000))
def test_spells_cover_every_day_once(first, length):
    last = first + timedelta(days=length)
    day = first
    for begins, ends, mode in HISTORY.spells(first, last):
        assert begins == day
        assert HISTORY.mode_on(begins) is HISTORY.mode_on(ends) is mode
        day = ends + timedelta(days=1)
    assert day == last + timedelta(days=1)


DAYS = st.none() | st.dates(date(2019, 1, 1), date(2023, 1, 1))


@st.composite
def any_facts(draw):
    listed = draw(st.none() | st.integers(0, 5))
    return GpFacts(
        contract=draw(st.none() | st.sampled_from(GpContract)),
        notice_on=draw(DAYS),
        start_told=draw(DAYS),
        registered=listed,
        written_to=draw(st.none() | st.integers(0, listed or 0)),
        letters_done_on=draw(DAYS),
        agreed_on=draw(DAYS),
        ended_on=draw(DAYS),
    )


@given(any_facts(), st.lists(st.tuples(st.sampled_from(GpState), st.dates(date(2019, 1, 1),
       date(2023, 1, 1))), max_size=12))  # fmt: skip
def test_no_practice_is_suspended_without_every_letter(facts, wishes):
    """Whatever is tried, in whatever order: suspended only with all letters and the agreement."""
    state = GpState.ACTIVE
    for wish, on in wishes:
        try:
            state = advance(state, wish, facts, on).to
        except StepClosed:
            continue
        if state is GpState.SUSPENDED:
            assert facts.written_to == facts.registered is not None
            assert facts.letters_done_on <= on
            assert facts.start_told is not None
            assert facts.agreed_on <= on
