"""The order of tasks, and everything that keeps a plan from having one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""What each task waits for."""


def in_order(graph: Graph) -> list[str]:
    """Return the tasks so that each stands after all it waits for; otherwise as they were given.

    Raises:
        ValueError: some wait for each other in a circle.
    """
    placed: dict[str, None] = {}
    waiting = list(graph)
    while waiting:
        ready = [name for name in waiting if all(before in placed for before in graph[name])]
        if not ready:
            raise ValueError("tasks wait for each other in a circle: " + ", ".join(waiting))
        placed |= dict.fromkeys(ready[:1])
        waiting.remove(ready[0])
    return list(placed)


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """Return the tasks that wait for each other, one tuple for each knot, in the order given.

    Two tasks are of one knot if each waits, through whatever others, for the other.
    """
    far = {name: before_all(graph, name) for name in graph}
    found: dict[tuple[str, ...], None] = {}
    for name in graph:
        if name in far[name]:
            knot = tuple(other for other in graph if other in far[name] and name in far[other])
            found[knot] = None
    return list(found)


def before_all(graph: Graph, name: str) -> set[str]:
    """Return every task that has to be finished before this one may begin."""
    found: set[str] = set()
    open_tasks = list(graph.get(name, ()))
    while open_tasks:
        task = open_tasks.pop()
        if task not in found:
            found.add(task)
            open_tasks += graph.get(task, ())
    return found


def behind(graph: Graph, name: str) -> list[str]:
    """Return the tasks that wait for this one directly."""
    return [other for other, before in graph.items() if name in before]
