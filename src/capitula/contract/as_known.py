"""A contract file as far as its sources were known by a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.record.sources import Source


def as_known(
    contract: Contract, known_on: date, sources: Mapping[str, Source], recorded_on: date
) -> Contract:
    """Return the contract with only those parts whose source was known by the day.

    Title, form and the name of the place stand: they say which contract is meant.

    Args:
        contract: the whole file.
        known_on: the day.
        sources: the case's sources, with the last day on which each can have become known.
        recorded_on: when the case was recorded; an undated source counts as known from then.
    """

    def known(part: Cited) -> bool:
        source = sources.get(part.source) if part.source else None
        return source is None or (source.not_after or recorded_on) <= known_on

    population = contract.population
    return contract.model_copy(
        update={
            "parties": tuple(filter(known, contract.parties)),
            "scope": tuple(filter(known, contract.scope)),
            "values": tuple(filter(known, contract.values)),
            "terms": tuple(filter(known, contract.terms)),
            "length": contract.length if contract.length and known(contract.length) else None,
            "population": population
            if known(population)
            else population.model_copy(update={"people": None}),
        }
    )
