"""The room `delivery` by whatever name a person gives: a case, a contract that ships, a file."""

from __future__ import annotations

from pathlib import Path

from capitula.case.budget import is_case
from capitula.case.contract_file import find_contract
from capitula.case.delivery import CaseDelivery
from capitula.case.folder import find_case
from capitula.case.kinds import ALL_KINDS
from capitula.case.opening import open_case
from capitula.contract.as_known import as_known
from capitula.contract.model import Contract
from capitula.record.view import Record, View


def delivery_of(name: str) -> CaseDelivery:
    """Return the room for a case, or for a contract file, which has no record.

    Args:
        name: a case, a contract that ships, a case folder, or a contract file.

    Raises:
        NoSuchContract: there is none.
        InputFaults: every fault of its files.
    """
    if is_case(name):
        return open_case(find_case(name).root).delivery
    found = find_contract(name)

    def contract_at(view: View) -> Contract:
        return as_known(found.contract, view.known_on, found.sources, found.known_on)

    return CaseDelivery(Path(name).stem, Record((), ALL_KINDS), found.sources, contract_at)
