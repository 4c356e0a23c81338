"""Whether several methods agree: reported beside the registered one, never instead of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.inference.placebo import ratio_test


@dataclass(frozen=True, slots=True)
class MethodEffect:
    """What one method says of one outcome.

    Attributes:
        method: its name.
        effect: mean gap after the start.
        p: of its ratio test; None where it has no placebos.
        clears: whether p is at most alpha.
    """

    method: str
    effect: float
    p: float | None
    clears: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The methods side by side; the first is the registered one.

    Attributes:
        outcome: its name.
        methods: one each.
        same_sign: how many point the way of the first, itself included.
        clear: how many clear their own band.
    """

    outcome: str
    methods: tuple[MethodEffect, ...]
    same_sign: int
    clear: int

    def text(self) -> str:
        """Return the finding in a sentence."""
        count = len(self.methods)
        return (
            f"{self.outcome}: {self.same_sign} of {count} methods point the same way as "
            f"{self.methods[0].method}, and {self.clear} of {count} clear their own band."
        )


def agreement(all_fits: Sequence[Fits], outcome: str, alpha: float = 0.05) -> Agreement:
    """Put the fits of several methods to one panel side by side, the registered one first."""
    found: list[MethodEffect] = []
    for fits in all_fits:
        o = fits.outcomes.index(outcome)
        effect = float(fits.gaps[o, fits.treated_index, fits.start :].mean())
        test = ratio_test(fits, outcome)
        p = test.p if test.areas > 1 else None
        found.append(MethodEffect(fits.method, effect, p, p is not None and p <= alpha))
    same = sum(each.effect * found[0].effect > 0 for each in found)
    return Agreement(outcome, tuple(found), same, sum(each.clears for each in found))
