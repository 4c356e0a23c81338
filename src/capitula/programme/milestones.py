"""The milestones that plans are stated for, from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("milestones.yaml")


@cache
def milestones() -> dict[str, str]:
    """Return each milestone's name and meaning, in the order in which they come about."""
    return dict(read_yaml(_FILE).data)
