"""The closed set of kinds as people and machines may read it: fields, allowed words, an example."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body, Kinds

SCHEMA = "capitula.record.kinds/1"
_PLAIN: Mapping[Any, tuple[str, str]] = {
    bool: ("true or false", "true"),
    int: ("a whole number", "1"),
    Decimal: ("a number", "1000"),
    PartialDate: ("a date as stated", "2018-04"),
    date: ("a whole day", "2018-02-01"),
    str: ("text", "words"),
}
"""What a field of a type takes, and an example of it."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its name, what it takes, and the only words it takes, if so."""

    name: str
    takes: str
    words: tuple[str, ...]
    is_required: bool


@dataclass(frozen=True, slots=True)
class ListedKind:
    """One kind.

    Attributes:
        name: its name.
        meaning: the first line of its description.
        states: the property that it states.
        about: the only subjects it may be about; empty for any.
        written_by: the one command that writes it; empty where people do.
        fields: the fields of its body.
        example: an entry that would be taken, envelope and body.
    """

    name: str
    meaning: str
    states: str
    about: tuple[str, ...]
    written_by: str
    fields: tuple[Field, ...]
    example: Mapping[str, Any]

    def command(self, case: str = "FOLDER") -> str:
        """Return the example as a command."""
        if self.written_by and "assurance" in self.written_by:
            return f"{self.written_by} {case} --help"
        if self.written_by:
            return f"{self.written_by} {case} ENTRY --by NAME --reason TEXT --law TEXT"
        words = " ".join(
            f"'{key}={item}'" if " " in str(item) else f"{key}={item}"
            for key, value in self.example.items()
            for item in (cast("list[Any]", value) if isinstance(value, list) else [value])
        )
        return f"capitula record add {self.name} --case {case} {words}"

    def as_json(self) -> dict[str, Any]:
        """Return the kind for machines."""
        return {
            "kind": self.name,
            "meaning": self.meaning,
            "property": self.states,
            "about": list(self.about),
            "written_by": self.written_by or None,
            "fields": [
                {
                    "name": f.name,
                    "takes": f.takes,
                    "words": list(f.words),
                    "required": f.is_required,
                }
                for f in self.fields
            ],
            "example": dict(self.example),
        }


def listed_kinds(kinds: Kinds) -> tuple[ListedKind, ...]:
    """Return every kind of a closed set, by name."""
    return tuple(_listed(kinds[name]) for name in sorted(kinds))


def _listed(kind: type[Body]) -> ListedKind:
    example = {
        "about": kind.subjects[0] if kind.subjects else "the contract",
        "speaker": "Smalltown CCG",
        "known_to": "2018-02-01",
        "mark": "assumed",
    }
    fields = {name: field for name, field in kind.model_fields.items() if name != "mark"}
    required = {name: field for name, field in fields.items() if field.is_required()}
    return ListedKind(
        name=kind.kind,
        meaning=(kind.__doc__ or "").strip().partition("\n")[0],
        states=kind.stated_property,
        about=kind.subjects,
        written_by=kind.written_by,
        fields=tuple(_field(name, field) for name, field in kind.model_fields.items()),
        example=example | {n: _example(n, f) for n, f in required.items()} | dict(kind.example),
    )


def _field(name: str, field: FieldInfo) -> Field:
    takes, words = _takes(field.annotation)
    return Field(name, takes, words, field.is_required())


def _example(name: str, field: FieldInfo) -> Any:
    made = _made(field.annotation)
    return name.replace("_", " ") if made == "words" else made


def _takes(annotation: Any) -> tuple[str, tuple[str, ...]]:
    """Return what an annotated field takes, in words, and its words if it takes only some."""
    inner: Any = _inner(annotation)
    if get_origin(inner) is tuple:
        takes, words = _takes(get_args(inner)[0])
        return f"a list: {takes}", words
    if get_origin(inner) is Literal:
        return "one of", tuple(str(word) for word in get_args(inner))
    if isinstance(inner, type):
        if issubclass(inner, Enum):
            return "one of", tuple(str(word.value) for word in inner)
        if issubclass(inner, BaseModel):
            return "keys and values: " + ", ".join(inner.model_fields), ()
        return _PLAIN.get(inner, ("text", ""))[0], ()
    return "text", ()


def _made(annotation: Any) -> Any:
    """Return a value that a field takes, as a person would write it."""
    inner: Any = _inner(annotation)
    if get_origin(inner) is tuple:
        return [_made(get_args(inner)[0])]
    if get_origin(inner) is Literal:
        return str(get_args(inner)[0])
    if isinstance(inner, type):
        if issubclass(inner, Enum):
            return str(next(iter(inner)).value)
        if issubclass(inner, BaseModel):
            fields = inner.model_fields.items()
            return {name: _made(field.annotation) for name, field in fields if field.is_required()}
        return _PLAIN.get(inner, ("", "words"))[1]
    return "words"


def _inner(annotation: Any) -> Any:
    """Return the type of an annotation that may also be None."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation
