"""How long it takes to fit every area as placebo, exactly, beside its peers in the same run.

Made-up areas with four shared movements. Compute only, warm: the compiled code is read first, the
panel is in memory. The limit is counted, not guessed: the products that the Gram matrices, the
searches and the gaps need, at the rate at which one processor multiplies matrices. Seconds of the
processors are given beside those of the clock, since a shared machine makes the clock run long.
Peers: mlsynth and pysyncon fit some areas of one outcome, scaled up to all; both import slowly,
which is not counted.
"""

import contextlib
import io
import os
import statistics
import subprocess
import sys
import time
import warnings

import numpy as np

from capitula.outcomes.counterfactual import engine
from capitula.outcomes.counterfactual.engine import compile_engine
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.power import power
from capitula.outcomes.panel.panel import Panel

RUNS = 9
PEER_AREAS = 3
"""Areas that each peer fits, without inference of its own; the rest is scaled up."""


def made(areas, months, outcomes):
    random = np.random.default_rng(1)
    moves = random.normal(size=(outcomes, 4, months)).cumsum(axis=2)
    loads = random.normal(size=(outcomes, areas, 4))
    values = 100 + loads @ moves + random.normal(size=(outcomes, areas, months))
    units = tuple(f"a{n:03}" for n in range(areas))
    times = tuple(str(1000 + t) for t in range(months))
    return Panel(tuple(f"o{o:02}" for o in range(outcomes)), units, times, values)


def extreme(areas, months):
    """Levels up to a hundredfold apart, almost nothing but shared movements, and donors alike."""
    random = np.random.default_rng(2)
    values = made(areas, months, 1).values[0]
    mean = values.mean(axis=0)
    loads = random.normal(size=(areas, 4))
    moves = random.normal(size=(4, months)).cumsum(axis=1)
    values = mean + loads @ moves + 1e-3 * random.normal(size=values.shape)
    values *= 100 ** random.uniform(size=(areas, 1))
    twins = areas // 10
    values[:twins] = values[-twins:] * (1 + 1e-9 * random.normal(size=(twins, months)))
    units = tuple(f"a{n:03}" for n in range(areas))
    return Panel(("o00",), units, tuple(str(1000 + t) for t in range(months)), values[None])


def unpolished(panel, start):
    """Return the relative gaps that the search leaves before any fit is polished."""
    polished, engine.POLISH = engine.POLISH, np.inf
    try:
        return fit_all(panel, start=start).certificate
    finally:
        engine.POLISH = polished


def seconds(work):
    """The median and least of several runs by the clock, and the median of the processors."""
    clock, processor = [], []
    for _ in range(RUNS):
        begun, used = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - begun)
        processor.append(time.process_time() - used)
    return statistics.median(clock), min(clock), statistics.median(processor)


def gigaflops(fits):
    """Multiplications and additions that the method needs, counted from the supports found."""
    outcomes, areas, months = fits.actual.shape
    before, count = fits.start, fits.donors.count.astype(float)
    gram = outcomes * areas * areas * before
    steps = (count * count).sum() * areas + (count**3).sum() / 3
    gaps = outcomes * areas * areas * before * 2
    paths = count.sum() * months * 2
    return (gram + steps + gaps + paths) / 1e9


def rate():
    """Billions of operations a second of the processors in matrix products, in one thread.

    The slices are those of the product itself, too small for threads beneath; by the seconds of
    the processor, so that other work on the machine does not count.
    """
    left = np.random.default_rng(0).normal(size=(14, 84))
    right = np.random.default_rng(1).normal(size=(84, 200))
    out = np.empty((14, 200))
    begun, done = time.process_time(), 0
    while time.process_time() - begun < 0.3:
        np.matmul(left, right, out=out)
        done += 1
    return 2 * left.shape[0] * right.size * done / (time.process_time() - begun) / 1e9


