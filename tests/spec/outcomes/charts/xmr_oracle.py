"""XmR by the rules, slow and obvious: sets of points, one rule after another."""

from itertools import pairwise


def sign(number):
    return (number > 0) - (number < 0)


def mean(values):
    first = sum(values) / len(values)
    return first + sum(value - first for value in values) / len(values)


def chart(values, segments, blocks, screened, baseline):
    """Return limits by segment and flag by point."""
    limits = {}
    for segment in dict.fromkeys(segments):
        inside = [t for t, s in enumerate(segments) if s == segment][:baseline]
        ranges = [abs(values[b] - values[a]) for a, b in pairwise(inside) if blocks[a] == blocks[b]]
        middle, spread = mean([values[t] for t in inside]), None
        if ranges:
            spread = sum(ranges) / len(ranges)
            kept = [r for r in ranges if r < 3.267 * spread] if screened else ranges
            spread = sum(kept) / len(kept) if kept else 0.0
        limits[segment] = (middle, spread)
    return limits, [flag(values, segments, blocks, limits, t) for t in range(len(values))]


def flag(values, segments, blocks, limits, t):  # noqa: C901 - the rules, in their order
    count = len(values)

    def side(s):
        return sign(values[s] - limits[segments[s]][0])

    def reach(s, share):
        middle, spread = limits[segments[s]]
        if spread is None:
            return False
        away = share * 2.66 * spread
        return values[s] > middle + away or values[s] < middle - away

    def windows(length):
        for first in range(max(0, t - length + 1), t + 1):
            window = range(first, first + length)
            if window[-1] < count and len({blocks[s] for s in window}) == 1:
                yield window

    def in_trend(s):
        for first in range(max(0, s - 6), s + 1):
            window = range(first, first + 7)
            if window[-1] >= count or len({blocks[w] for w in window}) > 1:
                continue
            steps = {sign(values[b] - values[a]) for a, b in pairwise(window)}
            if len(steps) == 1 and 0 not in steps:
                return True
        return False

    if reach(t, 1.0):
        return side(t)
    if in_trend(t):
        way = 0
        if t + 1 < count and blocks[t + 1] == blocks[t] and in_trend(t + 1):
            way = sign(values[t + 1] - values[t])
        return 2 * (way or sign(values[t] - values[t - 1]))
    close = [reach(s, 0.6666666666666666) and not reach(s, 1.0) for s in range(count)]
    if close[t]:
        for window in windows(3):
            one_side = {side(s) for s in window} == {side(t)}
            if one_side and side(t) and sum(close[s] for s in window) >= 2:
                return 3 * side(t)
    for window in windows(7):
        if {side(s) for s in window} == {side(t)} and side(t):
            return 4 * side(t)
    return 0
