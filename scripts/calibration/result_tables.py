"""Small result tables that ship with the product, each with its source in its head."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "src/capitula/outcomes/calibration"
HEAD = """\
# Publisher: made by scripts/calibration of this project from NHS England, Monthly Activity Return
# by commissioner, total non-elective G&A admissions, 181 areas, April 2013 to December 2019.
# Licence: Open Government Licence v3.0. Mark: derived.
# What: {what}.
"""


def write(name, rows, what):
    """Write a table with its head."""
    made = io.StringIO(newline="")
    made.write(HEAD.format(what=what))
    writer = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    TARGET.mkdir(exist_ok=True)
    (TARGET / name).write_text(made.getvalue(), encoding="utf-8")


def read(name):
    """Return the rows of a table, its head left out."""
    lines = (TARGET / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def mde80(effects, curve):
    """The effect in percent found four times in five, between those tried; empty if none is."""
    curve = np.maximum.accumulate(np.asarray(curve, dtype=float))
    reached = np.flatnonzero(curve >= 0.8)
    if not len(reached):
        return ""
    at = reached[0]
    if at == 0:
        return "0.0"
    return f"{100 * np.interp(0.8, curve[at - 1 : at + 1], effects[at - 1 : at + 1]):.1f}"
