"""Interactive fixed effects with their bootstrap, and synthetic difference in differences.

Made-up areas with four shared movements. Compute only, warm: the compiled code is read first, the
panel is in memory. Seconds of the processors stand beside those of the clock, since a shared
machine makes the clock run long. The peer is diff-diff in the same run: its synthetic difference
in differences of one area with placebo errors, and of one area alone scaled up to all of them.
"""

import os
import time
import warnings

import numpy as np
from benchmarks.counterfactual import made, seconds

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.counterfactual.interactive_bootstrap import bootstrap
from capitula.outcomes.counterfactual.interactive_effects import fit_controls
from capitula.outcomes.counterfactual.interactive_projection import project

PEER_PLACEBOS = 20
"""Placebos that the peer fits; the rest is scaled up."""


def report(name, work):
    clock, least, used = seconds(work)
    print(f"{name:<58} {clock:8.3f} s   least {least:.3f} s   processors {used:.3f} s")
    return used


def simulated():
    """A panel the size of the method's own example: 50 areas, 30 periods, two covariates."""
    random = np.random.default_rng(4)
    covariates = random.normal(size=(2, 50, 30))
    shared = random.normal(size=(50, 2)) @ random.normal(size=(2, 30))
    figures = covariates[0] + 3 * covariates[1] + 2 * shared + random.normal(size=(50, 30))
    return figures, covariates


def bootstraps(figures, covariates, start, rank):
    effects = fit_controls(figures[5:], covariates[:, 5:], rank)
    projected = project(effects, figures[:5], covariates[:, :5], start)
    expected, own = projected.path.mean(axis=0), covariates[:, :5].mean(axis=1)

    def work():
        return bootstrap(effects, covariates[:, 5:], expected, own, start, members=5, draws=1_000)

    return work


def peer(panel, start):
    import pandas as pd
    from diff_diff import SyntheticDiD

    rows = [
        (unit, t, panel.values[0, n, t], int(n == 0))
        for n, unit in enumerate(panel.units)
        for t in range(len(panel.times))
    ]
    table = pd.DataFrame(rows, columns=["unit", "time", "y", "treated"])
    after = list(range(start, len(panel.times)))
    taken = []
    for draws in (PEER_PLACEBOS, 2 * PEER_PLACEBOS):
        used = time.process_time()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = SyntheticDiD(variance_method="placebo", n_bootstrap=draws, seed=1).fit(
                table,
                outcome="y",
                treatment="treated",
                unit="unit",
                time="time",
                post_periods=after,
            )
        taken.append(time.process_time() - used)
    return found.att, (taken[1] - taken[0]) / PEER_PLACEBOS


def main():
    print(f"{os.cpu_count()} processors; seconds by the clock are medians of 9")
    figures, covariates = simulated()
    work = bootstraps(figures, covariates, 20, 2)
    begun = time.perf_counter()
    found = work()
    print(f"Bootstrap compiled or read from disk: {time.perf_counter() - begun:.1f} s")
    print(f"  standard error {found.standard_error(20):.4f}, unsettled {found.unsettled:.1%}")
    report("1,000 bootstraps, 50 areas x 30, two covariates, 2 factors", work)
    one = made(200, 120, 1)
    nothing = np.empty((0, 200, 120))
    large = bootstraps(one.values[0], nothing, 84, 4)
    large()
    report("1,000 bootstraps, 200 areas x 120, 4 factors", large)
    method = {"start": 84, "treated": ["a000"]}
    report(
        "Interactive fixed effects, 200 areas x 120, all areas",
        lambda: fit_all(one, method="interactive-fixed-effects", **method),
    )
    fits = fit_all(one, method="sdid", **method)
    ours = report(
        "Synthetic difference in differences, the same, all areas",
        lambda: fit_all(one, method="sdid", **method),
    )
    print(f"  largest gap {np.nanmax(fits.certificate):.1e} (1e-09 accepted)")
    att, each = peer(one, 84)
    effect = fits.gaps[0, fits.treated_index, 84:].mean()
    print(f"  diff-diff: {each:.3f} s of processors a placebo, {200 * each:.1f} s for 200 areas:")
    print(f"  {200 * each / ours:,.0f} times ours; effect {att:.6f}, ours {effect:.6f}")


if __name__ == "__main__":
    main()
