"""Where a site keeps its own things: the folder, and the secret key in it."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

KEY_FILE = "secret-key"


def site_home(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """Return the site's folder, and make it, readable by its owner only.

    `CAPITULA_HOME` decides. Without it the folder is `capitula` in the place the platform keeps
    for a user's data, and `.capitula` in the current folder where no such place is known.
    """
    given = environ.get("CAPITULA_HOME")
    home = Path(given).expanduser() if given else _default_home(environ, platform)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home.resolve()


def secret_key(home: Path) -> str:
    """Return the site's secret key; the first call makes it.

    The key is written aside and then linked into place, so that two processes that start together
    agree on one key and neither reads half of one.
    """
    target = home / KEY_FILE
    if not target.exists():
        handle, name = tempfile.mkstemp(dir=home, prefix=KEY_FILE)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(name, target)
        except FileExistsError:
            pass
        finally:
            Path(name).unlink()
    return target.read_text(encoding="ascii")


def _default_home(environ: Mapping[str, str], platform: str) -> Path:
    user = environ.get("HOME") or environ.get("USERPROFILE")
    if platform == "win32" and environ.get("LOCALAPPDATA"):
        return Path(environ["LOCALAPPDATA"]) / "capitula"
    if environ.get("XDG_DATA_HOME"):
        return Path(environ["XDG_DATA_HOME"]) / "capitula"
    if platform == "darwin" and user:
        return Path(user) / "Library" / "Application Support" / "capitula"
    if user:
        return Path(user) / ".local" / "share" / "capitula"
    return Path(".capitula")
