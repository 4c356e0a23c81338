"""How a settlement file is laid out: spellings, kinds and meanings of blanks, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files

from pydantic import BaseModel, ConfigDict

from capitula.ground.faults import InputFaults
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

_MARKS = re.compile(r"[\s._-]+")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a column holds."""

    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"
    FLAG = "flag"
    NUMBER = "number"


class Blank(StrEnum):
    """What a blank cell means."""

    MISSING = "missing"
    NOUGHT = "nought"


class LayoutColumn(_Frozen):
    """One column.

    Attributes:
        names: its spellings over the years.
        required: whether a file without it is refused.
        blank: what a blank cell means; `nought` too for a column that a file does not have.
        percent_above: the column is in per cent if any of its values lies above this.
        nothing: words that stand for no figure, beside blanks, dots, dashes and stars.
        yes: words for yes, beside 1, yes, true.
        no: words for no, beside 0, no, false.
    """

    names: tuple[str, ...]
    kind: Kind
    required: bool = False
    blank: Blank = Blank.MISSING
    percent_above: Decimal | None = None
    nothing: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class Unstated(_Frozen):
    """Which contract holds where a file names none: told by a flat rate and a size."""

    flat_rate: Decimal
    below_people: int
    then: str
    otherwise: str
    until_year: int


class HalfYear(_Frozen):
    """How a row for part of a year is told."""

    whole: tuple[str, ...]
    of: str
    months: int
    within: Decimal


class Seen(_Frozen):
    """Where names of columns were seen.

    Attributes:
        years: of the files.
        where: the file, dictionary or program.
        names: as printed there.
    """

    years: tuple[int, ...]
    where: str
    names: tuple[str, ...]


class SettlementLayout(_Frozen):
    """The whole file.

    Attributes:
        or_encoding: what the publisher also writes, beside UTF-8.
        seen: where the names of columns were seen; empty where they need no confirming.
    """

    title: str
    or_encoding: str | None = None
    key: tuple[str, ...]
    year_column: tuple[str, ...]
    columns: dict[str, LayoutColumn]
    contract_column: tuple[str, ...]
    contracts: dict[str, tuple[str, ...]]
    contract_flags: dict[str, tuple[str, ...]] = {}
    unstated_contract: Unstated | None = None
    half_year: HalfYear | None = None
    seen: tuple[Seen, ...] = ()

    def not_confirmed(self, names: Iterable[str], year: int) -> tuple[str, ...]:
        """Return the names that were seen nowhere for a year; none where nothing is confirmed."""
        if not self.seen:
            return ()
        seen = {plain(name) for each in self.seen if year in each.years for name in each.names}
        return tuple(sorted(name for name in set(names) if plain(name) not in seen))


def plain(name: str) -> str:
    """Return a name without case, blanks, dots, hyphens and underscores.

    >>> plain("Current_Track_1 Plus"), plain("Sav. rate")
    ('currenttrack1plus', 'savrate')
    """
    return _MARKS.sub("", name).casefold()


def find_column(index: Mapping[str, int], names: Sequence[str]) -> int | None:
    """Return where a column stands, by the first of its spellings that the header has."""
    return next((index[plain(name)] for name in names if plain(name) in index), None)


@cache
def settlement_layout(name: str) -> SettlementLayout:
    """Return a layout of the folder `layouts`.

    Raises:
        InputFaults: the layout file is at fault.
    """
    with as_file(files("capitula.money.reproducing") / "layouts" / f"{name}.yaml") as path:
        located = read_yaml(path)
        layout = read_model(SettlementLayout, located.data, located)
    if layout is None or located.faults:
        raise InputFaults(located.faults)
    return layout
