"""From the fits of one panel to an estimate for each outcome, every check run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.certificate import CERTIFICATE_LIMIT
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import due_option, fit_all
from capitula.outcomes.inference.break_check import break_reasons
from capitula.outcomes.inference.compatible import compatible_range
from capitula.outcomes.inference.estimate import Estimate, PeriodGap, SignedWindow
from capitula.outcomes.inference.family import benjamini_hochberg, family_p
from capitula.outcomes.inference.lasting import lasting_effect
from capitula.outcomes.inference.leave_one_out import leave_one_out
from capitula.outcomes.inference.placebo import ratio_test, ratios
from capitula.outcomes.inference.power import power
from capitula.outcomes.inference.pre_fit import pre_fit
from capitula.outcomes.inference.time_placebo import TimePlacebo, placebo_in_time
from capitula.outcomes.inference.warning import warnings_of
from capitula.outcomes.inference.windows import Windows, windows
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.panel.times import periods_per_year

CHECKED_METHODS = ("synthetic-control", "ridge", "did", "interactive-fixed-effects")
"""Fast enough that the placebo in time and leaving donors out are run unasked."""


def estimate(
    panel: Panel,
    *,
    method: str = "synthetic-control",
    start: int | str,
    treated: Sequence[str],
    treated_as_donor: bool = False,
    excluded: Sequence[str] = (),
    direction: int | Sequence[int] = 0,
    window: int | None = None,
    effect_due: str | None = None,
    alpha: float = 0.05,
    checks: bool | None = None,
    unit: str = "",
    adds_up: bool = True,
    **options: Any,
) -> tuple[Fits, tuple[Estimate, ...]]:
    """Fit every area by one method and judge the treated unit for every outcome.

    Args:
        panel: outcomes, units and periods.
        method: one of the register.
        start: the first treated period.
        treated: names of the treated units; several are taken as their mean.
        treated_as_donor: whether placebos may be fitted from the treated unit.
        excluded: units left out wholly.
        direction: 1 more is better, −1 less is better, 0 not said: then the ratio test decides.
            One for all outcomes, or 1 or −1 for each (or 0 for all).
        window: periods in a window of the signed test; None takes all as one.
        effect_due: label of the first judged period, for the signed test.
        alpha: level of the tests.
        checks: whether to run the placebo in time and to leave donors out; by default for methods
            that are fast enough.
        unit: of the figures; the outcome's name unless given.
        adds_up: whether figures of periods add up to a year's, as counts do and an index does not.
        options: those of the method.

    Returns:
        The fits, and an estimate for each outcome.

    Raises:
        InputFaults: directions that are not one for each outcome; or what `fit_all` or `windows`
            finds.
    """
    ways = _ways(direction, panel.outcomes)
    due = None if effect_due is None else panel.time_index(effect_due)
    fits = fit_all(
        panel,
        method=method,
        start=start,
        treated=treated,
        treated_as_donor=treated_as_donor,
        excluded=excluded,
        **options,
        **due_option(method, due),
    )
    by_way = {
        way: windows(fits, way, length=window, effect_due=due, alpha=alpha)
        for way in dict.fromkeys(ways)
        if way
    }
    cuts = [by_way.get(way) for way in ways]
    wanted = method in CHECKED_METHODS if checks is None else checks
    held_out: dict[str, TimePlacebo] = {}
    if wanted:
        held_out = placebo_in_time(
            panel,
            start=fits.start,
            treated=treated,
            method=method,
            treated_as_donor=treated_as_donor,
            excluded=excluded,
            **options,
        )
    adjusted, rates = _family(fits, cuts)
    found: list[Estimate] = []
    for o, outcome in enumerate(fits.outcomes):
        at, way, cut = fits.treated_index, ways[o], cuts[o]
        judged: dict[str, Any] = {"length": window, "effect_due": due, "alpha": alpha}
        test = ratio_test(fits, outcome)
        open_range = compatible_range(fits, outcome, way, **judged)
        yearly = periods_per_year(fits.times) if adds_up else None
        seen = power(fits, outcome, way, periods_per_year=yearly, **judged)
        barred, broken = break_reasons(panel, outcome, treated, excluded)
        fit = pre_fit(fits, outcome, held_out.get(outcome), alpha)
        certificate = float(fits.certificate[o, at])
        without = None
        if wanted and fits.donors is not None:
            without = leave_one_out(
                panel, fits, outcome, treated=treated, excluded=excluded, **options
            )
        found.append(
            Estimate(
                outcome=outcome,
                unit=unit or outcome,
                method=method,
                treated=tuple(treated),
                start=fits.times[fits.start],
                by_time=_by_time(fits, o, at),
                periods_before=fits.start,
                pre_rmspe=float(fits.pre_rmspe[o, at]),
                weights=fits.weights(outcome, fits.units[at]),
                certificate=None if np.isnan(certificate) else certificate,
                certificate_limit=None if np.isnan(certificate) else CERTIFICATE_LIMIT,
                ratio=test,
                power=seen,
                compatible=open_range,
                pre_fit=fit,
                windows=_windows(cut, o, at),
                p_better=None if cut is None else float(cut.p_better[o, at]),
                p_worse=None if cut is None else float(cut.p_worse[o, at]),
                begun_after=_begun(cut, o, at),
                lasting=lasting_effect(fits, outcome, way, **judged) if way else None,
                family_p=adjusted[o],
                false_discovery=rates[o],
                time_placebo=held_out.get(outcome),
                leave_one_out=without,
                breaks=barred,
                warnings=warnings_of(
                    fits,
                    outcome,
                    test=test,
                    power=seen,
                    open_range=open_range,
                    pre_fit=fit,
                    without=without,
                    breaks=(barred, broken),
                ),
                details=_details(fits, outcome, fits.units[at]),
            )
        )
    return fits, tuple(found)


def _by_time(fits: Fits, outcome: int, unit: int) -> tuple[PeriodGap, ...]:
    actual: list[float] = fits.actual[outcome, unit].tolist()
    otherwise: list[float] = fits.counterfactual[outcome, unit].tolist()
    return tuple(
        PeriodGap(time, a, c, a - c)
        for time, a, c in zip(fits.times, actual, otherwise, strict=True)
    )


def _windows(cut: Windows | None, outcome: int, unit: int) -> tuple[SignedWindow, ...]:
    if cut is None:
        return ()
    gap: list[float] = cut.gap[outcome, unit].tolist()
    statistic: list[float] = cut.statistic[outcome, unit].tolist()
    band: list[float] = cut.band[outcome].tolist()
    rows = zip(cut.first, cut.last, gap, statistic, band, strict=True)
    return tuple(SignedWindow(*row) for row in rows)


def _begun(cut: Windows | None, outcome: int, unit: int) -> tuple[float, float] | None:
    if cut is None or not cut.begun or cut.begun[outcome] is None:
        return None
    better, worse = cut.p_begun
    return float(better[outcome, unit]), float(worse[outcome, unit])


def _ways(direction: int | Sequence[int], outcomes: Sequence[str]) -> tuple[int, ...]:
    """Return a direction for each outcome."""
    if isinstance(direction, int):
        return (direction,) * len(outcomes)
    ways = tuple(direction)
    if len(ways) != len(outcomes) or not (set(ways) <= {1, -1} or set(ways) == {0}):
        place = Place("estimate", None, None, "direction")
        expected = f"1 or −1 for each of {len(outcomes)} outcomes"
        raise InputFaults([Fault(place, str(list(ways)), expected, "correct it")])
    return ways


def _family(
    fits: Fits, cuts: Sequence[Windows | None]
) -> tuple[list[float | None], list[float | None]]:
    """Return the adjusted p and the false discovery rate of each outcome, where there are more.

    `cuts` holds the windows of each outcome's own direction, or None for all of them.
    """
    if len(fits.outcomes) < 2:
        return [None], [None]
    signed = [(o, cut) for o, cut in enumerate(cuts) if cut is not None]
    if not signed:
        p = np.array([ratio_test(fits, outcome).p for outcome in fits.outcomes])
        family = family_p(ratios(fits), fits.treated_index)
    else:
        at = fits.treated_index
        p = np.array([cut.p_better[o, at] for o, cut in signed])
        family = family_p(np.stack([cut.best[o] for o, cut in signed]), at)
        family = np.fmax(family, [cut.p_begun[0][o, at] for o, cut in signed])
    adjusted: list[float | None] = family.tolist()
    rates: list[float | None] = benjamini_hochberg(p).tolist()
    return adjusted, rates


def _details(fits: Fits, outcome: str, unit: str) -> dict[str, Any]:
    """Return further results of the method as plain data."""
    plain: dict[str, Any] = {}
    for name, value in fits.details.items():
        if name == "fits" and (outcome, unit) in value:
            chosen = value[outcome, unit]
            weights = dict(zip(fits.details["predictors"], chosen.v.tolist(), strict=True))
            plain["predictor_weights"] = weights
            plain["starts"] = chosen.spread
        elif isinstance(value, dict) and outcome in value:
            plain[name] = value[outcome]
        elif isinstance(value, str | int | float):
            plain[name] = value
    return plain
