"""How long `level-change` takes: 181 areas, 81 months, one outcome, with its power line.

Every area as placebo, in one process, once its modules are read; a fresh process in all; and four
outcomes judged together, with their power and windows. The figures are made up; the exact solver
fits the same areas in the same run. One thread for linear algebra: its matrices are small, and
threads that wait for each other on a busy machine cost more.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from capitula.outcomes.counterfactual.engine import compile_engine
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.power import power
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.joint import join
from capitula.outcomes.together.testing import joint_test
from capitula.outcomes.together.windows import joint_windows, lasting_share

AREAS, MONTHS, START = 181, 81, 53
RUNS = 15
LIMIT_SECONDS = 0.02
TOGETHER = 4
TOGETHER_LIMIT_SECONDS = TOGETHER * LIMIT_SECONDS
FRESH_LIMIT_SECONDS = 1.5
FRESH = [sys.executable, "-c", "from benchmarks.level_change import judge; judge('level-change')"]


def made_up(outcomes: int = 1) -> Panel:
    """Areas whose levels drift, with seasons in common."""
    draw = np.random.default_rng(1)
    shape = (outcomes, AREAS, MONTHS)
    level = np.cumsum(draw.normal(0, 0.015, shape), axis=2)
    season = 0.05 * np.sin(2 * np.pi * np.arange(MONTHS) / 12)
    values = 2500 * np.exp(level + season + draw.normal(0, 0.025, shape))
    names = tuple(f"area {n}" for n in range(AREAS))
    what = ("admissions", *(f"outcome {n}" for n in range(1, outcomes)))
    return Panel(what, names, tuple(f"m{t:02}" for t in range(MONTHS)), values)


def judge(method: str, panel: Panel | None = None) -> float | None:
    """Fit every area, judge the first, and return what could have been seen."""
    fits = fit_all(panel or made_up(), method=method, start=START, treated=["area 0"])
    return power(fits, "admissions", -1, periods_per_year=12).mde80


def judge_together(method: str, panel: Panel) -> float | None:
    """Fit every area in every outcome, judge the first together, and return what must last."""
    fits = fit_all(panel, method=method, start=START, treated=["area 0"])
    signs = (-1,) * len(panel.outcomes)
    joint_test(fits, signs)
    joint = join(fits, signs)
    cut = joint_windows(fits, joint, due=START, length=12)
    return lasting_share(joint, cut, sustain_share=2 / 3)


def median(method: str, panel: Panel, job: Callable[[str, Panel], float | None] = judge) -> float:
    """Return the median seconds of a judgement."""
    job(method, panel)
    taken: list[float] = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        job(method, panel)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> bool:
    """Print the medians and say whether both are under the limits."""
    compile_engine()
    panel = made_up()
    own, exact = median("level-change", panel), median("synthetic-control", panel)
    several = median("level-change", made_up(TOGETHER), judge_together)
    begun = time.perf_counter()
    subprocess.run(FRESH, check=True)
    fresh = time.perf_counter() - begun
    print(
        f"level_change: {AREAS} areas x {MONTHS} months with its power line {1000 * own:.1f} ms "
        f"(median of {RUNS}; limit {1000 * LIMIT_SECONDS:.0f}); exact synthetic control "
        f"{1000 * exact:.1f} ms; {TOGETHER} outcomes together with windows {1000 * several:.1f} ms "
        f"(limit {1000 * TOGETHER_LIMIT_SECONDS:.0f}); a fresh process {fresh:.2f} s in all "
        f"(limit {FRESH_LIMIT_SECONDS})"
    )
    return own < LIMIT_SECONDS and several < TOGETHER_LIMIT_SECONDS and fresh < FRESH_LIMIT_SECONDS


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
