"""The kinds of entry about the contract's terms: value, scope, party, variation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from pydantic import field_validator

from capitula.contract.attainment_kind import KINDS as ATTAINED
from capitula.contract.edit import Edit
from capitula.contract.share_kind import KINDS as SHARES
from capitula.contract.stated_kinds import KINDS as STATED
from capitula.contract.value import Basis
from capitula.ground.pence import from_pounds, pounds_that_fit, short_text
from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class ValueStated(Body):
    """An amount put on the contract or on part of it, with its basis."""

    kind: ClassVar[str] = "value_stated"
    stated_property: ClassVar[str] = "value"

    amount: Decimal | None = None
    bound: Bound = Bound.EXACT
    basis: Basis
    price_year: str | None = None

    @field_validator("amount")
    @classmethod
    def _whole_pence(cls, amount: Decimal | None) -> Decimal | None:
        return amount if amount is None else pounds_that_fit(amount)

    def value(self) -> Value:
        """The amount in pence, in pounds sterling, with its basis."""
        basis = f"{self.basis.words}" + (f", {self.price_year} prices" if self.price_year else "")
        if self.amount is None:
            return Value(f"stated, amount missing, {basis}", unit="GBP", basis=basis)
        pence = from_pounds(self.amount)
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        text = f"{bound}{short_text(pence)}, {basis}"
        return Value(text, amount_pence=pence, unit="GBP", basis=basis, bound=self.bound)

    def state(self) -> str:
        """Stated."""
        return "stated"


class StatedStanding(StrEnum):
    """How a report places a service line; not mentioned is not the same as out."""

    IN = "in"
    PART = "part"
    POSSIBLE = "possible"
    OUT = "out"
    NOT_MENTIONED = "not_mentioned"


class ScopeStated(Body):
    """A service line said to be in, partly in, possibly in, or out; `about` names the line."""

    kind: ClassVar[str] = "scope_stated"
    stated_property: ClassVar[str] = "scope"

    standing: StatedStanding
    printed: str = ""

    def value(self) -> Value:
        """The standing, with the words as printed; two agree if they give the same standing."""
        standing = self.standing.replace("_", " ")
        text = f"{standing}: {self.printed}" if self.printed else standing
        return Value(text, basis=self.printed or None, gist=standing)

    def state(self) -> str:
        """Stated."""
        return "stated"


class PartyNamed(Body):
    """A body named in a part; `about` is the body as it is called in the case."""

    kind: ClassVar[str] = "party_named"
    stated_property: ClassVar[str] = "part"
    exclusive: ClassVar[bool] = False

    part: str
    printed: str = ""

    def value(self) -> Value:
        """The part."""
        return Value(self.part)

    def state(self) -> str:
        """Named."""
        return "named"


class VariationMade(Body):
    """A change of the contract, as edits; it takes effect on the day from which it is in force."""

    kind: ClassVar[str] = "variation_made"
    stated_property: ClassVar[str] = "variation"
    exclusive: ClassVar[bool] = False
    example: ClassVar[Mapping[str, Any]] = {
        "in_force_from": "2018-04-01",
        "edits": [{"path": "title", "set": "Another title"}],
    }

    number: str
    edits: tuple[Edit, ...]
    reason: str
    route: str = ""

    def value(self) -> Value:
        """The number and what is changed."""
        edits = "; ".join(edit.words() for edit in self.edits)
        return Value(f"variation {self.number}: {edits}")

    def state(self) -> str:
        """Made."""
        return "made"


KINDS: tuple[type[Body], ...] = (
    ValueStated,
    ScopeStated,
    PartyNamed,
    VariationMade,
    *STATED,
    *SHARES,
    *ATTAINED,
)
