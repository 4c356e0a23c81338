"""Which component each line of a contract follows: a CSV file of line, component and part."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import read_decimal
from capitula.population.published_csv import read_published_csv

COLUMNS = ("line", "component", "part")


def read_line_parts(path: Path) -> dict[str, dict[str, Fraction]]:
    """Read a file of lines; a line may stand in several rows, one for each component.

    `part` is the part of the line that follows the component, such as 1, 0.5 or 1/3.

    Raises:
        InputFaults: a column missing, a part that is no number, a component twice in a line.
    """
    published = read_published_csv(path)
    faults = [
        Fault(
            Place(published.name, 1),
            f"no column {name!r}",
            f"columns {', '.join(COLUMNS)}",
            near_miss(name, published.header) or "add the column",
        )
        for name in COLUMNS
        if name not in published.header
    ]
    if faults:
        raise InputFaults(faults)
    lines: dict[str, dict[str, Fraction]] = {}
    for number, cells in published.rows:
        row = dict(zip(published.header, map(str.strip, cells), strict=True))
        place = Place(published.name, number, None, "part")
        follows = lines.setdefault(row["line"], {})
        if row["component"] in follows:
            found = f"{row['component']} twice in {row['line']}"
            faults.append(Fault(place, found, "each component once", "add the parts up"))
        try:
            follows[row["component"]] = _part(row["part"])
        except ValueFault as fault:
            faults.append(fault.at(place))
    if faults:
        raise InputFaults(faults)
    return lines


def _part(text: str) -> Fraction:
    above, slash, below = text.partition("/")
    if slash and above.isdigit() and below.isdigit() and int(below):
        return Fraction(int(above), int(below))
    number = read_decimal(text)
    if number is None:
        raise ValueFault("no part", "such as 1, 0.5 or 1/3", "write 1 where the line follows one")
    return Fraction(number)
