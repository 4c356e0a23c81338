"""What a whole improvement scheme earned: the weighted sum of its attainments, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from capitula.contract.attainment_kind import AttainmentStanding
from capitula.contract.improvement import ImprovementScheme
from capitula.outcomes.attainment.score import Attainment


@dataclass(frozen=True, slots=True)
class SchemeScore:
    """What a whole improvement scheme earned in a period, as shares of its pool.

    Attributes:
        earned: Σ weight × attainment over the measures paid on.
        lost: the rest of their weights.
        late: weights of measures whose figures are not out: neither earned nor lost yet.
        suspended: weights of suspended measures; the contract says what becomes of them.
    """

    earned: Fraction
    lost: Fraction
    late: Fraction
    suspended: Fraction

    def text(self) -> str:
        """Return the four shares, which sum to the weights of the scheme."""
        return (
            f"earned {float(self.earned):.4f} of the pool, lost {float(self.lost):.4f}, open until "
            f"the figures are out {float(self.late):.4f}, suspended {float(self.suspended):.4f}"
        )


def score(scheme: ImprovementScheme, attained: Mapping[str, Attainment]) -> SchemeScore:
    """Sum a scheme: `IPS = pool · Σ w·a`. In a shadow year nothing is earned and nothing is lost.

    Args:
        scheme: the scheme; its paid measures have weights that sum to one.
        attained: attainment by measure; a paid measure that is not there counts as late.
    """
    earned = lost = late = suspended = Fraction(0)
    for measure in scheme.measures:
        if measure.weight is None:
            continue
        weight, found = Fraction(measure.weight), attained.get(measure.id)
        if found is None or found.standing is AttainmentStanding.DATA_LATE:
            late += weight
        elif found.standing is AttainmentStanding.SUSPENDED:
            suspended += weight
        elif found.counts and found.share is not None:
            earned += weight * found.share
            lost += weight * (1 - found.share)
    return SchemeScore(earned, lost, late, suspended)
