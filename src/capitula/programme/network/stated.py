"""The dates that were stated for a plan's milestones, laid beside the order of the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from capitula.ground.months import MonthSpan, months_between
from capitula.ground.partial_date import PartialDate
from capitula.programme.milestones import of_service
from capitula.programme.network.critical_path import Network
from capitula.programme.network.model import Task
from capitula.programme.network.order import before_all
from capitula.programme.plan_history import PlanHistory, Version


@dataclass(frozen=True, slots=True)
class StatedDate:
    """The latest date stated for a milestone of the plan; None where nobody has stated one."""

    task: Task
    version: Version | None

    @property
    def date(self) -> PartialDate | None:
        """The date; None where there is none, or where it was said that there is none."""
        return self.version.plan.date if self.version else None


@dataclass(frozen=True, slots=True)
class Between:
    """The time that stated dates leave between two milestones of which one waits for the other.

    Attributes:
        before: what comes first.
        after: what waits for it.
        months: from the one to the other, a range where a date is partial.
        steps: the tasks that lie between them.
        chains: whether the first can be reached before the second.
    """

    before: StatedDate
    after: StatedDate
    months: MonthSpan
    steps: tuple[Task, ...]
    chains: bool


def stated_dates(found: Network, histories: Sequence[PlanHistory]) -> tuple[StatedDate, ...]:
    """Return the latest stated date of each milestone in the plan, in the plan's order."""
    latest = {history.milestone: history.latest for history in histories}
    return tuple(
        StatedDate(each.task, latest.get(_subject(each.task)))
        for each in found.tasks
        if each.task.milestone
    )


def _subject(task: Task) -> str:
    return of_service(task.service) if task.service else task.milestone


def between(found: Network, dates: Sequence[StatedDate]) -> tuple[Between, ...]:
    """Return every pair of dated milestones of which one waits for the other."""
    return tuple(_pairs(found, dates))


def _pairs(found: Network, dates: Sequence[StatedDate]) -> Iterator[Between]:
    for after in dates:
        before_it = before_all(found.graph, after.task.id)
        for before in dates:
            if before.task.id not in before_it or before.date is None or after.date is None:
                continue
            first, last = before.date.earliest, after.date.latest
            steps = tuple(
                each.task
                for each in found.tasks
                if each.task.id in before_it
                and before.task.id in before_all(found.graph, each.task.id)
            )
            yield Between(
                before,
                after,
                months_between(before.date, after.date),
                steps,
                first is None or last is None or first <= last,
            )
