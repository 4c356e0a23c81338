"""The ledger: signed entries in pence; a run posts the difference to what is due, once."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.case.contract_file import find_contract
from capitula.ground.faults import ValueFault
from capitula.money.ledger.entry import EntryKind
from capitula.money.ledger.ledger import Ledger, RingFenceNetted, Unbalanced, net
from capitula.money.ledger.making import About, overpayment, payment, value_added_tax, withheld
from capitula.money.ledger.open_book import OpenBook, margin_threshold
from harness.contracts import WHOLE, read_text

APRIL = About(date(2025, 4, 1), date(2025, 4, 30), "3A", "community")
GRANT = About(date(2025, 4, 1), date(2025, 4, 30), "3A", "nursing", "public_health_grant")


def base(amount, about=APRIL):
    return payment(EntryKind.BASE, amount, "icb", "trust", about)


def test_a_second_identical_run_posts_nothing():
    """£1,000.00 is due; the first run posts it, the second nothing."""
    ledger = Ledger().post(base(100_000))
    assert [entry.text() for entry in ledger.entries] == [
        "icb -£1,000.00 base, community [3A]",
        "trust £1,000.00 base, community [3A]",
    ]
    assert ledger.to_post(base(100_000)) == ()


def test_a_later_run_posts_the_difference_alone():
    """£1,000.00 became £1,030.00: £30.00 more; then £990.00: £40.00 back."""
    ledger = Ledger().post(base(100_000)).post(base(103_000))
    assert [entry.amount_pence for entry in ledger.entries[2:]] == [-3_000, 3_000]
    assert ledger.post(base(99_000)).balance("trust", "") == 99_000


def test_money_that_is_no_longer_due_comes_back():
    other = payment(EntryKind.BASE, 100_000, "icb", "hospital", APRIL)
    ledger = Ledger().post(base(100_000)).post(other)
    assert ledger.balance("trust", "") == 0
    assert ledger.balance("hospital", "") == 100_000


def test_ring_fences_never_net():
    """£600 of a grant owed by the trust and £1,000 of other money due to it stay two amounts."""
    ledger = Ledger().post([*base(100_000), *base(-60_000, GRANT)])
    assert ledger.payable("trust") == {"": 100_000, "public_health_grant": -60_000}
    with pytest.raises(RingFenceNetted, match="public_health_grant"):
        net(ledger.entries)


def test_entries_that_do_not_sum_to_nought_are_refused():
    with pytest.raises(Unbalanced, match=r"sum to £1,000\.00"):
        Ledger().post(base(100_000)[:1])


def test_balance_within_one_ring_fence_does_not_hide_a_gap_in_another():
    one, other = base(100_000)[0], base(100_000, GRANT)[1]
    with pytest.raises(Unbalanced):
        Ledger().post([one, other])


def test_withholding_is_released_or_kept():
    """£100 held back; £65 earned back: £65 released, £35 kept for good."""
    open_yet = Ledger().post(withheld(10_000, None, "icb", "trust", APRIL))
    assert open_yet.balance("trust", "") == -10_000
    ledger = open_yet.post(withheld(10_000, 6_500, "icb", "trust", APRIL))
    by_kind = {
        str(kind): sum(
            e.amount_pence for e in ledger.entries if e.kind is kind and e.party == "trust"
        )
        for kind in (EntryKind.WITHHOLDING, EntryKind.RELEASE, EntryKind.RETENTION)
    }
    assert by_kind == {"withholding": -6_500, "release": 6_500, "retention": -3_500}
    assert ledger.balance("trust", "") == -3_500


def test_an_overpayment_is_taken_back_and_an_underpayment_is_not_one():
    taken = Ledger().post(overpayment(10_500, 10_000, "icb", "trust", APRIL))
    assert taken.balance("trust", "") == -500
    assert overpayment(9_000, 10_000, "icb", "trust", APRIL) == ()


def test_vat_is_an_entry_of_its_own():
    """20% of £9.99, floored to the penny: £1.99."""
    payee, _ = value_added_tax(999, Fraction(1, 5), "icb", "trust", APRIL)
    assert (payee.kind, payee.amount_pence) == (EntryKind.VAT, 199)


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6), st.randoms())
def test_any_sequence_of_runs_ends_at_what_is_due(amounts, random):
    """Laws 1, 3 and 5: the last amount stands, parties sum to nought, order of entries is free."""
    ledger = Ledger()
    for amount in amounts:
        due = list(base(amount))
        random.shuffle(due)
        ledger = ledger.post(due)
        assert ledger.to_post(due) == ()
    assert ledger.balance("trust", "") == amounts[-1]
    assert sum(entry.amount_pence for entry in ledger.entries) == 0


@pytest.mark.parametrize(("cost", "due"), [(9_400, False), (9_399, True), (10_100, False)])
def test_the_open_book_asks_for_a_report_above_its_threshold(cost, due):
    """Income £100.00, threshold 6%: at exactly 6% no report is due, a penny above it one is."""
    book = OpenBook(10_000, cost, Fraction(6, 100))
    assert book.report_due is due
    assert ("a report is due" in book.sentence()) is due


def test_a_margin_needs_income():
    with pytest.raises(ValueFault, match="income above nought"):
        OpenBook(0, 1, Fraction(1, 20))


def test_the_threshold_of_the_open_book_is_the_contracts(tmp_path):
    """6 per cent where the file says so; where it does not, there is no default."""
    assert margin_threshold(read_text(WHOLE, tmp_path), "excess-profit") == Fraction(6, 100)
    with pytest.raises(ValueFault, match="no margin is assumed"):
        margin_threshold(find_contract("iho-2027").contract)
