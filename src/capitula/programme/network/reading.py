"""Reading a plan file: every fault at once, with line and column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from capitula.ground.faults import CapitulaError, Fault, InputFaults, near_miss
from capitula.ground.reading import read_model
from capitula.ground.shipped_file import find_file
from capitula.ground.yaml_source import FieldPath, Located, read_yaml
from capitula.programme.network.model import START, Plan, Task, Work
from capitula.programme.network.order import circles

EXAMPLES = Path(__file__).parent.parent / "examples"


class NoSuchPlan(CapitulaError):
    """Neither a plan file, nor one that ships, nor a case with one."""


def find_plan(name: str) -> Path:
    """Return the path of a plan file, or of one that ships, by name.

    Raises:
        NoSuchPlan: there is none.
    """
    return find_file(name, "plan", example_plans(), NoSuchPlan)


def example_plans() -> dict[str, Path]:
    """Return the plans that ship beside the cases, by name."""
    return {each.stem: each for each in sorted(EXAMPLES.glob("*.yaml"))}


def read_plan(path: Path, *, name: str | None = None) -> Plan:
    """Read a plan file.

    Args:
        path: the file.
        name: how faults call it; its own name unless given.

    Raises:
        InputFaults: every fault of the file, those of single tasks and those of their order.
    """
    located = read_yaml(path, name=name)
    found = read_model(Plan, located.data, located)
    located.faults += _faults_of_order(located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def _faults_of_order(located: Located) -> Iterator[Fault]:
    """Look at names and order alone, so that a fault in one task hides none in another."""
    tasks = _tasks(located)
    ids = [task.get("id") for task in tasks]
    names = [name for name in ids if isinstance(name, str)]
    yield from _twice(located, ids)
    waits = [_after(task) for task in tasks]
    for number, after in enumerate(waits):
        for place, before in after:
            path = ("tasks", number, *place)
            if before not in names:
                remedy = near_miss(before, names) or "add that task, or remove it here"
                found = f"the task {before!r}, which is not in the plan"
                yield Fault(located.place(path), found, "a task of this plan", remedy)
    graph: dict[str, list[str]] = {name: [] for name in names}
    for name, after in zip(ids, waits, strict=True):
        if isinstance(name, str):
            graph[name] += [before for _, before in after if before in names]
    for knot in circles(graph):
        number = ids.index(knot[0])
        found = (
            f"the task {knot[0]!r} waiting for itself"
            if len(knot) == 1
            else f"{', '.join(map(repr, knot))} waiting for each other in a circle"
        )
        yield Fault(
            located.place(("tasks", number, "after")),
            found,
            "an order in which each can begin",
            "remove one of the links of the circle",
        )


def _twice(located: Located, ids: list[Any]) -> Iterator[Fault]:
    for number, name in enumerate(ids):
        if name is not None and name in ids[:number]:
            line = located.place(("tasks", ids.index(name), "id")).line
            yield Fault(
                located.place(("tasks", number, "id")),
                f"the task {name!r} a second time",
                f"each once; it stands already in line {line}",
                "give it an id of its own",
            )


def _tasks(located: Located) -> list[dict[str, Any]]:
    tasks = located.at(("tasks",))
    found = cast("list[Any]", tasks) if isinstance(tasks, list) else []
    return [cast("dict[str, Any]", task) if isinstance(task, dict) else {} for task in found]


def _after(task: dict[str, Any]) -> list[tuple[FieldPath, str]]:
    """Return what a task waits for, with the place of each name below the task."""
    after = task.get("after")
    found: list[tuple[FieldPath, str]] = []
    for number, link in enumerate(cast("list[Any]", after) if isinstance(after, list) else []):
        if isinstance(link, str):
            found.append((("after", number), link))
        elif isinstance(link, dict):
            name = cast("dict[str, Any]", link).get("task")
            if isinstance(name, str):
                found.append((("after", number, "task"), name))
    return found


def plan_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check a plan file."""
    schema = Plan.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


__all__ = ["START", "NoSuchPlan", "Plan", "Task", "Work", "find_plan", "plan_schema", "read_plan"]
