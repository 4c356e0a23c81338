"""Before signing: how small a change in each of several measures could be shown together.

As `planning` does for one measure: a made-up start is put into the baseline, two windows before its
end, and nothing after the real start is looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from capitula.ground.figure_table import FigureTable
from capitula.ground.letters import within_sentence
from capitula.outcomes.judging.numbers import span
from capitula.outcomes.judging.planning import made_up_start
from capitula.outcomes.judging.together_prepared import prepare_together
from capitula.outcomes.level_change.words import comes
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.together.asking import ask_together
from capitula.outcomes.together_terms import Together
from capitula.outcomes.words import listed


@dataclass(frozen=True, slots=True)
class PlannedTogether:
    """What the terms of a question on several measures could show.

    Attributes:
        terms: the terms.
        measures: the measures.
        shape: what the change does that is found so often.
        detectable: the change in each, as a share of its level, found four times in five; None
            where none is.
        alone: by measure, the same where no other moves.
        areas: the areas it was computed from.
        tried: the months in which the made-up effect was looked for.
        found_elsewhere: how often it was found on areas not used to compute it.
    """

    terms: Together
    measures: tuple[Measure, ...]
    shape: str
    detectable: float | None
    alone: Mapping[str, float | None]
    areas: int
    tried: MonthRange
    found_elsewhere: float | None

    @property
    def too_blunt(self) -> bool:
        """Whether the terms are unlikely to be able to show the smallest change that matters."""
        least = self.terms.smallest_effect_share
        return least is None or self.detectable is None or self.detectable > float(least)

    def text(self) -> str:
        """Return the finding in sentences."""
        said = [self._seen()]
        alone = [
            f"{within_sentence(each.name)} {share:.1%}"
            for each in self.measures
            if (share := self.alone[each.id]) is not None
        ]
        if alone:
            said.append(f"Where one moves alone, it takes {listed(alone)}.")
        least = self.terms.smallest_effect_share
        if least is None:
            said.append("The terms do not say how small a change in each would still matter.")
            return " ".join(said)
        said.append(f"The smallest that matters is {float(least):.1%} in each.")
        if self.too_blunt:
            said.append("As specified, the contract is unlikely to be able to show success.")
        return " ".join(said)

    def _seen(self) -> str:
        if self.detectable is None:
            return "No change in each would be found four times in five."
        return (
            f"A change of {self.detectable:.1%} in each, where it {self.shape}, would be found "
            f"four times in five, by {self.areas} areas on {span(self.tried)}, before the start."
        )


def plan_together(
    terms: Together, measures: Sequence[Measure], figures: Mapping[str, FigureTable]
) -> PlannedTogether:
    """Compute the smallest change in each that is found four times in five, on baseline data alone.

    Raises:
        InputFaults: terms and tables that do not fit together, or a baseline too short for two
            windows and a fit.
    """
    ready = prepare_together(terms, measures, figures, None, baseline_only=True)
    first, months = ready.first, ready.first.before
    start = made_up_start(first.measure, len(months), terms.windows.periods)
    test = ask_together(
        ready.panel(),
        start=start,
        treated=[first.place],
        signs=ready.signs,
        method=terms.method,
        alpha=float(terms.alpha),
    ).test
    return PlannedTogether(
        terms,
        tuple(measures),
        comes(test.builds_up),
        test.detectable,
        test.alone,
        test.areas - 1,
        MonthRange(months.first + start, months.last),
        test.found_elsewhere,
    )
