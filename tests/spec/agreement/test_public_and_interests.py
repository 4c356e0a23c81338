"""Consultation, equality impact, and conflicts of interest.

A major change of the contract asks for a consultation of the public and an assessment of equality
impact, made before it. The rules of law are general knowledge here and are marked unverified.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.agreement.interests import interest_findings, items
from capitula.agreement.public import consultations, public_findings
from harness.records import draft, record

LATE = date(2030, 1, 1)
HOLDER = "The GP company"


def rules_of(case, known):
    found = cp.open(case).agreement.findings(date.fromisoformat(known))
    return {f.rule: f for f in found if f.rule in ("no consultation", "no equality impact")}


def test_dudley_was_to_buy_and_no_consultation_is_on_record():
    """The plan of December 2016 to buy one contract is the first major change."""
    assert rules_of("dudley", "2016-11-30") == {}
    found = rules_of("dudley", "2017-01-01")
    assert set(found) == {"no consultation", "no equality impact"}
    consultation = found["no consultation"]
    assert (consultation.severity, consultation.evidence) == ("warns", ("DUD-08",))
    assert "none held and none recorded cannot be told apart" in consultation.text
    assert consultation.text.endswith("Rule agreement.consultation, unverified.")


def test_it_is_one_finding_however_many_changes_follow():
    found = cp.open("dudley").agreement.findings(date(2023, 3, 1))
    assert [f.rule for f in found].count("no consultation") == 1


@pytest.mark.parametrize("case", ["wirral", "manchester"])
def test_the_other_cases_have_none_on_record_either(case):
    assert set(rules_of(case, "2018-06-01")) == {"no consultation", "no equality impact"}


def change(known="2020-06-30", outcome="award", **given):
    body = {"outcome": outcome, "authority": "The CCG"}
    start = given.pop("start", known)
    return draft("D1", "decision_made", "contract", body, known=known, in_force=(start, None))


def consulted(known="2020-03-31", **body):
    given_ = {"on_what": "one contract", "held_by": "The CCG", **body}
    return draft("K1", "consultation_held", "contract", given_, known=known)


def assessed(known="2020-03-31", **body):
    return draft(
        "A1", "equality_impact_assessed", "contract", {"by": "The CCG", **body}, known=known
    )


def missing(*drafts):
    known = record(*drafts).as_known(LATE)
    decisions = [c for c in known.claims if c.envelope.kind == "decision_made"]
    return [f.rule for f in public_findings(known, decisions)]


def test_a_consultation_and_an_assessment_before_the_award():
    opened = consulted(opens="2020-01-06", closes="2020-03-30", responses=412)
    assert missing(change(), opened, assessed(on="2020-02-01")) == []


def test_what_came_after_the_decision_came_too_late():
    late = consulted(known="2020-12-31", opens="2020-09-01")
    assert missing(change(), late, assessed(on="2020-02-01")) == ["no consultation"]


def test_a_consultation_that_is_only_planned_is_none():
    assert missing(change(), consulted(planned=True)) == ["no consultation", "no equality impact"]


@pytest.mark.parametrize("outcome", ["prefer", "pause", "stop", "continue_assurance"])
def test_what_changes_nothing_for_the_public_asks_for_none(outcome):
    assert missing(change(outcome=outcome)) == []


@given(st.dates(date(2019, 1, 1), date(2021, 1, 1)), st.dates(date(2019, 1, 1), date(2021, 1, 1)))
def test_only_what_opened_by_the_decision_counts(opens, decided):
    """Law: the finding is there exactly when nothing had opened by the day of the change."""
    drafts = (
        change(known="2021-06-30", start=decided.isoformat()),
        consulted(known="2021-06-30", opens=opens.isoformat()),
    )
    assert ("no consultation" in missing(*drafts)) == (opens > decided)


def test_a_consultation_shows_from_to_and_how_many_answered():
    known = record(consulted(opens="2018-08-03", closes="2018-10-26")).as_known(LATE)
    (found,) = consultations(known)
    assert found.value.text == "one contract (The CCG, 3 August 2018 to 26 October 2018)"
    assert found.state == "held, outcome not published"


MEMBERS = ("chair", "lay member", "GP member 1", "GP member 2", "nurse member")


def interest(entry, member, known="2018-01-31", **given):
    body = {"interest_in": HOLDER, "nature": "partner in a practice that owns a share"}
    return draft(entry, "interest_declared", member, body, known=known, **given)


def item(quorum=3, present=MEMBERS, known="2018-03-31", **given):
    body = {
        "meeting": "governing body",
        "on": "2018-03-29",
        "concerns": [HOLDER],
        "present": list(present),
        "quorum": quorum,
        "outcome": "award to the company",
        **given,
    }
    return draft("I1", "agenda_item_taken", "award", body, known=known)


def recused(member, entry="R1", how="left"):
    body = {"member": member, "how": how}
    return draft(entry, "member_recused", "award", body, known="2018-03-31")


def read(*drafts, day=LATE):
    (found,) = items(record(*drafts).as_known(day))
    return found


def rules(found):
    return [(f.rule, f.severity) for f in interest_findings([found])]


def test_a_governing_body_decides_on_a_company_that_its_gps_own():
    """Five present, two GPs with a share; both leave, three decide, and three are a quorum."""
    found = read(
        item(),
        interest("E1", "GP member 1"),
        interest("E2", "GP member 2"),
        recused("GP member 1", "R1"),
        recused("GP member 2", "R2", how="did_not_vote"),
    )
    assert [member for member, _ in found.conflicted] == ["GP member 1", "GP member 2"]
    assert (found.voting, found.is_quorate, found.not_recused) == (3, True, ())
    assert rules(found) == []


def test_one_of_them_stays():
    found = read(
        item(),
        interest("E1", "GP member 1"),
        interest("E2", "GP member 2"),
        recused("GP member 1"),
    )
    assert found.not_recused == ("GP member 2",)
    assert rules(found) == [("conflict not recused", "blocks")]


def test_whoever_stands_aside_is_not_counted_to_the_quorum():
    found = read(
        item(quorum=4),
        interest("E1", "GP member 1"),
        interest("E2", "GP member 2"),
        recused("GP member 1", "R1"),
        recused("GP member 2", "R2"),
    )
    assert (found.voting, found.is_quorate) == (3, False)
    assert rules(found) == [("not quorate", "warns")]


def test_a_quorum_that_nobody_stated_is_not_judged():
    assert read(item(quorum=None)).is_quorate is None


def test_an_interest_given_up_before_the_meeting_does_not_count():
    over = interest("E1", "GP member 1", in_force=("2016-01-01", "2018-02-28"))
    assert read(item(), over).conflicted == ()


def test_an_interest_that_came_out_later_shows_from_the_day_it_was_known():
    out = interest("E1", "GP member 1", known="2019-01-31")
    assert read(item(), out, day=date(2019, 1, 30)).not_recused == ()
    assert read(item(), out, day=date(2019, 1, 31)).not_recused == ("GP member 1",)


SOME = st.sets(st.sampled_from(MEMBERS))


@given(SOME, SOME, SOME, st.integers(1, 6))
def test_the_quorum_is_of_those_who_took_part(present, conflicted, aside, quorum):
    """Law: who stood aside is never counted; who had an interest and took part is always found."""
    drafts = [item(quorum=quorum, present=sorted(present))]
    drafts += [interest(f"E{n}", member) for n, member in enumerate(sorted(conflicted))]
    drafts += [recused(member, f"R{n}") for n, member in enumerate(sorted(aside))]
    found = read(*drafts)
    assert found.voting == len(present - aside)
    assert found.is_quorate == (len(present - aside) >= quorum)
    assert set(found.not_recused) == (present & conflicted) - aside
    assert ("conflict not recused", "blocks") in rules(found) or not found.not_recused
