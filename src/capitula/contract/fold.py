"""The current contract: the base, with every variation worked in, each one checked whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from capitula.contract.edit import Edit
from capitula.contract.model import Contract
from capitula.contract.reading import contract_from
from capitula.ground.faults import Fault, InputFaults, Place, ValueFault
from capitula.ground.partial_date import PartialDate
from capitula.ground.yaml_source import Located
from capitula.record.sources import Source


@dataclass(frozen=True, slots=True)
class Variation:
    """A change of the contract: the base plus edits.

    Attributes:
        number: its number, as the parties count.
        effective: from when it holds; None if nobody said.
        edits: what changes, in order.
        reason: why.
        route: by which rule it was permitted.
        entry: the entry of the record that made it.
        place: where a person wrote it, for faults.
    """

    number: str
    effective: PartialDate | None
    edits: tuple[Edit, ...]
    reason: str = ""
    route: str = ""
    entry: str | None = None
    place: Place | None = None

    @property
    def label(self) -> str:
        """How faults call it."""
        return f"variation {self.number}"


@dataclass(frozen=True, slots=True)
class Folded:
    """A contract with its variations worked in.

    Attributes:
        contract: the contract as it stands; its log lists what was worked in.
        faults: what could not be worked in, variation by variation; such a one is left out whole.
    """

    contract: Contract
    faults: tuple[Fault, ...]


def fold(
    base: Contract,
    variations: Sequence[Variation],
    sources: Mapping[str, Source] | None = None,
) -> Folded:
    """Work variations into a contract, by the day they take effect, then by number.

    Args:
        base: the contract as first agreed.
        variations: those in force and known.
        sources: when given, what an edit cites must be one of them.
    """
    current, faults = base, list[Fault]()
    for variation in sorted(variations, key=_order):
        try:
            current = worked_in(current, variation, sources)
        except InputFaults as error:
            faults += error.faults
    return Folded(current, tuple(faults))


def worked_in(
    contract: Contract, variation: Variation, sources: Mapping[str, Source] | None = None
) -> Contract:
    """Return a contract with one variation worked in, checked as if a person had written it.

    Raises:
        InputFaults: every fault of the variation; it is worked in whole or not at all.
    """
    data = as_data(contract)
    faults: list[Fault] = []
    for index, edit in enumerate(variation.edits):
        try:
            edit.apply(data)
        except ValueFault as fault:
            faults.append(fault.at(_place(variation, f"edits[{index}]")))
    if faults:
        raise InputFaults(faults)
    data.setdefault("variations", []).append(_logged(variation))
    try:
        return contract_from(Located.of(variation.label, data), sources)
    except InputFaults as error:
        raise InputFaults(
            Fault(_place(variation, fault.place.field), fault.found, fault.expected, fault.remedy)
            for fault in error.faults
        ) from error


def as_data(contract: Contract) -> dict[str, Any]:
    """Return a contract as the data of its file: what was stated, and nothing else."""
    return contract.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _order(variation: Variation) -> tuple[str, int, str]:
    effective = variation.effective
    day = effective.earliest.isoformat() if effective and effective.earliest else ""
    number = variation.number
    return day, int(number) if number.isdecimal() else 0, number


def _place(variation: Variation, field: str) -> Place:
    where = variation.place or Place(variation.label)
    named = f"{where.field}.{field}" if where.field else field
    return Place(where.file, where.line, where.column, named)


def _logged(variation: Variation) -> dict[str, Any]:
    logged = {
        "number": variation.number,
        "effective": str(variation.effective) if variation.effective else None,
        "reason": variation.reason,
        "route": variation.route,
        "entry": variation.entry,
        "edits": [edit.words() for edit in variation.edits],
    }
    return {key: value for key, value in logged.items() if value}
