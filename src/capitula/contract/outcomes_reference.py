"""Where the contract's outcomes stand; the measures themselves are the outcomes room's."""

from __future__ import annotations

from capitula.contract.cited import Cited
from capitula.ground.partial_date import PartialDate


class OutcomesReference(Cited):
    """What the contract says of its outcomes.

    Attributes:
        file: the file that sets the measures, beside the contract's own.
        measures: those that the contract rests on, by identifier in that file.
        baseline: the period that change is measured against; None until stated.
        sustained: what counts as sustained, in words; None until stated.
    """

    file: str = "outcomes.yaml"
    measures: tuple[str, ...] = ()
    baseline: PartialDate | None = None
    sustained: str | None = None
