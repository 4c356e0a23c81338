"""How long the XmR charts of ten thousand series of sixty points take, all rules, both modes.

The series are random walks, so that every rule has work to do. The peer is the same rules in NumPy
alone, all series at once, without a compiler, in the same run. The limit is one pass over the
figures and what is written of them at the speed at which memory can be read and written.
"""

import os
import statistics
import time

import numpy as np

from capitula.outcomes.charts.xmr_batch import xmr_batch

SERIES, POINTS, RUNS = 10_000, 60, 9
AIM_SECONDS = 0.05
LIMIT_SECONDS = 0.010
"""30 million operations, bound by memory: about ten milliseconds in one pass."""


def both_modes(values, threads=None):
    for screened in (True, False):
        xmr_batch(values, screened=screened, engine="compiled", threads=threads)


def numpy_alone(values):
    """Return the flags of both modes: whole arrays, rule by rule."""
    return [_flags(values, screened) for screened in (True, False)]


def _flags(y, screened):
    moved = np.abs(np.diff(y, axis=1))
    spread = moved.mean(axis=1, keepdims=True)
    if screened:
        spread = np.nanmean(np.where(moved < 3.267 * spread, moved, np.nan), axis=1, keepdims=True)
    mean = y.mean(axis=1, keepdims=True)
    side = np.sign(y - mean).astype(np.int8)
    outside = np.abs(y - mean) > 2.66 * spread
    close = (np.abs(y - mean) > 2 / 3 * 2.66 * spread) & ~outside
    flags = np.zeros(y.shape, dtype=np.int8)
    windows = np.lib.stride_tricks.sliding_window_view
    seven = windows(side, 7, axis=1)
    whole = (seven == seven[..., :1]).all(axis=2) & (seven[..., 0] != 0)
    near = (windows(side, 3, axis=1) == side[:, 2:, None]).all(axis=2)
    near &= windows(close, 3, axis=1).sum(axis=2) >= 2
    steps = np.sign(np.diff(y, axis=1)).astype(np.int8)
    six = windows(steps, 6, axis=1)
    trend = (six == six[..., :1]).all(axis=2) & (six[..., 0] != 0)
    in_trend = _spread_out(trend, 7, y.shape)
    after = np.zeros_like(in_trend)
    after[:, :-1] = in_trend[:, 1:]
    into, out = np.zeros_like(side), np.zeros_like(side)
    into[:, 1:], out[:, :-1] = steps, steps
    flags[_spread_out(whole, 7, y.shape)] = 4
    flags[_spread_out(near, 3, y.shape) & close] = 3
    flags *= side
    way = np.where(after & (out != 0), out, into)
    flags[in_trend] = 2 * way[in_trend]
    flags[outside] = side[outside]
    return flags


def _spread_out(found, length, shape):
    marked = np.zeros(shape, dtype=bool)
    for offset in range(length):
        marked[:, offset : offset + found.shape[1]] |= found
    return marked


def timed(work, *arguments):
    """Return the median and the best wall time, and the processor time of the best of them."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), time.process_time()
        work(*arguments)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), min(walls), min(cpus)


def main():
    values = np.random.default_rng(60).normal(size=(SERIES, POINTS)).cumsum(axis=1)
    start = time.perf_counter()
    both_modes(values)
    first = time.perf_counter() - start
    for screened, flags in zip((True, False), numpy_alone(values), strict=True):
        same = xmr_batch(values, screened=screened).flags == flags
        assert same.mean() > 0.9999, "the two ways disagree"
    print(f"XmR charts, {SERIES:,} series of {POINTS} points, all rules, both modes")
    print(f"  first call, code read or compiled  {first:8.3f} s")
    rows = {
        f"compiled, {os.cpu_count()} threads": (both_modes, values),
        "compiled, 1 thread": (both_modes, values, 1),
        "peer: NumPy alone": (numpy_alone, values),
    }
    for name, (work, *arguments) in rows.items():
        median, best, cpu = timed(work, *arguments)
        print(
            f"  {name:<34}{median:8.4f} s median{best:9.4f} s best{cpu:9.4f} s of processor, "
            f"{cpu / LIMIT_SECONDS:.1f} × the physical limit"
        )
    print(f"  aim {AIM_SECONDS} s; physical limit about {LIMIT_SECONDS} s")


if __name__ == "__main__":
    main()
