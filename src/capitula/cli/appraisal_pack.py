"""`capitula appraisal pack`: a business case as Word and workbook, with what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.made import made_words
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.agreement.signing_kinds import CaseStage


def pack(
    case: str = typer.Argument(help="A case, a contract that ships, or an appraisal file."),
    stage: str = typer.Option("outline", "--stage", help="strategic_outline, outline or full."),
    out: Path | None = typer.Option(None, "--out", help="Write the Word file and workbook here."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    file: str | None = typer.Option(None, "--file", help="An appraisal file, or one that ships."),
    as_json: bool = AsJson,
) -> None:
    """Make a business case in five cases, and list what is missing stage by stage.

    With --out FOLDER, `business-case.docx` and `business-case.xlsx` are written there.

    Exit status: 0 done; 2 the input is at fault and nothing was written.
    """
    from capitula.case.appraising import appraise
    from capitula.case.budget import is_case
    from capitula.case.business_case.making import business_case
    from capitula.case.opening import open_case
    from capitula.ground.date_words import date_text

    asked = _stage(stage)
    found = appraise(case, read_day(known, "--known"), file)
    made = business_case(found, asked, open_case(case) if is_case(case) else None)
    if out is not None:
        from capitula.ground.writing import write_whole
        from capitula.reports.business_case.word import word_case
        from capitula.reports.business_case.workbook import workbook_case

        word, book = word_case(made), workbook_case(made)
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / "business-case.docx", word)
        write_whole(out / "business-case.xlsx", book)
    if as_json:
        print_json({"schema": "capitula.appraisal.pack/1"} | made.document())
        return
    rows = [
        [item.asked.chapter.capitalize(), item.asked.title, item.asked.stage.heading, item.state]
        for item in made.items
    ]
    title = f"{asked.words}, {made.title}, as known on {date_text(made.known_on)}"
    print_table(title, ["Case", "Item", "Asked from", "State"], rows)
    made_words(made=made.made)
    for each, missing in made.missing().items():
        later = "" if asked.asks_for(each) else " (a later stage)"
        typer.echo(f"\nMissing for the {each.words.lower()}{later}: {len(missing) or 'nothing'}")
        for title_, words in missing:
            typer.echo(f"- {title_}: {words}")
    if out is not None:
        typer.echo(f"\nWritten: {out / 'business-case.docx'} and {out / 'business-case.xlsx'}.")


def _stage(text: str) -> CaseStage:
    from capitula.agreement.signing_kinds import CaseStage
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss

    known = [str(each) for each in CaseStage]
    if text in known:
        return CaseStage(text)
    remedy = near_miss(text, known) or "give one of these"
    raise InputFaults([Fault(Place("--stage"), repr(text), ", ".join(known), remedy)])
