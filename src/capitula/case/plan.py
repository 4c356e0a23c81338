"""A plan by whatever name a person gives: a case, a plan file, a plan that ships."""

from __future__ import annotations

from datetime import date

from capitula.case.budget import is_case
from capitula.case.opening import open_case
from capitula.case.programme import LaidOut, lay_out
from capitula.programme.network.reading import find_plan, read_plan


def plan_by_name(name: str, known: date | None = None) -> LaidOut:
    """Return a plan worked out.

    Args:
        name: a case, a plan file, or a plan that ships beside the cases.
        known: the day, for a case; today unless given.

    Raises:
        NoSuchPlan: none of these.
        NoPlan: a case that had no plan by then.
        InputFaults: everything that is wrong with it.
    """
    if is_case(name):
        return open_case(name).programme.network(known)
    return lay_out(read_plan(find_plan(name)))
