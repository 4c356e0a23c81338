"""Exact intervals for a share of a few."""

from __future__ import annotations

from capitula.programme.forecast.rules import rule


def exact_interval(share: float, of: int) -> tuple[float, float]:
    """Return the Clopper-Pearson interval of a share of so many, at the confidence of the rules.

    Where some were lost sight of, the share need not be a whole number of them; the interval is
    then continued between whole numbers by the same beta distributions. Of none at all it is
    everything.

    Args:
        share: from 0 to 1.
        of: how many it is a share of.
    """
    if of == 0:
        return 0.0, 1.0
    from scipy.special import betaincinv  # pyright: ignore[reportMissingTypeStubs]

    tail = (1.0 - rule("confidence_percent") / 100.0) / 2.0
    count = min(max(share * of, 0.0), float(of))
    low = 0.0 if count <= 0 else float(betaincinv(count, of - count + 1.0, tail))
    high = 1.0 if count >= of else float(betaincinv(count + 1.0, of - count, 1.0 - tail))
    return low, high
