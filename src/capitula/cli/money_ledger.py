"""`capitula money ledger`: what was posted between the parties, run by run, in pence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.case.ledger import ContractLedger
    from capitula.money.ledger.open_book import OpenBook


def ledger(
    contract: str = typer.Argument(help="A case, a contract that ships, or a contract file."),
    payments: bool = typer.Option(False, "--payments", help="Post the year's monthly runs."),
    lists: list[Path] = typer.Option(
        [], "--lists", help="Post the runs on lists by quarter; again for a later version."
    ),
    year: str = typer.Option("", "--year", help="Their financial year, such as 2027/28."),
    settlement: list[Path] = typer.Option(
        [], "--settlement", help="Post a settlement on these figures; again for a later stage."
    ),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    income: str | None = typer.Option(None, "--income", help="The holder's income, in pounds."),
    cost: str | None = typer.Option(None, "--cost", help="Its cost, in pounds: the open book."),
    as_json: bool = AsJson,
) -> None:
    """Print the entries that payments and settlements post: signed pence, clause, period.

    Above nought a party receives, below it pays; all parties sum to nought. Each run posts only
    the difference to what stands: arrears, or a final settlement less the interim one. The last
    run is made twice, and what the second posts is shown: nothing. Ring-fenced money is never
    netted against other money.

    --payments posts the budget's runs; days on which a practice was not in are taken off. --lists
    posts practice by practice on the lists of `money payments --lists`. A later version, with the
    day from which it was known, reprices the year: the next run posts the arrears.

    --income and --cost hold the holder's margin against the threshold that the contract's term
    `margin-report` states.

    Exit status: 0 done; 1 a settlement lacks a figure; 2 the input is at fault.
    """
    from capitula.case.ledger import contract_ledger
    from capitula.ground.faults import Fault, InputFaults, Place

    asked = (income is not None, cost is not None)
    if any(asked) and not all(asked):
        place, found = Place("--income"), "income or cost alone"
        raise InputFaults([Fault(place, found, "both", "give --income and --cost")])
    if not payments and not lists and not settlement and not all(asked):
        place, found = Place("money ledger"), "nothing to post"
        expected = "--payments, --lists FILE, --settlement FILE, or --income and --cost"
        raise InputFaults([Fault(place, found, expected, "give one or more of them")])
    day = read_day(known, "--known")
    found = contract_ledger(
        contract,
        payments=payments,
        lists=lists,
        year=year,
        settlements=settlement,
        known_on=day,
    )
    book = _open_book(contract, day, income, cost) if income and cost else None
    if as_json:
        opened = None if book is None else _book_document(book)
        print_json(found.document() | {"open_book": opened})
        return
    if found.runs:
        _print_ledger(found)
    if book is not None:
        typer.echo(f"Open book: {book.sentence()}.")


def _open_book(contract: str, day: date | None, income: str, cost: str) -> OpenBook:
    from capitula.case.contract_file import find_contract
    from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
    from capitula.ground.pence import from_pounds
    from capitula.money.ledger.open_book import OpenBook, margin_threshold

    faults: list[Fault] = []
    amounts: dict[str, int] = {}
    for option, text in (("--income", income), ("--cost", cost)):
        try:
            amounts[option] = from_pounds(text)
        except ValueFault as fault:
            faults.append(fault.at(Place(option)))
    found = find_contract(contract, day).contract
    try:
        threshold = margin_threshold(found)
        if not faults:
            return OpenBook(amounts["--income"], amounts["--cost"], threshold)
    except ValueFault as fault:
        faults.append(fault.at(Place(found.case, None, None, "open book")))
    raise InputFaults(faults)


def _book_document(book: OpenBook) -> dict[str, object]:
    return {
        "income_pence": book.income_pence,
        "cost_pence": book.cost_pence,
        "margin_pence": book.margin_pence,
        "threshold": str(Decimal(book.threshold.numerator) / Decimal(book.threshold.denominator)),
        "report_due": book.report_due,
        "sentence": book.sentence(),
    }


def _print_ledger(found: ContractLedger) -> None:
    from capitula.ground.date_words import date_text

    for run in found.runs:
        rows = [
            [
                found.names.get(entry.party, entry.party),
                f"{entry.amount_pence:,}",
                f"{entry.kind.words}: {entry.subject}",
                _period(entry.first, entry.last),
                entry.clause,
                entry.ring_fence,
                entry.note,
            ]
            for entry in run.posted
        ]
        heads = ["Party", "Pence", "For", "Period", "Clause", "Ring-fence", "Note"]
        if rows:
            print_table(date_text(run.title), heads, rows, numeric=(1,))
        else:
            typer.echo(f"{date_text(run.title)}: nothing to post.")
    rows = [
        [found.names.get(party, party), fence or "none", f"{pence:,}"]
        for party, fence, pence in found.balances()
    ]
    title = f"Balances in pence, {found.title}"
    print_table(title, ["Party", "Ring-fence", "Balance"], rows, numeric=(2,))
    fences = {fence for _, fence, _ in found.balances()}
    if len(fences) > 1:
        typer.echo("Balances of different ring-fences are settled each by itself, never netted.")
    count = len(found.again)
    typer.echo(f"The last run made again posts {count or 'nothing'}.")


def _period(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"
