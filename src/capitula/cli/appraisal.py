"""`capitula appraisal`: is it worth doing, in which form, and who pays?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.appraisal_donor import donor
from capitula.cli.appraisal_pack import pack
from capitula.cli.appraisal_parties import parties, practices, price
from capitula.cli.appraisal_value import value
from capitula.cli.dates import read_day
from capitula.cli.made import made_words
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.appraisal.sheet import FormRow, OptionSheet
    from capitula.appraisal.vat.table import VatCell, VatTable

app = typer.Typer(
    name="appraisal",
    help="Is it worth doing, in which form, and who pays?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
app.command("donor")(donor)
app.command("parties")(parties)
app.command("practices")(practices)
app.command("price")(price)
app.command("value")(value)
app.command("pack")(pack)

CASE = typer.Argument(help="A case, a contract that ships, an appraisal that ships, or a file.")
KNOWN = typer.Option(None, "--known", help="As known on this day, such as 2018-02-01.")
FILE = typer.Option(None, "--file", help="An appraisal file, or the name of one that ships.")


@app.command("forms")
def forms(case: str = CASE, known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Print the forms in which a contract was to be held, and each change nobody decided.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise
    from capitula.ground.date_words import date_text

    found = appraise(case, read_day(known, "--known")).forms()
    if as_json:
        print_json({"schema": "capitula.appraisal.forms/1"} | found.document())
        return
    rows = [
        [
            date_text(event.known),
            f"{event.option} (part of {event.part_of})" if event.part_of else event.option,
            event.form or "",
            event.standing,
            event.reason or "no reason stated",
            event.source or event.speaker,
        ]
        for event in found.events
    ]
    heads = ["Known by", "Option", "Form", "Standing", "Why", "Source"]
    print_table(f"Forms of {case}, as known on {date_text(found.known_on)}", heads, rows)
    if not rows:
        typer.echo("No entry names a form.")
    for notice in found.notices:
        typer.echo(f"- Changed with no decision recorded. {notice.text} Needed: {notice.remedy}.")


@app.command("options")
def options(
    case: str = CASE, known: str | None = KNOWN, file: str | None = FILE, as_json: bool = AsJson
) -> None:
    """Print all forms on one sheet: what removes one, what warns of it, what it adds, its score.

    Scores come from an appraisal file, from named people; the product gives none. A hard exclusion
    removes a form whatever it scores, until an entry says that its reason fell away.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise

    found = appraise(case, read_day(known, "--known"), file)
    sheet = found.options()
    if as_json:
        made = {"made": found.made}
        print_json({"schema": "capitula.appraisal.options/1"} | made | sheet.document())
        return
    _print_sheet(sheet, found.title, made=found.made)


@app.command("vat")
def vat(
    case: str = CASE,
    form: str = typer.Option("", "--form", help="One form of the catalogue, such as cic."),
    known: str | None = KNOWN,
    file: str | None = FILE,
    as_json: bool = AsJson,
) -> None:
    """Print by form and line whether VAT comes back, by which rule, and how much it would cost.

    An amount needs the line's figure and a base, the part of it that buys taxed goods and services,
    under `vat` in an appraisal file; everything else is not costed. This is no tax advice.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise

    found = appraise(case, read_day(known, "--known"), file)
    table = found.vat(form)
    if as_json:
        made = {"made": found.made, "known_on": found.known_on.isoformat()}
        print_json({"schema": "capitula.appraisal.vat/1"} | made | table.document())
        return
    _print_vat(table, found.title, made=found.made)
    said = [*_vat_reasons(found.options())]
    if said:
        typer.echo("\nWhat was said of VAT")
        for each in said:
            typer.echo(f"- {each}")


@app.command("check")
def check(file: Path = typer.Argument(help="An appraisal file.")) -> None:
    """Read an appraisal file and name everything that is wrong with it.

    Exit status: 0 it can be used; 2 it cannot.
    """
    from capitula.appraisal.file import read_appraisal

    found = read_appraisal(file)
    parts = [
        name
        for name in ("scoring", "vat", "donors", "donor_share", "parties", "value", "price")
        if getattr(found, name)
    ]
    typer.echo(f"{file.name}: no fault; it states {', '.join(parts) or 'nothing'}.")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of an appraisal file, for editors."""
    from capitula.appraisal.file import appraisal_schema

    print_json(appraisal_schema())


