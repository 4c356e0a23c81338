"""`capitula record`: what was said, by whom, about when, known when."""

from __future__ import annotations

from pathlib import Path

import typer

from capitula.cli import record_views, record_writing
from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.record_options import CASE, KNOWN, STORE, find_with, open_with

app = typer.Typer(
    name="record",
    help="Who said what, about when, known when?",
    rich_markup_mode=None,
    no_args_is_help=True,
)
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
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Show what stood on a day: the current statement of each subject, its clashes beside it."""
    from capitula.ground.date_words import date_text
    from capitula.record.showing import show_document

    opened = open_with(case, store)
    view = opened.as_known(read_day(known, "--known"), read_day(in_force, "--in-force"))
    items = view.matching(about) if about else view.items
    if as_json:
        print_json(show_document(opened.name, view, items))
        return
    print_table(
        f"{opened.contract.title}: as known on {date_text(view.known_on)}, in force on "
        f"{date_text(view.in_force_on)}",
        ("Subject", "Property", "State", "Value", "Known", "Said by", "Source"),
        [
            (
                item.subject,
                item.property_name,
                item.state,
                item.current.value.words
                + "".join(f"\nclash: {c.value.words} ({c.envelope.speaker})" for c in item.clashes),
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
def import_(case: str = CASE, store: str | None = STORE, as_json: bool = AsJson) -> None:
    """Take the files that people wrote into the record; what it holds already is left as it is."""
    from capitula.case.opening import read_authored
    from capitula.record.importing import import_drafts

    folder, home = find_with(case, store)
    added = import_drafts(read_authored(folder), home, folder.name)
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
def verify_(
    case: str = CASE,
    store: str | None = STORE,
    head: str | None = typer.Option(
        None, "--head", help="A last hash noted on an earlier day: the chain must still hold it."
    ),
    as_json: bool = AsJson,
) -> None:
    """Check the chain of a record; exit status 1 names the first entry that does not fit.

    It finds whatever was changed, removed or moved. That entries are missing at the very end shows
    only against a last hash that was noted before: keep the one printed here somewhere else, and
    give it as --head the next time.
    """
    from capitula.record.verifying import verify

    folder, home = find_with(case, store)
    found = verify(home.entries(), folder.name, head)
    first = found.first_break
    if as_json:
        print_json(
            {
                "schema": "capitula.record.verify/1",
                "case": folder.name,
                "entries": found.entries,
                "head": found.head.hash,
                "withheld": len(found.withheld),
                "erased": len(found.erased),
                "without_body": {"withheld": found.withheld, "erased": found.erased},
                "holds": found.holds,
                "first_break": first
                and {"sequence": first.sequence, "entry": first.entry, "reason": first.reason},
            }
        )
    elif first:
        named = f" ({first.entry})" if first.entry else ""
        typer.echo(f"{folder.name}: entry {first.sequence}{named}: {first.reason}.", err=True)
    else:
        typer.echo(f"{folder.name}: {found.entries} entries; the chain holds.")
        for word, names in (("withheld", found.withheld), ("erased", found.erased)):
            if names:
                typer.echo(f"  {word}: {', '.join(names)}")
        typer.echo(f"  head: {found.head.hash}")
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
    from capitula.ground.writing import write_whole

    opened = open_case(case)
    made = export(opened, read_day(known, "--known") or today())
    package, settled = (
        record_package(opened.name, made.releases)
        if record
        else (release_package(opened.name, made.releases), [])
    )
    text = write_json(package, indent=2)
    if out:
        write_whole(out, text + "\n")
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


app.command("history")(record_views.history_)
app.command("compare")(record_views.compare_)
app.command("timeline")(record_views.timeline_)
app.command("clashes")(record_views.clashes_)
app.command("add")(record_writing.add)
app.command("kinds")(record_writing.kinds)
app.command("withhold")(record_writing.withhold)
app.command("erase")(record_writing.erase)
app.command("export")(record_writing.export)
