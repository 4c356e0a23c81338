"""Ways of reading a change from what the donors leave unexplained, and of judging its size."""

from __future__ import annotations

from functools import cache

import numpy as np

from capitula.outcomes.contrasts.contrast import TREND, choose_forgetting, effect_shape
from capitula.outcomes.contrasts.odd_periods import draw_in


def block(first, last, base):
    """The mean of months first..last after the start less the mean of the last months before."""

    def read(gaps, start, given, sign):
        del given, sign
        before = 0 if base is None else start - base
        after = gaps[:, start + first : start + last].mean(axis=1)
        return after - gaps[:, before:start].mean(axis=1)

    return read


def block_after(first, last):
    """The mean gap of some months after the start, with no level taken from before it."""

    def read(gaps, start, given, sign):
        del given, sign
        return gaps[:, start + first : start + last].mean(axis=1)

    return read


def over_fit_error(read):
    """Over the root mean squared gap before the start."""

    def found(gaps, start, given, sign):
        error = np.sqrt(np.mean(np.square(gaps[:, :start]), axis=1))
        return read(gaps, start, given, sign) / error

    return found


def ratio(last):
    """RMSPE after the start over RMSPE before it: the ratio test, which has no sign."""

    def read(gaps, start, given, sign):
        del given, sign
        after = np.sqrt(np.mean(np.square(gaps[:, start : start + last]), axis=1))
        return after / np.sqrt(np.mean(np.square(gaps[:, :start]), axis=1))

    return read


@cache
def weights(q, builds_up=0, before=36, after=24, *, trend=0.0, seasons=0.0, fast=0.0):
    """Generalised least squares weights for a given model of the noise."""
    total = before + after
    month = np.arange(total)
    since = month - before
    covariance = np.eye(total) + q * np.minimum.outer(month, month)
    covariance += trend * np.outer(since, since)
    covariance += seasons * (month[:, None] % 12 == month[None] % 12)
    covariance += fast * 0.6 ** np.abs(month[:, None] - month[None])
    shape = effect_shape(total, before, builds_up)
    both = np.linalg.solve(covariance, np.column_stack([shape, np.ones(total)]))
    found = both[:, 0] - both[:, 1] * both[:, 0].sum() / both[:, 1].sum()
    return found / (found @ shape)


def gls(q=0.4, odd=None, builds_up=0, **model):
    """The weighted change; `odd`: single odd months drawn in first; q None: chosen before."""

    def read(gaps, start, given, sign):
        del given, sign
        own = gaps if odd is None else draw_in(gaps, start, odd)
        used = choose_forgetting(own, start) if q is None else q
        part = own[:, max(0, start - 36) : start + 24]
        return part @ weights(
            used, builds_up, min(36, start), part.shape[1] - min(36, start), **model
        )

    return read


def usual_move(gaps, start):
    """The usual move from month to month before the start."""
    return np.sqrt(np.mean(np.square(np.diff(gaps[:, :start], axis=1)), axis=1))


def own_errors(gaps, start, reach=8):
    """How far the same reading strayed at dates before the start: placebo in time."""
    seen = np.lib.stride_tricks.sliding_window_view(gaps[:, :start], 2 * reach, axis=1)
    return np.sqrt(np.mean(np.square(seen @ weights(0.4, 0, reach, reach)), axis=1))


def over(read, scale, power=1.0, odd=None):
    """A reading over a power of the area's own scale before the start."""

    def found(gaps, start, given, sign):
        own = gaps if odd is None else draw_in(gaps, start, odd)
        return read(gaps, start, given, sign) / scale(own, start) ** power

    return found


def largest(*reads):
    """The largest of several, each over its spread among the areas without an effect."""
    spreads = {}

    def found(gaps, start, given, sign):
        seen = [read(gaps, start, given, sign) for read in reads]
        key = (start, sign)
        if key not in spreads:
            spreads[key] = [1.4826 * np.median(np.abs(each - np.median(each))) for each in seen]
        return np.max([a / b for a, b in zip(seen, spreads[key], strict=True)], axis=0)

    return found


def without_own_series(read, columns):
    """Less what the same reading of the area's other series foretells, slopes from the others.

    Slopes are those of the areas without an effect.
    """
    slopes = {}

    def found(gaps, start, given, sign):
        seen = read(gaps, start, given, sign)
        beside = []
        for column in columns:
            series = given.logs[column] - np.median(given.logs[column], axis=0)
            each = sign * read(series, start, given, 1)
            beside.append(np.clip(each, *np.quantile(each, [0.05, 0.95])))
        design = np.column_stack(beside)
        if (start, sign) not in slopes:
            every = np.arange(len(seen))
            slopes[start, sign] = np.array(
                [
                    np.linalg.lstsq(design[every != i], seen[every != i], rcond=None)[0]
                    for i in every
                ]
            )
        return seen - np.sum(design * slopes[start, sign], axis=1)

    return found


