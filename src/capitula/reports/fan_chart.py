"""The spread of a sweep over the years, as a fan with its table."""

from __future__ import annotations

from functools import partial

from capitula.ground.pence import pounds_text, short_text
from capitula.money.scenarios.fan import PERCENTS, Fan
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.fan_layers import draw_fan


def fan_chart(found: Fan) -> Chart:
    """Return the fan of a measure: half of all draws within, nine tenths in the outer band."""
    last = found.years[-1]
    low, high = short_text(last.percentiles[5]), short_text(last.percentiles[95])
    title = f"{found.name}: {low} to {high} in {last.year} in nine draws of ten{found.mark.caution}"
    said = "; ".join(
        f"{year.year}: median {short_text(year.percentiles[50])}, nine tenths from "
        f"{short_text(year.percentiles[5])} to {short_text(year.percentiles[95])}"
        for year in found.years
    )
    return Chart(
        title=title,
        description=f"Fan chart of {found.count:,} draws. {said}. Every value is in the table.",
        draw=partial(draw_fan, found, title),
        table=_table(found),
        source=f"{found.count:,} draws. Evidence: {found.mark}.",
        plain=_plain(found),
    )


def _table(found: Fan) -> ChartTable:
    heads = ("Year", *(f"{percent}th percentile" for percent in PERCENTS), "Mean", "Below nought")
    rows = tuple(
        (
            year.year,
            *(pounds_text(year.percentiles[percent]) for percent in PERCENTS),
            pounds_text(year.mean_pence),
            f"{year.below_nought:,} draws",
        )
        for year in found.years
    )
    return ChartTable(f"{found.name}, {found.count:,} draws", heads, rows)


def _plain(found: Fan) -> str:
    head = "         " + "".join(f"{percent:>9}%" for percent in PERCENTS)
    rows = [
        f"{year.year:<9}" + "".join(f"{short_text(year.percentiles[p]):>10}" for p in PERCENTS)
        for year in found.years
    ]
    return "\n".join([head, *rows])
