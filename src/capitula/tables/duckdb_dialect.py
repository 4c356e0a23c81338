"""DuckDB's spelling of the dialect functions."""

# ruff: noqa: S608 - names come from stages and schemas, never from a user
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from capitula.tables.dialect import Literal, PortableSql


class DuckDbDialect(PortableSql):
    """DuckDB 2: `//` truncates, a sum of integers widens to 128 bits, a cast checks its range."""

    name = "duckdb"

    def literal(self, value: Literal) -> str:
        """See `Dialect`."""
        match value:
            case None:
                return "null"
            case bool():
                raise TypeError("a stage takes numbers, text and dates, not a yes or no")
            case int():
                return f"cast({value} as bigint)"
            case date():
                return f"date '{value.isoformat()}'"
            case str():
                return "'" + value.replace("'", "''") + "'"

    def source(self, files: Sequence[str], columns: Sequence[str], *, located: bool = False) -> str:
        """See `Dialect`."""
        listed = ", ".join(self.literal(file) for file in files)
        if located:
            names = ", ".join([*columns, "filename as source_file"])
            return (
                f"select {names}, file_row_number + 1 as source_row from read_parquet([{listed}], "
                "filename = true, file_row_number = true)"
            )
        return f"select {', '.join(columns)} from read_parquet([{listed}])"

    def month_index(self, day: str) -> str:
        """See `Dialect`."""
        return f"(year({day}) * 12 + month({day}) - 1)"

    def month_start(self, index: str) -> str:
        """See `Dialect`; indices are above nought."""
        return f"make_date(({index}) // 12, ({index}) % 12 + 1, 1)"

    def month_days(self, index: str) -> str:
        """See `Dialect`."""
        following = f"(({index}) + 1)"
        return f"({self.month_start(following)} - {self.month_start(index)})"

    def add_days(self, day: str, days: str) -> str:
        """See `Dialect`."""
        return f"(({day}) + cast({days} as integer))"

    def days_between(self, first: str, last: str) -> str:
        """See `Dialect`."""
        return f"(({last}) - ({first}))"

    def birthday(self, birth: str, age: str) -> str:
        """See `Dialect`; made by adding a day to 28 February, which every year has."""
        year = f"(year({birth}) + ({age}))"
        return (
            f"(case when month({birth}) = 2 and day({birth}) = 29 "
            f"then make_date({year}, 2, 28) + 1 "
            f"else make_date({year}, month({birth}), day({birth})) end)"
        )

    def series(self, first: str, last: str, name: str) -> str:
        """See `Dialect`."""
        return f"(select range as {name} from range({first}, ({last}) + 1))"

    def total(self, value: str) -> str:
        """See `Dialect`; the cast is the range check."""
        return f"cast(sum({value}) as bigint)"

    def digest(self, relation: str, columns: Sequence[str]) -> str:
        """See `Dialect`; a missing value is told from every text by its sign."""
        cells = ", ".join(f"coalesce('=' || cast({column} as varchar), '~')" for column in columns)
        return (
            f"select sha256(coalesce(string_agg(line, chr(10) order by line), '')) "
            f"from (select concat_ws(chr(9), {cells}) as line from {relation})"
        )
