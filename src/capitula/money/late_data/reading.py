"""Reading a triangle from CSV: a column of origins, then one column an age."""

from __future__ import annotations

import csv
from importlib.resources import as_file, files
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.yaml_source import read_text
from capitula.money.late_data.triangle import Triangle


def read_triangle(path: Path) -> Triangle:
    """Read cumulative amounts, whole numbers; lines that begin with # say where they come from.

    Raises:
        InputFaults: everything wrong with the file: gaps, words, a wrong shape.
    """
    lines = read_text(path, path.name).splitlines()
    faults: list[Fault] = []
    origins: list[str] = []
    rows: list[list[int]] = []
    header = True
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line]))]
        if header:
            header = False
            continue
        amounts = cells[1:]
        while amounts and not amounts[-1]:
            amounts.pop()
        row: list[int] = []
        for age, cell in enumerate(amounts, start=1):
            text = cell.replace(",", "")
            if not text.lstrip("-").isdecimal():
                place = Place(path.name, number, None, f"age {age}")
                found = repr(cell) if cell else "an empty cell before a later age"
                remedy = "correct the cell; an age that is missing cannot be guessed"
                faults.append(Fault(place, found, "a whole number", remedy))
            else:
                row.append(int(text))
        origins.append(cells[0])
        rows.append(row)
    if faults:
        raise InputFaults(faults)
    try:
        return Triangle.of(origins, rows)
    except ValueFault as fault:
        raise InputFaults([fault.at(Place(path.name))]) from fault


def raa_triangle() -> Triangle:
    """Return the triangle that ships as a worked example."""
    with as_file(files("capitula.money.late_data") / "raa.csv") as path:
        return read_triangle(path)
