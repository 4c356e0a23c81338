"""The rules on one series, as plain loops over arrays: the same text runs compiled or not.

A *segment* is a stretch with limits of its own (a rebase begins a new one). A *block* is a stretch
of neighbours: runs, steps and windows never leave it. `blocks[t]` names the block of point t.
Nothing here allocates; whoever calls hands in where to write.
"""

# Loops and plain arguments: compiled code takes no objects.
# ruff: noqa: C901, PLR0912, PLR0917, FBT001, FBT003
from __future__ import annotations

from typing import Any, TypeAlias

Row: TypeAlias = Any
"""Numbers in a row: a list or an array. Compiled code knows arrays only."""

OUTSIDE, TREND, TWO_OF_THREE, SHIFT = 1, 2, 3, 4


def mean_of(y: Row, first: int, last: int) -> float:
    """Return the mean of y[first:last], in two passes, so that equal values give that value."""
    total = 0.0
    for t in range(first, last):
        total += y[t]
    mean = total / (last - first)
    rest = 0.0
    for t in range(first, last):
        rest += y[t] - mean
    return mean + rest / (last - first)


def mean_range(y: Row, blocks: Row, first: int, last: int, screened: bool, screen: float) -> float:
    """Return the mean moving range of y[first:last], or -1 where there is none.

    Screened: ranges that are not strictly below `screen` times their mean are left out, once. In a
    series that never moves none is; its mean range is nought.
    """
    total = 0.0
    count = 0
    for t in range(first + 1, last):
        if blocks[t] == blocks[t - 1]:
            total += abs(y[t] - y[t - 1])
            count += 1
    if count == 0:
        return -1.0
    mean = total / count
    if not screened or mean == 0.0:
        return mean
    most = screen * mean
    total = 0.0
    kept = 0
    for t in range(first + 1, last):
        if blocks[t] == blocks[t - 1]:
            moved = abs(y[t] - y[t - 1])
            if moved < most:
                total += moved
                kept += 1
    return total / kept if kept else mean


def step_of(before: float, after: float) -> int:
    """Return 1 for up, -1 for down, 0 for the same or where there is no number."""
    return int(after > before) - int(after < before)


def colour_trends(y: Row, blocks: Row, count: int, flags: Row) -> None:
    """Give every point of a trend its way: that of the step out of it if the next is in one too.

    From the left, so that the next point still bears the plain mark of a trend.
    """
    for t in range(count):
        if flags[t] == TREND:
            way = 0
            if t + 1 < count and blocks[t + 1] == blocks[t] and flags[t + 1] == TREND:
                way = step_of(y[t], y[t + 1])
            if way == 0 and t > 0:
                way = step_of(y[t - 1], y[t])
            if way < 0:
                flags[t] = -TREND


def flag_windows(y: Row, centre: Row, blocks: Row, count: int, flags: Row, close: Row) -> None:
    """Flag the close points of three neighbours on one side of which at least two are close."""
    for t in range(2, count):
        if blocks[t] != blocks[t - 2] or blocks[t - 1] != blocks[t]:
            continue
        side = step_of(centre[t], y[t])
        if side == 0 or side != step_of(centre[t - 1], y[t - 1]):
            continue
        if side != step_of(centre[t - 2], y[t - 2]):
            continue
        near = 0
        for s in range(t - 2, t + 1):
            if close[s] == side:
                near += 1
        if near >= 2:
            for s in range(t - 2, t + 1):
                if close[s] == side and flags[s] != TREND and flags[s] != -TREND:
                    flags[s] = TWO_OF_THREE * side


