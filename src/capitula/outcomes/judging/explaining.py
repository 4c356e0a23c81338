"""How a verdict came about, rule by rule, with formula, figures, terms and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from capitula.ground.date_words import date_text
from capitula.ground.figure_table import FigureTable
from capitula.outcomes.judging.judgement_facts import JudgementFacts
from capitula.outcomes.judging.numbers import figure, probability
from capitula.outcomes.judging.printed import printed
from capitula.outcomes.judging.sentences import verdict_text
from capitula.outcomes.verdict.evidence import Evidence, Obstacle
from capitula.outcomes.verdict.verdicts import Verdict

_BY_WINDOWS = (
    "g = sign x (actual - counterfactual), signed so that positive is better; T = mean of g over a "
    "window / root mean squared g before the start; band = what |T| stays under in all but a share "
    "alpha of other areas; ever better: rank of the largest T among all areas; ever worse: rank of "
    "the largest -T; neither p is below that of a change which began after the start, with each "
    "area's own trend before it carried on."
)
_BY_LEVEL = (
    "g = sign x (logarithm of the figure - what the other areas foretell of it), signed so that "
    "positive is better; c = change of g at the start, the months beside it weighing most; scale = "
    "geometric mean of the area's own usual move from month to month and that of all areas; ever "
    "better: rank of c / scale among all areas; ever worse: rank of -c / scale; T = mean over a "
    "window of the logarithm of actual / foretold at the start, signed likewise, / scale; band = "
    "what T stays under in all but a share alpha of other areas."
)


def formula(evidence: Evidence | None) -> str:
    """Return how the figures of a verdict are worked out, in one line.

    Args:
        evidence: of the decisive reading; where there is none, the windows would have decided.
    """
    return _BY_WINDOWS if evidence is None or evidence.windows_decide else _BY_LEVEL


def explanation(judgement: JudgementFacts) -> str:
    """Return the explanation as lines of text."""
    return "\n".join(_lines(judgement))


def rules_applied(judgement: JudgementFacts) -> tuple[tuple[int, str, bool, str], ...]:
    """Return each rule in order up to the one that held: number, verdict, whether it held, why.

    The rules after it were not asked.
    """
    evidence = judgement.main.evidence if judgement.main else None
    found: list[tuple[int, str, bool, str]] = []
    for verdict in Verdict:
        held = verdict is judgement.decision.verdict
        found.append((verdict.rule, str(verdict), held, _why(verdict, judgement, evidence)))
        if held:
            break
    return tuple(found)


def _lines(judgement: JudgementFacts) -> Iterator[str]:
    yield verdict_text(judgement)
    yield ""
    yield "How it came about"
    for number, name, held, why in rules_applied(judgement):
        yield f"  rule {number}  {name}: {'holds' if held else 'does not hold'}; {why}"
    yield f"  formula  {formula(judgement.main.evidence if judgement.main else None)}"
    for name, value in printed(judgement):
        yield f"  {name}: {value}"
    yield "  terms digest: " + judgement.frozen.terms_digest
    yield "  mark of the choice of measure: " + str(judgement.measure.mark)
    for source in sources(judgement):
        yield f"  source: {source}"


def sources(judgement: JudgementFacts) -> tuple[str, ...]:
    """Return publisher, period, licence and file of the figures used."""
    tables: list[FigureTable] = []
    if judgement.prepared is not None:
        tables.append(judgement.prepared.table.table)
    if judgement.shown is not None:
        tables.append(judgement.shown.table)
    return tuple(map(source_of, tables))


def source_of(table: FigureTable) -> str:
    """Return publisher, period, licence and file of one table of figures."""
    return (
        f"{table.meta['publisher']}, {table.meta['title']}, {date_text(table.meta['period'])}; "
        f"{table.meta['attribution']} {table.sources[0]}"
    )


def why_held(
    verdict: Verdict,
    obstacles: Iterable[Obstacle],
    by_evidence: Callable[[], str],
    *,
    began: bool,
) -> str:
    """Say why a rule holds or does not, one that reads no figures or one that does.

    Args:
        verdict: the one that the rule gives.
        obstacles: why it cannot be judged.
        by_evidence: what the figures say of any other rule.
        began: whether the contract began.
    """
    match verdict:
        case Verdict.NEVER_BEGAN:
            return "the contract began" if began else "the contract did not begin"
        case Verdict.CANNOT_BE_JUDGED:
            words = " ".join(each.words for each in obstacles)
            return words.rstrip(".") or "nothing stands in the way"
        case _:
            return by_evidence()


def _why(verdict: Verdict, judgement: JudgementFacts, evidence: Evidence | None) -> str:
    return why_held(
        verdict,
        judgement.obstacles,
        lambda: "" if evidence is None else _of_evidence(verdict, evidence),
        began=judgement.began,
    )


def _of_evidence(verdict: Verdict, evidence: Evidence) -> str:
    better = "-" if evidence.p_better is None else probability(evidence.p_better)
    worse = "-" if evidence.p_worse is None else probability(evidence.p_worse)
    if verdict is Verdict.WORSE:
        return f"ever-worse p {worse} against {evidence.alpha:g}"
    if verdict in (Verdict.SUSTAINED, Verdict.NOT_SUSTAINED):
        outside = sum(window.is_better for window in evidence.windows)
        return (
            f"ever-improved p {better} against {evidence.alpha:g}{_begun(evidence)}; {outside} of "
            f"{len(evidence.windows)} windows outside their bands on the good side"
            f"{fallen_back(evidence)}"
        )
    mde = "none" if evidence.detectable is None else figure(evidence.detectable)
    least = "not stated" if evidence.smallest_effect is None else figure(evidence.smallest_effect)
    return f"detectable effect {mde}, smallest that matters {least}"


def _begun(evidence: Evidence) -> str:
    """Whether the trend before the start is what keeps the test from passing, or might have."""
    if evidence.begun is None:
        return ""
    return f", of which {probability(evidence.begun[0])} for a change that began after the start"


def fallen_back(evidence: Evidence) -> str:
    """Say how rare the fall from the best window to the last is, and what the chart says."""
    if evidence.p_faded is None:
        return f"; {evidence.reverting}" if evidence.reverting else ""
    rare = f"; so far back from the best window to the last: {probability(evidence.p_faded)}"
    return rare + (f"; {evidence.reverting}" if evidence.reverting else "")
