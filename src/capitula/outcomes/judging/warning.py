"""What a reader must know before relying on a judgement, in sentences."""

from __future__ import annotations

from capitula.outcomes.donors.programmes import LeftOut
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.registering import Frozen
from capitula.outcomes.registration import Registration
from capitula.outcomes.verdict.evidence import Evidence

SHORT_HORIZON = 36
"""Months after the start under which a judgement warns: published effects came late."""


def terms_warnings(state: Frozen, what: str) -> tuple[str, ...]:
    """Return whether the terms were fixed late or altered.

    Args:
        state: how they stand.
        what: what they are of, such as "measure".
    """
    if state.registration is Registration.BEFORE and not state.altered:
        return ()
    return (f"The {what} was {state.registration}; that is marked for ever.",)


def judged_warnings(
    prepared: Prepared, evidence: Evidence, own: tuple[LeftOut, ...]
) -> tuple[str, ...]:
    """Return what lies in the figures, the months and the size that matters.

    Args:
        prepared: months, areas and figures used.
        evidence: what the verdict was decided on.
        own: programmes in the place itself, of those that the terms leave out elsewhere.
    """
    said = [
        f"{prepared.place} had a programme of its own before: {each.why} ({each.source}). What is "
        "estimated comes on top of it."
        for each in own
        if not prepared.terms.estimate
    ]
    months = len(prepared.before)
    if months < 24:
        said.append(f"{months} months before the start; 24 are the least asked for, 36 better.")
    if len(prepared.after) < SHORT_HORIZON:
        said.append(
            f"{len(prepared.after)} months since the start. Published effects of such programmes "
            "came after two to three years, so a judgement so early may miss one."
        )
    found, delta = evidence.detectable, evidence.smallest_effect
    if delta is not None and (found is None or found > delta):
        said.append(
            "As specified, success was unlikely to be shown: the effect that can be found four "
            "times in five is larger than the smallest that matters."
        )
    return tuple(said)
