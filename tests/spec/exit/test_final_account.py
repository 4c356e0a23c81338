"""The final account: due and items, less received; all parties sum to nought.

| | due | items | received | owed |
|---|---|---|---|---|
| holder | £1,000.00 | £50.00 | £900.00 | £150.00 |
| board | -£1,000.00 | -£50.00 | -£900.00 | -£150.00 |

What is missing is a question and no amount. Nothing is netted across ring-fences.
"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import capitula as cp
from capitula.case.final_account import contract_account
from capitula.exit.ending_kinds import AccountItem
from capitula.exit.final_account import Paid, final_account
from capitula.ground.faults import InputFaults, ValueFault
from capitula.money.ledger.entry import EntryKind
from capitula.money.ledger.making import About, payment
from capitula.money.settlement.shipped import EXAMPLES

SETTLEMENTS = sorted((EXAMPLES / "budget-example").glob("*.yaml"))
APRIL = About(date(2027, 4, 1), date(2027, 4, 30), "5", "a month")


def due(pence, payer="board", payee="holder", fence=""):
    about = About(APRIL.first, APRIL.last, APRIL.clause, APRIL.subject, fence)
    return payment(EntryKind.BASE, pence, payer, payee, about)


def item(amount, payer="board", payee="holder", **given_):
    return AccountItem(payer=payer, payee=payee, amount=amount, **given_)


def owed(account):
    return {(line.party, line.ring_fence): line.owed for line in account.lines}


def test_the_table_above():
    account = final_account(
        due(100_000), [Paid("board", "holder", 90_000)], [("leave owed", item(50, agreed=True))]
    )
    assert owed(account) == {("board", ""): -15_000, ("holder", ""): 15_000}
    assert account.sums() == {"": 0}
    assert account.closed


def test_an_item_of_which_no_amount_is_stated_is_no_amount():
    account = final_account(due(100), [], [("equipment", item(None))])
    assert owed(account) == {("board", ""): -100, ("holder", ""): 100}
    assert account.unstated == ("equipment",)
    assert not account.closed


def test_an_item_that_one_side_claims_is_shown_as_claimed():
    assert final_account((), [], [("rent", item(10))]).claimed == ("rent",)


def test_money_of_two_ring_fences_is_never_netted():
    account = final_account(
        [*due(500, fence="public health grant"), *due(300, payer="holder", payee="board")]
    )
    assert owed(account) == {
        ("board", ""): 300,
        ("board", "public health grant"): -500,
        ("holder", ""): -300,
        ("holder", "public health grant"): 500,
    }


def test_half_a_payment_is_refused():
    with pytest.raises(ValueFault, match="each payment has two entries"):
        final_account(due(100)[:1])


@pytest.mark.parametrize("pence", [0, -1])
def test_a_payment_is_above_nought(pence):
    with pytest.raises(ValueFault, match="above nought"):
        Paid("board", "holder", pence)


PARTIES = st.sampled_from(["board", "holder", "council", "trust"])
FENCES = st.sampled_from(["", "public health grant"])
PENCE = st.integers(1, 10**12)


@st.composite
def pairs(draw):
    payer = draw(PARTIES)
    payee = draw(PARTIES.filter(lambda party: party != payer))
    return payer, payee, draw(PENCE), draw(FENCES)


@given(st.lists(pairs(), max_size=8), st.lists(pairs(), max_size=8), st.lists(pairs(), max_size=4))
def test_whatever_is_due_paid_and_claimed_all_parties_sum_to_nought(charged, settled, items):
    """The oracle adds up each party's money by itself."""
    entries = [e for payer, payee, p, fence in charged for e in due(p, payer, payee, fence)]
    paid = [Paid(*each) for each in settled]
    claims = [
        (
            f"item {n}",
            AccountItem(payer=a, payee=b, amount=Decimal(p) / 100, ring_fence=f),
        )
        for n, (a, b, p, f) in enumerate(items)
    ]
    account = final_account(entries, paid, claims)
    assert all(pence == 0 for pence in account.sums().values())
    expected = {}
    for group, sign in ((charged, 1), (items, 1), (settled, -1)):
        for payer, payee, pence, fence in group:
            for party, flow in ((payee, sign), (payer, -sign)):
                key = party, fence
                expected[key] = expected.get(key, 0) + flow * pence
    assert owed(account) == expected


@given(st.lists(pairs(), min_size=1, max_size=8))
def test_paid_in_full_nobody_owes(charged):
    entries = [e for payer, payee, p, fence in charged for e in due(p, payer, payee, fence)]
    account = final_account(entries, [Paid(*each) for each in charged])
    assert {line.owed for line in account.lines} == {0}


def test_a_priced_contract_to_the_penny():
    """The worked example of the manual's money chapters, its year paid and its shares settled."""
    found = contract_account("budget-example", year="2027/28", settlements=SETTLEMENTS)
    assert owed(found.account) == {
        ("acute", ""): 28_541_260,
        ("council", "better care fund"): -1_065_768_362,
        ("council", "public health grant"): -926_755_097,
        ("holder", ""): 18_061_361_313,
        ("holder", "better care fund"): 1_065_768_362,
        ("holder", "public health grant"): 926_755_097,
        ("icb", ""): -18_089_902_573,
    }
    assert set(found.account.sums().values()) == {0}
    assert len(found.runs) == 14


def test_what_was_paid_is_read_from_a_file(tmp_path):
    file = tmp_path / "paid.csv"
    file.write_text(
        "payer,payee,pounds,ring_fence\n"
        "icb,holder,180613613.13,\ncouncil,holder,9267550.97,public_health_grant\n"
        "icb,acute,285412.60,\n"
    )
    found = contract_account("budget-example", year="2027/28", settlements=SETTLEMENTS, paid=file)
    assert {key: pence for key, pence in owed(found.account).items() if pence} == {
        ("council", "better care fund"): -1_065_768_362,
        ("holder", "better care fund"): 1_065_768_362,
    }


def test_every_fault_of_the_file_is_told_at_once(tmp_path):
    file = tmp_path / "paid.csv"
    file.write_text("payer,payee,pounds\nicc,holder,abc\nholder,icb,-5\n")
    with pytest.raises(InputFaults) as caught:
        contract_account("budget-example", paid=file)
    assert [(f.place.line, f.place.field) for f in caught.value.faults] == [
        (2, "payer"),
        (2, "pounds"),
        (3, "pounds"),
    ]


def test_without_a_price_there_are_questions_and_no_amount():
    found = cp.open("wirral").exit.account(date(2024, 12, 31))
    assert found.account.lines == ()
    assert found.account.questions[0] == (
        "What is each service line worth in a year? Without that nothing can be due."
    )
    assert not found.account.closed
