"""One area by interactive fixed effects: its controls, its factors, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from capitula.outcomes.counterfactual.design import Design, Flags
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interactive_bootstrap import bootstrap
from capitula.outcomes.counterfactual.interactive_covariates import Covariates
from capitula.outcomes.counterfactual.interactive_effects import (
    InteractiveEffects,
    fit_controls,
    truncated,
)
from capitula.outcomes.counterfactual.interactive_leaving_out import effects_without_each
from capitula.outcomes.counterfactual.interactive_overlap import outside_hull
from capitula.outcomes.counterfactual.interactive_projection import (
    Projected,
    choose_rank,
    project,
)


@dataclass(frozen=True, slots=True, eq=False)
class AreaFit:
    """One area.

    Attributes:
        rank: how many factors.
        errors: mean squared error of foretelling by number of factors.
        effects: of its controls.
        projected: the area, or the members that stand behind it.
    """

    rank: int
    errors: dict[int, float]
    effects: InteractiveEffects
    projected: Projected

    @property
    def path(self) -> Floats:
        """[T], the mean of what was to be expected of its members."""
        return self.projected.path.mean(axis=0)


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """One outcome of a design.

    Attributes:
        design: who is fitted from whom.
        covariates: beside it.
        outcome: index.
        ranks: numbers of factors that are tried.
        published: stop where the author's program does.
        without: effects without each donor in turn, and last with all; where nothing is regressed.
    """

    design: Design
    covariates: Covariates
    outcome: int
    ranks: tuple[int, ...]
    published: bool
    without: tuple[InteractiveEffects, ...]

    @classmethod
    def of(
        cls,
        design: Design,
        covariates: Covariates,
        outcome: int,
        ranks: tuple[int, ...],
        *,
        published: bool,
    ) -> Problem:
        """Prepare what the areas of one outcome share."""
        without: tuple[InteractiveEffects, ...] = ()
        if not covariates.names:
            figures = design.panel.values[outcome, design.donors[outcome]]
            without = tuple(effects_without_each(figures, ranks[-1]))
        return cls(design, covariates, outcome, ranks, published, without)

    def controls(self, area: int) -> Flags:
        """Return [N], who are the controls of an area."""
        allowed = self.design.donors[self.outcome].copy()
        allowed[area] = False
        return allowed

    def members(self, area: int) -> tuple[Floats, Floats]:
        """Return figures [M, T] and covariates [p, M, T] of an area or of those behind it."""
        if self.design.panel.units[area] == self.design.treated:
            return self.design.member_values[self.outcome], self.covariates.members
        rows = [area]
        return self.design.panel.values[self.outcome, rows], self.covariates.values[:, rows]

    def _without(self, area: int) -> InteractiveEffects:
        donors = self.design.donors[self.outcome]
        return self.without[int(donors[:area].sum()) if donors[area] else -1]

    def fit(self, area: int) -> AreaFit:
        """Fit one area with the number of factors that foretells it best."""
        allowed = self.controls(area)
        figures = self.design.panel.values[self.outcome, allowed]
        beside = self.covariates.values[:, allowed]
        own, own_beside = self.members(area)
        tried: list[tuple[InteractiveEffects, Projected]] = []
        beta = None
        for rank in self.ranks:
            if len(beside):
                effects = fit_controls(figures, beside, rank, beta, published=self.published)
                beta = None if self.published else effects.beta
            else:
                effects = truncated(self._without(area), rank)
            tried.append((effects, project(effects, own, own_beside, self.design.start)))
        errors = [projected.mspe for _, projected in tried]
        best = choose_rank(errors)
        return AreaFit(self.ranks[best], dict(zip(self.ranks, errors, strict=True)), *tried[best])


def treated_details(
    problem: Problem, area: int, fit: AreaFit, bootstraps: int, threads: int | None
) -> tuple[dict[str, Any], list[str]]:
    """Return what is told of the treated unit by name, and what a reader must know."""
    design, effects, projected = problem.design, fit.effects, fit.projected
    start, times = design.start, design.panel.times
    beyond = {
        member: distance
        for member, own in zip(design.members, projected.loadings, strict=True)
        if (distance := outside_hull(effects.loadings, own)) > 0
    }
    told: dict[str, Any] = {
        "left_out_error": {str(rank): error for rank, error in fit.errors.items()},
        "coefficients": dict(zip(problem.covariates.names, effects.beta.tolist(), strict=True)),
        "residual_variance": effects.variance,
        "loadings": dict(zip(design.members, projected.loadings.tolist(), strict=True)),
        "outside_hull": beyond,
    }
    said: list[str] = []
    if beyond:
        said.append(
            f"the loadings of {', '.join(beyond)} lie outside those of the controls: no mean of "
            "controls moves so, and the counterfactual is extrapolated."
        )
    if not effects.settled:
        said.append("the coefficients of the covariates had not stood still when the search ended.")
    if bootstraps:
        allowed = problem.controls(area)
        found = bootstrap(
            effects,
            problem.covariates.values[:, allowed],
            fit.path,
            problem.members(area)[1].mean(axis=1),
            start,
            members=len(design.members),
            draws=bootstraps,
            threads=threads,
        )
        gap = design.panel.values[problem.outcome, area] - fit.path
        errors: list[float] = np.std(found.gaps[:, start:], axis=0, ddof=1).tolist()
        told |= {
            "bootstraps": bootstraps,
            "standard_error": found.standard_error(start),
            "interval": list(found.interval(float(gap[start:].mean()), start)),
            "standard_error_by_time": dict(zip(times[start:], errors, strict=True)),
        }
        if found.unsettled:
            said.append(f"{found.unsettled:.1%} of the bootstrap's fits had not stood still.")
    return told, said
