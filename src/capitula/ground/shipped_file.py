"""A file that somebody names: a path of their own, or one that ships, by its short name."""

from __future__ import annotations

from pathlib import Path

from capitula.ground.faults import CapitulaError, near_miss


def find_file(name: str, what: str, shipped: dict[str, Path], missing: type[CapitulaError]) -> Path:
    """Return the path of a file, or of one that ships.

    Args:
        name: a path, or the name of a file that ships.
        what: what such a file is called, for the message.
        shipped: those that ship, by name.
        missing: what is raised where there is neither.

    Raises:
        CapitulaError: `missing`, with the names that ship and the nearest of them.
    """
    path = Path(name)
    if path.is_file():
        return path
    if name in shipped:
        return shipped[name]
    hint = near_miss(name, list(shipped)) or f"give one of these, or a {what} file"
    raise missing(
        f"found no {what} {name!r}; expected a file or one of {', '.join(shipped)}; {hint}"
    )
