"""A whole population budget that can be opened, tabled, drawn and read."""

from __future__ import annotations

from typing import Any

from capitula.ground.derivation import Derivation
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.explaining import explain_budget
from capitula.money.budget.view import budget_rows, budget_text
from capitula.money.budget.waterfall import Waterfall, waterfall


class WholePopulationBudget(Budgeted):
    """The budget of one contract for one financial year."""

    __slots__ = ()

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a line, then the total."""
        return budget_rows(self)

    def table(self) -> Any:
        """Return the rows as a `pyarrow.Table`; amounts are 64-bit whole pence."""
        from capitula.money.budget.arrow import arrow_table

        return arrow_table(self.rows())

    def text(self) -> str:
        """Return the budget for reading."""
        return budget_text(self)

    def explain(self, key: str | None = None) -> Derivation:
        """Open a line, or the total.

        Raises:
            KeyError: no such line.
        """
        return explain_budget(self, key)

    def waterfall(self, key: str | None = None) -> Waterfall:
        """Return the way from the last baseline to this year's payment, of a line or the whole.

        Raises:
            KeyError: no such line.
        """
        return waterfall(self, key)
