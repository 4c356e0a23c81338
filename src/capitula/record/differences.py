"""Every difference between the claims of a view, by rules over the entries.

These are the rules that hold for any kind: two claims of one property of one subject. The rooms add
their own, over figures that stand side by side; `case` composes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from capitula.record.choice_kind import ClaimChosen
from capitula.record.claim import Claim
from capitula.record.difference import Difference, Sort
from capitula.record.item import Item
from capitula.record.replacing import Replacing
from capitula.record.sorting import sort_of
from capitula.record.view import Subject, View

RULE = "claims of one property"
FIRST_TOLD = "it was the first to be told, nearest to the act"


def differences(view: View) -> tuple[Difference, ...]:
    """Return the differences within each property of each subject, whatever stands today."""
    found = [d for subject in view.record.subjects for d in of_subject(view, subject)]
    choices = _choices(view)
    return tuple(_with_choice(difference, choices) for difference in found)


def of_subject(view: View, subject: Subject) -> Iterator[Difference]:
    """Return the differences within one property of one subject, one for each class."""
    claims = view.record.claims(subject, view.known_on)
    if len(claims) < 2:
        return
    replacing = Replacing(view, claims)
    pairs: dict[Sort, list[tuple[Claim, Claim]]] = defaultdict(list)
    for place, one in enumerate(claims):
        for other in claims[place + 1 :]:
            sort = sort_of(one, other, replacing)
            if sort:
                pairs[sort].append((one, other))
    for sort in Sort:
        if pairs[sort]:
            yield _preferring(Difference(sort, *subject, RULE, tuple(pairs[sort])))


def classed(view: View, item: Item) -> tuple[tuple[Claim, Sort], ...]:
    """Return every other claim of an item that differs from the current one, with the class."""
    claims = view.record.claims((item.subject, item.property_name), view.known_on)
    replacing = Replacing(view, claims)
    sorted_claims = ((other, sort_of(item.current, other, replacing)) for other in claims)
    return tuple(
        (other, sort)
        for other, sort in sorted_claims
        if sort is not None and other.entry != item.current.entry
    )


def _preferring(difference: Difference) -> Difference:
    """Of clashing dates of a past act, prefer the one that was told first, and say so."""
    claims = difference.claims
    if difference.sort is not Sort.CLASH or not all(_dates_an_act(claim) for claim in claims):
        return difference
    first = min(claims, key=lambda claim: (claim.envelope.known.last, claim.envelope.sequence))
    return replace(difference, preferred=first, preferred_because=FIRST_TOLD)


def _dates_an_act(claim: Claim) -> bool:
    return claim.body is not None and claim.body.first_told_preferred


def _choices(view: View) -> Sequence[ClaimChosen]:
    return [claim.body for claim in view.standing if isinstance(claim.body, ClaimChosen)]


def _with_choice(difference: Difference, choices: Sequence[ClaimChosen]) -> Difference:
    """Attach a choice made between the claims; the claims stay as they are."""
    by_entry = {claim.entry: claim for claim in difference.claims}
    for choice in choices:
        if choice.chosen in by_entry and by_entry.keys() & set(choice.over):
            because = f"{choice.by}: {choice.reason}"
            return replace(difference, chosen=by_entry[choice.chosen], chosen_because=because)
    return difference
