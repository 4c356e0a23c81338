"""Make the tables of all areas that a case's outcomes are judged against.

One row an area, one column a month, whole counts: small enough to ship and plain enough to open in
a spreadsheet. Areas are councils (delayed transfers) or clinical commissioning groups (admissions
and attendances), as the official workbooks name them. An empty cell is a month without a figure.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.figure_table import write_figure_table


@dataclass(frozen=True)
class Panel:
    """One official collection, and how its table is made.

    Attributes:
        stem: the name of the table.
        title: what it shows.
        file: the official file, under the folder of data.
        origin: where that came from.
        code: its columns for the area's code, the first that is filled.
        name: its column for the area's name.
        count: its column for the count.
        unit: the unit of a count.
        first: the first month taken.
        cases: the cases that use it.
        notes: what a reader has to know.
    """

    stem: str
    title: str
    file: str
    origin: str
    code: tuple[str, ...]
    name: str
    count: str
    unit: str
    first: str
    cases: tuple[str, ...]
    notes: tuple[str, ...]


DELAYED = "activity/dtoc_local_authority_monthly_2011-04_2019-12.csv.gz"
DELAYED_ORIGIN = "psychty/DTOC@a789281edfacc62c8b9d4cc66d2969685b568151: DTOC_data/*.xls"
ACTIVITY = "activity/mar_commissioner_monthly_2012-04_2019-12.csv.gz"
ACTIVITY_ORIGIN = (
    "psychty/Unplanned_admissions@337d8c67fd85e0a925cc3fd588e31803aa605465: Data/*.xls"
)
MERGERS = (
    "Groups that merged have months without a figure under one of their codes. X24, NHS England, "
    "is not an area and is left out."
)
PANELS = (
    Panel(
        "delayed_transfers_areas",
        "Delayed transfers of care by month, every council of England",
        DELAYED,
        DELAYED_ORIGIN,
        ("ONS Geography (filled)", "ONS Geography"),
        "Name",
        "Total",
        "delayed days",
        "2011-04",
        ("dudley", "wirral"),
        (
            "The collection ended in February 2020 and nothing like for like follows it. This "
            "table ends in December 2019, with the file it was made from.",
            "An area's figures are those of patients for whom its council is responsible.",
            "Bournemouth, Poole and Dorset became two councils in April 2019: their months before "
            "and after stand under different names.",
        ),
    ),
    Panel(
        "non_elective_areas",
        "Non-elective admissions by month, every clinical commissioning group of England",
        ACTIVITY,
        ACTIVITY_ORIGIN,
        ("Org Code",),
        "Org Name",
        "Total Non-elective G&A Admissions (FFCEs)",
        "first finished consultant episodes",
        "2013-04",
        ("dudley", "wirral"),
        ("General and acute specialties. Names in lower case and without NHS.", MERGERS),
    ),
    Panel(
        "first_outpatients_areas",
        "First outpatient attendances by month, every clinical commissioning group of England",
        ACTIVITY,
        ACTIVITY_ORIGIN,
        ("Org Code",),
        "Org Name",
        "All 1st Outpatient Attendances (G&A)",
        "attendances",
        "2013-04",
        ("dudley",),
        ("General and acute specialties. Names in lower case and without NHS.", MERGERS),
    ),
)


def make(data: Path, cases: Path) -> list[Path]:
    """Write every table into every case that uses it and return the paths."""
    written: list[Path] = []
    for panel in PANELS:
        months, rows = read_official(data / panel.file, panel)
        columns = ("area_code", "area_name", *months)
        written += [
            write_figure_table(
                cases / case / "figures" / f"{panel.stem}.csv",
                _entries(panel, data / panel.file, months, len(rows)),
                columns,
                rows,
            )
            for case in panel.cases
        ]
    return written


def read_official(path: Path, panel: Panel) -> tuple[list[str], list[tuple[str, ...]]]:
    """Return the months and a row an area, sorted by code and name.

    Raises:
        ValueError: a count that is not whole, or a second row for an area and month.
    """
    counts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = next((row[c].strip() for c in panel.code if row[c].strip()), "")
            name, month = " ".join(row[panel.name].split()), row["Month"]
            if month < panel.first or not _is_area(code, name):
                continue
            # A group's name changes in the files; its code does not. Councils go by name.
            key = (code, name) if len(panel.code) > 1 else (code, "")
            names[code] = _readable(name)
            if month in counts[key]:
                raise ValueError(f"{name}, {month}: a second row")
            counts[key][month] = _whole(row[panel.count], name, month)
    months = sorted({month for found in counts.values() for month in found})
    rows = [
        (code, name or names[code], *(found.get(month, "") for month in months))
        for (code, name), found in sorted(counts.items())
    ]
    return months, rows


def _readable(name: str) -> str:
    """Write `NHS EAST AND NORTH HERTS CCG` as `East and North Herts CCG`."""
    if not name.isupper():
        return name
    words = [word if word == "CCG" else word.title() for word in name.removeprefix("NHS ").split()]
    return " ".join(word.lower() if word in ("And", "Of", "On") else word for word in words)


def _is_area(code: str, name: str) -> bool:
    return bool(code) and code != "X24" and name != "England" and not name.startswith("Resident")


def _whole(text: str, name: str, month: str) -> str:
    number = float(text)
    if not number.is_integer() or number < 0:
        raise ValueError(f"{name}, {month}: found {text}, expected a whole count")
    return str(int(number))


def _entries(panel: Panel, path: Path, months: list[str], areas: int) -> dict[str, str | list[str]]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "title": panel.title,
        "publisher": "NHS England",
        "period": f"{months[0]} to {months[-1]}, {len(months)} months",
        "licence": "Open Government Licence v3.0",
        "attribution": "Contains public sector information licensed under the Open Government "
        "Licence v3.0.",
        "source": f"{path.name}; sha256 {digest}; from {panel.origin}",
        "made_by": "scripts/figures/area_panels.py",
        "areas": str(areas),
        "counted": f"{panel.unit} in the month",
        "units": "; ".join(f"{month} = {panel.unit}" for month in months),
        "note": list(panel.notes),
    }
