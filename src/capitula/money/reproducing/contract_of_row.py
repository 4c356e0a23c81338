"""Which contract file holds for a published row: by a column, by flags, or by what marks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from capitula.ground.faults import Fault, Place, ValueFault
from capitula.money.reproducing.cells import flag, is_nothing
from capitula.money.reproducing.layout import SettlementLayout, find_column, plain
from capitula.population.published_csv import PublishedCsv


class ContractOfRow:
    """Chooses the contract file of each row of one published table."""

    def __init__(
        self,
        table: PublishedCsv,
        index: Mapping[str, int],
        layout: SettlementLayout,
        columns: Mapping[str, Sequence[Any]],
    ) -> None:
        """Bind the columns that name or mark a contract."""
        self._table, self._layout, self._columns = table, layout, columns
        self._words = {
            plain(word): name for name, spelled in layout.contracts.items() for word in spelled
        }
        self._column = find_column(index, layout.contract_column)
        self._flags = {
            name: place
            for name, spelled in layout.contract_flags.items()
            if (place := find_column(index, spelled)) is not None
        }

    def __call__(self, row: int, year: int, faults: list[Fault]) -> str:
        """Return the contract of a row; an empty name where a fault was added."""
        line, cells = self._table.rows[row]
        cell = cells[self._column].strip() if self._column is not None else ""
        if cell and not is_nothing(cell):
            name = self._words.get(plain(cell), "")
            if not name:
                place = Place(self._table.name, line, None, self._table.header[self._column or 0])
                known = ", ".join(spelled[0] for spelled in self._layout.contracts.values())
                faults.append(Fault(place, repr(cell), f"one of {known}", "correct the cell"))
            return name
        raised = [name for name, place in self._flags.items() if _raised(cells[place])]
        if len(raised) == 1:
            return raised[0]
        name = "" if raised else self._unstated(row, year)
        if not name:
            found = " and ".join(raised) or "no track"
            expected = "one track, by a column or by flags"
            faults.append(Fault(Place(self._table.name, line), found, expected, "state the track"))
        return name

    def headers(self) -> tuple[str, ...]:
        """Return the columns of the file that name or mark a contract."""
        places = [*([] if self._column is None else [self._column]), *self._flags.values()]
        return tuple(self._table.header[place] for place in places)

    def states(self, row: int) -> bool:
        """Say whether the file names or flags the contract of a row."""
        _, cells = self._table.rows[row]
        named = self._column is not None and not is_nothing(cells[self._column])
        return named or any(_raised(cells[place]) for place in self._flags.values())

    def _unstated(self, row: int, year: int) -> str:
        rule = self._layout.unstated_contract
        if rule is None or year > rule.until_year:
            return ""
        rate, people = self._columns["stated_minimum_rate"][row], self._columns["people"][row]
        flat = rate == rule.flat_rate and people is not None and people < rule.below_people
        return rule.then if flat else rule.otherwise


def _raised(cell: str) -> bool:
    try:
        return flag(cell) is True
    except ValueFault:
        return False
