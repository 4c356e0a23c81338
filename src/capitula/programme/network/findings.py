"""What does not fit in a plan: no way to the start, steps without precedent, dates out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capitula.ground.date_words import date_text
from capitula.programme.network.critical_path import Network
from capitula.programme.network.precedent import notice
from capitula.programme.network.stated import StatedDate, between, stated_dates
from capitula.programme.plan_history import PlanHistory
from capitula.record.findings import Finding

NO_PRECEDENT = "no precedent step"
NO_PATH = "plan has no path to start"
NO_CHAIN = "plans do not chain"
NO_DURATION = "duration not stated"


def findings(found: Network, histories: Sequence[PlanHistory]) -> tuple[Finding, ...]:
    """Return what a plan leaves open, and where the dates stated for it cannot all hold."""
    dates = stated_dates(found, histories)
    return (
        *_no_path(found),
        *_no_precedent(found),
        *_out_of_order(found, dates),
        *_too_early(found, dates),
        *_no_duration(found),
    )


def _no_path(found: Network) -> Iterator[Finding]:
    start = found.start
    if start is None:
        text = f"{found.plan.title}: no task of the plan is the start of service."
        remedy = "a milestone `service start`, and what it waits for"
    elif len(found.tasks) > 1 and not found.graph[start.task.id]:
        text = f"{found.plan.title}: the start of service waits for no task of the plan."
        remedy = "what has to be finished before the start, in `after`"
    else:
        return
    yield Finding(NO_PATH, "programme", "warns", "service start", text, _cited(found), remedy)


def _no_precedent(found: Network) -> Iterator[Finding]:
    for each in found.tasks:
        task = each.task
        words = notice(task)
        if words and task.no_precedent:
            evidence = tuple(dict.fromkeys([*task.no_precedent.entries, *task.entries]))
            remedy = "from whoever decides on it: whether, how, and how long it takes"
            yield Finding(NO_PRECEDENT, "programme", "warns", task.name, words, evidence, remedy)


def _out_of_order(found: Network, dates: Sequence[StatedDate]) -> Iterator[Finding]:
    for pair in between(found, dates):
        if pair.chains:
            continue
        before, after = pair.before, pair.after
        text = (
            f"{after.task.name} is stated for {date_text(after.date)}, and waits for "
            f"{before.task.name}, stated for {date_text(before.date)}: both cannot hold."
        )
        yield _dates_finding(after.task.name, text, (before, after))


def _too_early(found: Network, dates: Sequence[StatedDate]) -> Iterator[Finding]:
    """A date that cannot be met even if every step takes its least."""
    for stated in dates:
        latest = stated.date.latest if stated.date else None
        placed = found.placed(stated.task.id)
        soonest = found.begins(placed.least)
        if latest is not None and latest < soonest:
            at_least = " or later, since durations are missing" if placed.likely is None else ""
            text = (
                f"{stated.task.name} is stated for {date_text(stated.date)}; by the plan's "
                "shortest durations "
                f"it is reached on {date_text(soonest)}{at_least}."
            )
            yield _dates_finding(stated.task.name, text, (stated,))


def _dates_finding(about: str, text: str, stated: Sequence[StatedDate]) -> Finding:
    evidence = tuple(each.version.claim.entry for each in stated if each.version)
    remedy = "a date that leaves time for the steps before it"
    return Finding(NO_CHAIN, "programme", "warns", about, text, evidence, remedy)


def _no_duration(found: Network) -> Iterator[Finding]:
    if found.missing:
        names = "; ".join(task.name for task in found.missing)
        text = f"{found.plan.title}: nobody states how long these take: {names}."
        yield Finding(
            NO_DURATION,
            "programme",
            "notes",
            "service start",
            text,
            _cited(found),
            "a range for each, and who says so",
        )


def _cited(found: Network) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry for each in found.tasks for entry in each.task.cited))
