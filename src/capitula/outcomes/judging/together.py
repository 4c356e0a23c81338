"""Judging several measures of a case together: did they get better as a whole?

Each measure has its verdict for itself, and no verdict is an average of others. This is a question
of its own, fixed beforehand: whether the changes of all, added up, are rarer than in other areas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from capitula.ground.faults import InputFaults
from capitula.ground.figure_table import FigureTable
from capitula.ground.letters import named
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.pre_fit import pre_fit
from capitula.outcomes.inference.time_placebo import placebo_in_time
from capitula.outcomes.judging.judge import has_begun, programme_sites
from capitula.outcomes.judging.obstacles import cannot_fit, fit_obstacles, not_public
from capitula.outcomes.judging.reverting import reverting
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_prepared import PreparedTogether, prepare_together
from capitula.outcomes.judging.warning import judged_warnings, terms_warnings
from capitula.outcomes.measures import Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.registering import frozen
from capitula.outcomes.together.asking import Answer, answer
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.together.windows import treated_windows
from capitula.outcomes.together_terms import Together
from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind
from capitula.outcomes.verdict.order import Decision, decide
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.view import View


def judge_together(
    case: str,
    terms: Together,
    measures: Sequence[Measure],
    figures: Mapping[str, FigureTable],
    view: View,
) -> TogetherJudgement:
    """Judge the measures that some terms name, together.

    Args:
        case: the case's name.
        terms: what is asked.
        measures: the measures it names, in that order.
        figures: the case's figure tables.
        view: its record as known on the day; nothing later enters.

    Raises:
        InputFaults: terms and tables that do not fit together.
    """
    state = frozen(terms, view)
    judged = measures[0].judged
    estimate = judged.estimate if judged else None
    bare = TogetherJudgement(
        case=case,
        place=named(case),
        terms=terms,
        measures=tuple(measures),
        known_on=view.known_on,
        decision=Decision(Verdict.CANNOT_BE_JUDGED),
        began=has_begun(measures[0], view),
        estimate_of=estimate.of if estimate else "",
        estimate_note=estimate.reason if estimate else "",
        frozen=state,
        warnings=terms_warnings(state, "question"),
    )
    if unseen := not_public(terms.data_known, view.known_on):
        return _decided(bare, Evidence(began=True, obstacles=unseen), None)
    if not bare.began and estimate is None:
        return replace(bare, decision=Decision(Verdict.NEVER_BEGAN))
    ready = prepare_together(terms, measures, figures, view)
    return _judged(replace(bare, place=ready.first.place, prepared=ready), ready)


def _judged(bare: TogetherJudgement, ready: PreparedTogether) -> TogetherJudgement:
    try:
        fits = fit_all(
            ready.panel(),
            method=ready.terms.method,
            start=ready.start,
            treated=[bare.place],
            effect_due=ready.due,
        )
        found = answer(
            fits,
            ready.signs,
            effect_due=ready.due,
            window=ready.terms.windows.periods,
            alpha=float(ready.terms.alpha),
            sustain_share=float(ready.terms.windows.sustain_share),
        )
    except InputFaults as error:
        obstacles = (*_obstacles(ready), cannot_fit(len(ready.first.before), error))
        evidence = Evidence(began=True, obstacles=obstacles)
        return _decided(bare, evidence, None)
    obstacles = (*_obstacles(ready), *_not_followed(ready, fits))
    evidence = _evidence(ready, found, obstacles)
    said = judged_warnings(ready.first, evidence, programme_sites(ready.first))
    return replace(_decided(bare, evidence, found.test), warnings=(*bare.warnings, *said))


def _decided(
    bare: TogetherJudgement, evidence: Evidence, test: JointTest | None
) -> TogetherJudgement:
    return replace(
        bare,
        test=test,
        evidence=evidence,
        obstacles=evidence.obstacles,
        decision=decide(replace(evidence, began=bare.began)),
        of_estimate=decide(evidence),
    )


def _evidence(ready: PreparedTogether, found: Answer, obstacles: tuple[Obstacle, ...]) -> Evidence:
    terms, test, cut = ready.terms, found.test, found.windows
    if cut is None:
        raise LookupError("no windows were asked for, so nothing can be said of lasting")
    delta, month = terms.smallest_effect_share, ready.first.months.first
    return Evidence(
        began=True,
        obstacles=obstacles,
        windows=treated_windows(
            found.joint, cut, lambda first, last: str(MonthRange(month + first, month + last))
        ),
        p_better=test.p_better,
        p_worse=test.p_worse,
        p_floor=test.floor,
        alpha=test.alpha,
        sustain_share=float(terms.windows.sustain_share),
        p_faded=cut.p_faded,
        windows_decide=False,
        reverting=reverting(cut.by_period.tolist(), last=terms.windows.periods),
        smallest_effect=None if delta is None else float(delta),
        detectable=test.detectable,
        lasting=found.lasting,
        compatible=test.compatible,
    )


def _obstacles(ready: PreparedTogether) -> tuple[Obstacle, ...]:
    """What bars one measure bars the question that was asked of all."""
    found = [
        _of_measure(each.measure, obstacle)
        for each, screened in zip(ready.each, ready.screened, strict=True)
        for obstacle in screened.obstacles()
    ]
    if ready.terms.smallest_effect_share is None:
        found.append(
            Obstacle(
                ObstacleKind.TERMS,
                "The terms do not say how small a change in each would still matter.",
                "the smallest change that matters, fixed by a variation of the terms",
            )
        )
    return tuple(found)


def _not_followed(ready: PreparedTogether, fits: Fits) -> tuple[Obstacle, ...]:
    alpha, place = float(ready.terms.alpha), ready.first.place
    held_out = placebo_in_time(
        ready.panel(), start=ready.start, treated=[place], method=fits.method
    )
    return tuple(
        _of_measure(each.measure, obstacle)
        for each in ready.each
        for obstacle in fit_obstacles(
            pre_fit(fits, each.measure.id, held_out.get(each.measure.id), alpha)
        )
    )


def _of_measure(measure: Measure, obstacle: Obstacle) -> Obstacle:
    return replace(obstacle, words=f"{measure.name}: {obstacle.words}")
