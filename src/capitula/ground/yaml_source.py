"""YAML as people write it, read with the place of every value.

Scalars stay text, so that no number passes through a float and no `NO` becomes false; the models
read dates and numbers from the text. A key that stands twice is a fault, not the last one's win.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from capitula.ground.faults import Fault, InputFaults, Place

FieldPath = tuple[str | int, ...]


@dataclass(slots=True)
class Located:
    """The data of one file, and where each part of it stands."""

    file: str
    data: Any = None
    places: dict[FieldPath, Place] = field(default_factory=dict[FieldPath, Place])
    faults: list[Fault] = field(default_factory=list[Fault])

    def place(self, path: FieldPath) -> Place:
        """Return the place of a field, or of the nearest thing around it that has one."""
        name = _dotted(path)
        while path and path not in self.places:
            path = path[:-1]
        near = self.places.get(path, Place(self.file))
        return Place(self.file, near.line, near.column, name)


def read_yaml(path: Path, *, name: str | None = None) -> Located:
    """Read one YAML file.

    Args:
        path: the file.
        name: how faults call it; its own name unless given.

    Returns:
        The data, with duplicate keys reported in `faults` beside it.

    Raises:
        InputFaults: the file is missing, not UTF-8, or not YAML at all.
    """
    label = name or path.name
    located = Located(label)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError as error:
        raise InputFaults(
            [Fault(Place(label), "no such file", "a YAML file", f"create {label}")]
        ) from error
    except UnicodeDecodeError as error:
        raise InputFaults(
            [Fault(Place(label), f"byte {error.start} is not UTF-8", "UTF-8", "save it as UTF-8")]
        ) from error
    except yaml.MarkedYAMLError as error:
        raise InputFaults([_syntax_fault(label, error)]) from error
    located.data = None if node is None else _walk(node, (), located)
    return located


def _walk(node: yaml.Node, path: FieldPath, located: Located) -> Any:
    mark = node.start_mark
    located.places[path] = Place(located.file, mark.line + 1, mark.column + 1, _dotted(path))
    if isinstance(node, yaml.MappingNode):
        return _walk_mapping(node, path, located)
    if isinstance(node, yaml.SequenceNode):
        return [_walk(item, (*path, index), located) for index, item in enumerate(node.value)]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _walk_mapping(node: yaml.MappingNode, path: FieldPath, located: Located) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key, mark = str(key_node.value), key_node.start_mark
        place = Place(located.file, mark.line + 1, mark.column + 1, _dotted((*path, key)))
        if key in result:
            first = located.places[(*path, key)]
            located.faults.append(
                Fault(
                    place,
                    f"the key {key!r} a second time",
                    f"each key once; it stands already in line {first.line}",
                    "keep one of the two",
                )
            )
            continue
        result[key] = _walk(value_node, (*path, key), located)
        located.places[(*path, key)] = place
    return result


def _syntax_fault(label: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = Place(label, mark.line + 1, mark.column + 1) if mark else Place(label)
    problem = error.problem or "not YAML"
    if "'\\t'" in problem or "\\t" in problem:
        return Fault(place, "a tab", "spaces", "indent with spaces only")
    return Fault(place, problem, "YAML", "check the indentation, colons and quotes near this line")


def _dotted(path: FieldPath) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
