"""Reproducing known answers: the names of `outcomes reproduce NAME`, and how each is run.

A new name is a line in `REPRODUCERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.money.reproduce import Reproduction

Progress = Callable[[int, int], None]

Reproducer = Callable[[Path, Progress | None], Reproduction]

_HERE = "capitula.outcomes.reproducing"

REPRODUCERS: Mapping[str, str] = {
    "prop99": f"{_HERE}.california:reproduce_prop99",
    "basque": f"{_HERE}.basque:reproduce_basque",
    "did": f"{_HERE}.difference:reproduce_did",
    "sdid": f"{_HERE}.difference:reproduce_sdid",
    "gsynth": f"{_HERE}.gsynth:reproduce_gsynth",
    "xmr": "capitula.outcomes.charts.reproduce_xmr:reproduce_xmr",
}
"""Name to `module:function`, imported when asked for; the function is a `Reproducer`."""


def reproduce(name: str, path: Path, progress: Progress | None = None) -> Reproduction:
    """Compute the known answers of one name again.

    Args:
        name: one of `REPRODUCERS`.
        path: the published file.
        progress: called with figures done and figures in all.

    Raises:
        InputFaults: no such name (the known ones are listed), or everything wrong with the file.
    """
    if name not in REPRODUCERS:
        known = ", ".join(REPRODUCERS)
        remedy = near_miss(name, list(REPRODUCERS)) or "choose one of these"
        place = Place("outcomes reproduce", None, None, "NAME")
        raise InputFaults([Fault(place, repr(name), f"one of: {known}", remedy)])
    module, _, function = REPRODUCERS[name].partition(":")
    reproducer: Reproducer = getattr(import_module(module), function)
    return reproducer(path, progress)
