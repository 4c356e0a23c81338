"""One set of donors read by the rules: obstacles, evidence, decision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from capitula.ground.faults import InputFaults
from capitula.outcomes.judging.comparing import estimate, sign_of
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.obstacles import (
    INDEX_POINTS,
    cannot_fit,
    fit_obstacles,
    terms_obstacles,
)
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.judging.reverting import reverting
from capitula.outcomes.judging.screening import Screened
from capitula.outcomes.judging_terms import Scale
from capitula.outcomes.verdict.evidence import Evidence, Obstacle
from capitula.outcomes.verdict.order import Decision, decide


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the rules say with one set of donors.

    Attributes:
        donors: which set, in words.
        estimate: the comparison; None where nothing could be fitted.
        evidence: what the rules read.
        decision: the verdict.
    """

    donors: str
    estimate: Estimate | None
    evidence: Evidence
    decision: Decision


def read(prepared: Prepared, screened: Screened, donors: str, *, thorough: bool) -> Reading:
    """Estimate and decide, whatever stands in the way: obstacles bar the verdict, not the sum.

    Args:
        prepared: the measure with the donors of this set.
        screened: what the screen found.
        donors: which set this is, in words.
        thorough: whether other methods and refits without each donor are run.
    """
    try:
        found = estimate(prepared, thorough=thorough)
    except InputFaults as error:
        obstacle = cannot_fit(len(prepared.before), error)
        evidence = Evidence(began=True, obstacles=(*_obstacles(prepared, screened), obstacle))
        return Reading(donors, None, evidence, decide(evidence))
    evidence = _evidence(prepared, screened, found)
    return Reading(donors, found, evidence, decide(evidence))


def with_family(reading: Reading, p_better: float, p_worse: float) -> Reading:
    """Return the reading with p values adjusted for its family of measures.

    A change that did not begin after the start is called by no family.
    """
    begun_better, begun_worse = reading.evidence.begun or (0.0, 0.0)
    evidence = replace(
        reading.evidence,
        p_better=max(p_better, begun_better),
        p_worse=max(p_worse, begun_worse),
    )
    return replace(reading, evidence=evidence, decision=decide(evidence))


def _obstacles(prepared: Prepared, screened: Screened) -> tuple[Obstacle, ...]:
    return (*terms_obstacles(prepared.measure), *screened.obstacles())


def _evidence(prepared: Prepared, screened: Screened, found: Estimate) -> Evidence:
    terms, delta = prepared.terms, prepared.measure.smallest_effect
    return Evidence(
        began=True,
        obstacles=(*_obstacles(prepared, screened), *_pre_fit(prepared, found)),
        windows=found.windows,
        p_better=found.p_better,
        p_worse=found.p_worse,
        p_floor=found.floor,
        begun=found.begun,
        alpha=float(terms.tests.alpha),
        sustain_share=float(terms.windows.sustain_share),
        p_faded=found.p_faded,
        windows_decide=found.windows_decide,
        reverting=_reverting(prepared, found),
        smallest_effect=None if delta is None else float(delta),
        detectable=found.detectable,
        lasting=None if found.lasting is None else found.lasting * found.unit_factor,
        compatible=found.range_open,
    )


def _pre_fit(prepared: Prepared, found: Estimate) -> tuple[Obstacle, ...]:
    is_index = prepared.terms.scale is Scale.INDEX
    return fit_obstacles(found.pre_fit, INDEX_POINTS if is_index else "")


def _reverting(prepared: Prepared, found: Estimate) -> str:
    sign, chart = sign_of(prepared.measure), prepared.terms.control_chart
    if not sign:
        return ""
    return reverting(
        [sign * float(each) for each in found.gap[found.due - found.months.first :]],
        last=prepared.terms.windows.periods,
        screened=chart.screened,
        points=chart.points,
    )
