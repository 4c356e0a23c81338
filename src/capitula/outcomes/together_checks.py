"""What must hold of measures that are judged together: the same place, months and start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from capitula.ground.faults import Fault, near_miss
from capitula.ground.yaml_source import Located
from capitula.outcomes.measures import Direction, Frequency, Measure, OutcomesFile
from capitula.outcomes.together_terms import Together


def check_together(outcomes: OutcomesFile, located: Located, _: Path) -> Iterator[Fault]:
    """Yield every fault in the questions that are asked of several measures at once."""
    taken = {each.id for each in outcomes.measures}
    for index, terms in enumerate(outcomes.together):
        at = ("together", index)
        if terms.id in taken:
            place = located.place((*at, "id"))
            yield Fault(place, f"the id {terms.id!r} again", "each id once", "rename one of them")
        taken.add(terms.id)
        yield from _members(outcomes, terms, located, at)


def _members(
    outcomes: OutcomesFile, terms: Together, located: Located, at: tuple[str | int, ...]
) -> Iterator[Fault]:
    known = [each.id for each in outcomes.measures]
    first: Measure | None = None
    for n, name in enumerate(terms.measures):
        place = located.place((*at, "measures", n))
        measure = outcomes.by_id(name)
        if measure is None:
            remedy = near_miss(name, known) or "add the measure or take the name out"
            yield Fault(place, repr(name), "the id of a measure in this file", remedy)
            continue
        if name in terms.measures[:n]:
            yield Fault(place, f"{name!r} again", "each measure once", "take one of them out")
            continue
        lacking = _lacking(measure)
        if lacking:
            found = f"{name!r}, which {lacking}"
            expected = "a monthly measure with terms of judging and a direction that is better"
            yield Fault(place, found, expected, "leave it out, or complete its terms")
            continue
        first = first or measure
        for what, own, shared in _differing(measure, first):
            found = f"{name!r} with {what} {own}"
            yield Fault(
                place, found, f"{what} {shared}, as {first.id!r} has", "ask only like of like"
            )


def _lacking(measure: Measure) -> str:
    if measure.frequency is not Frequency.MONTH:
        return "is not monthly"
    if measure.judged is None:
        return "has no terms of judging"
    return "calls neither way better" if measure.direction is Direction.NEUTRAL else ""


def _differing(measure: Measure, first: Measure) -> Iterator[tuple[str, str, str]]:
    own, shared = measure.judged, first.judged
    if own is None or shared is None:
        return
    pairs = (
        ("the place", own.donors.place, shared.donors.place),
        ("the baseline", str(measure.baseline), str(first.baseline)),
        ("the start", str(measure.start or "none"), str(first.start or "none")),
        (
            "the estimate",
            own.estimate.of if own.estimate else "none",
            shared.estimate.of if shared.estimate else "none",
        ),
        (
            "the estimate from",
            str(own.estimate.start) if own.estimate else "none",
            str(shared.estimate.start) if shared.estimate else "none",
        ),
    )
    for what, mine, theirs in pairs:
        if mine != theirs:
            yield what, mine, theirs
