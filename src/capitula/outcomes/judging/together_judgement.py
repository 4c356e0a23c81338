"""What a judgement of several measures together holds, and what it can say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.outcomes.judging.together_prepared import PreparedTogether
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.registering import Frozen
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.together_terms import Together
from capitula.outcomes.verdict.evidence import Evidence, Obstacle
from capitula.outcomes.verdict.order import Decision


@dataclass(frozen=True, slots=True, eq=False)
class TogetherJudgement:
    """Several measures of one case, judged together as known on a day.

    Attributes:
        case: the case.
        place: the place, as people call it.
        terms: what is asked of the measures.
        measures: the measures, in the order of the terms.
        known_on: the day.
        decision: the verdict on the contract.
        began: whether the contract began.
        estimate_of: what the figures are an estimate of, where that is not the contract.
        estimate_note: why the two must not be confused.
        frozen: whether the terms were fixed in time.
        obstacles: why they cannot be judged.
        prepared: months, areas and figures used; None where nothing was judged.
        test: the test; None where nothing could be fitted.
        evidence: what the rules read; None likewise.
        of_estimate: the verdict by the same rules on what is estimated, where that is not the
            contract.
        warnings: what a reader must know before relying on it.
    """

    case: str
    place: str
    terms: Together
    measures: tuple[Measure, ...]
    known_on: date
    decision: Decision
    began: bool
    estimate_of: str
    estimate_note: str
    frozen: Frozen
    obstacles: tuple[Obstacle, ...] = ()
    prepared: PreparedTogether | None = None
    test: JointTest | None = None
    evidence: Evidence | None = None
    of_estimate: Decision | None = None
    warnings: tuple[str, ...] = ()

    @property
    def judged_months(self) -> MonthRange:
        """The months that were judged.

        Raises:
            LookupError: nothing was judged.
        """
        ready = self.prepared
        if ready is None:
            raise LookupError("nothing was judged, so there are no months")
        return MonthRange(ready.first.months.first + ready.due, ready.first.months.last)
