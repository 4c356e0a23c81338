"""Signalling questions of a judgement: answered from its figures, or by a person, or left open."""

from __future__ import annotations

from capitula.ground.date_words import date_text
from capitula.ground.marks import EvidenceMark
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import figure, probability
from capitula.outcomes.judging.screening import Screened
from capitula.outcomes.registration import Registration
from capitula.outcomes.robins.questions import Answered, people_answered, questions
from capitula.outcomes.term_kinds import Answer
from capitula.record.view import View

BY_DATA = "the data"

_Found = tuple[Answer, str] | None


def signalling(judgement: Judgement, view: View, measures: int) -> tuple[Answered, ...]:
    """Return every signalling question in order, a person's answer before the data's.

    Args:
        judgement: the judgement, whole but for these.
        view: the record, for people's answers.
        measures: how many measures the case's file holds; all of them are reported.
    """
    people = people_answered(judgement.measure.id, view)
    found: list[Answered] = []
    for domain in questions().domains:
        for question in domain.questions:
            if question.id in people:
                found.append(people[question.id])
                continue
            drawn = _from_data(question.drawn_from, judgement, measures)
            if drawn is None:
                found.append(Answered(domain.name, question, None, "waits for a person", ""))
            else:
                found.append(Answered(domain.name, question, drawn[0], drawn[1], BY_DATA))
    return tuple(found)


def _from_data(drawn_from: str | None, judgement: Judgement, measures: int) -> _Found:
    match drawn_from:
        case "pre_fit" | "time_placebo":
            return _fit(drawn_from, judgement)
        case "own_programme" | "programmes" | "left_out_after" | "areas_missing" | "donor_rule":
            return _areas(drawn_from, judgement)
        case "own_missing" | "breaks" | "with_and_without" | "methods":
            return _series(drawn_from, judgement)
        case "registered" | "hindsight" | "varied" | "start_known":
            return _terms(drawn_from, judgement)
        case "measures":
            return Answer.YES, f"all {measures} measures of the outcomes file are reported"
        case _:
            return None


def _fit(drawn_from: str, judgement: Judgement) -> _Found:
    found = judgement.main.estimate if judgement.main else None
    if found is None:
        return None
    if drawn_from == "pre_fit":
        fit, factor = found.pre_fit, found.unit_factor
        words = (
            f"off by {figure(fit.rmspe * factor)} {judgement.measure.unit} over {fit.periods} "
            f"months, where nine areas of ten are within {figure(fit.limit * factor)} on this scale"
        )
        return (Answer.YES if fit.rmspe <= fit.limit else Answer.NO), words
    placebo = found.time_placebo
    if placebo is None:
        return None
    words = f"a made-up start in {date_text(placebo.first)} gives p {probability(placebo.p)}"
    return (Answer.YES if placebo.p <= 0.05 else Answer.NO), words


def _areas(drawn_from: str, judgement: Judgement) -> _Found:
    prepared = judgement.prepared
    if prepared is None:
        return None
    programmes = [e for e in prepared.terms.donors.without if e.programme is not None]
    if drawn_from == "own_programme":
        sites = [each for each in judgement.warnings if "programme of its own" in each]
        return (Answer.YES, sites[0]) if sites else None
    if drawn_from == "programmes":
        out = [e for e in prepared.left_out if e.mark is not EvidenceMark.DERIVED]
        words = f"{len(out)} areas left out by a sourced list; the result with them stands beside"
        return (Answer.YES, words) if programmes else None
    if drawn_from == "left_out_after":
        broken = [e.area for e in prepared.left_out if e.why == "a break in its own series"]
        words = f"{len(broken)} areas left out because of a break anywhere in the months used"
        return (Answer.YES if broken else Answer.NO), words
    if drawn_from == "areas_missing":
        gaps = [e.area for e in prepared.left_out if e.why.startswith("no figure")]
        return (Answer.YES if gaps else Answer.NO), f"{len(gaps)} areas lack figures"
    known = judgement.frozen.registration
    stated = f"{prepared.terms.donors.rule}; the terms were {known}"
    return (Answer.YES if known is Registration.BEFORE else Answer.NO), stated


def _series(drawn_from: str, judgement: Judgement) -> _Found:
    prepared, screened = judgement.prepared, judgement.screened
    if prepared is None or screened is None:
        return None
    match drawn_from:
        case "own_missing":
            return Answer.YES, f"a figure in each of {len(prepared.months)} months"
        case "breaks":
            return _broken(screened)
        case "methods":
            return _methods(judgement)
        case _:
            return _with_and_without(judgement)


def _broken(screened: Screened) -> _Found:
    barring = screened.obstacles()
    if barring:
        return Answer.YES, barring[0].words
    if screened.noted:
        return Answer.PROBABLY_YES, screened.noted[0].words
    return Answer.PROBABLY_NO, "the screen for data breaks found none in this place"


def _methods(judgement: Judgement) -> _Found:
    found = judgement.main.estimate if judgement.main else None
    if found is None:
        return None
    run = 1 if found.agreement is None else len(found.agreement.methods)
    return Answer.YES, f"{run} methods run and shown, {len(found.not_run)} named as not run"


def _with_and_without(judgement: Judgement) -> _Found:
    main = judgement.main
    if main is None or not judgement.others:
        return None
    same = all(other.decision == main.decision for other in judgement.others)
    words = "the verdict is the same" if same else "the verdict differs"
    answer = Answer.PROBABLY_NO if same else Answer.PROBABLY_YES
    return answer, f"{words} with other sets of donors"


def _terms(drawn_from: str, judgement: Judgement) -> _Found:
    frozen = judgement.frozen
    if drawn_from == "registered":
        known = frozen.registration
        if known is Registration.UNCLEAR:
            return Answer.NO_INFORMATION, str(known)
        return (Answer.YES if known is Registration.BEFORE else Answer.NO), str(known)
    if drawn_from == "hindsight":
        before = frozen.registration is Registration.BEFORE
        words = f"the start stands in terms that were {frozen.registration}"
        return (Answer.NO if before else Answer.PROBABLY_YES), words
    if drawn_from == "varied":
        changed = bool(frozen.variations) or frozen.altered
        words = f"{len(frozen.variations)} recorded variations"
        if frozen.altered:
            words += "; the terms differ from what was frozen"
        return (Answer.YES if changed else Answer.NO), words
    start = judgement.measure.start
    return None if start is None else (Answer.PROBABLY_YES, f"stated as {date_text(start)}")
