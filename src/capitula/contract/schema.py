"""The JSON Schema of a contract file, made from the models."""

from __future__ import annotations

from typing import Any

from capitula.contract.model import Contract


def contract_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check a contract file."""
    schema = Contract.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
