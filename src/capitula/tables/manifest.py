"""What a run has finished: enough to go on after it was killed, and to refuse changed inputs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place

SCHEMA = "capitula.run/1"
FILE = "run.json"


@dataclass(slots=True)
class Manifest:
    """The file `run.json` of a work folder.

    Attributes:
        path: the file.
        key: digest of everything that decides the results: stages, values, given tables, inputs,
            number of buckets.
        finished: for each piece of work, its files with the SHA-256 of their bytes.
    """

    path: Path
    key: str
    finished: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    @classmethod
    def open(cls, folder: Path, key: str) -> Manifest:
        """Open the manifest of a work folder, or begin one.

        Raises:
            InputFaults: a run with other inputs or other terms was begun in this folder.
        """
        path = folder / FILE
        if not path.is_file():
            return cls(path, key)
        kept = json.loads(path.read_text("utf-8"))
        if kept.get("schema") != SCHEMA or kept.get("key") != key:
            raise InputFaults(
                [
                    Fault(
                        Place(str(path)),
                        "a run begun with other inputs, terms or buckets",
                        "the inputs and terms with which it was begun",
                        "give an empty folder, or start this one anew with --restart",
                    )
                ]
            )
        return cls(path, key, kept["finished"])

    def has(self, piece: str) -> bool:
        """Whether a piece of work is finished and its files are still as they were written."""
        files = self.finished.get(piece)
        return files is not None and all(
            (self.path.parent / name).is_file() and _sha256(self.path.parent / name) == digest
            for name, digest in files.items()
        )

    def finish(self, piece: str, files: list[Path]) -> None:
        """Write down that a piece of work is finished."""
        folder = self.path.parent
        self.finished[piece] = {str(f.relative_to(folder)): _sha256(f) for f in files}
        part = self.path.with_suffix(".part")
        body = {"schema": SCHEMA, "key": self.key, "finished": self.finished}
        part.write_text(json.dumps(body, indent=1, sort_keys=True), "utf-8")
        part.replace(self.path)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
