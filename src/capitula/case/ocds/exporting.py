"""A case as OCDS releases: one for every day on which something became known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from capitula.case.case import Case
from capitula.case.ocds.amounts import total_value
from capitula.case.ocds.fields import MIDNIGHT, Json
from capitula.case.ocds.findings import kept_apart
from capitula.case.ocds.identifiers import ocid, party_ids, release_id
from capitula.case.ocds.objects import Objects
from capitula.case.ocds.parties import parties, references
from capitula.case.ocds.release import ENTRIES, Draft, array_objects
from capitula.case.ocds.stages import sections, stage_of
from capitula.case.ocds.tags import tags
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.record.entry import Entry
from capitula.record.envelope import Audience
from capitula.record.findings import Finding
from capitula.record.sources import Source
from capitula.record.view import Record, View


@dataclass(frozen=True)
class Exported:
    """The releases of a case, the earliest first, and what stands apart in them."""

    releases: list[Json]
    findings: list[Finding]


@dataclass
class _State:
    """What the releases so far have said, so that the next says what is new."""

    ids: Mapping[str, str]
    objects: Objects = field(default_factory=Objects)
    said: dict[str, Any] = field(default_factory=dict[str, Any])
    total: Json | None = None


def export(case: Case, known_on: date) -> Exported:
    """Return the releases of a case up to a day; a body that is not public stays withheld."""
    entries = [_public(e) for e in case.record.entries if e.envelope.known.last <= known_on]
    record = Record(entries, case.record.kinds)
    state = _State(party_ids(case.contract.parties))
    releases: list[Json] = []
    findings: list[Finding] = [
        kept_apart("parties", identifier, case_id, ())
        for case_id, identifier in state.ids.items()
        if identifier.endswith(f"~{case_id}")
    ]
    for day in _days(case, record, known_on):
        found = [e for e in entries if e.envelope.known.last == day]
        view = record.as_known(day)
        draft = _laid_out(found, view, state, len(releases))
        releases.append(_release(case, view, draft, state, found))
        findings += [
            kept_apart(array, placed.id, placed.about, (entry,))
            for array, placed, entry in draft.apart
        ]
    return Exported(releases, findings)


def _public(entry: Entry) -> Entry:
    return entry if entry.envelope.audience is Audience.PUBLIC else entry.without_body()


def _days(case: Case, record: Record, known_on: date) -> list[date]:
    """Return the days on which an entry, a party or the length became known."""
    parts = [*case.contract.parties, *filter(None, [case.contract.length])]
    sources = [case.sources.get(part.source) for part in parts if part.source]
    learnt = {(s.not_after or case.recorded_on) for s in sources if s}
    return sorted(day for day in learnt.union(record.days()) if day <= known_on)


def _laid_out(found: Sequence[Entry], view: View, state: _State, number: int) -> Draft:
    made = sections(stage_of(view), _NOBODY, {})
    draft = Draft(number, view.known_on.isoformat(), "contract" in made)
    claims = {claim.entry: claim for claim in view.claims}
    for entry in found:
        draft.add(entry, claims[entry.envelope.entry], state.objects)
    return draft


_NOBODY = Contract.model_construct(case="", title="", parties=(), length=None)
"""A contract without parties: enough to ask which sections there are."""


def _release(case: Case, view: View, draft: Draft, state: _State, found: Sequence[Entry]) -> Json:
    contract = case.contract_at(view)
    stage = stage_of(view)
    made = sections(stage, contract, state.ids)
    total = total_value(view)
    content: Json = {"initiationType": "tender", "language": "en"}
    content["parties"] = parties(contract, state.ids, awarded=stage.awarded or stage.started)
    buyers = references(contract.with_role(Role.COMMISSIONER), state.ids)
    content |= {"buyer": buyers[0]} if buyers else {}
    if planning := _planning(case.sources, draft, found, total, state):
        content["planning"] = planning
    before = dict(state.said)
    new = {name: part for name, part in made.items() if part != before.get(name)}
    if "contract" in made and (filled := _contract_more(draft, total, state)):
        new["contract"] = made["contract"] | filled
    if "contract" in new:
        new["award"] = made["award"]
    state.said |= made
    state.total = total
    content |= {"tender": new["tender"]} if "tender" in new else {}
    content |= {"awards": [new["award"]]} if "award" in new else {}
    content |= {"contracts": [new["contract"]]} if "contract" in new else {}
    content[ENTRIES] = draft.entries
    content = {name: part for name, part in content.items() if part != []}
    tag = tags(content, before)
    state.said["planning"] = True
    process = ocid(case.name)
    identifier = release_id(process, draft.day, {"tag": tag, **content})
    head = {"ocid": process, "id": identifier, "date": draft.day + MIDNIGHT, "tag": tag}
    return head | content


def _planning(
    sources: Mapping[str, Source],
    draft: Draft,
    found: Sequence[Entry],
    total: Json | None,
    state: _State,
) -> Json:
    made: Json = {}
    budget: Json = {}
    if amounts := array_objects(draft.arrays, "planning/budget/capitulaAmounts"):
        budget["capitulaAmounts"] = amounts
    if total != state.total:
        budget["amount"] = total
    if budget:
        made["budget"] = budget
    if milestones := array_objects(draft.arrays, "planning/milestones"):
        made["milestones"] = milestones
    if documents := list(_documents(sources, found)):
        made["documents"] = documents
    return made


def _contract_more(draft: Draft, total: Json | None, state: _State) -> Json:
    """Return what is new in the contract besides its stage: its value and its amendments."""
    more: Json = {}
    before = state.total if "contract" in state.said else None
    if total != before:
        more["value"] = total
    if amendments := array_objects(draft.arrays, "contracts/0/amendments"):
        more["amendments"] = amendments
    return more


def _documents(sources: Mapping[str, Source], found: Sequence[Entry]) -> Iterator[Json]:
    """Return what shows the entries of a release, by the identifiers of the case's sources."""
    cited = dict.fromkeys(e.envelope.source for e in found if e.envelope.source)
    for name in cited:
        source = sources.get(name)
        if source is None:
            continue
        made: Json = {"id": name, "title": source.title, "capitulaPublisher": source.publisher}
        words = str(source.published)
        whole = source.published.earliest is not None and words == str(source.published.earliest)
        made |= {"datePublished": words + MIDNIGHT} if whole else {"capitulaPublished": words}
        made |= {"url": source.address} if source.address else {}
        yield made
