"""What engines spell differently in meaning, as named functions that turn SQL into SQL.

A stage writes `@month_index(activity_date)`; each engine has one class that spells it. Whatever all
engines mean alike is written in the stage itself. Every function takes and returns text of SQL.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeAlias

Literal: TypeAlias = int | str | date | None
"""A value that may stand in a stage as `$name`."""

HELPERS = (
    "month_index",
    "month_start",
    "month_days",
    "add_days",
    "days_between",
    "birthday",
    "floor_divide",
    "least",
    "greatest",
    "series",
    "percentile_rank",
    "person_bucket",
    "total",
)
"""The functions that a stage may call after `@`; nothing else is expanded."""

SMALL_PRIME, LARGE_PRIME, FACTORS = 2_147_483_647, 4_294_967_291, (48_271, 16_807, 69_621)
"""Of the person bucket: every product stays below 2^62, so that no engine wraps or widens."""


class Dialect(Protocol):
    """One engine's spelling. A test holds each to the same worked examples."""

    name: str

    def literal(self, value: Literal) -> str:
        """Return a value as SQL: a number, quoted text, a date, or null."""
        ...

    def source(self, files: Sequence[str], columns: Sequence[str], *, located: bool = False) -> str:
        """Return a query for these columns of Parquet files.

        Located, each row also has `source_file` and `source_row`, counted from 1.
        """
        ...

    def month_index(self, day: str) -> str:
        """12 × year + month − 1 of a date."""
        ...

    def month_start(self, index: str) -> str:
        """The first day of the month with this index."""
        ...

    def month_days(self, index: str) -> str:
        """The number of days of the month with this index."""
        ...

    def add_days(self, day: str, days: str) -> str:
        """A date so many days later."""
        ...

    def days_between(self, first: str, last: str) -> str:
        """The days from the first date to the last, as a 64-bit integer."""
        ...

    def birthday(self, birth: str, age: str) -> str:
        """The day on which an age is reached; 29 February falls on 1 March in common years."""
        ...

    def floor_divide(self, number: str, divisor: str) -> str:
        """Whole-number division toward minus infinity, for a divisor above nought."""
        ...

    def least(self, *values: str) -> str:
        """The least of the values; null as soon as one of them is null."""
        ...

    def greatest(self, *values: str) -> str:
        """The greatest of the values; null as soon as one of them is null."""
        ...

    def series(self, first: str, last: str, name: str) -> str:
        """A table of one column `name`: whole numbers from the first to the last, both in."""
        ...

    def percentile_rank(self, percent: str, count: str) -> str:
        """The rank, from 1, of a percentile among so many sorted values: (p·n + 99) // 100."""
        ...

    def person_bucket(self, person: str, buckets: str) -> str:
        """The bucket of a person, 0 to buckets − 1, by whole-number arithmetic alone."""
        ...

    def total(self, value: str) -> str:
        """The sum as a 64-bit integer, null for no rows; an error if it does not fit."""
        ...

    def digest(self, relation: str, columns: Sequence[str]) -> str:
        """A query for the SHA-256 of all rows as text, sorted, so that their order is nothing."""
        ...


class PortableSql:
    """Spellings that every engine with truncating `%` and whole-number division shares."""

    def floor_divide(self, number: str, divisor: str) -> str:
        """See `Dialect`; subtracting the true remainder first leaves nothing to truncate."""
        remainder = f"((({number}) % ({divisor})) + ({divisor})) % ({divisor})"
        return self.divide(f"(({number}) - ({remainder}))", f"({divisor})")

    def divide(self, number: str, divisor: str) -> str:
        """Whole-number division of a multiple."""
        return f"({number} // {divisor})"

    def percentile_rank(self, percent: str, count: str) -> str:
        """See `Dialect`."""
        return self.floor_divide(f"({percent}) * ({count}) + 99", "100")

    def person_bucket(self, person: str, buckets: str) -> str:
        """See `Dialect`; two rounds of a linear step over two primes."""
        first, second, third = FACTORS
        high = self.divide(f"(({person}) - ({person}) % {SMALL_PRIME})", f"{SMALL_PRIME}")
        mixed = f"((({person}) % {SMALL_PRIME}) * {first} + {high} % {SMALL_PRIME} * {second} + 1)"
        return f"((({mixed} % {LARGE_PRIME}) * {third} % {SMALL_PRIME}) % ({buckets}))"

    def least(self, *values: str) -> str:
        """See `Dialect`."""
        return self._unless_null("least", values)

    def greatest(self, *values: str) -> str:
        """See `Dialect`."""
        return self._unless_null("greatest", values)

    def _unless_null(self, function: str, values: Sequence[str]) -> str:
        missing = " or ".join(f"({value}) is null" for value in values)
        return f"(case when {missing} then null else {function}({', '.join(values)}) end)"


def bucket_of(person: int, buckets: int) -> int:
    """Return the bucket of a person in plain Python: the definition that engines are held to.

    >>> bucket_of(1, 25)
    8
    """
    first, second, third = FACTORS
    low, high = person % SMALL_PRIME, person // SMALL_PRIME % SMALL_PRIME
    return (low * first + high * second + 1) % LARGE_PRIME * third % SMALL_PRIME % buckets
