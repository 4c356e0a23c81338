"""The names of periods below a control chart: as many as there is room for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from capitula.reports.layers import WORDS, Layer, stroke, words
from capitula.reports.lettering import text_width
from capitula.reports.palette import INK

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_APART = 12


def period_ticks(times: Sequence[str], places: Sequence[float], height: float) -> list[Layer]:
    """Return ticks and names: of years where the periods are months, else of every so many."""
    named = _years(times) or list(enumerate(times))
    widest = max(text_width(name, WORDS) for _, name in named)
    room = (places[named[-1][0]] - places[named[0][0]]) / max(1, len(named) - 1)
    step = max(1, -(-int(widest + _APART) // max(1, int(room))))
    layers = [stroke((0, height), (places[-1] + places[0], height), colour=INK)]
    for at, name in named[::step]:
        x = places[at]
        layers.append(stroke((x, height), (x, height + 5), colour=INK))
        layers.append(words(name, x, height + 9, align="center"))
    return layers


def _years(times: Sequence[str]) -> list[tuple[int, str]]:
    """Return each January with its year; nothing unless months with two Januaries."""
    found = [_MONTH.fullmatch(time) for time in times]
    if not all(found):
        return []
    years = [(n, each[1]) for n, each in enumerate(found) if each and each[2] == "01"]
    return years if len(years) > 1 else []
