"""The kernel as machine code: read from disk where an earlier process compiled it.

It holds no lock, so that Python's own threads can share the series out among the processors; the
numbers are those of the plain kernel, as the compiler may reorder nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType
from typing import Any

from capitula.outcomes.charts import kernel

_IN_ORDER = (
    "mean_of",
    "mean_range",
    "step_of",
    "colour_trends",
    "flag_windows",
    "flag_points",
    "xmr_series",
    "xmr_block",
)
"""Each calls only those before it."""


@cache
def compiled_kernel() -> dict[str, Callable[..., Any]]:
    """Return the functions of the kernel, compiled when first called."""
    names: dict[str, Any] = dict(vars(kernel))
    for name in _IN_ORDER:
        plain = getattr(kernel, name)
        names[name] = _compile(FunctionType(plain.__code__, names, name))
    return {name: names[name] for name in _IN_ORDER}


def _compile(function: FunctionType) -> Callable[..., Any]:
    import numba

    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    try:
        return numba.njit(function, cache=True, **options)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    except RuntimeError:  # nowhere to keep it
        return numba.njit(function, **options)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
