"""Ridge-augmented synthetic control (Ben-Michael, Feller and Rothstein, 2021).

The exact weights leave a gap before the start wherever the area lies outside the span of its
donors. A ridge regression of that gap l on the donors' deviations D from their mean takes some of
it away: it adds D(DᵀD + λI)⁻¹l to the weights, which still sum to one but may turn negative. That
is extrapolation and is said.

λ is the same for all areas of an outcome: of a fixed grid, the one whose ridge, fitted without one
period before the start at a time, foretells that period best; or rather the largest within one
standard error of it, so that no more is extrapolated than is needed. The error at a period left
out has a closed form, (M⁻¹l)ₜ / (M⁻¹)ₜₜ with M = DᵀD + λI. The exact weights stay those of all
periods. An area is taken out of its own donors by a rank-one change of M, so that one eigenvalue
problem serves all areas.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from capitula.outcomes.counterfactual.design import Design, Flags
from capitula.outcomes.counterfactual.engine import Engine
from capitula.outcomes.counterfactual.fits import NOUGHT, DonorWeights, Fits, Floats
from capitula.outcomes.counterfactual.fits_of import fits_of
from capitula.outcomes.counterfactual.synthetic_control import fit_synthetic_control

GRID = tuple(10.0 ** (k / 2) for k in range(-8, 7))
"""λ over the mean sum of squares of a donor's deviations, from 1e-4 to 1e3."""


def fit_ridge(design: Design, *, engine: Engine | None = None, threads: int | None = None) -> Fits:
    """Fit every area by ridge-augmented synthetic control.

    Args:
        design: who is fitted from whom.
        engine: of the exact weights.
        threads: of the exact weights.
    """
    exact = fit_synthetic_control(design, engine=engine, threads=threads)
    panel, start = design.panel, design.start
    count, units, _ = panel.values.shape
    dense = np.zeros((count, units, units))
    path = np.full(panel.values.shape, np.nan)
    chosen: dict[str, float] = {}
    for o, outcome in enumerate(panel.outcomes):
        kept = np.flatnonzero(design.complete[o])
        figures = panel.values[o, kept]
        base = _dense(exact, o, units)[np.ix_(kept, kept)]
        augmentation = Augmentation.of(figures[:, :start], base, design.donors[o, kept])
        chosen[outcome] = augmentation.choose()
        weights = base + augmentation.weights(chosen[outcome])
        dense[o][np.ix_(kept, kept)] = weights
        path[o, kept] = weights @ figures
    turned: Flags = np.min(dense, axis=2) < -NOUGHT
    negative = float(np.mean(turned[design.complete]))
    return fits_of(
        design,
        "ridge",
        path,
        notes=(
            f"Donors' weights may be negative, and are in {negative:.0%} of the fits: the "
            "counterfactual may lie outside the span of the donors.",
        ),
        donors=DonorWeights.of_all(dense),
        details={"ridge": chosen, "unaugmented_certificate": exact.certificate},
    )


@dataclass(frozen=True, slots=True, eq=False)
class Augmentation:
    """What the ridges of one outcome share.

    Attributes:
        left: [N, T0] gaps of the exact fits.
        deviations: [N, T0] of every area from the mean of the donors.
        donors: [N] whether an area is one.
        values: [T0] eigenvalues of the donors' DᵀD.
        vectors: [T0, T0] its eigenvectors.
        size: the mean sum of squares of a donor's deviations.
    """

    left: Floats
    deviations: Floats
    donors: Flags
    values: Floats
    vectors: Floats
    size: float

    @classmethod
    def of(cls, before: Floats, base: Floats, donors: Flags) -> Augmentation:
        """Prepare the ridges of one outcome.

        Args:
            before: [N, T0] outcome before the start, complete.
            base: [N, N] exact weights.
            donors: [N] whether an area may be a donor.
        """
        deviations = before - before[donors].mean(axis=0)
        pool = deviations[donors]
        gram = pool.T @ pool
        values, vectors = np.linalg.eigh(gram)
        size = float(np.trace(gram)) / len(pool)
        left = before - base @ before
        return cls(left, deviations, donors, np.maximum(values, 0.0), vectors, size)

    def solved(self, ratio: float) -> tuple[Floats, Floats]:
        """Return M⁻¹l and the diagonal of M⁻¹ for every area without itself, [N, T0] each."""
        inverse = (self.vectors / (self.values + ratio * self.size)) @ self.vectors.T
        plain, own = self.left @ inverse, self.deviations @ inverse
        count = int(self.donors.sum())
        factor = count / (count - 1)
        within = 1 - factor * (self.deviations * own).sum(axis=1)
        change = np.where(self.donors, factor / within, 0.0)[:, None]
        along = (own * self.left).sum(axis=1)[:, None]
        return plain + change * along * own, np.diag(inverse) + change * own * own

    def choose(self) -> float:
        """Return the ratio of the grid that foretells a period left out best, or nearly so."""
        errors: list[Floats] = []
        for ratio in GRID:
            solved, diagonal = self.solved(ratio)
            errors.append(np.mean((solved / diagonal) ** 2, axis=1))
        means = [float(each.mean()) for each in errors]
        best = int(np.argmin(means))
        bound = means[best] + float(errors[best].std()) / np.sqrt(len(errors[best]))
        return GRID[max(k for k, mean in enumerate(means) if mean <= bound)]

    def weights(self, ratio: float) -> Floats:
        """Return what is added to the exact weights, [N, N]; each row sums to nought."""
        solved, _ = self.solved(ratio)
        products = solved @ self.deviations.T
        own = np.diag(products) / (int(self.donors.sum()) - 1)
        added = products + np.where(self.donors, own, 0.0)[:, None]
        added[:, ~self.donors] = 0.0
        np.fill_diagonal(added, 0.0)
        return added


def _dense(fits: Fits, outcome: int, units: int) -> Floats:
    donors = fits.donors
    dense = np.zeros((units, units))
    if donors is not None:
        for n in range(units):
            count = int(donors.count[outcome, n])
            dense[n, donors.index[outcome, n, :count]] = donors.weight[outcome, n, :count]
    return dense
