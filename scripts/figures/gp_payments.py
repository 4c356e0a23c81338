"""Figures of the Dudley case: what its practices were paid by the NHS in 2018/19, by heading."""

from __future__ import annotations

import csv
import gzip
import hashlib
from decimal import Decimal
from pathlib import Path

from capitula.ground.figure_table import write_figure_table

OFFICIAL = "gp_payments/nhs_payments_to_general_practice_2018-19.csv.gz"
ORIGIN = (
    "HealthEquityEvidenceCentre/HEEC@8a7205b2025b12f89fe366b6793400babca4d692: "
    "data/payments/raw/18-19.csv"
)
PUBLIC_BY = "2020-08-27"
"""The day on which the next year's edition came out; the day of this one is not held here."""
COMMISSIONER = "05C"
STEM = "gp_payments_2018_19"
FIRST, TOTAL = "Global Sum", "Total NHS Payments to General Practice"
PEOPLE = {
    "registered": "Number of Registered Patients (Last Known Figure)",
    "weighted": "Number of Weighted Patients (Last Known Figure)",
}
AFTER = {
    "deductions": "Deductions for Pensions, Levies and Prescription Charge Income",
    "total_less_deductions": "Total NHS Payments to General Practice Minus Deductions",
}


def make(data: Path, cases: Path) -> list[Path]:
    """Write the practices of the commissioner from the official file.

    Raises:
        ValueError: the headings of a practice do not add up to its total.
    """
    path = data / OFFICIAL
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["CCG Code"] == COMMISSIONER]
    names = list(rows[0])
    headings = {key(name): name for name in names[names.index(FIRST) : names.index(TOTAL)]}
    for row in rows:
        parts = sum(Decimal(row[name]) for name in headings.values())
        if parts != Decimal(row[TOTAL]):
            raise ValueError(f"{row['Practice Code']}: {parts} is not {row[TOTAL]}")
    columns = {**PEOPLE, **headings, "total": TOTAL, **AFTER}
    units = {name: "people" if name in PEOPLE else "£" for name in columns}
    body = [
        [
            row["Practice Code"],
            row["Practice Name"].strip(),
            row["Contract Type"],
            *(row[official].strip() for official in columns.values()),
        ]
        for row in sorted(rows, key=lambda row: row["Practice Code"])
    ]
    written = write_figure_table(
        cases / "dudley" / "figures" / f"{STEM}.csv",
        {
            "title": "NHS payments to the general practices of NHS Dudley CCG",
            "publisher": "NHS Digital (now NHS England)",
            "period": "2018/19",
            "licence": "Open Government Licence v3.0",
            "attribution": "Contains public sector information licensed under the Open Government "
            "Licence v3.0",
            "source": f"{path.name}; sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}; "
            f"from {ORIGIN}",
            "made_by": "scripts/figures/gp_payments.py",
            "known_by": PUBLIC_BY,
            "commissioner": f"{COMMISSIONER} {rows[0]['CCG NAME'].strip()}",
            "units": "; ".join(f"{name} = {unit}" for name, unit in units.items()),
            "note": [
                "Payments made in the year, of all headings; not what services cost and not a "
                "budget. Payments by councils are not in the publication.",
                "In every row the headings add up to the total. Nought is nought as published.",
                "Little under quality and outcomes (QOF) is not a gap: a local scheme took its "
                "place and stands under local incentive schemes.",
                "public by the day on which the edition of 2019/20 came out, 27 August 2020; its "
                "own day was earlier.",
            ],
        },
        ["practice_code", "practice_name", "contract_type", *columns],
        body,
    )
    return [written]


def key(heading: str) -> str:
    """Return a heading as a column name.

    >>> key("Total QOF Payments")
    'total_qof_payments'
    """
    letters = "".join(c if c.isalnum() else " " for c in heading.casefold())
    return "_".join(letters.split())
