"""The thresholds of the screen, each with its source: `thresholds.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("thresholds.yaml")
_WHOLE = ("window", "count_window")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What the screen goes by; `thresholds.yaml` says what each means, and whence it comes."""

    z: float
    step_log: float
    window: int
    mad_to_sigma: float
    mirror_z: float
    mirror_share: float
    count_window: int
    flat_share: float
    noted_step_log: float
    noted_z: float
    gradual_log: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one threshold means, and where it comes from."""

    name: str
    value: float
    meaning: str
    source: str
    mark: EvidenceMark


@cache
def default_thresholds() -> Thresholds:
    """Return the thresholds of the file."""
    numbers: dict[str, Any] = {
        each.name: int(each.value) if each.name in _WHOLE else each.value for each in meanings()
    }
    return Thresholds(**numbers)


def thresholds_with(stated: Mapping[str, Decimal | int]) -> Thresholds:
    """Return the thresholds of the file, some of them replaced by those of a measure's own terms.

    >>> thresholds_with({"z": Decimal("6.5")}).z
    6.5
    """
    own: dict[str, Any] = {
        name: int(value) if name in _WHOLE else float(value) for name, value in stated.items()
    }
    return replace(default_thresholds(), **own)


@cache
def meanings() -> tuple[Meaning, ...]:
    """Return every threshold with its meaning and source."""
    document: dict[str, Any] = dict(read_yaml(_FILE).data)
    return tuple(
        Meaning(
            name,
            float(entry["value"]),
            entry["meaning"],
            entry["source"],
            EvidenceMark(entry["mark"]),
        )
        for name, entry in document.items()
    )
