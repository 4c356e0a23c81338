"""The sum of changes in each window after the start, beside what other areas stay under."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.together.numbers import signed_sum
from capitula.outcomes.verdict.evidence import Evidence, Window
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import EDGE, Plot, scaled_frame
from capitula.reports.layers import LINE, WORDS, Layer, stroke, symbol, words
from capitula.reports.lettering import wrap
from capitula.reports.palette import BLUE, INK, QUIET_INK

_HALF = 44
"""Pixels from the middle of a window's line to its end."""


def windows_chart(judged: TogetherJudgement, evidence: Evidence, source: str) -> Chart | None:
    """Return the chart: a mark a window, and its band; None without a full window."""
    windows = evidence.windows
    if not windows:
        return None
    outside = sum(each.is_better for each in windows)
    barred = " (not to be read as an effect)" if judged.obstacles else ""
    title = (
        f"{judged.terms.name}, {judged.place}: the sum is above its band in {outside} of "
        f"{len(windows)} windows{barred}"
    )
    subtitle = (
        "Sum of the mean changes, each over its own scale; higher is better. Line: the band, which "
        f"the sums of all but {evidence.alpha:.0%} of other areas stay under"
    )
    rows = tuple(
        (
            each.name,
            signed_sum(each.statistic),
            signed_sum(each.band),
            "above" if each.is_better else "below",
        )
        for each in windows
    )
    return Chart(
        title=title,
        description=f"Dot chart. {subtitle}. Every value is in the table.",
        draw=partial(_draw, (title, subtitle, source), windows),
        table=ChartTable(subtitle, ("Window", judged.place, "Band", "Its band"), rows),
        source=source,
        plain="\n".join(f"{name}  {own}  (band {band})" for name, own, band, _ in rows),
    )


def _draw(said: tuple[str, str, str], windows: tuple[Window, ...], width: int) -> Layer:
    values = [0.0, *(v for each in windows for v in (each.statistic, each.band))]
    room = (max(values) - min(values)) * 0.15 or 1.0
    span = (min(values) - room, max(values) + room)
    plot = Plot.over_numbers(said, 1.0, span, width)
    step = plot.width / len(windows)
    names = [wrap(each.name, step - EDGE, WORDS) for each in windows]
    layers = [stroke((0, plot.value_at(0)), (plot.width, plot.value_at(0)), colour=QUIET_INK)]
    for number, (each, name) in enumerate(zip(windows, names, strict=True)):
        layers += _window(plot, each, step * (number + 0.5), step)
        layers.append(words(name, step * (number + 0.5), plot.height + EDGE, align="center"))
    # Windows are named by their own marks: no numbers stand below.
    foot = max(map(len, names)) * WORDS * LINE + 2 * EDGE
    return scaled_frame(replace(plot, least=0.0, most=0.0), layers, foot)


def _window(plot: Plot, window: Window, x: float, step: float) -> list[Layer]:
    half, own = min(_HALF, step / 2 - 4), plot.value_at(window.statistic)
    band = plot.value_at(window.band)
    below = own < plot.height - 30
    return [
        stroke((x - half, band), (x + half, band), colour=INK, width=2.5),
        words(f"band {signed_sum(window.band)}", x, band - 4, align="center", baseline="bottom"),
        symbol(x, own, "diamond", BLUE, size=150),
        words(
            signed_sum(window.statistic),
            x,
            own + 12 if below else own - 12,
            colour=BLUE,
            bold=True,
            align="center",
            baseline="top" if below else "bottom",
        ),
    ]
