"""What donors may be made to foretell: ways of taking the common movement away."""

from __future__ import annotations

import numpy as np

from capitula.outcomes.contrasts.donors import foretell, without_trend
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.panel.panel import Panel


def middle(given, start):
    """Less the median of all areas."""
    del start
    return given.logs[0] - np.median(given.logs[0], axis=0)


def plain_mean(given, start):
    """Less the mean of all areas."""
    del start
    return given.logs[0] - given.logs[0].mean(axis=0)


def neighbours(share):
    """Less the mean of the area team, and of all areas, in a proportion."""

    def gaps(given, start):
        del start
        logs, teams = given.logs[0], given.teams
        found = np.empty_like(logs)
        for i in range(len(logs)):
            others = np.arange(len(logs)) != i
            near = others & (teams == teams[i])
            mean = logs[others].mean(axis=0)
            weight = share * near.sum() / (near.sum() + 1)
            local = logs[near].mean(axis=0) if near.any() else mean
            found[i] = logs[i] - (weight * local + (1 - weight) * mean)
        return found

    return gaps


def ridge(shrinkage, difference, *, trends_off=False):
    """Ridge weights on differences over so many months; nought: on levels.

    `trends_off`: each area's straight line is taken off before the weights are found.
    """

    def gaps(given, start):
        logs = given.logs[0]
        everyone = np.ones(len(logs), dtype=bool)
        if difference:
            level = without_trend(logs, start, difference) if trends_off else logs
            told = foretell(level, everyone, start, shrinkage=shrinkage, difference=difference)
            return logs - told.weights @ logs
        centred = logs - logs[:, :start].mean(axis=1, keepdims=True)
        moves = centred[:, :start] - centred[:, :start].mean(axis=0)
        gram = moves @ moves.T
        inverse = np.linalg.inv(gram + shrinkage * np.trace(gram) * np.eye(len(gram)))
        sums = inverse.sum(axis=1)
        projected = inverse - np.outer(sums, sums) / sums.sum()
        return (projected / np.diag(projected)[:, None]) @ logs

    return gaps


def like_it(count):
    """Less the mean of the areas whose three-month changes went with it most before the start."""

    def gaps(given, start):
        logs = given.logs[0]
        own = logs - logs.mean(axis=0)
        moves = own[:, 3:start] - own[:, : start - 3]
        related = np.corrcoef(moves)
        np.fill_diagonal(related, -2)
        best = np.argsort(-related, axis=1)[:, :count]
        return logs - logs[best].mean(axis=1)

    return gaps


def elastic_net(penalty, mix=0.5, sweeps=60):
    """Sparse and shrunken weights on three-month changes, by coordinate descent for all areas."""

    def gaps(given, start):
        logs = given.logs[0]
        own = logs - logs.mean(axis=0)
        moves = own[:, 3:start] - own[:, : start - 3]
        gram = moves @ moves.T / moves.shape[1]
        count = len(gram)
        size = np.diag(gram).mean()
        weights = np.zeros((count, count))
        for _ in range(sweeps):
            for k in range(count):
                left = gram[:, k] - weights @ gram[:, k] + weights[:, k] * gram[k, k]
                shrunk = np.sign(left) * np.maximum(np.abs(left) - penalty * mix * size, 0)
                weights[:, k] = shrunk / (gram[k, k] + penalty * (1 - mix) * size)
                weights[k, k] = 0.0
        return own - weights @ own

    return gaps


def factors(count):
    """Principal components of the other areas; loadings and level from before the start."""

    def gaps(given, start):
        logs = given.logs[0]
        own = logs - logs.mean(axis=0)
        own = own - own[:, :start].mean(axis=1, keepdims=True)
        found = np.empty_like(own)
        for i in range(len(own)):
            path = np.linalg.svd(np.delete(own, i, axis=0), full_matrices=False)[2][:count]
            design = np.vstack([path[:, :start], np.ones(start)]).T
            loading = np.linalg.lstsq(design, own[i, :start], rcond=None)[0]
            found[i] = own[i] - loading[:count] @ path - loading[count]
        return found

    return gaps


def factors_by_foretelling(most=5, held_out=12):
    """As `factors`, as many as foretold the last year before the start best, over all areas."""

    def gaps(given, start):
        errors = [
            np.mean(np.square(factors(count)(given, start - held_out)[:, start - held_out : start]))
            for count in range(most + 1)
        ]
        return factors(int(np.argmin(errors)))(given, start)

    return gaps


def exact_weights(*, log=True):
    """Exact synthetic control by the product's engine, of logarithms or of the index."""

    def gaps(given, start):
        logs = given.logs[0]
        series = (
            logs - logs[:, :start].mean(axis=1, keepdims=True)
            if log
            else np.exp(logs) / np.exp(logs[:, :start]).mean(axis=1, keepdims=True)
        )
        names = tuple(str(k) for k in range(len(series)))
        times = tuple(str(t) for t in range(series.shape[1]))
        panel = Panel(("y",), names, times, series[None])
        return fit_all(panel, method="synthetic-control", start=int(start)).gaps[0]

    return gaps


def mean_of(*makers):
    """The mean of several, fixed beforehand."""
    return lambda given, start: np.mean([make(given, start) for make in makers], axis=0)


def own_seasons(maker, shrink=4.0):
    """First take away each area's own months of the year, shrunken, from before the start."""

    def gaps(given, start):
        found = maker(given, start).copy()
        month = np.arange(found.shape[1]) % 12
        pad = np.concatenate(
            [
                np.repeat(found[:, :1], 6, axis=1),
                found[:, :start],
                np.repeat(found[:, start - 1 : start], 6, axis=1),
            ],
            axis=1,
        )
        kernel = np.r_[0.5, np.ones(11), 0.5] / 12
        smooth = np.array([np.convolve(row, kernel, "valid") for row in pad])
        off = found[:, :start] - smooth
        for each in range(12):
            mine = off[:, month[:start] == each]
            weight = mine.shape[1] / (mine.shape[1] + shrink)
            found[:, month == each] -= weight * mine.mean(axis=1, keepdims=True)
        return found

    return gaps
