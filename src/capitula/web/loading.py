"""Loading cases into the site: their records are copied into its database, chain and all."""

from __future__ import annotations

import os
from pathlib import Path

from capitula.case.folder import (
    CaseFolder,
    check_name,
    find_case,
    names_that_ship,
    shipped_cases,
)
from capitula.case.opening import open_case
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.copying import copy_record
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.sqlite import SqliteStore
from capitula.web.own_cases import keep_copy, own_case_names
from capitula.web.site_home import site_home

DATABASE = "capitula.sqlite3"


def site_database() -> Path:
    """Return the path of the site's database."""
    return site_home(os.environ) / DATABASE


def load_shipped() -> dict[str, int]:
    """Load every case that ships with the product, the thin reference cases too.

    Loading again appends only what is new.

    Returns:
        The number of entries that the site now holds, by case.

    Raises:
        ChainBroken: a chain does not hold, or the site holds another history of the case.
    """
    return {name: _copy_record(find_case(name)) for name in names_that_ship()}


def load_own(path: str | Path) -> tuple[str, int]:
    """Load a case of one's own: its record into the database, a copy of its folder beside it.

    What was written and not taken in yet stays out. Loading again appends what is new and takes
    the files as they now are.

    Returns:
        The case's name, and the number of entries that the site now holds of it.

    Raises:
        NoSuchCase: no case folder.
        InputFaults: every fault of its files; or a name that cannot be an address, or is that of a
            case that ships. Nothing was loaded.
        ChainBroken: its chain does not hold, or the site holds another history of that name.
    """
    folder = find_case(path)
    faults = check_name(folder.name, Place(str(path)))
    if folder.name in names_that_ship():
        expected = "a name that no case which ships has"
        found = f"the name {folder.name!r}"
        faults.append(Fault(Place(str(path)), found, expected, "rename the folder"))
    if faults:
        raise InputFaults(faults)
    open_case(folder.root)
    count = _copy_record(folder)
    keep_copy(folder)
    return folder.name, count


def holds_a_case() -> bool:
    """Return whether any case has been loaded into the site."""
    return bool(own_case_names()) or any(
        SqliteStore(site_database(), name).head().sequence for name in shipped_cases()
    )


def _copy_record(folder: CaseFolder) -> int:
    target = SqliteStore(site_database(), folder.name)
    copy_record(JsonLinesStore(folder.chain), target, folder.name)
    return target.head().sequence
