"""The kinds of entry about how a contract is built: form of payment, form of contract, length."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class PaymentFormStated(Body):
    """How the contract is said to pay, such as a capitated budget; no amount goes with it."""

    kind: ClassVar[str] = "payment_form_stated"
    stated_property: ClassVar[str] = "form of payment"

    form: str

    def value(self) -> Value:
        """The form."""
        return Value(self.form)

    def state(self) -> str:
        """Stated."""
        return "stated"


class ContractFormStated(Body):
    """What kind of contract it is said to be, or what is said of a national form of contract.

    Who is to hold it, and in which legal form, is another matter: see `option_appraised`.

    Attributes:
        form: the form, such as "ICP contract".
        text: what is said of it.
    """

    kind: ClassVar[str] = "contract_form_stated"
    stated_property: ClassVar[str] = "form of contract"
    exclusive: ClassVar[bool] = False

    form: str
    text: str

    def value(self) -> Value:
        """The form, and what is said of it."""
        return Value(f"{self.form}: {self.text}")

    def state(self) -> str:
        """Stated."""
        return "stated"


class LengthStated(Body):
    """How long a contract is to run, or ran, in years, with its bound.

    Attributes:
        years: the number of years.
        bound: exact, almost, at least and so on.
    """

    kind: ClassVar[str] = "length_stated"
    stated_property: ClassVar[str] = "length"

    years: Decimal
    bound: Bound = Bound.EXACT

    def value(self) -> Value:
        """The number of years."""
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        number = str(self.years)
        return Value(f"{bound}{number} years", number=number, unit="years", bound=self.bound)

    def state(self) -> str:
        """Stated."""
        return "stated"


KINDS: tuple[type[Body], ...] = (PaymentFormStated, ContractFormStated, LengthStated)
