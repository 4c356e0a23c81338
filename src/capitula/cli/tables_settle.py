"""`capitula tables settle`: the settlement run over people's rows."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from capitula.cli.output import AsJson, print_json, print_table
from capitula.cli.progress import progress_bar
from capitula.cli.run_options import (
    FOLDER,
    Buckets,
    Memory,
    Restart,
    Threads,
    WeightsFile,
    WeightsMark,
    WeightsSource,
    WorkFolder,
    need_weights,
    work_folder,
)

if TYPE_CHECKING:
    from capitula.money.cube.run import Cube
    from capitula.money.cube.statement import YearFigures
    from capitula.population.member_months.weights_file import NeedWeights


def settle(
    folder: Path = FOLDER,
    terms: Path = typer.Option(..., "--terms", help="Terms of the run, a YAML file."),
    weights: Path | None = WeightsFile,
    weights_source: str = WeightsSource,
    weights_mark: str = WeightsMark,
    buckets: int = Buckets,
    threads: int = Threads,
    memory: int = Memory,
    work: Path | None = WorkFolder,
    restart: bool = Restart,
    figures_out: Path | None = typer.Option(
        None, "--figures", help="Folder for a figures file a year, for `capitula money settle`."
    ),
    as_json: bool = AsJson,
) -> None:
    """Run a settlement over people's rows: the cube, member months and a statement's figures.

    --weights names the table of need weights of the contract: months are then weighed by age band
    and sex as well, and a rate with `weighted: true` pays for weighted months.

    Exit status: 0 done; 2 the folder or the terms are at fault and nothing was computed.
    """
    from capitula.money.cube.run import SETTLEMENT_TABLES, settlement_run
    from capitula.money.cube.settlement_figures import write_settlement_figures
    from capitula.money.cube.statement import statement_figures
    from capitula.money.cube.terms import read_cube_terms
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    read = read_cube_terms(terms)
    need = need_weights(weights, weights_source, weights_mark, read.bands)
    opened = open_folder(folder, SETTLEMENT_TABLES)
    with work_folder(work) as place, progress_bar("Settling") as progress:
        cube = settlement_run(
            opened,
            read,
            place,
            weights=need,
            buckets=buckets or None,
            settings=EngineSettings(threads, memory),
            progress=progress,
            restart=restart,
        )
        figures = statement_figures(cube)
        written = (
            write_settlement_figures(cube, figures, figures_out) if figures_out is not None else ()
        )
    if as_json:
        print_json(_settle_document(cube, figures, work))
    else:
        _print_figures(cube, figures, work)
        for path in written:
            typer.echo(f"Wrote {path}; settle it: capitula money settle CONTRACT {path}")


def _settle_document(
    cube: Cube, figures: tuple[YearFigures, ...], work: Path | None
) -> dict[str, Any]:
    from dataclasses import asdict

    years = [
        {
            "year": str(year.year),
            "months": year.months,
            "member_months": str(year.member_months),
            "weighted_member_months": _text(year.weighted_member_months),
            "cost_pence": year.cost_pence,
            "unpriced_rows": year.unpriced_rows,
            "people": year.people,
            "threshold_pence": year.threshold_pence,
            "people_above": year.people_above,
            "excess_pence": year.excess_pence,
            "truncated_cost_pence": year.truncated_cost_pence,
            "payment_pence": year.payment_pence,
            "difference_pence": year.difference_pence,
            "lines": [asdict(line) for line in year.lines],
        }
        for year in figures
    ]
    kept = {} if work is None else {name: str(cube.path(name)) for name in cube.digests}
    head = {"schema": "capitula.tables.settle/1", "rule": cube.terms.member_months}
    return head | {
        "need_weights": None if cube.weights is None else _weights_document(cube.weights),
        "digests": dict(cube.digests),
        "files": kept,
        "years": years,
    }


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _weights_document(weights: NeedWeights) -> dict[str, Any]:
    return {
        "file": weights.file,
        "sha256": weights.sha256,
        "source": weights.source,
        "mark": str(weights.mark),
    }


def _print_figures(cube: Cube, figures: tuple[YearFigures, ...], work: Path | None) -> None:
    for year in figures:
        _print_year(cube, year)
    if work is not None:
        typer.echo(f"The cube and the other results lie under {work / 'whole'}.")
    typer.echo(f"Digest of the cube: {cube.digests['cube']}")


def _print_year(cube: Cube, year: YearFigures) -> None:
    from capitula.ground.pence import pounds_text

    def pounds(pence: int | None) -> str:
        return "–" if pence is None else pounds_text(pence)

    rows = [
        [
            line.line,
            f"{line.quantity:,}",
            pounds(line.cost_pence),
            pounds(line.payment_pence),
            f"{line.unpriced_rows:,}",
            f"{line.outside_rows:,}",
        ]
        for line in year.lines
    ]
    part = "" if year.months == 12 else f" ({year.months} months of it)"
    print_table(
        f"{year.year}{part}: {_months(year.member_months)} member months, "
        f"{cube.terms.member_months.words}",
        ["Line", "Quantity", "Cost", "Paid by rate", "Rows without a price", "Rows outside"],
        rows,
        numeric=range(1, 6),
    )
    if year.weighted_member_months is not None and cube.weights is not None:
        need = cube.weights
        typer.echo(
            f"Weighed by need: {_months(year.weighted_member_months)} member months. Weights: "
            f"{need.file}, {need.source} ({need.mark})."
        )
    typer.echo(f"Cost {pounds(year.cost_pence)}.")
    if year.threshold_pence is not None:
        typer.echo(
            f"Truncation at percentile {cube.terms.truncation_percent} of the costs of "
            f"{year.people:,} people: {pounds(year.threshold_pence)}; {year.people_above:,} cost "
            f"more, together {pounds(year.excess_pence)} above it; cost after truncation "
            f"{pounds(year.truncated_cost_pence)}."
        )
    if year.difference_pence is not None:
        typer.echo(f"Paid {pounds(year.payment_pence)}; less cost {pounds(year.difference_pence)}.")
    elif year.unpriced_rows:
        typer.echo(
            f"The cost is not complete: {year.unpriced_rows:,} rows have no price. They are "
            "counted, and no difference from a payment is drawn."
        )
    typer.echo("")


def _months(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else f"{float(number):,.2f}"
