"""A report's chart as a part of a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from capitula.reports import chart as report
from capitula.web.parts import Chart, Column, Source, Table


def chart_part(chart: report.Chart, ident: str, sources: Sequence[Source] = ()) -> Chart:
    """Return a chart with its table; the drawing is kept, since charts repeat."""
    return Chart(
        ident=ident,
        title=chart.title,
        description=chart.description,
        svg=_drawn(_Drawing(chart), report.WIDE),
        narrow=_drawn(_Drawing(chart), report.NARROW),
        table=Table(
            chart.table.caption,
            [Column(header) for header in chart.table.headers],
            chart.table.rows,
            compact=True,
        ),
        sources=sources,
    )


class _Drawing:
    """A chart as a key: equal where what is drawn is equal."""

    def __init__(self, chart: report.Chart) -> None:
        self.chart = chart
        self._content = (chart.title, chart.description, chart.table, chart.source)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawing) and self._content == other._content

    def __hash__(self) -> int:
        return hash(self._content)


@lru_cache(maxsize=256)
def _drawn(drawing: _Drawing, width: int) -> str:
    return drawing.chart.svg(width)
