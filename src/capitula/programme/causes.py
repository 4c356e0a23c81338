"""The causes by which a change of plan is coded, from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("causes.yaml")


@cache
def causes() -> dict[str, str]:
    """Return each cause's code and its words."""
    return dict(read_yaml(_FILE).data)
