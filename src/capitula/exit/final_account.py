"""The final account: what each party is owed at the end, in pence, summing to nought.

What is due comes from the ledger of payments and settlements. What was paid is taken off; items
that no run holds are added. What is missing is a question and no amount. Money of one ring-fence is
never set against other money.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from capitula.exit.ending_kinds import AccountItem
from capitula.ground.faults import ValueFault
from capitula.ground.pence import Pence, checked, from_pounds
from capitula.money.ledger.entry import LedgerEntry


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that one party has paid another.

    Attributes:
        payer: who paid, by the contract's identifier.
        payee: who was paid.
        amount_pence: how much, above nought.
        ring_fence: the label of money that never nets with other money.
    """

    payer: str
    payee: str
    amount_pence: Pence
    ring_fence: str = ""

    def __post_init__(self) -> None:
        """Refuse an amount of nought or below, and a party that pays itself."""
        if self.amount_pence <= 0:
            raise ValueFault(f"{self.amount_pence} pence paid", "above nought", "swap the parties")
        if self.payer == self.payee:
            raise ValueFault(f"{self.payer} pays itself", "two parties", "name the other one")
        checked(self.amount_pence)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One party's account within one ring-fence, in pence; above nought it is owed.

    Attributes:
        party: whose account, by the contract's identifier.
        ring_fence: the label; empty for none.
        due: what payments and settlements give it.
        received: what it has received less what it has paid.
        items: items of the end, agreed or claimed.
    """

    party: str
    ring_fence: str
    due: Pence
    received: Pence
    items: Pence

    @property
    def owed(self) -> Pence:
        """Due and items, less received; below nought the party owes."""
        return self.due + self.items - self.received


@dataclass(frozen=True, slots=True)
class FinalAccount:
    """The account of every party.

    Attributes:
        lines: by party and ring-fence; within each ring-fence `owed` sums to nought.
        unstated: items that are known and whose amount is not.
        claimed: items that only one side states; they are in the lines.
        questions: what is missing before the account can be closed.
    """

    lines: tuple[AccountLine, ...]
    unstated: tuple[str, ...]
    claimed: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Whether nothing is missing and nothing is claimed by one side only."""
        return not (self.unstated or self.claimed or self.questions)

    def sums(self) -> dict[str, Pence]:
        """Return the sum over all parties of each ring-fence: nought."""
        found: defaultdict[str, Pence] = defaultdict(int)
        for line in self.lines:
            found[line.ring_fence] += line.owed
        return dict(found)


def final_account(
    due: Iterable[LedgerEntry],
    paid: Iterable[Paid] = (),
    items: Sequence[tuple[str, AccountItem]] = (),
    questions: Sequence[str] = (),
) -> FinalAccount:
    """Return the account.

    Args:
        due: what payments and settlements posted; the entries of all parties sum to nought.
        paid: what was paid.
        items: items of the end, each with its name.
        questions: what the caller knows to be missing.

    Raises:
        ValueFault: what is due does not sum to nought within a ring-fence.
    """
    sums: defaultdict[tuple[str, str], list[Pence]] = defaultdict(lambda: [0, 0, 0])
    for entry in due:
        sums[entry.party, entry.ring_fence][0] += entry.amount_pence
    _refuse_unbalanced(sums)
    for payment in paid:
        sums[payment.payee, payment.ring_fence][1] += payment.amount_pence
        sums[payment.payer, payment.ring_fence][1] -= payment.amount_pence
    unstated: list[str] = []
    for name, item in items:
        if item.amount is None:
            unstated.append(name)
            continue
        pence = from_pounds(item.amount)
        sums[item.payee, item.ring_fence][2] += pence
        sums[item.payer, item.ring_fence][2] -= pence
    claimed = tuple(n for n, item in items if item.amount is not None and not item.agreed)
    lines = tuple(
        AccountLine(party, fence, *(checked(amount) for amount in amounts))
        for (party, fence), amounts in sorted(sums.items())
    )
    return FinalAccount(lines, tuple(unstated), claimed, tuple(questions))


def _refuse_unbalanced(sums: defaultdict[tuple[str, str], list[Pence]]) -> None:
    by_fence: defaultdict[str, Pence] = defaultdict(int)
    for (_, fence), amounts in sums.items():
        by_fence[fence] += amounts[0]
    for fence, amount in by_fence.items():
        if amount:
            raise ValueFault(
                f"{amount} pence over all parties{f' in {fence}' if fence else ''}",
                "nought",
                "give the ledger whole: each payment has two entries",
            )
