"""The three sentences of a verdict: what was seen, what was assumed, what would change it.

Nothing that was not shown is called absent, and nothing that was not found is called a failure.
"""

from __future__ import annotations

from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement_facts import JudgementFacts
from capitula.outcomes.judging.numbers import (
    figure,
    method_name,
    probability,
    range_text,
    span,
    with_unit,
)
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.measures import Direction
from capitula.outcomes.verdict.evidence import Evidence
from capitula.outcomes.verdict.verdicts import Reason, Verdict
from capitula.outcomes.words import listed


def heading(judgement: JudgementFacts) -> str:
    """Return measure, place and verdict in a line."""
    reason = judgement.decision.reason
    why = f" ({reason.words})" if reason else ""
    return f"{judgement.measure.name}, {judgement.place}: {judgement.decision.verdict}{why}"


def verdict_text(judgement: JudgementFacts) -> str:
    """Return the heading and the three sentences, a line each."""
    return "\n".join([heading(judgement), *three_sentences(judgement)])


def three_sentences(judgement: JudgementFacts) -> tuple[str, str, str]:
    """Return what was seen, what was assumed, and what evidence would change the verdict."""
    return seen(judgement), assumed(judgement), would_change(judgement)


def seen(judgement: JudgementFacts) -> str:
    """Return the first sentence: the verdict with its figures."""
    main = judgement.main
    if judgement.decision.verdict is Verdict.NEVER_BEGAN:
        return _never_began(judgement)
    if judgement.decision.verdict is Verdict.CANNOT_BE_JUDGED or main is None:
        words = " ".join(each.words for each in judgement.obstacles)
        return f"The figures cannot carry a judgement: {_lower(words)}{_noted(judgement)}"
    return _figures(judgement, main)


def assumed(judgement: JudgementFacts) -> str:
    """Return the second sentence: what the comparison takes for granted."""
    found = judgement.main.estimate if judgement.main else None
    what = judgement.estimate_of or "the contract"
    if found is None:
        return (
            f"No comparison was made, so nothing was assumed about what {judgement.place} would "
            f"have seen without {what}."
        )
    named = list(found.weights)[:3]
    heaviest = f", above all {listed(named)}" if named else ""
    return (
        f"Any estimate here assumes that, without {what}, {judgement.place} would have gone on "
        f"moving as the areas weighted by {method_name(found.method)}{heaviest} did, that nothing "
        "else began there and not with them, and that all went on counting the same thing."
    )


def would_change(judgement: JudgementFacts) -> str:
    """Return the third sentence: what evidence would change the verdict."""
    verdict, main = judgement.decision.verdict, judgement.main
    if verdict is Verdict.NEVER_BEGAN:
        return "Only figures from after a start could change this, and there was no start."
    if verdict is Verdict.CANNOT_BE_JUDGED or main is None:
        remedies = list(dict.fromkeys(each.remedy for each in judgement.obstacles))
        return f"What would let it be judged: {'; and '.join(remedies)}."
    return _CHANGES[verdict](judgement, main.evidence)


def _never_began(judgement: JudgementFacts) -> str:
    stated = judgement.measure.start
    if stated is not None:
        return (
            f"The contract had not begun by {judgement.known_on.day} "
            f"{judgement.known_on:%B %Y}, so there is nothing to judge."
        )
    said = "The contract never began, so there is nothing to judge"
    main = judgement.main
    if main is None:
        return f"{said}."
    what = f"what can be estimated from the figures is {judgement.estimate_of}"
    if main.evidence.obstacles:
        words = " ".join(each.words for each in main.evidence.obstacles)
        return f"{said}; {what}, and of that too they cannot tell: {_lower(words)}"
    return f"{said}; {what}, for which the same rules give: {main.decision.verdict}. " + _figures(
        judgement, main
    )


def _figures(judgement: JudgementFacts, main: Reading) -> str:
    found, evidence, measure = main.estimate, main.evidence, judgement.measure
    if found is None:
        return ""
    more = "more" if found.mean_gap > 0 else "fewer"
    p, way = _rank(evidence, better=_is_better(found, measure.direction))
    return (
        f"From {span(found.judged)} {judgement.place} had "
        f"{with_unit(found.mean_actual, measure)} against {figure(found.mean_counterfactual)} "
        f"foretold from {found.comparison_areas} other areas, {figure(abs(found.mean_gap))} "
        f"{more}{_meaning(found, measure.direction)}; as large a change for the {way} came up in "
        f"a share of {p} of all areas (the least possible is {probability(found.floor)}), and "
        f"effects of {range_text(evidence.compatible)} are left open, where positive is better."
    )


