"""`capitula population weigh` and `carr-hill`: practice lists by any table of weights."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import typer

from capitula.cli.evidence import read_mark
from capitula.cli.output import AsJson, print_json, print_table


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
        mark=read_mark("--mark", mark),
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
