"""The judgement of a whole contract: every measure apart, and a sentence that averages nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.figure_table import FigureTable
from capitula.outcomes.inference.family import family_p
from capitula.outcomes.judging.beside import Beside, stand_beside
from capitula.outcomes.judging.judge import judge_measure
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.reading import with_family
from capitula.outcomes.judging.signalling import signalling
from capitula.outcomes.judging.together import judge_together
from capitula.outcomes.judging.together_explaining import explanation
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import verdict_text, verdict_words
from capitula.outcomes.judging_terms import Family
from capitula.outcomes.measures import Aim, OutcomesFile, Role
from capitula.outcomes.verdict.order import decide
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.outcomes.words import listed
from capitula.record.view import View


@dataclass(frozen=True, slots=True, eq=False)
class ContractJudgement:
    """All that can be said of a contract's outcomes, as known on a day.

    Attributes:
        case: the case.
        known_on: the day.
        judgements: one a measure, in the order of the outcomes file.
        beside: safety and quality, and published findings, from the record.
        unmeasured: stated aims that no measure answers for.
        together: one for each question that was set on several measures at once.
    """

    case: str
    known_on: date
    judgements: tuple[Judgement, ...]
    beside: Beside
    unmeasured: tuple[Aim, ...]
    together: tuple[TogetherJudgement, ...] = ()

    @property
    def primary(self) -> Judgement | None:
        """The judgement of the primary measure; None where none was set."""
        return next((j for j in self.judgements if j.measure.role is Role.PRIMARY), None)

    @property
    def worse_balancing(self) -> tuple[Judgement, ...]:
        """The balancing measures that got worse."""
        return tuple(
            each
            for each in self.judgements
            if each.measure.role is Role.BALANCING and each.decision.verdict is Verdict.WORSE
        )

    @property
    def verdict(self) -> Verdict | None:
        """The primary's verdict; never began where no measure says otherwise; None without any."""
        if self.primary is not None:
            return self.primary.decision.verdict
        found = {each.decision.verdict for each in self.judgements}
        return Verdict.NEVER_BEGAN if found == {Verdict.NEVER_BEGAN} else None

    def sentence(self) -> str:
        """Return what is said of the contract: the primary, and every balancing measure worse."""
        said = self._primary_words()
        balancing = [j for j in self.judgements if j.measure.role is Role.BALANCING]
        if self.worse_balancing:
            worse = listed(each.measure.name.lower() for each in self.worse_balancing)
            said += f" Balancing measures that got worse: {worse}."
        elif balancing:
            said += " No balancing measure is shown to have got worse."
        for each in self.together:
            if each.decision.verdict is not Verdict.NEVER_BEGAN:
                said += f" {each.terms.name}, judged together: {verdict_words(each.decision)}."
        return said

    def text(self) -> str:
        """Return the sentence, every measure's verdict, and what stands beside."""
        lines = [self.sentence()]
        for each in self.judgements:
            lines += ["", each.text()]
        for each in self.together:
            lines += ["", verdict_text(each)]
        verdicts = [self.verdict] if self.verdict else []
        lines += ["", *self.beside.sentences(verdicts)]
        lines += [
            f"Unmeasured aim, stated by {aim.said_by}: {aim.aim} {aim.why_unmeasured}"
            for aim in self.unmeasured
        ]
        return "\n".join(lines)

    def table(self) -> tuple[tuple[str, str, str], ...]:
        """Return a row a measure: its name, its role, its verdict."""
        return tuple((j.measure.name, str(j.measure.role), _verdict(j)) for j in self.judgements)

    def explain(self) -> str:
        """Return how every verdict came about."""
        of_several = [explanation(each) for each in self.together]
        return "\n\n".join([*(each.explain() for each in self.judgements), *of_several])

    def of(self, measure: str) -> Judgement:
        """Return the judgement of one measure.

        Raises:
            KeyError: none of that identifier was judged.
        """
        for each in self.judgements:
            if each.measure.id == measure:
                return each
        raise KeyError(measure)

    def asked_together(self, identifier: str) -> TogetherJudgement | None:
        """Return the judgement of measures judged together, if one has this identifier."""
        return next((each for each in self.together if each.terms.id == identifier), None)

    def _primary_words(self) -> str:
        if self.verdict is Verdict.NEVER_BEGAN:
            return "The contract never began: there is nothing to judge."
        if self.primary is None:
            return "No primary measure was set, so nothing is said of the contract as a whole."
        measure = self.primary.measure
        chosen = "" if measure.mark.value == "sourced" else ", chosen by this product,"
        return (
            f"On the primary measure{chosen} {measure.name.lower()}: {_verdict(self.primary)}. "
            f"{self.primary.decision.verdict.meaning}"
        )


