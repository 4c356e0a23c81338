"""How often an effect of a given size would have been found."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import numpy as np

from capitula.outcomes.inference.power import POWER
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import figure, with_unit
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import FOOT, Plot, polyline, scaled_frame
from capitula.reports.layers import Layer, stroke, words
from capitula.reports.palette import BLUE, MAGENTA, QUIET_INK

_STEPS = 20
_HALF = 0.5
"""Where the curve is lower at the effect that matters, that effect's label stands above it."""


def power_chart(judgement: Judgement, found: Estimate) -> Chart | None:
    """Return the curve of the share found against the effect; None where there is none."""
    needed = found.needed[np.isfinite(found.needed)]
    if not len(needed) or found.detectable is None:
        return None
    measure, delta = judgement.measure, judgement.measure.smallest_effect
    title = (
        f"{measure.name}: an effect of {with_unit(found.detectable, measure)} would be found four "
        "times in five"
    )
    least = "" if delta is None else f" The smallest that matters is {figure(float(delta))}."
    subtitle = f"Share of {len(needed)} other areas in which an effect would be called.{least}"
    most = float(max(found.detectable * 1.6, float(delta or 0) * 1.2))
    effects = np.linspace(0, most, _STEPS * 5 + 1)
    shares = np.searchsorted(needed, effects, side="right") / len(needed)
    rows = tuple((figure(float(effects[n])), f"{shares[n]:.0%}") for n in range(0, len(effects), 5))
    return Chart(
        title=title,
        description=f"Line chart. {subtitle} Every value is in the table.",
        draw=partial(_draw, (title, subtitle, ""), (effects, shares), (found.detectable, delta)),
        table=ChartTable(subtitle, (f"Effect, {measure.unit}", "Share found"), rows),
        source="",
        plain=f"{subtitle} {title}.",
    )


def _draw(
    said: tuple[str, str, str],
    curve: tuple[np.ndarray, np.ndarray],
    marked: tuple[float, Decimal | None],
    width: int,
) -> Layer:
    (effects, shares), (detectable, delta) = curve, marked
    plot = Plot.over_numbers(said, float(effects[-1]), (0.0, 1.0), width)
    xs = [plot.number_at(float(e)) for e in effects]
    eighty, found = plot.value_at(POWER), plot.number_at(detectable)
    layers: list[Layer] = [
        stroke((0, eighty), (plot.width, eighty), colour=QUIET_INK, dashes=(3, 3)),
        words("four in five", plot.width, eighty + 4, colour=QUIET_INK, align="right"),
        polyline(xs, [plot.value_at(float(s)) for s in shares], BLUE, 3),
        stroke((found, eighty), (found, plot.height), colour=BLUE, dashes=(3, 3)),
    ]
    if delta is not None:
        at = plot.number_at(float(delta))
        layers.append(stroke((at, 0), (at, plot.height), colour=MAGENTA, width=1.5))
        is_low = shares[np.searchsorted(effects, float(delta), side="right") - 1] < _HALF
        label = plot.value_at(1) + 4 if is_low else plot.height - 20
        layers.append(words(f"matters: {delta}", at + 4, label, colour=MAGENTA))
    return scaled_frame(plot, layers, FOOT)
