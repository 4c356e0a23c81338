"""How much each assumption about a donor matters: one moved down and up, the rest as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from capitula.appraisal.donor.impact import DonorImpact, donor_impact
from capitula.appraisal.donor.terms import DonorTerms, LineCost, Moved, Sensitivity
from capitula.appraisal.lines import AppraisedLine
from capitula.contract.numbers import plain
from capitula.contract.party import Party
from capitula.ground.faults import Fault, InputFaults, Place
from capitula.ground.pence import Pence
from capitula.ground.rounding import floor_share
from capitula.money.scenarios.tornado_bars import Tornado, TornadoBar

MEASURE = "net loss over all years"


def donor_tornado(
    impact: DonorImpact, lines: Sequence[AppraisedLine], parties: Sequence[Party]
) -> Tornado | None:
    """Return what moves the net loss of all years most; None where nothing is to be moved.

    Raises:
        InputFaults: a move that leads out of what a share can be.
    """
    if not impact.terms.sensitivity:
        return None
    bars = [
        TornadoBar(
            each.id,
            _words(each),
            _moved(impact.terms, each, each.low, lines, parties),
            _moved(impact.terms, each, each.high, lines, parties),
        )
        for each in impact.terms.sensitivity
    ]
    ordered = sorted(bars, key=lambda bar: (-bar.swing_pence, bar.assumption))
    years = f"{impact.years[0].year} to {impact.years[-1].year}"
    return Tornado(MEASURE, years, impact.net_loss_total_pence, tuple(ordered))


def _moved(
    terms: DonorTerms,
    what: Sensitivity,
    by: Decimal,
    lines: Sequence[AppraisedLine],
    parties: Sequence[Party],
) -> Pence:
    rows = [_row(line, by) for line in lines] if what.moves is Moved.INCOME else lines
    changed = terms.model_copy(
        update={
            "lines": tuple(_cost(line, what.moves, by) for line in terms.lines),
            "step_down": _step_down(terms, what.moves, by),
        }
    )
    _refuse_outside(changed, what, by)
    return donor_impact(changed, rows, parties).net_loss_total_pence


def _row(line: AppraisedLine, percent: Decimal) -> AppraisedLine:
    if line.amount_pence is None:
        return line
    top, bottom = (100 + percent).as_integer_ratio()
    return replace(line, amount_pence=floor_share(line.amount_pence, top, bottom * 100))


def _cost(line: LineCost, moves: Moved, by: Decimal) -> LineCost:
    if moves is Moved.FIXED:
        return line.model_copy(
            update={
                "fixed_percent": line.fixed_percent + by,
                "variable_percent": line.variable_percent - by,
            }
        )
    if moves is Moved.LAG:
        return line.model_copy(update={"lag_years": max(0, line.lag_years + int(by))})
    if moves is Moved.COST:
        return line.model_copy(update={"cost_percent": line.cost_percent + by})
    return line


def _step_down(terms: DonorTerms, moves: Moved, by: Decimal) -> object:
    down = terms.step_down
    if down is None or moves is not Moved.STEP_DOWN:
        return down
    return down.model_copy(
        update={
            "fixed_points": max(Decimal(0), down.fixed_points + by),
            "overhead_points": max(Decimal(0), down.overhead_points + by),
        }
    )


def _refuse_outside(terms: DonorTerms, what: Sensitivity, by: Decimal) -> None:
    outside = [
        line.line
        for line in terms.lines
        if not (0 <= line.fixed_percent <= 100 and 0 <= line.variable_percent <= 100)
        or line.cost_percent < 0
    ]
    if outside:
        place = Place("donors", field=f"sensitivity {what.id}")
        found = f"{plain(by)}, which takes a share of {', '.join(outside)} outside 0 to 100"
        raise InputFaults([Fault(place, found, "a move that fits every line", "make it smaller")])


def _words(each: Sensitivity) -> str:
    ends = f"{plain(each.low)} to {plain(each.high)}"
    return f"{each.moves.words}: {ends} ({each.mark}); {each.why}"
