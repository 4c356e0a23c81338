"""Every difference in a case, by the rules of the record and of the rooms."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.agreement import measures
from capitula.case.organisations import organisations
from capitula.contract import amounts
from capitula.contract.model import Contract
from capitula.exit import end_dates, staff_counts
from capitula.record import differences as record_differences
from capitula.record.difference import Difference, Sort
from capitula.record.view import View


def differences(view: View, contract: Contract | None = None) -> tuple[Difference, ...]:
    """Return every difference in a view: clashes first, then as the classes are listed.

    Args:
        view: the record at two dates.
        contract: the contract file, for the names of its parties; without it, aliases come from
            the entries alone.
    """
    order = list(Sort)
    return tuple(sorted(_all(view, contract), key=lambda found: order.index(found.sort)))


def _all(view: View, contract: Contract | None) -> Iterator[Difference]:
    yield from record_differences.differences(view)
    yield from organisations(view, contract).aliases()
    yield from measures.differences(view)
    yield from amounts.differences(view)
    yield from end_dates.differences(view)
    yield from staff_counts.differences(view)
