"""Which practice has a list after mergers and takeovers, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place


@dataclass(frozen=True, slots=True)
class Succession:
    """A practice whose list passed to another, from the day on which the other has it."""

    practice: str
    successor: str
    day: date


def holders(successions: Iterable[Succession], on: date, file: str = "") -> Mapping[str, str]:
    """Return, for each practice that gave up its list by a day, the practice that has it then.

    A chain is followed to its end as of the day: A to B in 2018 and B to C in 2020 is C in 2021.

    Raises:
        InputFaults: a practice that passes its list on twice, or a circle by that day.
    """
    passed: dict[str, str] = {}
    faults: list[Fault] = []
    for each in sorted(successions, key=lambda s: (s.practice, s.day, s.successor)):
        if each.day > on:
            continue
        if each.practice in passed:
            faults.append(
                Fault(
                    Place(file, field="practice"),
                    f"{each.practice} passes its list on twice",
                    "one successor of a list",
                    "keep the row that the organisation register supports",
                )
            )
        passed.setdefault(each.practice, each.successor)
    ends = {practice: _end(practice, passed) for practice in passed}
    faults.extend(
        Fault(
            Place(file, field="successor"),
            f"the list of {practice} passes in a circle",
            "a practice at the end of every chain",
            "remove the row that leads back",
        )
        for practice, end in sorted(ends.items())
        if end is None
    )
    if faults:
        raise InputFaults(faults)
    return {practice: end for practice, end in sorted(ends.items()) if end}


def _end(practice: str, passed: Mapping[str, str]) -> str | None:
    seen = {practice}
    while practice in passed:
        practice = passed[practice]
        if practice in seen:
            return None
        seen.add(practice)
    return practice


def lineage_table(holding: Mapping[str, str]) -> Any:
    """Return the practices and their holders as an Arrow table."""
    pa: Any = import_module("pyarrow")
    return pa.table(
        {
            "practice": pa.array(list(holding), pa.string()),
            "holder": pa.array(list(holding.values()), pa.string()),
        }
    )
