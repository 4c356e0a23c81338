"""The outcomes of a case with everything that judging them needs: `case.outcomes.judge()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pydantic import PrivateAttr

from capitula.ground.figure_table import FigureTable
from capitula.ground.today import today
from capitula.outcomes.measures import OutcomesFile
from capitula.record.sources import Source
from capitula.record.view import Record

if TYPE_CHECKING:
    from capitula.outcomes.judging.contract_judgement import ContractJudgement


@dataclass(frozen=True, slots=True)
class _Held:
    name: str
    figures: Mapping[str, FigureTable]
    record: Record
    sources: Mapping[str, Source]
    recorded_on: date


class CaseOutcomes(OutcomesFile):
    """The outcomes file of a case, beside its figures and its record."""

    _held: _Held | None = PrivateAttr(default=None)

    @classmethod
    def of(
        cls,
        outcomes: OutcomesFile,
        name: str,
        figures: Mapping[str, FigureTable],
        record: Record,
        sources: Mapping[str, Source],
    ) -> CaseOutcomes:
        """Put an outcomes file beside what it is judged by."""
        days = [entry.envelope.recorded.date() for entry in record.entries]
        found = cls(
            aims=outcomes.aims,
            measures=outcomes.measures,
            together=outcomes.together,
            questions=outcomes.questions,
        )
        found._held = _Held(name, figures, record, sources, max(days, default=today()))
        return found

    def as_said(
        self, known: date, sources: Mapping[str, Source], recorded_on: date
    ) -> OutcomesFile:
        """Return the aims that had been stated by a day, and what had been registered by then.

        Args:
            known: the day.
            sources: where aims were stated.
            recorded_on: the day from which a source without a date is used.
        """
        aims = tuple(
            aim
            for aim in self.aims
            if aim.source in sources and (sources[aim.source].not_after or recorded_on) <= known
        )
        measures = tuple(each for each in self.measures if each.registered_on <= known)
        held = {each.id for each in measures}
        together = tuple(
            each
            for each in self.together
            if each.registered_on <= known and held >= set(each.measures)
        )
        return OutcomesFile(
            aims=aims, measures=measures, together=together, questions=self.questions
        )

    def judge(
        self,
        measure: str | None = None,
        *,
        known: date | None = None,
        thorough: bool = True,
    ) -> ContractJudgement:
        """Judge every measure, or one, as known on a day.

        Args:
            measure: the identifier of one measure; all unless given.
            known: nothing that became known later enters; today unless given.
            thorough: whether other methods and refits without each donor are run as well.

        Raises:
            InputFaults: no such measure, or terms and tables that do not fit together.
            LookupError: the file stands alone, without a case.
        """
        from capitula.outcomes.judging.contract_judgement import judge

        held = self._held
        if held is None:
            raise LookupError("an outcomes file without a case; open the case and judge that")
        view = held.record.as_known(known or today())
        said = self.as_said(view.known_on, held.sources, held.recorded_on)
        outcomes = said.model_copy(update={"measures": self.measures, "together": self.together})
        return judge(held.name, outcomes, held.figures, view, measure=measure, thorough=thorough)
