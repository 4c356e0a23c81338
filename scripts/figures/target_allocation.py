"""Figures of the Dudley case: the 46 practices of Dudley CCG in the 2018/19 allocation model."""

from __future__ import annotations

from pathlib import Path

from capitula.ground.figure_table import write_figure_table
from capitula.population.weighted_population import WeightedPopulations, read_weighted_populations

OFFICIAL = "allocations/gp_practice_weighted_population_2018-19_wp_data.csv.gz"
ORIGIN = "nhsx/AIF_Allocation_Tool@a5dde0740f583efc7075f134d9d09eea94e9e4b9: data/wp_data.csv"
PUBLIC_BY = "2021-12-13"
"""The day of the public version read; the publisher's own first day is not known."""
COMMISSIONER = "05C"
STEM = "target_allocation_2018_19"
MEASURES = [
    "population",
    "general_acute",
    "community",
    "mental_health",
    "maternity",
    "hospital_community_need",
    "market_forces_factor",
    "emergency_ambulance_cost_adjustment",
    "prescribing",
    "avoidable_mortality",
    "target_excluding_remoteness",
    "target_including_remoteness",
    "overall",
]
NOT_ADDED = ["market_forces_factor", "emergency_ambulance_cost_adjustment"]


def make(data: Path, cases: Path) -> list[Path]:
    """Write the case's practices and England's totals from the official file."""
    populations = read_weighted_populations(data / OFFICIAL)
    folder = cases / "dudley" / "figures"
    practices = sorted(populations.within("commissioner", COMMISSIONER), key=lambda p: p.code)
    measures = populations.layout.measures
    units = [f"{key} = {measures[key].unit}" for key in MEASURES]
    rows = [[p.code, p.name, *(text(p.values[key]) for key in MEASURES)] for p in practices]
    area = practices[0].areas["commissioner"]
    own = write_figure_table(
        folder / f"{STEM}.csv",
        provenance(populations, f"{area.name}: weighted populations and published targets")
        | {
            "commissioner": f"{area.code} {area.name}",
            "units": "; ".join(units),
            "note": [
                "Figures as published; rows of one commissioner, columns renamed.",
                "The published targets are kept for checking; they enter no computation.",
            ],
        },
        ["practice_code", "practice_name", *MEASURES],
        rows,
    )
    added = [key for key in MEASURES if key not in NOT_ADDED]
    england = write_figure_table(
        folder / f"{STEM}_england.csv",
        provenance(populations, "England: totals of weighted populations and published targets")
        | {"units": "total = as in the column unit", "note": "Exact sums over all practices."},
        ["measure", "total", "unit"],
        [
            ["practices", str(len(populations.practices)), "practices"],
            *([key, text(populations.total(key)), measures[key].unit] for key in added),
        ],
    )
    return [own, england]


def provenance(populations: WeightedPopulations, title: str) -> dict[str, str | list[str]]:
    layout = populations.layout
    return {
        "title": title,
        "publisher": layout.publisher,
        "period": str(populations.year),
        "licence": layout.licence,
        "attribution": layout.attribution,
        "source": f"{populations.file}; sha256 {populations.sha256}; from {ORIGIN}",
        "made_by": "scripts/figures/target_allocation.py",
        "known_by": PUBLIC_BY,
    }


def text(number: object) -> str:
    return "" if number is None else f"{number:f}"