def flag_points(
    y: Row,
    centre: Row,
    low: Row,
    high: Row,
    near_low: Row,
    near_high: Row,
    blocks: Row,
    count: int,
    run: int,
    windowed: bool,
    flags: Row,
    close: Row,
) -> None:
    """Write the flag of every point, and whether it is close to a limit.

    The first rule that holds decides: outside, trend, two of three, shift. A limit that is not a
    number is no limit.

    Args:
        y: the values.
        centre: the centre at each point.
        low: the lower limit at each point.
        high: the upper limit at each point.
        near_low: below it a point is close to the lower limit.
        near_high: above it a point is close to the upper limit.
        blocks: the block of each point.
        count: how many points there are.
        run: points that make a shift or a trend.
        windowed: whether the two-of-three rule applies.
        flags: written: the rule's number with the sign of its side; nought for common cause.
        close: written: the sign of the side on which the point is close to a limit, else nought.
    """
    side_run = step_run = nears = 0
    last_side = last_step = 2
    trends = beyond = windows = False
    for t in range(count):
        value = y[t]
        flags[t] = 0
        side = step_of(centre[t], value)
        step = 0
        nears = (nears << 1) & 7
        if t > 0 and blocks[t] == blocks[t - 1]:
            step = step_of(y[t - 1], value)
        else:
            last_side = last_step = 2
            nears = 0
        side_run = side_run + 1 if side == last_side else 1
        step_run = step_run + 1 if step == last_step else 1
        last_side = side
        last_step = step
        if side_run >= run and side != 0:
            for s in range(t - run + 1 if side_run == run else t, t + 1):
                if flags[s] != TREND:
                    flags[s] = SHIFT * side
        if step_run >= run - 1 and step != 0:
            trends = True
            for s in range(t - run + 1 if step_run == run - 1 else t, t + 1):
                flags[s] = TREND
        near = int(value > near_high[t]) - int(value < near_low[t])
        near += int(value > high[t]) - int(value < low[t])
        close[t] = near
        if near != 0:
            if abs(near) == 1:
                nears += 1
            else:
                beyond = True
        if nears == 3 or nears >= 5:
            windows = True
    if trends:
        colour_trends(y, blocks, count, flags)
    if windowed and windows:
        flag_windows(y, centre, blocks, count, flags, close)
    if beyond:
        for t in range(count):
            if close[t] == 2 or close[t] == -2:
                flags[t] = OUTSIDE if close[t] > 0 else -OUTSIDE
                close[t] = 0


def xmr_series(
    y: Row,
    segments: Row,
    blocks: Row,
    count: int,
    baseline: int,
    screened: bool,
    limit: float,
    screen: float,
    near_share: float,
    run: int,
    scratch: Row,
    limits: Row,
    flags: Row,
    close: Row,
) -> None:
    """Write the limits of every segment of one series and the flag of every point.

    Args:
        y: the values.
        segments: the segment of each point: 0, 1, 2, … in order.
        blocks: the block of each point; a new segment is a new block.
        count: how many points there are.
        baseline: points at the head of each segment that the limits are computed from; 0 for all.
        screened: whether moving ranges are screened.
        limit: from the mean to a limit, in mean moving ranges.
        screen: where screening begins, in mean moving ranges.
        near_share: where a point is close to a limit, as a share of the way from the mean.
        run: points that make a shift or a trend.
        scratch: five rows to work in: centre, low, high, near low, near high.
        limits: written: a row a segment of mean, mean moving range, lower and upper limit.
        flags: written, see `flag_points`.
        close: written, see `flag_points`.
    """
    first = 0
    while first < count:
        last = first + 1
        while last < count and segments[last] == segments[first]:
            last += 1
        end = last if baseline == 0 or first + baseline > last else first + baseline
        mean = mean_of(y, first, end)
        spread = mean_range(y, blocks, first, end, screened, screen)
        row = segments[first]
        low = high = near_low = near_high = spread_shown = float("nan")
        if spread >= 0.0:
            spread_shown = spread
            low = mean - limit * spread
            high = mean + limit * spread
            near_low = mean - near_share * limit * spread
            near_high = mean + near_share * limit * spread
        limits[row, 0] = mean
        limits[row, 1] = spread_shown
        limits[row, 2] = low
        limits[row, 3] = high
        for t in range(first, last):
            scratch[0, t] = mean
            scratch[1, t] = low
            scratch[2, t] = high
            scratch[3, t] = near_low
            scratch[4, t] = near_high
        first = last
    flag_points(
        y, scratch[0], scratch[1], scratch[2], scratch[3], scratch[4], blocks, count, run, True,
        flags, close,
    )  # fmt: skip


def xmr_block(
    values: Row,
    segments: Row,
    blocks: Row,
    counts: Row,
    first: int,
    last: int,
    baseline: int,
    screened: bool,
    limit: float,
    screen: float,
    near_share: float,
    run: int,
    scratch: Row,
    limits: Row,
    flags: Row,
    close: Row,
) -> None:
    """Do `xmr_series` for the series from `first` to before `last`.

    `segments` and `blocks` have a row a series, or one row for all. `limits` has a series' rows of
    segments; the rest is as in `xmr_series` with the series in front.
    """
    one = len(segments) == 1
    for n in range(first, last):
        row = 0 if one else n
        xmr_series(
            values[n], segments[row], blocks[row], counts[n], baseline, screened, limit, screen,
            near_share, run, scratch, limits[n], flags[n], close[n],
        )  # fmt: skip
