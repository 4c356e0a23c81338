"""Courts and law to come: conditions on the use of a form, and a switch between two states of law.

Two claims were filed against NHS England's draft contract by January 2018, on which Dudley's
rested; one was given leave. The judgment of 5 July 2018 dismissed one; a page of October 2018 tells
that the other had been dismissed in April.

| known on | filed | decided | open |
|---|---|---|---|
| 1 February 2018 | 2 | 0 | 2 |
| 5 July 2018 | 2 | 1 | 1 |
| 31 October 2018 | 2 | 2 | 0 |
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.assurance.readiness_kinds import ChallengeStep
from capitula.case.challenges_everywhere import challenges_everywhere
from capitula.exit.answers.courts_and_law import NoSuchLaw
from capitula.exit.challenges import DECIDED, challenges, rests_on
from capitula.exit.law import holding, watched
from capitula.exit.law_kinds import LawStage
from harness.records import draft, record

DUDLEY = cp.open("dudley")
TODAY = date(2025, 1, 1)


def the_challenge(day):
    (found,) = challenges(DUDLEY.as_known(day))
    return found


@pytest.mark.parametrize(
    ("day", "filed", "decided", "open_"),
    [
        (date(2018, 2, 1), 2, 0, 2),
        (date(2018, 7, 4), 2, 0, 2),
        (date(2018, 7, 5), 2, 1, 1),
        (date(2018, 10, 31), 2, 2, 0),
    ],
)
def test_claims_by_the_day_on_which_each_step_was_known(day, filed, decided, open_):
    found = the_challenge(day)
    assert (found.filed, found.decided, found.open) == (filed, decided, open_)


def test_the_dismissal_of_april_was_not_known_in_july():
    july = the_challenge(date(2018, 7, 5))
    assert [step.entry for step in july.steps] == ["R4-15", "R4-16", "ACO-08.challenge"]


def test_dudley_rests_on_the_form_and_wirral_does_not():
    found = challenges_everywhere(date(2018, 2, 1))
    resting = {each.case: [form.form for form in each.forms] for each in found}
    assert "accountable care organisation (ACO)" in resting["dudley"]
    assert "accountable care" in resting["manchester"], "known by its words, of January 2018"
    assert resting["wirral"] == []


def test_a_challenge_is_a_condition_until_it_is_decided():
    def rules(day):
        return [f.rule for f in DUDLEY.exit.findings(day)]

    assert "open legal challenge" in rules(date(2018, 2, 1))
    assert "open legal challenge" in rules(date(2018, 7, 5))
    assert "open legal challenge" not in rules(date(2018, 10, 31))


def test_a_form_that_was_not_named_by_the_day_is_no_link():
    view = DUDLEY.as_known(date(2018, 1, 22))
    assert challenges(view) == ()


STEPS = [step for step in ChallengeStep if step is not ChallengeStep.FILED]


def steps(*told):
    body = {"against": "the draft contract"}
    return record(
        *(
            draft(f"E{n}", "legal_challenge", "review of the form", body | each)
            for n, each in enumerate(told)
        )
    ).as_known(TODAY)


@given(st.integers(1, 5), st.lists(st.sampled_from(STEPS), max_size=8))
def test_filed_is_decided_and_open(count, later):
    told = [{"step": "filed", "claims": count}, *({"step": str(step)} for step in later)]
    (found,) = challenges(steps(*told))
    assert found.filed == found.decided + found.open
    assert found.decided == sum(step in DECIDED for step in later)


def test_one_step_told_twice_with_its_date_is_one_step():
    told = {"step": "dismissed", "on": "2018-04"}
    (found,) = challenges(steps({"step": "filed", "claims": 2}, told, told))
    assert (found.decided, found.open) == (1, 1)


def test_the_law_that_was_watched_on_each_day():
    def stages(day):
        return {law.law: str(law.stage) for law in watched(DUDLEY.as_known(day))}

    form = "national form of contract (ACO, later ICP)"
    assert stages(date(2018, 2, 1)) == {form: "paused"}
    assert stages(date(2018, 10, 31)) == {form: "consulted_on"}
    assert stages(date(2021, 4, 30)) == {
        form: "in_force",
        "law on integrated care trusts": "committed",
        "bill on health reform": "announced",
    }


def test_a_change_of_law_is_a_switch():
    view = DUDLEY.as_known(date(2021, 4, 30))
    gate = "a body that may hold the contract"
    as_it_stands = {h.what: h.holds for h in holding(view)}
    changed = {h.what: h.holds for h in holding(view, {"bill on health reform"})}
    assert as_it_stands[gate] == "a shell made of what remained of an earlier trust"
    assert changed[gate].startswith("a clause might let the government make NHS trusts")
    assert changed["service start"] == as_it_stands["service start"], "another law bears on it"


def test_the_plan_that_the_law_bears_on_shows_the_date_now_planned():
    (law,) = [w for w in watched(DUDLEY.as_known(date(2019, 1, 31))) if "trusts" in w.law]
    (effect,) = law.effects
    assert (effect.what, effect.planned) == ("service start", "not before 2020-04")


def test_law_to_come_is_found_until_it_is_in_force():
    def pending(day):
        return {f.about for f in DUDLEY.exit.findings(day) if f.rule == "law change pending"}

    assert pending(date(2018, 2, 1)) == {"national form of contract (ACO, later ICP)"}
    assert pending(date(2019, 12, 31)) == {"law on integrated care trusts"}


@given(st.sampled_from(LawStage))
def test_pending_means_neither_in_force_nor_dropped(stage):
    assert stage.pending == (str(stage) not in ("in_force", "dropped"))


def test_a_law_that_nobody_watches_is_refused_with_those_that_are():
    with pytest.raises(NoSuchLaw, match="did you mean 'bill on health reform'"):
        DUDLEY.exit.law(date(2021, 4, 30), changed=["bill on health"])
    with pytest.raises(NoSuchLaw):
        DUDLEY.exit.law(date(2018, 2, 1), changed=["bill on health reform"])


def test_a_contract_of_another_form_is_not_held():
    view = steps({"step": "filed"})
    (challenge,) = challenges(view)
    assert rests_on(view, cp.open("wirral").contract, challenge) == ()
