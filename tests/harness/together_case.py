"""A case folder with two measures that are judged together: made figures, a known truth."""

import shutil

import numpy as np

from capitula.outcomes.series import days_in
from harness.places import PACKAGE
from harness.together import changed, unrelated

BEFORE, MONTHS, AREAS = 36, 60, 60

KINDS = ("title", "publisher", "period", "licence", "attribution", "source", "made_by")
UNITS = "# units: 2014-04 = count"

MEASURE = """\
  - id: {name}
    name: {title}
    unit: a day of the month
    direction: down
    role: {role}
    series: {name}
    column: counts
    denominator: days of the month
    source: Made up
    data_known: 2019-05
    baseline: 2014-04/2017-03
    comparators: [all areas]
    start: 2017-04
    smallest_effect: 20
    smallest_effect_why: Made up.
    judged:
      donors: {{figures: {name}, place: Place}}
      tests: {{method: level-change}}
    registered_on: 2017-03-01
    registered_by: The board
    mark: local
    note: Made up.
"""

TOGETHER = """\
together:
  - id: use
    name: Use of the hospital
    measures: [admissions, visits]
    why: Both were promised.
    smallest_effect_share: 0.02
    data_known: 2019-05
    registered_on: 2017-03-01
    registered_by: The board
    mark: local
    note: Made up.
"""


def made_case(folder, *, seed=71, share=-0.03, last=None):
    """The folder of a case whose admissions and visits both change by a share from the start on.

    Months from the start to `last`, or all of them; all else is noise.
    """
    root = folder / "made"
    shutil.copytree(PACKAGE / "cases" / "wirral", root)
    shutil.rmtree(root / "figures")
    (root / "figures").mkdir()
    values = unrelated(seed, outcomes=2, areas=AREAS, months=MONTHS)
    until = None if last is None else BEFORE + last
    values = changed(values, share, share, first=BEFORE, last=until)
    months = [12 * 2014 + 3 + t for t in range(MONTHS)]
    days = np.array([days_in(month) for month in months])
    head = ",".join(["area_code", "area_name", *(f"{m // 12}-{m % 12 + 1:02}" for m in months)])
    counts = np.rint(values * days).astype(int)
    for name, table in zip(("admissions", "visits"), counts, strict=True):
        rows = [
            ",".join([f"E{n}", "Place" if n == 0 else f"Town {n}", *map(str, row)])
            for n, row in enumerate(table)
        ]
        meta = [*(f"# {kind}: made up" for kind in KINDS), UNITS, "# counted: days in the month"]
        text = "\n".join([*meta, head, *rows]) + "\n"
        (root / "figures" / f"{name}.csv").write_text(text)
    measures = MEASURE.format(name="admissions", title="Admissions", role="primary")
    measures += MEASURE.format(name="visits", title="Visits", role="secondary")
    (root / "outcomes.yaml").write_text(f"measures:\n{measures}{TOGETHER}")
    return root