def _rank(evidence: Evidence, *, better: bool) -> tuple[str, str]:
    """The p of the way that the difference points."""
    p, way = (evidence.p_better, "better") if better else (evidence.p_worse, "worse")
    return ("an unknown number" if p is None else probability(p)), way


def _is_better(found: Estimate, direction: Direction) -> bool:
    return (found.mean_gap > 0) is (direction is Direction.UP)


def _noted(judgement: JudgementFacts) -> str:
    """What the screen noted of the place, which bars nothing and must be told."""
    noted = judgement.screened.noted if judgement.screened else ()
    return "".join(f" {each.words}" for each in noted)


def _meaning(found: Estimate, direction: Direction) -> str:
    if direction is Direction.NEUTRAL:
        return ""
    return ", which is better" if _is_better(found, direction) else ", which is worse"


def _power(judgement: JudgementFacts, evidence: Evidence) -> str:
    measure, found = judgement.measure, evidence.detectable
    smallest = figure(evidence.smallest_effect or 0.0)
    if found is None:
        return f"no effect would have been found four times in five, and {smallest} would matter"
    return (
        f"an effect of {with_unit(found, measure)} would have been found four times in five, and "
        f"one of {smallest} would matter"
    )


def _too_little(judgement: JudgementFacts, evidence: Evidence) -> str:
    first = _trend(judgement, evidence) or "As it stands, "
    return (
        f"{first}more figures could tell, or a sharper comparison fixed beforehand: "
        f"{_power(judgement, evidence)}."
    )


def _trend(judgement: JudgementFacts, evidence: Evidence) -> str:
    """Say where a trend that ran before the start could have made what was seen."""
    found = judgement.main.estimate if judgement.main else None
    if found is None or evidence.begun is None:
        return ""
    at = 0 if _is_better(found, judgement.measure.direction) else 1
    p = (evidence.p_better, evidence.p_worse)[at]
    alone = found.windows_p[at]
    if p is None or alone is None or alone > evidence.alpha:
        return ""
    return (
        f"The difference alone would be called ({probability(alone)}), but no change is shown to "
        f"have begun after the start ({probability(p)}), and a trend from before it, carried on, "
        "could have made it; "
    )


def _no_effect(judgement: JudgementFacts, evidence: Evidence) -> str:
    smallest = with_unit(evidence.smallest_effect or 0.0, judgement.measure)
    excluded = "is excluded" if evidence.excludes_what_matters else "is not excluded"
    first = _trend(judgement, evidence) or "As it stands, "
    return (
        f"{first}windows to come that leave their bands would change it: "
        f"{_power(judgement, evidence)}, and an effect of {smallest} {excluded}."
    )


def _lasting(_: JudgementFacts, evidence: Evidence) -> str:
    last = evidence.windows[-1].name
    return (
        f"It would change if the differences fell back inside their band after {last}, or if a "
        "change in counting, or another programme that began there, came to be recorded."
    )


def _not_lasting(judgement: JudgementFacts, evidence: Evidence) -> str:
    reason = judgement.decision.reason
    why = reason.words if reason else "it did not last"
    better = sum(window.is_better for window in evidence.windows)
    if reason is Reason.LASTING_NOT_TOLD:
        return (
            f"It is not called sustained because {why}: {better} of {len(evidence.windows)} "
            f"windows lie outside their bands, nor is it shown to have gone; {_to_last(evidence)}; "
            "further windows, or a larger effect, would tell."
        )
    return (
        f"It is not called sustained because {why}, with {better} of {len(evidence.windows)} "
        "windows outside their bands; further windows outside theirs would change that."
    )


def _to_last(evidence: Evidence) -> str:
    if evidence.lasting is None:
        return "no effect would be called sustained four times in five"
    return (
        f"a lasting effect of {figure(evidence.lasting)} would be called sustained four times in "
        "five"
    )


def _worse(_: JudgementFacts, __: Evidence) -> str:
    return (
        "It would change with a last window on the good side and an improvement larger than in "
        "other areas, or with a recorded change in counting."
    )


_CHANGES = {
    Verdict.TOO_LITTLE_POWER: _too_little,
    Verdict.NO_EFFECT_SHOWN: _no_effect,
    Verdict.SUSTAINED: _lasting,
    Verdict.NOT_SUSTAINED: _not_lasting,
    Verdict.WORSE: _worse,
}


def _lower(words: str) -> str:
    """Begin within a sentence, unless a name or an acronym stands first."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
