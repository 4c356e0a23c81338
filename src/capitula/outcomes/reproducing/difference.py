"""Proposition 99 by difference in differences, two-way and synthetic.

The synthetic one is computed twice: as its authors' program does, whose search stops short of the
optimum and whose figures are published; and exactly, whose figures anyone can check by the
optimality gap.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from capitula.money.reproduce import Reproduction
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.panel.reading import read_panel
from capitula.outcomes.reproducing.california import START, TREATED
from capitula.outcomes.reproducing.comparing import compare, known_answers, reproduction

OUTCOME = "PacksPerCapita"

Progress = Callable[[int, int], None]


def reproduce_sdid(path: Path, progress: Progress | None = None) -> Reproduction:
    """Compute the known answers of synthetic difference in differences again.

    Raises:
        InputFaults: everything wrong with the file.
    """
    return _reproduce("sdid", path, progress)


def reproduce_did(path: Path, progress: Progress | None = None) -> Reproduction:
    """Compute the known answer of two-way difference in differences again.

    Raises:
        InputFaults: everything wrong with the file.
    """
    return _reproduce("did", path, progress)


def _reproduce(name: str, path: Path, progress: Progress | None) -> Reproduction:
    read = read_panel(path, unit="State", time="Year", values=[OUTCOME])
    panel = read.panel

    def run(method: str, **options: Any) -> Fits:
        return fit_all(panel, method=method, start=START, treated=[TREATED], **options)

    if name == "did":
        runs = {"did": run("did")}
    else:
        if progress:
            progress(0, 2)
        runs = {
            "sdid-published": run("sdid", search="published"),
            "sdid-exact": run("sdid"),
        }
    if progress:
        progress(2, 2)
    answers = {key: known_answers()[key] for key in runs}
    return reproduction(
        name,
        file=read.file,
        sha256=read.sha256,
        rows=panel.values[0].size,
        comparisons=[each for key in runs for each in compare(answers[key], figures(runs[key]))],
        sources=answers,
    )


def figures(fits: Fits) -> dict[str, float]:
    """Return the figures of the treated unit and its placebos by the names of known answers."""
    at = fits.treated_index
    mean = fits.gaps[0, :, fits.start :].mean(axis=1)
    found = {"effect mean": float(mean[at])}
    found |= {f"placebo {unit}": float(mean[n]) for n, unit in enumerate(fits.units) if n != at}
    found |= {f"weight {key}": w for key, w in fits.weights(OUTCOME, TREATED).items()}
    for name in ("zeta_omega", "zeta_lambda", "standard_error"):
        if name in fits.details:
            found[name.replace("_", " ")] = fits.details[name][OUTCOME]
    times: dict[str, float] = fits.details.get("time_weights", {}).get(OUTCOME, {})
    found |= {f"time weight {year}": weight for year, weight in times.items()}
    certificate = float(np.max(fits.certificate))
    if np.isfinite(certificate):
        found["optimality gap"] = certificate
    return found
