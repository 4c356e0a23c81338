"""Copying a record from one home to another: the same entries, the same chain."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.ground.faults import CapitulaError
from capitula.record.chain import Head
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Store
from capitula.record.verifying import verify


class ChainBroken(CapitulaError):
    """A chain does not hold, or two homes of one record have grown apart."""


def copy_record(source: Store, target: Store, case: str) -> Sequence[Entry]:
    """Append to the target the entries of the source that it does not hold yet.

    Returns:
        The entries appended; none when the target is up to date.

    Raises:
        ChainBroken: the source's chain does not hold, or the target's end is not part of it.
    """
    entries = list(source.entries())
    found = verify(entries, case)
    if found.first_break:
        where = f"entry {found.first_break.sequence} ({found.first_break.entry})"
        raise ChainBroken(
            f"{case}: found {where}: {found.first_break.reason}; expected an unbroken chain; "
            "restore the record from a copy"
        )

    def missing(head: Head) -> Sequence[Entry]:
        if head.sequence and (
            head.sequence > len(entries) or entries[head.sequence - 1].envelope.hash != head.hash
        ):
            raise ChainBroken(
                f"{case}: found another history in the target; expected the beginning of this one; "
                "load into an empty place or choose which of the two stands"
            )
        return entries[head.sequence :]

    return target.append(missing)
