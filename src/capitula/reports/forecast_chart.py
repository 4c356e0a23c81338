"""The chance of having started, by month after the stated date, with what was seen of others."""

from __future__ import annotations

from functools import partial

from capitula.ground.date_words import date_text
from capitula.programme.forecast.combined import Combined
from capitula.programme.forecast.forecast import Forecast
from capitula.programme.forecast.words import percent
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.forecast_layers import ForecastPlan, draw_forecast


def forecast_chart(place: str, found: Forecast, both: Combined | None = None) -> Chart:
    """Return the curve of a forecast.

    Args:
        place: whose contract it is.
        found: the forecast.
        both: the same combined with the plan's network, where it can be.
    """
    month = found.first_month
    chance = percent(found.curve.started(month))
    by = "its stated date" if found.asked.waited is None else f"{_month(found, month)}"
    n = len(found.informative)
    title = f"{place}: a {chance} chance of a start by {by}; from {n} comparable contracts"
    subtitle = "Chance of having started in whatever form, per cent, by month after the stated date"
    passed = found.asked.waited
    first = 0 if passed is None else passed + 1
    plan = ForecastPlan(
        title,
        subtitle,
        tuple(
            (m, _month(found, m), found.curve.started(m), *found.interval(m))
            for m in range(first, found.curve.horizon + 1)
        ),
        tuple((m, both.started[m]) for m in range(first, len(both.started))) if both else (),
        f"Stated: {date_text(found.asked.planned)}",
    )
    low, high = found.interval(month)
    return Chart(
        title=title,
        description=(
            f"Curve from the stated date, {date_text(found.asked.planned)}, to three years after "
            "it. "
            f"{percent(found.curve.started(month))} by {_month(found, month)}, "
            f"{percent(found.curve.started(36))} by {_month(found, 36)}. Of comparable contracts "
            f"{percent(found.observed.started(month))} had started by then, interval "
            f"{percent(low)} to {percent(high)}. Every value is in the table."
        ),
        draw=partial(draw_forecast, plan),
        table=_table(plan, both=both is not None),
        source=(
            f"{n} comparable contracts as known on {date_text(found.asked.known_on)}; 95% "
            "intervals of what "
            "was seen of them. Evidence: assumed."
        ),
        plain="",
    )


def _table(plan: ForecastPlan, *, both: bool) -> ChartTable:
    combined = dict(plan.both)
    heads = ("Month", "Months after", "Chance", "Seen, from", "Seen, to")
    rows = tuple(
        (
            name,
            str(month),
            percent(chance),
            percent(low),
            percent(high),
            *((percent(combined[month]),) if both else ()),
        )
        for month, name, chance, low, high in plan.points
    )
    return ChartTable(plan.subtitle, (*heads, "With the network") if both else heads, rows)


def _month(found: Forecast, month: int) -> str:
    return f"{found.day(month):%B %Y}"
