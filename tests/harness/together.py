"""Panels of several outcomes for tests of what they say together: made up, with a known truth."""

import numpy as np

from capitula.outcomes.panel.panel import Panel
from harness.panels import years

START, MONTHS, AREAS = 30, 48, 40
ADMISSIONS, VISITS = "admissions", "visits"
NAMES = (ADMISSIONS, VISITS, "bed-days", "ambulances", "referrals", "readmissions")


def made_up(seed=1, *, outcomes=2, areas=AREAS, months=MONTHS, noise=0.02, drift=0.01):
    """Figures with seasons in common, levels that drift, noise; half of both is shared by outcomes.

    float64 [outcomes, areas, months].
    """
    draw = np.random.default_rng(seed)
    season = 0.05 * np.sin(2 * np.pi * np.arange(months) / 12)

    def own(size):
        steps = draw.normal(0, size, (outcomes, areas, months))
        return (steps + draw.normal(0, size, (1, areas, months))) / np.sqrt(2)

    level = np.cumsum(own(drift), axis=2)
    size = draw.uniform(500, 5000, (outcomes, areas, 1))
    return size * np.exp(season + level + own(noise))


def panel(values, names=NAMES):
    """The panel of some figures; areas are called area 0, area 1 and so on."""
    count, areas, months = values.shape
    units = tuple(f"area {n}" for n in range(areas))
    return Panel(names[:count], units, years(months), values)


def changed(values, *shares, area=0, first=START, last=None):
    """The same, one area's outcomes changed by shares, −0.1 a fall by a tenth, from a month on."""
    moved = values.copy()
    moved[:, area, first:last] *= 1 + np.array(shares)[:, None]
    return moved


def unrelated(seed=1, *, outcomes=2, areas=60, months=MONTHS, noise=0.03):
    """Figures that differ by noise alone, and no two of them by the same."""
    draw = np.random.default_rng(seed)
    return 1000 * np.exp(draw.normal(0, noise, (outcomes, areas, months)))
