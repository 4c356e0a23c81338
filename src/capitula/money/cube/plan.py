"""The stages of a settlement run, in order."""

from __future__ import annotations

from capitula.population.member_months.counting import GIVEN, PACKAGE, SOURCES, counting_stages
from capitula.population.member_months.rules import MemberMonthRule
from capitula.tables.plan import Plan
from capitula.tables.stage import stages_of

CUBE = "capitula.money.cube"


def settlement_plan(rule: MemberMonthRule, *, truncated: bool) -> Plan:
    """Return the stages from people's rows to the cube and the figures of a statement.

    Args:
        rule: how a month counts.
        truncated: whether costs above a percentile are set apart.
    """
    totals = "covered_totals_and_people" if truncated else "covered_totals"
    first = ("cells", "placed", totals, "activity_costs", "all_activity")
    before = ("person_years", "cost_bins") if truncated else ()
    after = ("cube", "costs_by_year", "rank_bins") if truncated else ("cube", "costs_by_year")
    apart = ("bin_values", "thresholds", "excess", "truncation") if truncated else ()
    return Plan(
        name="settlement" if truncated else "settlement-untruncated",
        purpose="From people's rows to the cube of costs, member months and yearly figures.",
        sources=(*SOURCES, "activity"),
        given=(*GIVEN, "service_lines", "provider_lines"),
        stages=(
            *counting_stages(rule),
            *stages_of(CUBE, (*first, *before)),
            *stages_of(PACKAGE, ("member_months",)),
            *stages_of(CUBE, (*after, *apart)),
        ),
    )
