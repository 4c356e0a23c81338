"""A small case with a record of one's own choosing, to be exported as open contracting data."""

import json
from datetime import date
from pathlib import Path

from capitula.case.case import Case
from capitula.case.folder import CaseFolder
from capitula.case.kinds import ALL_KINDS
from capitula.case.ocds.exact_json import write_json
from capitula.case.ocds.exporting import export
from capitula.case.ocds.importing import read_releases
from capitula.case.ocds.packages import release_package
from capitula.case.outcomes import CaseOutcomes
from capitula.case.programme import CaseProgramme
from capitula.contract.model import Contract
from capitula.contract.party import Party, Role
from capitula.record.chain import Head, seal
from capitula.record.view import Record
from harness.records import CASE, RECORDED, sealed

LATE = date(2024, 12, 31)


def party(identifier, name, code, *roles):
    roles = tuple(Role(role) for role in roles)
    return Party(id=identifier, name=name, code=code, roles=roles, clause="1")


PARTIES = (
    party("dudley-ccg", "NHS Dudley CCG", "05C", "commissioner"),
    party("dihc", "Dudley Integrated Health and Care NHS Trust", "RYK", "holder"),
    party("dudley-group", "The Dudley Group NHS FT", "RNA", "donor", "preferred_provider"),
)


def case_of(entries, parties=PARTIES):
    contract = Contract.model_construct(
        case=CASE, title="An agreement", parties=parties, length=None, values=(), terms=(), scope=()
    )
    record, folder = Record(entries, ALL_KINDS), CaseFolder(Path(CASE))
    programme = CaseProgramme(CASE, "full", record, ())
    return _Bare(folder, contract, {}, record, CaseOutcomes(), {}, programme)


class _Bare(Case):
    """A case whose contract file is known from the first day."""

    def contract_at(self, view):  # noqa: ARG002  (whatever the day)
        return self.contract


def releases_of(drafts, known=LATE, parties=PARTIES):
    return export(case_of(sealed(drafts), parties), known).releases


def round_trip(drafts, folder):
    """Export a record and take it in again; return the record that comes of it."""
    path = folder / "releases.json"
    path.write_text(write_json(release_package(CASE, releases_of(drafts))))
    again = read_releases(path, ALL_KINDS).drafts
    return Record(seal(again, CASE, Head(), RECORDED), ALL_KINDS)


def written(value):
    """A value as any reader of JSON would find it."""
    return json.loads(write_json(value))
