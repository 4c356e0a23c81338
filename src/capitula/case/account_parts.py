"""The parts of a final account that need no ledger: its document, items of the end, questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from capitula.case.money import is_priced
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.exit.ending_kinds import AccountItem
from capitula.exit.final_account import FinalAccount, Paid, final_account
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.money.ledger.entry import LedgerEntry
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class ContractAccount:
    """The final account of one contract.

    Attributes:
        title: the contract's title.
        account: lines, items not stated, claims of one side, questions.
        runs: the runs that the account is drawn from.
        names: of the parties, by identifier.
    """

    title: str
    account: FinalAccount
    runs: tuple[str, ...]
    names: dict[str, str]

    def name(self, party: str) -> str:
        """Return a party's name."""
        return self.names.get(party, party)

    def document(self) -> dict[str, Any]:
        """Return `capitula.exit.account/1`; amounts are whole pence."""
        account = self.account
        return {
            "schema": "capitula.exit.account/1",
            "title": self.title,
            "runs": list(self.runs),
            "lines": [
                {
                    "party": line.party,
                    "ring_fence": line.ring_fence,
                    "due_pence": line.due,
                    "received_pence": line.received,
                    "items_pence": line.items,
                    "owed_pence": line.owed,
                }
                for line in account.lines
            ],
            "sums_pence": account.sums(),
            "amount_not_stated": list(account.unstated),
            "claimed_by_one_side": list(account.claimed),
            "questions": list(account.questions),
            "closed": account.closed,
        }


def account_of(
    contract: Contract,
    items: Sequence[tuple[str, AccountItem]],
    due: Sequence[LedgerEntry] = (),
    paid: Sequence[Paid] = (),
    *,
    runs: Sequence[str] = (),
    settled: bool = False,
) -> ContractAccount:
    """Return the account of a contract from what is due, what was paid and items of the end."""
    questions = account_questions(
        contract, priced=is_priced(contract), settled=settled, paid=bool(paid)
    )
    account = final_account(due, paid, items, tuple(questions))
    names = {party.id: party.name for party in contract.parties}
    return ContractAccount(contract.title, account, tuple(runs), names)


def account_items(view: View, contract: Contract) -> tuple[tuple[str, AccountItem], ...]:
    """Return the items of the final account that stand in a view.

    Raises:
        InputFaults: an item of a party that the contract does not have.
    """
    found = tuple(
        (claim.envelope.about, _fenced(claim.body))
        for claim in view.standing
        if isinstance(claim.body, AccountItem)
    )
    known = [party.id for party in contract.parties]
    faults = [
        Fault(
            Place(contract.case, None, None, f"item {about}"),
            f"the party {party!r}",
            f"one of {', '.join(known)}",
            near_miss(party, known) or "use the identifier of a party in the contract file",
        )
        for about, item in found
        for party in (item.payer, item.payee)
        if party not in known
    ]
    if faults:
        raise InputFaults(faults)
    return found


def _fenced(item: AccountItem) -> AccountItem:
    """Write the label of a ring-fence as the ledger does."""
    return item.model_copy(update={"ring_fence": item.ring_fence.replace("_", " ")})


def account_questions(
    contract: Contract, *, priced: bool, settled: bool, paid: bool
) -> Iterator[str]:
    """Return what is missing before the account can close."""
    schedule = contract.exit
    if not priced:
        yield "What is each service line worth in a year? Without that nothing can be due."
    if priced and not settled and (contract.gain_loss or contract.improvement):
        yield "What came of the shares and the improvement payment? No settlement is given."
    if not paid:
        yield "What was paid, and by whom? Until that is given nothing counts as paid."
    if schedule is None or schedule.final_account_months is None:
        yield "Within how many months of the end do the accounts close?"
    if schedule is None or not schedule.assets:
        yield "What becomes of assets, and at what value?"
    if not contract.with_role(Role.HOLDER):
        yield "Who is the holder, whose account it is?"
    if priced:
        yield "Are the years before it settled? Only the runs listed are drawn in."
    yield "Which debts, claims, leave owed to staff and pensions are left? Enter each as an item."
