"""Series as rows of small bars, for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

_BARS = "▁▂▃▄▅▆▇█"
_NONE = "·"
MOST_BARS = 53


def sparkline(series: Sequence[tuple[str, Sequence[Fraction | None]]], span: str) -> str:
    """Return one row of bars a series, all on one scale from nought.

    Long series are drawn in equal stretches, each bar the mean of the values its stretch has.

    Args:
        series: name and values, of one length.
        span: the first and last of the stretch of time, in words.
    """
    length = max(len(values) for _, values in series)
    stretch = -(-length // MOST_BARS)
    means = [(name, _means(values, stretch)) for name, values in series]
    top = max((mean for _, row in means for mean in row if mean is not None), default=Fraction(0))
    margin = max(len(name) for name, _ in series)
    rows = [f"{name:<{margin}}  {''.join(_bar(mean, top) for mean in row)}" for name, row in means]
    unit = "a value" if stretch == 1 else f"the mean of {stretch} values"
    legend = f"{span}; each bar is {unit}, from 0 to {float(top):,.0f}"
    if any(mean is None for _, row in means for mean in row):
        legend += f"; {_NONE} no figure"
    return "\n".join([*rows, legend])


def _means(values: Sequence[Fraction | None], stretch: int) -> list[Fraction | None]:
    means: list[Fraction | None] = []
    for at in range(0, len(values), stretch):
        known = [value for value in values[at : at + stretch] if value is not None]
        means.append(sum(known, Fraction(0)) / len(known) if known else None)
    return means


def _bar(mean: Fraction | None, top: Fraction) -> str:
    if mean is None:
        return _NONE
    if not top:
        return _BARS[0]
    return _BARS[min(len(_BARS) - 1, int(mean / top * len(_BARS)))]
