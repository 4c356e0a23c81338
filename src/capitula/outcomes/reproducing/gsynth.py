"""The simulated panel of generalised synthetic control: the truth is known, and so are the answers.

Without covariates least squares has one answer for each number of factors. With them the program of
the method's author stops before the coefficients stand still: its figures are computed with its own
stopping rule, and the least squares beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.money.reproduce import Comparison, Reproduction
from capitula.outcomes.counterfactual.design import Flags
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.counterfactual.interactive_bootstrap import DRAWS, bootstrap
from capitula.outcomes.counterfactual.interactive_effects import InteractiveEffects, fit_controls
from capitula.outcomes.counterfactual.interactive_fixed_effects import MOST_FACTORS
from capitula.outcomes.counterfactual.interactive_projection import Projected, choose_rank, project
from capitula.outcomes.panel.reading import ReadPanel, read_panel
from capitula.outcomes.reproducing.comparing import compare, known_answers, reproduction

COLUMNS = ("Y", "D", "X1", "X2")


def reproduce_gsynth(
    path: Path, progress: Callable[[int, int], None] | None = None
) -> Reproduction:
    """Compute the known answers of the simulated panel again.

    Raises:
        InputFaults: everything wrong with the file.
    """
    read = read_panel(path, unit="id", time="time", values=COLUMNS)
    values = read.panel.values
    figures, treatment, covariates = values[0], values[1], values[2:]
    treated, start = _treated(read, treatment)
    nothing = np.empty((0, *figures.shape))
    runs = {
        "gsynth-plain": (nothing, False),
        "gsynth-published": (covariates, True),
        "gsynth-exact": (covariates, False),
    }
    answers = {name: known_answers()[name] for name in runs}
    comparisons: list[Comparison] = []
    for done, (name, (beside, published)) in enumerate(runs.items()):
        found = _figures(figures, beside, treated, start, published=published)
        found |= {
            f"period {read.panel.times[start + k]}": found[f"after {k}"]
            for k in range(len(read.panel.times) - start)
        }
        comparisons += compare(answers[name], found)
        if progress:
            progress(done + 1, len(runs))
    return reproduction(
        "gsynth",
        file=read.file,
        sha256=read.sha256,
        rows=figures.size,
        comparisons=comparisons,
        sources=answers,
    )


def _treated(read: ReadPanel, treatment: Floats) -> tuple[Flags, int]:
    """Return which units are treated and from when; all of them from the same period."""
    treated = np.asarray(treatment.max(axis=1) == 1, dtype=np.bool_)
    first = treatment[treated].argmax(axis=1)
    same = bool(treated.any()) and bool((first == first[0]).all()) and int(first[0]) > 1
    if not same or np.isnan(read.panel.values).any():
        expected = "units treated from one period on, D = 1, and a figure in every cell"
        place = Place(read.file, None, None, "D")
        found = "another treatment, or cells without a figure"
        raise InputFaults([Fault(place, found, expected, "give the published file")])
    return treated, int(first[0])


def _figures(
    figures: Floats, beside: Floats, treated: Flags, start: int, *, published: bool
) -> dict[str, float]:
    found: dict[str, float] = {}
    tried: list[tuple[InteractiveEffects, Projected, Floats]] = []
    for rank in range(MOST_FACTORS + 1):
        effects = fit_controls(figures[~treated], beside[:, ~treated], rank, published=published)
        projected = project(effects, figures[treated], beside[:, treated], start)
        gap = (figures[treated] - projected.path)[:, start:].mean(axis=0)
        tried.append((effects, projected, gap))
        found[f"effect mean, {rank} factors"] = float(gap.mean())
        found[f"left-out error, {rank} factors"] = projected.mspe
    best = choose_rank([projected.mspe for _, projected, _ in tried])
    effects, projected, gap = tried[best]
    found |= {"factors": best, "effect mean": float(gap.mean()), "variance": effects.variance}
    found |= {f"beta {k + 1}": float(each) for k, each in enumerate(effects.beta.tolist())}
    found |= {f"after {k}": float(each) for k, each in enumerate(gap.tolist())}
    drawn = bootstrap(
        effects,
        beside[:, ~treated],
        projected.path.mean(axis=0),
        beside[:, treated].mean(axis=1),
        start,
        members=int(treated.sum()),
        draws=DRAWS,
    )
    found["standard error"] = drawn.standard_error(start)
    return found
