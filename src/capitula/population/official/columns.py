"""The columns of an official file, as declared in its layout."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class CellType(StrEnum):
    """How a cell is read.

    text: as it stands. code: text that must fit a pattern. count: a whole number. decimal: an exact
    number. pounds and dollars: money, read to whole pence or cents. rate: a fraction, printed as
    one or in per cent. date: a calendar day in one of the publishers' forms.
    """

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    DECIMAL = "decimal"
    POUNDS = "pounds"
    DOLLARS = "dollars"
    RATE = "rate"
    DATE = "date"

    @property
    def is_number(self) -> bool:
        """Whether its values can be added."""
        return self not in (CellType.TEXT, CellType.CODE, CellType.DATE, CellType.RATE)

    @property
    def unit(self) -> str:
        """The unit in which a value is held."""
        return _UNITS.get(self, "")


_UNITS = {
    CellType.POUNDS: "pence",
    CellType.DOLLARS: "cents",
    CellType.RATE: "fraction",
    CellType.COUNT: "number",
    CellType.DECIMAL: "number",
}


class Frozen(BaseModel):
    """Base of the models of a layout: nothing unknown, nothing changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Frozen):
    """One column.

    Attributes:
        names: the names it has had; case, blanks, dots and underscores do not matter.
        renamed: its name in an edition where the usual name means something else.
        editions: the editions that have it; all if empty.
        optional: a file without it is still read.
        pattern: of a code.
        below_zero: whether a number may be below nought.
    """

    names: tuple[str, ...]
    type: CellType = CellType.TEXT
    renamed: dict[str, str] = {}
    editions: tuple[str, ...] = ()
    optional: bool = False
    pattern: str = ""
    below_zero: bool = False

    def names_in(self, edition: str) -> tuple[str, ...]:
        """Return the names it may have in an edition."""
        return (self.renamed[edition],) if edition in self.renamed else self.names

    def stands_in(self, edition: str) -> bool:
        """Say whether the edition has the column."""
        return not self.editions or edition in self.editions


class Series(Frozen):
    """A run of columns alike but for a number, such as single years of age 0 to 90.

    Attributes:
        names: with `{n}` for the number.
        first: the first number.
        last: the last number.
        last_names: further names of the last column, such as `90+`.
    """

    names: tuple[str, ...]
    first: int
    last: int
    last_names: tuple[str, ...] = ()
    type: CellType = CellType.COUNT

    def columns(self, key: str) -> dict[str, Column]:
        """Return its columns by key, such as `age_0`."""
        made: dict[str, Column] = {}
        for number in range(self.first, self.last + 1):
            names = [name.replace("{n}", str(number)) for name in self.names]
            more = self.last_names if number == self.last else ()
            made[f"{key}_{number}"] = Column(names=(*names, *more), type=self.type)
        return made