def _print_sheet(sheet: OptionSheet, title: str, *, made: bool) -> None:
    from capitula.ground.date_words import date_text

    heads = ["Form", "Standing", "Bodies, boards", "Score", "Rank"]
    print_table(
        f"Forms for {title}, as known on {date_text(sheet.known_on)}",
        heads,
        [_sheet_row(row) for row in sheet.rows],
        numeric=(2, 3, 4),
    )
    made_words(made=made)
    if sheet.scoring:
        weights = "; ".join(f"{c.title} {c.weight}" for c in sheet.scoring.criteria)
        typer.echo(f"Criteria and weights, from 0 to {sheet.scoring.highest}: {weights}.")
    typer.echo("Bodies and boards: more than now, counted from the form itself (local).")
    for row in sheet.rows:
        _print_form(row)
    for heading, items in (
        ("Of every form", sheet.general),
        ("Named by no form of the catalogue", sheet.other),
        ("Open questions", sheet.questions),
    ):
        if items:
            typer.echo(f"\n{heading}")
            for item in items:
                typer.echo(f"- {item}")


def _sheet_row(row: FormRow) -> list[str]:
    latest = row.standings[-1].partition(",")[0] if row.standings else ""
    standing = "EXCLUDED" if row.removed else latest or "not mentioned"
    score = "" if row.score is None else f"{row.score.normalize():f} ({row.mark})"
    rank = "none: excluded" if row.removed and row.score is not None else str(row.rank or "")
    added = f"{row.form.bodies_added:+d}, {row.form.boards_added:+d}"
    return [row.form.title, standing, added, score, rank]


def _print_form(row: FormRow) -> None:
    said = [
        *(f"EXCLUSION: {e.words()}" if e.stands else f"open again: {e.words()}"
          for e in row.exclusions),
        *(f"warning: {each}" for each in row.warnings),
        *(f"experience: {each}" for each in row.experience),
        *(f"advantage claimed: {each}" for each in row.advantages),
    ]  # fmt: skip
    if row.standings or row.removed:
        said += [f"said: {each}" for each in row.standings]
        said += [
            f"depends on {number}: {step.step} ({step.authority}{step.mark.caution})"
            for number, step in enumerate(row.chain, 1)
        ]
    if said:
        typer.echo(f"\n{row.form.title}: {row.form.says}")
        for each in said:
            typer.echo(f"  {each}")


def _print_vat(table: VatTable, title: str, *, made: bool) -> None:
    from capitula.ground.pence import pounds_text

    if len(table.forms) == 1:
        (form,) = table.forms
        cells = zip(table.lines, table.of(form.id), strict=True)
        rows = [
            [line.title, cell.recoverable, cell.rule.id if cell.rule else "", _cost(cell)]
            for line, cell in cells
        ]
        heads = ["Line", "VAT comes back", "Rule", "VAT lost, more than now"]
        print_table(f"VAT by line, {form.title}, {title}", heads, rows, numeric=(3,))
    else:
        rows = [[f.title, *(_short(cell) for cell in table.of(f.id))] for f in table.forms]
        heads = ["Form", *(line.title for line in table.lines)]
        print_table(f"Does VAT come back? {title}", heads, rows)
        typer.echo("yes, no, or ask a person; one form with its rules and amounts: --form ID.")
    made_words(made=made)
    for form in table.forms:
        total = table.extra_pence(form.id)
        costed = [cell for cell in table.of(form.id) if cell.extra_pence is not None]
        if total is not None:
            typer.echo(f"{form.title}: {pounds_text(total)} a year more than now.")
        elif costed:
            some = sum(cell.extra_pence or 0 for cell in costed)
            typer.echo(
                f"{form.title}: {pounds_text(some)} a year on {len(costed)} of "
                f"{len(table.lines)} lines; the rest is not costed."
            )
        else:
            typer.echo(f"{form.title}: not costed.")
    typer.echo("\nRules")
    for rule in dict.fromkeys(cell.rule for cell in table.cells if cell.rule):
        cited = ", ".join(rule.source) or "no source"
        typer.echo(
            f"- {rule.id}: {rule.says} {rule.note} [{cited}; {rule.mark}]".replace("  ", " ")
        )
    whys = dict.fromkeys(cell.why_not for cell in table.cells if cell.why_not)
    for why in whys:
        typer.echo(f"- not costed: {why}")
    typer.echo("This is an aid to reading the rules, not tax advice.")


def _short(cell: VatCell) -> str:
    if cell.rule is None:
        return "as now"
    lost = f" ({_cost(cell)} lost)" if cell.extra_pence else ""
    return f"{cell.rule.recoverable}{lost}"


def _cost(cell: VatCell) -> str:
    from capitula.ground.pence import pounds_text

    if cell.extra_pence is None:
        return "not costed"
    return f"{pounds_text(cell.extra_pence)}{cell.mark.caution if cell.extra_pence else ''}"


def _vat_reasons(sheet: OptionSheet) -> list[str]:
    said: list[str] = []
    for row in sheet.rows:
        said += [e.words() for e in row.exclusions if e.ground == "vat"]
        said += [each for each in row.experience if "VAT" in each]
    return said
