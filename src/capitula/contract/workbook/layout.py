"""Which sheets a workbook has, and which field stands in which column; read off the model.

Single fields stand on the sheet *Contract*, one a row; each list of parts has a sheet of its own,
one part a row. Payment steps differ from each other, so theirs has one field a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from capitula.contract.cited import Cited
from capitula.contract.model import Contract
from capitula.ground.letters import capital

FieldPath = tuple[str, ...]
STEPS: FieldPath = ("payment", "steps")
SINGLE = "Contract"
TITLES: dict[FieldPath, str] = {
    ("gp_participation",): "General practices",
    ("flow_down",): "Flow-down amounts",
    ("flow_down_terms",): "Flow-down terms",
    ("conditions_precedent",): "Conditions precedent",
    ("staff_transfers",): "Staff transfers",
    ("length", "break_points"): "Break points",
    ("length", "extensions"): "Extensions",
    ("improvement", "measures"): "Improvement measures",
    ("gain_loss", "gain_shares"): "Gain shares",
    ("gain_loss", "loss_shares"): "Loss shares",
    ("exit", "services"): "Exit by service",
    STEPS: "Payment steps",
}
"""Names of sheets that are not simply that of their part."""

NUMBER = "Step"
FIELD = "Field"
VALUE = "Value"
PART = "Part"


@dataclass(frozen=True, slots=True)
class Column:
    """A field: its path below the row's part, and whether one cell holds a list of values."""

    path: FieldPath
    many: bool = False

    @property
    def head(self) -> str:
        """The head of its column, in words."""
        return in_words(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table: the list of parts it holds, and its columns."""

    title: str
    path: FieldPath
    columns: tuple[Column, ...]


def in_words(path: FieldPath) -> str:
    """Return a path as words: ("due", "number") is "Due, number"."""
    text = ", ".join(name.strip("_").replace("_", " ") for name in path)
    return capital(text)


def plain(head: object) -> str:
    """Return a head as it is compared: case, blanks and punctuation do not matter."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", str(head).casefold()).split())


def singles() -> tuple[Column, ...]:
    """Return every single field of a contract, with its path from the top."""
    return tuple(_columns(Contract, ()))


def sheets() -> tuple[Sheet, ...]:
    """Return the sheets that hold a list of parts each, in the order of the file."""
    return tuple(
        Sheet(TITLES.get(path, in_words(path)), path, tuple(_columns(item, ())))
        for path, item in _tables(Contract, ())
    )


def step_lists() -> frozenset[str]:
    """Return the fields of payment steps that hold several plain values in one cell."""
    return frozenset(
        name
        for step in _steps()
        for name, info in step.model_fields.items()
        if _item(info.annotation) is not None and _model(_item(info.annotation)) is None
    )


def _steps() -> tuple[type[BaseModel], ...]:
    from capitula.contract.payment.terms import Mechanism

    union, *_ = get_args(Mechanism)
    return get_args(union)


def _columns(model: type[BaseModel], path: FieldPath) -> Iterator[Column]:
    """Return the fields of a part, its evidence last."""
    for name in sorted(model.model_fields, key=lambda name: name in Cited.model_fields):
        info = model.model_fields[name]
        item = _item(info.annotation)
        nested = _model(info.annotation)
        if item is not None:
            if _model(item) is None and (*path, name) != STEPS:
                yield Column((*path, name), many=True)
        elif nested is not None:
            yield from _columns(nested, (*path, name))
        else:
            yield Column((*path, name))


def _tables(model: type[BaseModel], path: FieldPath) -> Iterator[tuple[FieldPath, type[BaseModel]]]:
    for name, info in model.model_fields.items():
        here = (*path, name)
        if here == STEPS:
            yield here, BaseModel
            continue
        item = _item(info.annotation)
        part = _model(item) if item is not None else None
        nested = _model(info.annotation)
        if part is not None:
            yield here, part
        elif item is None and nested is not None:
            yield from _tables(nested, here)


def _item(annotation: Any) -> Any:
    """Return what a list holds, or None for anything else."""
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


def _model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType):
        choices = [choice for choice in get_args(annotation) if choice is not NoneType]
        return _model(choices[0]) if len(choices) == 1 else None
    return None
