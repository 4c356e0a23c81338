"""One judged measure: its figures, its tests, and how they stand with other donors and methods."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from capitula.ground.marks import EvidenceMark
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.explaining import FORMULA
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import (
    figure,
    method_name,
    probability,
    range_text,
    span,
    with_unit,
)
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.reading import Reading
from capitula.outcomes.month_range import MonthRange
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.web.parts import Cell, Column, Figure, Input, Source, Stat, Table, Term
from capitula.web.presenters.figures import table_source


def headline(judgement: Judgement, reading: Reading, found: Estimate) -> list[Stat]:
    """Return the difference, its p value, and what could have been seen, each opened."""
    measure, evidence = judgement.measure, reading.evidence
    sources = _sources(judgement)
    better = (found.mean_gap > 0) is (measure.direction.value == "up")
    p = evidence.p_better if better else evidence.p_worse
    way = "better" if better else "worse"
    floor = probability(found.floor)
    return [
        Stat(
            f"Difference, {span(found.judged)}",
            f"{found.mean_gap:+,.2f}".replace("-", "\N{MINUS SIGN}"),
            f"{measure.unit}, {way}; {NOT_AN_EFFECT}"
            if judgement.obstacles or evidence.obstacles
            else f"{measure.unit}, {way}",
            _figure(
                f"Difference, {measure.name}",
                "seen - foretold, mean of the months judged",
                [
                    ("Seen", with_unit(found.mean_actual, measure)),
                    ("Foretold", with_unit(found.mean_counterfactual, measure)),
                ],
                sources,
                f"by {method_name(found.method)}, {found.comparison_areas} other areas",
            ),
        ),
        Stat(
            f"p, ever {way}",
            None if p is None else probability(p),
            f"held against {evidence.alpha:g}; the least it can be is {floor}",
            _figure(
                f"p, {measure.name}",
                FORMULA,
                [
                    ("Other areas", str(found.comparison_areas)),
                    ("p, ever better", _p(evidence.p_better)),
                    ("p, ever worse", _p(evidence.p_worse)),
                    ("Least possible", floor),
                ],
                sources,
                "computed here",
            ),
        ),
        Stat(
            "Found four times in five",
            "none" if found.detectable is None else figure(found.detectable),
            f"{measure.unit}: an effect of this size; {_matters(judgement)}",
            _figure(f"Power, {measure.name}", _POWER, _power(found), sources, "computed here"),
        ),
        Stat(
            "Effects left open",
            range_text(evidence.compatible),
            f"{measure.unit}; positive is better",
            _figure(
                f"Effects left open, {measure.name}",
                "every constant effect which, taken out of the differences, leaves nothing that "
                "the test would call",
                [("Held against", f"{evidence.alpha:g}, for better and for worse each")],
                sources,
                "computed here",
            ),
        ),
    ]


def windows(reading: Reading) -> Table | None:
    """Return the windows against their bands."""
    rows = [
        (
            each.name,
            f"{figure(abs(each.gap))} {'better' if each.gap > 0 else 'worse'}",
            f"{each.statistic:.2f}",
            f"{each.band:.2f}",
            "outside" if abs(each.statistic) > each.band else "inside",
        )
        for each in reading.evidence.windows
    ]
    if not rows:
        return None
    return Table(
        "Windows after the start",
        [
            Column("Months"),
            Column("Mean difference", numeric=True),
            Column("Times its own error", numeric=True),
            Column("Band of other areas", numeric=True),
            Column("Outside?"),
        ],
        rows,
        note="Own error: the root mean squared difference before the start.",
    )


def checks(found: Estimate, judgement: Judgement) -> list[Term]:
    """Return how well the comparison followed the place before the start, and its own checks."""
    return list(_checks(found, judgement))


def methods(found: Estimate) -> Table | None:
    """Return the methods side by side: the registered one first, then those that decide nothing."""
    if found.agreement is None and not found.not_run:
        return None
    rows: list[tuple[Cell, ...]] = []
    first = found.agreement.methods[0].effect if found.agreement else 0.0
    for each in found.agreement.methods if found.agreement else ():
        same = "the same way" if each.effect * first > 0 else "the other way"
        rows.append(
            (method_name(each.method), _signed(each.effect * found.unit_factor), _p(each.p), same)
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
        note="The first was set to decide. The best of them is never picked.",
        missing="not run",
    )


def readings(judgement: Judgement) -> Table | None:
    """Return the same judgement with other sets of donors."""
    main = judgement.main
    if main is None or not judgement.others:
        return None
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
        note="The first decides.",
        missing="none",
    )


_POWER = (
    "the effect that four in five of the other areas would have needed to be called, times the "
    "place's own error before the start"
)


def _reading(each: Reading) -> tuple[Cell, ...]:
    found, evidence = each.estimate, each.evidence
    barred = each.decision.verdict is Verdict.CANNOT_BE_JUDGED
    return (
        each.donors,
        str(each.decision.verdict),
        None if found is None else _signed(found.mean_gap) + (" *" if barred else ""),
        _p(evidence.p_better),
        _p(evidence.p_worse),
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
    yield Term("Checks of the fit", "passed" if fit.passes else "; ".join(fit.reasons))
    placebo = found.time_placebo
    if placebo is not None:
        yield Term(
            "A made-up start a year earlier",
            f"p {probability(placebo.p)}",
            note=f"{placebo.first} to {placebo.last}, left out and foretold; a small p speaks "
            "against the comparison",
        )
    if found.without_each is not None and found.without_each.without:
        one = found.without_each
        kept = "keeps its sign" if one.keeps_its_sign else "changes its sign"
        yield Term(
            "Without each donor in turn",
            f"{figure(one.low * factor)} to {figure(one.high * factor)}",
            note=f"the difference {kept}",
        )
    if not isnan(found.certificate):
        yield Term("Distance from the best weights", f"{found.certificate:.1e}", note="relative")
    for note in found.notes:
        yield Term("Note", note)


def _power(found: Estimate) -> list[tuple[str, str]]:
    if found.power is None:
        return []
    share = found.power.found_elsewhere
    checked = "not checked" if share is None else f"{share:.0%}"
    return [
        ("Other areas", str(found.power.areas)),
        ("Test", found.power.statistic),
        ("Found in areas not used to compute it", checked),
    ]


def _matters(judgement: Judgement) -> str:
    smallest = judgement.measure.smallest_effect
    if smallest is None:
        return "the smallest that matters was not set"
    return f"the smallest that matters is {figure(float(smallest))}"


def _figure(
    label: str, formula: str, inputs: list[tuple[str, str]], sources: list[Source], origin: str
) -> Figure:
    return Figure(
        label=label,
        mark=EvidenceMark.DERIVED,
        formula=formula,
        inputs=[Input(name, value, EvidenceMark.DERIVED, origin) for name, value in inputs],
        sources=sources,
        rounding="for showing only",
    )


def _sources(judgement: Judgement) -> list[Source]:
    return [table_source(judgement.prepared.table.table)] if judgement.prepared else []


def _signed(value: float) -> str:
    return f"{value:+,.2f}".replace("-", "\N{MINUS SIGN}")


def _p(value: float | None) -> str:
    return "not tested" if value is None else probability(value)
