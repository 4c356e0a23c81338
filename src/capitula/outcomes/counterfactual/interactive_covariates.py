"""Covariates in the order of a design: a figure for every unit and period, or the unit is out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.design import LEAST_DONORS, Design, Flags
from capitula.outcomes.counterfactual.fits import Floats
from capitula.outcomes.panel.panel import Panel


@dataclass(frozen=True, slots=True, eq=False)
class Covariates:
    """Covariates beside a design.

    Attributes:
        names: P of them.
        values: [P, N, T] of the units of the design.
        members: [P, M, T] of the treated members.
    """

    names: tuple[str, ...]
    values: Floats
    members: Floats


def align(design: Design, given: Panel | None) -> tuple[Design, Covariates]:
    """Put covariates in the order of the design, and leave out units that lack a figure of them.

    Args:
        design: who is fitted from whom.
        given: a panel of the covariates with all units and periods of the design, or none.

    Raises:
        InputFaults: units or periods that the covariates do not have, a treated unit that lacks a
            figure, or too few donors that have them all.
    """
    panel = design.panel
    members = len(design.members)
    if given is None:
        shape = (0, len(panel.units), len(panel.times))
        return design, Covariates((), np.empty(shape), np.empty((0, members, shape[2])))
    times = [given.time_index(time) for time in panel.times]
    own = given.values[:, given.unit_indices(design.members)][:, :, times]
    values = np.empty((len(given.outcomes), len(panel.units), len(panel.times)))
    for n, unit in enumerate(panel.units):
        if unit == design.treated:
            values[:, n] = own.mean(axis=1)
        else:
            values[:, n] = given.values[:, given.unit_indices([unit])[0]][:, times]
    known: Flags = np.logical_not(np.isnan(values).any(axis=(0, 2)))
    faults = _faults(design, given, own, known)
    if faults:
        raise InputFaults(faults)
    refused = dict(design.refused)
    for n in np.flatnonzero(~known).tolist():
        for outcome in panel.outcomes:
            refused.setdefault((outcome, panel.units[n]), "a covariate lacks a figure")
    notes = design.notes
    if not known.all():
        notes += (f"{int((~known).sum())} units lack figures of a covariate and are left out.",)
    kept = replace(
        design,
        complete=design.complete & known,
        donors=design.donors & known,
        refused=refused,
        notes=notes,
    )
    return kept, Covariates(given.outcomes, values, own)


def _faults(design: Design, given: Panel, own: Floats, known: Flags) -> list[Fault]:
    names = ", ".join(given.outcomes)
    faults = [
        Fault(
            Place("panel", None, None, f"{names}, {member}"),
            "a missing figure",
            "a figure of every covariate in every period",
            "get the figure, or leave the covariate out; nothing is filled in",
        )
        for m, member in enumerate(design.members)
        if np.isnan(own[:, m]).any()
    ]
    for o, outcome in enumerate(design.panel.outcomes):
        count = int((design.donors[o] & known).sum())
        if count < LEAST_DONORS + (design.treated is None):
            expected = f"{LEAST_DONORS} at least, beside the unit that is fitted"
            place = Place("panel", None, None, f"{outcome}, {names}")
            found = f"{count} possible donors with every figure"
            faults.append(Fault(place, found, expected, "give more areas, or fewer covariates"))
    return faults