def judge(
    case: str,
    outcomes: OutcomesFile,
    figures: Mapping[str, FigureTable],
    view: View,
    *,
    measure: str | None = None,
    thorough: bool = True,
) -> ContractJudgement:
    """Judge every measure of a case, or one of them.

    Secondary measures share one family of tests: their p values are adjusted by the
    max-statistic over those judged on the same areas. The primary stands alone.

    Args:
        case: the case's name.
        outcomes: its outcomes file.
        figures: its figure tables.
        view: its record as known on a day.
        measure: judge only this one, or the measures judged together under this name; the family
            is still that of all.
        thorough: whether other methods and refits without each donor are run as well.

    Raises:
        InputFaults: no such measure, or terms and tables that do not fit together.
    """
    known = [each.id for each in (*outcomes.measures, *outcomes.together)]
    if measure is not None and measure not in known:
        expected = f"one of: {', '.join(known)}" if known else "a case with measures"
        remedy = near_miss(measure, known) or "give the id of a measure"
        place = Place("outcomes.yaml", None, None, "measures")
        raise InputFaults([Fault(place, repr(measure), expected, remedy)])
    found = [
        judge_measure(case, each, figures, view, thorough=thorough and measure in (None, each.id))
        for each in outcomes.measures
    ]
    adjusted = in_families(found)
    answered = [
        replace(each, signalling=signalling(each, view, len(outcomes.measures)))
        for each in adjusted
        if measure in (None, each.measure.id)
    ]
    together = tuple(
        judge_together(case, each, outcomes.named(each.measures), figures, view)
        for each in outcomes.together
        if measure in (None, each.id)
    )
    beside = stand_beside(view)
    return ContractJudgement(
        case, view.known_on, tuple(answered), beside, outcomes.unmeasured, together
    )


def in_families(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return the judgements with the p values of each family adjusted by its max-statistic.

    Measures are a family only where they were judged on the same table of areas: one area's
    outcomes are kept together, which needs the same areas. One that cannot be judged is in none.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    for number, each in enumerate(judgements):
        terms, main = each.measure.judged, each.main
        if terms is None or main is None or main.estimate is None or main.evidence.obstacles:
            continue
        together = terms.tests.family is Family.ALL or each.measure.role is not Role.PRIMARY
        if together and main.estimate.best:
            key = (_areas_key(each), str(terms.tests.family))
            groups.setdefault(key, []).append(number)
    result = list(judgements)
    for members in groups.values():
        if len(members) > 1:
            _adjust(result, members)
    return result


def _areas_key(judgement: Judgement) -> str:
    """Measures share areas where their tables name the place by the same code."""
    prepared = judgement.prepared
    if prepared is None:
        return judgement.measure.id
    return prepared.table.codes[prepared.table.areas.index(prepared.place)]


def _adjust(judgements: list[Judgement], members: Sequence[int]) -> None:
    mains = [judgements[n].main for n in members]
    best = [main.estimate.best for main in mains if main is not None and main.estimate is not None]
    shared = set(best[0])
    for each in best[1:]:
        shared &= set(each)
    common = sorted(shared)
    place = judgements[members[0]].place
    at = common.index(place)
    better, worse = (
        np.array([[each[area][way] for area in common] for each in best]) for way in (0, 1)
    )
    for row, number in enumerate(members):
        one = judgements[number]
        if one.main is None:
            continue
        main = with_family(
            one.main, float(family_p(better, at)[row]), float(family_p(worse, at)[row])
        )
        decision = decide(replace(main.evidence, began=one.began))
        words = f"p values are adjusted for a family of {len(members)} measures."
        judgements[number] = replace(
            one, main=main, decision=decision, warnings=(*one.warnings, words)
        )


def _verdict(judgement: Judgement) -> str:
    reason = judgement.decision.reason
    return f"{judgement.decision.verdict}" + (f" ({reason.words})" if reason else "")
