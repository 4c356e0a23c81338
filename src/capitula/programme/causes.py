"""The causes by which a change of plan is coded, from their data file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from capitula.ground.faults import ValueFault, near_miss
from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("causes.yaml")


@cache
def causes() -> dict[str, str]:
    """Return each cause's code and its words."""
    return dict(read_yaml(_FILE).data)


def known_causes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes.

    Raises:
        ValueFault: one of them is not in the list.
    """
    known = list(causes())
    for code in codes:
        if code not in known:
            remedy = near_miss(code, known) or "choose one of these"
            raise ValueFault(f"the cause {code!r}", "one of " + ", ".join(known), remedy)
    return codes
