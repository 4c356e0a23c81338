"""`capitula outcomes staggered`: areas that start at different times."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.many_values import ManyValues
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.outcomes.counterfactual.difference_staggered import Average, StaggeredEffects
    from capitula.outcomes.panel.panel import Panel


def register(app: typer.Typer) -> None:
    """Add the command of this module to the group."""
    app.command("staggered", cls=ManyValues)(staggered)


def staggered(
    panel: Path = typer.Argument(help="CSV (comma, semicolon, tab; gzip or not) or Parquet, long."),
    unit: str = typer.Option(..., "--unit", help="Column of the unit."),
    time: str = typer.Option(..., "--time", help="Column of the period."),
    value: list[str] = typer.Option(
        ..., "--value", help="Column of figures; several are several outcomes."
    ),
    cohort: str = typer.Option(
        ...,
        "--cohort",
        help="Column of the unit's first treated period; empty, 0 or never: not treated.",
    ),
    controls: str = typer.Option(
        "never-treated", "--controls", help="never-treated or not-yet-treated."
    ),
    exclude: list[str] | None = typer.Option(None, "--exclude", help="Units left out wholly."),
    since: str | None = typer.Option(None, "--since", help="Leave out periods before this one."),
    until: str | None = typer.Option(None, "--until", help="Leave out periods after this one."),
    leave_out_unnamed: bool = typer.Option(
        False, "--leave-out-unnamed", help="Leave out rows that name no unit, such as totals."
    ),
    as_json: bool = AsJson,
) -> None:
    """Hold each start against units not treated, then average (Callaway and Sant'Anna).

    Units with a missing figure, and units that started with the first period or before it, are left
    out and named. Status 2: the input is at fault.
    """
    from capitula.outcomes.counterfactual.difference_staggered import staggered_effects
    from capitula.outcomes.counterfactual.staggered_document import staggered_document
    from capitula.outcomes.panel.cohorts import read_cohorts
    from capitula.outcomes.panel.reading import read_panel

    read = read_panel(
        panel,
        unit=unit,
        time=time,
        values=value,
        since=since,
        until=until,
        unnamed=leave_out_unnamed,
    )
    kept = read.panel.without(exclude or [])
    cohorts = read_cohorts(panel, unit=unit, cohort=cohort, panel=kept)
    whole = kept.without(cohorts.earlier)
    notes = [*read.notes(), *_notes(cohorts.later, cohorts.earlier, whole.times)]
    found = [
        (each, staggered_effects(whole, each, cohorts.starts, controls=_controls(controls)))
        for each in whole.outcomes
    ]
    if as_json:
        each = [staggered_document(one, whole, name, cohorts.starts) for name, one in found]
        document: dict[str, Any] = {"schema": "capitula.outcomes.counterfactual/1", **each[0]}
        document |= {"file": read.file, "sha256": read.sha256, "warnings": _warnings(found[0][1])}
        document |= {"reading": notes}
        if len(each) > 1:
            document["outcomes"] = each
        print_json(document)
        return
    for name, one in found:
        _print(name, one, whole, read.file)
    for note in notes:
        typer.echo(note)


def _controls(word: str) -> Any:
    """The word as given: what it may be is checked with everything else."""
    return word


def _notes(later: tuple[str, ...], earlier: tuple[str, ...], times: tuple[str, ...]) -> list[str]:
    said: list[str] = []
    if later:
        said.append(
            f"{_named(later)}: started after {times[-1]}, and untreated all through what is read."
        )
    if earlier:
        said.append(
            f"{_named(earlier)}: started with {times[0]} or before it, so that nothing is known of "
            "the time before; left out."
        )
    return said


def _named(units: tuple[str, ...], shown: int = 5) -> str:
    more = f" and {len(units) - shown} more" if len(units) > shown else ""
    return ", ".join(units[:shown]) + more


def _warnings(one: StaggeredEffects) -> list[str]:
    said: list[str] = []
    if one.left_out:
        said.append(f"Left out for a missing figure: {_named(one.left_out)}.")
    away = _away_before(one)
    if away:
        said.append(
            f"Before the start the treated were already leaving their controls: {away}. Then the "
            "difference afterwards cannot be read as an effect alone."
        )
    return said


def _away_before(one: StaggeredEffects) -> str:
    """Averages before the starts whose interval leaves nought out, in words."""
    found = [
        f"{-since} before, {each.text()}"
        for since, each in one.by_time_since.items()
        if since < 0 and each.interval is not None and not each.interval[0] <= 0 <= each.interval[1]
    ]
    return "; ".join(found[-3:])


def _print(name: str, one: StaggeredEffects, panel: Panel, file: str) -> None:
    from capitula.outcomes.counterfactual.staggered_document import detectable, pre_rmspe

    typer.echo(f"{name}: staggered difference in differences, {one.controls} controls; {file}")
    typer.echo(f"- Effect, all starts and periods together: {one.simple.text()}, per period.")
    treated = one.simple.areas
    off = pre_rmspe(one, panel)
    never = len(panel.units) - len(one.left_out) - treated
    typer.echo(f"- {treated} units start within it, at {len(one.by_start)} times; {never} do not.")
    if off is not None:
        typer.echo(
            f"- Before the starts, where no effect can be, it is off by {off:.6g} (root mean "
            "square)."
        )
    seen = detectable(one.simple)
    if seen is None:
        typer.echo("- Power: not known, since there is no error to tell it from.")
    else:
        typer.echo(f"- Power: an effect of {seen:.6g} a period is found four times in five.")
    _table("By start", "Start", one.by_start.items())
    _table("By periods since the start", "Periods", one.by_time_since.items())
    _table("By period", "Period", one.by_time.items())
    for warning in _warnings(one):
        typer.echo(f"- {warning}")
    typer.echo("")


def _table(title: str, head: str, averages: Any) -> None:
    rows = [[str(key), *_cells(each)] for key, each in averages]
    headers = [head, "Effect", "95% from", "to", "Units"]
    print_table(title, headers, rows, numeric=(1, 2, 3, 4))


def _cells(each: Average) -> list[str]:
    low, high = ("–", "–")
    if each.interval is not None:
        low, high = (f"{end:+,.6g}" for end in each.interval)
    return [f"{each.effect:+,.6g}", low, high, str(each.areas)]
