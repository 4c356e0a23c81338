"""Whether a comparison can be trusted: its fit, other methods, other sets of donors."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from capitula.ground.date_words import date_text
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import figure, method_name, probability, span, with_unit
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.web.parts import Cell, Column, Table, Term
from capitula.web.presenters.outcome_words import p_words, signed


def checks(found: Estimate, judgement: Judgement) -> list[Term]:
    """Return how well the comparison followed the place before the start, and its own checks."""
    return list(_checks(found, judgement))


def methods(found: Estimate, *, barred: bool) -> Table | None:
    """Return the methods side by side: the registered one first, then those that decide nothing."""
    if found.agreement is None and not found.not_run:
        return None
    rows: list[tuple[Cell, ...]] = []
    first = found.agreement.methods[0].effect if found.agreement else 0.0
    for each in found.agreement.methods if found.agreement else ():
        same = "the same way" if each.effect * first > 0 else "the other way"
        rows.append(
            (
                method_name(each.method),
                signed(each.effect * found.unit_factor),
                p_words(each.p),
                same,
            )
        )
    rows += [(method_name(name), None, None, why) for name, why in found.not_run.items()]
    return Table(
        "Agreement of methods",
        [
            Column("Method"),
            Column("Difference", numeric=True),
            Column("p, ratio test", numeric=True),
            Column("Points"),
        ],
        rows,
        note="The first was set to decide. The best of them is never picked."
        + (f" The differences are {NOT_AN_EFFECT}." if barred else ""),
        missing="not run",
    )


def readings(judgement: Judgement) -> Table | None:
    """Return the same judgement with other sets of donors."""
    main = judgement.main
    if main is None or not judgement.others:
        return None
    barred = any(each.evidence.obstacles for each in (main, *judgement.others))
    return Table(
        "With and without other areas that had a programme or a break",
        [
            Column("Compared"),
            Column("Verdict by the same rules"),
            Column("Difference", numeric=True),
            Column("p, better", numeric=True),
            Column("p, worse", numeric=True),
            Column("Other areas", numeric=True),
        ],
        [_reading(each) for each in (main, *judgement.others)],
        note="The first decides." + (f" *: {NOT_AN_EFFECT}." if barred else ""),
        missing="none",
    )


def _reading(each: Reading) -> tuple[Cell, ...]:
    found, evidence = each.estimate, each.evidence
    barred = each.decision.verdict is Verdict.CANNOT_BE_JUDGED
    return (
        each.donors,
        str(each.decision.verdict),
        None if found is None else signed(found.mean_gap) + (" *" if barred else ""),
        p_words(evidence.p_better),
        p_words(evidence.p_worse),
        None if found is None else str(found.comparison_areas),
    )


def _checks(found: Estimate, judgement: Judgement) -> Iterator[Term]:
    measure, fit, factor = judgement.measure, found.pre_fit, found.unit_factor
    before = MonthRange(found.months.first, found.start - 1)
    yield Term("Fitted on", span(before), note=f"{fit.periods} months")
    yield Term(
        "Off before the start by",
        with_unit(found.pre_rmspe, measure),
        note=f"root mean square; nine areas of ten are within {figure(fit.limit * factor)}",
    )
    scale = "on the scale that was fitted" if factor == 1 else "where 100 is its mean before"
    yield Term(
        "Checks of the fit",
        "passed" if fit.passes else "not passed",
        note="" if fit.passes else f"{' '.join(fit.reasons)} (Figures {scale}.)",
    )
    placebo = found.time_placebo
    if placebo is not None:
        held_out = f"{date_text(placebo.first)} to {date_text(placebo.last)}"
        yield Term(
            "A made-up start a year earlier",
            f"p {probability(placebo.p)}",
            note=f"{held_out}, left out and foretold; a small p speaks against the comparison",
        )
    if found.without_each is not None and found.without_each.without:
        one = found.without_each
        kept = "keeps its sign" if one.keeps_its_sign else "changes its sign"
        yield Term(
            "Without each donor in turn",
            f"{signed(one.low * factor)} to {signed(one.high * factor)}",
            note=f"the difference {kept}" + (f"; {NOT_AN_EFFECT}" if judgement.obstacles else ""),
        )
    if not isnan(found.certificate):
        yield Term("Distance from the best weights", f"{found.certificate:.1e}", note="relative")
    for note in found.notes:
        yield Term("Note", note)
