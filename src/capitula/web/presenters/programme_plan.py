"""A plan as a network on a page: what waits for what, and what decides the start."""

from __future__ import annotations

from collections.abc import Callable

from capitula.case.programme import LaidOut
from capitula.ground.marks import EvidenceMark
from capitula.programme.network.critical_path import Network, Placed
from capitula.programme.network.model import Link as Order
from capitula.programme.network.model import Work
from capitula.programme.network.simulate import Simulation
from capitula.programme.network.stated import StatedDate
from capitula.programme.network.tables import duration_words, simulation_words
from capitula.web.parts import Cell, Column, Figure, Input, Link, Stat, Table
from capitula.web.wording import count, date_text

_NAMES = {Work.TASK: "Task", Work.GATE: "Gate", Work.MILESTONE: "Milestone"}


def tasks(laid_out: LaidOut, address: Callable[[str], str]) -> Table:
    """Return every task, what it waits for and how long it takes, each with its entry."""
    stated = {each.task.id: each for each in laid_out.dates}
    return Table(
        "Tasks, gates and milestones, in an order in which they can be done",
        [
            Column("Task"),
            Column("Kind"),
            Column("Waits for"),
            Column("Operational days"),
            Column("Date stated"),
        ],
        [
            (
                each.task.name,
                _kind(each),
                "; ".join(_after(laid_out.network, link) for link in each.task.after) or "Nothing",
                duration_words(each) or "A point in time",
                _stated(each, stated.get(each.task.id), address),
            )
            for each in laid_out.network.tasks
        ],
        note="In brackets: how the order or the duration is known.",
        compact=True,
    )


def times(found: Network) -> Table:
    """Return when each task is finished, and its float."""
    return Table(
        "When each is finished",
        [Column("Task"), *(Column(head) for head in ("Least", "Likeliest", "Most", "Float"))],
        [
            (
                each.task.name,
                ("" if each.likely else "not before ") + date_text(found.ends(each.least)),
                date_text(found.ends(each.likely)) if each.likely else "not known",
                date_text(found.ends(each.most)) if each.most else "not known",
                _float(each),
            )
            for each in found.tasks
            if each.task.done is None
        ],
        note="With every duration at its least, likeliest and most; float in operational days.",
        compact=True,
    )


def stats(found: Network, drawn: Simulation | None) -> list[Stat]:
    """Return the start that the network gives, where it gives one."""
    start = found.start
    if start is None or start.likely is None or start.most is None:
        return []
    day = date_text(found.begins(start.likely))
    ends = f"{date_text(found.begins(start.least))} to {date_text(found.begins(start.most))}"
    title = "Start by the likeliest durations"
    shown = [Stat(title, day, ends, _figure(found, title))]
    if drawn is not None:
        basis = f"of {count(drawn.draws)} draws, if nothing stops it"
        half, most = date_text(drawn.days[50]), date_text(drawn.days[95])
        for title, value in (("Half of the draws start by", half), ("Nineteen in twenty", most)):
            shown.append(Stat(title, value, basis, _figure(found, title, drawn)))
    return shown


def drawn_words(found: Network, drawn: Simulation | None) -> list[str]:
    """Return what the draws say; nothing without draws."""
    return simulation_words(found, drawn) if drawn else []


def between(laid_out: LaidOut) -> Table | None:
    """Return the time that stated dates leave; None where there are no two of them."""
    if not laid_out.between:
        return None
    return Table(
        "Time between stated dates",
        [Column("From"), Column("To"), Column("Months", numeric=True), Column("Work in between")],
        [
            (
                f"{pair.before.task.name}, {date_text(pair.before.date)}",
                f"{pair.after.task.name}, {date_text(pair.after.date)}",
                str(pair.months),
                ", ".join(task.name for task in pair.steps) or "none in the plan",
            )
            for pair in laid_out.between
        ],
    )


def _figure(found: Network, label: str, drawn: Simulation | None = None) -> Figure:
    inputs = [
        Input(
            each.task.name,
            f"{each.duration} operational days",
            each.duration.mark,
            each.duration.why,
        )
        for each in found.tasks
        if each.needed and each.duration and each.task.work is not Work.MILESTONE
    ]
    if drawn is not None:
        inputs.append(Input("Seed", str(drawn.seed), EvidenceMark.LOCAL, "of the draws"))
    how = (
        "each duration drawn by itself; the start of each draw by the longest way; then the draw "
        "at "
        "that rank"
        if drawn
        else "the longest way of tasks to the start, each beginning when all it waits for are "
        "finished"
    )
    return Figure(
        label=label,
        mark=found.mark,
        formula=how,
        inputs=inputs,
        known=date_text(found.plan.known_on),
        rounding="whole operational days",
    )


def _kind(each: Placed) -> str:
    name = _NAMES[each.task.work]
    return f"{name}, no precedent" if each.task.no_precedent else name


def _after(found: Network, order: Order) -> str:
    return f"{found.plan.task(order.task).name} ({order.mark})"


def _stated(each: Placed, stated: StatedDate | None, address: Callable[[str], str]) -> Cell:
    if each.task.done is not None:
        return f"Done {date_text(each.task.done)}"
    if stated is None:
        return ""
    if stated.version is None:
        return None
    words = date_text(stated.version.claim.value.text)
    return Link(words, address(stated.version.claim.entry))


def _float(each: Placed) -> str:
    if not each.needed:
        return "The start does not wait for it"
    if each.likely is None or each.likely.float_days is None:
        return "not known"
    return "None: critical" if each.is_critical else str(each.likely.float_days)
