"""`capitula agreement`: who is for it, who is against, and were they answered?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import PIPED_WIDTH, AsJson, print_json, print_table
from capitula.cli.record_options import STORE, find_with

if TYPE_CHECKING:
    from capitula.agreement.sheet import Sheets
    from capitula.case.agreement import CaseAgreement

app = typer.Typer(
    name="agreement",
    help="Who is for it, who is against, and were they answered?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
CASE = typer.Argument(help="A case that ships with the product, or a folder.")
KNOWN = typer.Option(None, "--known", help="As known on this day.")
WITHIN = typer.Option(None, "--within", min=1, help="Operational days in which to reply.")


@app.command("positions")
def positions(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print where each party stands, over time; its own words apart from words for it."""
    _print(_open(case).positions(read_day(known, "--known")), as_json=as_json)


@app.command("sign-off")
def sign_off(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print who signed which stage of the business case; there is no flag "approved"."""
    _print(_open(case).sign_off(read_day(known, "--known")), as_json=as_json)


@app.command("sign-up")
def sign_up(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print GP sign-up by practices, by GPs, by patients; and each practice's level."""
    _print(_open(case).sign_up(read_day(known, "--known")), as_json=as_json)


@app.command("patience")
def patience(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print how long people have waited since they agreed, and how often the plan moved."""
    _print(_open(case).patience(read_day(known, "--known")), as_json=as_json)


@app.command("concerns")
def concerns(
    case: str = CASE,
    known: str | None = KNOWN,
    within: int | None = WITHIN,
    as_json: bool = AsJson,
) -> None:
    """Print letters part by part and every concern: replies, satisfaction, escalation."""
    _print(_open(case).concerns(read_day(known, "--known"), within), as_json=as_json)


@app.command("take-in")
def take_in(
    case: str = CASE,
    file: Path = typer.Argument(help="The letter as a YAML file: from whom, concerns, asks …"),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Take in a formal letter as one item with parts; at a fault nothing is written.

    Example: capitula agreement take-in ./my-case letter.yaml
    """
    from capitula.case.letter_intake import take_in_letter

    folder, home = find_with(case, store)
    added = take_in_letter(folder, home, file)
    if as_json:
        entries = [entry.as_json() for entry in added]
        schema = "capitula.agreement.take-in/1"
        print_json({"schema": schema, "case": folder.name, "entries": entries})
        return
    for entry in added:
        envelope = entry.envelope
        typer.echo(f"{envelope.entry} ({envelope.kind}): {envelope.about}")
    typer.echo(f"{folder.name}: {len(added)} entries appended.")


@app.command("requests")
def requests(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print requests with their terms; those declined, by whom, why, and what followed."""
    _print(_open(case).requests(read_day(known, "--known")), as_json=as_json)


@app.command("questions")
def questions(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the questions that were put, and what came back."""
    _print(_open(case).questions(read_day(known, "--known")), as_json=as_json)


@app.command("standing")
def standing(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print partner, subcontractor, observer and author, as each side sees it."""
    _print(_open(case).standing(read_day(known, "--known")), as_json=as_json)


@app.command("review")
def review(
    case: str = CASE,
    known: str | None = KNOWN,
    docx: Path | None = typer.Option(None, "--docx", help="Write a Word document to this file."),
    as_json: bool = AsJson,
) -> None:
    """Print the risk-and-benefit review by service line, with what is not known.

    Example: capitula agreement review dudley --known 2020-08-01 --docx review.docx
    """
    from capitula.case import open_case
    from capitula.ground.today import today
    from capitula.reports.review_document import review_document

    opened = open_case(case)
    day = read_day(known, "--known") or today()
    found = opened.agreement.review(day)
    title = opened.contract_at(opened.as_known(day)).title
    document = review_document(found, title, day, opened.sources)
    if docx is not None:
        from capitula.ground.writing import write_whole
        from capitula.reports.contract_print.docx import to_docx

        write_whole(docx, to_docx(document))
    if as_json:
        print_json(
            {
                "schema": "capitula.agreement.review/1",
                "case": opened.name,
                "known_on": day.isoformat(),
                "whole": found.whole.as_json(),
                "lines": [line.as_json() for line in found.lines],
                "questions": list(found.questions),
            }
        )
    elif docx is not None:
        typer.echo(f"{docx}: {document.title}.")
    else:
        from capitula.reports.contract_print.text import to_text

        typer.echo(to_text(document))


@app.command("follow-up")
def follow_up(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print undertakings, findings and recommendations, what came of each, and early signs."""
    _print(_open(case).follow_up(read_day(known, "--known")), as_json=as_json)


@app.command("public")
def public(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print consultations and equality impact, beside the changes that ask for them."""
    _print(_open(case).public(read_day(known, "--known")), as_json=as_json)


@app.command("interests")
def interests(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print agenda items with conflicts of interest, recusals, and the quorum counted again."""
    _print(_open(case).interests(read_day(known, "--known")), as_json=as_json)


@app.command("open")
def open_now(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print everything that stands open in this room, what blocks first."""
    _print(_open(case).open_now(read_day(known, "--known")), as_json=as_json)


def _open(case: str) -> CaseAgreement:
    from capitula.case import open_case

    return open_case(case).agreement


def _print(found: Sheets, *, as_json: bool) -> None:
    if as_json:
        print_json(found.as_json())
        return
    from textwrap import fill

    from capitula.ground.date_words import date_text

    def line(text: str) -> None:
        typer.echo(fill(text, PIPED_WIDTH, initial_indent="  ", subsequent_indent="    "))

    typer.echo(f"{found.case}, as known on {date_text(found.known_on)}\n")
    for sheet in found.sheets:
        if sheet.rows:
            print_table(sheet.title, sheet.headers, [row.cells for row in sheet.rows])
        else:
            typer.echo(f"{sheet.title}\n  {sheet.empty}")
        for note in sheet.notes:
            line(note)
        for question in sheet.questions:
            line(f"? {question}")
        typer.echo("")
