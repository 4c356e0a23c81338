"""What may be wrong with the rows of a table, and what is said of it."""

# ruff: noqa: S608 - names come from schemas, never from a user
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from capitula.tables.footers import Bounds
from capitula.tables.schemas import TABLES, Column, ColumnType, Table


@dataclass(frozen=True, slots=True)
class Check:
    """What may be wrong with rows of a table, and what to say of it.

    Attributes:
        table: the table at fault.
        column: the column at fault.
        found, expected, remedy: the message, after the number of rows.
        condition: SQL that is true of a faulty row; blank where `query` finds them.
        query: SQL for `source_file, source_row` of the faulty rows, over `located_NAME` tables.
        reads: the tables that the query reads.
        holds: whether the bounds of the column prove that no row is at fault.
    """

    table: str
    column: str
    found: str
    expected: str
    remedy: str
    condition: str = ""
    query: str = ""
    reads: tuple[str, ...] = ()
    holds: Callable[[Bounds], bool] | None = None


def column_checks(table: Table) -> Iterator[Check]:
    """Yield what a table's schema asks of each row."""
    for column in table.columns:
        yield from _of_column(table, column)


def _of_column(table: Table, column: Column) -> Iterator[Check]:
    name = column.name
    if not column.empty:
        yield Check(
            table.name,
            name,
            "an empty cell",
            column.meaning,
            "fill it from its source, or leave the row out and say so",
            condition=f"{name} is null",
            holds=lambda bounds: bounds.empty == 0,
        )
        if column.type is ColumnType.TEXT:
            yield Check(
                table.name,
                name,
                "blank text",
                column.meaning,
                "fill it",
                condition=f"{name} = ''",
                holds=lambda bounds: isinstance(bounds.least, str) and bounds.least > "",
            )
    if column.words:
        words = ", ".join(f"'{word}'" for word in column.words)
        yield Check(
            table.name,
            name,
            "another word",
            f"one of {', '.join(column.words)}, or empty",
            "translate the codes of the source",
            condition=f"{name} not in ({words})",
        )
    if column.least is not None:
        yield Check(
            table.name,
            name,
            f"a number below {column.least}",
            f"{column.least} or more: {column.meaning}",
            "number from nought",
            condition=f"{name} < {column.least}",
            holds=_at_least(column.least),
        )
    if column.most is not None:
        yield Check(
            table.name,
            name,
            "a figure beyond the guard",
            f"at most {column.most:,} either side of nought",
            "look for a wrong unit, such as pounds taken for pence twice",
            condition=f"({name} > {column.most} or {name} < {-column.most})",
            holds=_within(column.most),
        )


def _at_least(least: int) -> Callable[[Bounds], bool]:
    return lambda bounds: isinstance(bounds.least, int) and bounds.least >= least


def _within(most: int) -> Callable[[Bounds], bool]:
    def holds(bounds: Bounds) -> bool:
        known = isinstance(bounds.least, int) and isinstance(bounds.most, int)
        return known and -most <= bounds.least and bounds.most <= most

    return holds


def unique_check(table: Table) -> Check:
    """Return the check that no key stands twice; the rows named are the later ones."""
    keys = ", ".join(table.unique)
    return Check(
        table.name,
        keys,
        "a key that stands already above",
        f"one row for each {keys}",
        "keep one of the rows",
        query=(
            "select source_file, source_row from (select source_file, source_row, row_number() "
            f"over (partition by {keys} order by source_file, source_row) as place "
            f"from located_{table.name}) as numbered where place > 1"
        ),
        reads=(table.name,),
    )


def schema_checks(tables: Iterable[str]) -> tuple[Check, ...]:
    """Return every check that the schemas of tables ask for."""
    chosen = [TABLES[name] for name in tables]
    return tuple(
        check
        for table in chosen
        for check in (*column_checks(table), *([unique_check(table)] if table.unique else []))
    )
