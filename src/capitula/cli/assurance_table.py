"""`capitula assurance table`: readiness of every case on the day before its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.record_options import KNOWN

if TYPE_CHECKING:
    from capitula.case.readiness_table import ReadinessTable, Row

NOT_YET = "not known on this day"


def table(known: str | None = KNOWN, as_json: bool = AsJson) -> None:
    """Ask every case on the day before its start, and count alarms, false ones, and thin cases."""
    from capitula.case.readiness_table import readiness_table

    found = readiness_table(read_day(known, "--known"))
    if as_json:
        print_json(found.as_json())
        return
    _print(found, found.before, "Readiness for the start, as known on the day before")
    _print(found, found.later, "The same days, with what became known later: no forecast")
    typer.echo(found.note)
    typer.echo("What became of a start enters no answer.")


def _print(found: ReadinessTable, rows: tuple[Row, ...], title: str) -> None:
    from capitula.ground.date_words import date_text

    if not rows:
        return
    print_table(
        title,
        ("Case", "Start", "Known on", "Answer", "Not known", "Held against what became"),
        [
            (
                row.case,
                str(row.start),
                str(row.known_on),
                str(row.readiness.result),
                str(len(row.readiness.unanswered)),
                str(row.judged or NOT_YET),
            )
            for row in rows
        ],
        numeric=(4,),
    )
    for row in rows:
        typer.echo(
            f"  {row.case}, {date_text(row.start)}: {row.became}{row.note and '. ' + row.note}"
        )
        if row.readiness.blocking:
            typer.echo(f"      in the way: {rules_of(row)}")
    for word, count in found.counts(rows).items():
        cases = sorted({row.case for row in rows if str(row.judged or NOT_YET) == word})
        typer.echo(f"  {word}: {count} ({', '.join(cases)})")
    typer.echo("")


def rules_of(row: Row) -> str:
    """Return the rules by which findings stand in the way, each with their number."""
    rules: dict[str, int] = {}
    for each in row.readiness.blocking:
        rules[each.finding.rule] = rules.get(each.finding.rule, 0) + 1
    return ", ".join(f"{rule} ({n})" if n > 1 else rule for rule, n in rules.items())
