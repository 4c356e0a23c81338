"""What a business case is made of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from capitula.agreement.signing_kinds import CaseStage
from capitula.ground.faults import InputFaults
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml
from capitula.money.scenarios.tornado_bars import Tornado

_FILE = Path(__file__).with_name("contents.yaml")


class Chapter(StrEnum):
    """The five cases."""

    STRATEGIC = "strategic"
    ECONOMIC = "economic"
    COMMERCIAL = "commercial"
    FINANCIAL = "financial"
    MANAGEMENT = "management"


class Asked(BaseModel):
    """One item of the contents."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    chapter: Chapter
    stage: CaseStage
    title: str


class ContentsSource(BaseModel):
    """Where stages and five cases come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    title: str
    address: str = ""


class Contents(BaseModel):
    """Everything a business case may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.business_case/1"] = Field(alias="schema")
    source: ContentsSource
    mark: EvidenceMark
    items: tuple[Asked, ...]


@cache
def contents() -> Contents:
    """Return what a business case holds, from which stage on.

    Raises:
        InputFaults: everything wrong with the file.
    """
    located = read_yaml(_FILE)
    found = read_model(Contents, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


Cell: TypeAlias = "str | int | Decimal | None"
"""Text, a number, pounds as `Decimal`, or None for missing."""


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences, one a paragraph."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; money columns hold pounds."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A tornado to be drawn."""

    tornado: Tornado
    name: str
    mark: EvidenceMark


Block: TypeAlias = Words | Grid | Bars


@dataclass(frozen=True, slots=True)
class Found:
    """What is held of an item, and what is missing of it."""

    blocks: tuple[Block, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a business case."""

    asked: Asked
    found: Found

    @property
    def state(self) -> str:
        """Held, partly held, or missing."""
        if not self.found.blocks:
            return "missing"
        return "partly held" if self.found.missing else "held"


@dataclass(frozen=True, slots=True)
class BusinessCase:
    """A business case at one stage.

    Attributes:
        title: the contract's.
        stage: which.
        known_on: nothing that became known later stands in it.
        items: what this stage asks for, in the order of the five cases.
        later: items that only a later stage asks for.
        made: whether the figures are made up.
    """

    title: str
    stage: CaseStage
    known_on: date
    items: tuple[Item, ...]
    later: tuple[Item, ...]
    made: bool

    def of(self, chapter: Chapter) -> tuple[Item, ...]:
        """Return the items of one of the five cases."""
        return tuple(item for item in self.items if item.asked.chapter is chapter)

    def missing(self) -> Mapping[CaseStage, Sequence[tuple[str, str]]]:
        """Return stage to what is missing for it: the item's title and the words."""
        return {
            stage: [
                (item.asked.title, words)
                for item in (*self.items, *self.later)
                if item.asked.stage is stage
                for words in item.found.missing
            ]
            for stage in CaseStage
        }

    def document(self) -> dict[str, Any]:
        """Return plain data: states and what is missing."""
        return {
            "title": self.title,
            "stage": str(self.stage),
            "known_on": self.known_on.isoformat(),
            "made": self.made,
            "items": [
                {
                    "id": item.asked.id,
                    "case": str(item.asked.chapter),
                    "stage": str(item.asked.stage),
                    "title": item.asked.title,
                    "state": item.state,
                    "missing": list(item.found.missing),
                }
                for item in (*self.items, *self.later)
            ],
        }
