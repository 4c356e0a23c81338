"""Results kept for the cases last opened; a case opened anew is computed anew."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from capitula.case.case import Case

Result = TypeVar("Result")
MOST = 16
MOST_DAYS = 64
MOST_PARTS = 256


def kept_by_case(compute: Callable[[Case], Result]) -> Callable[[Case], Result]:
    """Compute once for each opened case, keeping the last sixteen."""
    kept: OrderedDict[int, tuple[Case, Result]] = OrderedDict()

    @wraps(compute)
    def once(case: Case) -> Result:
        found = kept.get(id(case))
        if found is None or found[0] is not case:
            found = kept[id(case)] = (case, compute(case))
            while len(kept) > MOST:
                kept.popitem(last=False)
        return found[1]

    return once


def kept_by_case_and_day(
    compute: Callable[[Case, date], Result],
) -> Callable[[Case, date], Result]:
    """Compute once for each opened case and day as known on, keeping the last sixty-four."""
    kept: OrderedDict[tuple[int, date], tuple[Case, Result]] = OrderedDict()

    @wraps(compute)
    def once(case: Case, day: date) -> Result:
        found = kept.get((id(case), day))
        if found is None or found[0] is not case:
            found = kept[id(case), day] = (case, compute(case, day))
            while len(kept) > MOST_DAYS:
                kept.popitem(last=False)
        return found[1]

    return once


def kept_by_case_day_and_part(
    compute: Callable[[Case, date, str], Result],
) -> Callable[[Case, date, str], Result]:
    """Compute once for each opened case, day as known on and named part; the last 256 are kept."""
    kept: OrderedDict[tuple[int, date, str], tuple[Case, Result]] = OrderedDict()

    @wraps(compute)
    def once(case: Case, day: date, part: str) -> Result:
        found = kept.get((id(case), day, part))
        if found is None or found[0] is not case:
            found = kept[id(case), day, part] = (case, compute(case, day, part))
            while len(kept) > MOST_PARTS:
                kept.popitem(last=False)
        return found[1]

    return once
