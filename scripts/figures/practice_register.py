"""Figures of the Dudley case: when its practices opened, closed and changed commissioner.

Two editions of the organisation register: the older one still names Dudley's own commissioner, the
newer one the commissioner that took its place on 1 April 2021. The register holds one row a
practice with the commissioner it has now, so the newer edition is cut to the practices that the
older one places in Dudley, and the day on which a practice left the first commissioner is taken as
the day before it joined the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from capitula.ground.figure_table import write_figure_table
from capitula.population.official.loading import read_official
from capitula.population.official.official_file import OfficialFile
from capitula.population.registers.official_roster import GENERAL_PRACTICE, KIND

OLDER = "organisations/epraccur_ccg_era.csv.gz"
NEWER = "organisations/epraccur_2022.csv.gz"
ORIGINS = {
    OLDER: "nhsconnect/prm-gp2gp-data-sandbox@324454ec005bced1d90b0e87b9730b3ddcdc8d56: "
    "data/epraccur.csv",
    NEWER: "hsma-programme/hsma6_geographic_optimisation_and_visualisation_book"
    "@ccc25d98c9e65da6568680b39835256f953a33e8: data/epraccur.csv",
}
COMMISSIONER, SUCCESSOR = "05C", "D2P2L"
NAMES = {
    COMMISSIONER: "NHS Dudley CCG",
    SUCCESSOR: "NHS Black Country and West Birmingham CCG",
}
OLDER_BY = "2021-03-31"
"""The older edition still names a commissioner that ended on this day; its own day is not held."""
COLUMNS = ["practice_code", "practice_name", "commissioner", "opened", "closed", "joined", "left"]


def make(data: Path, cases: Path) -> list[Path]:
    """Write the practices of the commissioner from each edition."""
    older, newer = (read_official(KIND, data / file) for file in (OLDER, NEWER))
    first = own_practices(older)
    later = [row for row in practices(newer) if row["organisation_code"] in first]
    folder = cases / "dudley" / "figures"
    return [
        _write(folder, older, OLDER, [_row(row) for row in first.values()], OLDER_BY),
        _write(folder, newer, NEWER, [r for row in later for r in _rows(row, first)], ""),
    ]


def own_practices(older: OfficialFile) -> dict[str, Mapping[str, Any]]:
    """Return the practices that the older edition places with the commissioner, by code."""
    rows = practices(older)
    return {row["organisation_code"]: row for row in rows if row["commissioner"] == COMMISSIONER}


def practices(register: OfficialFile) -> list[Mapping[str, Any]]:
    return list(register.rows(prescribing_setting=GENERAL_PRACTICE))


def _rows(row: Mapping[str, Any], first: Mapping[str, Mapping[str, Any]]) -> list[list[str]]:
    """Return a practice's times with each commissioner."""
    if row["commissioner"] != SUCCESSOR:
        return [_row(row)]
    before = first[row["organisation_code"]] | {
        "name": row["name"],
        "close_date": row["close_date"],
    }
    return [_row(before | {"left_date": row["join_date"] - timedelta(days=1)}), _row(row)]


def _row(row: Mapping[str, Any]) -> list[str]:
    days = (row[name] for name in ("open_date", "close_date", "join_date", "left_date"))
    own = [row["organisation_code"], row["name"].strip(), row["commissioner"]]
    return [*own, *("" if day is None else day.isoformat() for day in days)]


def latest(register: OfficialFile) -> date:
    """Return the latest day on which the edition says that something happened."""
    names = ("open_date", "join_date", "close_date", "left_date")
    return max(row[name] for row in register.rows() for name in names if row[name])


def _write(
    folder: Path, register: OfficialFile, file: str, rows: list[list[str]], known_by: str
) -> Path:
    until = latest(register)
    note = [
        "A row is a practice's time with one commissioner. Days closed and left are last days.",
        "Which practice took over a list is not in the register.",
    ]
    if known_by:
        note.append(
            "public by the day on which the commissioner it names ended; the edition's own day is "
            "not held."
        )
    else:
        note += [
            "Cut to the practices that the older edition places in Dudley; the day of leaving the "
            "first commissioner is the day before joining the next.",
            "The day on which this edition came out is not held.",
        ]
    return write_figure_table(
        folder / f"practice_register_{until.year}.csv",
        {
            "title": f"Register of general practices, edition with days to {until.isoformat()}",
            "publisher": "NHS Digital, Organisation Data Service (now NHS England)",
            "period": f"to {until.isoformat()}",
            "licence": "Open Government Licence v3.0",
            "attribution": "Contains public sector information licensed under the Open Government "
            "Licence v3.0",
            "source": f"{Path(file).name}; sha256 {register.sha256}; from {ORIGINS[file]}",
            "made_by": "scripts/figures/practice_register.py",
            **({"known_by": known_by} if known_by else {}),
            "commissioners": "; ".join(f"{code} = {name}" for code, name in NAMES.items()),
            "until": until.isoformat(),
            "units": "opened = day; closed = day; joined = day; left = day",
            "note": note,
        },
        COLUMNS,
        sorted(rows),
    )
