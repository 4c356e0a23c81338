"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from capitula.ground.faults import CapitulaError


class CannotWrite(CapitulaError):
    """A file that could not be written; what stood there before still does."""


def write_whole(path: str | Path, content: str | bytes) -> Path:
    """Write a file, text as UTF-8, beside its place and move it there in one step.

    Raises:
        CannotWrite: the folder is missing, or may not be written to; nothing was written.
    """
    target = Path(path)
    draft: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as file:
            draft = Path(file.name)
            file.write(content.encode() if isinstance(content, str) else content)
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
