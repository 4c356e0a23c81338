"""The cases that the site holds, opened from its database and kept while they do not change."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404

from capitula.case import open_case
from capitula.case.case import Case
from capitula.case.folder import (
    CaseFolder,
    made_cases,
    names_that_ship,
    reference_cases,
    shipped_cases,
)
from capitula.record.chain import Head
from capitula.record.stores.sqlite import SqliteStore
from capitula.web.loading import site_database
from capitula.web.own_cases import own_case_names, own_folder, stamp


def held_cases() -> list[Case]:
    """Return the cases that have been loaded, by name."""
    return _held((*shipped_cases(), *made_cases()))


def held_reference_cases() -> list[Case]:
    """Return the thin reference cases that have been loaded, by name; they are told apart."""
    return _held(reference_cases())


def held_own_cases() -> list[Case]:
    """Return the cases of one's own that have been loaded, by name."""
    return [_own(name) for name in own_case_names()]


def held_case(name: str) -> Case:
    """Return one case.

    Raises:
        Http404: the site does not hold it.
    """
    if name in own_case_names():
        return _own(name)
    head = _store(name).head() if name in names_that_ship() else Head()
    if not head.sequence:
        raise Http404(f"no case {name!r}")
    return _opened(name, head)


def _held(names: tuple[str, ...]) -> list[Case]:
    heads = {name: _store(name).head() for name in names}
    return [_opened(name, head) for name, head in heads.items() if head.sequence]


def _store(name: str) -> SqliteStore:
    return SqliteStore(site_database(), name)


@lru_cache(maxsize=16)
def _opened(name: str, head: Head) -> Case:
    """Open a case; another head of its chain is another opening."""
    return open_case(name, _store(name))


def _own(name: str) -> Case:
    folder = own_folder(name)
    return _opened_own(folder, _store(name).head(), stamp(folder))


@lru_cache(maxsize=16)
def _opened_own(folder: CaseFolder, head: Head, taken_in: tuple[int, int]) -> Case:
    """Open an own case; a folder taken in again is another opening, whatever its chain."""
    return open_case(folder.root, _store(folder.name))
