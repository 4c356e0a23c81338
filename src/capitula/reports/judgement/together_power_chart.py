"""How often a change of a given size in every measure would have been found."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from capitula.ground.letters import within_sentence
from capitula.outcomes.inference.power import POWER
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.together.numbers import percent
from capitula.outcomes.together.testing import JointTest
from capitula.reports.chart import Chart, ChartTable
from capitula.reports.judgement.frame import EDGE, FOOT, Plot, scaled_frame
from capitula.reports.judgement.power_layers import STEPS, Curve, curve_layers, matters_layers
from capitula.reports.layers import LINE, WORDS, Layer, symbol, words
from capitula.reports.lettering import wrap
from capitula.reports.palette import INK

_SHAPES = ("square", "triangle-up", "diamond", "cross", "triangle-down")
_KEY = 18
"""Pixels from a mark of the key to its words."""

Alone = tuple[str, float]
"""A measure, and the change found four times in five where no other moves, in hundredths."""


def joint_power_chart(judged: TogetherJudgement, test: JointTest) -> Chart | None:
    """Return the curve of the share found against the change in each; None where nothing can be.

    Marks on the line of four in five say how large a change in one measure alone must be.
    """
    if test.detectable is None:
        return None
    stated = judged.terms.smallest_effect_share
    matters = None if stated is None else 100 * float(stated)
    alone = [
        (within_sentence(each.name), 100 * share)
        for each in judged.measures
        if (share := test.alone[each.id]) is not None
    ]
    title = (
        f"{judged.terms.name}: a change of {percent(test.detectable)} in each would be found four "
        "times in five"
    )
    least = "" if matters is None else f" The smallest that matters is {matters:.1f}%."
    subtitle = (
        f"Share of {len(test.needed)} other areas in which a change of so many per cent in every "
        f"measure would be called.{least}"
    )
    most = max(160 * test.detectable, 1.2 * (matters or 0), *(1.1 * share for _, share in alone))
    changes = np.linspace(0, most, STEPS + 1)
    shares = np.searchsorted(100 * test.needed, changes, side="right") / len(test.needed)
    said = " ".join(f"In {name} alone it takes {share:.1f}%." for name, share in alone)
    rows = [(f"{changes[n]:.1f}%", f"{shares[n]:.0%}") for n in range(0, len(changes), 5)]
    rows += [(f"{share:.1f}%, in {name} alone", f"{POWER:.0%}") for name, share in alone]
    marked = (100 * test.detectable, matters)
    return Chart(
        title=title,
        description=f"Line chart. {subtitle} {said} Every value is in the table.",
        draw=partial(_draw, (title, subtitle, ""), (changes, shares), marked, tuple(alone)),
        table=ChartTable(subtitle, ("Change in each", "Share found"), tuple(rows)),
        source="",
        plain=f"{subtitle} {title}. {said}".rstrip(),
    )


def _draw(
    said: tuple[str, str, str],
    curve: Curve,
    marked: tuple[float, float | None],
    alone: tuple[Alone, ...],
    width: int,
) -> Layer:
    detectable, matters = marked
    plot = Plot.over_numbers(said, float(curve[0][-1]), (0.0, 1.0), width)
    layers, eighty = curve_layers(plot, curve, detectable, below=10), plot.value_at(POWER)
    if matters is not None:
        layers += matters_layers(plot, curve, matters, f"matters: {matters:g}%", is_left=True)
    for (_, share), shape in zip(alone, _shapes(alone), strict=True):
        layers.append(symbol(plot.number_at(share), eighty, shape, INK, hollow=True))
    key, below = _key(alone, plot)
    return scaled_frame(plot, [*layers, *key], FOOT + below)


def _shapes(alone: Sequence[Alone]) -> list[str]:
    return [_SHAPES[n % len(_SHAPES)] for n in range(len(alone))]


def _key(alone: Sequence[Alone], plot: Plot) -> tuple[list[Layer], float]:
    """Return what the marks stand for, below the plot, and the height that it takes."""
    layers: list[Layer] = []
    down = 0.0
    for (name, share), shape in zip(alone, _shapes(alone), strict=True):
        lines = wrap(f"in {name} alone: {share:.1f}%", plot.width - _KEY, WORDS)
        top = plot.height + FOOT + down
        layers.append(symbol(6, top + WORDS / 2, shape, INK, hollow=True))
        layers.append(words(lines, _KEY, top))
        down += len(lines) * WORDS * LINE + 4
    return layers, down + (EDGE if alone else 0.0)
