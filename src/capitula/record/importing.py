"""Taking authored entries into a store: what is new is appended, what was changed is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from capitula.ground.faults import Fault, InputFaults
from capitula.record.chain import Head, seal
from capitula.record.draft import Draft
from capitula.record.entry import Entry
from capitula.record.stores.protocol import Store


def import_drafts(
    drafts: Sequence[Draft], store: Store, case: str, now: datetime | None = None
) -> Sequence[Entry]:
    """Append the drafts that the store does not hold yet and return the new entries.

    Running it twice appends nothing the second time.

    Args:
        drafts: the authored entries of the case.
        store: where the record lies.
        case: the case's name.
        now: when the system takes them in; the clock unless given.

    Raises:
        InputFaults: an authored entry differs from the one already recorded under its identifier,
            or claims to have become known after it was recorded. Nothing is appended.
    """
    recorded = (now or datetime.now(UTC)).replace(microsecond=0)

    def fresh() -> list[Draft]:
        stored = store.held([draft.entry for draft in drafts])
        faults = [fault for draft in drafts if (fault := _fault(draft, stored, recorded))]
        if faults:
            raise InputFaults(faults)
        return [draft for draft in drafts if draft.entry not in stored]

    def seal_fresh(head: Head) -> Sequence[Entry]:
        """Look again under the lock: another may have appended meanwhile."""
        return seal(fresh(), case, head, recorded)

    return store.append(seal_fresh) if fresh() else ()


def _fault(draft: Draft, stored: Mapping[str, Entry], recorded: datetime) -> Fault | None:
    entry = stored.get(draft.entry)
    if entry is not None and not draft.same_as(entry.envelope, entry.body):
        return Fault(
            draft.place,
            f"{draft.entry!r} differs from what was recorded on {entry.envelope.recorded:%Y-%m-%d}",
            "an entry is never changed",
            "put it back as it was, and add a new entry that supersedes it",
        )
    last = draft.known_to or draft.known_from
    if entry is None and last and last > recorded.date():
        return Fault(
            draft.place,
            f"{draft.entry!r} known by {last}, after the day of recording, {recorded.date()}",
            "a day that has been",
            "correct known_to, or the dates of its source in sources.yaml",
        )
    return None
