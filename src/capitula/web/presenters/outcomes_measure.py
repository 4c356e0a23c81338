"""One judged measure: its figures, its tests, and how they stand with other donors and methods."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.ground.letters import MINUS
from capitula.ground.marks import EvidenceMark
from capitula.outcomes.judging.estimate import Estimate
from capitula.outcomes.judging.explaining import formula
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import (
    figure,
    method_name,
    probability,
    span,
    with_unit,
)
from capitula.outcomes.judging.printed import NOT_AN_EFFECT
from capitula.outcomes.judging.reading import Reading
from capitula.web.parts import Column, Figure, Input, Source, Stat, Table
from capitula.web.presenters.figures import table_source
from capitula.web.presenters.outcome_words import p_words, range_words, signed


def headline(judgement: Judgement, reading: Reading, found: Estimate) -> list[Stat]:
    """Return the difference, its p value, and what could have been seen, each opened.

    Where something bars a judgement there is no headline: a number in large type would be read.
    """
    if reading.evidence.obstacles:
        return []
    measure, evidence = judgement.measure, reading.evidence
    sources = _sources(judgement)
    better = (found.mean_gap > 0) is (measure.direction.value == "up")
    p = evidence.p_better if better else evidence.p_worse
    way = "better" if better else "worse"
    floor = probability(found.floor)
    return [
        Stat(
            f"Difference, {span(found.judged)}",
            signed(found.mean_gap),
            f"{measure.unit}, {way}{_of(judgement)}",
            computed_figure(
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
            computed_figure(
                f"p, {measure.name}",
                formula(reading.evidence),
                [
                    ("Other areas", str(found.comparison_areas)),
                    ("p, ever better", p_words(evidence.p_better)),
                    ("p, ever worse", p_words(evidence.p_worse)),
                    ("Least possible", floor),
                    *_begun(reading),
                ],
                sources,
                "computed here",
            ),
        ),
        Stat(
            "Found four times in five",
            "none" if found.detectable is None else figure(found.detectable),
            f"{measure.unit}: an effect of this size; {_matters(judgement)}",
            computed_figure(
                f"Power, {measure.name}", _POWER, _power(found), sources, "computed here"
            ),
        ),
        Stat(
            "Effects left open",
            range_words(evidence.compatible),
            f"{measure.unit}; positive is better",
            computed_figure(
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
            f"{each.statistic:.2f}".replace("-", MINUS),
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
        note="Own error: the root mean squared difference before the start."
        if reading.evidence.windows_decide
        else "Own error: the scale of the method's own test; the band is for the better alone.",
    )


def given(judgement: Judgement, reading: Reading, found: Estimate) -> Table | None:
    """Return what the comparison gives where a judgement is barred; None where it is not."""
    if not reading.evidence.obstacles:
        return None
    measure, evidence = judgement.measure, reading.evidence
    return Table(
        f"What the comparison gives; {NOT_AN_EFFECT}",
        [Column("Figure"), Column("Value", numeric=True)],
        [
            (f"Seen, {span(found.judged)}", with_unit(found.mean_actual, measure)),
            ("Foretold", with_unit(found.mean_counterfactual, measure)),
            ("Seen less foretold", signed(found.mean_gap)),
            ("p, ever better", p_words(evidence.p_better)),
            ("p, ever worse", p_words(evidence.p_worse)),
            ("Least that p can be", probability(found.floor)),
            (
                "Effects left open, positive is better",
                range_words(evidence.compatible),
            ),
        ],
        compact=True,
    )


_POWER = (
    "the effect that four in five of the other areas would have needed to be called, times the "
    "place's own error before the start"
)


def _power(found: Estimate) -> list[tuple[str, str]]:
    if found.power is None:
        return []
    share = found.power.found_elsewhere
    checked = "not checked" if share is None else f"{share:.0%}"
    lasting = "none" if found.lasting is None else figure(found.lasting * found.unit_factor)
    return [
        ("Other areas", str(found.power.areas)),
        ("Test", found.power.statistic),
        ("Found in areas not used to compute it", checked),
        ("Lasting effect called improved and sustained four times in five", lasting),
    ]


def _begun(reading: Reading) -> list[tuple[str, str]]:
    begun, alone = reading.evidence.begun, reading.estimate
    if begun is None or alone is None:
        return []
    return [
        ("Windows alone, better and worse", " and ".join(map(p_words, alone.windows_p))),
        (
            "A change that began after the start, better and worse",
            " and ".join(map(p_words, begun)),
        ),
    ]


def _of(judgement: Judgement) -> str:
    what = judgement.estimate_of
    return f"; of {what}, not of the contract" if what else ""


def _matters(judgement: Judgement) -> str:
    smallest = judgement.measure.smallest_effect
    if smallest is None:
        return "the smallest that matters was not set"
    return f"the smallest that matters is {smallest}"


def computed_figure(
    label: str, formula: str, inputs: list[tuple[str, str]], sources: Sequence[Source], origin: str
) -> Figure:
    """Return how a figure of a judgement was computed here."""
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
