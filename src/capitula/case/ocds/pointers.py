"""JSON pointers: where in a file of JSON something stands, for faults and for what was kept."""

from __future__ import annotations

from capitula.ground.faults import Fault, Place
from capitula.ground.yaml_source import FieldPath, Located


def pointer(path: FieldPath) -> str:
    """Return the JSON pointer (RFC 6901) of a path.

    >>> pointer(("releases", 0, "a/b"))
    '/releases/0/a~1b'
    """
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in path)


class LocatedJson(Located):
    """A file of JSON: every place in it is named by its pointer."""

    def place(self, path: FieldPath) -> Place:
        """Return the place of a field."""
        return Place(self.file, None, None, pointer(path))

    def fault(self, path: FieldPath, found: str, expected: str, remedy: str) -> None:
        """Note a fault at a path."""
        self.faults.append(Fault(self.place(path), found, expected, remedy))
