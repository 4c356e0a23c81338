"""How a verdict on several measures came about: rule by rule, with the formula and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.figure_table import FigureTable
from capitula.outcomes.judging.explaining import fallen_back, source_of, why_held
from capitula.outcomes.judging.numbers import probability
from capitula.outcomes.judging.together_judgement import TogetherJudgement
from capitula.outcomes.judging.together_words import printed, verdict_text
from capitula.outcomes.together.numbers import percent
from capitula.outcomes.verdict.evidence import Evidence
from capitula.outcomes.verdict.order import Decision
from capitula.outcomes.verdict.verdicts import Verdict

FORMULA = (
    "g = sign x (logarithm of the figure - what the other areas foretell of it), signed so that "
    "positive is better; c = change of g at the start; scale = geometric mean of the area's own "
    "usual move from month to month and that of all areas; sum = the c / scale of every measure, "
    "added up; p for the better: rank of the sum among all areas, each with the same measures and "
    "months; p for the worse: rank of -sum."
)

Rule = tuple[int, str, bool, str]
"""Its number, the verdict it gives, whether it held, and why."""


def rules_applied(judged: TogetherJudgement) -> tuple[Rule, ...]:
    """Return each rule in order, up to the one that gave the verdict."""
    return _up_to(judged.decision, judged)


def rules_of_estimate(judged: TogetherJudgement) -> tuple[Rule, ...]:
    """Return the rules on what was estimated; none where that is the contract itself."""
    if judged.began or judged.of_estimate is None or not judged.estimate_of:
        return ()
    return _up_to(judged.of_estimate, judged)[1:]


def tables_used(judged: TogetherJudgement) -> tuple[FigureTable, ...]:
    """Return the figure tables that the measures rest on, each once."""
    if judged.prepared is None:
        return ()
    return tuple({each.table.name: each.table.table for each in judged.prepared.each}.values())


def sources(judged: TogetherJudgement) -> tuple[str, ...]:
    """Return publisher, period, licence and file of the figures used."""
    return tuple(map(source_of, tables_used(judged)))


def explanation(judged: TogetherJudgement) -> str:
    """Return the explanation as lines of text."""
    return "\n".join(_lines(judged))


def _lines(judged: TogetherJudgement) -> Iterator[str]:
    yield verdict_text(judged)
    yield ""
    yield "How it came about"
    for number, name, held, why in (*rules_applied(judged), *rules_of_estimate(judged)):
        yield f"  rule {number}  {name}: {'holds' if held else 'does not hold'}; {why}"
    yield f"  formula  {FORMULA}"
    for name, value in printed(judged):
        yield f"  {name}: {value}"
    yield f"  terms digest: {judged.frozen.terms_digest}"
    for source in sources(judged):
        yield f"  source: {source}"


def _up_to(decision: Decision, judged: TogetherJudgement) -> tuple[Rule, ...]:
    asked = tuple(Verdict)[: decision.verdict.rule + 1]
    return tuple(
        (each.rule, str(each), each is decision.verdict, _why(each, judged)) for each in asked
    )


def _why(verdict: Verdict, judged: TogetherJudgement) -> str:
    evidence = judged.evidence
    return why_held(
        verdict,
        judged.obstacles,
        lambda: "" if evidence is None else _of_evidence(verdict, evidence),
        began=judged.began,
    )


def _of_evidence(verdict: Verdict, evidence: Evidence) -> str:
    if verdict is Verdict.WORSE:
        return f"p for the worse {_p(evidence.p_worse)}, held against {evidence.alpha:g}"
    if verdict in (Verdict.SUSTAINED, Verdict.NOT_SUSTAINED):
        outside = sum(window.is_better for window in evidence.windows)
        return (
            f"p for the better {_p(evidence.p_better)}, held against {evidence.alpha:g}; {outside} "
            f"of {len(evidence.windows)} windows outside their bands on the good side"
            f"{fallen_back(evidence)}"
        )
    found, least = percent(evidence.detectable), evidence.smallest_effect
    matters = "not stated" if least is None else percent(least)
    return f"found four times in five: {found} in each; smallest that matters: {matters}"


def _p(value: float | None) -> str:
    return "not tested" if value is None else probability(value)
