"""Make the small table of yearly social care outcomes for Wirral, beside all councils' middle."""

from __future__ import annotations

import csv
import gzip
import hashlib
import statistics
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from capitula.ground.figure_table import write_figure_table

FILE = "social_care/oflog_asc_outcomes_2015-16_2022-23.csv.gz"
ORIGIN = (
    "communitiesuk/oflog-automated-text@8036fa87bff7902004956b0561765af21af665da: "
    "src/lib/ASC_data.csv"
)
AREA = ("Wirral", "E08000015")
MEASURES = {
    "ASC1": "carer_quality_of_life",
    "ASC2": "quality_of_life",
    "ASC3": "finding_information_users",
    "ASC4": "finding_information_carers",
    "ASC5": "short_term_sequel",
    "ASC6": "requests_with_service",
    "ASC7": "workforce_turnover",
}
PLACES = Decimal("0.001")


def make(data: Path, cases: Path) -> list[Path]:
    """Write the table and return its path."""
    path = data / FILE
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Code"] in MEASURES and row["Value"]:
                key = MEASURES[row["Code"]], row["Financial year"].replace("-", "/20", 1)
                found[key][row["Local authority code"]] = Decimal(row["Value"])
    name, code = AREA
    rows = [
        (year.replace("/20", "/", 1), measure, code, name, _text(values[code]), *_middle(values))
        for (measure, year), values in sorted(found.items())
        if code in values
    ]
    return [
        write_figure_table(
            cases / "wirral" / "figures" / "social_care_outcomes.csv",
            _entries(path),
            (
                "year",
                "measure",
                "area_code",
                "area_name",
                "value",
                "middle",
                "lower",
                "upper",
                "councils",
            ),
            rows,
        )
    ]


def _middle(values: dict[str, Decimal]) -> tuple[str, ...]:
    """The median of all councils, the quartiles, and how many there are."""
    lower, middle, upper = statistics.quantiles(values.values(), n=4, method="inclusive")
    return (*map(_text, (middle, lower, upper)), str(len(values)))


def _text(value: Decimal) -> str:
    return f"{value.quantize(PLACES):f}"


def _entries(path: Path) -> dict[str, str | list[str]]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {
        "title": "Yearly social care outcomes, Wirral beside all councils",
        "publisher": "Office for Local Government, from NHS England and Skills for Care",
        "period": "2015/16 to 2022/23",
        "licence": "Open Government Licence v3.0",
        "attribution": "Contains public sector information licensed under the Open Government "
        "Licence v3.0.",
        "source": f"{path.name}; sha256 {digest}; from {ORIGIN}",
        "made_by": "scripts/figures/social_care_outcomes.py",
        "units": "value = unit of the measure; middle = the same, median of all councils; "
        "lower = lower quartile; upper = upper quartile; councils = councils with a figure",
        "note": [
            "Quality of life is a score: of carers out of 12, of users the part that social care "
            "adds. Finding information and the sequel to short-term services are percentages of "
            "those asked or served. Requests are per 100,000 adults. Turnover is a percentage of "
            "the workforce.",
            "Rounded to three decimals. Not every measure was collected in every year; a year "
            "that is not here has no figure.",
        ],
    }
