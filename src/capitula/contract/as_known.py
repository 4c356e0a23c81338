"""A contract file as far as its sources were known by a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.record.sources import Source

Part = TypeVar("Part", bound=BaseModel)


def known_on_day(
    part: Cited, known_on: date, sources: Mapping[str, Source], recorded_on: date
) -> bool:
    """Say whether a part's source was known by the day.

    Args:
        part: the part; one that cites no source is the contract's own and always known.
        known_on: the day.
        sources: the sources, with the last day on which each can have become known.
        recorded_on: an undated source counts as known from then.
    """
    source = sources.get(part.source) if part.source else None
    return source is None or (source.not_after or recorded_on) <= known_on


def as_known(
    contract: Contract, known_on: date, sources: Mapping[str, Source], recorded_on: date
) -> Contract:
    """Return the contract with only those parts, however deep, whose source was known by the day.

    Title, form and the name of the place stand: they say which contract is meant. What is left
    need not be whole: measures whose weights no longer sum to 1 are those known by then.

    Args:
        contract: the whole file.
        known_on: the day.
        sources: the case's sources, with the last day on which each can have become known.
        recorded_on: when the case was recorded; an undated source counts as known from then.
    """

    def known(part: Cited) -> bool:
        return known_on_day(part, known_on, sources, recorded_on)

    shown = _pruned(contract, known)
    if known(contract.population):
        return shown
    population = shown.population.model_copy(
        update={"people": None, "registered": None, "resident": None, "unregistered": None}
    )
    return shown.model_copy(update={"population": population})


def _pruned(part: Part, known: Callable[[Cited], bool]) -> Part:
    """Return a part without what was not known; what it must have, it keeps."""
    update: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value: Any = getattr(part, name)
        if isinstance(value, tuple):
            items = cast("tuple[Any, ...]", value)
            update[name] = tuple(
                _pruned(item, known) if isinstance(item, BaseModel) else item
                for item in items
                if not isinstance(item, Cited) or known(item)
            )
        elif isinstance(value, Cited) and not info.is_required() and not known(value):
            update[name] = None
        elif isinstance(value, BaseModel):
            update[name] = _pruned(value, known)
    changed = {name: value for name, value in update.items() if value != getattr(part, name)}
    return part.model_copy(update=changed) if changed else part
