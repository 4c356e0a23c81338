"""Outcomes of a panel asked together: which way each is better, and what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from capitula.cli.output import print_table

if TYPE_CHECKING:
    from capitula.ground.faults import Fault
    from capitula.outcomes.inference.estimate import Estimate
    from capitula.outcomes.together.asking import Answer

_FOR_ALL = {"up": 1, "down": -1, "neutral": 0}

_FOR_EACH = {"up": 1, "down": -1}


def read_directions(
    given: Sequence[str], outcomes: Sequence[str], method: str, *, together: bool
) -> tuple[int, ...]:
    """Return which way is better: one word for all outcomes, or one for each.

    Args:
        given: nothing, a word, or OUTCOME=up or OUTCOME=down for each outcome.
        outcomes: their names.
        method: by which they are estimated.
        together: whether they are to be tested together as well.

    Returns:
        One for each outcome: 1 where more is better, −1 where less is, or nought for all.

    Raises:
        InputFaults: a direction that cannot be read, or that is given for no outcome, twice or not
            at all; or what cannot be tested together: all of them.
    """
    from capitula.ground.faults import InputFaults

    faults, ways = _read(given, outcomes)
    if together:
        faults += _together_faults(outcomes, method, is_neutral=0 in ways)
    if faults:
        raise InputFaults(faults)
    return ways


def print_together(answer: Answer, estimates: Sequence[Estimate]) -> None:
    """Print the joint test in sentences, then what each outcome adds, then the windows.

    Args:
        answer: what the outcomes say together.
        estimates: one for each outcome.
    """
    from capitula.outcomes.together.numbers import (
        better_or_worse,
        percent,
        signed_percent,
        signed_sum,
    )
    from capitula.outcomes.together.windows import named_windows
    from capitula.outcomes.together.words import sentences

    test, joint, of = answer.test, answer.joint, estimates[0]
    barred = [each.outcome for each in estimates if not each.can_be_judged]
    place = of.treated[0] if len(of.treated) == 1 else f"the mean of {len(of.treated)} units"
    typer.echo(f"Together: {place} from {of.start}, {of.method} in each, added up")
    for sentence in sentences(answer, place, barred):
        typer.echo(f"- {sentence}")
    rows = [
        [
            outcome,
            signed_percent(test.changes[outcome]),
            better_or_worse(test.changes[outcome], sign),
            signed_sum(test.parts[outcome]),
            percent(test.alone[outcome]),
        ]
        for outcome, sign in zip(joint.outcomes, joint.signs, strict=True)
    ]
    rows.append(["Sum", "", "", signed_sum(test.sum), ""])
    headers = ["Outcome", "Change", "For the", "Adds", "Found if alone"]
    print_table("What each adds to the sum", headers, rows, numeric=(1, 3, 4))
    if answer.windows is not None and answer.windows.first:
        times = tuple(each.time for each in of.by_time)
        table = [
            [
                each.name,
                signed_sum(each.statistic),
                f"{each.band:.2f}",
                "outside" if each.is_better else "inside",
            ]
            for each in named_windows(joint, answer.windows, times)
        ]
        headers = ["Window", "Sum", "Band", "Stands"]
        print_table("The sum in each window", headers, table, numeric=(1, 2))
    typer.echo("")


def _read(given: Sequence[str], outcomes: Sequence[str]) -> tuple[list[Fault], tuple[int, ...]]:
    """Return what is wrong with the words given, and else the directions that they say."""
    from capitula.ground.faults import Fault, Place, near_miss

    place = Place("--direction")
    if not given:
        return [], (0,) * len(outcomes)
    if len(given) == 1 and "=" not in given[0]:
        word = given[0]
        if word in _FOR_ALL:
            return [], (_FOR_ALL[word],) * len(outcomes)
        remedy = near_miss(word, list(_FOR_ALL)) or "choose one of these"
        return [Fault(place, repr(word), "up, down or neutral", remedy)], ()
    faults: list[Fault] = []
    found: dict[str, int] = {}
    named = Counter(each.rpartition("=")[0] for each in given)
    for each in given:
        name, equals, word = each.rpartition("=")
        if not equals:
            expected = "one word for all outcomes, or OUTCOME=up or OUTCOME=down for each"
            faults.append(
                Fault(place, f"{each!r} beside others", expected, "give one or the other")
            )
            continue
        if name not in outcomes:
            remedy = near_miss(name, outcomes) or "write it as the panel does"
            faults.append(Fault(place, repr(each), f"one of {', '.join(outcomes)}", remedy))
        if word not in _FOR_EACH:
            remedy = near_miss(word, list(_FOR_EACH)) or "choose one of the two"
            faults.append(Fault(place, repr(each), f"{name}=up or {name}=down", remedy))
        found[name] = _FOR_EACH.get(word, 0)
    faults += [
        Fault(place, f"{name!r} {count} times", "each outcome once", "keep one of them")
        for name, count in named.items()
        if name and count > 1
    ]
    faults += [
        Fault(place, f"none for {name!r}", "one for each outcome", f"add {name}=up or {name}=down")
        for name in outcomes
        if name not in found
    ]
    return faults, () if faults else tuple(found[name] for name in outcomes)


def _together_faults(outcomes: Sequence[str], method: str, *, is_neutral: bool) -> list[Fault]:
    from capitula.ground.faults import Fault, Place
    from capitula.outcomes.together.asking import METHODS

    place = Place("--together")
    faults: list[Fault] = []
    if method not in METHODS:
        expected, remedy = " or ".join(METHODS), "choose one of the two with --method"
        faults.append(Fault(place, f"the method {method!r}", expected, remedy))
    if len(outcomes) < 2:
        found, remedy = f"one outcome, {outcomes[0]!r}", "name another with --value or --outcome"
        faults.append(Fault(place, found, "two outcomes or more", remedy))
    if is_neutral:
        expected, remedy = "up or down", "say with --direction which way is better"
        faults.append(Fault(place, "no direction that is better", expected, remedy))
    return faults
