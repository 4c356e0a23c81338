"""Everything that every verdict prints, as pairs of name and value."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement_facts import JudgementFacts
from capitula.outcomes.judging.numbers import (
    better_is,
    figure,
    method_name,
    probability,
    range_text,
    span,
    with_unit,
)
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.own_rules import own_rules
from capitula.outcomes.verdict.evidence import Evidence
from capitula.outcomes.verdict.verdicts import Verdict

NOT_AN_EFFECT = "not to be read as an effect: see why it cannot be judged"


def printed(judgement: JudgementFacts) -> tuple[tuple[str, str], ...]:
    """Return the rows of a judgement, for tables of any face."""
    return tuple(_rows(judgement))


def _rows(judgement: JudgementFacts) -> Iterator[tuple[str, str]]:
    measure = judgement.measure
    yield "Verdict", _verdict(judgement)
    if judgement.estimate_of:
        yield "What is estimated", f"{judgement.estimate_of}. {judgement.estimate_note}"
    yield "Measure", f"{measure.name}: {measure.unit}; {better_is(measure)}"
    yield "Role", str(measure.role)
    yield "Divided by", measure.denominator
    yield "Terms", " ".join(judgement.frozen.sentences())
    yield from own_rules(measure)
    if measure.smallest_effect is not None:
        why = f" {measure.smallest_effect_why}" if measure.smallest_effect_why else ""
        yield (
            "Smallest effect that matters",
            f"{with_unit(float(measure.smallest_effect), measure)}.{why}",
        )
    if judgement.main is not None and judgement.main.estimate is not None:
        yield from _estimate(judgement, judgement.main, judgement.main.estimate)
    if judgement.screened is not None:
        yield "Break screen", " ".join(judgement.screened.sentences())
    for other in judgement.others:
        yield f"The same, {other.donors}", _beside(other)
    for warning in judgement.warnings:
        yield "Warning", warning


def _verdict(judgement: JudgementFacts) -> str:
    decision = judgement.decision
    reason = f": {decision.reason.words}" if decision.reason else ""
    excluded = ""
    if decision.excluded is not None:
        word = "excluded" if decision.excluded else "not excluded"
        excluded = f"; an effect of the smallest size that matters is {word}"
    return f"{decision.verdict}{reason}{excluded}"


def _estimate(
    judgement: JudgementFacts, reading: Reading, found: Estimate
) -> Iterator[tuple[str, str]]:
    measure, evidence = judgement.measure, reading.evidence
    barred = f" ({NOT_AN_EFFECT})" if evidence.obstacles else ""
    yield "Months", f"fitted {span(_before(found))}; judged {span(found.judged)}"
    yield "Areas", _areas(judgement, found)
    yield (
        "Actual and foretold",
        (f"{figure(found.mean_actual)} and {with_unit(found.mean_counterfactual, measure)}"),
    )
    yield "Difference", f"{found.mean_gap:+,.2f} {measure.unit}{barred}"
    yield "Effects left open", f"{range_text(evidence.compatible)}, where positive is better"
    yield "Windows", "; ".join(_windows(evidence)) or "no full window"
    yield "p, better and worse", _tests(evidence)
    yield "Power", _power(judgement, found)
    yield (
        "Fit before the start",
        (
            f"off by {with_unit(found.pre_rmspe, measure)} (root mean square) over "
            f"{found.pre_fit.periods} months; {'passes' if found.pre_fit.passes else 'fails'} its "
            "checks"
        ),
    )
    yield "Method", _method(found)
    if found.weights:
        yield "Donors", _donors(found)
    if found.without_each is not None and found.without_each.without:
        one = found.without_each
        factor = found.unit_factor
        yield (
            "Without each donor in turn",
            (
                f"the difference lies between {figure(one.low * factor)} and "
                f"{figure(one.high * factor)}"
            ),
        )
    yield "Agreement of methods", _agreement(found)


def _areas(judgement: JudgementFacts, found: Estimate) -> str:
    prepared = judgement.prepared
    words = f"{found.place} and {found.comparison_areas} others"
    if prepared is None:
        return words
    counts: dict[str, int] = {}
    for each in prepared.left_out:
        why = each.why.split(":")[0]
        counts[why] = counts.get(why, 0) + 1
    out = "; ".join(f"{number} ({why})" for why, number in counts.items())
    return f"{words}; left out: {out}" if out else words


def _windows(evidence: Evidence) -> Iterator[str]:
    for each in evidence.windows:
        where = "outside" if abs(each.statistic) > each.band else "inside"
        way = "better" if each.gap > 0 else "worse"
        yield (
            f"{each.name}: {figure(abs(each.gap))} {way}, {each.statistic:.2f} against a band of "
            f"{each.band:.2f} ({where})"
        )


def _tests(evidence: Evidence) -> str:
    if evidence.p_better is None or evidence.p_worse is None or evidence.p_floor is None:
        return "not tested"
    said = (
        f"{probability(evidence.p_better)} and {probability(evidence.p_worse)}, each held against "
        f"{evidence.alpha:g}; the least possible is {probability(evidence.p_floor)}"
    )
    if evidence.begun is not None:
        better, worse = map(probability, evidence.begun)
        said += (
            f". That a change began after the start, with each area's own trend before it carried "
            f"on, has {better} and {worse}, and neither p above is less"
        )
    if evidence.p_faded is not None and evidence.better_is_shown:
        rare = probability(evidence.p_faded)
        said += f". To fall back so far from the best window to the last has {rare}"
    return said


def _power(judgement: JudgementFacts, found: Estimate) -> str:
    if found.detectable is None or found.power is None:
        return "no effect would be found four times in five"
    share = found.power.found_elsewhere
    check = "" if share is None else f"; on areas not used to compute it, found in {share:.0%}"
    said = f"{with_unit(found.detectable, judgement.measure)} is found four times in five{check}"
    if found.lasting is None:
        return f"{said}; none would be called improved and sustained so often"
    lasting = figure(found.lasting * found.unit_factor)
    return f"{said}; a lasting one of {lasting} is called improved and sustained four times in five"


def _method(found: Estimate) -> str:
    words = method_name(found.method)
    if found.certificate == found.certificate:
        words += f"; within {found.certificate:.1e} of the best weights there are, relative"
    return words


def _donors(found: Estimate) -> str:
    shown = [f"{name} {weight:.3f}" for name, weight in list(found.weights.items())[:8]]
    rest = len(found.weights) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def _agreement(found: Estimate) -> str:
    said: list[str] = []
    if found.agreement is not None:
        methods = [
            f"{method_name(each.method)} {each.effect * found.unit_factor:+,.2f}"
            + ("" if each.p is None else f" (p {probability(each.p)})")
            for each in found.agreement.methods
        ]
        said.append(
            f"{found.agreement.same_sign} of {len(methods)} point the same way: "
            f"{', '.join(methods)}."
        )
    said += [f"{method_name(name)}: not run, {why}." for name, why in found.not_run.items()]
    return " ".join(said) or "no other method was run"


def _beside(other: Reading) -> str:
    if other.estimate is None:
        return f"{other.decision.verdict}"
    barred = f" ({NOT_AN_EFFECT})" if other.decision.verdict is Verdict.CANNOT_BE_JUDGED else ""
    p = other.evidence
    tests = (
        ""
        if p.p_better is None or p.p_worse is None
        else f", p {probability(p.p_better)} better and {probability(p.p_worse)} worse"
    )
    return (
        f"{other.decision.verdict}; difference {other.estimate.mean_gap:+,.2f}{barred}{tests}, "
        f"{other.estimate.comparison_areas} other areas"
    )


def _before(found: Estimate) -> MonthRange:
    return MonthRange(found.months.first, found.start - 1)
