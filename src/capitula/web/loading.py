"""Loading cases into the site: their records are copied into its database, chain and all."""

from __future__ import annotations

import os
from pathlib import Path

from capitula.case.folder import find_case, made_cases, reference_cases, shipped_cases
from capitula.record.copying import copy_record
from capitula.record.stores.json_lines import JsonLinesStore
from capitula.record.stores.sqlite import SqliteStore
from capitula.web.site_home import site_home

DATABASE = "capitula.sqlite3"


def site_case_names() -> tuple[str, ...]:
    """Return the cases that the site holds: the whole ones, thin reference cases, made ones."""
    return (*shipped_cases(), *reference_cases(), *made_cases())


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
    counts: dict[str, int] = {}
    for name in site_case_names():
        target = SqliteStore(site_database(), name)
        copy_record(JsonLinesStore(find_case(name).chain), target, name)
        counts[name] = target.head().sequence
    return counts


def holds_a_case() -> bool:
    """Return whether any case has been loaded into the site."""
    return any(SqliteStore(site_database(), name).head().sequence for name in shipped_cases())
