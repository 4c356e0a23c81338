"""Outcomes that nobody registered in time: what a contract is for, and no measure that stands.

A measure counts if its terms were fixed before its data could be seen, and before the contract
started. The rule is that of the outcomes reference, 1.1: frozen before the first figure after the
start is loaded. Whether it bars an act is for assurance to say; here it is only found.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.date_words import date_text
from capitula.outcomes.measures import Aim, Measure, OutcomesFile, Role
from capitula.outcomes.registering import Frozen, frozen
from capitula.outcomes.registration import Registration
from capitula.record.findings import Finding
from capitula.record.view import View

RULE = "outcome not registered"
_ROOM = "outcomes"
_REMEDY = (
    "a measure with its terms, fixed by an entry `measure_registered` before the start and before "
    "its data can be seen"
)


def not_registered(outcomes: OutcomesFile, view: View) -> Iterator[Finding]:
    """Find aims and primary measures without a registration that was in time, as known on a day.

    An aim that was stated, or a measure that was fixed too late, blocks. Where neither an aim nor
    a measure is held, nothing says that the parties fixed none, so that only warns.

    Args:
        outcomes: the aims stated and the measures registered by the view's day.
        view: the record, in which registrations are looked for.
    """
    states = {measure.id: (measure, frozen(measure, view)) for measure in outcomes.measures}
    late = {name: why for name, pair in states.items() if (why := too_late(*pair))}
    named: set[str] = set()
    for aim in outcomes.aims:
        held = [name for name in aim.measures if name in states]
        named.update(held)
        if not any(name not in late for name in held):
            evidence = tuple(states[name][1].entry for name in held if states[name][1].entry)
            yield _blocks(aim.id, _of_aim(aim, [late[name] for name in held], view), evidence)
    for name, why in late.items():
        measure, state = states[name]
        if name not in named and measure.role is Role.PRIMARY:
            evidence = (state.entry,) if state.entry else ()
            yield _blocks(name, f"{measure.name} {why}.", evidence)
    if not outcomes.aims and not states:
        yield Finding(
            RULE,
            _ROOM,
            "warns",
            "outcomes",
            f"As known on {date_text(view.known_on)}, no measure of what the contract is to "
            "achieve is held: nothing would say afterwards whether it worked.",
            (),
            _REMEDY,
        )


def too_late(measure: Measure, state: Frozen) -> str:
    """Return why a measure was not registered in time, as the end of a sentence; empty if it was.

    It was in time if its terms were fixed before its data could be seen and no later than the day
    before the start.
    """
    said = f"was fixed on {date_text(state.registered_on)}"
    if state.registration is Registration.AFTER:
        return f"{said}, after its data were seen ({date_text(measure.data_known)})"
    if state.registration is Registration.UNCLEAR:
        return f"{said}; whether that was before its data were seen is not known"
    start = measure.start.earliest if measure.start else None
    if measure.start is not None and start is not None and start <= state.registered_on:
        return f"{said}, after the start ({date_text(measure.start)})"
    return ""


def _of_aim(aim: Aim, late: list[str], view: View) -> str:
    if late:
        return f"{aim.aim} Its measure {'; its measure '.join(late)}."
    if aim.measures:
        return (
            f"{aim.aim} As known on {date_text(view.known_on)}, none of its measures is registered."
        )
    why = f" {aim.why_unmeasured}" if aim.why_unmeasured else ""
    return (
        f"{aim.aim} As known on {date_text(view.known_on)}, no measure is registered for it.{why}"
    )


def _blocks(about: str, text: str, evidence: tuple[str, ...]) -> Finding:
    return Finding(RULE, _ROOM, "blocks", about, text, evidence, _REMEDY)
