"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place


class CannotWrite(InputFaults):
    """A file that could not be written; what stood there before still does."""

    def __init__(self, path: Path, found: str) -> None:
        """Keep the one fault there is."""
        expected = "a file in a folder to write in"
        super().__init__([Fault(Place(str(path)), found, expected, "name another file")])

    def __str__(self) -> str:
        (fault,) = self.faults
        return (
            f"{fault.place}: found {fault.found}; expected {fault.expected}; {fault.remedy}; "
            "nothing was written"
        )


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
        raise CannotWrite(target, error.strerror or str(error)) from error
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
