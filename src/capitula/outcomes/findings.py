"""What the outcomes room finds before anything is judged: aims, terms, and what they can show."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from capitula.outcomes.measures import Measure, OutcomesFile, Role
from capitula.outcomes.not_registered import not_registered
from capitula.outcomes.registering import frozen
from capitula.outcomes.registration import Registration
from capitula.outcomes.together_terms import Together
from capitula.record.findings import Finding
from capitula.record.view import View

ROOM = "outcomes"


def findings(outcomes: OutcomesFile, view: View) -> tuple[Finding, ...]:
    """Return aims without a measure, and measures that are not fit to be judged by.

    Args:
        outcomes: the case's outcomes file.
        view: the record, in which registrations are looked for.
    """
    return (
        *_aims(outcomes),
        *_primary(outcomes),
        *not_registered(outcomes, view),
        *(found for measure in outcomes.measures for found in _measure(measure, view)),
        *(found for asked in outcomes.together for found in _together(asked, view)),
    )


def _aims(outcomes: OutcomesFile) -> Iterator[Finding]:
    for aim in outcomes.unmeasured:
        yield Finding(
            "unmeasured aim",
            ROOM,
            "warns",
            aim.id,
            f"{aim.aim} No measure answers for it: {aim.why_unmeasured}",
            (),
            "a measure, or the aim given up in the open",
        )


def _primary(outcomes: OutcomesFile) -> Iterator[Finding]:
    if not any(measure.role is Role.PRIMARY for measure in outcomes.measures):
        yield Finding(
            "no primary measure",
            ROOM,
            "warns",
            "outcomes",
            "No primary measure is set, so nothing could be said of the contract as a whole.",
            (),
            "one primary measure, fixed before the start",
        )


def _measure(measure: Measure, view: View) -> Iterator[Finding]:
    yield from _terms(measure, view)
    if measure.judged is None:
        return
    found, least = measure.detectable, measure.smallest_effect
    weak = None
    if found is not None and least is not None and found > least:
        weak = f"an effect of {found} {measure.unit}", f"{least}"
    remedy = (
        "a sharper method (`capitula outcomes power --by-method`), a longer baseline, longer "
        "windows, another measure, or several judged together"
    )
    yield from _power(measure, "effect", (least, found), weak, remedy)


def _together(asked: Together, view: View) -> Iterator[Finding]:
    yield from _terms(asked, view)
    found, least = asked.detectable_share, asked.smallest_effect_share
    weak = None
    if found is not None and least is not None and found > least:
        weak = f"a change of {found:.1%} in each", f"{least:.1%}"
    remedy = "a longer baseline, longer windows, or more measures that it is to move"
    yield from _power(asked, "change in each", (least, found), weak, remedy)


def _terms(measure: Measure | Together, view: View) -> Iterator[Finding]:
    state = frozen(measure, view)
    if not state.entry:
        yield Finding(
            "unregistered outcome",
            ROOM,
            "warns",
            measure.id,
            f"{measure.name}: no entry in the record freezes its terms.",
            (),
            f"an entry `measure_registered` with the digest {state.terms_digest}",
        )
    if state.registration is not Registration.BEFORE:
        evidence = (state.entry,) if state.entry else ()
        text = f"{measure.name}: {state.registration}."
        remedy = "none; the mark stays for ever"
        yield Finding("registered late", ROOM, "notes", measure.id, text, evidence, remedy)
    if state.altered:
        yield Finding(
            "terms altered",
            ROOM,
            "warns",
            measure.id,
            f"{measure.name}: the terms differ from those frozen, and no variation says why.",
            (state.entry,) if state.entry else (),
            "put them back, or record a variation with its reason",
        )


def _power(
    asked: Measure | Together,
    what: str,
    sizes: tuple[Decimal | None, Decimal | None],
    weak: tuple[str, str] | None,
    remedy: str,
) -> Iterator[Finding]:
    """Yield what keeps the terms from showing what matters; nothing where they can.

    Args:
        asked: a measure, or several judged together.
        what: whose smallest size matters.
        sizes: the smallest that matters, and what is found four times in five.
        weak: where more than what matters is needed: that, and what matters, in words.
        remedy: what would help then.
    """
    least, found = sizes
    if least is None:
        text = f"{asked.name}: the smallest {what} that matters is not stated."
        remedy = "state it, with what it rests on"
    elif found is None:
        text = f"{asked.name}: what the terms could show was not computed before signing."
        remedy = "run `capitula outcomes power`, on a baseline of 36 months or more"
    elif weak is not None:
        needed, matters = weak
        text = (
            f"{asked.name}: {needed} would be found four times in five, and one of {matters} would "
            "matter. As specified, the contract is unlikely to be able to show success."
        )
    else:
        return
    yield Finding("power", ROOM, "warns", asked.id, text, (), remedy)
