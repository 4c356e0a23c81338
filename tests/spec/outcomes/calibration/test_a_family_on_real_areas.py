"""Several outcomes at once, on real areas where nothing happened.

Each English area in turn is taken for contracted on a day when nothing was, and judged on three
outcomes together by the largest of its statistics. However the outcomes move together, the share of
areas with any false claim stays at the level; judged one by one, three chances make more of them.
"""

import numpy as np
import pytest

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.family import family_p
from capitula.outcomes.inference.ranks import rank_p
from capitula.outcomes.inference.windows import windows
from harness.panels import NON_ELECTIVE, activity

COLUMNS = {
    "non-elective admissions": NON_ELECTIVE,
    "elective admissions": "Elective G&A Total Admissions (FFCEs)",
    "first outpatients": "All 1st Outpatient Attendances (G&A)",
}
ALPHA = 0.05


@pytest.fixture(scope="module")
def panel(shared):
    return activity(shared, COLUMNS)


@pytest.mark.parametrize("start", ["2016-07", "2017-01", "2017-07"])
def test_the_family_is_wrong_no_more_often_than_its_level(panel, start):
    at = panel.times.index(start)
    fits = fit_all(panel.indexed(at), start=at, treated=[panel.units[0]])
    best = windows(fits, -1).statistic.max(axis=2)
    areas = len(panel.units)
    together = [family_p(best, unit).min() <= ALPHA for unit in range(areas)]
    alone = (rank_p(best) <= ALPHA).any(axis=0)
    assert areas > 150
    assert 0 < np.mean(together) <= ALPHA
    assert np.mean(alone) > ALPHA, "what the family guards against is there"
