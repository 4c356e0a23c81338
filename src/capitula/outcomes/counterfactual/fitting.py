"""One call fits every area as placebo, for every outcome, by a named method."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.outcomes.counterfactual.design import make_design
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.panel.panel import Panel

_HERE = "capitula.outcomes.counterfactual"

METHODS: Mapping[str, str] = {
    "synthetic-control": f"{_HERE}.synthetic_control:fit_synthetic_control",
    "synthetic-control-predictors": f"{_HERE}.predictor_control:fit_with_predictors",
    "ridge": f"{_HERE}.ridge:fit_ridge",
    "interactive-fixed-effects": f"{_HERE}.interactive_fixed_effects:fit_interactive_fixed_effects",
    "did": f"{_HERE}.difference:fit_difference",
    "sdid": f"{_HERE}.synthetic_difference:fit_synthetic_difference",
    "its": f"{_HERE}.interrupted:fit_interrupted",
    "level-change": "capitula.outcomes.level_change.fitting:fit_level_change",
    "level-change-gradual": "capitula.outcomes.level_change.gradual:fit_gradual_level_change",
}
"""Name to `module:function`, imported when asked for; the function is a `Method`.

It takes a `Design` and its own options by keyword, and returns `Fits` over the design's units.
"""

Method = Callable[..., Fits]


def fit_all(
    panel: Panel,
    *,
    method: str = "synthetic-control",
    start: int | str,
    treated: Sequence[str] = (),
    treated_as_donor: bool = False,
    excluded: Sequence[str] = (),
    **options: Any,
) -> Fits:
    """Fit every area as if it had been treated, for every outcome.

    A placebo is never fitted from itself; nor from the treated unit, unless that is allowed.

    Args:
        panel: outcomes, units and periods.
        method: one of `METHODS`.
        start: the first treated period, by index or by label.
        treated: names of the treated units; several are taken as one, their mean. None: every area
            is a placebo and a donor to the others.
        treated_as_donor: whether placebos may be fitted from the treated unit.
        excluded: units left out wholly.
        options: those of the method.

    Raises:
        InputFaults: no such method or option, or what `make_design` finds.
    """
    function = find_method(method)
    _check_options(method, function, options)
    at = panel.time_index(start) if isinstance(start, str) else start
    design = make_design(panel, at, treated, treated_as_donor=treated_as_donor, excluded=excluded)
    return function(design, **options)


def find_method(name: str) -> Method:
    """Import a method by its name.

    Raises:
        InputFaults: there is none of that name; the known ones are listed.
    """
    if name not in METHODS:
        remedy = near_miss(name, list(METHODS)) or "choose one of these"
        place = Place("outcomes counterfactual", None, None, "method")
        raise InputFaults([Fault(place, repr(name), f"one of: {', '.join(METHODS)}", remedy)])
    module, _, function = METHODS[name].partition(":")
    return getattr(import_module(module), function)


def due_option(method: str, due: int | None) -> dict[str, Any]:
    """Return the option that tells a method the first judged period, where it asks for that.

    Args:
        method: its name.
        due: index of the first judged period; None where it is the start.

    Raises:
        InputFaults: there is no such method.
    """
    asks = "effect_due" in inspect.signature(find_method(method)).parameters
    return {"effect_due": due} if asks and due is not None else {}


def _check_options(name: str, function: Method, options: Mapping[str, Any]) -> None:
    taken = [
        each
        for each in inspect.signature(function).parameters.values()
        if each.kind is inspect.Parameter.KEYWORD_ONLY
    ]
    known = [each.name for each in taken]
    place = Place("outcomes counterfactual", None, None, name)
    faults = [
        Fault(
            place,
            f"the option {option!r}",
            f"one of: {', '.join(known)}" if known else "no options",
            near_miss(option, known) or "leave it out",
        )
        for option in options
        if option not in known
    ]
    faults += [
        Fault(
            place, f"no {each.name}", f"{name} with its {each.name}", "give them, or take another"
        )
        for each in taken
        if each.default is inspect.Parameter.empty and each.name not in options
    ]
    if faults:
        raise InputFaults(faults)