def report(name, panel, start):
    fits = fit_all(panel, start=start, treated=["a000"])
    clock, least, used = seconds(lambda: fit_all(panel, start=start, treated=["a000"]))
    work = gigaflops(fits)
    each = rate()
    print(f"{name}: {fits.fitted.sum():,} exact fits")
    limit = work / each
    print(f"  median of {RUNS}     {clock:8.3f} s   least {least:.3f} s")
    print(f"  processors       {used:8.3f} s   {used / limit:.1f} times the limit")
    print(f"  limit            {limit:8.3f} s   ({work:.2f} GFLOP at {each:.0f} GFLOP/s)")
    print(f"  largest gap      {np.nanmax(fits.certificate):8.1e}     (1e-09 accepted)")
    print(f"  donors a fit     {fits.donors.count.mean():8.1f}")
    return used


def peer_mlsynth(panel, start):
    import pandas as pd
    from mlsynth import VanillaSC

    taken = []
    for area in range(PEER_AREAS):
        rows = [
            (unit, t, panel.values[0, n, t], int(n == area and t >= start))
            for n, unit in enumerate(panel.units)
            for t in range(len(panel.times))
        ]
        table = pd.DataFrame(rows, columns=["unit", "time", "y", "treated"])
        settings = {"outcome": "y", "treat": "treated", "unitid": "unit", "time": "time"}
        used = time.process_time()
        VanillaSC({"df": table, **settings, "inference": False, "display_graphs": False}).fit()
        taken.append(time.process_time() - used)
    return statistics.median(taken)


def peer_pysyncon(panel, start):
    import pandas as pd
    from pysyncon import Synth

    values = pd.DataFrame(panel.values[0, :, :start].T, columns=list(panel.units))
    taken = []
    for area in range(PEER_AREAS):
        own = panel.units[area]
        others = values.drop(columns=[own])
        used = time.process_time()
        Synth().fit(X0=others, X1=values[own], Z0=others, Z1=values[own], custom_V=np.ones(start))
        taken.append(time.process_time() - used)
    return statistics.median(taken)


def peers(panel, start, ours):
    areas = len(panel.units)
    for name, peer in (("mlsynth", peer_mlsynth), ("pysyncon", peer_pysyncon)):
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            one = peer(panel, start)
        whole = one * areas
        print(
            f"  {name:<16} {whole:8.1f} s of processors for {areas} areas, "
            f"{one:.2f} s each: {whole / ours:,.0f} times ours"
        )


def fresh_process():
    """Import, read the compiled code, make the panel and fit it, in a process of its own."""
    code = (
        "from benchmarks.counterfactual import made; "
        "from capitula.outcomes.counterfactual.fitting import fit_all; "
        "fit_all(made(200, 120, 30), start=84, treated=['a000'])"
    )
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main():
    ready = compile_engine()
    print(f"Exact synthetic control; {os.cpu_count()} processors; solver ready after {ready:.2f} s")
    report("200 areas, 120 months (84 before), 30 outcomes", made(200, 120, 30), 84)
    one = made(200, 120, 1)
    ours = report("The same, one outcome", one, 84)
    peers(one, 84, ours)
    unequal = extreme(200, 120)
    report("Extreme: levels a hundredfold apart, donors alike, one outcome", unequal, 84)
    before = unpolished(unequal, 84)
    print(
        f"  before polish    {np.nanmax(before):8.1e}     largest gap; "
        f"{(before > engine.POLISH).sum()} of {before.size} fits polished"
    )
    months = made(181, 81, 1)
    report("181 areas, 81 months (53 before), one outcome", months, 53)
    clock, least, _ = seconds(
        lambda: power(fit_all(months, start=53, treated=["a000"]), "o00", 1, length=12)
    )
    print(f"  with its power   {clock:8.3f} s   least {least:.3f} s")
    print(f"A fresh process, 6,000 fits in all: {fresh_process():.2f} s (median of 3)")


if __name__ == "__main__":
    main()
