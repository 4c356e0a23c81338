"""Amounts of what ran beside the whole: divided only where both say what they are amounts of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.contract.kinds import ValueStated
from capitula.contract.value import Basis
from capitula.exit.ledger import RUN, WHOLE
from capitula.record.claim import Claim
from capitula.record.values import Bound
from capitula.record.view import View

DIVISIBLE = (Basis.ANNUAL, Basis.WHOLE_TERM)
"""The bases of which one amount can be a share of another: two of a year, or two of a term."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What ran, the whole, and their ratio if it may be had.

    Attributes:
        whole: what the contract is put at.
        run: what the services that ran are put at.
        share: run over whole, exact; None where it may not be had.
        about: whether one of the two is not exact, so that the share is not either.
        why_not: why there is no share; empty where there is one.
    """

    whole: Claim | None
    run: Claim | None
    share: Fraction | None
    about: bool
    why_not: str


def side_by_side(view: View) -> SideBySide:
    """Return both amounts as they stand, and their ratio only where both bases are stated."""
    whole, run = _amount(view, WHOLE), _amount(view, RUN)
    why = _why_not(whole, run)
    if why or whole is None or run is None:
        return SideBySide(whole, run, None, about=False, why_not=why)
    pence, of = run.value.amount_pence, whole.value.amount_pence
    share = Fraction(pence, of) if pence is not None and of else None
    about = any(c.value.bound is not Bound.EXACT for c in (whole, run))
    return SideBySide(whole, run, share, about, "")


def _amount(view: View, about: str) -> Claim | None:
    item = view.item(about, "value")
    return item.current if item and isinstance(item.current.body, ValueStated) else None


def _why_not(whole: Claim | None, run: Claim | None) -> str:
    missing = [words for words, c in (("the whole", whole), ("what ran", run)) if c is None]
    if missing:
        return f"no amount is known of {' and of '.join(missing)}"
    bodies = [c.body for c in (run, whole) if c and isinstance(c.body, ValueStated)]
    if any(b.amount is None for b in bodies):
        return "an amount is said to exist and is not given"
    bases = [Basis(b.basis) for b in bodies]
    same = bases[0] is bases[1] and bodies[0].price_year == bodies[1].price_year
    if same and bases[0] in DIVISIBLE:
        return "" if bodies[1].amount else "the whole is put at nought"
    words = " and ".join(f"{c.value.text}" for c in (run, whole) if c)
    return f"stand side by side and are not divided: {words}"
