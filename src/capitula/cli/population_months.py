"""`capitula population member-months`: months counted by the rule that the contract names."""

from __future__ import annotations

from dataclasses import replace
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
)

if TYPE_CHECKING:
    from capitula.population.member_months.counting import MemberMonths

_NOBODY = "not known"


def member_months(
    folder: Path = FOLDER,
    rule: str = typer.Option(..., "--rule", help="any-day, first-of-month or day-weighted."),
    since: str = typer.Option(..., "--from", help="First day of the period."),
    through: str = typer.Option(..., "--to", help="Last day of the period."),
    ages: str = typer.Option("0,5,15,45,65,75,85", "--ages", help="First age of each band."),
    weights: Path | None = WeightsFile,
    weights_source: str = WeightsSource,
    weights_mark: str = WeightsMark,
    buckets: int = Buckets,
    threads: int = Threads,
    memory: int = Memory,
    work: Path | None = WorkFolder,
    restart: bool = Restart,
    as_json: bool = AsJson,
) -> None:
    """Count member months by practice, age band and sex, by the rule that the contract names."""
    from capitula.cli.run_options import whole_day, work_folder
    from capitula.ground.faults import InputFaults, Place, ValueFault
    from capitula.population.member_months.counting import SOURCES, count_member_months
    from capitula.population.member_months.terms import MemberMonthTerms, Period
    from capitula.tables.folder import open_folder
    from capitula.tables.session import EngineSettings

    first, last = whole_day("--from", since), whole_day("--to", through)
    bands = _bands(ages)
    need = need_weights(weights, weights_source, weights_mark, bands)
    try:
        terms = MemberMonthTerms(Period(first, last), _rule(rule), bands)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--to"))]) from fault
    if need is not None:
        terms = replace(terms, weights=need.by_cell)
    opened = open_folder(folder, SOURCES)
    with work_folder(work) as place, progress_bar("Counting") as progress:
        found = count_member_months(
            opened,
            terms,
            place,
            buckets=buckets or None,
            settings=EngineSettings(threads, memory),
            progress=progress,
            restart=restart,
        )
    if as_json:
        print_json(_months_document(found))
    else:
        _print_months(found)


def _rule(text: str) -> Any:
    from capitula.ground.faults import Fault, InputFaults, Place, near_miss
    from capitula.population.member_months.rules import MemberMonthRule

    words = [str(rule) for rule in MemberMonthRule]
    if text not in words:
        remedy = near_miss(text, words) or "take the rule that the contract names"
        expected = f"one of {', '.join(words)}"
        raise InputFaults([Fault(Place("--rule"), repr(text), expected, remedy)])
    return MemberMonthRule(text)


def _bands(text: str) -> Any:
    from capitula.ground.faults import InputFaults, Place, ValueFault
    from capitula.population.member_months.terms import age_bands

    parts = [part.strip() for part in text.split(",")]
    try:
        return age_bands([int(part) if part.isdecimal() else -1 for part in parts])
    except ValueFault as fault:
        raise InputFaults([fault.at(Place("--ages"))]) from fault


def _months_document(found: MemberMonths) -> dict[str, Any]:
    from capitula.population.member_months.counting import month_label

    cells = [
        {
            "month": month_label(cell.month),
            "practice": cell.practice,
            "age_band": cell.age_band,
            "sex": cell.sex,
            "counted": cell.counted,
            "counted_weighted_1e4": cell.counted_weighted,
        }
        for cell in found.cells
    ]
    return {
        "schema": "capitula.population.member-months/1",
        "rule": found.terms.rule,
        "unit": "person-days" if found.terms.rule.counts_days else "member months",
        "period": str(found.terms.period),
        "total": str(found.total),
        "weighted_total": str(found.weighted_total) if found.terms.weights else None,
        "digest": found.digest,
        "cells": cells,
    }


def _print_months(found: MemberMonths) -> None:
    rule = found.terms.rule
    by_practice = found.total_by(lambda cell: cell.practice)
    rows = [[practice, _exact(total)] for practice, total in sorted(by_practice.items())]
    rows.append(["All", _exact(found.total)])
    heads = ["Practice", "Member months"]
    if found.terms.weights:
        weighed = found.weighted_by(lambda cell: cell.practice) | {"All": found.weighted_total}
        rows = [[*row, _exact(weighed[row[0]])] for row in rows]
        heads.append("Weighed by need")
    title = f"Member months, {found.terms.period}: {rule.words}"
    typer.echo(title)
    print_table("", heads, rows, numeric=range(1, len(heads)))
    bands = found.total_by(lambda cell: cell.age_band)
    names = [band.name for band in found.terms.bands if band.name in bands]
    cells = [[name, _exact(bands[name])] for name in names]
    if None in bands:
        cells.append([_NOBODY, _exact(bands[None])])
    typer.echo("By age; a birthday moves a person on")
    print_table("", ["Age", "Member months"], cells, numeric=(1,))


def _exact(number: Fraction) -> str:
    """Return a fraction for reading: whole months, and the rest to four places."""
    whole = number.denominator == 1
    return f"{int(number):,}" if whole else f"{float(number):,.4f}"
