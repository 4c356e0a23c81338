"""What may be wrong with registers; tested before anything is joined, since a join multiplies."""

# ruff: noqa: S608 - the names put in stand in this file
from __future__ import annotations

from capitula.tables.check import Check, schema_checks

REGISTER_TABLES = (
    "people",
    "registrations",
    "residences",
    "practices",
    "successions",
    "participation",
)


def _unknown(table: str, column: str, home: str, key: str, found: str) -> Check:
    """A code or number of one table that another does not hold."""
    return Check(
        table,
        column,
        found,
        f"one that stands in {home}",
        f"add the row to {home}, or correct the {column}",
        query=(
            f"select t.source_file, t.source_row from located_{table} as t "
            f"left join (select distinct {key} as known from plain_{home}) as h "
            f"on h.known = t.{column} where h.known is null and t.{column} is not null"
        ),
        reads=(table, home),
    )


def _overlap(table: str, of_whom: str, order: str, found: str, remedy: str) -> Check:
    """Spells of one person or practice that share a day; the rows named are the later ones."""
    return Check(
        table,
        "start_date",
        found,
        "spells that follow each other: each starts on or after the end date of the one before",
        remedy,
        query=(
            "select source_file, source_row from (select source_file, source_row, start_date, "
            "max(coalesce(end_date, date '9999-12-31')) over (partition by "
            f"{of_whom} order by {order} rows between unbounded preceding and 1 preceding) "
            f"as earlier_end from located_{table}) as spells where earlier_end > start_date"
        ),
        reads=(table,),
    )


def _backwards(table: str, first: str = "start_date", last: str = "end_date") -> Check:
    return Check(
        table,
        last,
        f"an end on or before the {first.replace('_', ' ')}",
        f"a {last} after {first}: it is the first day on which the row no longer holds",
        "correct the dates; leave out a spell that never held",
        condition=f"{last} <= {first}",
    )


_CLOSE = "end the earlier spell on the first day of the later one, or leave one of them out"

OVERLAPPING_SPELLS = _overlap(
    "registrations",
    "person_id",
    "start_date, registration_id",
    "a spell that begins before another of the same person has ended",
    _CLOSE,
)

BEFORE_BIRTH = Check(
    "registrations",
    "start_date",
    "a spell that begins before the person's day of birth",
    "a first day on or after the day of birth",
    "correct the day of birth or the start",
    query=(
        "select t.source_file, t.source_row from located_registrations as t "
        "join plain_people as p on p.person_id = t.person_id where t.start_date < p.birth_date"
    ),
    reads=("registrations", "people"),
)

RULES: tuple[Check, ...] = (
    _backwards("registrations"),
    _backwards("residences"),
    _backwards("practices", "open_date", "close_date"),
    _backwards("participation"),
    Check(
        "successions",
        "successor",
        "a practice that succeeds itself",
        "another practice",
        "correct the successor",
        condition="successor = practice",
    ),
    _unknown("registrations", "person_id", "people", "person_id", "a person who is not in people"),
    _unknown("residences", "person_id", "people", "person_id", "a person who is not in people"),
    _unknown(
        "registrations", "practice", "practices", "practice", "a practice that is not in practices"
    ),
    _unknown(
        "participation",
        "practice",
        "registrations",
        "practice",
        "a practice on whose list nobody stands",
    ),
    OVERLAPPING_SPELLS,
    BEFORE_BIRTH,
    _overlap(
        "residences",
        "person_id",
        "start_date, lsoa",
        "a home that begins before another of the same person has ended",
        _CLOSE,
    ),
    _overlap(
        "participation",
        "practice",
        "start_date",
        "a time under the contract that begins before another of the same practice has ended",
        _CLOSE,
    ),
)


def register_checks(tables: tuple[str, ...] = REGISTER_TABLES) -> tuple[Check, ...]:
    """Return every check of these tables, schemas first."""
    rules = tuple(c for c in RULES if c.table in tables and all(r in tables for r in c.reads))
    return (*schema_checks(tables), *rules)
