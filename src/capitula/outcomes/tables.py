"""A comparison as rows of text for people and as a document for machines."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from capitula.ground.figure_table import FigureTable
from capitula.ground.financial_year import month_start
from capitula.outcomes.comparison import CAUTION, Comparison
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.words import decimal_text, month_name

NO_FIGURE = "no figure"


def headers(comparison: Comparison, first: str) -> tuple[str, ...]:
    """Return the headers of both tables: numbers a day, then the index, for each place."""
    names = [one.series.name for one in comparison.indexed]
    index = f"{comparison.baseline} = 100"
    return (first, *(f"{name} a day" for name in names), *(f"{n}, {index}" for n in names))


def year_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return a row a financial year; a year that is not whole says which months it has."""
    return [_row(comparison, str(year), year) for year in comparison.financial_years]


def month_rows(comparison: Comparison) -> list[tuple[str, ...]]:
    """Return a row a month."""
    return [_row(comparison, month_name(m), MonthRange(m, m)) for m in comparison.months]


def _row(comparison: Comparison, name: str, months: MonthRange) -> tuple[str, ...]:
    means = [one.series.daily_mean(months) for one in comparison.indexed]
    missing = sorted({month for mean in means for month in mean.missing})
    note = (
        f" (without {', '.join(map(month_name, missing))})" if missing and len(months) > 1 else ""
    )
    return (
        name + note,
        *(_cell(mean.value) for mean in means),
        *(_cell(one.mean(months)) for one in comparison.indexed),
    )


def _cell(value: Fraction | None) -> str:
    return NO_FIGURE if value is None else decimal_text(value)


def series_document(comparison: Comparison, measure: Measure, table: FigureTable) -> dict[str, Any]:
    """Return one comparison for machines, an item of `capitula.outcomes.series/1`."""
    return {
        "measure": {
            **measure.model_dump(mode="json"),
            "registration": str(measure.registration),
        },
        "baseline": str(comparison.baseline),
        "latest": str(comparison.latest),
        "places": [
            {
                "name": one.series.name,
                "baseline_mean": float(one.baseline_mean),
                "latest_mean": _number(one.series.daily_mean(comparison.latest).value),
                "latest_index": _number(one.mean(comparison.latest)),
                "missing": [_month(m) for m in one.series.missing],
                "months": [
                    {
                        "month": _month(m),
                        "count": one.series.counts.get(m),
                        "per_day": _number(one.series.per_day(m)),
                        "index": _number(one.at(m)),
                    }
                    for m in comparison.months
                ],
            }
            for one in comparison.indexed
        ],
        "steps": [
            {
                "month": step.time,
                "ratio": math.exp(step.step_log or 0.0),
                "z": None if step.z is None or math.isinf(step.z) else step.z,
                "classed": str(step.classed),
                "bars_judgement": step.bars_judgement,
            }
            for step in comparison.steps
        ],
        "finding": list(comparison.finding()),
        "caution": CAUTION,
        "source": table.meta,
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _month(index: int) -> str:
    return f"{month_start(index):%Y-%m}"
