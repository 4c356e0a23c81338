"""Make the age structure of the synthetic place: Dudley's people by year of age, mid-2020.

python scripts/make_synthetic_ages.py [../shared/data]
"""

from __future__ import annotations

import sys
from pathlib import Path

from capitula.ground.figure_table import write_figure_table
from capitula.population.official.loading import read_official

FILE = "population20_utla20_single_year_age.csv.gz"
ORIGIN = (
    "humaniverse/demographr@d0417101e5cad5fe1eca059ac60859e9157a29d2: data/population20_utla20.rda"
)
CODE = "E08000027"


def make(data: Path, folder: Path) -> Path:
    """Write the table into the folder of the assumptions, and return its path."""
    read = read_official("authority-population", data / "population" / FILE, "2020")
    (row,) = read.rows(area_code=CODE)
    entries = {
        "title": f"{row['area_name']}: population by single year of age",
        "publisher": read.layout.publisher,
        "period": "mid-2020",
        "licence": read.layout.licence,
        "attribution": read.layout.attribution,
        "source": f"{FILE}; sha256 {read.sha256}; from {ORIGIN}",
        "made_by": "scripts/make_synthetic_ages.py",
        "units": "people = people",
        "note": "The last row is people of 90 and over.",
    }
    rows = [[str(age), str(row[f"age_{age}"])] for age in range(91)]
    return write_figure_table(folder / "ages.csv", entries, ["age", "people"], rows)


if __name__ == "__main__":
    root = Path(__file__).resolve().parent.parent
    given = Path(*sys.argv[1:2] or [root.parent / "shared" / "data"])
    written = make(given, root / "src" / "capitula" / "population" / "synthetic")
    sys.stdout.write(f"{written.relative_to(root)}\n")
