"""`capitula record add`, `kinds`, `withhold`, `erase` and `export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import AsJson, print_json
from capitula.cli.record_options import BY, CASE, REASON, STORE, find_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from capitula.record.entry import Entry

ENTRY = typer.Argument(help="The identifier of the entry, as `record history` shows it.")


def add(
    kind: str = typer.Argument(help="The kind of entry; `capitula record kinds` lists them."),
    words: list[str] | None = typer.Argument(None, help="The fields of one entry: key=value …"),
    case: str = typer.Option(..., "--case", help="The case whose record it joins."),
    file: Path | None = typer.Option(None, "--from", help="Read the fields from this YAML file."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Append an entry; every fault is reported at once, and then nothing is written."""
    from capitula.case.adding import add_entries

    if bool(words) == bool(file):
        raise typer.BadParameter("give either key=value words or --from FILE")
    folder, home = find_with(case, store)
    added = add_entries(folder, home, kind, words or (), file)
    _print(folder.name, "capitula.record.add/1", added, as_json=as_json)


def kinds(
    kind: str | None = typer.Argument(None, help="Only this kind."), as_json: bool = AsJson
) -> None:
    """List every kind of entry with its fields, the words they allow, and an example."""
    from capitula.case.kinds import ALL_KINDS
    from capitula.ground.faults import near_miss
    from capitula.record.kinds_listed import SCHEMA, listed_kinds

    if kind is not None and kind not in ALL_KINDS:
        remedy = near_miss(kind, list(ALL_KINDS)) or "leave it out to list them all"
        raise typer.BadParameter(f"found no kind {kind!r}; {remedy}")
    listed = [k for k in listed_kinds(ALL_KINDS) if kind in (None, k.name)]
    if as_json:
        print_json({"schema": SCHEMA, "kinds": [k.as_json() for k in listed]})
        return
    for found in listed:
        typer.echo(f"{found.name}: {found.meaning}")
        if found.about:
            typer.echo(f"  about: one of {', '.join(found.about)}")
        for field in found.fields:
            words = f" {', '.join(field.words)}" if field.words else ""
            needed = " (required)" if field.is_required else ""
            typer.echo(f"  {field.name}: {field.takes}{words}{needed}")
        typer.echo(f"  {found.command()}\n")


def withhold(
    case: str = CASE,
    entry: str = ENTRY,
    by: str = BY,
    reason: str = REASON,
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Withhold a body: it stays in the record and is shown in no view and no public export."""
    from capitula.record.keeping_back import Order
    from capitula.record.keeping_back import withhold as withhold_

    folder, home = find_with(case, store)
    said = withhold_(home, folder.name, Order(entry, by, reason))
    _print(folder.name, "capitula.record.withhold/1", [said], as_json=as_json)


def erase(
    case: str = CASE,
    entry: str = ENTRY,
    by: str = BY,
    reason: str = REASON,
    law: str = typer.Option(..., "--law", help="The law that requires it."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Erase a body for good; an entry says who did it, when and by which law."""
    from capitula.record.keeping_back import Order
    from capitula.record.keeping_back import erase as erase_

    folder, home = find_with(case, store)
    said = erase_(home, folder.name, Order(entry, by, reason, law))
    _print(folder.name, "capitula.record.erase/1", [said], as_json=as_json)
    typer.echo("Copies kept elsewhere (backups, older versions in git) still hold it.", err=True)


def export(
    case: str = CASE,
    out: Path = typer.Option(..., "--out", help="The file to write; it must not exist yet."),
    audience: str = typer.Option("public", "--audience", help="public, parties or restricted."),
    store: str | None = STORE,
    as_json: bool = AsJson,
) -> None:
    """Write the chain with only the bodies that an audience may read; the file still verifies."""
    from capitula.record.envelope import Audience
    from capitula.record.stores.json_lines import JsonLinesStore
    from capitula.record.withholding import for_audience

    if audience not in list(Audience):
        expected = "expected public, parties or restricted"
        raise typer.BadParameter(f"found {audience!r}; {expected}", param_hint="'--audience'")
    if out.exists():
        raise typer.BadParameter(f"{out} exists already; name another file", param_hint="'--out'")
    folder, home = find_with(case, store)
    entries = tuple(for_audience(home.entries(), Audience(audience)))
    JsonLinesStore(out).append(lambda _: entries)
    bare = sum(1 for entry in entries if entry.body_text is None)
    if as_json:
        print_json(
            {
                "schema": "capitula.record.export/1",
                "case": folder.name,
                "audience": audience,
                "out": str(out),
                "entries": len(entries),
                "without_body": bare,
                "head": home.head().hash,
            }
        )
        return
    typer.echo(f"{folder.name}: {len(entries)} entries, {bare} of them without body.")


def _print(case: str, schema: str, entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        print_json({"schema": schema, "case": case, "entries": [e.as_json() for e in entries]})
        return
    for entry in entries:
        envelope = entry.envelope
        typer.echo(f"{case}: entry {envelope.sequence}, {envelope.entry} ({envelope.kind}).")
        typer.echo(
            f"  about {envelope.about}: {envelope.property_name}; said by {envelope.speaker}"
        )
        typer.echo(f"  hash  {envelope.hash}")
