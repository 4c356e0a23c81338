"""A stage: one readable query with a head that says what it makes.

The head of a `.sql` file is its first comment, `-- key: value`, with a line per column:

    -- stage: member_month_deltas
    -- scope: bucket
    -- keep: yes
    -- reads: slices
    -- makes: a row per month, practice, age band and sex in which the count changes
    -- column: month integer, 12 × year + month − 1
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

_HEAD = re.compile(r"-- (\w+): (.+)")


class Scope(StrEnum):
    """Over what a stage runs."""

    BUCKET = "bucket"
    WHOLE = "whole"

    @property
    def words(self) -> str:
        """The scope for reading."""
        return {"bucket": "once for each person bucket", "whole": "once, over all buckets"}[self]


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A column that a stage makes: its name, and its type, unit and meaning in words."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One named query.

    Attributes:
        name: the name by which later stages read its result.
        scope: for each bucket, or once over all.
        keep: whether its result is written down; other results live only while a bucket is worked.
        person_level: whether its rows are about single people, so that it is deleted at the end.
        reads: the tables and stages it reads.
        makes: what a row is.
        columns: what it makes.
        sql: the query, with its functions and values not yet put in.
    """

    name: str
    scope: Scope
    keep: bool
    person_level: bool
    reads: tuple[str, ...]
    makes: str
    columns: tuple[StageColumn, ...]
    sql: str

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)


def read_stage(text: str) -> Stage:
    """Read a stage from the text of its file.

    Raises:
        ValueError: the head lacks a key, or names one twice that stands once.
    """
    head: dict[str, str] = {}
    columns: list[StageColumn] = []
    lines = text.strip().splitlines()
    body = 0
    for body, line in enumerate(lines):  # noqa: B007 - the first line after the head
        found = _HEAD.fullmatch(line)
        if not found:
            break
        key, value = found[1], found[2].strip()
        if key == "column":
            name, _, words = value.partition(" ")
            columns.append(StageColumn(name, words))
        elif key in head:
            raise ValueError(f"{key!r} twice in the head of {head.get('stage', 'a stage')}")
        else:
            head[key] = value
    missing = [key for key in ("stage", "scope", "makes", "reads") if key not in head]
    if missing or not columns:
        raise ValueError(f"the head of a stage lacks {', '.join(missing) or 'its columns'}")
    reads = tuple(part.strip() for part in head["reads"].split(","))
    return Stage(
        name=head["stage"],
        scope=Scope(head["scope"]),
        keep=head.get("keep", "no") == "yes",
        person_level=head.get("person_level", "no") == "yes",
        reads=reads,
        makes=head["makes"],
        columns=tuple(columns),
        sql="\n".join(lines[body:]).strip().removesuffix(";"),
    )


def stages_of(package: str, names: Iterable[str]) -> tuple[Stage, ...]:
    """Read stages from the `sql` folder of a package, in the order given."""
    folder = files(package) / "sql"
    return tuple(read_stage((folder / f"{name}.sql").read_text("utf-8")) for name in names)
