"""Adding entries to a case's record one at a time, checked like the files that people write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from capitula.case.folder import CaseFolder
from capitula.case.kinds import ALL_KINDS
from capitula.case.opening import read_authored, read_parties_and_sources
from capitula.contract.kinds import VariationMade
from capitula.contract.variations import check_variations, variations_in
from capitula.ground.faults import InputFaults
from capitula.record.adding import drafts_to_add, row_of_words, rows_of_file
from capitula.record.entry import Entry
from capitula.record.importing import import_drafts
from capitula.record.stores.protocol import Store
from capitula.record.view import Record


def add_entries(
    folder: CaseFolder, store: Store, kind: str, words: Sequence[str], file: Path | None
) -> Sequence[Entry]:
    """Append entries of one kind and return them.

    Args:
        folder: the case.
        store: where its record lies.
        kind: the kind of all of them.
        words: the fields of one entry, as `key=value`.
        file: a YAML file to read instead of the words.

    Raises:
        InputFaults: every fault, of the entries and of the case's own files. Nothing is appended.
    """
    contract, sources = read_parties_and_sources(folder)
    parties = [party.id for party in contract.parties]
    rows = rows_of_file(kind, file, ALL_KINDS) if file else [row_of_words(kind, words, ALL_KINDS)]
    drafts = drafts_to_add(rows, ALL_KINDS, sources, parties, store)
    if any(isinstance(draft.body, VariationMade) for draft in drafts):
        recorded = variations_in(Record(store.entries(), ALL_KINDS).as_known(date.max))
        told = {variation.entry for variation in recorded}
        waiting = [draft for draft in read_authored(folder) if draft.entry not in told]
        faults = check_variations(contract, [*waiting, *drafts], sources, recorded)
        if faults:
            raise InputFaults(faults)
    return import_drafts(drafts, store, folder.name)
