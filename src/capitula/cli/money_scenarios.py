"""`capitula money scenarios`: what a budget and each party's result may come to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.money.scenarios.report import ScenarioReport


def scenarios(
    scenario: str = typer.Argument(help="A scenario file, or one that ships: budget-example."),
    measure: str = typer.Option(
        "", "--measure", help="For the charts: budget, spend, pool, or a party; else spend."
    ),
    draws: int | None = typer.Option(None, "--draws", min=1, max=1_000_000, help="How many."),
    seed: int | None = typer.Option(None, "--seed", min=0, help="Another seed than the file's."),
    known: str | None = typer.Option(None, "--known", help="The contract as known on this day."),
    svg: Path | None = typer.Option(None, "--svg", help="Also write the fan to this file."),
    tornado: Path | None = typer.Option(None, "--tornado", help="Also write the tornado."),
    out: Path | None = typer.Option(None, "--out", help="Also write every draw to this CSV file."),
    as_json: bool = AsJson,
) -> None:
    """Run a scenario: every party's result under the same draws, seed and assumptions stated.

    Exit status: 0 done; 2 the input is at fault and nothing was written.
    """
    from capitula.case.scenarios import scenario_report

    day = read_day(known, "--known")
    report = scenario_report(scenario, measure=measure, count=draws, seed=seed, known_on=day)
    _write(report, svg, tornado, out)
    if as_json:
        print_json({"schema": "capitula.money.scenarios/1"} | report.document())
        return
    _print(report)


def _write(
    report: ScenarioReport, svg: Path | None, tornado: Path | None, out: Path | None
) -> None:
    from capitula.ground.writing import write_whole

    if svg is not None:
        from capitula.reports.fan_chart import fan_chart

        write_whole(svg, fan_chart(report.fan).svg())
    if tornado is not None:
        from capitula.reports.tornado_chart import tornado_chart

        chart = tornado_chart(report.tornado, report.fan.name, report.fan.mark)
        write_whole(tornado, chart.svg())
    if out is not None:
        write_whole(out, report.draws_csv())


def _print(report: ScenarioReport) -> None:
    from capitula.ground.pence import short_text

    rows = [
        [
            each.name,
            year.year,
            *(short_text(year.percentiles[percent]) for percent in (5, 25, 50, 75, 95)),
        ]
        for each in report.fans.values()
        for year in (each.years[0], *each.years[-1:])[: len(each.years)]
    ]
    heads = ["Result", "Year", "5%", "25%", "Median", "75%", "95%"]
    title = f"{report.sweep.scenario.title}: first and last year; --json has every year"
    print_table(title, heads, rows, numeric=(2, 3, 4, 5, 6))
    bars = [
        [bar.assumption, short_text(bar.low_pence), short_text(bar.high_pence)]
        for bar in report.tornado.bars
    ]
    title = f"What moves {report.fan.name.casefold()} {report.tornado.year}"
    print_table(title, ["Assumption", "At its 10th", "At its 90th"], bars, numeric=(1, 2))
    middle = short_text(report.tornado.middle_pence)
    typer.echo(f"One assumption at its percentile, the rest at the median, which gives {middle}.")
    for sentence in report.words():
        typer.echo(sentence)
    typer.echo(f"Evidence: {report.fan.mark}.")
