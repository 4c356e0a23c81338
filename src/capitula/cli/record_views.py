"""`capitula record history`, `compare`, `timeline` and `clashes`: the record on two axes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.record_options import CASE, KNOWN, STORE, open_with

if TYPE_CHECKING:
    from capitula.record.text_table import TextTable


def history_(
    case: str = CASE,
    about: str = typer.Option(..., "--about", help="Subjects and properties that hold this text."),
    known: str | None = KNOWN,
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Show everything that was said of a matter by a day, and what has become of it."""
    opened = open_with(case, store)
    found = opened.history(about, read_day(known, "--known"))
    _show(opened.name, found.as_json(), found.table(), as_json=as_json)


def compare_(
    case: str = CASE,
    known: str = typer.Option(..., "--known", help="As known on this day."),
    other: str = typer.Option(..., "--and", help="And as known on this day."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Say what changed between two days: new, revised, no longer in force, new clashes."""
    days = (read_day(known, "--known"), read_day(other, "--and"))
    opened = open_with(case, store)
    found = opened.compare(*(day for day in days if day is not None))
    if as_json:
        print_json(_with_case(opened.name, found.as_json()))
    else:
        typer.echo(found.text())


def timeline_(
    case: str = CASE,
    known: str | None = KNOWN,
    by: str = typer.Option("about", "--by", help="about: when it was about; known: when known."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Show what was said by a day, by when it was about or by when it was known."""
    from capitula.record.timeline import Axis

    if by not in list(Axis):
        raise typer.BadParameter(f"found {by!r}; expected about or known", param_hint="'--by'")
    opened = open_with(case, store)
    found = opened.timeline(read_day(known, "--known"), Axis(by))
    _show(opened.name, found.as_json(), found.table(), as_json=as_json)


def clashes_(
    case: str = CASE,
    known: str | None = KNOWN,
    every: bool = typer.Option(
        False, "--all", help="Also revisions, bounds, aliases, distinct measures, states by date."
    ),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Show the statements, as known on a day, that cannot both be true; each with its class."""
    from capitula.case.differences import differences
    from capitula.ground.date_words import date_text
    from capitula.record.difference import Sort

    opened = open_with(case, store)
    day = read_day(known, "--known")
    view = opened.as_known(day)
    found = differences(view, opened.contract_at(view))
    if as_json:
        document = opened.clashes(day).as_json()
        print_json(
            _with_case(opened.name, document) | {"differences": [d.as_json() for d in found]}
        )
        return
    shown = [difference for difference in found if every or difference.sort is Sort.CLASH]
    print_table(
        f"{opened.contract.title}: as known on {date_text(view.known_on)}",
        ("Class", "Subject", "Property", "Said", "By", "Known by", "Entry"),
        [
            (
                *((str(d.sort), d.about, d.property_name) if claim is d.claims[0] else ("",) * 3),
                claim.value.words,
                claim.envelope.speaker,
                str(claim.envelope.known.last),
                claim.entry,
            )
            for d in shown
            for claim in d.claims
        ],
    )


def _with_case(case: str, document: dict[str, Any]) -> dict[str, Any]:
    return {"schema": document["schema"], "case": case} | document


def _show(case: str, document: dict[str, Any], table: TextTable, *, as_json: bool) -> None:
    if as_json:
        print_json(_with_case(case, document))
    else:
        print_table(table.title, table.headers, table.rows)
