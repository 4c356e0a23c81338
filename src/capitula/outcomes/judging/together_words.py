"""What is said of several measures judged together: a heading, three sentences, printed rows.

Nothing here speaks of an average: each measure's change stands by itself, and what their sum says
is how rare all of them together are.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.letters import within_sentence
from capitula.outcomes.judging.comparing import sign_of
from capitula.outcomes.judging.numbers import method_name, probability, span
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.measures import Measure
from capitula.outcomes.together.numbers import (
    better_or_worse,
    moved,
    percent,
    range_words,
    signed_percent,
    signed_sum,
)
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.together.words import found_words, to_last, window_words
from capitula.outcomes.verdict.evidence import Evidence
from capitula.outcomes.verdict.order import Decision
from capitula.outcomes.verdict.verdicts import Reason, Verdict
from capitula.outcomes.words import listed


def verdict_words(decision: Decision) -> str:
    """Return a verdict with its reason, where it has one."""
    return f"{decision.verdict}" + (f" ({decision.reason.words})" if decision.reason else "")


def heading(judged: TogetherJudgement) -> str:
    """Return name, place and verdict in a line."""
    return f"{judged.terms.name}, {judged.place}: {verdict_words(judged.decision)}"


def three_sentences(judged: TogetherJudgement) -> tuple[str, str, str]:
    """Return what was seen, what was assumed, and what evidence would change the verdict."""
    return seen(judged), assumed(judged), would_change(judged)


def verdict_text(judged: TogetherJudgement) -> str:
    """Return the heading and the three sentences, a line each."""
    return "\n".join([heading(judged), *three_sentences(judged)])


def seen(judged: TogetherJudgement) -> str:
    """Return the first sentence: the verdict with its figures."""
    if judged.decision.verdict is Verdict.NEVER_BEGAN:
        return _never_began(judged)
    if judged.obstacles or judged.test is None:
        return _cannot(judged, "The figures cannot carry a judgement")
    return _figures(judged, judged.test)


def assumed(judged: TogetherJudgement) -> str:
    """Return the second sentence: what the comparison takes for granted."""
    if judged.test is None:
        return "No comparison was made, so nothing was assumed."
    what = judged.estimate_of or "the contract"
    return (
        f"It assumes that, without {what}, each of these would have gone on in {judged.place} as "
        "its own months before and the areas that moved like it foretold, and that all areas went "
        "on counting the same things. It says nothing of any one of them: each has a verdict of "
        "its own, and a large change in one can carry the sum."
    )


def would_change(judged: TogetherJudgement) -> str:
    """Return the third sentence: what evidence would change the verdict."""
    verdict, evidence = judged.decision.verdict, judged.evidence
    if verdict is Verdict.NEVER_BEGAN:
        return "Only figures from after a start could change this, and there was no start."
    if verdict is Verdict.CANNOT_BE_JUDGED or evidence is None or judged.test is None:
        remedies = list(dict.fromkeys(each.remedy for each in judged.obstacles))
        return f"What would let them be judged: {'; and '.join(remedies)}."
    if evidence.better_is_shown or evidence.worse_is_shown:
        return _shown_would_change(judged, evidence)
    could = power_words(judged.test, evidence.smallest_effect)
    if verdict is Verdict.TOO_LITTLE_POWER:
        return f"More figures could tell, or more measures promised together beforehand: {could}."
    word = "is" if evidence.excludes_what_matters else "is not"
    return (
        f"Windows to come that leave their bands would change it: {could}, and a change of "
        f"{percent(evidence.smallest_effect)} in each {word} excluded."
    )


def power_words(test: JointTest, smallest: float | None) -> str:
    """Return what could have been seen, and what would matter."""
    found = (
        "no change, however large, would have been found four times in five"
        if test.detectable is None
        else f"a change for the better of {percent(test.detectable)} in each would have been "
        "found four times in five"
    )
    matters = "" if smallest is None else f", and one of {percent(smallest)} would matter"
    return found + matters


def way(measure: Measure, change: float) -> str:
    """Say whether a change of a measure is for the better or the worse."""
    return better_or_worse(change, sign_of(measure))


def printed(judged: TogetherJudgement) -> tuple[tuple[str, str], ...]:
    """Return everything that the verdict rests on, as name and value."""
    return tuple(_rows(judged))


def each_change(judged: TogetherJudgement) -> tuple[tuple[Measure, str, str], ...]:
    """Return each measure with its change, and what it adds to the sum; none without a test."""
    test = judged.test
    if test is None:
        return ()
    return tuple(
        (measure, signed_percent(test.changes[measure.id]), signed_sum(test.parts[measure.id]))
        for measure in judged.measures
    )


def _rows(judged: TogetherJudgement) -> Iterator[tuple[str, str]]:
    terms, ready, test, evidence = judged.terms, judged.prepared, judged.test, judged.evidence
    yield "Verdict", verdict_words(judged.decision)
    if judged.estimate_of:
        yield "What is estimated", f"{judged.estimate_of}. {judged.estimate_note}"
    if judged.estimate_of and judged.of_estimate and not judged.began:
        yield "The same rules on the estimate", verdict_words(judged.of_estimate)
    yield "Measures", listed(within_sentence(each.name) for each in judged.measures)
    yield "Why together", terms.why
    yield "Terms", " ".join(judged.frozen.sentences())
    if terms.smallest_effect_share is not None:
        why = f" {terms.smallest_effect_why}" if terms.smallest_effect_why else ""
        share = percent(float(terms.smallest_effect_share))
        yield "Smallest change that matters", f"{share} in each.{why}"
    if ready is not None and test is not None and evidence is not None:
        first, barred = ready.first, f" ({NOT_AN_EFFECT})" if judged.obstacles else ""
        yield "Months", f"fitted {span(first.before)}; judged {span(judged.judged_months)}"
        others = len(first.areas) - 1
        yield "Areas", f"{judged.place} and {others} others, the same for every measure"
        for measure, change, part in each_change(judged):
            yield (
                measure.name,
                f"{change}, {way(measure, test.changes[measure.id])}; adds {part} to the sum"
                f"{barred}",
            )
        yield "Left open", range_words(test)
        yield (
            "p, better and worse",
            f"{probability(test.p_better)} and {probability(test.p_worse)}, each held against "
            f"{test.alpha:g}; the least possible is {probability(test.floor)}",
        )
        yield "Windows", "; ".join(map(window_words, evidence.windows)) or "no full window"
        yield "Power", _power(judged, test, evidence)
        yield "Method", f"{method_name(terms.method)} in each, added up"
    if ready is not None:
        for measure, screened in zip(judged.measures, ready.screened, strict=True):
            yield f"Break screen, {within_sentence(measure.name)}", " ".join(screened.sentences())
    for warning in judged.warnings:
        yield "Warning", warning


def _never_began(judged: TogetherJudgement) -> str:
    said = "The contract never began, so there is nothing to judge"
    start = judged.measures[0].start
    if start is not None:
        day = f"{judged.known_on.day} {judged.known_on:%B %Y}"
        return f"The contract had not begun by {day}, so there is nothing to judge."
    if judged.of_estimate is None or not judged.estimate_of:
        return f"{said}."
    what = f"{said}; what can be estimated from the figures is {judged.estimate_of}"
    if judged.obstacles or judged.test is None:
        return _cannot(judged, f"{what}, and of that too they cannot tell")
    result = verdict_words(judged.of_estimate)
    return f"{what}, for which the same rules give: {result}. {_figures(judged, judged.test)}"


def _cannot(judged: TogetherJudgement, said: str) -> str:
    return f"{said}: {' '.join(each.words for each in judged.obstacles)}"


def _figures(judged: TogetherJudgement, test: JointTest) -> str:
    changes = [
        f"{within_sentence(each.name)} {moved(test.changes[each.id])} "
        f"({way(each, test.changes[each.id])})"
        for each in judged.measures
    ]
    is_better = test.sum > 0
    p, word = (test.p_better, "better") if is_better else (test.p_worse, "worse")
    return (
        f"From {span(judged.judged_months)}, beside what was foretold for {judged.place}, "
        f"{listed(changes)}. Added up, each over its own scale, as large a change for the {word} "
        f"came up in a share of {probability(p)} of all {test.areas} areas (the least possible is "
        f"{probability(test.floor)}); {range_words(test)} is left open."
    )


def _shown_would_change(judged: TogetherJudgement, evidence: Evidence) -> str:
    if judged.decision.verdict is Verdict.WORSE:
        return (
            "It would change with a last window on the good side and an improvement rarer than in "
            "other areas, or with a recorded change in counting."
        )
    if judged.decision.verdict is Verdict.NOT_SUSTAINED:
        return _not_lasting(judged, evidence)
    return (
        "It would change if the sum fell back inside its band after "
        f"{evidence.windows[-1].name}, or if a change in counting, or another programme that "
        "began there, came to be recorded."
    )


def _not_lasting(judged: TogetherJudgement, evidence: Evidence) -> str:
    reason = judged.decision.reason
    why = reason.words if reason else "it did not last"
    better = sum(window.is_better for window in evidence.windows)
    said = (
        f"It is not called sustained because {why}: {better} of {len(evidence.windows)} windows "
        "lie outside their bands"
    )
    if reason is not Reason.LASTING_NOT_TOLD:
        return f"{said}; further windows outside theirs would change that."
    return f"{said}, nor is it shown to have gone; {to_last(evidence.lasting)}."


def _power(judged: TogetherJudgement, test: JointTest, evidence: Evidence) -> str:
    names = [within_sentence(each.name) for each in judged.measures]
    found = found_words(test, names)
    return found if test.detectable is None else f"{found}; {to_last(evidence.lasting)}"
