"""A stage printed: what it makes, its columns, and its SQL in one engine's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from capitula.tables.dialect import Dialect, Literal
from capitula.tables.plan import Plan
from capitula.tables.stage import Stage


def stage_text(
    plan: Plan, stage: Stage, dialect: Dialect, values: Mapping[str, Literal] | None
) -> str:
    """Return a stage for reading: as written without values, else its SQL ready to run."""
    sql = stage.sql if values is None else plan.sql(stage, dialect, values)
    width = max(len(column.name) for column in stage.columns)
    columns = "\n".join(f"  {c.name:<{width}}  {c.words}" for c in stage.columns)
    kept = "; written down" if stage.keep else ""
    private = "; rows about single people, deleted at the end" if stage.person_level else ""
    return (
        f"{stage.name}: {stage.makes}\n"
        f"Runs {stage.scope.words}{kept}{private}. Reads {', '.join(stage.reads)}.\n\n"
        f"{columns}\n\n{sql}"
    )


def stage_document(
    plan: Plan, stage: Stage, dialect: Dialect, values: Mapping[str, Literal]
) -> dict[str, Any]:
    """Return a stage as plain data."""
    return {
        "stage": stage.name,
        "scope": stage.scope,
        "keep": stage.keep,
        "person_level": stage.person_level,
        "reads": list(stage.reads),
        "makes": stage.makes,
        "columns": {column.name: column.words for column in stage.columns},
        "sql": plan.sql(stage, dialect, values),
    }
