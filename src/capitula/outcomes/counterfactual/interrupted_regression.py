"""Interrupted time series of one area, by statsmodels: figures or counts, alone or beside others.

Counts are regressed with a log link and an offset, so that the step is a ratio. Counts spread more
widely than Poisson's law has it: the Pearson dispersion is reported and the errors are widened by
its root, or the negative binomial takes the spread in. Errors by Newey and West stand beside, and
the interval rests on the wider of the two.

With a comparator both series enter one regression with terms of their own; the change is that of
the area less that of the comparator.

Whatever comes out says that figures changed at the start, not why.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interrupted_design import Segments
from capitula.outcomes.counterfactual.interrupted_errors import autocorrelation

Family = Literal["gaussian", "poisson", "negative-binomial"]
FAMILIES = ("gaussian", "poisson", "negative-binomial")

NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Change:
    """One term of the change: the step at the start, or the change of slope a period.

    Attributes:
        estimate: in the unit of the figures; for counts the logarithm of a ratio.
        error: the regression's own, widened by the root of the dispersion.
        error_newey_west: allowing for dependence in time.
        low: of the 95% interval by the wider error.
        high: likewise.
    """

    estimate: float
    error: float
    error_newey_west: float
    low: float
    high: float

    @property
    def changed(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.low > 0 or self.high < 0

    @property
    def ratio(self) -> tuple[float, float, float]:
        """The estimate and its interval as ratios, for counts."""
        found = np.exp([self.estimate, self.low, self.high]).tolist()
        return found[0], found[1], found[2]


@dataclass(frozen=True, slots=True, eq=False)
class Interrupted:
    """An interrupted time series.

    Attributes:
        family: of the regression.
        changes: `step`, and `slope` where it was asked for.
        coefficients: all terms by name.
        dispersion: Pearson's χ² over its degrees of freedom; of figures, their variance.
        spread: of the negative binomial, the variance being μ + spread·μ²; nought otherwise.
        lag: of Newey and West.
        autocorrelation: of the area's residuals, from one period apart.
        fitted: [T] of the area.
        controlled: whether there is a comparator.
    """

    family: Family
    changes: dict[str, Change]
    coefficients: dict[str, float]
    dispersion: float
    spread: float
    lag: int
    autocorrelation: Floats
    fitted: Floats
    controlled: bool

    def text(self) -> str:
        """Say whether the figures changed at the start, and no more."""
        step = self.changes["step"]
        if self.family == "gaussian":
            size = f"{step.estimate:+.4g} ({step.low:+.4g} to {step.high:+.4g})"
        else:
            ratio, low, high = step.ratio
            size = f"a ratio of {ratio:.3f} ({low:.3f} to {high:.3f})"
        beside = "more than the comparator " if self.controlled else ""
        if step.changed:
            return f"The figures changed {beside}at the start: {size}."
        return f"No change {beside}at the start is shown: {size}. That does not say there was none."


def interrupted_series(
    figures: Floats,
    terms: Segments,
    lag: int,
    *,
    family: Family = "gaussian",
    population: Floats | None = None,
    comparator: Floats | None = None,
    comparator_population: Floats | None = None,
) -> Interrupted:
    """Regress one area's series.

    Args:
        figures: [T]; counts unless the family is gaussian.
        terms: of the regression.
        lag: of Newey and West.
        family: of the figures.
        population: [T], of which the counts are; the offset is its logarithm.
        comparator: [T] of another area or the sum of several.
        comparator_population: [T] likewise.

    Raises:
        InputFaults: no such family, counts below nought, populations of nought, or a series of
            another length or with a missing figure: all of them.
    """
    laws: Any = import_module("statsmodels.genmod.families")
    regression: Any = import_module("statsmodels.genmod.generalized_linear_model").GLM
    given = [figures, population, comparator, comparator_population]
    _check(terms, family, given)
    design, number = terms.terms, len(terms.names)
    outcome, offset = figures, _offset(population, len(figures))
    names = list(terms.names)
    if comparator is not None:
        design = np.block([[design, design], [design, np.zeros_like(design)]])
        outcome = np.concatenate([figures, comparator])
        offset = np.concatenate([offset, _offset(comparator_population, len(comparator))])
        names = [*(f"comparator's {name}" for name in names), *names]
    kept = None if family == "gaussian" else offset
    spread = 0.0
    law: Any = laws.Gaussian() if family == "gaussian" else laws.Poisson()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found: Any = regression(outcome, design, family=law, offset=kept).fit()
        if family == "negative-binomial":
            mean = np.asarray(found.mu)
            spread = max(0.0, float(((outcome - mean) ** 2 - mean).sum() / (mean**2).sum()))
            if spread > 0:
                law = laws.NegativeBinomial(alpha=spread)
                found = regression(outcome, design, family=law, offset=kept).fit()
        dispersion = float(found.pearson_chi2 / found.df_resid)
        plain: Any = regression(outcome, design, family=law, offset=kept).fit(scale=1.0)
    errors = np.asarray(plain.bse) * np.sqrt(max(dispersion, 0.0))
    if family != "gaussian":
        errors = np.maximum(errors, np.asarray(plain.bse))  # never narrower than the law's own
    robust = _newey_west(found, design, outcome, lag, len(figures))
    estimates: list[float] = np.asarray(found.params).tolist()
    changes: dict[str, Change] = {}
    for k in terms.changes:
        at = k + (number if comparator is not None else 0)
        wide = max(float(errors[at]), float(robust[at])) * NORMAL_95
        changes[terms.names[k]] = Change(
            estimates[at],
            float(errors[at]),
            float(robust[at]),
            estimates[at] - wide,
            estimates[at] + wide,
        )
    residual = np.asarray(found.resid_pearson, dtype=np.float64)[: len(figures)]
    return Interrupted(
        family=family,
        changes=changes,
        coefficients=dict(zip(names, estimates, strict=True)),
        dispersion=dispersion,
        spread=spread,
        lag=lag,
        autocorrelation=autocorrelation(residual),
        fitted=np.asarray(found.mu, dtype=np.float64)[: len(figures)],
        controlled=comparator is not None,
    )


def _newey_west(found: Any, design: Floats, outcome: Floats, lag: int, length: int) -> Floats:
    """Return errors that allow for dependence within each series, by the scores of the fit."""
    bread = np.asarray(found.normalized_cov_params, dtype=np.float64)
    link = found.model.family
    mean = np.asarray(found.mu, dtype=np.float64)
    weight = 1 / (link.link.deriv(mean) * link.variance(mean))
    scores = (weight * (outcome - mean))[:, None] * design
    meat = np.zeros((design.shape[1],) * 2)
    for first in range(0, len(outcome), length):
        own = scores[first : first + length]
        meat += own.T @ own
        for apart in range(1, lag + 1):
            shifted = own[apart:].T @ own[:-apart]
            meat += (1 - apart / (lag + 1)) * (shifted + shifted.T)
    scale = len(outcome) / (len(outcome) - design.shape[1])
    return np.sqrt(np.maximum(np.diag(bread @ meat @ bread) * scale, 0.0))


def _offset(population: Floats | None, length: int) -> Floats:
    return np.zeros(length) if population is None else np.log(population)


def _check(terms: Segments, family: str, given: list[Floats | None]) -> None:
    figures, population, comparator, theirs = given
    length = len(terms.terms)
    faults: list[Fault] = []
    if family not in FAMILIES:
        remedy = near_miss(family, list(FAMILIES)) or "choose one of these"
        place = Place("its", None, None, "family")
        faults.append(Fault(place, repr(family), ", ".join(FAMILIES), remedy))
    named = {"figures": figures, "comparator": comparator}
    of = {"population": population, "comparator's population": theirs}
    for name, series in {**named, **of}.items():
        if series is None:
            continue
        place = Place("its", None, None, name)
        if len(series) != length or not np.isfinite(series).all():
            found = f"{len(series)} figures, {int((~np.isfinite(series)).sum())} of them missing"
            expected = f"{length}, none missing"
            faults.append(Fault(place, found, expected, "give every period; nothing is filled in"))
        elif name in of and (series <= 0).any():
            faults.append(Fault(place, "nought or less", "more than nought", "correct it"))
        elif name in named and family != "gaussian" and (series < 0).any():
            faults.append(Fault(place, "a count below nought", "nought or more", "correct it"))
    if faults:
        raise InputFaults(faults)
