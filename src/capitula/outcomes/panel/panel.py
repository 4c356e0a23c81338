"""A panel: outcomes by units by periods, in one array.

A missing figure is NaN and stays missing. Nothing is filled in, and a unit that lacks a figure is
left out of the fits of that outcome by whoever fits, who says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place, near_miss

_SHOWN = 200


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Figures of every unit in every period, for each outcome.

    Attributes:
        outcomes: names, O of them.
        units: names of areas or practices, N of them.
        times: labels of the periods in order, T of them.
        values: float64 [O, N, T], read-only; NaN is missing.

    Raises:
        InputFaults: a name twice, a shape that does not fit the names, or a figure that is not
            finite: all of them.
    """

    outcomes: tuple[str, ...]
    units: tuple[str, ...]
    times: tuple[str, ...]
    values: NDArray[np.float64]

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64, order="C")
        faults = [
            *_twice("outcomes", self.outcomes),
            *_twice("units", self.units),
            *_twice("times", self.times),
            *_shape_faults(self, values.shape),
        ]
        if not faults:
            faults += _infinite(self, values)
        if faults:
            raise InputFaults(faults)
        values.setflags(write=False)
        object.__setattr__(self, "values", values)

    def one(self, outcome: str) -> Panel:
        """Return the panel of one outcome."""
        index = self.outcome_index(outcome)
        return Panel((outcome,), self.units, self.times, self.values[index : index + 1])

    def without(self, units: Iterable[str]) -> Panel:
        """Return the panel without some units.

        Raises:
            InputFaults: units that the panel does not have.
        """
        dropped = set(self.unit_indices(list(units)))
        kept = [index for index in range(len(self.units)) if index not in dropped]
        names = tuple(self.units[index] for index in kept)
        return Panel(self.outcomes, names, self.times, self.values[:, kept, :])

    def between(self, first: str | None = None, last: str | None = None) -> Panel:
        """Return the periods from `first` to `last`, both included."""
        start = 0 if first is None else self.time_index(first)
        end = len(self.times) if last is None else self.time_index(last) + 1
        return Panel(self.outcomes, self.units, self.times[start:end], self.values[:, :, start:end])

    def indexed(self, start: int) -> Panel:
        """Return each series as an index: its own mean before period `start` is 100.

        A unit whose mean there is nought or missing has no index: it becomes missing.
        """
        mean = self.values[:, :, :start].mean(axis=2, keepdims=True)
        mean = np.where(mean == 0, np.nan, mean)
        return Panel(self.outcomes, self.units, self.times, 100 * self.values / mean)

    def series(self, outcome: str, unit: str) -> NDArray[np.float64]:
        """Return one series, by names."""
        return self.values[self.outcome_index(outcome), self.unit_indices([unit])[0]]

    def time_index(self, time: str) -> int:
        """Return where a period stands, from nought."""
        return _find("times", self.times, [time])[0]

    def outcome_index(self, outcome: str) -> int:
        """Return where an outcome stands, from nought."""
        return _find("outcomes", self.outcomes, [outcome])[0]

    def unit_indices(self, units: Sequence[str]) -> list[int]:
        """Return where units stand, from nought."""
        return _find("units", self.units, units)


def _find(axis: str, known: tuple[str, ...], wanted: Sequence[str]) -> list[int]:
    where = {name: index for index, name in enumerate(known)}
    faults: list[Fault] = []
    for name in wanted:
        if name not in where:
            ends = f"one of {len(known)} {axis}, {known[0]} to {known[-1]}" if known else "none"
            remedy = near_miss(name, known) or "write it as the panel does"
            faults.append(Fault(Place("panel", None, None, axis), repr(name), ends, remedy))
    if faults:
        raise InputFaults(faults)
    return [where[name] for name in wanted]


def _twice(axis: str, names: tuple[str, ...]) -> list[Fault]:
    place = Place("panel", None, None, axis)
    return [
        Fault(place, f"{name!r} {count} times", "each once", "name each apart, or keep one")
        for name, count in Counter(names).items()
        if count > 1
    ]


def _shape_faults(panel: Panel, shape: tuple[int, ...]) -> list[Fault]:
    expected = (len(panel.outcomes), len(panel.units), len(panel.times))
    place = Place("panel", None, None, "values")
    remedy = "give a figure, or NaN where it is missing, for every outcome, unit and period"
    if shape != expected:
        return [Fault(place, f"an array {shape}", f"{expected}", remedy)]
    if 0 in expected:
        return [Fault(place, f"an empty array {shape}", "an outcome, a unit, a period", remedy)]
    return []


def _infinite(panel: Panel, values: NDArray[np.float64]) -> list[Fault]:
    cells: list[Any] = np.argwhere(np.isinf(values)).tolist()
    faults = [
        Fault(
            Place("panel", None, None, f"{panel.outcomes[o]}, {panel.units[n]}, {panel.times[t]}"),
            str(values[o, n, t]),
            "a finite number, or NaN where it is missing",
            "correct the figure",
        )
        for o, n, t in cells[:_SHOWN]
    ]
    if len(cells) > _SHOWN:
        found, remedy = f"{len(cells) - _SHOWN} more of them", "correct the source"
        faults.append(Fault(Place("panel"), found, "finite numbers", remedy))
    return faults
