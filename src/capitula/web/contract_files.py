"""The contract files that ship without a record, read once for each process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.http import Http404

from capitula.case.contract_file import FoundContract, find_contract, shipped_contracts
from capitula.case.money import is_priced
from capitula.case.scenarios import scenario_of
from capitula.contract.as_known import as_known, known_on_day
from capitula.contract.model import Contract
from capitula.money.settlement.shipped import example_figures
from capitula.record.sources import Source


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract file as known on a day.

    Attributes:
        name: its name in addresses and commands.
        contract: its terms, those not known on the day left out.
        sources: what its citations lead to.
        is_known: whether what gives it its form was known on the day; if not, nothing is shown.
    """

    name: str
    contract: Contract
    sources: Mapping[str, Source]
    is_known: bool

    @property
    def is_priced(self) -> bool:
        """Say whether a budget follows from its terms."""
        return is_priced(self.contract)

    @property
    def is_sourced(self) -> bool:
        """Say whether the worth of every line in scope has a source; else it is invented."""
        lines = [line for line in self.contract.scope if line.annual_value is not None]
        return bool(lines) and all(line.source for line in lines)

    @property
    def example_words(self) -> str:
        """Say what the amounts of the file are, since none is a contract that was made."""
        if self.is_sourced:
            return (
                "The amounts, lists and days are published figures; the terms, and that practices "
                "take part, are assumed. No such contract was made, and none of this is a price."
            )
        return (
            "Amounts, rates and counts here are those of a worked example. They are invented and "
            "are no one’s policy, price or plan."
        )

    @property
    def settles(self) -> tuple[str, ...]:
        """The stages for which example figures ship, in order."""
        return _stages(self.name)

    @property
    def scenario(self) -> str:
        """The scenario that ships for it, by name; or nothing."""
        return _scenario(self.name)


def contract_files(day: date) -> list[ContractFile]:
    """Return those that were known on a day, by name."""
    found = [_as_known(name, day) for name in shipped_contracts()]
    return [each for each in found if each.is_known]


def contract_file(name: str, day: date) -> ContractFile:
    """Return one of them, known or not.

    Raises:
        Http404: none of that name ships.
    """
    if name not in shipped_contracts():
        raise Http404(f"no contract file {name!r}")
    return _as_known(name, day)


@lru_cache(maxsize=128)
def _as_known(name: str, day: date) -> ContractFile:
    whole = _whole(name)
    contract = as_known(whole.contract, day, whole.sources, whole.known_on)
    known = known_on_day(whole.contract.form, day, whole.sources, whole.known_on)
    return ContractFile(name, contract, whole.sources, known)


@lru_cache(maxsize=64)
def _whole(name: str) -> FoundContract:
    return find_contract(name)


@lru_cache(maxsize=64)
def _stages(name: str) -> tuple[str, ...]:
    return tuple(example_figures(name))


@lru_cache(maxsize=64)
def _scenario(name: str) -> str:
    return scenario_of(name)
