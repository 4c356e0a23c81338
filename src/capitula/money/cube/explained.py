"""Every plan, with values to print its SQL with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from capitula.money.cube.plan import settlement_plan
from capitula.population.member_months.counting import member_month_plan
from capitula.population.member_months.rules import MemberMonthRule
from capitula.population.registers.at import LISTS_AT
from capitula.population.registers.continuous import CONTINUOUS
from capitula.tables.dialect import Dialect, Literal
from capitula.tables.duckdb_dialect import DuckDbDialect
from capitula.tables.plan import Plan

EXAMPLE_VALUES: Mapping[str, Literal] = {
    "period_start": date(2018, 4, 1),
    "period_end": date(2019, 4, 1),
    "first_month": 2018 * 12 + 3,
    "last_month": 2019 * 12 + 2,
    "every_practice": 1,
    "count_days": 0,
    "weighted": 0,
    "truncation_percent": 99,
    "on": date(2018, 10, 1),
    "with_place": 1,
    "since": date(2018, 4, 1),
    "through": date(2019, 3, 31),
    "gap_days": 0,
    "across_practices": 1,
}
"""The financial year 2018/19, so that the SQL printed can be run as it stands."""


def plans() -> dict[str, Plan]:
    """Return every plan by its name."""
    first = MemberMonthRule.FIRST_OF_MONTH
    every = (
        settlement_plan(first, truncated=True),
        settlement_plan(first, truncated=False),
        *(member_month_plan(rule) for rule in MemberMonthRule),
        LISTS_AT,
        CONTINUOUS,
    )
    return {plan.name: plan for plan in every}


def dialects() -> dict[str, Dialect]:
    """Return every engine's spelling by its name."""
    return {dialect.name: dialect for dialect in (DuckDbDialect(),)}
