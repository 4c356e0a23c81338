"""The tables of a population folder: columns, types, units, and what an empty cell means.

A folder holds each table as `NAME.parquet` or as any number of files `NAME/*.parquet`, rows in any
order. Whoever writes such a folder writes exactly these columns; more columns are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any

LARGEST_COST_PENCE, LARGEST_QUANTITY = 10**11, 10**9
"""Guards of one row: £1bn and a thousand million units. Ninety million rows at the first limit
still add up within 64 bits; a sum that does not is refused when it is taken."""


SEXES = ("female", "male", "indeterminate")
"""The words for a person's sex; an empty cell stands for not known."""


class ColumnType(StrEnum):
    """The types a column may have, by their Arrow names."""

    INTEGER = "int64"
    DATE = "date32[day]"
    TEXT = "string"
    YES_NO = "bool"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: as it stands in the file.
        type: the Arrow type; text may be dictionary-encoded, integers may be narrower.
        meaning: what a value says, with its unit.
        empty: what an empty cell means; blank where none may be empty.
        words: the only values allowed, where they are a closed set.
        least: the smallest value allowed, for integers.
        most: the largest value allowed either side of nought, for integers: a guard against a
            wrong unit, far above any true figure.
    """

    name: str
    type: ColumnType
    meaning: str
    empty: str = ""
    words: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, whether a folder must have it, and its key."""

    name: str
    row: str
    columns: tuple[Column, ...]
    required: bool = True
    unique: tuple[str, ...] = ()

    def arrow(self) -> Any:
        """Return the `pyarrow.Schema` in which the table is written."""
        pa: Any = import_module("pyarrow")  # it ships no types
        types: dict[ColumnType, Any] = {
            ColumnType.INTEGER: pa.int64(),
            ColumnType.DATE: pa.date32(),
            ColumnType.TEXT: pa.string(),
            ColumnType.YES_NO: pa.bool_(),
        }
        return pa.schema(
            [pa.field(c.name, types[c.type], nullable=bool(c.empty)) for c in self.columns]
        )


_PERSON = Column(
    "person_id",
    ColumnType.INTEGER,
    "the person, as a number or a 64-bit pseudonym of nought or more; never an NHS number",
    least=0,
)
_END = Column(
    "end_date",
    ColumnType.DATE,
    "the first day on which it no longer holds (exclusive)",
    empty="it has not ended",
)

PEOPLE = Table(
    "people",
    "a person",
    (
        _PERSON,
        Column("birth_date", ColumnType.DATE, "day of birth", empty="not known"),
        Column(
            "sex",
            ColumnType.TEXT,
            "sex as registered",
            empty="not known",
            words=SEXES,
        ),
        Column("death_date", ColumnType.DATE, "day of death", empty="alive, or not known"),
    ),
    unique=("person_id",),
)

REGISTRATIONS = Table(
    "registrations",
    "a spell of one person on one practice's list",
    (
        Column("registration_id", ColumnType.INTEGER, "number of the spell", least=0),
        _PERSON,
        Column("practice", ColumnType.TEXT, "ODS code of the practice"),
        Column("start_date", ColumnType.DATE, "the first day on the list"),
        _END,
    ),
    unique=("registration_id",),
)

RESIDENCES = Table(
    "residences",
    "a spell of one person living in one small area",
    (
        _PERSON,
        Column("lsoa", ColumnType.TEXT, "code of the lower layer super output area"),
        Column("start_date", ColumnType.DATE, "the first day of living there"),
        _END,
    ),
    required=False,
)

ACTIVITY = Table(
    "activity",
    "an item of care",
    (
        _PERSON,
        Column("activity_date", ColumnType.DATE, "the day to which the item and its cost belong"),
        Column("service", ColumnType.TEXT, "code of the service, such as emergency_inpatient"),
        Column("provider", ColumnType.TEXT, "ODS code of the provider", empty="not known"),
        Column(
            "quantity",
            ColumnType.INTEGER,
            "how many of the service's unit (attendances, spells, items, hours); below nought in "
            "a correction",
            most=LARGEST_QUANTITY,
        ),
        Column(
            "cost_pence",
            ColumnType.INTEGER,
            "cost of the row, in pence; below nought in a correction",
            empty="no price is known: the row is counted and its cost stays missing",
            most=LARGEST_COST_PENCE,
        ),
        Column(
            "priced",
            ColumnType.YES_NO,
            "true: a price per item, so a payment rule with a variable part bears on it; false: a "
            "share of a block or budget",
        ),
    ),
)

PRACTICES = Table(
    "practices",
    "a practice",
    (
        Column("practice", ColumnType.TEXT, "ODS code"),
        Column("name", ColumnType.TEXT, "name", empty="not stated"),
        Column("open_date", ColumnType.DATE, "the first day open", empty="before all the data"),
        Column(
            "close_date",
            ColumnType.DATE,
            "the first day no longer open (exclusive)",
            empty="still open",
        ),
    ),
    required=False,
    unique=("practice",),
)

SUCCESSIONS = Table(
    "successions",
    "a practice whose list passed to another, by merger or takeover",
    (
        Column("practice", ColumnType.TEXT, "ODS code of the practice that gave up its list"),
        Column("successor", ColumnType.TEXT, "ODS code of the practice that has the list after it"),
        Column("succession_date", ColumnType.DATE, "the first day with the successor"),
    ),
    required=False,
    unique=("practice",),
)

PARTICIPATION = Table(
    "participation",
    "a spell of one practice under the contract",
    (
        Column("practice", ColumnType.TEXT, "ODS code of the practice"),
        Column("start_date", ColumnType.DATE, "the first day under the contract"),
        _END,
    ),
    required=False,
)

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            PEOPLE,
            REGISTRATIONS,
            RESIDENCES,
            ACTIVITY,
            PRACTICES,
            SUCCESSIONS,
            PARTICIPATION,
        )
    }
)
"""Every table, by its name; without `participation` every practice is under the contract."""
