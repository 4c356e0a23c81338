"""Every compiled part of the room, compiled beforehand, so that nobody waits for it later.

Machine code is made when a function is first called with arguments of its kinds, and kept on disk.
Each part is therefore called once, the way the product calls it, on a small panel.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np

from capitula.outcomes.panel.panel import Panel

UNITS, PERIODS, START = 8, 24, 16


def parts() -> Mapping[str, Callable[[], Any]]:
    """Return what is compiled, by name, with a call that needs all of it."""
    return {
        "exact synthetic control": _exact,
        "the search for weights of predictors": _predictors,
        "interactive fixed effects and their bootstrap": _interactive,
        "control charts, ten thousand at once": _charts,
    }


def compile_parts() -> Iterator[tuple[str, float | None]]:
    """Compile each part, or read it from disk where an earlier process did.

    Yields:
        Each name twice: with None before, and with the seconds taken after. Nothing where there is
        no compiler: the plain code is used then.
    """
    if find_spec("numba") is None:
        return
    for name, call in parts().items():
        yield name, None
        begun = time.perf_counter()
        call()
        yield name, time.perf_counter() - begun


def small_panel() -> Panel:
    """Return made-up areas with slow movements of their own, the same ones always."""
    area, period = np.mgrid[:UNITS, :PERIODS]
    values = 100 + 5 * np.sin(0.3 * period + area) + 2 * np.cos(1.7 * period * (area + 1))
    names = tuple(f"a{n}" for n in range(UNITS))
    months = tuple(f"{2015 + t // 12}-{t % 12 + 1:02}" for t in range(PERIODS))
    return Panel(("cost", "staff"), names, months, np.stack([values, values + area]))


def _exact() -> None:
    from capitula.outcomes.counterfactual.fitting import fit_all

    fit_all(small_panel(), start=START, treated=["a0"], engine="compiled")


def _predictors() -> None:
    from capitula.outcomes.counterfactual.fitting import fit_all

    panel = small_panel()
    fit_all(
        panel,
        method="synthetic-control-predictors",
        start=START,
        predictors=["cost@2015-01..2015-12", "cost@2016-04", "staff"],
        covariates=panel,
    )


def _interactive() -> None:
    from capitula.outcomes.counterfactual.fitting import fit_all

    panel = small_panel()
    options: dict[str, Any] = {"factors": 1, "bootstraps": 20}
    fit_all(panel, method="interactive-fixed-effects", start=START, treated=["a0"], **options)


def _charts() -> None:
    from capitula.outcomes.charts.xmr_batch import xmr_batch

    xmr_batch(small_panel().values[0].copy(), engine="compiled")
