"""Can the holder carry it: price against cost, the month's cash, reserves, chance to use them up.

Cash is of the first year: opening reserves, each month's payment (late by the stated lag) less each
month's spend. Shares settled after the year are not in it. The chance comes from the draws of the
contract's scenario: in how many do the holder's parts, added up year by year, ever fall below what
it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from capitula.appraisal.parties.terms import HolderTerms
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, from_pounds
from capitula.ground.rounding import profile_floor_last

if TYPE_CHECKING:
    from capitula.money.scenarios.sweep import Sweep


@dataclass(frozen=True, slots=True)
class HolderPosition:
    """What the holder can carry.

    Attributes:
        price_pence: what it is paid in a year.
        cost_pence: what it spends.
        reserves_pence: None if not stated.
        guarantee_pence: None if not stated.
        cash: the balance at the end of each month of the first year; empty without reserves.
        draws: how many draws of the scenario; 0 where none was run.
        exhausted: in how many the reserves are used up; None where they are not stated.
        exhausted_with_guarantee: and the guarantee too.
        short: in how many its parts added up ever fall below nought.
        mark: the weakest mark.
    """

    price_pence: Pence
    cost_pence: Pence
    reserves_pence: Pence | None
    guarantee_pence: Pence | None
    cash: tuple[Pence, ...]
    draws: int
    exhausted: int | None
    exhausted_with_guarantee: int | None
    short: int
    mark: EvidenceMark

    @property
    def margin_pence(self) -> Pence:
        """Price less cost."""
        return self.price_pence - self.cost_pence

    @property
    def lowest(self) -> tuple[int, Pence] | None:
        """The month (1 is April) with the lowest balance, and the balance."""
        if not self.cash:
            return None
        lowest = min(self.cash)
        return self.cash.index(lowest) + 1, lowest

    @property
    def questions(self) -> tuple[str, ...]:
        """What is not stated."""
        asked: list[str] = []
        if self.reserves_pence is None:
            asked.append("What reserves has the holder?")
        if self.guarantee_pence is None:
            asked.append("Has anybody given a guarantee for the holder, and how much?")
        return tuple(asked)

    def chance_words(self) -> list[str]:
        """Return how often it runs short, in sentences; none where no draws were run."""
        if not self.draws:
            return []
        of = f"of {self.draws:,} draws"
        said = [f"In {self.short:,} {of} its parts, added up, fall below nought."]
        if self.exhausted is not None:
            said.append(f"Reserves are used up in {self.exhausted:,} {of}.")
        if self.exhausted_with_guarantee is not None:
            said.append(
                f"Reserves and guarantee are used up in {self.exhausted_with_guarantee:,} {of}."
            )
        return said

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "price_pence": self.price_pence,
            "cost_pence": self.cost_pence,
            "margin_pence": self.margin_pence,
            "reserves_pence": self.reserves_pence,
            "guarantee_pence": self.guarantee_pence,
            "cash_pence": list(self.cash),
            "lowest_month": self.lowest[0] if self.lowest else None,
            "lowest_pence": self.lowest[1] if self.lowest else None,
            "draws": self.draws,
            "draws_below_nought": self.short,
            "draws_reserves_used_up": self.exhausted,
            "draws_guarantee_used_up": self.exhausted_with_guarantee,
            "questions": list(self.questions),
            "mark": str(self.mark),
        }


def holder_position(
    price: Pence,
    cost: Pence,
    terms: HolderTerms | None,
    *,
    months: Sequence[Pence],
    sweep: Sweep | None,
    holder: str,
    marks: Sequence[EvidenceMark],
) -> HolderPosition:
    """Return what the holder can carry.

    Args:
        price: what it is paid in a year.
        cost: what it spends.
        terms: reserves, guarantee and lag; None where nothing is stated.
        months: what falls due to it, April to March.
        sweep: draws of the contract's scenario; None where none ships or is given.
        holder: its identifier.
        marks: of price, cost and draws.
    """
    reserves = _pence(terms.reserves if terms else None)
    guarantee = _pence(terms.guarantee if terms else None)
    parts = sweep.amounts.get(holder) if sweep else None
    lowest = _lowest_sums([parts[year] for year in sweep.years]) if sweep and parts else None
    return HolderPosition(
        price_pence=price,
        cost_pence=cost,
        reserves_pence=reserves,
        guarantee_pence=guarantee,
        cash=_cash(reserves, months, cost, terms.receipt_lag_months if terms else 0),
        draws=len(lowest) if lowest is not None else 0,
        exhausted=_below(lowest, reserves),
        exhausted_with_guarantee=_below(lowest, reserves, guarantee),
        short=_below(lowest, 0) or 0,
        mark=weakest([*marks, *([terms.mark] if terms else [])]),
    )


def _pence(pounds: Any) -> Pence | None:
    return None if pounds is None else from_pounds(pounds)


def _cash(
    reserves: Pence | None, months: Sequence[Pence], cost: Pence, lag: int
) -> tuple[Pence, ...]:
    if reserves is None:
        return ()
    spent = profile_floor_last(cost)
    balance, found = reserves, list[Pence]()
    for number in range(12):
        received = months[number - lag] if number >= lag else 0
        balance += received - spent[number]
        found.append(balance)
    return tuple(found)


def _lowest_sums(years: Sequence[Any]) -> Any:
    """Return, draw by draw, the lowest that the parts added up over the years ever come to."""
    import numpy as np

    return np.cumsum(np.stack(years), axis=0).min(axis=0)


def _below(lowest: Any, reserves: Pence | None, guarantee: Pence | None = 0) -> int | None:
    if lowest is None or reserves is None or guarantee is None:
        return None
    return int((lowest < -(reserves + guarantee)).sum())
