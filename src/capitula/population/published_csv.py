"""A published CSV file as it comes: compressed or not, with a byte-order mark or blanks or not."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place

_BREAKS = re.compile(r"[\s._]+")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class PublishedCsv:
    """The cells of a published file.

    Attributes:
        name: the file's name.
        sha256: digest of the file as it lies there, compressed if it is.
        header: names of the columns, runs of blanks made one.
        rows: line number in the file, and cells; rows of nothing but empty cells are left out.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def plain_name(name: str) -> str:
    """Return a column's name without what publishers change from year to year.

    Case, blanks, dots and underscores; never a letter or a sign.

    >>> plain_name(" Doctors.Retainer.Scheme.Payments ")
    'doctors retainer scheme payments'
    """
    return _BREAKS.sub(" ", name).strip().casefold()


def read_published_csv(
    path: Path, names: Sequence[str] | None = None, *, or_encoding: str | None = None
) -> PublishedCsv:
    """Read a published CSV file.

    Args:
        path: the file.
        names: the names of the columns, where the publisher prints no header line.
        or_encoding: what this publisher also writes, tried where the file is not UTF-8.

    Raises:
        InputFaults: no such file, not CSV in UTF-8 (compressed with gzip or not), a column named
            twice, or rows longer or shorter than the header: all of them.
    """
    name = path.name
    content, sha256 = _content(path, or_encoding)
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    faults: list[Fault] = []
    header: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        if names is None:
            header = next((tuple(" ".join(cell.split()) for cell in row) for row in reader), ())
            faults += _header_faults(header, name)
        else:
            header = tuple(names)
        for row in reader:
            if not any(map(str.strip, row)):
                continue
            if len(row) != len(header):
                found = f"{len(row)} cells"
                expected = f"{len(header)}, as the {'header' if names is None else 'layout'} has"
                remedy = "quote a cell that holds a comma, or add the missing cell"
                faults.append(Fault(Place(name, reader.line_num), found, expected, remedy))
            rows.append((reader.line_num, tuple(row)))
    except csv.Error as error:
        place = Place(name, reader.line_num)
        faults.append(Fault(place, str(error), "CSV", "close every quoted cell"))
    if not rows and not faults:
        faults.append(Fault(Place(name, 2), "no rows", "at least one", "give the whole file"))
    if faults:
        raise InputFaults(faults)
    return PublishedCsv(name, sha256, header, tuple(rows))


def _content(path: Path, or_encoding: str | None) -> tuple[str, str]:
    place = Place(path.name)
    try:
        raw = path.read_bytes()
        unpacked = gzip.decompress(raw) if raw.startswith(_GZIP) else raw
        if unpacked.startswith(_ZIP):
            found, remedy = "a workbook or zip archive", "save the sheet as CSV UTF-8"
            raise InputFaults([Fault(place, found, "a CSV file", remedy)])
        return _decoded(unpacked, or_encoding), hashlib.sha256(raw).hexdigest()
    except FileNotFoundError as error:
        fault = Fault(place, "no such file", "a CSV file", "check the name and the folder")
        raise InputFaults([fault]) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        fault = Fault(place, "a damaged gzip file", "a whole one", "fetch the file again")
        raise InputFaults([fault]) from error
    except UnicodeDecodeError as error:
        found = f"byte {error.start} is not UTF-8"
        remedy = "save it as CSV UTF-8; older spreadsheet formats lose the pound sign"
        raise InputFaults([Fault(place, found, "UTF-8", remedy)]) from error
    except OSError as error:
        fault = Fault(place, error.strerror or "cannot be read", "a CSV file", "check the file")
        raise InputFaults([fault]) from error


def _decoded(content: bytes, or_encoding: str | None) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if or_encoding is None:
            raise
        return content.decode(or_encoding)


def _header_faults(header: tuple[str, ...], name: str) -> list[Fault]:
    place = Place(name, 1)
    if len(header) == 1 and any(mark in header[0] for mark in (";", "\t")):
        found, remedy = "cells parted by semicolons or tabs", "save it as CSV with commas"
        return [Fault(place, found, "cells parted by commas", remedy)]
    if not any(header):
        return [Fault(place, "no header line", "the published names of columns", "keep line 1")]
    return [
        Fault(place, f"the column {column!r} twice", "each column once", "delete one of them")
        for number, column in enumerate(header)
        if column and column in header[:number]
    ]
