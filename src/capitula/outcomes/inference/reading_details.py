"""What a method finds beside the effect, in sentences: its error, factors, weights of periods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from capitula.outcomes.inference.estimate import Estimate


def detail_sentences(e: Estimate) -> Iterator[str]:
    """Say what the method found beside the effect; nothing where it has nothing to add."""
    found: Mapping[str, Any] = e.details
    yield from _error(e.method, found)
    if "time_weights" in found:
        heavy = [(year, w) for year, w in found["time_weights"].items() if w > 0]
        shown = ", ".join(f"{year} {w:.4f}" for year, w in heavy)
        yield (
            f"Weights of the periods before the start: {shown}. Ridge of the donors' weights: "
            f"{found['zeta_omega']:.6g}."
        )
    if "left_out_error" in found:
        errors = found["left_out_error"]
        rank = len(next(iter(found["loadings"].values())))
        tried = ", ".join(f"{name}: {error:.5g}" for name, error in errors.items())
        yield (
            f"Factors: {rank}. Mean squared error at periods before the start, each left out, by "
            f"number of factors: {tried}."
        )
    if found.get("coefficients"):
        shown = ", ".join(f"{name} {value:.6g}" for name, value in found["coefficients"].items())
        yield f"Coefficients: {shown}; residual variance {found['residual_variance']:.6g}."
    if "step" in found:
        first = found["autocorrelation"][:3]
        yield (
            f"Step at the start: {found['step']:+.6g} (95% {found['interval'][0]:+.6g} to "
            f"{found['interval'][1]:+.6g}; errors by Newey and West, lag {found['lag']}). Season: "
            f"{found['season']}. Residuals correlate {', '.join(f'{r:+.2f}' for r in first)} with "
            "those 1, 2 and 3 periods before."
        )
    if "slope" in found:
        yield f"Change of slope: {found['slope']:+.6g} a period."
    if "regression" in found:
        counts = found["regression"]
        yield (
            f"As counts ({counts['family']}, dispersion {counts['dispersion']:.4g}): "
            + counts["text"]
        )


def _error(method: str, found: Mapping[str, Any]) -> Iterator[str]:
    if "bootstraps" in found:
        low, high = found["interval"]
        yield (
            f"Standard error {found['standard_error']:.6g} by {found['bootstraps']:,} parametric "
            f"bootstraps; 95% interval {low:+.6g} to {high:+.6g}."
        )
    elif "standard_error" in found and method in {"did", "sdid"}:
        yield (
            f"Standard error {found['standard_error']:.6g}: the spread of the effects of all areas "
            "that were not treated."
        )
