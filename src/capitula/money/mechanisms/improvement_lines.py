"""What an improvement scheme earned, measure by measure, each said in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from capitula.ground.pence import Pence
from capitula.money.mechanisms.wording import rate_text


@dataclass(frozen=True, slots=True)
class MeasureEarned:
    """One measure of the scheme.

    Attributes:
        attainment: from 0 at the floor to 1 at the target; None where it is not scored.
        weight: its share of the pool; nought for one that is scored and not paid.
        reason: why it is not scored, or not paid.
        stops: whether nothing can be paid until it is settled.
        is_open: whether its figures are not out.
        is_suspended: whether it was suspended and the contract says what that does.
        paid_as: the attainment it is paid at, where the contract puts one in its place.
        counted: the weight it is paid at, where that of suspended measures was spread.
        entry: the entry of the record that states its attainment; empty for a stated value.
    """

    id: str
    name: str
    attainment: Fraction | None
    weight: Fraction
    reason: str = ""
    stops: bool = False
    is_open: bool = False
    is_suspended: bool = False
    paid_as: Fraction | None = None
    counted: Fraction | None = None
    entry: str = ""

    @property
    def paid_weight(self) -> Fraction:
        """The weight it is paid at."""
        return self.weight if self.counted is None else self.counted

    @property
    def paid_share(self) -> Fraction:
        """Its share of the pool that is paid: weight × attainment; nought while it is open."""
        paid = self.attainment if self.paid_as is None else self.paid_as
        return self.paid_weight * (paid or 0)

    def sentence(self) -> str:
        """Say what it earned."""
        entry = f" (entry {self.entry})" if self.entry else ""
        if self.attainment is None:
            return f"{self.name}: not scored, {self.reason}{entry}"
        paid = f"weight {rate_text(self.weight)}" if self.weight else "scored and not paid"
        if not self.weight and self.reason:
            paid += f", {self.reason}"
        if self.counted is not None and self.counted != self.weight:
            paid += f", paid as {rate_text(self.counted)} since a suspended weight is spread"
        return f"{self.name}: {rate_text(self.attainment)} of the way to its target, {paid}{entry}"


@dataclass(frozen=True, slots=True)
class ImprovementEarned:
    """The scheme.

    Attributes:
        earned_pence: pool × Σ weight × attainment, floored once; None while nothing can be paid.
    """

    pool_pence: Pence
    measures: tuple[MeasureEarned, ...]
    earned_pence: Pence | None

    @property
    def reason(self) -> str:
        """Why nothing can be said; empty where it can."""
        return "; ".join(f"{m.name}: {m.reason}" for m in self.measures if m.stops)

    @property
    def open_pence(self) -> Pence:
        """The most that measures whose figures are not out can still bring."""
        share = sum((m.paid_weight for m in self.measures if m.is_open), Fraction(0))
        return self.pool_pence * share.numerator // share.denominator
