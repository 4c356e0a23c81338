"""`capitula appraisal parties`, `practices` and `price`: who gains, who loses, who can carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.made import made_words
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.appraisal.parties.holder import HolderPosition
    from capitula.appraisal.parties.positions import Positions
    from capitula.appraisal.parties.practices import WayBack

_CASE = typer.Argument(help="A case, a contract that ships, an appraisal that ships, or a file.")
_KNOWN = typer.Option(None, "--known", help="As known on this day.")
_FILE = typer.Option(None, "--file", help="An appraisal file, or the name of one that ships.")


def parties(
    case: str = _CASE,
    known: str | None = _KNOWN,
    file: str | None = _FILE,
    flows: bool = typer.Option(False, "--flows", help="Also print every flow of the first year."),
    as_json: bool = AsJson,
) -> None:
    """Print what one scenario does to each party, and whether the holder can carry it.

    The parties sum to the system's change, which is worked out apart from them.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise

    found = appraise(case, read_day(known, "--known"), file)
    result, holder = found.parties(), found.holder()
    if as_json:
        print_json(
            {
                "schema": "capitula.appraisal.parties/1",
                "case": found.name,
                "made": found.made,
                **result.document(),
                "holder": holder.document(),
            }
        )
        return
    _print_positions(result, found.title)
    made_words(made=found.made)
    if flows:
        _print_flows(result)
    _print_holder(holder)
    for question in result.questions:
        typer.echo(f"- open: {question}")


def practices(
    case: str = _CASE,
    start: str | None = typer.Option(None, "--start", help="Day on which contracts are suspended."),
    known: str | None = _KNOWN,
    file: str | None = _FILE,
    as_json: bool = AsJson,
) -> None:
    """Print each practice: income and list under none, partial and full, and the way back.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise
    from capitula.contract.participation import Mode
    from capitula.ground.pence import pounds_text

    found = appraise(case, read_day(known, "--known"), file)
    rows, back = found.practices(), found.way_back(read_day(start, "--start"))
    if as_json:
        document = {
            "schema": "capitula.appraisal.practices/1",
            "case": found.name,
            "known_on": found.known_on.isoformat(),
            "practices": [each.row() for each in rows],
            "way_back": None if back is None else back.row(),
        }
        print_json(document)
        return
    table = [
        [
            each.code,
            each.name.title(),
            each.list_size or "not held",
            pounds_text(each.income_pence),
            _own(each.own_pence[Mode.PARTIAL]),
            _own(each.own_pence[Mode.FULL]),
        ]
        for each in rows
    ]
    heads = ["Practice", "Name", "List", "None: paid as now", "Partial, at least", "Full"]
    year = getattr(found.budget, "year", "")
    title = f"What each practice is still paid itself, {found.title}, on payments of {year}"
    print_table(title, heads, table, numeric=(2, 3, 4, 5))
    if not rows:
        typer.echo("No payments by practice are held.")
    typer.echo(
        "Partial: quality payment (QOF) and local schemes may move in; core payments stay. "
        "Full: the contract is suspended, and all of it goes to the holder."
    )
    _print_way_back(back)


def price(
    case: str = _CASE,
    known: str | None = _KNOWN,
    file: str | None = _FILE,
    as_json: bool = AsJson,
) -> None:
    """Print a price that was bid against what was sought after, by every reading of its basis.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise
    from capitula.ground.pence import pounds_text

    found = appraise(case, read_day(known, "--known"), file)
    result = found.price()
    if as_json:
        print_json(
            {"schema": "capitula.appraisal.price/1", "title": found.title, **result.document()}
        )
        return
    for sentence in result.sentences():
        typer.echo(sentence)
    rows = [
        [
            each.title,
            f"{each.percent} %",
            pounds_text(each.month_pence),
            "not stated" if each.by_end_pence is None else pounds_text(each.by_end_pence),
            "reserves not stated" if each.carried_months is None else str(each.carried_months),
        ]
        for each in result.readings
    ]
    heads = [
        "If it was sought",
        "Of that price",
        "A month",
        "By the month it ended",
        "Months carried",
    ]
    print_table(f"The sum sought, {found.title}", heads, rows, numeric=(1, 2, 3, 4))
    for question in result.questions:
        typer.echo(f"- open: {question}")
    typer.echo(f"Evidence: {result.mark}.")


