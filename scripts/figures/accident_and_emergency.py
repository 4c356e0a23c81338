"""Make the small table of emergency admissions from A&E at the trust that serves Dudley.

It is the witness beside Dudley's non-elective admissions: a change in care would have moved both.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections import Counter
from pathlib import Path

from capitula.ground.figure_table import write_figure_table

FILE = "activity/ae_trust_type_monthly_2016-04_2019-03.csv.gz"
ORIGIN = (
    "nhs-r-community/NHSRdatasets@7fe35a54a3aa380ad6008d872ae465d092aa11b0: data/ae_attendances.rda"
)
TRUST = ("RNA", "The Dudley Group NHS Foundation Trust")
MONTHS = 36


def make(data: Path, cases: Path) -> list[Path]:
    """Write the table and return its path.

    Raises:
        ValueError: months miss, or a count is not whole.
    """
    path = data / FILE
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["org_code"] == TRUST[0]:
                number = float(row["admissions"])
                if not number.is_integer():
                    raise ValueError(f"{row['period']}: found {number}, expected a whole count")
                counts[row["period"][:7]] += int(number)
    if len(counts) != MONTHS:
        raise ValueError(f"{len(counts)} months, expected {MONTHS}")
    months = sorted(counts)
    return [
        write_figure_table(
            cases / "dudley" / "figures" / "emergency_admissions_rna.csv",
            _entries(path, months),
            ("area_code", "area_name", *months),
            [(*TRUST, *(str(counts[month]) for month in months))],
        )
    ]


def _entries(path: Path, months: list[str]) -> dict[str, str | list[str]]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "title": "Emergency admissions from A&E by month, The Dudley Group",
        "publisher": "NHS England",
        "period": f"{months[0]} to {months[-1]}, {len(months)} months",
        "licence": "Open Government Licence v3.0",
        "attribution": "Contains public sector information licensed under the Open Government "
        "Licence v3.0.",
        "source": f"{path.name}; sha256 {digest}; from {ORIGIN}",
        "made_by": "scripts/figures/accident_and_emergency.py",
        "areas": "1",
        "counted": "emergency admissions from A&E in the month",
        "units": "; ".join(f"{month} = admissions" for month in months),
        "note": ["All types of department together."],
    }
