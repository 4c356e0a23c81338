"""The numbers and formulas of control charts, read from `rules.yaml`, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("rules.yaml")


@dataclass(frozen=True, slots=True)
class Constants:
    """Every number that charts compute with; `rules.yaml` says what each means and whence."""

    limit: float
    screen: float
    near_share: float
    run_points: int
    trial_points: int
    sigmas: float
    range_to_sigma: float
    time_power: float
    g_centre: float
    overdispersion_p: float


@dataclass(frozen=True, slots=True)
class ChartRule:
    """One kind of chart: its formula in words, what it is for, which rules apply, its source."""

    kind: str
    name: str
    limits: str
    use: str
    rules: tuple[str, ...]
    source: str
    mark: EvidenceMark
    why_not_all: str = ""


@cache
def constants() -> Constants:
    """Return the constants."""
    found = {name: each["value"] for name, each in _read()["constants"].items()}
    whole = ("run_points", "trial_points")
    numbers: dict[str, Any] = {
        name: int(value) if name in whole else float(value) for name, value in found.items()
    }
    return Constants(**numbers)


@cache
def chart_rule(kind: str) -> ChartRule:
    """Return the rule of a kind of chart: xmr, p, u, c, t or g.

    Raises:
        KeyError: there is no such kind.
    """
    document = _read()
    entry = document["charts"][kind]
    source = document["sources"][entry["source"]]
    return ChartRule(
        kind=kind,
        name=entry["name"],
        limits=entry["limits"],
        use=entry["use"],
        rules=tuple(entry["rules"]),
        source="; ".join(
            part for part in (source["title"], source.get("note"), source["address"]) if part
        ),
        mark=EvidenceMark(entry["mark"]),
        why_not_all=entry.get("why_not_all", ""),
    )


def kinds() -> tuple[str, ...]:
    """Return every kind of chart there is."""
    return tuple(_read()["charts"])


@cache
def _read() -> dict[str, Any]:
    return dict(read_yaml(_FILE).data)
