"""`capitula population indices`: the need of a place, line by line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.population.need_weights.line_indices import PlaceNeed


def indices(
    source: str = typer.Argument(help="A case, or a file of weighted populations."),
    place: str = typer.Option("", "--place", help="The place by name or code, such as Dudley."),
    icb: str = typer.Option("", "--icb", help="Its board, where a place lies in several."),
    year: str = typer.Option("", "--year", help="Financial year, if the file's name lacks it."),
    open_: str = typer.Option("", "--open", help="Open one component, such as mental_health."),
    lines: Path | None = typer.Option(
        None, "--lines", help="CSV of a contract's lines: line, component, part."
    ),
    as_json: bool = AsJson,
) -> None:
    """Print a place's need index line by line, beside its board and England.

    Lines are never blended: each has its own index, ratio and share. Every figure can be opened.
    """
    need = _need(source, place, icb, year)
    if lines is not None:
        _print_lines(need, lines, as_json)
    elif open_:
        opened = need.open(open_)
        if as_json:
            schema = {"schema": "capitula.population.derivation/1"}
            print_json(schema | {"figures": [each.document() for each in opened]})
        else:
            typer.echo("\n\n".join(each.text() for each in opened))
    elif as_json:
        print_json(_document(need))
    else:
        _print_need(need)


def _need(source: str, place: str, icb: str, year: str) -> PlaceNeed:
    from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
    from capitula.ground.financial_year import FinancialYear
    from capitula.population.need_weights.line_indices import place_need
    from capitula.population.weighted_population import read_weighted_populations

    path = Path(source)
    if not path.is_file():
        from capitula.case import open_case
        from capitula.case.population import case_need

        need = case_need(open_case(source).figures)
        if need is None:
            remedy = "give a file of weighted populations instead"
            found = f"{source} holds no weighted populations"
            raise InputFaults([Fault(Place(source), found, "figures of them", remedy)])
        area = need.area
        if place and place.casefold() not in f"{area.name} {area.code}".casefold():
            expected, remedy = f"{area.name} ({area.code})", "the case has this place alone"
            raise InputFaults([Fault(Place("--place"), repr(place), expected, remedy)])
        return need
    if not place:
        remedy = "add --place, such as --place Dudley"
        raise InputFaults([Fault(Place("--place"), "no place", "a place of the file", remedy)])
    try:
        stated = FinancialYear.parse(year) if year else None
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--year"))]) from fault
    from capitula.cli.progress import progress_bar

    with progress_bar("Reading") as progress:
        populations = read_weighted_populations(path, stated, progress)
    return place_need(populations, place, icb)


def _print_lines(need: PlaceNeed, path: Path, as_json: bool) -> None:
    from fractions import Fraction

    from capitula.population.need_weights.line_file import read_line_parts
    from capitula.population.need_weights.line_indices import line_shares
    from capitula.population.need_weights.normalising import as_decimal

    parts = read_line_parts(path)
    crude = Fraction(need.crude_share or 0)
    rows = [
        {
            "line": line,
            "follows": {key: as_decimal(part) for key, part in parts[line].items()},
            "share": as_decimal(share),
            "ratio": as_decimal(share / crude) if crude else None,
        }
        for line, share in line_shares(need, parts).items()
    ]
    if as_json:
        head = {"schema": "capitula.population.lines/1", "name": need.area.name}
        head |= {"above": need.above_name, "in_force": need.in_force}
        print_json(head | {"population_share": need.crude_share, "lines": rows})
        return
    shown = [
        [
            row["line"],
            ", ".join(f"{key} {part:.3g}" for key, part in row["follows"].items()),
            _percent(row["share"]),
            _digits(row["ratio"], 5),
        ]
        for row in rows
    ]
    title = f"{need.area.name} {need.in_force}: its share of each line of {need.above_name}"
    headers = ["Line", "Follows", "Share, %", "Relative to people"]
    print_table(title, headers, shown, numeric=(2, 3))
    typer.echo(f"Share of the people: {_percent(need.crude_share)}%. Source: {need.source}")


def _print_need(need: PlaceNeed) -> None:
    people = _people(need.here.population)
    title = f"{need.area.name} {need.in_force}: {need.here.practices} practices, {people} people"
    beside_board = need.above is not None
    headers = ["Line", "Stream", "Weighted people", "Index"]
    headers += [f"Index of {need.above_name}", "Relative", "Share, %"] if beside_board else []
    headers += [] if beside_board else ["Share of England, %"]
    streams = need.streams
    rows: list[list[str]] = []
    for each in need.components:
        row = [each.title, streams.get(each.key, ""), _people(each.weighted_people)]
        row += [_digits(each.index, 5)]
        if beside_board:
            row += [_digits(need.top_indices[each.key], 5), _digits(each.ratio, 5)]
        rows.append([*row, _percent(each.share)])
    print_table(title, headers, rows, numeric=range(2, len(headers)))
    crude = _percent(need.crude_share)
    typer.echo(f"Share of the people of {need.above_name}: {crude}%. England's index is 1.")
    typer.echo("Each line of a budget follows its own index: lines are not blended into one.")
    typer.echo(f"Source: {need.source}")
    first = need.components[0].key
    typer.echo(
        f"Evidence: derived from {need.mark} figures. Open one with --open, such as --open {first}."
    )


def _document(need: PlaceNeed) -> dict[str, Any]:
    return {
        "schema": "capitula.population.indices/1",
        "kind": need.kind,
        "code": need.area.code,
        "name": need.area.name,
        "above": None if need.above is None else {"code": need.above.code, "name": need.above.name},
        "in_force": need.in_force,
        "practices": need.here.practices,
        "population": need.here.population,
        "population_share": need.crude_share,
        "components": [
            {
                "key": each.key,
                "title": each.title,
                "stream": need.streams.get(each.key, ""),
                "weighted_population": each.weighted_people,
                "index": each.index,
                "index_above": need.top_indices[each.key],
                "ratio": each.ratio,
                "share": each.share,
                "derivation": [opened.document() for opened in need.open(each.key)],
            }
            for each in need.components
        ],
        "source": need.source,
        "mark": need.mark.value,
    }


def _people(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _digits(value: Decimal | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{100 * value:.3f}"
