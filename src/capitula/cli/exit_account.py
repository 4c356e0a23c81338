"""`capitula exit account`: what each party is owed at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.exit_printing import KNOWN, say
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.case.account_parts import ContractAccount


def account(
    contract: str = typer.Argument(help="A case, a contract that ships, or a contract file."),
    year: str = typer.Option("", "--year", help="The financial year of the runs."),
    settlement: list[Path] = typer.Option(
        [], "--settlement", help="A settlement on these figures; again for a later stage."
    ),
    paid: Path | None = typer.Option(
        None, "--paid", help="CSV of what was paid: payer, payee, pounds, ring_fence."
    ),
    known: str | None = KNOWN,
    as_json: bool = AsJson,
) -> None:
    """Print the final account: due, received, items of the end, and what is owed; sums to nought.

    What is due is drawn from the ledger: the year's monthly runs and the settlements given. What
    is missing is listed as questions, and is no amount. Ring-fenced money is never netted.
    """
    from capitula.case.final_account import contract_account

    found = contract_account(
        contract,
        year=year,
        settlements=settlement,
        paid=paid,
        known_on=read_day(known, "--known"),
    )
    if as_json:
        print_json(found.document())
        return
    _print(found)


def _print(found: ContractAccount) -> None:
    from capitula.ground.pence import pounds_text

    lines = found.account.lines
    rows = [
        (
            found.name(line.party),
            line.ring_fence.replace("_", " ") or "none",
            f"{line.due:,}",
            f"{line.received:,}",
            f"{line.items:,}",
            f"{line.owed:,}",
        )
        for line in lines
    ]
    if rows:
        heads = ("Party", "Ring-fence", "Due", "Received", "Items", "Owed")
        title = f"Final account in pence, {found.title}"
        print_table(title, heads, rows, numeric=(2, 3, 4, 5))
        for line in lines:
            if line.owed:
                verb = "is owed" if line.owed > 0 else "owes"
                fence = f" ({line.ring_fence.replace('_', ' ')})" if line.ring_fence else ""
                say(f"{found.name(line.party)} {verb} {pounds_text(abs(line.owed))}{fence}.")
        sums = found.account.sums()
        words = ", ".join(f"{fence or 'no ring-fence'} {pence}" for fence, pence in sums.items())
        say(f"Over all parties, in pence: {words}.")
        say(f"Drawn from {len(found.runs)} runs: {found.runs[0]} to {found.runs[-1]}.")
    else:
        say(f"{found.title}: nothing can be computed as owed.")
    for name in found.account.claimed:
        say(f"Claimed by one side: {name}.")
    for name in found.account.unstated:
        say(f"Amount not stated: {name}.")
    if found.account.questions:
        typer.echo("")
        say("Missing before the account can close:")
        for question in found.account.questions:
            say(f"- {question}", hanging=2)
