"""Make the small tables of delayed transfers of care for the cases of Dudley and Wirral.

Read from the official workbooks of NHS England, joined into one file: delayed days in a month, by
the council responsible for the patient, and to whom the delay was put down.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from pathlib import Path

from capitula.ground.figure_table import write_figure_table

FILE = "activity/dtoc_local_authority_monthly_2011-04_2019-12.csv.gz"
ORIGIN = "psychty/DTOC@a789281edfacc62c8b9d4cc66d2969685b568151: DTOC_data/*.xls"
MONTHS = 105
ENGLAND = ("England", "E92000001")
AREAS = {"dudley": ("Dudley", "E08000027"), "wirral": ("Wirral", "E08000015")}
"""Names in the official file, and ONS codes; the file gives England no code."""

COUNTS = {"delayed_days": "Total", "nhs": "NHS", "social_care": "Social Care", "both": "Both"}


def make(data: Path, cases: Path) -> list[Path]:
    """Write both tables and return their paths.

    Args:
        data: the folder of official files.
        cases: the folder of the cases.
    """
    path = data / FILE
    official = read_official(path)
    return [
        write_figure_table(
            cases / case / "figures" / "delayed_transfers.csv",
            _entries(name, path),
            ("month", "area_code", "area_name", *COUNTS),
            [row for place in ((name, code), ENGLAND) for row in _rows(official, *place)],
        )
        for case, (name, code) in AREAS.items()
    ]


def read_official(path: Path) -> dict[str, dict[str, dict[str, int]]]:
    """Return area name to month to counts, for the areas wanted.

    Raises:
        ValueError: a count is not whole, or the parts do not sum to the total, or months miss.
    """
    wanted = {name for name, _ in (ENGLAND, *AREAS.values())}
    found: dict[str, dict[str, dict[str, int]]] = {name: {} for name in wanted}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Name"] not in wanted:
                continue
            counts = {column: _whole(row[official]) for column, official in COUNTS.items()}
            total, *parts = counts.values()
            if total != sum(parts):
                raise ValueError(f"{row['Name']}, {row['Month']}: {parts} do not sum to {total}")
            if row["Month"] in found[row["Name"]]:
                raise ValueError(f"{row['Name']}, {row['Month']}: a second row")
            found[row["Name"]][row["Month"]] = counts
    for name, months in found.items():
        if len(months) != MONTHS:
            raise ValueError(f"{name}: {len(months)} months, expected {MONTHS}")
    return found


def _rows(
    official: dict[str, dict[str, dict[str, int]]], name: str, code: str
) -> list[tuple[str, ...]]:
    return [
        (month, code, name, *(str(count) for count in counts.values()))
        for month, counts in sorted(official[name].items())
    ]


def _whole(text: str) -> int:
    number = float(text)
    if not number.is_integer():
        raise ValueError(f"found {text}, expected whole days")
    return int(number)


def _entries(name: str, path: Path) -> dict[str, str | list[str]]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "title": f"Delayed transfers of care by month, {name} and England",
        "publisher": "NHS England",
        "period": "2011-04 to 2019-12, 105 months",
        "licence": "Open Government Licence v3.0",
        "attribution": "Contains public sector information licensed under the Open Government "
        "Licence v3.0.",
        "source": f"{path.name}; sha256 {digest}; from {ORIGIN}",
        "made_by": "scripts/figures/delayed_transfers.py",
        "units": "; ".join(f"{column} = days" for column in COUNTS),
        "note": [
            "The collection ended in February 2020 and nothing like for like follows it. This "
            "table ends in December 2019, with the file it was made from.",
            "An area's figures are those of patients for whom its council is responsible, in "
            "hospital anywhere. England holds the area too.",
            "nhs, social_care and both say to whom a delay was put down; in every row they sum "
            "to delayed_days.",
            "The official file gives England no code; E92000001 is that of the Office for "
            "National Statistics.",
            "NHS England revised the months of 2017/18 in December 2018. The file does not say "
            "whether it holds the figures before or after.",
        ],
    }
