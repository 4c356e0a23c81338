"""Cases of one's own: the site keeps a copy of each folder beside its database."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from capitula.case.folder import CaseFolder
from capitula.web.site_home import site_home

_HIDDEN = shutil.ignore_patterns(".*")
_PLACE = "cases"


def own_case_names() -> tuple[str, ...]:
    """Return the names of the own cases that the site holds."""
    return tuple(sorted(path.parent.name for path in _home().glob("[!.]*/contract.yaml")))


def own_folder(name: str) -> CaseFolder:
    """Return the site's copy of an own case's folder, whether or not it is there."""
    return CaseFolder(_home() / name)


def stamp(folder: CaseFolder) -> tuple[int, int]:
    """Return what changes whenever a folder is taken in again."""
    found = folder.root.stat()
    return found.st_ino, found.st_mtime_ns


def keep_copy(folder: CaseFolder) -> CaseFolder:
    """Copy a case folder into the site, in place of an earlier copy; hidden files stay behind.

    A reader finds the earlier copy or the new one; for a moment between the two, none.

    Raises:
        OSError: it cannot be read or written; an earlier copy then still stands.
    """
    home = _home()
    home.mkdir(mode=0o700, exist_ok=True)
    kept = own_folder(folder.name)
    with tempfile.TemporaryDirectory(dir=home, prefix=".") as around:
        draft, former = Path(around) / "new", Path(around) / "former"
        shutil.copytree(folder.root, draft, ignore=_HIDDEN)
        if kept.root.exists():
            kept.root.replace(former)
        draft.replace(kept.root)
    return kept


def _home() -> Path:
    return site_home(os.environ) / _PLACE
