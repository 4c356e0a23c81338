"""`money reproduce mssp` and `money reproduce reach`: published settlements from their own terms.

Every row is put to the contract file of its track. Nothing here knows a year or a track: rules by
year are dated steps of those files, and columns are data in `layouts/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from capitula.contract.payment.thresholds import MinimumSavingsRate
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.financial_year import FinancialYear
from capitula.money.mechanisms.exact import Rates
from capitula.money.mechanisms.figures import Figures, RateColumn
from capitula.money.mechanisms.thresholds import scale_rates
from capitula.money.reproduce import Comparison, Progress, Reproduction
from capitula.money.reproducing.cells import printed_places
from capitula.money.reproducing.comparing import (
    TOLERANCE,
    Source,
    compare,
    money,
    report,
    with_figures,
)
from capitula.money.reproducing.layout import SettlementLayout, settlement_layout
from capitula.money.reproducing.settlement_file import (
    PublishedRow,
    SettlementFile,
    read_settlements,
)
from capitula.money.reproducing.settling import Settled, settle_rows

REQUIRED = Decimal("0.99")
"""The least share of published figures that must be met, for years seen and unseen."""

_ROUNDED_TWICE = Decimal("1e-9")
"""Printed rates of 2016 were rounded twice: up to a unit of the ninth decimal. Mark: derived."""

_PRINTED = ("quality_score", "stated_final_share", "stated_loss_rate")
"""Rates whose printing widens the tolerance."""


def reproduce_mssp(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare generated and earned savings or losses, and the minimum rates of the scale.

    Raises:
        InputFaults: everything wrong with a file.
    """
    source, groups, columns = _settled("mssp", paths, year, progress)
    generated = _in_order(groups, _generated)
    earned = _in_order(groups, _earned("published_earned", lambda group: group.run.earned))
    scaled = [
        (number, comparison) for group in groups for number, comparison in _minimum_rates(group)
    ]
    rates = [comparison for _, comparison in sorted(scaled, key=lambda pair: pair[0])]
    figures = {
        "generated": _dollars(source, generated),
        "earned_or_owed": _dollars(source, earned),
        "minimum_rate": report(
            source, rates, required=REQUIRED, tolerance=_ROUNDED_TWICE, unit="rate, beyond print"
        ),
    }
    main = figures["earned_or_owed"]
    return with_figures(replace(main, more=_more(groups, main, columns)), figures)


