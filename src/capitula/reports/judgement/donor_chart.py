"""Who stands for what would have happened: the donors and their weights."""

from __future__ import annotations

from functools import partial

from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import method_name
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.layers import WORDS, Layer, Margins, Wording, area, framed, stroke, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import BLUE, MAGENTA, QUIET_INK

SHOWN = 12
_ROW, _BAR, _EDGE = 28, 16, 8


def donor_chart(judgement: Judgement, found: Estimate) -> Chart | None:
    """Return the chart of the heaviest donors; None where the method has no weights."""
    weights = list(found.weights.items())
    if not weights:
        return None
    shown, rest = weights[:SHOWN], weights[SHOWN:]
    left = f" {len(rest)} lighter ones are in the table." if rest else ""
    title = f"{judgement.measure.name}: {shown[0][0]} weighs most among {len(weights)} donors"
    subtitle = f"Weights by {method_name(found.method)} for {found.place}, which sum to 1.{left}"
    rows = tuple((name, f"{weight:.4f}") for name, weight in weights)
    return Chart(
        title=title,
        description=f"Bar chart. {subtitle} Every weight is in the table.",
        draw=partial(_draw, title, subtitle, tuple(shown)),
        table=ChartTable(subtitle, ("Donor", "Weight"), rows),
        source="",
        plain="\n".join(f"{name}  {weight:.3f}" for name, weight in shown),
    )


def _draw(title: str, subtitle: str, shown: tuple[tuple[str, float], ...], width: int) -> Layer:
    narrow = width < 500
    names = max(text_width(name, WORDS) for name, _ in shown) + 10
    left = _EDGE if narrow else _EDGE + names
    row = _ROW + (WORDS + 6 if narrow else 0)
    plot = width - left - _EDGE - 56
    wording = Wording.fit(title, subtitle, [], width - 2 * _EDGE)
    most = max(abs(weight) for _, weight in shown)
    layers: list[Layer] = []
    for number, (name, weight) in enumerate(shown):
        middle = number * row + row - _ROW / 2
        length = plot * abs(weight) / most
        colour = BLUE if weight >= 0 else MAGENTA
        layers.append(area(0, max(length, 1.5), middle - _BAR / 2, middle + _BAR / 2, colour))
        layers.append(words(f"{weight:.3f}", length + 6, middle, baseline="middle"))
        if narrow:
            layers.append(words(name, 0, number * row))
        else:
            layers.append(words(name, -8, middle, align="right", baseline="middle"))
    height = row * len(shown)
    layers.append(stroke((0, 0), (0, height), colour=QUIET_INK))
    top = _EDGE + wording.above + 12
    layers += wording.layers(_EDGE - left, _EDGE - top, height)
    return framed(layers, plot, height, Margins(left, _EDGE + 56, top, _EDGE))
