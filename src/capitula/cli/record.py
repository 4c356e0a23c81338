"""`capitula record`: what was said, by whom, about when, known when."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

app = typer.Typer(
    name="record",
    help="Who said what, about when, known when?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
CASE = typer.Argument(help="A case that ships with the product, or a folder.")
KNOWN = typer.Option(None, "--known", help="As known on this day; today unless given.")
IN_FORCE = typer.Option(
    None, "--in-force", help="In force on this day; the known day unless given."
)
ABOUT = typer.Option(None, "--about", help="Only subjects and properties that hold this text.")
OUT = typer.Option(None, "--out", help="Write to this file instead of the terminal.")
RECORD_PACKAGE = typer.Option(
    False, "--record", help="A record package: compiled and versioned release beside the releases."
)
OCDS_FILE = typer.Argument(help="A release package, or a record package with its releases inside.")
INTO = typer.Option(help="The case's folder, or the name of a case that ships.")
OCDS_SOURCE = typer.Option(
    None, "--source", help="Which of the case's sources the file is, by its identifier."
)


@app.command("show")
def show(
    case: str = CASE,
    known: str | None = KNOWN,
    in_force: str | None = IN_FORCE,
    about: str | None = ABOUT,
    as_json: bool = AsJson,
) -> None:
    """Show what stood on a day: the current statement of each subject, its clashes beside it."""
    from capitula.case import open_case
    from capitula.record.showing import show_document

    opened = open_case(case)
    view = opened.as_known(read_day(known, "--known"), read_day(in_force, "--in-force"))
    items = view.matching(about) if about else view.items
    if as_json:
        print_json(show_document(opened.name, view, items))
        return
    print_table(
        f"{opened.contract.title}: as known on {view.known_on}, in force on {view.in_force_on}",
        ("Subject", "Property", "State", "Value", "Known", "Said by", "Source"),
        [
            (
                item.subject,
                item.property_name,
                item.state,
                item.current.value.text
                + "".join(f"\nclash: {c.value.text} ({c.envelope.speaker})" for c in item.clashes),
                str(item.current.envelope.known.last),
                item.current.envelope.speaker,
                item.current.envelope.source or "",
            )
            for item in items
        ],
    )


@app.command("check")
def check(case: str = CASE, as_json: bool = AsJson) -> None:
    """Read the files that people wrote and report every fault at once; write nothing."""
    from capitula.case.folder import find_case
    from capitula.case.opening import read_authored

    folder = find_case(case)
    drafts = read_authored(folder)
    if as_json:
        print_json(
            {"schema": "capitula.record.check/1", "case": folder.name, "entries": len(drafts)}
        )
        return
    typer.echo(f"{folder.name}: {len(drafts)} entries in {len(folder.authored)} files, no fault.")


@app.command("import")
def import_(case: str = CASE, as_json: bool = AsJson) -> None:
    """Take the files that people wrote into the record; what it holds already is left as it is."""
    from capitula.case.folder import find_case
    from capitula.case.opening import read_authored
    from capitula.record.importing import import_drafts
    from capitula.record.stores.json_lines import JsonLinesStore

    folder = find_case(case)
    added = import_drafts(read_authored(folder), JsonLinesStore(folder.chain), folder.name)
    if as_json:
        print_json(
            {
                "schema": "capitula.record.import/1",
                "case": folder.name,
                "appended": [entry.envelope.entry for entry in added],
            }
        )
        return
    typer.echo(f"{folder.name}: {len(added)} entries appended.")


@app.command("verify")
def verify_(case: str = CASE, as_json: bool = AsJson) -> None:
    """Check the chain of a record; exit status 1 names the first entry that does not fit."""
    from capitula.case.folder import find_case
    from capitula.record.stores.json_lines import JsonLinesStore
    from capitula.record.verifying import verify

    folder = find_case(case)
    found = verify(JsonLinesStore(folder.chain).entries(), folder.name)
    first = found.first_break
    if as_json:
        print_json(
            {
                "schema": "capitula.record.verify/1",
                "case": folder.name,
                "entries": found.entries,
                "withheld": found.withheld,
                "holds": found.holds,
                "first_break": first
                and {"sequence": first.sequence, "entry": first.entry, "reason": first.reason},
            }
        )
    elif first:
        named = f" ({first.entry})" if first.entry else ""
        typer.echo(f"{folder.name}: entry {first.sequence}{named}: {first.reason}.", err=True)
    else:
        withheld = f", {found.withheld} of them withheld" if found.withheld else ""
        typer.echo(f"{folder.name}: {found.entries} entries{withheld}; the chain holds.")
    raise typer.Exit(0 if found.holds else 1)


@app.command("export-ocds")
def export_ocds(
    case: str = CASE,
    known: str | None = KNOWN,
    out: Path | None = OUT,
    record: bool = RECORD_PACKAGE,
) -> None:
    """Write a case as open contracting data (OCDS 1.1): a release for every day of news."""
    from capitula.case import open_case
    from capitula.case.ocds.exact_json import write_json
    from capitula.case.ocds.exporting import export
    from capitula.case.ocds.packages import record_package, release_package
    from capitula.ground.today import today

    opened = open_case(case)
    made = export(opened, read_day(known, "--known") or today())
    package, settled = (
        record_package(opened.name, made.releases)
        if record
        else (release_package(opened.name, made.releases), [])
    )
    text = write_json(package, indent=2)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
        typer.echo(f"{out}: {len(made.releases)} releases.")
    else:
        typer.echo(text)
    for finding in [*made.findings, *settled]:
        typer.echo(f"{finding.severity}: {finding.text} {finding.remedy}", err=True)


@app.command("import-ocds")
def import_ocds(
    file: Path = OCDS_FILE,
    case: str = INTO,
    source: str | None = OCDS_SOURCE,
    as_json: bool = AsJson,
) -> None:
    """Take a file of OCDS releases into a case's record; what it holds already stays as it is."""
    from capitula.case.folder import find_case
    from capitula.case.ocds.into_case import import_releases

    folder = find_case(case)
    added, findings = import_releases(file, folder, source)
    if as_json:
        print_json(
            {
                "schema": "capitula.record.import_ocds/1",
                "case": folder.name,
                "appended": [entry.envelope.entry for entry in added],
                "findings": [{"rule": f.rule, "text": f.text} for f in findings],
            }
        )
        return
    typer.echo(f"{folder.name}: {len(added)} entries appended.")
    for finding in findings:
        typer.echo(f"{finding.severity}: {finding.text} {finding.remedy}", err=True)
