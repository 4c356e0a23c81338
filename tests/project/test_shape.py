"""The shape of the code: the rooms as described, small modules, no circles."""

import ast
import re
import statistics
from graphlib import TopologicalSorter

from harness.places import PACKAGE, ROOT, rooms

MEDIAN_UNDER = 120
NONE_OVER = 500


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def described_rooms():
    """The first column of the table in ARCHITECTURE.md that has a row for `record`."""
    text = (ROOT / "ARCHITECTURE.md").read_text()
    tables = re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE)
    columns = [re.findall(r"^\|\s*`(\w+)/?`\s*\|", table, re.MULTILINE) for table in tables]
    return next((column for column in columns if "record" in column), [])


def imported_rooms(path):
    """The rooms a module imports, wherever in it the import stands; '' is the package itself."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            room = rest.partition(".")[0]
            if package == "capitula":
                yield room if (PACKAGE / room).is_dir() else ""


def test_the_architecture_names_every_room_once():
    assert sorted(described_rooms()) == rooms()


def test_modules_are_small():
    lengths = {path: len(path.read_text().splitlines()) for path in modules()}
    assert statistics.median(lengths.values()) < MEDIAN_UNDER
    long = {str(path): length for path, length in lengths.items() if length > NONE_OVER}
    assert not long


def test_no_circle_of_imports():
    graph = {}
    for path in modules():
        parts = path.relative_to(PACKAGE).parts
        room = parts[0] if len(parts) > 1 else ""
        graph.setdefault(room, set()).update(set(imported_rooms(path)) - {room})
    TopologicalSorter(graph).prepare()


def imported_modules(path):
    """The modules of the package that a module imports, for types alone or for use."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_circle_between_modules():
    names = {}
    for path in modules():
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    graph = {
        name: {other for other in imported_modules(path) if other in names and other != name}
        for name, path in names.items()
    }
    TopologicalSorter(graph).prepare()
