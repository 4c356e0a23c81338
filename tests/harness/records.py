"""Making entries and records for tests: the least that is needed, the rest by default."""

from datetime import UTC, date, datetime
from typing import ClassVar

import pytest

from capitula.case.kinds import ALL_KINDS
from capitula.ground.faults import Place
from capitula.ground.partial_date import PartialDate
from capitula.record.chain import Head, seal
from capitula.record.draft import Draft
from capitula.record.envelope import Audience
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.postgres import PostgresStore
from capitula.record.stores.sqlite import SqliteStore
from capitula.record.view import Record

RECORDED = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
CASE = "dudley"


def day(text):
    return date.fromisoformat(text) if text else None


def partial(text):
    return PartialDate.parse(text) if text else None


def draft(entry, kind, about, body, **given):
    """A draft from texts: `known="2018-02-01"`, `in_force=("2018", "2020")`, and so on."""
    body_type = ALL_KINDS[kind]
    start, end = given.pop("in_force", (None, None))
    if start is None and body_type.forward_plan and given.get("known_from"):
        start = given["known_from"]
    found = Draft(
        entry=entry,
        kind=kind,
        about=about,
        property_name=given.pop("property_name", body_type.stated_property),
        in_force_from=partial(start),
        in_force_to=partial(end),
        known_from=day(given.pop("known_from", None)),
        known_to=day(given.pop("known", "2018-01-01")),
        speaker=given.pop("speaker", "Dudley CCG"),
        speaks_for=given.pop("speaks_for", None),
        source=given.pop("source", "R1"),
        audience=Audience(given.pop("audience", "public")),
        supersedes=tuple(given.pop("supersedes", ())),
        body=body_type.model_validate(body),
        place=Place("record/entries.yaml", 1),
    )
    assert not given, given
    return found


def said(entry, text="something", about="award", **given):
    """A statement, the plainest kind of entry."""
    return draft(entry, "statement", about, {"text": text}, **given)


def sealed(drafts, case=CASE, recorded=RECORDED):
    return seal(drafts, case, Head(), recorded)


def record(*drafts, recorded=RECORDED):
    return Record(sealed(drafts, recorded=recorded), ALL_KINDS)


class Home:
    """A home of a record in a folder, by the name of its sort; picklable, for other processes."""

    SORTS: ClassVar = ("json_lines", "sqlite", "postgres")
    SORTS_MARKED: ClassVar = (
        "json_lines",
        "sqlite",
        pytest.param("postgres", marks=pytest.mark.postgres),
    )

    def __init__(self, sort, folder, address=None):
        self.sort = sort
        self.folder = folder
        self.path = folder / {"json_lines": "chain.jsonl"}.get(sort, "site.sqlite3")
        self.address = address

    def store(self, case=CASE):
        if self.sort == "json_lines":
            return JsonLinesStore(self.path)
        if self.sort == "sqlite":
            return SqliteStore(self.path, case)
        return PostgresStore(self.address, case)