def without_jumps(read, which, *, limit=3.0, least=0.04, guard=3, reach=6):
    """First take out sudden lasting jumps away from the start: all, or only those in favour."""

    def found(gaps, start, given, sign):
        own = gaps.copy()
        move = usual_move(own, start)
        move = 0.5 * move + 0.5 * np.median(move)
        rows = np.arange(len(own))
        months = [t for t in range(4, own.shape[1] - 3) if abs(t - start) >= guard]
        for _ in range(6):
            size, step = np.zeros_like(own), np.zeros_like(own)
            for t in months:
                low = max(0 if t < start else start, t - reach)
                high = min(start if t < start else own.shape[1], t + reach)
                if t - low < 3 or high - t < 3:
                    continue
                jump = np.median(own[:, t:high], axis=1) - np.median(own[:, low:t], axis=1)
                once = own[:, t] - own[:, t - 1]
                sudden = (np.sign(once) == np.sign(jump)) & (np.abs(once) > move)
                if t > start and which == "in favour":
                    sudden &= jump > 0
                error = move / np.sqrt(2) * np.sqrt(1.57 * (1 / (t - low) + 1 / (high - t)))
                step[:, t] = jump
                size[:, t] = np.abs(jump) / error * sudden
            size[np.abs(step) <= least] = 0
            at = np.argmax(size, axis=1)
            hit = size[rows, at] > limit
            if not hit.any():
                break
            for i in rows[hit]:
                own[i, at[i] :] -= step[i, at[i]]
        return read(own, start, given, sign)

    return found


def heavy_tails(noise=0.0, drift=0.0, q=0.3, rounds=8):
    """The change under Student noise or drift with so many degrees of freedom; nought is normal."""

    def read(gaps, start, given, sign):
        del given, sign
        series = gaps[:, start - 36 : start + 24]
        areas, months = series.shape
        step = (np.arange(months) >= 36) * 1.0
        adds = np.tril(np.ones((months, months)))[:, 1:]
        each = np.arange(months)
        variance = 0.00065
        calm, still = np.ones((areas, months)), np.ones((areas, months - 1))
        for turn in range(rounds):
            error, move = variance / calm, q * variance / still
            cover = (adds[None] * move[:, None, :]) @ adds.T + 1000 * variance
            cover[:, each, each] += error
            inverse = np.linalg.inv(cover)
            along = inverse @ step
            change = (along * series).sum(axis=1) / (along @ step)
            if turn == rounds - 1:
                break
            left = series - change[:, None] * step
            pull = (inverse @ left[:, :, None])[:, :, 0]
            if noise:
                spread = error - error**2 * inverse[:, each, each]
                calm = (noise + 1) / (noise + ((error * pull) ** 2 + spread) / variance)
            if drift:
                inner = np.einsum("kj,mkl,lj->mj", adds, inverse, adds, optimize=True)
                spread = move - move**2 * inner
                still = (drift + 1) / (
                    drift + ((move * (pull @ adds)) ** 2 + spread) / (q * variance)
                )
                still[:, 35] = 1.0
        return change

    return read


def own_shifts(read):
    """A p of the area alone: the reading at the start among the same at all shifts in time."""

    def found(gaps, start, given, sign):
        part = gaps[:, : start + 24]
        real = read(part, start, given, sign)
        shifted = np.array(
            [read(np.roll(part, k, axis=1), start, given, sign) for k in range(part.shape[1])]
        )
        return (shifted >= real - 1e-12).mean(axis=0)

    return found


def level_change(power=0.5, odd=4.0, builds_up=0, trend=TREND, scale=usual_move):
    """What was chosen: weights chosen before the start, trend carried on, half studentised."""
    return over(gls(None, odd, builds_up, trend=trend), scale, power, odd)


def trend_beyond(limit, odd=4.0, scale=usual_move, power=0.5):
    """An area's own trend taken away only as far as it is beyond so many usual trends."""

    def found(gaps, start, given, sign):
        del given, sign
        own = draw_in(gaps, start, odd)
        q = choose_forgetting(own, start)
        before = min(36, start)
        month = np.arange(before)
        covariance = np.eye(before) + q * np.minimum.outer(month, month)
        design = np.column_stack([np.ones(before), month])
        along = np.linalg.solve(covariance, design)
        slope = (own[:, start - before : start] @ along @ np.linalg.inv(design.T @ along))[:, 1]
        usual = 1.4826 * np.median(np.abs(slope - np.median(slope)))
        beyond = np.sign(slope) * np.maximum(np.abs(slope) - limit * usual, 0)
        level = own - beyond[:, None] * (np.arange(own.shape[1]) - start)
        part = level[:, start - before : start + 24]
        change = part @ weights(q, 0, before, part.shape[1] - before)
        return change / scale(own, start) ** power

    return found


def middle_of(*scales):
    """The geometric mean of several scales."""

    def scale(gaps, start):
        return np.exp(np.mean([np.log(each(gaps, start)) for each in scales], axis=0))

    return scale


def forgetting_by_thirds(parts=3, power=0.5, odd=4.0):
    """The pace of the drift chosen for calm, middling and restless areas apart."""

    def found(gaps, start, given, sign):
        del given, sign
        own = draw_in(gaps, start, odd)
        move, before = usual_move(own, start), min(36, start)
        third = np.argsort(np.argsort(move)) * parts // len(move)
        change = np.zeros(len(move))
        for part in range(parts):
            these = own[third == part]
            q = choose_forgetting(these, start)
            seen = these[:, start - before : start + 24]
            change[third == part] = seen @ weights(q, 0, before, 24, trend=TREND)
        return change / move**power

    return found
