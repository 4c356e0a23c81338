"""What makes an integrated care provider contract. SI 2019/248 regulation 15.

Every limb is judged; each failed limb is named; what is not given is never assumed.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.contract.rules.answer import Verdict
from capitula.contract.rules.icp_contract import IcpOutcome, is_icp_contract
from capitula.contract.rules.icp_facts import BodyKind, Commissioner, IcpFacts
from capitula.contract.rules.icp_from_contract import kind_from_name
from capitula.contract.scope import ServiceKind
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate

SERVICES = frozenset({ServiceKind.PRIMARY_MEDICAL, ServiceKind.ADULT_SOCIAL_CARE})


def a_contract(**given):
    """A contract of a council, signed in October 2019, that meets every limb."""
    facts = IcpFacts(
        signed_on=PartialDate.parse("2019-10-01"),
        commissioners=(Commissioner("Dudley Council", BodyKind.LOCAL_AUTHORITY),),
        provider_services=SERVICES,
        services=SERVICES,
        apms=False,
    )
    return replace(facts, **given)


def signed(text):
    return PartialDate.parse(text)


def body(kind):
    return (Commissioner("A body", BodyKind(kind)),)


def test_a_contract_that_meets_every_limb():
    answer = is_icp_contract(a_contract())
    assert answer.outcome == IcpOutcome.IS
    assert not answer.failed
    assert not answer.missing
    assert answer.mark is EvidenceMark.DERIVED
    assert {r.limb for r in answer.reasons} == {
        "signed", "commissioners", "provider", "services", "not_apms",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entered", "verdict"),
    [
        # | entered into | limb             |
        ("2019-03-31", "fails"),
        ("2019-04-01", "holds"),
        ("2019", "cannot_be_judged"),
        ("before 2019-04", "fails"),
        ("2020", "holds"),
        ("unknown", "cannot_be_judged"),
    ],
)
def test_entered_into_on_or_after_1_april_2019(entered, verdict):
    answer = is_icp_contract(a_contract(signed_on=signed(entered)))
    assert answer.reason("signed").verdict == verdict


@pytest.mark.parametrize(
    ("kind", "entered", "verdict", "mark"),
    [
        # | commissioner    | signed     | limb             | mark       |
        ("nhs_england", "2019-10-01", "holds", "derived"),
        ("local_authority", "2026-10-01", "holds", "derived"),
        ("ccg", "2022-06-30", "holds", "unverified"),
        ("ccg", "2022-07-01", "fails", "unverified"),
        ("ccg", "2022", "cannot_be_judged", "unverified"),
        ("icb", "2022-06-30", "fails", "derived"),
        ("icb", "2022-07-01", "holds", "derived"),
        ("other", "2022-07-01", "fails", "derived"),
    ],
)
def test_kinds_of_commissioner_by_date(kind, entered, verdict, mark):
    answer = is_icp_contract(a_contract(signed_on=signed(entered), commissioners=body(kind)))
    limb = answer.reason("commissioners")
    assert (limb.verdict, limb.mark) == (verdict, mark)


def test_one_unverified_limb_marks_the_answer():
    ccg = a_contract(commissioners=body("ccg"))
    assert is_icp_contract(ccg).outcome == IcpOutcome.IS
    assert is_icp_contract(ccg).mark is EvidenceMark.UNVERIFIED


@pytest.mark.parametrize(
    ("kinds", "by_section_75", "verdict"),
    [
        # | in the contract                   | through section 75  | two kinds?       |
        ("primary_medical secondary_care", "", "holds"),
        ("primary_medical", "", "fails"),
        ("primary_medical", "adult_social_care", "holds"),
        ("", "public_health adult_social_care", "holds"),
        ("primary_medical prescribing other", "", "fails"),
        ("primary_medical community", "", "cannot_be_judged"),
        ("community", "", "fails"),
        ("community mental_health", "", "cannot_be_judged"),
    ],
)
def test_two_or_more_kinds_of_service(kinds, by_section_75, verdict):
    facts = a_contract(
        services=frozenset(map(ServiceKind, kinds.split())),
        section_75_services=frozenset(map(ServiceKind, by_section_75.split())),
    )
    assert is_icp_contract(facts).reason("services").verdict == verdict


def test_a_service_that_is_not_mentioned_is_neither_in_nor_out():
    facts = a_contract(
        services=frozenset({ServiceKind.PRIMARY_MEDICAL}),
        unsettled_services=frozenset({ServiceKind.PUBLIC_HEALTH}),
    )
    limb = is_icp_contract(facts).reason("services")
    assert limb.verdict is Verdict.CANNOT_BE_JUDGED
    assert limb.missing == ("whether public health is covered",)


def test_every_failed_limb_is_named():
    facts = a_contract(
        signed_on=signed("2018"), commissioners=body("other"), services=frozenset(), apms=True
    )
    answer = is_icp_contract(facts)
    assert answer.outcome == IcpOutcome.IS_NOT
    assert [limb.limb for limb in answer.failed] == [
        "signed", "commissioners", "services", "not_apms",
    ]  # fmt: skip
    assert "not an APMS contract" in answer.words


def test_nothing_given_is_nothing_judged():
    answer = is_icp_contract(IcpFacts())
    assert answer.outcome == IcpOutcome.CANNOT_BE_JUDGED
    assert all(limb.verdict is Verdict.CANNOT_BE_JUDGED for limb in answer.reasons)
    assert len(answer.missing) == 5


def test_before_the_rule_was_in_force_there_is_no_answer():
    assert is_icp_contract(a_contract(), date(2019, 3, 31)).outcome == IcpOutcome.NO_RULE
    assert is_icp_contract(a_contract(), date(2019, 4, 1)).outcome == IcpOutcome.IS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("NHS Dudley CCG", "ccg"),
        ("NHS Black Country Integrated Care Board", "icb"),
        ("Wirral Council", "local_authority"),
        ("NHS England", "nhs_england"),
        ("The Dudley Group NHS FT", None),
        ("NHS Wirral CCG and Wirral Council", None),
    ],
)
def test_a_name_says_a_kind_or_it_does_not(name, kind):
    assert kind_from_name(name) == kind


UNKNOWN = {"signed_on", "commissioners", "provider_services", "services", "apms"}
FACTS = st.builds(
    IcpFacts,
    signed_on=st.none() | st.sampled_from([signed(t) for t in ("2018", "2019", "2021", "2023")]),
    commissioners=st.none() | st.sampled_from([body(kind) for kind in BodyKind]),
    provider_services=st.none() | st.frozensets(st.sampled_from(ServiceKind)),
    services=st.none() | st.frozensets(st.sampled_from(ServiceKind)),
    unsettled_services=st.just(frozenset()),
    apms=st.none() | st.booleans(),
)


@given(FACTS, st.sets(st.sampled_from(sorted(UNKNOWN))))
def test_leaving_a_fact_out_never_turns_an_answer_round(facts, left_out):
    """Knowing less can make an answer unknown; it can never make yes of no, or no of yes."""
    known = is_icp_contract(facts).outcome
    less = is_icp_contract(replace(facts, **dict.fromkeys(left_out))).outcome
    assert less in {known, IcpOutcome.CANNOT_BE_JUDGED}


@given(FACTS, st.sampled_from(ServiceKind))
def test_one_more_service_never_fails_a_limb(facts, kind):
    if facts.services is None:
        return
    more = replace(facts, services=facts.services | {kind})
    rank = ["fails", "cannot_be_judged", "holds"]
    before, after = (is_icp_contract(f).reason("services").verdict for f in (facts, more))
    assert rank.index(after) >= rank.index(before)
