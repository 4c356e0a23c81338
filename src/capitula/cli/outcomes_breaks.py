"""`capitula outcomes breaks`: can the figures be trusted across time?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.breaks.found import Screening

_SHOWN, _FEW = 40, 5
"""How many breaks are listed, and up to how many all are told in sentences."""

_FILE = typer.Argument(help="CSV, CSV.gz, Parquet, or a figure table of a case.")


def breaks(
    file: Path = _FILE,
    value: str = typer.Option("value", "--value", help="Column of the figures to screen."),
    unit: str = typer.Option(..., "--unit", help="Column of the area."),
    time: str = typer.Option("", "--time", help="Column of the period; none if a column a period."),
    series: str = typer.Option("", "--series", help="What the figures are, for sentences."),
    sister: list[str] = typer.Option([], "--sister", help="Column into which cases may move."),
    denominator: str = typer.Option("", "--denominator", help="Column of people or bed-days."),
    witness: Path | None = typer.Option(
        None, "--witness", help="File of a series that a real change would have moved too."
    ),
    witness_unit: str = typer.Option("", "--witness-unit", help="Its column of the unit."),
    witness_time: str = typer.Option("", "--witness-time", help="Its column of the period."),
    witness_value: str = typer.Option("value", "--witness-value", help="Its column of figures."),
    stands_for: list[str] = typer.Option(
        [], "--stands-for", help="AREA=UNIT: which unit there answers for an area here."
    ),
    reasons: Path | None = typer.Option(None, "--reasons", help="File of recorded reasons."),
    collection: str = typer.Option("", "--collection", help="Changes known beforehand, by name."),
    since: str | None = typer.Option(None, "--since", help="Leave out earlier periods."),
    until: str | None = typer.Option(None, "--until", help="Leave out later periods."),
    complete: bool = typer.Option(False, "--complete", help="Only areas with every figure."),
    leave_out_unnamed: bool = typer.Option(
        False, "--leave-out-unnamed", help="Leave out rows that name no area, such as totals."
    ),
    only: str = typer.Option("", "--only", help="Tell of this area only; all are screened."),
    as_json: bool = AsJson,
) -> None:
    """Screen every area's series for data breaks, and say what is flagged and why."""
    from capitula.outcomes.breaks.document import screening_document
    from capitula.outcomes.breaks.request import BreakRequest, WitnessRequest, screen_file

    asked = BreakRequest(
        value=value,
        unit=unit,
        time=time,
        series=series or value,
        sisters=tuple(sister),
        denominator=denominator,
        witness=None
        if witness is None
        else WitnessRequest(
            witness, witness_unit or unit, witness_time, witness_value, tuple(stands_for)
        ),
        reasons=reasons,
        collection=collection,
        since=since,
        until=until,
        complete=complete,
        unnamed=leave_out_unnamed,
    )
    found = screen_file(file, asked)
    if only:
        found = found.only(only)
    if as_json:
        print_json(screening_document(found) | {"file": file.name})
        return
    _print_screening(found, only)


def _print_screening(found: Screening, only: str) -> None:
    from capitula.outcomes.breaks.document import HEADERS, break_row

    barred = [each for each in found.breaks if each.bars_judgement]
    count = f"{len(barred)} break" + ("" if len(barred) == 1 else "s")
    noun = "area" if len(found.flagged) == 1 else "areas"
    areas = f"{len(found.units)} areas screened"
    title = (
        f"{found.series}, {only}: {count}; {areas}"
        if only
        else f"{found.series}: {count} in {len(found.flagged)} {noun}; {areas}"
    )
    shown = found.breaks[:_SHOWN]
    print_table(title, HEADERS, [break_row(each) for each in shown], numeric=(4,))
    if len(found.breaks) > len(shown):
        typer.echo(f"{len(found.breaks) - len(shown)} more are in --json.")
    for each in shown:
        if len(shown) <= _FEW or each.mirrors or each.witness or each.reason:
            typer.echo(f"{each.unit}, {each.time}: {each.words}")
    for each in found.noted:
        typer.echo(f"Noted, {each.unit}, {each.time}: {each.words}")
    if found.gradual:
        typer.echo(
            f"{len(found.gradual)} areas changed by more than a tenth without a step; they pass, "
            "as a real effect may look like that."
        )
    left_out: dict[str, list[str]] = {}
    for each in found.not_screened:
        left_out.setdefault(each.why, []).append(each.unit)
    for why, units in left_out.items():
        typer.echo(f"Not screened, {len(units)}: {', '.join(units)}: {why}.")
