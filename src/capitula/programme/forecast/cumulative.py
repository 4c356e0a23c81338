"""Time to start with competing outcomes: the Aalen-Johansen estimate over whole months.

At each month the contracts still waiting are at risk of three ends: a start as specified, a start
in a lesser form, and being given up. One that is lost sight of waits until then and no longer.
Being given up is an end, not a loss of sight: to leave those out would make delays look short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.programme.forecast.members import Member
from capitula.programme.forecast.rules import rule


@dataclass(frozen=True, slots=True)
class Curve:
    """The chance of having started, by months after the stated date, from nought to the horizon.

    Attributes:
        as_specified: of having started as specified.
        lesser_form: of having started in a lesser form.
        given_up: of having been given up.
    """

    as_specified: tuple[float, ...]
    lesser_form: tuple[float, ...]
    given_up: tuple[float, ...]

    @property
    def horizon(self) -> int:
        """The last month."""
        return len(self.as_specified) - 1

    def started(self, month: int) -> float:
        """Return the chance of having started by a month, in whatever form; none before nought."""
        if month < 0:
            return 0.0
        month = min(month, self.horizon)
        return self.as_specified[month] + self.lesser_form[month]

    @property
    def outcomes(self) -> tuple[float, float, float]:
        """The chances at the horizon: as specified, in a lesser form, not started. They sum to one.

        "Not started" holds what was given up and what still waits.
        """
        as_specified, lesser = self.as_specified[-1], self.lesser_form[-1]
        return as_specified, lesser, 1.0 - as_specified - lesser

    def mixed(self, own: float, other: Curve) -> Curve:
        """Return the average with another curve, this one having the share `own`."""

        def mix(a: Sequence[float], b: Sequence[float]) -> tuple[float, ...]:
            return tuple(own * x + (1.0 - own) * y for x, y in zip(a, b, strict=True))

        return Curve(
            mix(self.as_specified, other.as_specified),
            mix(self.lesser_form, other.lesser_form),
            mix(self.given_up, other.given_up),
        )


def informative(members: Sequence[Member], waited: int | None = None) -> tuple[Member, ...]:
    """Return the members of which something is known since their date.

    Args:
        members: of the class.
        waited: for a contract whose own date has passed by so many months without a start: only
            those that still waited after as many.
    """
    return tuple(
        m
        for m in members
        if m.delay_months is not None and (waited is None or m.delay_months > waited)
    )


def cumulative(members: Sequence[Member], waited: int | None = None) -> Curve:
    """Return the Aalen-Johansen estimate; all nought where nothing is known of anyone.

    Args:
        members: of the class.
        waited: see `informative`.
    """
    horizon = rule("horizon_months")
    known = informative(members, waited)
    chance = {"as_specified": 0.0, "lesser_form": 0.0, "never": 0.0}
    waiting = 1.0
    kept: dict[str, list[float]] = {name: [] for name in chance}
    first = min([0, *(m.delay_months or 0 for m in known)])
    for month in range(first, horizon + 1):
        at_risk = sum(1 for m in known if (m.delay_months or 0) >= month)
        here = [m.result for m in known if m.delay_months == month]
        left = waiting
        for name in chance:
            ended = here.count(name)
            if ended:
                chance[name] += left * ended / at_risk
                waiting -= left * ended / at_risk
        if month >= 0:
            for name, values in kept.items():
                values.append(chance[name])
    return Curve(*(tuple(kept[name]) for name in ("as_specified", "lesser_form", "never")))


def imaginary(waited: int | None = None) -> Curve:
    """Return the curve of the imaginary contract, given that it has waited so many months."""
    horizon, spread = rule("horizon_months"), rule("imaginary_lesser_months")
    lesser = [min(month, spread) / (3.0 * spread) for month in range(horizon + 1)]
    as_specified = [1.0 / 3.0] * (horizon + 1)
    if waited is not None and waited >= 0:
        gone = lesser[min(waited, horizon)]
        left = 1.0 - 1.0 / 3.0 - gone
        lesser = [max(0.0, value - gone) / left for value in lesser]
        as_specified = [0.0] * (horizon + 1)
    return Curve(tuple(as_specified), tuple(lesser), (0.0,) * (horizon + 1))
