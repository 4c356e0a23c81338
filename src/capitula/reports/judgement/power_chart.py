"""How often an effect of a given size would have been found."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import numpy as np

from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import figure, with_unit
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import FOOT, Plot, scaled_frame
from capitula.reports.judgement.power_layers import STEPS, Curve, curve_layers, matters_layers
from capitula.reports.layers import Layer


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
    effects = np.linspace(0, most, STEPS + 1)
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
    curve: Curve,
    marked: tuple[float, Decimal | None],
    width: int,
) -> Layer:
    detectable, delta = marked
    plot = Plot.over_numbers(said, float(curve[0][-1]), (0.0, 1.0), width)
    layers = curve_layers(plot, curve, detectable, below=4)
    if delta is not None:
        layers += matters_layers(plot, curve, float(delta), f"matters: {delta}")
    return scaled_frame(plot, layers, FOOT)
