"""What decides the start: earliest and latest times of each task, its float, the critical path.

Times are numbers of operational days from the day on which work is counted. A task begins on the
first day on which all it waits for is finished. A milestone falls on that day too. Each figure is
counted three times: with every duration at its least, at its likeliest, at its most. A duration
that nobody states is not filled in: then the least counts it as nought, so that the end is "at
least", and there is no likeliest, no most and no float.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from capitula.ground.marks import EvidenceMark, weakest
from capitula.programme.network.model import Duration, Plan, Task
from capitula.programme.network.order import before_all, behind, in_order
from capitula.programme.network.precedent import counted
from capitula.programme.network.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Times:
    """When a task begins and is finished under one set of durations, in operational days.

    Attributes:
        begin: the number of the first day of work.
        finish: the number of the first day after it; equal to `begin` for a point in time.
        float_days: by how much it can be late without moving the start of service; None where it
            does not hold up the start, or the plan has none.
        free_days: by how much it can be late without moving any other task.
    """

    begin: int
    finish: int
    float_days: int | None
    free_days: int | None


@dataclass(frozen=True, slots=True)
class Placed:
    """One task in the network.

    Attributes:
        task: the task.
        duration: as counted; None where missing.
        least: with every duration at its least, missing ones at nought.
        likely: with every duration at its likeliest; None if one before it is missing.
        most: with every duration at its most; None if one before it is missing.
        needed: whether the start of service waits for it.
    """

    task: Task
    duration: Duration | None
    least: Times
    likely: Times | None
    most: Times | None
    needed: bool

    @property
    def is_critical(self) -> bool:
        """Whether a day lost here is a day lost at the start, at the likeliest durations."""
        return self.likely is not None and self.likely.float_days == 0


@dataclass(frozen=True)
class Network:
    """A plan with everything that follows from its order and durations.

    Attributes:
        plan: the plan.
        tasks: in an order in which they can be done.
    """

    plan: Plan
    tasks: tuple[Placed, ...]
    days: WorkingDays

    @cached_property
    def graph(self) -> Mapping[str, tuple[str, ...]]:
        """What each task waits for."""
        return graph_of(self.plan)

    def placed(self, name: str) -> Placed:
        """Return a task by its identifier."""
        return next(each for each in self.tasks if each.task.id == name)

    @property
    def start(self) -> Placed | None:
        """The start of service; None where the plan has none."""
        return self.placed(self.plan.start.id) if self.plan.start else None

    @property
    def mark(self) -> EvidenceMark:
        """The weakest mark of the plan and of every duration that the start waits for."""
        durations = [p.duration.mark for p in self.tasks if p.needed and p.duration]
        return weakest([self.plan.mark, *durations])

    @property
    def missing(self) -> tuple[Task, ...]:
        """Tasks that the start waits for and whose duration nobody states."""
        return tuple(p.task for p in self.tasks if p.needed and p.duration is None)

    @property
    def critical(self) -> tuple[Placed, ...]:
        """The critical path at the likeliest durations; empty where one is missing."""
        return self._way(lambda each: each.likely) if not self.missing else ()

    @property
    def longest_known(self) -> tuple[Placed, ...]:
        """The longest way to the start by the least durations, missing ones counted as nought."""
        return self._way(lambda each: each.least)

    def _way(self, times: Callable[[Placed], Times | None]) -> tuple[Placed, ...]:
        """Walk back from the start, each time to the task that is finished last."""
        way: list[Placed] = []
        step = self.start
        while step is not None:
            way.append(step)
            before = [self.placed(name) for name in self.graph[step.task.id]]
            ends = [
                (found.finish, b) for b in before if (found := times(b)) and b.task.done is None
            ]
            step = max(ends, key=lambda pair: pair[0])[1] if ends else None
        return tuple(reversed(way))

    def begins(self, times: Times) -> date:
        """Return the day on which a task begins, or on which a milestone falls."""
        return self.days.day(times.begin)

    def ends(self, times: Times) -> date:
        """Return the last day of work of a task, or the day of a milestone."""
        return self.days.day(max(times.begin, times.finish - 1))


def graph_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return what each task of a plan waits for."""
    return {task.id: tuple(link.task for link in task.after) for task in plan.tasks}


def network(plan: Plan) -> Network:
    """Work a plan out: earliest and latest times, float, what the start waits for."""
    days = WorkingDays(plan.work_from)
    graph = graph_of(plan)
    tasks = {task.id: task for task in plan.tasks}
    durations = {name: counted(task) for name, task in tasks.items()}
    needed = before_all(graph, plan.start.id) | {plan.start.id} if plan.start else set[str]()
    known = {
        name: durations[name] is not None
        and all(durations[before] is not None for before in before_all(graph, name))
        for name in graph
    }
    end_known = plan.start is None or known[plan.start.id]
    runs = [
        _times(plan, days, {name: pick(each) for name, each in durations.items()}, needed)
        for pick in (_least, _middle, _most)
    ]
    order = in_order(graph)
    placed = [
        Placed(
            tasks[name],
            durations[name],
            runs[0][name],
            _without_float(runs[1][name], end_known=end_known) if known[name] else None,
            _without_float(runs[2][name], end_known=end_known) if known[name] else None,
            name in needed,
        )
        for name in order
    ]
    return Network(plan, tuple(placed), days)


def _without_float(times: Times, *, end_known: bool) -> Times:
    return times if end_known else Times(times.begin, times.finish, None, None)


def _least(duration: Duration | None) -> int:
    return duration.least if duration else 0


def _middle(duration: Duration | None) -> int:
    return duration.middle if duration else 0


def _most(duration: Duration | None) -> int:
    return duration.most if duration else 0


def _times(
    plan: Plan, days: WorkingDays, lengths: Mapping[str, int], needed: set[str]
) -> dict[str, Times]:
    graph = graph_of(plan)
    order = in_order(graph)
    begin: dict[str, int] = {}
    finish: dict[str, int] = {}
    for name in order:
        task = plan.task(name)
        begin[name] = max([earliest(task, days), *(finish[before] for before in graph[name])])
        finish[name] = begin[name] + lengths[name]
        if task.done is not None:
            begin[name] = finish[name] = 0
    late: dict[str, int] = {}
    for name in reversed(order):
        if name not in needed:
            continue
        next_ones = [other for other in behind(graph, name) if other in needed]
        late[name] = min(
            (late[other] - lengths[other] for other in next_ones), default=finish[name]
        )
    return {
        name: Times(
            begin[name],
            finish[name],
            late[name] - finish[name] if name in needed else None,
            min((begin[other] - finish[name] for other in behind(graph, name)), default=None),
        )
        for name in order
    }


def earliest(task: Task, days: WorkingDays) -> int:
    """Return the number of the day before which a task cannot begin, whatever it waits for."""
    return days.number(task.not_before) if task.not_before else 0
