"""Figures of the Dudley case: its practices' lists in the years of which payments were published.

The edition of 2018/19 stands in a table of its own, with every heading of payment.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from pathlib import Path

from figures.practice_register import OLDER, own_practices

from capitula.ground.figure_table import write_figure_table
from capitula.population.official.loading import read_official
from capitula.population.registers.official_roster import KIND

FOLDER = "gp_payments/nhs_payments_to_general_practice_{}.csv.gz"
ORIGIN = (
    "HealthEquityEvidenceCentre/HEEC@8a7205b2025b12f89fe366b6793400babca4d692: "
    "data/payments/raw/{}.csv"
)
COMMISSIONER = "05C"
EDITIONS = {
    "2014-15": (
        "2020-08-27",
        "public by the day on which a later edition came out, 27 August 2020",
    ),
    "2015-16": (
        "2020-08-27",
        "public by the day on which a later edition came out, 27 August 2020",
    ),
    "2019-20": ("2020-08-27", "public on 27 August 2020"),
    "2022-23": ("", "the day on which this edition came out is not held"),
}
"""Each edition with the day by which it was public, and the ground for it."""
HEADS = {
    "registered": "Number of Registered Patients (Last Known Figure)",
    "weighted": "Number of Weighted Patients (Last Known Figure)",
}


def make(data: Path, cases: Path) -> list[Path]:
    """Write a table of lists for each edition, of the practices that the register names."""
    folder = cases / "dudley" / "figures"
    known = set(own_practices(read_official(KIND, data / OLDER)))
    return [_write(data, folder, edition, known) for edition in EDITIONS]


def _write(data: Path, folder: Path, edition: str, known: set[str]) -> Path:
    path = data / FOLDER.format(edition)
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        rows = [
            {key.strip(): (cell or "").strip() for key, cell in row.items() if key}
            for row in csv.DictReader(file)
        ]
    own = [row for row in rows if row["Practice Code"] in known]
    public, ground = EDITIONS[edition]
    year = edition.replace("-", "/")
    return write_figure_table(
        folder / f"practice_lists_{edition.replace('-', '_')}.csv",
        {
            "title": f"Practice lists as used for NHS payments to general practice, {year}",
            "publisher": "NHS Digital (now NHS England)",
            "period": year,
            "licence": "Open Government Licence v3.0",
            "attribution": "Contains public sector information licensed under the Open Government "
            "Licence v3.0",
            "source": f"{path.name}; sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}; "
            f"from {ORIGIN.format(edition[2:])}",
            "made_by": "scripts/figures/practice_lists.py",
            **({"known_by": public} if public else {}),
            "units": "registered = people; weighted = people",
            "note": [
                "Practices that the register of practice_register_2019 places with commissioner "
                f"{COMMISSIONER}.",
                "Four-quarter means from 2018/19 on; the weighted list of 2015/16 and 2022/23 is "
                "on another basis than the one payments used.",
                f"{ground}.",
            ],
        },
        ["practice_code", "practice_name", *HEADS],
        [
            [
                row["Practice Code"],
                row["Practice Name"],
                *(number(row[head]) for head in HEADS.values()),
            ]
            for row in sorted(own, key=lambda row: row["Practice Code"])
        ],
    )


def number(cell: str) -> str:
    """Return a printed number as plain digits; what is not printed stays empty."""
    text = cell.replace(",", "")
    return text if text.replace(".", "", 1).isdecimal() else ""
