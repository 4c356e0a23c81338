"""Who is fitted from whom: treated unit, placebos and donors, settled before any fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.panel.panel import Panel

LEAST_DONORS = 2

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """A panel made ready: units left out are gone, several treated units stand as one.

    Attributes:
        panel: the units that are fitted, the treated one among them.
        start: index of the first treated period.
        treated: its name, or None where every area is a placebo.
        members: the units that stand behind it: itself, or several whose mean it is.
        complete: bool [O, N], whether a unit has a figure in every period.
        donors: bool [O, N], whether a unit may stand behind the fit of another.
        refused: why a unit is not fitted, by outcome and unit.
        notes: what a reader must know, in sentences.
        member_values: float64 [O, M, T] of the treated members, in their order.
    """

    panel: Panel
    start: int
    treated: str | None
    members: tuple[str, ...]
    complete: Flags
    donors: Flags
    refused: dict[tuple[str, str], str]
    notes: tuple[str, ...]
    member_values: NDArray[np.float64]


def make_design(
    panel: Panel,
    start: int,
    treated: Sequence[str] = (),
    *,
    treated_as_donor: bool = False,
    excluded: Sequence[str] = (),
) -> Design:
    """Settle who is fitted from whom.

    A unit with a missing figure is neither fitted nor a donor for that outcome, and is named.

    Args:
        panel: all units.
        start: index of the first treated period.
        treated: names; several are taken as one unit, their mean.
        treated_as_donor: whether placebos may be fitted from the treated unit.
        excluded: units left out wholly.

    Raises:
        InputFaults: unknown names, a start without periods before and after it, a treated unit with
            a missing figure, or fewer than two donors: all of them.
    """
    panel.unit_indices([*treated, *excluded])
    faults = [*_start_faults(panel, start), *_both(treated, excluded)]
    if faults:
        raise InputFaults(faults)
    if excluded:
        panel = panel.without(excluded)
    notes: list[str] = []
    name = treated[0] if treated else None
    members = panel.values[:, panel.unit_indices(treated)]
    if len(treated) > 1:
        panel, name = _joined(panel, treated)
        notes.append(
            f"{len(treated)} treated units stand as one, the mean of their figures: "
            f"{', '.join(treated)}."
        )
    complete: Flags = np.logical_not(np.isnan(panel.values).any(axis=2))
    donors = complete.copy()
    if name is not None and not treated_as_donor:
        donors[:, panel.unit_indices([name])[0]] = False
    faults = _fit_faults(panel, name, complete, donors)
    if faults:
        raise InputFaults(faults)
    refused = {
        (panel.outcomes[o], panel.units[n]): _lacking(panel, o, n)
        for o, n in np.argwhere(~complete).tolist()
    }
    notes += _left_out(panel, complete)
    return Design(
        panel, start, name, tuple(treated), complete, donors, refused, tuple(notes), members
    )


def _joined(panel: Panel, treated: Sequence[str]) -> tuple[Panel, str]:
    """Put the mean of the treated units in their place, first among the units."""
    mean = panel.values[:, panel.unit_indices(list(treated)), :].mean(axis=1, keepdims=True)
    rest = panel.without(treated)
    name = f"mean of {len(treated)} treated units"
    values = np.concatenate([mean, rest.values], axis=1)
    return Panel(panel.outcomes, (name, *rest.units), panel.times, values), name


def _start_faults(panel: Panel, start: int) -> list[Fault]:
    if 0 < start < len(panel.times):
        return []
    found = panel.times[start] if start == 0 else f"index {start} of {len(panel.times)} periods"
    remedy = "name the first treated period; there must be periods before it"
    return [Fault(Place("panel", None, None, "start"), found, "a later period", remedy)]


def _both(treated: Sequence[str], excluded: Sequence[str]) -> list[Fault]:
    place = Place("panel", None, None, "treated")
    return [
        Fault(place, f"{name!r}, which is left out too", "one or the other", "decide which")
        for name in treated
        if name in excluded
    ]


def _fit_faults(panel: Panel, treated: str | None, complete: Flags, donors: Flags) -> list[Fault]:
    faults: list[Fault] = []
    for o, outcome in enumerate(panel.outcomes):
        if treated is not None and not complete[o, panel.units.index(treated)]:
            found = _lacking(panel, o, panel.units.index(treated))
            place = Place("panel", None, None, f"{outcome}, {treated}")
            remedy = "get the figure, or judge a shorter span; nothing is filled in"
            faults.append(Fault(place, found, "a figure in every period", remedy))
        count = int(donors[o].sum())
        if count < LEAST_DONORS + (treated is None):
            place = Place("panel", None, None, outcome)
            found = f"{count} possible donors with a figure in every period"
            expected = f"{LEAST_DONORS} at least, beside the unit that is fitted"
            faults.append(Fault(place, found, expected, "give more areas, or a shorter span"))
    return faults


def _lacking(panel: Panel, outcome: int, unit: int) -> str:
    missing = np.flatnonzero(np.isnan(panel.values[outcome, unit])).tolist()
    named = ", ".join(panel.times[t] for t in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return f"no figure for {named}{more}"


def _left_out(panel: Panel, complete: Flags) -> list[str]:
    notes: list[str] = []
    for o, outcome in enumerate(panel.outcomes):
        gone = [panel.units[n] for n in np.flatnonzero(~complete[o]).tolist()]
        if gone:
            shown = ", ".join(gone[:5]) + (f" and {len(gone) - 5} more" if len(gone) > 5 else "")
            noun = "unit lacks" if len(gone) == 1 else "units lack"
            notes.append(
                f"{outcome}: {len(gone)} {noun} figures and are neither fitted nor donors: {shown}."
            )
    return notes
