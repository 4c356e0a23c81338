"""From a prepared measure to an estimate: fits, tests and checks, as the terms say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import METHODS, due_option, fit_all
from capitula.outcomes.inference.agreement import agreement
from capitula.outcomes.inference.compatible import compatible_range
from capitula.outcomes.inference.lasting import lasting_effect
from capitula.outcomes.inference.leave_one_out import leave_one_out
from capitula.outcomes.inference.own_test import own_test
from capitula.outcomes.inference.placebo import ratio_test
from capitula.outcomes.inference.power import needed_by_others, power
from capitula.outcomes.inference.pre_fit import pre_fit
from capitula.outcomes.inference.ranks import rank_p
from capitula.outcomes.inference.time_placebo import placebo_in_time
from capitula.outcomes.inference.windows import Windows, windows
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.measures import Direction, Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.verdict.evidence import Window

SUPPORTING = ("its",)
"""Methods that set an area beside its own past alone: at most they say that figures changed."""

_SIGNS = {Direction.UP: 1, Direction.DOWN: -1, Direction.NEUTRAL: 0}


def sign_of(measure: Measure) -> int:
    """Return 1 where more is better, -1 where less is, nought where neither."""
    return _SIGNS[measure.direction]


def estimate(prepared: Prepared, *, method: str = "", thorough: bool = True) -> Estimate:
    """Fit every area, and test the place against them.

    Args:
        prepared: the measure.
        method: the decisive method of the terms unless given.
        thorough: whether other methods and refits without each donor are run as well.

    Raises:
        InputFaults: what the fits find: too few periods or donors; or a decisive method that can
            only support another.
    """
    terms, measure = prepared.terms, prepared.measure
    sign, alpha = sign_of(measure), float(terms.tests.alpha)
    panel = prepared.panel()
    start, due = prepared.start - prepared.months.first, prepared.due - prepared.months.first
    length = terms.windows.periods
    decisive = method or terms.tests.method
    if decisive in SUPPORTING:
        place = Place("outcomes", None, None, f"{measure.id}, tests.method")
        expected = "a method that sets the place beside other areas"
        remedy = "name it under `beside`, where it is shown and decides nothing"
        found = f"{decisive!r} is named to decide and can only support another method"
        raise InputFaults([Fault(place, found, expected, remedy)])
    fits = fit_all(
        panel,
        method=decisive,
        start=start,
        treated=[prepared.place],
        **due_option(decisive, due),
    )
    outcome, at = measure.id, fits.treated_index
    held_out = placebo_in_time(panel, start=start, treated=[prepared.place], method=fits.method)
    signed = windows(fits, sign, length=length, effect_due=due, alpha=alpha) if sign else None
    full = signed is not None and signed.gap.shape[2] > 0
    factor = prepared.unit_factor
    beside, not_run = _beside(prepared, fits) if thorough else ([], {})
    return Estimate(
        method=fits.method,
        months=prepared.months,
        start=prepared.start,
        due=prepared.due,
        place=prepared.place,
        areas=fits.units,
        unit_factor=factor,
        actual=fits.actual[0, at] * factor,
        counterfactual=fits.counterfactual[0, at] * factor,
        scaled_gaps=fits.gaps[0],
        weights=fits.weights(outcome, prepared.place),
        certificate=float(fits.certificate[0, at]),
        pre_rmspe=float(fits.pre_rmspe[0, at]) * factor,
        pre_fit=pre_fit(fits, outcome, held_out.get(outcome), alpha),
        time_placebo=held_out.get(outcome),
        windows=_windows(prepared, fits),
        left_over=0 if signed is None else signed.left_over,
        best=_best(prepared, fits) if full else {},
        p_better=float(signed.p_better[0, at]) if full and signed else None,
        p_worse=float(signed.p_worse[0, at]) if full and signed else None,
        begun=_begun(signed, at),
        windows_p=_alone(signed, at),
        p_faded=_number(signed.p_faded[0, at]) if signed else None,
        windows_decide=own_test(fits) is None,
        ratio=ratio_test(fits, outcome),
        lasting=lasting_effect(
            fits,
            outcome,
            sign,
            length=length,
            effect_due=due,
            alpha=alpha,
            sustain_share=float(terms.windows.sustain_share),
        )
        if full
        else None,
        power=power(fits, outcome, sign, length=length, effect_due=due, alpha=alpha)
        if full
        else None,
        needed=_needed(prepared, fits) if full else np.empty(0),
        compatible=compatible_range(fits, outcome, sign, length=length, effect_due=due, alpha=alpha)
        if full
        else None,
        without_each=leave_one_out(panel, fits, outcome, treated=[prepared.place])
        if thorough and fits.donors is not None
        else None,
        agreement=agreement([fits, *beside], outcome, alpha) if beside else None,
        not_run=not_run,
        notes=fits.notes,
    )


def _begun(signed: Windows | None, at: int) -> tuple[float, float] | None:
    if signed is None:
        return None
    better, worse = (_number(each[0, at]) for each in signed.p_begun)
    return None if better is None or worse is None else (better, worse)


def _alone(signed: Windows | None, at: int) -> tuple[float | None, float | None]:
    if signed is None:
        return None, None
    return _number(rank_p(signed.best)[0, at]), _number(rank_p(signed.worst)[0, at])


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _windows(prepared: Prepared, fits: Fits) -> tuple[Window, ...]:
    terms, sign = prepared.terms, sign_of(prepared.measure)
    if not sign:
        return ()
    due, length = prepared.due - prepared.months.first, terms.windows.periods
    cut = windows(fits, sign, length=length, effect_due=due, alpha=float(terms.tests.alpha))
    at = fits.treated_index
    return tuple(
        Window(
            name=str(MonthRange(prepared.due + n * length, prepared.due + (n + 1) * length - 1)),
            gap=float(cut.gap[0, at, n]) * prepared.unit_factor,
            statistic=float(cut.statistic[0, at, n]),
            band=float(cut.band[0, n]),
        )
        for n in range(cut.gap.shape[2])
    )


def _best(prepared: Prepared, fits: Fits) -> dict[str, tuple[float, float]]:
    terms = prepared.terms
    cut = windows(
        fits,
        sign_of(prepared.measure),
        length=terms.windows.periods,
        effect_due=prepared.due - prepared.months.first,
        alpha=float(terms.tests.alpha),
    )
    return {
        unit: (float(better), float(worse))
        for unit, better, worse in zip(fits.units, cut.best[0], cut.worst[0], strict=True)
        if np.isfinite(better)
    }


def _needed(prepared: Prepared, fits: Fits) -> NDArray[np.float64]:
    """Return what each other area would have needed, at the place's own error, in the unit."""
    needed = needed_by_others(
        fits,
        prepared.measure.id,
        sign_of(prepared.measure),
        length=prepared.terms.windows.periods,
        effect_due=prepared.due - prepared.months.first,
        alpha=float(prepared.terms.tests.alpha),
    )
    return needed * prepared.unit_factor


def _beside(prepared: Prepared, fits: Fits) -> tuple[list[Fits], dict[str, str]]:
    """Run the other methods of the terms on the same panel; what cannot be run is said."""
    found: list[Fits] = []
    not_run: dict[str, str] = {}
    for method in prepared.terms.tests.beside:
        if method == fits.method:
            continue
        if method not in METHODS:
            not_run[method] = "not in this version"
            continue
        try:
            found.append(
                fit_all(
                    prepared.panel(),
                    method=method,
                    start=fits.start,
                    treated=[prepared.place],
                    **due_option(method, prepared.due - prepared.months.first),
                )
            )
        except InputFaults as error:
            not_run[method] = "; ".join(fault.found for fault in error.faults)
    return found, not_run
