"""XmR charts of many series at once.

Rules: NHS England's, as in NHSRplotthedots 0.2.2; see `rules.yaml`. Limits are mean ± 2.66 × mean
moving range of the baseline; the screened mode leaves out, once, every moving range that is not
strictly below 3.267 × their mean.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import ValueFault
from capitula.outcomes.charts.rules import constants
from capitula.outcomes.charts.signals import kind_of
from capitula.outcomes.measures import Direction

Engine = Literal["compiled", "plain"]
Floats: TypeAlias = NDArray[np.float64]
FEW = 3_000
"""Up to so many points the plain kernel is done before the compiler would be loaded."""


@dataclass(frozen=True, slots=True, eq=False)
class XmrBatch:
    """Charts of N series of up to T points, in one screening mode.

    Attributes:
        screened: whether moving ranges were screened.
        counts: int64 [N], how many points each series has.
        segments: int64 [1 or N, T], the segment of each point.
        limits: float64 [N, S, 4], by segment: mean, mean moving range, lower and upper limit. Not
            a number where there is none: no such segment, or a single point.
        flags: int8 [N, T], values of `Flag`.
        close: int8 [N, T], the side on which a point is close to a limit, else nought.
    """

    screened: bool
    counts: NDArray[np.int64]
    segments: NDArray[np.int64]
    limits: Floats
    flags: NDArray[np.int8]
    close: NDArray[np.int8]

    def point_types(self, direction: Direction) -> NDArray[np.int8]:
        """Return int8 [N, T], values of `PointType`: what the flags mean for a direction."""
        table = np.zeros(9, dtype=np.int8)
        table[:4] = -kind_of(direction, high=False)
        table[5:] = kind_of(direction, high=True)
        return table[self.flags.astype(np.intp) + 4]

    def last_flags(self) -> NDArray[np.int8]:
        """Return int8 [N]: the flag of each series' last point, which the variation icon shows."""
        return self.flags[np.arange(len(self.flags)), self.counts - 1]


def xmr_batch(
    values: Any,
    *,
    screened: bool = True,
    baseline: int | None = None,
    segments: Any = None,
    blocks: Any = None,
    counts: Any = None,
    engine: Engine | None = None,
    threads: int | None = None,
) -> XmrBatch:
    """Return the charts of many series.

    Args:
        values: float64 [N, T], finite up to each series' count.
        screened: screen the moving ranges (the default of the R package); else use all of them (as
            NHS England's workbook does).
        baseline: points at the head of each segment from which its limits come; all by default.
        segments: int64 [T] or [N, T]: 0, then 1 from the first point of a rebase on, and so on.
        blocks: as `segments`; neighbours of one block follow each other in time. By default a
            segment is a block.
        counts: int64 [N]: points of each series, if not T.
        engine: `compiled`, or `plain`; by default by how much there is to do.
        threads: as many as there are processors, unless given. The result does not depend on it.

    Raises:
        ValueFault: no series or no points, a figure that is missing or infinite, a baseline below
            one, or segments that do not begin at 0 and rise by one.
    """
    series = np.ascontiguousarray(values, dtype=np.float64)
    lengths = _counts(series, counts)
    rows = _rows(segments, series.shape)
    joined = rows if blocks is None else _rows(blocks, series.shape) * (1 + rows.max()) + rows
    _check(series, lengths, rows, baseline)
    rule = constants()
    number, points = series.shape
    result = XmrBatch(
        screened,
        lengths,
        rows,
        np.full((number, int(rows.max()) + 1, 4), np.nan),
        np.zeros((number, points), dtype=np.int8),
        np.zeros((number, points), dtype=np.int8),
    )
    block = _kernel(engine, number * points)

    def run(part: tuple[int, int]) -> None:
        block(
            series, rows, joined, lengths, *part, baseline or 0, screened, rule.limit,
            rule.screen, rule.near_share, rule.run_points, np.empty((5, points)),
            result.limits, result.flags, result.close,
        )  # fmt: skip

    workers = threads or os.cpu_count() or 1
    if number * points <= FEW or workers == 1:
        run((0, number))
        return result
    edges = [number * part // workers for part in range(workers + 1)]
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(run, pairwise(edges)))
    return result


def _kernel(engine: Engine | None, work: int) -> Any:
    plain = engine == "plain" or (engine is None and (work <= FEW or find_spec("numba") is None))
    if plain:
        from capitula.outcomes.charts.kernel import xmr_block

        return xmr_block
    from capitula.outcomes.charts.compiled import compiled_kernel

    return compiled_kernel()["xmr_block"]


def _counts(series: Floats, counts: Any) -> NDArray[np.int64]:
    if series.ndim != 2 or 0 in series.shape:
        raise ValueFault(
            f"an array of shape {series.shape}",
            "at least one series of at least one point: [series, points]",
            "give a row a series",
        )
    if counts is None:
        return np.full(len(series), series.shape[1], dtype=np.int64)
    given = np.asarray(counts, dtype=np.int64)
    if given.shape != (len(series),) or given.min() < 1 or given.max() > series.shape[1]:
        raise ValueFault(
            "counts that do not fit the series",
            f"for each of {len(series)} series a number from 1 to {series.shape[1]}",
            "count the points of each series",
        )
    return given


def _rows(given: Any, shape: tuple[int, ...]) -> NDArray[np.int64]:
    if given is None:
        return np.zeros((1, shape[1]), dtype=np.int64)
    rows = np.atleast_2d(np.asarray(given, dtype=np.int64))
    if rows.shape[1] != shape[1] or len(rows) not in (1, shape[0]):
        raise ValueFault(
            f"segments of shape {rows.shape}",
            f"a number for each of {shape[1]} points, once or for each of {shape[0]} series",
            "number the points",
        )
    return np.ascontiguousarray(rows)


def _check(
    series: Floats, counts: NDArray[np.int64], rows: NDArray[np.int64], baseline: int | None
) -> None:
    places: list[list[int]] = np.argwhere(~np.isfinite(series)).tolist()
    bad = [(n, t) for n, t in places if t < counts[n]]
    if bad:
        n, t = bad[0]
        raise ValueFault(
            f"no finite figure at point {t + 1} of series {n + 1}"
            + (f", and at {len(bad) - 1} more" if len(bad) > 1 else ""),
            "a figure at every point",
            "leave the point out, or part the series there, and say so",
        )
    if baseline is not None and baseline < 1:
        raise ValueFault(f"a baseline of {baseline} points", "one or more", "count its points")
    steps = np.diff(rows, axis=1)
    if (rows[:, 0] != 0).any() or ((steps != 0) & (steps != 1)).any():
        raise ValueFault(
            "segments that do not begin at 0 and rise by one",
            "0 for the first, 1 from the first rebase on, 2 from the next",
            "number them in order",
        )
