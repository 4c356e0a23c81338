"""A plan for people as rows of text, for machines as a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from capitula.ground.date_words import date_text
from capitula.programme.network.critical_path import Network, Placed, Times
from capitula.programme.network.model import Link, Task
from capitula.programme.network.precedent import notice
from capitula.programme.network.simulate import Simulation
from capitula.programme.network.stated import Between, StatedDate
from capitula.record.findings import Finding
from capitula.record.text_table import TextTable


def plan_table(found: Network, dates: Sequence[StatedDate]) -> TextTable:
    """Return the tasks in order, what each waits for, how long it takes and the date stated."""
    stated = {each.task.id: each for each in dates}
    rows = tuple(
        (
            each.task.name,
            _work(each.task),
            "; ".join(_link(found, link) for link in each.task.after) or "nothing",
            duration_words(each),
            _stated(each.task, stated.get(each.task.id)),
        )
        for each in found.tasks
    )
    heads = ("Task", "Kind", "Waits for", "Operational days", "Date stated or done")
    return TextTable(found.plan.title, heads, rows)


def path_table(found: Network) -> TextTable:
    """Return earliest days and float of each task."""
    rows = tuple(
        (
            each.task.name,
            duration_words(each),
            _day(found, each.least, least=True) if each.likely else _at_least(found, each),
            _day(found, each.likely),
            _day(found, each.most),
            _float(each),
        )
        for each in found.tasks
        if each.task.done is None
    )
    heads = ("Task", "Operational days", "Finished, least", "Likeliest", "Most", "Float, days")
    return TextTable(f"{found.plan.title}: when each is finished", heads, rows)


def duration_words(each: Placed) -> str:
    """Return a duration with its mark; a question where it is missing."""
    if each.task.done is not None:
        return "done"
    if each.task.work == "milestone":
        return ""
    if each.duration is None:
        return "not stated"
    return f"{each.duration} ({each.duration.mark})"


def path_words(found: Network) -> list[str]:
    """Return what decides the start, in sentences."""
    if found.start is None:
        return ["The plan has no start of service, so nothing decides it."]
    if found.missing:
        names = "; ".join(task.name for task in found.missing)
        chain = " → ".join(each.task.name for each in found.longest_known)
        return [
            f"No critical path can be computed: nobody states how long these take: {names}.",
            f"Every one of them has to be finished before the start. Longest way by the least "
            f"durations, missing ones counted as nought: {chain}; start on "
            f"{date_text(found.begins(found.start.least))} at the earliest. Evidence: "
            f"{found.mark}.",
        ]
    start = found.start
    path = " → ".join(each.task.name for each in found.critical)
    days = [
        date_text(found.begins(times))
        for times in (start.least, start.likely, start.most)
        if times is not None
    ]
    return [
        f"Critical path at the likeliest durations: {path}.",
        f"Start of service: {days[1]}; {days[0]} with every duration at its least, {days[2]} with "
        "every one at its most.",
        f"Evidence: {found.mark}.",
    ]


def notices(found: Network) -> list[str]:
    """Return why ranges are wide."""
    return [words for each in found.tasks if (words := notice(each.task))]


def between_words(pairs: Sequence[Between]) -> list[str]:
    """Return the time that stated dates leave between milestones."""
    return [
        f"{pair.before.task.name} ({date_text(pair.before.date)}) to {pair.after.task.name} "
        f"({date_text(pair.after.date)}): {pair.months} months"
        + (f", for {', '.join(task.name for task in pair.steps)}." if pair.steps else ".")
        + ("" if pair.chains else " These dates do not chain.")
        for pair in pairs
    ]


def simulation_words(found: Network, drawn: Simulation) -> list[str]:
    """Return what the draws say, and on what they rest."""
    most = sorted(drawn.criticality.items(), key=lambda pair: -pair[1])
    shares = "; ".join(
        f"{found.plan.task(name).name} {share:.0%}"
        for name, share in most
        if share > 0 and found.plan.task(name).work != "milestone"
    )
    days = {percent: date_text(day) for percent, day in drawn.days.items()}
    return [
        f"{drawn.draws:,} draws, seed {drawn.seed}: half of them start by {days[50]}, nine in ten "
        f"between {days[5]} and {days[95]}.",
        f"Share of draws in which a step decides the start: {shares}.",
        f"If nothing stops it: the draws hold no refusal, no pause and no change of plan. "
        f"Durations are drawn independently. Evidence: {drawn.mark}.",
    ]


def network_document(
    found: Network,
    dates: Sequence[StatedDate],
    pairs: Sequence[Between],
    open_points: Sequence[Finding],
) -> dict[str, Any]:
    """Return the plan for machines (`capitula.programme.plan/1`)."""
    stated = {each.task.id: each for each in dates}
    return {
        "schema": "capitula.programme.plan/1",
        "title": found.plan.title,
        "known": str(found.plan.known),
        "source": found.plan.source or None,
        "mark": str(found.mark),
        "work_from": found.plan.work_from.isoformat(),
        "tasks": [_task_json(found, each, stated.get(each.task.id)) for each in found.tasks],
        "missing_durations": [task.id for task in found.missing],
        "critical_path": [each.task.id for each in found.critical],
        "between_stated_dates": [
            {
                "before": pair.before.task.id,
                "after": pair.after.task.id,
                "months": {"least": pair.months.least, "most": pair.months.most},
                "chains": pair.chains,
            }
            for pair in pairs
        ],
        "notices": notices(found),
        "findings": [
            {"rule": f.rule, "severity": f.severity, "about": f.about, "text": f.text}
            for f in open_points
        ],
    }


def _task_json(found: Network, each: Placed, stated: StatedDate | None) -> dict[str, Any]:
    task = each.task
    duration = each.duration
    return {
        "id": task.id,
        "name": task.name,
        "kind": str(task.work),
        "milestone": task.milestone or None,
        "service": task.service or None,
        "gate": task.gate or None,
        "after": [
            {"task": link.task, "mark": str(link.mark), "entries": list(link.entries)}
            for link in task.after
        ],
        "duration": None
        if duration is None
        else {
            "least": duration.least,
            "likely": duration.likely,
            "most": duration.most,
            "mark": str(duration.mark),
            "why": duration.why,
        },
        "no_precedent": task.no_precedent is not None,
        "done": str(task.done) if task.done else None,
        "stated": str(stated.date) if stated and stated.date else None,
        "needed_for_start": each.needed,
        "critical": each.is_critical,
        "least": _times_json(found, each.least),
        "likely": _times_json(found, each.likely),
        "most": _times_json(found, each.most),
    }


def _times_json(found: Network, times: Times | None) -> dict[str, Any] | None:
    if times is None:
        return None
    return {
        "begins": found.begins(times).isoformat(),
        "finished": found.ends(times).isoformat(),
        "float_days": times.float_days,
        "free_days": times.free_days,
    }


def _work(task: Task) -> str:
    if task.milestone:
        return f"milestone: {task.milestone}" + (f", {task.service}" if task.service else "")
    words = str(task.work)
    return f"{words}, no precedent" if task.no_precedent else words


def _link(found: Network, link: Link) -> str:
    return f"{found.plan.task(link.task).name} ({link.mark})"


def _stated(task: Task, stated: StatedDate | None) -> str:
    if task.done is not None:
        return f"done {task.done}"
    if stated is None:
        return ""
    if stated.version is None:
        return "no date stated"
    return stated.version.claim.value.text


def _day(found: Network, times: Times | None, *, least: bool = False) -> str:
    if times is None:
        return "not known" if not least else ""
    return found.ends(times).isoformat()


def _at_least(found: Network, each: Placed) -> str:
    return f"not before {found.ends(each.least)}"


def _float(each: Placed) -> str:
    if not each.needed:
        return "the start does not wait for it"
    if each.likely is None or each.likely.float_days is None:
        return "not known"
    return "0, critical" if each.is_critical else str(each.likely.float_days)
