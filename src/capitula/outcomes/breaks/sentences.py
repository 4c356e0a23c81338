"""A break in plain words, every number computed."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from capitula.ground.date_words import date_text
from capitula.outcomes.breaks.found import Classed, Mirror, Reason, Witness
from capitula.outcomes.breaks.thresholds import default_thresholds
from capitula.outcomes.words import month_name

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def period_name(time: str) -> str:
    """Return a month by its name; any other period as it is written.

    >>> period_name("2017-09")
    'September 2017'
    """
    found = _MONTH.fullmatch(time)
    return month_name(12 * int(found[1]) + int(found[2]) - 1) if found else time


def change_words(step_log: float) -> str:
    """Return a change of level in words.

    >>> change_words(-0.386)
    'fell by 32%'
    """
    share = math.expm1(step_log)
    if share >= 1:
        return f"jumped to {1 + share:.1f} times the former level"
    return f"{'rose' if share > 0 else 'fell'} by {abs(share):.0%}"


def z_words(z: float) -> str:
    """Return z for a sentence."""
    if math.isinf(z):
        return "otherwise there is no change at all"
    return f"{abs(z):.1f} times the usual change"


def step_words(
    name: str,
    time: str,
    z: float,
    step_log: float,
    *,
    classed: Classed,
    beside: str = "other units",
    mirrors: Sequence[Mirror] = (),
    witness: Witness | None = None,
    reason: Reason | None = None,
    least_z: float | None = None,
) -> str:
    """Return the finding on a step; `least_z` is the threshold in force, where it is no default."""
    parts = [
        f"{name} {change_words(step_log)} in {period_name(time)}, beside {beside}, in one step "
        f"({z_words(z)})."
    ]
    parts += [_mirror_words(mirror) for mirror in mirrors]
    if witness:
        parts.append(_witness_words(witness))
    if reason:
        parts.append(
            f"{reason.by} recorded on {date_text(reason.on)}: {reason.text.rstrip('.')}"
            + (f" ({reason.source})." if reason.source else ".")
        )
    asked = default_thresholds().z if least_z is None else least_z
    parts.append(_CLASS_WORDS[classed].replace(_ASKED, f"{asked:g}"))
    if reason and reason.is_real and classed is Classed.RECORDING:
        parts.append("The recorded reason does not outweigh the figures.")
    return " ".join(parts)


_ASKED = "{asked}"
_CLASS_WORDS: dict[Classed, str] = {
    Classed.RECORDING: (
        "It is taken for a change in recording: no effect may be claimed across it."
    ),
    Classed.UNEXPLAINED: (
        "The data give no reason, so care or the way of counting may have changed. Until somebody "
        "records a reason, no effect may be claimed across it."
    ),
    Classed.REAL: "For that reason it is taken for a real change, and the series may be judged.",
    Classed.MISSING: "Nothing stands in for missing figures.",
    Classed.NOTED: (
        f"The series is too uneven for the screen to call that a break: it asks for {_ASKED} "
        "times. The data give no reason, so care or the way of counting may have changed."
    ),
}


def _mirror_words(mirror: Mirror) -> str:
    way, other = ("rose", "fell") if mirror.step_count > 0 else ("fell", "rose")
    return (
        f"At the same time {mirror.series} {way} by {abs(mirror.step_count):,.0f} a period while "
        f"this series {other} by {abs(mirror.flagged_count):,.0f}: a mirror."
    )


def _witness_words(witness: Witness) -> str:
    figures = (
        f": {witness.before:,.0f} in the period before, {witness.after:,.0f} in that period"
        if witness.before is not None and witness.after is not None
        else ""
    )
    if witness.is_flat:
        return (
            f"A real change would have moved {witness.series} ({witness.unit}) too; they stayed "
            f"flat{figures}."
        )
    if witness.is_flat is None:
        return f"{witness.series} ({witness.unit}) cannot tell{figures}."
    return f"{witness.series} ({witness.unit}) did not stay flat{figures}."
