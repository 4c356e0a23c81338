"""Judging one measure of a case, as known on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from capitula.ground.figure_table import FigureTable
from capitula.ground.letters import named
from capitula.outcomes.donors.programmes import LeftOut
from capitula.outcomes.judging.from_tables import from_tables
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.obstacles import few_periods, not_public, terms_obstacles
from capitula.outcomes.judging.prepared import (
    Prepared,
    programme_areas,
)
from capitula.outcomes.judging.reading import Reading, read
from capitula.outcomes.judging.shown_series import read_shown
from capitula.outcomes.judging.warning import judged_warnings, terms_warnings
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.measures import Frequency, Measure
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.registering import frozen
from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind
from capitula.outcomes.verdict.order import Decision, decide
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.record.view import View

WITHOUT = "without the areas that had a programme of their own"
WITH = "with the areas that had a programme of their own"
WITH_BROKEN = "with the areas whose own series breaks"


def judge_measure(
    case: str, measure: Measure, figures: Mapping[str, FigureTable], view: View, *, thorough: bool
) -> Judgement:
    """Judge one measure.

    Args:
        case: the case's name.
        measure: one measure of its outcomes file.
        figures: its figure tables.
        view: its record as known on the day; nothing later enters.
        thorough: whether other methods and refits without each donor are run as well.

    Raises:
        InputFaults: terms or tables that do not fit together.
    """
    state = frozen(measure, view)
    bare = Judgement(
        case=case,
        place=named(case),
        measure=measure,
        known_on=view.known_on,
        decision=Decision(Verdict.CANNOT_BE_JUDGED),
        began=has_begun(measure, view),
        estimate_of="",
        estimate_note="",
        main=None,
        others=(),
        screened=None,
        prepared=None,
        shown=None,
        obstacles=(),
        frozen=state,
        warnings=terms_warnings(state, "measure"),
    )
    if unseen := not_public(measure.data_known, view.known_on):
        return _barred(bare, unseen)
    if measure.frequency is Frequency.YEAR:
        return _shown(bare, figures)
    terms = measure.judged
    if terms is None:
        return _barred(bare, (_no_terms(), *terms_obstacles(measure)))
    if not bare.began and terms.estimate is None:
        return replace(bare, decision=Decision(Verdict.NEVER_BEGAN))
    return _judged(bare, terms, figures, view, thorough=thorough)


def _judged(
    bare: Judgement,
    terms: JudgingTerms,
    figures: Mapping[str, FigureTable],
    view: View,
    *,
    thorough: bool,
) -> Judgement:
    until = terms.estimate.until if terms.estimate else None
    ready = from_tables(
        bare.measure,
        terms,
        figures,
        view,
        until=None if until is None else MonthRange.of(until),
    )
    whole, screened, sound = ready.whole, ready.screened, ready.sound
    left = programme_areas(sound)
    chosen = sound.leaving(left)
    first = WITHOUT if terms.donors.without else "all areas"
    main = read(chosen, screened, first, thorough=thorough)
    others: list[Reading] = []
    if left:
        others.append(read(sound, screened, WITH, thorough=False))
    if screened.donors:
        others.append(read(whole.leaving(left), screened, WITH_BROKEN, thorough=False))
    decision = decide(replace(main.evidence, began=bare.began))
    estimate = terms.estimate
    return replace(
        bare,
        place=whole.place,
        decision=decision,
        estimate_of=estimate.of if estimate else "",
        estimate_note=estimate.reason if estimate else "",
        main=main,
        others=tuple(others),
        screened=screened,
        prepared=chosen,
        obstacles=main.evidence.obstacles,
        warnings=(*bare.warnings, *judged_warnings(chosen, main.evidence, programme_sites(sound))),
    )


def programme_sites(prepared: Prepared) -> tuple[LeftOut, ...]:
    """Return the programmes in the place itself, of those that the terms leave out elsewhere."""
    return tuple(each for each in programme_areas(prepared) if each.area == prepared.place)


def has_begun(measure: Measure, view: View) -> bool:
    """Whether the contract had begun by the day that a view is of."""
    start = measure.start
    return start is not None and start.earliest is not None and start.earliest <= view.known_on


def _no_terms() -> Obstacle:
    return Obstacle(
        ObstacleKind.TERMS,
        "The terms say how the measure is shown and not how it is to be judged.",
        "terms of judging, fixed by a variation",
    )


def _barred(bare: Judgement, obstacles: tuple[Obstacle, ...]) -> Judgement:
    evidence = Evidence(began=bare.began, obstacles=obstacles)
    return replace(bare, decision=decide(evidence), obstacles=obstacles)


def _shown(bare: Judgement, figures: Mapping[str, FigureTable]) -> Judgement:
    measure = bare.measure
    shown = read_shown(figures[measure.series], measure.row or measure.id, measure.start)
    neutral = (o for o in terms_obstacles(measure) if o.kind is ObstacleKind.NEUTRAL)
    obstacles = (few_periods(shown.before, "years"), *neutral)
    return replace(_barred(bare, obstacles), place=shown.place, shown=shown)
