"""Durations as they are counted: a step that nobody has done before is given a wide range.

A regulator's step with a precedent takes about as long as the last one. One without has nothing to
go by, so a narrow figure for it is a hope. Where none is stated a wide range is assumed and said to
be; where one is stated its upper end is put at least three times its lower.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.yaml_source import read_yaml
from capitula.programme.network.model import Duration, Task, Work

_FILE = Path(__file__).with_name("precedent.yaml")


@cache
def _rule() -> dict[str, str]:
    return dict(read_yaml(_FILE).data)


def counted(task: Task) -> Duration | None:
    """Return the duration a task is counted with; None where it is missing.

    A milestone, and what is done, take no time. A step without precedent takes the wide range.
    """
    if task.work is Work.MILESTONE or task.done is not None:
        return Duration(least=0, likely=0, most=0, mark=EvidenceMark.DERIVED, why="a point in time")
    if task.no_precedent is None:
        return task.duration
    rule = _rule()
    assumed = EvidenceMark(rule["mark"])
    if task.duration is None:
        return Duration(
            least=int(rule["least"]), most=int(rule["most"]), mark=assumed, why=rule["why"]
        )
    stated = task.duration
    widest = max(1, stated.least) * int(rule["widest_over_least"])
    if stated.most >= widest:
        return stated
    return Duration(
        least=stated.least,
        most=max(widest, stated.most),
        mark=weakest([assumed, stated.mark]),
        why=f"{rule['why']} The plan had it at {stated} operational days.",
    )


def notice(task: Task) -> str:
    """Return the sentence that says why a step's range is wide; empty for one with a precedent."""
    if task.no_precedent is None or task.done is not None:
        return ""
    duration = counted(task)
    return (
        f"{task.name}: no precedent. {task.no_precedent.why} It is counted with "
        f"{duration} operational days (assumed)."
    )
