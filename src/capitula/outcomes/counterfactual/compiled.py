"""Compiling, once: machine code is kept on disk and read by every later process.

Numba keeps it beside the module (`__pycache__`), or, where that cannot be written, in the user's
cache folder, or in `$NUMBA_CACHE_DIR`. Where none can be written it compiles in memory, each time.
The threads are Python's own over code that holds no lock: numba's own pool stops a process in
which two requests call it at once, as a web server may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

FAST = {"contract", "reassoc", "nsz"}
"""Sums may be reordered and fused; infinities and missing figures keep their meaning."""


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function on its first call, or read its machine code from disk."""
    import numba  # pyright: ignore[reportMissingTypeStubs]

    options: dict[str, Any] = {"nogil": True, "fastmath": FAST, "error_model": "numpy"}
    try:
        return cast("Callable[..., Any]", numba.njit(function, cache=True, **options))
    except RuntimeError:  # nowhere to keep it
        return cast("Callable[..., Any]", numba.njit(function, **options))
