"""The final account for a page: a line a party and ring-fence, each opened."""

from __future__ import annotations

from capitula.case.account_parts import ContractAccount
from capitula.exit.final_account import AccountLine
from capitula.ground.date_words import date_text
from capitula.ground.marks import EvidenceMark
from capitula.web.parts import Column, Figure, Input, Table
from capitula.web.wording import pounds_and_pence


def account_table(found: ContractAccount) -> Table:
    """Return the account in pounds and pence."""
    heads = [Column("Party"), Column("Ring-fence")]
    heads += [Column(h, numeric=True) for h in ("Due", "Items", "Received", "Owed")]
    rows = [
        (
            found.name(line.party),
            line.ring_fence or "none",
            *(pounds_and_pence(p) for p in (line.due, line.items, line.received, line.owed)),
        )
        for line in found.account.lines
    ]
    return Table(
        "What each party is owed at the end",
        heads,
        rows,
        note="Below nought a party owes. Over all parties each ring-fence sums to £0.00; money of "
        "two ring-fences is never set against each other.",
        compact=True,
    )


def figures(found: ContractAccount) -> list[Figure]:
    """Return how each line came about."""
    return [_figure(found, line) for line in found.account.lines]


def _figure(found: ContractAccount, line: AccountLine) -> Figure:
    fence = f", {line.ring_fence}" if line.ring_fence else ""
    first, last = date_text(found.runs[0]), date_text(found.runs[-1])
    runs = f"{len(found.runs)} runs of the ledger: {first} to {last}"
    return Figure(
        label=f"Owed to {found.name(line.party)}{fence}",
        mark=EvidenceMark.ASSUMED,
        formula=(
            f"due {pounds_and_pence(line.due)} + items {pounds_and_pence(line.items)} − received "
            f"{pounds_and_pence(line.received)} = {pounds_and_pence(line.owed)}"
        ),
        inputs=[
            Input("Due", pounds_and_pence(line.due), EvidenceMark.ASSUMED, runs),
            Input(
                "Items", pounds_and_pence(line.items), EvidenceMark.LOCAL, "entries account_item"
            ),
            Input(
                "Received",
                pounds_and_pence(line.received),
                EvidenceMark.ASSUMED,
                "nothing is said to have been paid",
            ),
        ],
        rounding="none here: whole pence from the ledger",
    )


def sentences(found: ContractAccount) -> list[str]:
    """Say who owes, who is owed."""
    return [
        f"{found.name(line.party)} {'is owed' if line.owed > 0 else 'owes'} "
        f"{pounds_and_pence(abs(line.owed))}{f' ({line.ring_fence})' if line.ring_fence else ''}."
        for line in found.account.lines
        if line.owed
    ]
