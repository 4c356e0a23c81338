"""A plan by whatever name a person gives: a case, a plan file, a plan that ships."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from capitula.case.budget import is_case
from capitula.case.folder import shipped_cases
from capitula.case.opening import open_case
from capitula.case.programme import LaidOut, lay_out
from capitula.ground.faults import near_miss
from capitula.programme.network.reading import NoSuchPlan, example_plans, find_plan, read_plan


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
    if not Path(name).is_file() and name not in example_plans():
        names = [*shipped_cases(), *example_plans()]
        hint = near_miss(name, names) or "give one of these, or a file"
        raise NoSuchPlan(
            f"found no case and no plan {name!r}; expected a case folder, a plan file or one of "
            f"{', '.join(names)}; {hint}"
        )
    return lay_out(read_plan(find_plan(name)))
