"""Each party under one scenario: the positions sum to the system's change, to the penny.

A line of £100 that a trust runs at a cost of £100 goes to the holder, who spends £104 on it. Of the
trust's cost £30 stays in the first year. The commissioner gives the trust £10. The contract shares
what is over or short: the commissioner bears a quarter of the £4 short.

    commissioner  −100 to the holder  +100 from the trust  −1 of the loss  −10 support   = −11
    holder        +100 from it  −104 spent  +1 of the loss                               =  −3
    trust         −100 no longer paid  +70 cost that goes  +10 support                   = −20
    sum                                                                                  = −34
    system: care cost 100; now 104 and 30 that stays                                     = −34
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.appraisal.donor.impact import donor_impact
from capitula.appraisal.donor.terms import DonorTerms, LineCost, StepDown, Support
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.parties.positions import positions
from capitula.appraisal.parties.terms import Extra, PartiesTerms, Spend
from capitula.case.appraising import appraise
from capitula.contract.participation import Mode
from capitula.contract.party import Party, Role
from capitula.contract.scope import ServiceKind
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark

ASSUMED = EvidenceMark.ASSUMED
KNOWN = {"mark": ASSUMED, "why": "made"}


def party(name, role):
    return Party(id=name, name=name.capitalize(), roles=(role,), mark=ASSUMED)


ICB, HOLDER = party("icb", Role.COMMISSIONER), party("holder", Role.HOLDER)
TRUST, GPS = party("trust", Role.DONOR), party("gps", Role.PRACTICES)
COUNCIL = party("council", Role.COUNCIL)
PARTIES = (ICB, HOLDER, TRUST, GPS, COUNCIL)


def line(key, amount, provider, payer=ICB, service=ServiceKind.COMMUNITY):
    return AppraisedLine(
        key=key,
        title=key,
        service=service,
        provider=provider,
        payer=payer,
        amount_pence=amount,
        at_most=False,
        basis="made",
        mark=ASSUMED,
        provider_mark=ASSUMED,
    )


def scenario(spend="104", years=1, participation=Mode.FULL, **more):
    percent = Spend(percent_of_budget=Decimal(spend), **KNOWN)
    return PartiesTerms(
        years=years,
        form="lead_provider",
        participation=participation,
        spend=percent,
        **KNOWN,
        **more,
    )


def lost(rows, support="10", parts=("70", "0", "30", "0"), **more):
    names = ("variable_percent", "semi_fixed_percent", "fixed_percent", "overhead_percent")
    cost = LineCost(
        line="community",
        lag_years=1,
        **dict(zip(names, map(Decimal, parts), strict=True)),
        **KNOWN,
        **more,
    )
    down = StepDown(first_year=2, fixed_points=Decimal(50), overhead_points=Decimal(50), **KNOWN)
    given = DonorTerms(
        party="trust",
        first_year="2027/28",
        years=3,
        lines=(cost,),
        step_down=down,
        support=(Support(payer="icb", year=1, amount=Decimal(support), **KNOWN),),
        **KNOWN,
    )
    return donor_impact(given, rows, PARTIES)


def sums(found):
    return tuple(sum(each.by_year[n] for each in found.parties) for n in range(len(found.years)))


def test_the_worked_example():
    rows = [line("community", 10_000, TRUST)]
    found = positions(
        scenario(),
        ["2027/28"],
        rows,
        PARTIES,
        impacts=[lost(rows)],
        shares={"holder": -300, "icb": -100},
    )
    assert {each.party.id: each.by_year for each in found.parties} == {
        "icb": (-1_100,),
        "holder": (-300,),
        "trust": (-2_000,),
    }
    assert sums(found) == found.system == (-3_400,)


amounts = st.integers(0, 10**10)


@given(
    st.tuples(amounts, amounts, amounts),
    st.decimals(50, 150, places=2),
    st.tuples(st.integers(-(10**8), 10**8), st.integers(0, 10**6), st.integers(0, 120)),
    st.sampled_from([Mode.NONE, Mode.PARTIAL, Mode.FULL]),
    st.booleans(),
)
def test_the_parties_sum_to_the_system(amounts, spend, rest, participation, appraised):
    """The system's change knows no payment, so the sum has an independent side to agree with."""
    part, support, per_100 = rest
    rows = [
        line("community", amounts[0], TRUST),
        line("practice", amounts[1], GPS, service=ServiceKind.PRIMARY_MEDICAL),
        line("care", amounts[2], COUNCIL, COUNCIL, ServiceKind.ADULT_SOCIAL_CARE),
    ]
    impact = lost(rows, str(support), cost_percent=Decimal(per_100))
    given = scenario(
        str(spend),
        3,
        participation,
        extras=(Extra(party="icb", what="team", year=2, amount=Decimal(7), **KNOWN),),
    )
    found = positions(
        given,
        ["2027/28", "2028/29", "2029/30"],
        rows,
        PARTIES,
        impacts=[impact] if appraised else [],
        shares={"holder": -part, "icb": part},
    )
    assert sums(found) == found.system


@given(amounts, st.integers(-(10**6), 10**6))
def test_a_transfer_changes_positions_and_never_the_system(amount, part):
    rows = [line("community", amount, TRUST)]
    plain = positions(scenario(), ["2027/28"], rows, PARTIES)
    shared = positions(scenario(), ["2027/28"], rows, PARTIES, shares={"icb": part})
    assert plain.system == shared.system
    assert sums(plain) == sums(shared)


def test_core_practice_stays_outside_unless_practices_come_in_in_full():
    rows = [
        line("community", 10_000, TRUST),
        line("practice", 5_000, GPS, service=ServiceKind.PRIMARY_MEDICAL),
    ]
    budgets = {
        mode: positions(scenario(participation=mode), ["2027/28"], rows, PARTIES).budget_pence
        for mode in (Mode.NONE, Mode.PARTIAL, Mode.FULL)
    }
    assert budgets == {Mode.NONE: 10_000, Mode.PARTIAL: 10_000, Mode.FULL: 15_000}


def test_a_donor_without_an_appraisal_is_a_question():
    found = positions(scenario(), ["2027/28"], [line("community", 100, TRUST)], PARTIES)
    assert found.questions == (
        "community: which cost stays with Trust? It is taken to shed all of it.",
    )


def test_a_line_that_nobody_pays_for_or_runs_is_refused():
    with pytest.raises(InputFaults) as caught:
        positions(scenario(), ["2027/28"], [line("community", 100, None, None)], PARTIES)
    assert len(caught.value.faults) == 2


def test_the_shipped_example_to_the_penny():
    found = appraise("budget-example").parties()
    totals = {each.party.id: each.total_pence for each in found.parties}
    assert totals == {
        "icb": -4_298_759_740,
        "holder": -819_388_605,
        "trust": -2_658_341_188,
        "acute": -279_755_445,
        "practices": 0,
        "council": 0,
    }
    assert sum(totals.values()) == sum(found.system) == -8_056_244_978
    assert sums(found) == found.system
    assert found.mark is ASSUMED
