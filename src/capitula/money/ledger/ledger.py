"""The ledger: what was posted, what is due, and only the difference posted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from capitula.ground.faults import CapitulaError
from capitula.ground.pence import Pence, checked, pounds_text
from capitula.money.ledger.entry import LedgerEntry


class RingFenceNetted(CapitulaError):
    """Money of one ring-fence was to be set against other money."""


class Unbalanced(CapitulaError):
    """The entries of all parties did not sum to nought."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Entries in the order in which they were posted; none is ever changed."""

    entries: tuple[LedgerEntry, ...] = ()

    def posted(self, account: tuple[str, ...]) -> Pence:
        """Return what stands under one account."""
        return sum(e.amount_pence for e in self.entries if e.account == account)

    def to_post(self, due: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
        """Return the entries that bring the ledger to what is due, sorted; none if it is there.

        Amounts due under one account are added up first. An account that holds money of the same
        period, subject and kind but is no longer due is brought back to nought.

        Raises:
            Unbalanced: what is due to all parties does not sum to nought within a ring-fence.
        """
        wanted: dict[tuple[str, ...], LedgerEntry] = {}
        for entry in due:
            before = wanted.get(entry.account)
            amount = entry.amount_pence + (before.amount_pence if before else 0)
            wanted[entry.account] = replace(entry, amount_pence=amount)
        _refuse_unbalanced(list(wanted.values()))
        scopes = {_scope(entry) for entry in wanted.values()}
        stage = next((entry.stage for entry in wanted.values()), "")
        for entry in self.entries:
            if entry.account not in wanted and _scope(entry) in scopes:
                note = "no longer due"
                wanted[entry.account] = replace(entry, amount_pence=0, stage=stage, note=note)
        found: list[LedgerEntry] = []
        for account, entry in sorted(wanted.items()):
            difference = checked(entry.amount_pence - self.posted(account))
            if difference:
                found.append(replace(entry, amount_pence=difference))
        return tuple(found)

    def post(self, due: Iterable[LedgerEntry]) -> Ledger:
        """Return the ledger brought to what is due; the same run again posts nothing."""
        return Ledger((*self.entries, *self.to_post(due)))

    def balance(self, party: str, ring_fence: str) -> Pence:
        """Return what a party has received less what it has paid, of one ring-fence.

        Money without a ring-fence is that of the empty label.
        """
        return sum(
            e.amount_pence for e in self.entries if e.party == party and e.ring_fence == ring_fence
        )

    def payable(self, party: str) -> dict[str, Pence]:
        """Return a party's balance of each ring-fence, never set against each other."""
        fences = sorted({e.ring_fence for e in self.entries if e.party == party})
        return {fence: self.balance(party, fence) for fence in fences}


def net(entries: Sequence[LedgerEntry]) -> Pence:
    """Return the sum of entries of one ring-fence.

    Raises:
        RingFenceNetted: they are of more than one.
    """
    fences = sorted({entry.ring_fence for entry in entries})
    if len(fences) > 1:
        named = ", ".join(fence or "money without a ring-fence" for fence in fences)
        raise RingFenceNetted(
            f"found entries of {named} to be netted; expected one ring-fence; settle each by itself"
        )
    return sum(entry.amount_pence for entry in entries)


def _scope(entry: LedgerEntry) -> tuple[str, ...]:
    kind, _, first, last, clause, subject, fence = entry.account
    return (kind, first, last, clause, subject, fence)


def _refuse_unbalanced(entries: Sequence[LedgerEntry]) -> None:
    for fence in sorted({entry.ring_fence for entry in entries}):
        total = sum(e.amount_pence for e in entries if e.ring_fence == fence)
        if total:
            raise Unbalanced(
                f"found entries of all parties that sum to {pounds_text(total)}"
                f"{f' in {fence}' if fence else ''}; expected nought; name the party that pays"
            )
