"""The project's own format for a small table of figures: a CSV that says where it comes from.

The first lines are comments, `# key: value`; then a header line and rows, all of them text::

    # title: Delayed days by month
    # publisher: NHS England
    # period: 2018/19
    # licence: Open Government Licence v3.0
    # attribution: Contains public sector information licensed under the …
    # source: official_file.csv.gz; sha256 1098…62f2; from owner/repository@commit: data/file.csv
    # made_by: scripts/figures/delayed_days.py
    # units: delayed_days = days
    month,delayed_days
    2018-04,412

`source` and `note` may stand more than once, further keys are kept, and `units` names a unit for
each column of figures (`column = unit; column = unit`). An empty cell is a missing figure, not
nought. Equal content gives equal bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss

REQUIRED = ("title", "publisher", "period", "licence", "attribution", "source", "made_by", "units")
REPEATABLE = ("source", "note")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)


def read_decimal(text: str) -> Decimal | None:
    """Read a cell: a number as it stands, or None where it is empty.

    >>> read_decimal("8035.083496"), read_decimal(" ")
    (Decimal('8035.083496'), None)

    Raises:
        ValueFault: anything else; words for "missing" and thousands separators are not guessed at.
    """
    cell = text.strip()
    if not cell:
        return None
    if _NUMBER.fullmatch(cell):
        return Decimal(cell)
    remedy = "leave the cell empty where there is no figure"
    if "," in cell:
        remedy = "write the number without thousands separators"
    elif cell.endswith("%"):
        remedy = "write the number without a per cent sign"
    elif cell.startswith(("£", "-£")):
        remedy = "write the number without a pound sign"
    raise ValueFault(repr(text), "a number such as 8035.083496", remedy)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures with its provenance.

    Attributes:
        name: the stem of its file.
        entries: key and value of each comment line, in order.
        columns: the header.
        rows: cells as text, as long as the header.
    """

    name: str
    entries: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def meta(self) -> dict[str, str]:
        """Key to value; what stands more than once is joined by line breaks."""
        joined: dict[str, str] = {}
        for key, value in self.entries:
            joined[key] = f"{joined[key]}\n{value}" if key in joined else value
        return joined

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures has to know."""
        return tuple(value for key, value in self.entries if key == "note")

    @property
    def sources(self) -> tuple[str, ...]:
        """The official files it was made from, each with its digest and address of origin."""
        return tuple(value for key, value in self.entries if key == "source")

    @property
    def public_by(self) -> date:
        """The day by which its figures were public; the last of all days where it does not say."""
        stated = self.meta.get("known_by")
        return date.fromisoformat(stated) if stated else date.max

    @property
    def units(self) -> dict[str, str]:
        """Column to unit."""
        return dict(_units(self.meta.get("units", "")))

    def records(self) -> list[dict[str, str]]:
        """Return the rows as column to text."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def texts(self, column: str) -> tuple[str, ...]:
        """Return one column as text.

        Raises:
            KeyError: no such column.
        """
        at = self._index(column)
        return tuple(row[at] for row in self.rows)

    def decimals(self, column: str) -> tuple[Decimal | None, ...]:
        """Return one column as exact numbers; an empty cell is None.

        Raises:
            KeyError: no such column.
            InputFaults: cells that are not numbers, all of them.
        """
        first = len(self.entries) + 2
        found: list[Decimal | None] = []
        faults: list[Fault] = []
        for line, cell in enumerate(self.texts(column), start=first):
            try:
                found.append(read_decimal(cell))
            except ValueFault as fault:
                faults.append(fault.at(Place(f"{self.name}.csv", line, None, column)))
        if faults:
            raise InputFaults(faults)
        return tuple(found)

    def _index(self, column: str) -> int:
        if column not in self.columns:
            known = ", ".join(self.columns)
            raise KeyError(f"{self.name} has no column {column!r}; it has {known}")
        return self.columns.index(column)


def read_figure_table(path: Path) -> FigureTable:
    """Read a figure table.

    Raises:
        InputFaults: everything that is wrong with it: no such file, a missing or repeated key, a
            column named twice, a row longer or shorter than the header, a unit of no column.
    """
    label = path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        fault = Fault(Place(label), "no such file", "a figure table", f"create {label}")
        raise InputFaults([fault]) from error
    except UnicodeDecodeError as error:
        fault = Fault(Place(label), "not UTF-8", "UTF-8", "save it as CSV UTF-8")
        raise InputFaults([fault]) from error
    lines = text.replace("\r\n", "\n").split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    faults: list[Fault] = []
    entries = tuple(_entries(lines[:count], label, faults))
    columns, rows = _body(lines[count:], label, count, faults)
    faults += _meta_faults(entries, label)
    faults += _column_faults(columns, entries, Place(label, count + 1))
    if faults:
        raise InputFaults(faults)
    return FigureTable(path.stem, entries, columns, rows)


