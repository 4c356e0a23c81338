"""The way from last baseline to this year's payment: one bar a kind of step, in whole pence.

Each bar is an exact sum over lines; pence are placed by largest remainder so that the bars add up
to the budget. The order of the bars is the order in which the steps work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from capitula.ground.letters import capital
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence, pounds_text
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.line import BudgetLine, StepKind
from capitula.money.budget.placing import place_pence


@dataclass(frozen=True, slots=True)
class WaterfallBar:
    """One bar: what moved the budget, by how much, and where that leaves it.

    Attributes:
        kind: the kind of step.
        title: for reading.
        change_pence: what it adds; the base adds itself.
        after_pence: the budget after it.
        mark: the weakest mark of its steps.
    """

    kind: StepKind
    title: str
    change_pence: Pence
    after_pence: Pence
    mark: EvidenceMark

    @property
    def change_text(self) -> str:
        """The change with its sign; the base has none."""
        sign = "+" if self.change_pence > 0 and self.kind is not StepKind.BASE else ""
        return sign + pounds_text(self.change_pence)


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The bars from the base to the year's budget.

    Attributes:
        title: what it is the way of.
        bars: in order; the first is the base.
        total_pence: where they end.
        year: the financial year.
        mark: the weakest mark of any of them.
    """

    title: str
    bars: tuple[WaterfallBar, ...]
    total_pence: Pence
    year: str
    mark: EvidenceMark

    def rows(self) -> list[dict[str, Any]]:
        """Return a row a bar."""
        return [
            {
                "kind": str(bar.kind),
                "title": bar.title,
                "change_pence": bar.change_pence,
                "after_pence": bar.after_pence,
                "mark": str(bar.mark),
            }
            for bar in self.bars
        ]

    def text(self) -> str:
        """Return the bars for reading."""
        width = max(len(bar.title) for bar in self.bars) + 2
        lines = [
            f"{bar.title:<{width}}{bar.change_text:>20}{pounds_text(bar.after_pence):>20}"
            f"{bar.mark.caution}"
            for bar in self.bars
        ]
        total = f"{'Budget ' + self.year:<{width}}{'':>20}{pounds_text(self.total_pence):>20}"
        return "\n".join([self.title, *lines, total])


def waterfall(budget: Budgeted, key: str | None = None) -> Waterfall:
    """Return the waterfall of one line, or of the whole budget.

    Raises:
        KeyError: no such line.
    """
    lines = budget.lines if key is None else (budget.line(key),)
    kinds = [kind for kind in StepKind if any(s.kind is kind for x in lines for s in x.steps)]
    total = sum(line.amount_pence for line in lines)
    exact = {str(n).zfill(2): _change(lines, kind) for n, kind in enumerate(kinds)}
    rest = total - sum(exact.values(), Fraction(0))
    exact[str(len(kinds) - 1).zfill(2)] += rest
    placed = place_pence(exact)
    bars: list[WaterfallBar] = []
    after = 0
    for number, kind in enumerate(kinds):
        change = placed[str(number).zfill(2)]
        after += change
        marks = [s.mark for x in lines for s in x.steps if s.kind is kind]
        bars.append(WaterfallBar(kind, _title(kind), change, after, weakest(marks)))
    what = "all lines" if key is None else lines[0].title
    title = f"From base to budget {budget.year}, {budget.title}: {what}"
    return Waterfall(title, tuple(bars), total, str(budget.year), weakest(b.mark for b in bars))


def _change(lines: Sequence[BudgetLine], kind: StepKind) -> Fraction:
    return sum((line.change(kind) for line in lines), Fraction(0))


def _title(kind: StepKind) -> str:
    return capital(kind.words)
