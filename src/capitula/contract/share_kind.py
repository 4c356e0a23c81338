"""The kind of entry that states a share, with what it is a share of."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Bound, Value

MEASURE_NOT_STATED = "measure not stated"


class Whole(StrEnum):
    """What a share is a share of."""

    DONOR = "donor"
    CONTRACT = "contract"
    TRANSFER = "transfer"
    AREA = "area"

    @property
    def words(self) -> str:
        """The whole for reading."""
        return _WORDS[self]


_WORDS = {
    Whole.DONOR: "of what the donor runs",
    Whole.CONTRACT: "of the contract",
    Whole.TRANSFER: "of what is to move",
    Whole.AREA: "of the area's care",
}


class ShareStated(Body):
    """A share of something, in words or per cent. Shares of different wholes are never combined.

    Attributes:
        share: the share as printed, such as "most".
        percent: per cent, where a figure is given.
        whole: what it is a share of.
        whole_name: which donor, contract or area that is; empty where it is the case's own.
        measure: measured in what (income, staff, activity); empty where nobody says.
    """

    kind: ClassVar[str] = "share_stated"
    stated_property: ClassVar[str] = "share"

    share: str
    percent: Decimal | None = None
    bound: Bound = Bound.EXACT
    whole: Whole
    whole_name: str = ""
    measure: str = ""

    def value(self) -> Value:
        """The share, its whole and its measure."""
        whole = self.whole.words + (f" ({self.whole_name})" if self.whole_name else "")
        measured = self.measure or MEASURE_NOT_STATED
        return Value(
            f"{self.share} {whole}, {measured}",
            number=self.share if self.percent is None else str(self.percent),
            unit="share" if self.percent is None else "per cent",
            basis=f"{whole}, {measured}",
            bound=self.bound,
        )

    def state(self) -> str:
        """Stated."""
        return "stated"


KINDS: tuple[type[Body], ...] = (ShareStated,)
