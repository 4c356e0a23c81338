"""Service credits: given back for each month in which a service misses its level, within caps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from capitula.contract.numbers import plain
from capitula.contract.payment.service_credit import ServiceCredit
from capitula.ground.pence import Pence
from capitula.money.mechanisms.wording import Currency


@dataclass(frozen=True, slots=True)
class ServiceMonth:
    """A month of a service.

    Attributes:
        charge_pence: what is charged for it.
        attained_percent: the level of service; None where it was not measured.
    """

    name: str
    charge_pence: Pence
    attained_percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Credit:
    """What one month gives back.

    Attributes:
        due_pence: by the level alone.
        credit_pence: after the caps; None where the level was not measured.
    """

    month: ServiceMonth
    due_pence: Pence
    credit_pence: Pence | None
    words: str


def service_credits(
    step: ServiceCredit,
    months: Sequence[ServiceMonth],
    earlier: Sequence[tuple[Pence, Pence]] = (),
    currency: Currency | None = None,
) -> tuple[Credit, ...]:
    """Return the credit of each month, in order.

    Equality meets a level. The rolling cap looks at the charges of the months before, this one
    included, less what they have already given back.

    Args:
        step: the terms.
        months: the months to be settled, in order.
        earlier: charge and credit of the months before them, oldest first.
        currency: how amounts are written.
    """
    text = (currency or Currency()).text
    past = list(earlier)
    given: list[Credit] = []
    for month in months:
        if month.attained_percent is None:
            words = f"{month.name}: the level of service was not measured, so no credit is computed"
            given.append(Credit(month, 0, None, words))
            past.append((month.charge_pence, 0))
            continue
        percent = _percent(step, month.attained_percent)
        due = _share(month.charge_pence, percent)
        most = due
        said = f"{month.name}: {plain(month.attained_percent)}% attained"
        if step.monthly_cap_percent is not None:
            most = min(most, _share(month.charge_pence, step.monthly_cap_percent))
        if step.rolling_cap_percent is not None:
            window = past[max(0, len(past) - step.rolling_months + 1) :]
            charges = sum(charge for charge, _ in window) + month.charge_pence
            room = _share(charges, step.rolling_cap_percent) - sum(c for _, c in window)
            most = min(most, max(0, room))
        said += f", {plain(percent)}% of {text(month.charge_pence)} is {text(due)}"
        if most < due:
            said += f", of which the caps leave {text(most)}"
        given.append(Credit(month, due, most, said))
        past.append((month.charge_pence, most))
    return tuple(given)


def _percent(step: ServiceCredit, attained: Decimal) -> Decimal:
    missed = [level.credit_percent for level in step.levels if attained < level.below_percent]
    return missed[-1] if missed else Decimal(0)


def _share(charge_pence: Pence, percent: Decimal) -> Pence:
    rate = Fraction(percent) / 100
    return charge_pence * rate.numerator // rate.denominator
