"""The XmR chart of a case's measure: its place's figure a day, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.outcomes.breaks.periods import month_label
from capitula.outcomes.charts.control_chart import ControlChart
from capitula.outcomes.charts.request import ChartRequest, series_chart
from capitula.outcomes.charts.sheet import SheetSeries
from capitula.outcomes.comparison import Comparison
from capitula.outcomes.measures import Measure
from capitula.outcomes.own_rules import chart_rebases
from capitula.outcomes.series_terms import ControlChart as Terms


def measure_chart(
    case: str,
    held: Sequence[tuple[Measure, Comparison]],
    wanted: str,
    request: ChartRequest,
) -> tuple[ControlChart, str, str]:
    """Return the chart of one measure, what is drawn in words, and the table it is from.

    The direction is the measure's own, as registered, and so are the screening, the points and the
    rebases of its terms wherever the request does not ask for others. Where the screen for data
    breaks finds a step at which the limits do not begin anew, the chart says that they mix two
    levels; it never rebases by itself.

    Args:
        case: the case's name.
        held: its measures that have a monthly series.
        wanted: the measure's id; the first if empty.
        request: the other options.

    Raises:
        InputFaults: no such measure, a chart of another kind, or what the chart refuses.
    """
    ids = [measure.id for measure, _ in held]
    if not held or (wanted and wanted not in ids):
        place, names = Place(case, None, None, "measure"), ", ".join(ids) or "none"
        remedy = near_miss(wanted, ids) or "choose one that has a monthly series"
        raise InputFaults([Fault(place, repr(wanted), f"one of: {names}", remedy)])
    if request.kind != "xmr":
        place, remedy = Place("--kind"), "leave --kind out, or chart a file of counts"
        expected = "xmr for a case: its figures are numbers a day"
        raise InputFaults([Fault(place, repr(request.kind), expected, remedy)])
    measure, comparison = next(each for each in held if not wanted or each[0].id == wanted)
    place = comparison.place
    months = list(place.months)
    values = tuple(
        None if (number := place.per_day(month)) is None else float(number) for month in months
    )
    times = tuple(month_label(month) for month in months)
    series = SheetSeries(place.name, times, {measure.column: values})
    asked = _by_terms(replace(request, value=measure.column), measure)
    try:
        chart = series_chart(series, asked)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(case, None, None, measure.id))]) from fault
    chart = replace(chart, notes=(*chart.notes, *_step_notes(comparison, asked)))
    return chart, f"{comparison.counted.capitalize()} a day, by month", measure.series


def _by_terms(request: ChartRequest, measure: Measure) -> ChartRequest:
    chart = measure.judged.control_chart if measure.judged else Terms()
    return replace(
        request,
        direction=measure.direction.value,
        screened=request.screened and chart.screened,
        baseline=chart.points if request.baseline is None else request.baseline,
        rebases=request.rebases or chart_rebases(measure),
    )


def _step_notes(comparison: Comparison, request: ChartRequest) -> list[str]:
    anew = {rebase.time for rebase in request.rebases}
    return [
        f"{step.words} Limits across it mix two levels. A rebase there needs a written reason."
        for step in comparison.steps
        if step.time not in anew
    ]
