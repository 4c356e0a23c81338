"""The economic case: options, scores, value, what moves it, cost so far against benefit so far."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.appraisal.sheet import OptionSheet
from capitula.appraisal.value.present import PresentValue
from capitula.appraisal.value.terms import Side
from capitula.case.appraisal import Appraisal
from capitula.case.business_case.model import Bars, Cell, Found, Grid, Words
from capitula.ground.pence import pounds_text, to_pounds


def economic(appraisal: Appraisal) -> Mapping[str, Found]:
    """Return each item of the economic case."""
    sheet = appraisal.options()
    stated = appraisal.file is not None and appraisal.file.value is not None
    value = appraisal.value() if stated else None
    return {
        "options": _options(sheet),
        "so_far": _so_far(appraisal),
        "scores": _scores(sheet),
        "value": _value(value),
        "sensitivity": _sensitivity(value),
    }


def _options(sheet: OptionSheet) -> Found:
    rows: list[tuple[Cell, ...]] = []
    for row in sheet.rows:
        stands = [each.words() for each in row.exclusions if each.stands]
        latest = row.standings[-1] if row.standings else "not mentioned"
        rows.append(
            (
                row.form.title,
                "excluded" if stands else latest,
                "; ".join((*stands, *row.warnings)) or "none known",
                row.form.bodies_added,
                row.form.boards_added,
            )
        )
    heads = ("Form", "Standing", "Exclusions and warnings", "Bodies added", "Boards added")
    said = (*sheet.general, *sheet.other)
    words = (Words(said),) if said else ()
    asked = tuple(q for q in sheet.questions if "score" not in q)
    return Found((Grid("Forms", heads, tuple(rows)), *words), asked)


def _scores(sheet: OptionSheet) -> Found:
    asked = tuple(q for q in sheet.questions if "score" in q)
    if sheet.scoring is None:
        return Found((), asked)
    rows: list[tuple[Cell, ...]] = [
        (
            row.form.title,
            f"{row.score.normalize():f}",
            "none: excluded" if row.removed else row.rank,
            str(row.mark),
        )
        for row in sheet.rows
        if row.score is not None
    ]
    weights = tuple(f"{c.title}: weight {c.weight}" for c in sheet.scoring.criteria)
    heads = ("Form", "Weighted score", "Rank", "Evidence")
    return Found((Words(weights), Grid("Scores", heads, tuple(rows))), asked)


def _so_far(appraisal: Appraisal) -> Found:
    found = appraisal.to_date()
    rows: list[tuple[Cell, ...]] = [
        (
            each.side,
            each.text,
            None if each.amount_pence is None else to_pounds(each.amount_pence),
            each.known,
            each.source,
        )
        for each in found.said
    ]
    if not rows:
        return Found((), found.questions)
    heads = ("Side", "What was said", "Pounds", "Known by", "Source")
    return Found((Grid("Cost so far against benefit so far", heads, tuple(rows)),), found.questions)


def _value(value: PresentValue | None) -> Found:
    if value is None:
        return Found((), ("Which costs and benefits, of whom, when, and how are they known?",))
    rows: list[tuple[Cell, ...]] = [
        (
            each.stream.title,
            str(each.stream.side),
            str(each.stream.effect),
            f"{each.stream.optimism_bias_percent} %",
            to_pounds(each.undiscounted_pence),
            to_pounds(each.present_pence),
            str(each.mark),
        )
        for each in value.streams
    ]
    cost, benefit = (value.present_pence(side) for side in (Side.COST, Side.BENEFIT))
    even = f"from {value.breaks_even}" if value.breaks_even else "not within the years shown"
    words = (
        f"Costs {pounds_text(cost)}, benefits {pounds_text(benefit)}: net present value "
        f"{pounds_text(value.net_pence)}{value.mark.caution}.",
        f"It breaks even {even}. The net is nought at {value.switching_percent} per cent of the "
        "benefits stated.",
    )
    heads = ("Stream", "Side", "Rates", "Optimism bias", "Sum", "Present value", "Evidence")
    title = f"Streams, worth in {value.terms.base_year}"
    gaps = tuple(f"{each.title} ({each.side}) has no sum: {each.why}" for each in value.missing)
    return Found((Words(words), Grid(title, heads, tuple(rows))), gaps)


def _sensitivity(value: PresentValue | None) -> Found:
    tornado = value.tornado() if value else None
    if value is None or tornado is None:
        return Found((), ("How far may each cost and benefit lie off?",))
    return Found((Bars(tornado, "Net present value", value.mark),))
