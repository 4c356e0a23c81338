"""From entries of the record to the contract as it stood at two dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from capitula.contract.fold import Folded, Variation, fold
from capitula.contract.kinds import VariationMade
from capitula.contract.model import Contract
from capitula.ground.faults import Fault
from capitula.record.claim import Claim
from capitula.record.draft import Draft
from capitula.record.sources import Source
from capitula.record.view import View


def variations_in(view: View) -> tuple[Variation, ...]:
    """Return the variations known and in force at a view's two dates; withheld ones are left out.

    One whose day is known only in part counts from the first day that it could mean.
    """
    return tuple(
        _of_claim(claim, claim.body)
        for claim in view.standing
        if isinstance(claim.body, VariationMade)
    )


def current_contract(base: Contract, view: View) -> Folded:
    """Return the contract as it stood: the base and the variations in view."""
    return fold(base, variations_in(view))


def check_variations(
    base: Contract,
    drafts: Sequence[Draft],
    sources: Mapping[str, Source] | None = None,
    recorded: Sequence[Variation] = (),
) -> tuple[Fault, ...]:
    """Return every fault of the variations among authored entries, worked in one after another.

    Args:
        base: the contract file.
        drafts: what people wrote.
        sources: what the edits may cite.
        recorded: variations that the record holds already; they are worked in with the others.
    """
    authored = [draft for draft in drafts if isinstance(draft.body, VariationMade)]
    made = [
        *recorded,
        *(
            Variation(
                draft.body.number,
                draft.in_force_from,
                draft.body.edits,
                draft.body.reason,
                draft.body.route,
                draft.entry,
                draft.place,
            )
            for draft in authored
            if isinstance(draft.body, VariationMade)
        ),
    ]
    return (*_without_day(authored), *_numbered_twice(made), *fold(base, made, sources).faults)


def _without_day(drafts: Sequence[Draft]) -> Iterator[Fault]:
    for draft in drafts:
        if draft.in_force_from is None:
            yield Fault(
                draft.place,
                f"the variation {draft.entry!r} without the day from which it takes effect",
                "`in_force_from`",
                "add it; a variation holds from a day",
            )


def _numbered_twice(made: Sequence[Variation]) -> Iterator[Fault]:
    first: dict[str, Variation] = {}
    for variation in made:
        if first.setdefault(variation.number, variation) is not variation and variation.place:
            yield Fault(
                variation.place,
                f"a second variation numbered {variation.number}",
                f"each number once; {first[variation.number].entry!r} has it already",
                "number them as the parties count them",
            )


def _of_claim(claim: Claim, body: VariationMade) -> Variation:
    return Variation(
        body.number,
        claim.envelope.in_force.start,
        body.edits,
        body.reason,
        body.route,
        claim.entry,
    )
