"""`capitula delivery`: is it being kept?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.case.delivery import CaseDelivery
    from capitula.delivery.result import Result

app = typer.Typer(
    name="delivery",
    help="Is it being kept? Returns, reviews, notices, remedies, disputes, flow-down.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

NAME = typer.Argument(help="A case, a contract that ships, a case folder, or a contract file.")
KNOWN = typer.Option(None, "--known", help="As known on this day; today unless given.")
AHEAD_DAYS = 92
"""How far ahead reminders look unless a last day is given."""


def room(name: str) -> CaseDelivery:
    """Return the room for a case or a contract file."""
    from capitula.case.delivery_of import delivery_of

    return delivery_of(name)


def print_result(result: Result[Any], *, as_json: bool) -> None:
    """Print an answer as its tables and notes, or as one JSON object."""
    if as_json:
        print_json(result.document())
        return
    for table in result.tables:
        if table.rows:
            print_table(table.title, table.headers, table.rows)
    for note in result.notes:
        typer.echo(note)


@app.command("returns")
def returns(
    name: str = NAME,
    known: str | None = KNOWN,
    until: str | None = typer.Option(
        None, "--until", help="List periods that end by this day; a quarter ahead unless given."
    ),
    as_json: bool = AsJson,
) -> None:
    """Print returns: due, received, late, accepted, refused.

    Due days are counted in the operational days that the contract froze. A section 75 arrangement
    owes quarterly and annual reports by law; where its start is known to the month only, each due
    day is given as two bounds.
    """
    result = room(name).returns(read_day(known, "--known"), read_day(until, "--until"))
    print_result(result, as_json=as_json)


@app.command("reminders")
def reminders(
    name: str = NAME,
    first: str | None = typer.Option(None, "--from", help="First day; that known on unless given."),
    last: str | None = typer.Option(None, "--to", help="Last day; 92 days on unless given."),
    known: str | None = KNOWN,
    form: str = typer.Option("text", "--format", help="text, ics (iCalendar), atom or json."),
    alarm: int = typer.Option(5, "--alarm", min=0, help="Days before, for iCalendar; 0: none."),
    out: Path | None = typer.Option(None, "--out", help="Write the feed to this file."),
    as_json: bool = AsJson,
) -> None:
    """Print what falls due between two days, as a feed.

    Returns, actions, notices and the steps of remedies and disputes. Nothing reads a clock: the
    same record and the same days give the same bytes.
    """
    from capitula.ground.today import today

    forms = ("text", "ics", "atom", "json")
    if form not in forms:
        raise typer.BadParameter(f"found {form!r}; expected one of {', '.join(forms)}")
    day = read_day(known, "--known") or today()
    start = read_day(first, "--from") or day
    end = read_day(last, "--to") or start + timedelta(days=AHEAD_DAYS)
    result = room(name).reminders(start, end, day)
    text = None if as_json or form == "json" else _feed(result, form, alarm)
    if out is not None:
        import json

        from capitula.ground.writing import write_whole

        whole = text or json.dumps(result.document(), ensure_ascii=False, indent=2) + "\n"
        write_whole(out, whole)
        typer.echo(f"{out}: {len(result.found.reminders)} reminders.")
    elif text is None:
        print_json(result.document())
    elif form == "text":
        print_result(result, as_json=False)
    else:
        typer.echo(text, nl=False)


def _feed(result: Result[Any], form: str, alarm: int) -> str:
    from capitula.delivery.feeds import atom, icalendar

    if form == "ics":
        return icalendar(result.found, alarm)
    return atom(result.found) if form == "atom" else result.text() + "\n"


@app.command("reviews")
def reviews(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print actions, meetings, and findings of reviews."""
    print_result(room(name).reviews(read_day(known, "--known")), as_json=as_json)


@app.command("notices")
def notices(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print notices, and when each counts as received."""
    print_result(room(name).notices(read_day(known, "--known")), as_json=as_json)


@app.command("remedies")
def remedies(
    name: str = NAME,
    known: str | None = KNOWN,
    in_force: str | None = typer.Option(
        None, "--in-force", help="The day whose terms are shown; that as known on unless given."
    ),
    as_json: bool = AsJson,
) -> None:
    """Print every remedy step by step, due by which rule.

    The contract's term `remedy-ruleset` pins the ruleset, and a variation moves it; a remedy stays
    under the one that held when its notice was deemed received.
    """
    result = room(name).remedies(read_day(known, "--known"), read_day(in_force, "--in-force"))
    print_result(result, as_json=as_json)


@app.command("withholding")
def withholding(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print what is withheld, and requests to the ledger.

    A decision above the limit of the ruleset, or before a step failed because the provider was
    unreasonable, makes no request; it is shown with the reason. Posting is money's.
    """
    print_result(room(name).withholdings(read_day(known, "--known")), as_json=as_json)


@app.command("disputes")
def disputes(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print every dispute: its steps and their clocks."""
    print_result(room(name).disputes(read_day(known, "--known")), as_json=as_json)


@app.command("flow-down")
def flow_down(
    name: str = NAME,
    year: str = typer.Option("", "--year", help="The financial year, such as 2026/27."),
    month: str | None = typer.Option(
        None, "--month", help="A month, such as 2026-04: what was passed on of it, as recorded."
    ),
    known: str | None = KNOWN,
    as_json: bool = AsJson,
) -> None:
    """Print what is handed on, against the head contract.

    Line by line, to the penny; then which head terms must be in which subcontract, and which are
    missing.

    Exit status: 0 every line reconciles; 1 one does not, or lacks an amount; 2 the input is at
    fault.
    """
    if year and month:
        raise typer.BadParameter("give --year or --month, not both")
    of_month = read_day(f"{month}-01", "--month") if month else None
    result = room(name).flow_down(year, of_month, read_day(known, "--known"))
    print_result(result, as_json=as_json)
    raise typer.Exit(0 if result.found.reconciles else 1)


@app.command("control")
def control(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print changes of control, and consents wanting."""
    print_result(room(name).control(read_day(known, "--known")), as_json=as_json)


@app.command("open-book")
def open_book(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print cost, price and margin, and what is flagged."""
    print_result(room(name).open_books(read_day(known, "--known")), as_json=as_json)


@app.command("findings")
def findings(name: str = NAME, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print what stands open, with rule and remedy."""
    from dataclasses import asdict

    from capitula.ground.date_words import date_text

    delivery = room(name)
    under = delivery.under(read_day(known, "--known"))
    found = delivery.findings(under.view)
    if as_json:
        print_json(
            {
                "schema": "capitula.delivery.findings/1",
                "name": name,
                "known_on": under.day.isoformat(),
                "findings": [asdict(each) for each in found],
            }
        )
        return
    if not found:
        typer.echo(f"{name}: nothing stands open as known on {date_text(under.day)}.")
        return
    title, day = under.contract.title, date_text(under.day)
    typer.echo(f"{len(found)} open in {title}, as known on {day}")
    for each in found:
        shown = f" [{', '.join(each.evidence)}]" if each.evidence else ""
        typer.echo(f"\n{each.rule} ({each.severity}): {each.text}{shown}")
        typer.echo(f"  to settle it: {each.remedy}")
