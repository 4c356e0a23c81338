"""Simplex least squares for many areas at once: compiled, or the same in plain NumPy.

Both give the same weights within 1e-12. Work is cut into blocks of one outcome and a fixed number
of areas, so that the number of threads changes no byte.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.certificate import relative_gap
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.simplex_polish import polish_areas

BLOCK = 40
"""Areas of one outcome that one task fits, in their order."""

ONE_THREAD = 250_000
"""Products of fewer multiplications than this are done by OpenBLAS in the calling thread."""

POLISH = 1e-12
"""Fits with a larger relative gap are polished, those of either engine by the same code."""

ENGINES = ("compiled", "numpy")

Engine = Literal["compiled", "numpy"]
Kernel = Callable[..., None]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """The solutions of one outcome.

    Attributes:
        index: int32 [N, K] donors, the first `count` of each row.
        weight: float64 [N, K].
        count: int32 [N].
        path: float64 [N, T], Σ w_k y_k; NaN for an area that was not asked for.
        loss: float64 [N], the sum of squares before the start.
        gap: float64 [N], ∇ᵀw − min ∇, from the data.
    """

    index: NDArray[np.int32]
    weight: Floats
    count: NDArray[np.int32]
    path: Floats
    loss: Floats
    gap: Floats


def solve_outcomes(
    series: Sequence[Floats],
    donors: Sequence[NDArray[np.bool_]],
    start: int,
    *,
    engine: Engine | None = None,
    threads: int | None = None,
) -> list[Solved]:
    """Fit every area of every outcome from its allowed donors, itself excepted.

    Args:
        series: per outcome float64 [N, T], complete; N may differ between outcomes.
        donors: per outcome bool [N].
        start: periods before it are fitted.
        engine: `compiled`, unless numba is not there; `$CAPITULA_ENGINE` says otherwise.
        threads: as many as there are processors, unless given.
    """
    kernel = find_kernel(engine)
    found = [_empty(each, start) for each in series]
    tasks: list[tuple[int, NDArray[np.int64]]] = []
    for number, each in enumerate(series):
        areas = np.arange(len(each))
        tasks += [(number, areas[k : k + BLOCK]) for k in range(0, len(each), BLOCK)]

    def run(task: tuple[int, NDArray[np.int64]]) -> None:
        number, areas = task
        into = found[number]
        kernel(
            series[number],
            grams[number],
            areas,
            donors[number],
            start,
            into.index,
            into.weight,
            into.count,
            into.path,
            into.loss,
            into.gap,
        )

    def again(number: int) -> None:
        into, each = found[number], series[number]
        off = ~(relative_gap(into.gap, into.loss, each[:, :start]) <= POLISH)
        if off.any():
            arrays = into.index, into.weight, into.count, into.path, into.loss, into.gap
            polish_areas(each, np.flatnonzero(off), donors[number], start, *arrays)

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        grams = list(pool.map(gram_of, series, [start] * len(series)))
        list(pool.map(run, tasks))
        list(pool.map(again, range(len(series))))
    return found


def gram_of(series: Floats, start: int) -> Floats:
    """Return the products of all pairs of series before the start, each less its period's mean.

    The product is taken in slices small enough that the linear algebra beneath starts no threads
    of its own, which would wait in a spin beside ours, and whose number would change the bytes.
    """
    before = series[:, :start]
    centred = before - before.mean(axis=0)
    slices = max(1, ONE_THREAD // centred.size)
    if slices == 1:
        return centred @ centred.T
    gram = np.empty((len(centred), len(centred)))
    for k in range(0, len(centred), slices):
        np.matmul(centred[k : k + slices], centred.T, out=gram[k : k + slices])
    return gram


def find_kernel(engine: Engine | None = None) -> Kernel:
    """Return the solver of blocks.

    Raises:
        InputFaults: `$CAPITULA_ENGINE` names neither.
    """
    wanted = engine or os.environ.get("CAPITULA_ENGINE", "")
    if wanted and wanted not in ENGINES:
        place = Place("CAPITULA_ENGINE")
        raise InputFaults([Fault(place, repr(wanted), " or ".join(ENGINES), "choose one")])
    if wanted == "numpy" or (not wanted and find_spec("numba") is None):
        from capitula.outcomes.counterfactual.simplex_numpy import fit_areas as plain

        return plain
    from capitula.outcomes.counterfactual.simplex_kernel import fit_areas

    return fit_areas


def compile_engine(progress: Callable[[str], None] | None = None) -> float:
    """Compile the solver, or read it from disk if an earlier process did; return the seconds.

    Args:
        progress: told in a sentence before and after.
    """
    if progress:
        progress("Compiling the exact solver (once; later processes read it from disk)")
    begun = time.perf_counter()
    series = np.array([[1.0, 2.0, 4.0], [2.0, 1.0, 3.0], [0.0, 4.0, 5.0], [3.0, 1.0, 1.0]])
    solve_outcomes([series], [np.ones(4, dtype=bool)], 2, engine="compiled")
    taken = time.perf_counter() - begun
    if progress:
        progress(f"The exact solver is ready after {taken:.1f} s")
    return taken


def _empty(series: Floats, start: int) -> Solved:
    units, periods = len(series), series.shape[1]
    most = min(units, start + 1)
    return Solved(
        np.zeros((units, most), np.int32),
        np.zeros((units, most)),
        np.zeros(units, np.int32),
        np.full((units, periods), np.nan),
        np.full(units, np.nan),
        np.full(units, np.nan),
    )
