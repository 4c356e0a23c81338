"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from capitula.ground.faults import CapitulaError


class CannotWrite(CapitulaError):
    """A file that could not be written; what stood there before still does."""


class NothingToDraw(CapitulaError):
    """A chart was asked for where there are no figures."""


def write_whole(path: str | Path, content: str) -> Path:
    """Write a text file beside its place and move it there in one step.

    Raises:
        CannotWrite: the folder is missing, or may not be written to; nothing was written.
    """
    target = Path(path)
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=".", delete=False
        ) as file:
            draft = Path(file.name)
            file.write(content)
        draft.chmod(0o666 & ~_umask())
        draft.replace(target)
    except OSError as error:
        if draft:
            draft.unlink(missing_ok=True)
        raise CannotWrite(
            f"{target}: found {error.strerror or error}; expected a folder that can be written to; "
            "nothing was written"
        ) from error
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
