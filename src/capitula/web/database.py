"""Where the site keeps its tables: SQLite in its own folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def sqlite(home: Path) -> dict[str, Any]:
    """Return Django's settings for the site's SQLite file.

    Readers do not wait for writers (WAL); a transaction takes the right to write when it begins,
    so two writers queue and neither fails half-way. Django itself turns foreign keys on.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / "capitula.sqlite3",
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