def figure_table_text(
    entries: Mapping[str, str | Sequence[str]],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> str:
    """Return a figure table as text; keys, columns and rows keep the order given.

    Args:
        entries: the comment lines; `source` and `note` may hold several values.
        columns: the header.
        rows: cells as text.

    Raises:
        InputFaults: the reader would refuse the result.
    """
    pairs = tuple(_pairs(entries))
    label = "the new figure table"
    faults = [*_meta_faults(pairs, label), *_column_faults(columns, pairs, Place(label))]
    faults += [
        Fault(Place(label, None, None, key), "a line break", "one line", "write it in one line")
        for key, value in pairs
        if len(value.splitlines()) > 1
    ]
    faults += [
        Fault(Place(label), f"{len(row)} cells", f"{len(columns)}", "as many cells as columns")
        for row in rows
        if len(row) != len(columns)
    ]
    if faults:
        raise InputFaults(faults)
    out = io.StringIO()
    out.writelines(f"# {key}: {value}\n" for key, value in pairs)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write_figure_table(
    path: Path,
    entries: Mapping[str, str | Sequence[str]],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> Path:
    """Write a figure table, UTF-8 with plain line ends, and return its path.

    Raises:
        InputFaults: the reader would refuse it; nothing is written.
    """
    content = figure_table_text(entries, columns, rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode())
    return path


def _pairs(entries: Mapping[str, str | Sequence[str]]) -> Iterator[tuple[str, str]]:
    for key, value in entries.items():
        for one in [value] if isinstance(value, str) else value:
            yield key, one


def _body(
    lines: Sequence[str], label: str, before: int, faults: list[Fault]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), strict=True)
    columns: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    try:
        columns = next((tuple(row) for row in reader), ())
        for row in filter(None, reader):
            if len(row) != len(columns):
                place = Place(label, before + reader.line_num)
                found, expected = f"{len(row)} cells", f"{len(columns)}, as the header has"
                remedy = "quote a cell that holds a comma, or add the missing cell"
                faults.append(Fault(place, found, expected, remedy))
            rows.append(tuple(row))
    except csv.Error as error:
        place = Place(label, before + reader.line_num)
        faults.append(Fault(place, str(error), "CSV", "close every quoted cell"))
    return columns, tuple(rows)


def _entries(lines: Sequence[str], label: str, faults: list[Fault]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        key, colon, value = line.removeprefix("#").partition(":")
        if colon and key.strip() and value.strip():
            yield key.strip(), value.strip()
        else:
            faults.append(
                Fault(Place(label, number), repr(line), "# key: value", "write key and value")
            )


def _meta_faults(entries: Sequence[tuple[str, str]], label: str) -> Iterator[Fault]:
    keys = [key for key, _ in entries]
    for key in REQUIRED:
        if key not in keys:
            spare = [k for k in keys if k not in REQUIRED]
            hint = near_miss(key, spare)
            remedy = f"add a line `# {key}: …`" + (f"; {hint}" if hint else "")
            yield Fault(Place(label), f"no {key!r}", f"{key!r} is required", remedy)
    for number, key in enumerate(keys, start=1):
        if key in keys[: number - 1] and key not in REPEATABLE:
            yield Fault(
                Place(label, number), f"{key!r} a second time", "each key once", "keep one of them"
            )


def _column_faults(
    columns: Sequence[str], entries: Sequence[tuple[str, str]], place: Place
) -> Iterator[Fault]:
    if not columns:
        yield Fault(place, "no header line", "the names of the columns", "add the header line")
    for number, column in enumerate(columns):
        if not column.strip():
            yield Fault(place, f"column {number + 1} without a name", "a name", "name the column")
        elif column in columns[:number]:
            yield Fault(place, f"column {column!r} twice", "each name once", "rename one of them")
    for column, unit in _units(dict(entries).get("units", "")):
        if column not in columns or not unit:
            near = "" if column in columns else near_miss(column, columns)
            hint = near or "write `column = unit; column = unit`"
            yield Fault(place, f"a unit for {column!r}", "one unit for a column there is", hint)


def _units(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(str.strip, text.split(";")):
        column, _, unit = part.partition("=")
        yield column.strip(), unit.strip()
