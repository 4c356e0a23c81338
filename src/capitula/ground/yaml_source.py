"""YAML as people write it, read with the place of every value.

Scalars stay text, so that no number passes through a float and no `NO` becomes false; the models
read dates and numbers from the text. A key that stands twice is a fault, not the last one's win.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

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

    @classmethod
    def of(cls, label: str, data: Any) -> Located:
        """Return data that no person wrote, each part placed by its name alone."""
        located = cls(label, data)
        located._name_parts(data, ())
        return located

    def _name_parts(self, data: Any, path: FieldPath) -> None:
        self.places[path] = Place(self.file, field=_dotted(path))
        if isinstance(data, dict):
            for key, part in cast("dict[str, Any]", data).items():
                self._name_parts(part, (*path, key))
        elif isinstance(data, list):
            for index, part in enumerate(cast("list[Any]", data)):
                self._name_parts(part, (*path, index))

    def place(self, path: FieldPath) -> Place:
        """Return the place of a field, or of the nearest thing around it that has one."""
        if path in self.places:
            return self.places[path]
        name = _dotted(path)
        while path and path not in self.places:
            path = path[:-1]
        near = self.places.get(path, Place(self.file))
        return Place(self.file, near.line, near.column, name)

    def at(self, path: FieldPath) -> Any:
        """Return the part of the data at a path, or None where there is none."""
        part: Any = self.data
        for step in path:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                return None
        return part


def read_yaml(path: Path, *, name: str | None = None) -> Located:
    """Read one YAML file.

    Args:
        path: the file.
        name: how faults call it; its own name unless given.

    Returns:
        The data, with duplicate keys reported in `faults` beside it.

    Raises:
        InputFaults: the file is missing, not UTF-8, or not YAML at all; or part of it refers to
            another part.
    """
    label = name or path.name
    located = Located(label)
    text = read_text(path, label)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise InputFaults([_syntax_fault(label, error)]) from error
    except yaml.reader.ReaderError as error:
        raise InputFaults([_character_fault(label, text, error)]) from error
    located.data = None if node is None else _walk(node, (), located, set())
    return located


_PACKED = b"PK\x03\x04"
_DOCUMENT = (
    "a document of a word processor or a spreadsheet",
    "a plain text file",
    "save it as plain text or as CSV UTF-8; changing its name alone does not help",
)


def read_text(path: Path, label: str) -> str:
    """Return the text of a file that a person wrote, without a byte order mark.

    Args:
        path: the file.
        label: how faults call it.

    Raises:
        InputFaults: the file cannot be read, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
        if content.startswith(_PACKED):
            raise InputFaults([Fault(Place(label), *_DOCUMENT)])
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        fault = Fault(
            Place(label), "no such file", "a file", f"create {label}, or correct its name"
        )
        raise InputFaults([fault]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        fault = Fault(
            Place(label, line),
            "a character that is not in UTF-8",
            "a text file in UTF-8",
            "save it again, choosing the encoding UTF-8 (in a spreadsheet: CSV UTF-8)",
        )
        raise InputFaults([fault]) from error
    except OSError as error:
        found = error.strerror.lower() if error.strerror else "no readable file"
        fault = Fault(Place(label), found, "a file that can be read", "give the name of a file")
        raise InputFaults([fault]) from error


def _walk(node: yaml.Node, path: FieldPath, located: Located, seen: set[int]) -> Any:
    mark = node.start_mark
    place = Place(located.file, mark.line + 1, mark.column + 1, _dotted(path))
    if id(node) in seen:
        raise InputFaults(
            [Fault(place, "a part that stands in two places, by & and *", *_WRITE_OUT)]
        )
    seen.add(id(node))
    located.places[path] = place
    if isinstance(node, yaml.MappingNode):
        return _walk_mapping(node, path, located, seen)
    if isinstance(node, yaml.SequenceNode):
        return [_walk(item, (*path, index), located, seen) for index, item in enumerate(node.value)]
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _walk_mapping(
    node: yaml.MappingNode, path: FieldPath, located: Located, seen: set[int]
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        if not isinstance(key_node, yaml.ScalarNode):
            place = Place(located.file, mark.line + 1, mark.column + 1, _dotted(path))
            located.faults.append(Fault(place, *_BRACKETS))
            continue
        key = str(key_node.value)
        place = Place(located.file, mark.line + 1, mark.column + 1, _dotted((*path, key)))
        if key in result:
            first = located.places[(*path, key)]
            located.faults.append(
                Fault(
                    place,
                    f"the key {key!r} a second time",
                    f"each key once; it stands already in line {first.line}",
                    "keep one of the two, or begin a new list item with a dash",
                )
            )
            continue
        result[key] = _walk(value_node, (*path, key), located, seen)
        located.places[(*path, key)] = place
    return result


_WRITE_OUT = ("every part written out", "write the part out in full, without & and *")
_BRACKETS = (
    "a key that is itself in brackets",
    "a word as key",
    "put quotes around a text that begins with a bracket",
)

_PROBLEMS = (
    (
        "mapping values are not allowed",
        "a colon where none can stand",
        "one `key: value` a line",
        "put quotes around a text that holds a colon and a blank; check the line above too",
    ),
    (
        "found unexpected end of stream",
        "quotes that are opened and never closed",
        "a closing quote",
        "close the quotes, or remove them",
    ),
    (
        "expected <block end>",
        "a line that is set in differently from its neighbours",
        "lines of one list or entry begin under each other",
        "set this line in as far as the ones around it",
    ),
    (
        "could not find expected ':'",
        "a line without a colon",
        "`key: value`",
        "add the colon and a blank; long texts go on further in than their key",
    ),
    (
        "but found another document",
        "a line `---` in the middle of the file",
        "one document a file",
        "remove the line, or make two files",
    ),
)


def _syntax_fault(label: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = Place(label, mark.line + 1, mark.column + 1) if mark else Place(label)
    problem = error.problem or "not YAML"
    if "\\t" in problem:
        return Fault(place, "a tab", "blanks", "replace the tab by blanks")
    for part, found, expected, remedy in _PROBLEMS:
        if part in problem:
            if "quotes" in found and error.context_mark:
                mark = error.context_mark
                place = Place(label, mark.line + 1, mark.column + 1)
            return Fault(place, found, expected, remedy)
    return Fault(place, problem, "YAML", "check the indentation, colons and quotes near this line")


def _character_fault(label: str, text: str, error: yaml.reader.ReaderError) -> Fault:
    before = text[: error.position]
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Fault(
        Place(label, before.count("\n") + 1, column),
        f"a character that cannot be seen (number {error.character})",
        "text",
        "delete it; copying from a PDF often brings such characters along",
    )


def _dotted(path: FieldPath) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
