"""The milestones that plans are stated for, from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from capitula.ground.yaml_source import read_yaml

PER_SERVICE = "service transfer"
"""The milestone that may be stated for one service: "service transfer: school nursing"."""

_FILE = Path(__file__).with_name("milestones.yaml")


@cache
def milestones() -> dict[str, str]:
    """Return each milestone's name and meaning, in the order in which they come about."""
    return dict(read_yaml(_FILE).data)


def of_service(service: str) -> str:
    """Return the name of the transfer of one service.

    >>> of_service("school nursing")
    'service transfer: school nursing'
    """
    return f"{PER_SERVICE}: {service}"


def milestone_of(about: str) -> str | None:
    """Return the milestone that a subject is; None if it is none.

    >>> milestone_of("service transfer: school nursing"), milestone_of("award")
    ('service transfer', 'award')
    """
    name, colon, service = about.partition(": ")
    if colon and not (name == PER_SERVICE and service.strip()):
        return None
    return name if name in milestones() else None
