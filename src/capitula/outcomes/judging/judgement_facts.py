"""What a judgement of one measure holds: verdict, what it rests on, what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from capitula.outcomes.judging.area_table import AreaTable
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.judging.screening import Screened
from capitula.outcomes.judging.shown_series import ShownSeries
from capitula.outcomes.measures import Measure
from capitula.outcomes.registering import Frozen
from capitula.outcomes.robins.questions import Answered
from capitula.outcomes.verdict.evidence import Obstacle
from capitula.outcomes.verdict.order import Decision


@dataclass(frozen=True, slots=True, eq=False)
class JudgementFacts:
    """One measure of one case, judged as known on a day.

    Attributes:
        case: the case.
        place: the place, as people call it.
        measure: the measure.
        known_on: the day.
        decision: the verdict on the contract.
        began: whether the contract began.
        estimate_of: what the figures are an estimate of, where that is not the contract.
        estimate_note: why the two must not be confused.
        main: the reading that decides; None where nothing could be estimated.
        others: readings with other donors, shown beside and deciding nothing.
        screened: what the screen for data breaks found; None where nothing was screened.
        prepared: months, areas and figures used; None where nothing was judged.
        shown: the series as it stands, for a measure that is only shown.
        obstacles: why it cannot be judged.
        frozen: whether the terms were fixed in time.
        signalling: signalling questions about risk of bias.
        warnings: what a reader must know before relying on it.
    """

    case: str
    place: str
    measure: Measure
    known_on: date
    decision: Decision
    began: bool
    estimate_of: str
    estimate_note: str
    main: Reading | None
    others: tuple[Reading, ...]
    screened: Screened | None
    prepared: Prepared | None
    shown: ShownSeries | None
    obstacles: tuple[Obstacle, ...]
    frozen: Frozen
    signalling: tuple[Answered, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def table_source(self) -> AreaTable | None:
        """The table of all areas that it rests on."""
        return None if self.prepared is None else self.prepared.table
