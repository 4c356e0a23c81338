"""Charts of counts and of rare events: p, u, c, t and g. Formulas and sources: `rules.yaml`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from capitula.ground.faults import ValueFault
from capitula.outcomes.charts.assembling import assemble, baseline_end, segment_bounds
from capitula.outcomes.charts.control_chart import ControlChart, Dispersion, Missing, Rebase
from capitula.outcomes.charts.dispersion import dispersion_of
from capitula.outcomes.charts.kernel import flag_points, mean_of, mean_range
from capitula.outcomes.charts.rules import chart_rule, constants
from capitula.outcomes.charts.series import Ready, make_ready
from capitula.outcomes.measures import Direction

_Sigma: TypeAlias = Callable[[float, float], float]
_Lines: TypeAlias = list[list[float]]


def counted_chart(
    kind: str,
    counts: Sequence[float | None],
    denominators: Sequence[float | None] | None = None,
    *,
    name: str = "",
    times: Sequence[str] | None = None,
    direction: Direction = Direction.NEUTRAL,
    prime: bool = False,
    baseline: int | None = None,
    rebases: Sequence[Rebase] = (),
    target: float | None = None,
    missing: Missing = Missing.REFUSE,
) -> ControlChart:
    """Return a p, u, c, t or g chart.

    Args:
        kind: p (a share), u (a rate), c (a count), t (time between events), g (cases or days
            between events).
        counts: what was counted, or the times or cases between events; None where missing.
        denominators: for p and u only: all that could have counted, or the exposure.
        name: whose series.
        times: the periods.
        direction: which way is better. For t and g, up means rarer.
        prime: widen the limits of a p or u chart by Laney's factor.
        baseline: points at the head of each segment that the limits come from; all by default.
        rebases: where limits begin anew, each with a written reason.
        target: what the assurance icon is judged against, in the unit that is drawn.
        missing: the rule for gaps; by default they are refused.

    Raises:
        ValueFault: a kind that is none, denominators missing or not wanted, counts that cannot be,
            a correction that the kind does not know; or what `make_ready` refuses.
    """
    below = _fitting(kind, counts, denominators, prime=prime)
    both = [
        None if count is None or base is None else count
        for count, base in zip(counts, below, strict=True)
    ]
    ready = make_ready(both, times, rebases, missing)
    base = [float(below[n] or 0.0) for n in ready.kept]
    _possible(kind, ready, base)
    if baseline is not None and baseline < 1:
        raise ValueFault(f"a baseline of {baseline} points", "one or more", "count its points")
    if kind == "t":
        values, lines, dispersion = list(ready.values), _time_lines(ready, baseline), None
    else:
        values = [count / n for count, n in zip(ready.values, base, strict=True)]
        lines, dispersion = _count_lines(kind, ready, base, baseline, prime=prime)
    flags, close = [0] * len(values), [0] * len(values)
    rule = chart_rule(kind)
    centre, low, high, near_low, near_high = lines
    flag_points(
        values, centre, low, high, near_low, near_high, ready.blocks, len(values),
        constants().run_points, "two of three" in rule.rules, flags, close,
    )  # fmt: skip
    return assemble(
        kind,
        name,
        ready,
        values=values,
        lines=lines,
        flags=flags,
        close=close,
        direction=direction,
        screened=None,
        baseline=baseline,
        target=target,
        rebases=rebases,
        missing=missing,
        dispersion=dispersion,
        notes=[
            *([dispersion.words] if dispersion else []),
            *([rule.why_not_all] if rule.why_not_all else []),
        ],
    )


def _count_lines(
    kind: str, ready: Ready, base: list[float], baseline: int | None, *, prime: bool
) -> tuple[_Lines, Dispersion | None]:
    rule = constants()
    top, windowed = (1.0 if kind == "p" else math.inf), kind != "g"
    lines: _Lines = [[], [], [], [], []]
    first_found: Dispersion | None = None
    for first, last in segment_bounds(ready.segments):
        end = baseline_end(first, last, baseline)
        total = math.fsum(base[first:end])
        mean = math.fsum(ready.values[first:end]) / total
        sigma = _SIGMA[kind]
        spread = [sigma(mean, n) for n in base[first:last]]
        factor = 1.0
        if windowed:
            found = dispersion_of(
                [x / n for x, n in zip(ready.values[first:end], base[first:end], strict=True)],
                mean,
                spread[: end - first],
                ready.blocks[first:end],
                prime=prime,
            )
            first_found = first_found or found
            factor = found.sigma_z if found and prime else 1.0
        for one in spread:
            reach = rule.sigmas * factor * one
            near = rule.near_share * reach
            centre = mean * (1.0 if windowed else rule.g_centre)
            for line, value in zip(
                lines,
                (centre, max(0.0, mean - reach), min(top, mean + reach), mean - near, mean + near),
                strict=True,
            ):
                line.append(value)
    lines[3] = [value if windowed and value > 0 else math.nan for value in lines[3]]
    lines[4] = [value if windowed and value < top else math.nan for value in lines[4]]
    return lines, first_found


_SIGMA: dict[str, _Sigma] = {
    "p": lambda mean, n: math.sqrt(max(0.0, mean * (1 - mean)) / n),
    "u": lambda mean, n: math.sqrt(mean / n),
    "c": lambda mean, _: math.sqrt(mean),
    "g": lambda mean, _: math.sqrt(mean * (mean + 1)),
}


def _time_lines(ready: Ready, baseline: int | None) -> _Lines:
    rule = constants()
    even = [value ** (1 / rule.time_power) for value in ready.values]
    lines: _Lines = [[], [], [], [], []]
    for first, last in segment_bounds(ready.segments):
        end = baseline_end(first, last, baseline)
        mean = mean_of(even, first, end)
        spread = mean_range(even, ready.blocks, first, end, screened=False, screen=rule.screen)
        reach = math.nan if spread < 0 else rule.limit * spread
        near = rule.near_share * reach
        found = (mean, mean - reach, mean + reach, mean - near, mean + near)
        back = [x if math.isnan(x) else max(0.0, x) ** rule.time_power for x in found]
        for line, value in zip(lines, back, strict=True):
            line.extend([value] * (last - first))
    lines[3] = [value if value > 0 else math.nan for value in lines[3]]
    return lines


def _fitting(
    kind: str,
    counts: Sequence[float | None],
    denominators: Sequence[float | None] | None,
    *,
    prime: bool,
) -> Sequence[float | None]:
    if kind not in ("p", "u", "c", "t", "g"):
        raise ValueFault(repr(kind), "p, u, c, t or g", "choose the chart by what was counted")
    if prime and kind not in ("p", "u"):
        raise ValueFault(f"the prime correction on a {kind} chart", "p or u", "leave it out")
    wanted = kind in ("p", "u")
    if wanted != (denominators is not None):
        found = "no denominators" if wanted else "denominators"
        remedy = "name the denominator" if wanted else "leave them out, or draw a u chart"
        raise ValueFault(f"{found} for a {kind} chart", "denominators for p and u only", remedy)
    if denominators is not None and len(denominators) != len(counts):
        found = f"{len(counts)} counts and {len(denominators)} denominators"
        raise ValueFault(found, "one for each", "name each period once")
    return [1.0] * len(counts) if denominators is None else denominators


def _possible(kind: str, ready: Ready, base: Sequence[float]) -> None:
    wrong: list[str] = []
    for time, count, n in zip(ready.times, ready.values, base, strict=True):
        if n <= 0:
            wrong.append(f"{time}: a denominator of {n:g}")
        elif count < 0:
            wrong.append(f"{time}: a count of {count:g}")
        elif kind == "p" and count > n:
            wrong.append(f"{time}: {count:g} of {n:g}")
        elif kind == "t" and count == 0:
            wrong.append(f"{time}: no time between two events")
    if wrong:
        expected = {
            "p": "a count from nought to its denominator",
            "t": "a time above nought: use a finer unit",
        }.get(kind, "counts from nought, denominators above it")
        raise ValueFault("; ".join(wrong), expected, "correct the figures")