def _print_positions(result: Positions, title: str) -> None:
    from capitula.ground.pence import pounds_text, short_text

    rows = [
        [each.party.name, *map(short_text, each.by_year), pounds_text(each.total_pence)]
        for each in result.parties
    ]
    sums = [sum(each.by_year[n] for each in result.parties) for n in range(len(result.years))]
    rows += [
        ["Sum of the parties", *map(short_text, sums), pounds_text(sum(sums))],
        ["The system’s change", *map(short_text, result.system), pounds_text(sum(result.system))],
    ]
    terms = result.terms
    print_table(
        f"Each party against going on as now, {title} ({result.mark})",
        ["Party", *result.years, "All years"],
        rows,
        numeric=range(1, len(result.years) + 2),
    )
    typer.echo(
        f"Held as {terms.form.replace('_', ' ')}; practices {terms.participation.words}; "
        f"the holder is paid {pounds_text(result.budget_pence)} a year and spends "
        f"{pounds_text(result.spend_pence)}; first year’s prices throughout."
    )
    typer.echo("The system’s change is worked out from what care costs, without any payment.")


def _print_flows(result: Positions) -> None:
    from capitula.ground.pence import pounds_text

    names = {each.party.id: each.party.name for each in result.parties} | {"": "(resources)"}
    unique = dict.fromkeys(flow for each in result.parties for flow in each.flows)
    rows = [
        [names[flow.giver], names[flow.taker], flow.what, pounds_text(flow.amount_pence)]
        for flow in unique
        if flow.year == 1
    ]
    print_table("Flows of the first year", ["From", "To", "What", "Amount"], rows, numeric=(3,))


def _print_holder(holder: HolderPosition) -> None:
    from capitula.cli.output import print_table as table
    from capitula.ground.pence import pounds_text

    typer.echo(f"\nThe holder ({holder.mark})")
    typer.echo(
        f"Price {pounds_text(holder.price_pence)} a year, cost {pounds_text(holder.cost_pence)}: "
        f"{pounds_text(holder.margin_pence)} before any share."
    )
    for what, pence in (("Reserves", holder.reserves_pence), ("Guarantee", holder.guarantee_pence)):
        typer.echo(f"{what}: {'not stated' if pence is None else pounds_text(pence)}.")
    if holder.lowest:
        month, balance = holder.lowest
        rows = [[f"M{n}", pounds_text(pence)] for n, pence in enumerate(holder.cash, 1)]
        table("Cash at the end of each month of the first year", ["Month", "Balance"], rows, (1,))
        typer.echo(
            f"Lowest in M{month}: {pounds_text(balance)}; shares settled after are not in it."
        )
    for sentence in holder.chance_words():
        typer.echo(sentence)
    for question in holder.questions:
        typer.echo(f"- open: {question}")


def _print_way_back(back: WayBack | None) -> None:
    from capitula.ground.date_words import date_text

    typer.echo("None and partial: the practice’s own contract runs on, so no way back is needed.")
    if back is None:
        typer.echo("Full: no start is known; give one with --start.")
        return
    typer.echo(
        f"Full, suspended on {date_text(back.suspended_on)}: the former list follows by default if "
        f"the contract runs again by {date_text(back.back_by)}, so the last day of work is "
        f"{date_text(back.last_work)}, and the last safe day to give notice "
        f"{date_text(back.notice_by)}{back.mark.caution}: twelve months were proposed."
    )


def _own(pence: int | None) -> str:
    from capitula.ground.pence import pounds_text

    return "not held" if pence is None else pounds_text(pence)