def reproduce_reach(
    paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> Reproduction:
    """Compare gross savings, savings shared in the corridor, and what is left after sequestration.

    Raises:
        InputFaults: everything wrong with a file.
    """
    source, groups, columns = _settled("reach", paths, year, progress)
    asked: Mapping[str, tuple[str, Callable[[Settled], Any]]] = {
        "gross": ("published_gross", lambda group: group.run.pool),
        "shared": ("published_shared", lambda group: group.run.after("corridor")),
        "after_sequestration": ("published_after", lambda group: group.run.earned),
    }
    figures = {
        name: _dollars(source, _in_order(groups, _earned(column, values)))
        for name, (column, values) in asked.items()
    }
    main = figures["shared"]
    return with_figures(replace(main, more=_more(groups, main, columns)), figures)


def _dollars(source: Source, comparisons: Sequence[Comparison]) -> Reproduction:
    return report(source, comparisons, required=REQUIRED, tolerance=TOLERANCE, unit="$")


def _settled(
    name: str, paths: Sequence[Path], year: FinancialYear | None, progress: Progress | None
) -> tuple[Source, tuple[Settled, ...], dict[str, list[str]]]:
    layout: SettlementLayout = settlement_layout(name)
    read: list[SettlementFile] = []
    faults: list[Fault] = []
    for number, path in enumerate(paths):
        try:
            read.append(read_settlements(path, layout, year.start if year else None))
        except InputFaults as found:
            faults += found.faults
        if progress:
            progress(number + 1, len(paths))
    rows = [row for file in read for row in file.rows]
    faults += _twice(rows, ", ".join(path.name for path in paths))
    if faults:
        raise InputFaults(faults)
    files = tuple(file.name for file in read)
    source = Source(name, files, tuple(file.sha256 for file in read), len(rows))
    columns = {
        "columns_not_read": list(dict.fromkeys(c for file in read for c in file.not_read)),
        "columns_not_confirmed": _not_confirmed(read, layout),
    }
    return source, settle_rows(rows, layout, ", ".join(files)), columns


def _not_confirmed(files: Sequence[SettlementFile], layout: SettlementLayout) -> list[str]:
    """Return names that were bound from memory: seen in no file or dictionary of the year."""
    found: dict[str, None] = {}
    for file in files:
        names = [*file.columns.values(), *file.track_columns]
        for year in sorted({row.year for row in file.rows}):
            for name in layout.not_confirmed(names, year):
                found[f"{name} ({year})"] = None
    return list(found)


def _twice(rows: Sequence[PublishedRow], file: str) -> list[Fault]:
    """A settlement may stand twice in a year only as two halves of it, with another benchmark."""
    seen: dict[tuple[str, str, Any, Any], int] = {}
    faults: list[Fault] = []
    for row in rows:
        same = (row.key, row.contract, row.values.get("benchmark"), row.values.get("actual"))
        if same in seen:
            expected = f"each settlement once; it stands already in line {seen[same]}"
            place = Place(file, row.line)
            faults.append(Fault(place, f"{row.key} twice", expected, "give each file once"))
        seen.setdefault(same, row.line)
    return faults


def _in_order(
    groups: Sequence[Settled], compared: Callable[[Settled, int], Comparison]
) -> list[Comparison]:
    found = [
        (number, compared(group, row))
        for group in groups
        for row, number in enumerate(group.numbers)
    ]
    return [comparison for _, comparison in sorted(found, key=lambda pair: pair[0])]


def _generated(group: Settled, row: int) -> Comparison:
    step = next(s for s in group.program.steps if isinstance(s, MinimumSavingsRate))
    published = group.rows[row]
    computed = money(int(group.run.after(step.id)[row]))
    expected = published.values["published_generated"]
    return compare(
        published.key, _inputs(published), expected, computed, allowed=TOLERANCE, unit="$"
    )


def _earned(column: str, values: Callable[[Settled], Any]) -> Callable[[Settled, int], Comparison]:
    """Return what compares one published amount of every row; runs once a group."""
    ready: dict[int, tuple[Any, Any, Any]] = {}

    def compared(group: Settled, row: int) -> Comparison:
        if id(group) not in ready:
            ready[id(group)] = (values(group), _allowed(group, values), group.run.stopped())
        amounts, allowed, stopped = ready[id(group)]
        published = group.rows[row]
        expected = published.values[column]
        computed: Decimal | None = money(int(amounts[row]))
        most = TOLERANCE + money(int(allowed[row]))
        if not stopped[row] or (
            # A bound that is missing did not bind if the amount without it is the published one.
            group.run.at_most(row) and expected is not None and abs(computed - expected) <= most
        ):
            return compare(
                published.key,
                _inputs(published),
                expected,
                computed,
                allowed=most,
                reason=_ended(published, computed),
                unit="$",
            )
        reason = f"not computable: {group.run.reason(row)}"
        if group.run.at_most(row):
            reason += f"; without it the amount is {computed:,f}"
        return compare(
            published.key, _inputs(published), expected, None, allowed=most, reason=reason
        )

    return compared


def _ended(row: PublishedRow, computed: Decimal) -> str:
    """Return what is known of a difference where the contract ended within the year."""
    if not row.values.get("terminated_in_year"):
        return ""
    return (
        f"the contract ended within the year: the publisher prorates, by a part of the year that "
        f"is not in the file; for the whole year ${computed:,f}"
    )


def _allowed(group: Settled, values: Callable[[Settled], Any]) -> Any:
    """Return by how many cents the printing of rates can move each row: both ends are computed."""
    widest = np.zeros(group.figures.rows, dtype=np.int64)
    amounts = values(group)
    for name in _PRINTED:
        column = group.figures.rates.get(name)
        places = printed_places([row.values.get(name) for row in group.rows])
        if column is None or not places:
            continue
        for way in (1, -1):
            moved = _moved(group.figures, name, column, way, places)
            other = values(replace(group, run=group.program.run(moved)))
            widest = np.maximum(widest, np.abs(other - amounts))
    return widest


def _moved(figures: Figures, name: str, column: RateColumn, way: int, places: int) -> Figures:
    """Move a printed rate by half a unit of its last place."""
    unit = 2 * 10**places
    denominator = column.rates.denominator * unit
    numerators = np.asarray(column.rates.numerators) * unit + way * column.rates.denominator
    rates = RateColumn(Rates(np.maximum(numerators, 0), denominator), column.known)
    return replace(figures, rates={**figures.rates, name: rates})


def _minimum_rates(group: Settled) -> list[tuple[int, Comparison]]:
    """Compare the scale with the printed rates of those who have no choice but the scale."""
    step = next((s for s in group.program.steps if isinstance(s, MinimumSavingsRate)), None)
    stated = all(row.contract_stated for row in group.rows)
    if step is None or step.choices_percent or not step.scale or not stated:
        return []
    people = group.figures.count("people")
    scale = scale_rates(step.scale, people.values)
    places = printed_places([row.values.get("stated_minimum_rate") for row in group.rows])
    allowed = Decimal(5).scaleb(-places - 1) + _ROUNDED_TWICE
    found: list[tuple[int, Comparison]] = []
    for row, number in enumerate(group.numbers):
        published = group.rows[row]
        expected = published.values.get("stated_minimum_rate")
        computed, reason = None, f"the scale begins at {step.scale[0].people:,} people"
        if scale.known[row]:
            exact = scale.at(row)
            computed, reason = Decimal(exact.numerator) / Decimal(exact.denominator), ""
        inputs = {"people": Decimal(int(people.values[row]))}
        compared = compare(
            published.key, inputs, expected, computed, allowed=allowed, reason=reason
        )
        found.append((number, compared))
    return found


def _inputs(row: PublishedRow) -> dict[str, Decimal | None]:
    inputs: dict[str, Decimal | None] = {}
    for name, value in row.values.items():
        if not name.startswith("published_"):
            inputs[name] = None if value is None else Decimal(value)
    return inputs


def _more(
    groups: Sequence[Settled], main: Reproduction, columns: dict[str, list[str]]
) -> dict[str, Any]:
    deviations = [each.deviation for each in main.comparisons if each.deviation is not None]
    nonzero = [each for each in main.comparisons if each.expected]
    return {
        "year": " to ".join(
            str(year) for year in sorted({min(g.year for g in groups), max(g.year for g in groups)})
        ),
        "unit": "US dollars",
        "within_tolerance": sum(deviation <= TOLERANCE for deviation in deviations),
        "tolerance_note": (
            "two dollars, and beyond them what the printing of a rate can move: each printed rate "
            "is moved by half a unit of its last place either way and the row computed again"
        ),
        "nonzero": {"compared": len(nonzero), "matched": sum(each.matched for each in nonzero)},
        "contracts": sorted({group.contract for group in groups}),
    } | columns
