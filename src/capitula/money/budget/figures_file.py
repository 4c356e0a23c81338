"""The file that says which published figure belongs to which line of a contract."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.contract.numbers import PriceYear
from capitula.ground.faults import InputFaults, ValueFault
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml


class FigureBasis(StrEnum):
    """What a published amount is."""

    PAID = "paid"
    TARGET = "target"

    @property
    def words(self) -> str:
        """The basis for reading."""
        return {"paid": "paid in the year", "target": "target by formula"}[self]


class Covers(StrEnum):
    """Whether a figure is that of the line, or also holds what is not in it."""

    LINE = "line"
    MORE = "more"


class TableFigure(BaseModel):
    """A column of a figure table, added up.

    Attributes:
        name: the table, by the stem of its file.
        total: the column to add up, in pounds.
        parts: `all` to show every other column of pounds before the total as a part.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    total: str
    parts: Literal["all"] | None = None


class _Figure(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    table: TableFigure | None = None
    allocation: tuple[str, ...] = ()
    basis: FigureBasis | None = None
    what: str = ""
    note: str = ""
    questions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_figure_and_what_it_is(self) -> _Figure:
        if self.table and self.allocation:
            raise ValueFault("a table and an allocation", "one of the two", "give each its line")
        if self.has_figure and not (self.basis and self.what):
            found = "a figure without `basis` or `what`"
            raise ValueFault(found, "what the figure is", "say what was published and its basis")
        if not self.has_figure and not self.questions:
            found = "neither a figure nor a question"
            raise ValueFault(found, "one of them", "ask what is missing under `questions`")
        return self

    @property
    def has_figure(self) -> bool:
        """Whether a published figure stands behind it."""
        return self.table is not None or bool(self.allocation)


class LineFigure(_Figure):
    """The figure of one scope line.

    Attributes:
        line: the scope line, by its identifier.
        covers: whether the figure is that of the line or holds more.
    """

    line: str
    covers: Covers = Covers.LINE


class BesideFigure(_Figure):
    """A figure of the same place and year that belongs to no line of the contract."""

    id: str
    title: str


class BudgetFigures(BaseModel):
    """Which published figure belongs to which line, for one year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.budget_figures/1"] = Field(alias="schema")
    year: PriceYear
    title: str
    lines: tuple[LineFigure, ...]
    beside: tuple[BesideFigure, ...] = ()
    caution: str = ""

    @model_validator(mode="after")
    def _each_figure_once(self) -> BudgetFigures:
        keys = [each.line for each in self.lines] + [each.id for each in self.beside]
        parts = [key for each in (*self.lines, *self.beside) for key in each.allocation]
        tables = [each.table.name for each in (*self.lines, *self.beside) if each.table]
        for listed, what in ((keys, "line"), (parts, "part of the allocation"), (tables, "table")):
            twice = next((key for key in listed if listed.count(key) > 1), None)
            if twice is not None:
                found = f"the {what} {twice!r} twice"
                raise ValueFault(found, f"each {what} once", "no pound is counted twice: keep one")
        return self


def read_budget_figures(path: Path, name: str | None = None) -> BudgetFigures:
    """Read such a file.

    Raises:
        InputFaults: every fault, with line and column.
    """
    located = read_yaml(path, name=name)
    found = read_model(BudgetFigures, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def budget_figures_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check such a file."""
    schema = BudgetFigures.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
