"""Three ways to forecast a start from the date that was stated for it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from capitula.programme.forecast.cumulative import Curve, cumulative, imaginary, informative
from capitula.programme.forecast.lead_time import LeadTimeFit
from capitula.programme.forecast.members import Member
from capitula.programme.forecast.rules import rule


class Forecaster(StrEnum):
    """A way to forecast."""

    STATED = "believe the stated date"
    BASE_RATES = "base rates"
    LEAD_TIME = "reference class with lead time"


def believe() -> Curve:
    """Return the curve of one who believes the stated date: a start as specified on it."""
    months = rule("horizon_months") + 1
    return Curve((1.0,) * months, (0.0,) * months, (0.0,) * months)


def base_rates(members: Sequence[Member], waited: int | None = None) -> Curve:
    """Return the class's own curve with the imaginary contract added.

    Args:
        members: of the class of the contract at hand.
        waited: months that have passed since its own stated date without a start.
    """
    own = len(informative(members, waited))
    share = own / (own + rule("imaginary_contracts"))
    return cumulative(members, waited).mixed(share, imaginary(waited))


def with_lead_time(base: Curve, fit: LeadTimeFit, lead_months: int) -> Curve:
    """Return base rates moved so that the chance of a start by the date is that of the fit.

    Forms and later months keep their proportions. Without a fit these are the base rates.
    """
    chance = fit.chance(lead_months)
    if chance is None:
        return base
    before, after = base.started(0), 1.0 - base.started(0)
    up = chance / before if before else 0.0
    on = (1.0 - chance) / after if after else 0.0

    def moved(values: Sequence[float]) -> tuple[float, ...]:
        return tuple(values[0] * up + (value - values[0]) * on for value in values)

    first_given_up = base.given_up[0]
    given_up = tuple((value - first_given_up) * on + first_given_up * on for value in base.given_up)
    return Curve(moved(base.as_specified), moved(base.lesser_form), given_up)
