"""`capitula population indices`, `weigh`, `carr-hill`: the need of a population, line by line."""

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
    as_json: bool = AsJson,
) -> None:
    """Print a place's need index line by line, beside its board and England.

    Lines are never blended: each has its own index, ratio and share. Every figure can be opened.
    """
    need = _need(source, place, icb, year)
    if open_:
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
    from capitula.population.need_weights.line_indices import need_beside_england, place_need
    from capitula.population.weighted_population import read_weighted_populations

    path = Path(source)
    if not path.is_file():
        from capitula.case import open_case
        from capitula.population.from_figures import populations_from_figures, totals_from_figures

        figures = open_case(source).figures
        tables = {key: figures[key] for key in figures if key.startswith("target_allocation_")}
        england = next((key for key in tables if key.endswith("_england")), "")
        table = next((key for key in tables if key != england), "")
        if not table or not england:
            remedy = "give a file of weighted populations instead"
            found = f"{source} holds no weighted populations"
            raise InputFaults([Fault(Place(source), found, "figures of them", remedy)])
        populations = populations_from_figures(tables[table])
        area = populations.practices[0].areas["commissioner"]
        if place and place.casefold() not in f"{area.name} {area.code}".casefold():
            expected, remedy = f"{area.name} ({area.code})", "the case has this place alone"
            raise InputFaults([Fault(Place("--place"), repr(place), expected, remedy)])
        return need_beside_england(populations, totals_from_figures(tables[england]), area)
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


def weigh(
    lists: Path = typer.Argument(help="CSV: practice, the columns of the cells, people."),
    weights: Path = typer.Option(..., "--weights", help="CSV file with the table of weights."),
    by: list[str] = typer.Option(..., "--by", help="Column that names a cell; may be repeated."),
    weight: str = typer.Option(..., "--weight", help="Column that holds the weight."),
    source: str = typer.Option(..., "--source", help="Where the weights come from."),
    mark: str = typer.Option("local", "--mark", help="How they are known, such as sourced."),
    summed: bool = typer.Option(False, "--sum", help="Add the weights of all a person's cells."),
    divisor: str = typer.Option("1", "--divisor", help="What the printed weight is divided by."),
    below_nought: bool = typer.Option(False, "--below-nought", help="Allow negative weights."),
    base: str = typer.Option("0", "--base", help="What every person counts before the sum."),
    open_: str = typer.Option("", "--open", help="Open one practice."),
    as_json: bool = AsJson,
) -> None:
    """Weigh practice lists by any table of weights; the result adds up to the registered lists."""
    from capitula.population.need_weights.normalising import as_decimal
    from capitula.population.need_weights.weighing import read_counted_lists, weigh_lists
    from capitula.population.need_weights.weight_table import (
        Combining,
        WeightTerms,
        read_weight_table,
    )

    terms = WeightTerms(
        by=tuple(by),
        weight=weight,
        combining=Combining.SUM if summed else Combining.LOOKUP,
        mark=_mark(mark),
        source=source,
        divisor=_number(divisor, "--divisor", above_nought=True),
        below_nought=below_nought,
        base=_number(base, "--base"),
    )
    table = read_weight_table(weights, terms)
    weighed = weigh_lists(table, read_counted_lists(lists, table))
    if open_:
        from capitula.ground.faults import Fault, InputFaults, Place, near_miss

        if open_ not in weighed.registered:
            remedy = near_miss(open_, list(weighed.registered)) or "name a practice of the lists"
            raise InputFaults([Fault(Place("--open"), repr(open_), "a practice", remedy)])
        opened = weighed.open(open_)
        if as_json:
            print_json({"schema": "capitula.population.derivation/1"} | opened.document())
        else:
            typer.echo(opened.text())
        return
    rows = [
        {
            "practice": practice,
            "registered": as_decimal(people),
            "index": as_decimal(weighed.index(practice)),
            "weighted_hundredths": weighed.hundredths[practice],
        }
        for practice, people in weighed.registered.items()
    ]
    if as_json:
        head = {"schema": "capitula.population.weigh/1", "weights": table.file}
        print_json(head | {"source": source, "mark": weighed.mark.value, "practices": rows})
        return
    _print_lists(f"Lists weighed by {table.file}, column {weight}", rows)
    typer.echo(f"Evidence: {weighed.mark}. Source of the weights: {source}")


def carr_hill(
    lists: Path = typer.Argument(
        help="CSV: a row a practice, people by sex and age band, and what else is known."
    ),
    as_json: bool = AsJson,
) -> None:
    """Weigh practice lists by the Carr-Hill formula; unverified values keep it unofficial."""
    from capitula.population.need_weights.carr_hill import carr_hill_lists, index_title
    from capitula.population.need_weights.carr_hill_file import read_carr_hill_lists
    from capitula.population.need_weights.normalising import as_decimal, in_hundredths

    result = carr_hill_lists(read_carr_hill_lists(lists))
    hundredths = in_hundredths(result.weighted)
    rows = [
        {
            "practice": practice,
            "registered": as_decimal(people),
            "index": as_decimal(result.weighted[practice] / people),
            "weighted_hundredths": hundredths[practice],
            "indices": {key: as_decimal(each[practice]) for key, each in result.indices.items()},
        }
        for practice, people in result.registered.items()
    ]
    if as_json:
        head = {"schema": "capitula.population.carr_hill/1", "label": result.label}
        head |= {"official": result.official, "mark": result.mark.value}
        unverified = {"unverified": list(result.unverified), "left_out": list(result.left_out)}
        print_json(head | unverified | {"practices": rows})
        return
    _print_lists(result.label, rows, {key: index_title(key) for key in result.indices})
    typer.echo(f"Evidence: {result.mark}.")


def _print_lists(
    title: str, rows: list[dict[str, Any]], more: dict[str, str] | None = None
) -> None:
    more = more or {}
    headers = ["Practice", "Registered", *more.values(), "Index", "Weighted"]
    body = [
        [
            row["practice"],
            f"{row['registered']:,.2f}",
            *(f"{row['indices'][key]:.4f}" for key in more),
            f"{row['index']:.4f}",
            f"{Decimal(row['weighted_hundredths']).scaleb(-2):,.2f}",
        ]
        for row in rows
    ]
    print_table(title, headers, body, numeric=range(1, len(headers)))
    registered = sum((row["registered"] for row in rows), Decimal(0))
    weighted = Decimal(sum(row["weighted_hundredths"] for row in rows)).scaleb(-2)
    typer.echo(f"Registered {registered:,.2f}; weighted {weighted:,.2f}.")


def _mark(text: str) -> Any:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss
    from capitula.ground.marks import EvidenceMark

    known = [mark.value for mark in EvidenceMark]
    if text in known:
        return EvidenceMark(text)
    remedy = near_miss(text, known) or "say how the weights are known"
    raise InputFaults([Fault(Place("--mark"), repr(text), f"one of {', '.join(known)}", remedy)])


def _number(text: str, option: str, *, above_nought: bool = False) -> Decimal:
    from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
    from capitula.ground.figure_table import read_decimal

    try:
        number = read_decimal(text)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(option))]) from fault
    if number is None or (above_nought and number <= 0):
        raise InputFaults([Fault(Place(option), repr(text), "a number above nought", "correct it")])
    return number


def _people(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:,.2f}"


def _digits(value: Decimal | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _percent(value: Decimal | None) -> str:
    return "–" if value is None else f"{100 * value:.3f}"
