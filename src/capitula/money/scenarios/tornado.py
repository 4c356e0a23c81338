"""Which assumption moves a result most: each at its 10th and 90th percentile, the rest at median.

Every bar is worked out exactly by the engine of the sweep, with one draw; none is read off the
simulation. Bars are not added: assumptions move a result together, not one by one.
"""

from __future__ import annotations

import numpy as np

from capitula.ground.pence import Pence
from capitula.money.scenarios.draws import quantile_of
from capitula.money.scenarios.rolling import Exact
from capitula.money.scenarios.sweep import SweepPlan, check_plan, evaluate
from capitula.money.scenarios.tornado_bars import Tornado, TornadoBar

LOW, MIDDLE, HIGH = 10, 50, 90


def tornado(plan: SweepPlan, measure: str, year: str) -> Tornado:
    """Return the bars of a measure in a year.

    An assumption that is drawn each year is held at its percentile in every year up to this one.

    Raises:
        InputFaults: the scenario does not fit its contract.
        KeyError: no such measure or year.
    """
    check_plan(plan)
    bars = [
        TornadoBar(
            each.id,
            each.words(),
            _result(plan, measure, year, {each.id: LOW}),
            _result(plan, measure, year, {each.id: HIGH}),
        )
        for each in plan.scenario.assumptions
    ]
    ordered = sorted(bars, key=lambda bar: (-bar.swing_pence, bar.assumption))
    return Tornado(measure, year, _result(plan, measure, year, {}), tuple(ordered))


def _result(plan: SweepPlan, measure: str, year: str, moved: dict[str, int]) -> Pence:
    held = {
        each.id: quantile_of(each.distribution, moved.get(each.id, MIDDLE))
        for each in plan.scenario.assumptions
    }

    def draw(identifier: str, _: str) -> Exact:
        return np.array([held[identifier]], dtype=object)

    return int(evaluate(plan, 1, draw)[measure][year][0])
