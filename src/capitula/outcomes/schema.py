"""The JSON Schema of an outcomes file, made from the models."""

from __future__ import annotations

from typing import Any

from capitula.outcomes.measures import OutcomesFile


def outcomes_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check an outcomes file."""
    schema = OutcomesFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
