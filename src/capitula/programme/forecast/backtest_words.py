"""A backtest for people: scores by contract and in all, and whether any forecaster beat another."""

from __future__ import annotations

from capitula.ground.date_words import date_text
from capitula.programme.forecast.backtest import SCORES, Backtest, Difference
from capitula.programme.forecast.forecasters import Forecaster
from capitula.programme.reference_class.loading import HOW_CHOSEN
from capitula.programme.reference_class.results import name_of
from capitula.record.text_table import TextTable

SCORE_NAMES = {
    "by_date": "started by the stated date (Brier, 0 to 1)",
    "outcome": "outcome (ranked probability, 0 to 1)",
    "time": "time to start (CRPS, months)",
}
PLACES = {"by_date": 3, "outcome": 3, "time": 1}
_CAME = {None: "not known", True: "yes", False: "no"}
CONVINCING = 0.05
"""Below this a difference is called more than chance. Mark: local."""


def shown(value: float | None, score: str) -> str:
    """Return a score for reading; a dash where it cannot be told."""
    return "–" if value is None else f"{value:.{PLACES[score]}f}"


def means_table(found: Backtest, kind: str = "") -> TextTable:
    """Return the mean of each score over contracts, for each forecaster."""
    rows = tuple(
        (str(f), *(shown(found.mean(f, score, kind)[0], score) for score in SCORES))
        for f in Forecaster
    )
    counts = [found.mean(Forecaster.STATED, score, kind)[1] for score in SCORES]
    names = zip(SCORE_NAMES.values(), counts, strict=True)
    heads = ("Forecaster", *(f"{name}, {n} contracts" for name, n in names))
    title = "All contracts" if not kind else "Single contracts alone"
    return TextTable(f"{title}; smaller is better", heads, rows)


def cases_table(found: Backtest, score: str) -> TextTable:
    """Return one score by contract."""
    rows = tuple(
        (
            name_of(case),
            str(sum(1 for each in found.scored if each.report.case == case)),
            *(shown(found.of_case(case, forecaster, score), score) for forecaster in Forecaster),
        )
        for case in found.cases
    )
    heads = ("Contract", "Reports", *map(str, Forecaster))
    return TextTable(f"By contract: {SCORE_NAMES[score]}", heads, rows)


def reports_table(found: Backtest) -> TextTable:
    """Return every report with the chances given to a start by its date."""
    rows = tuple(
        (
            name_of(each.report.case),
            date_text(each.report.stated_on),
            date_text(each.report.planned),
            str(each.members),
            f"{each.chances[Forecaster.BASE_RATES] * 100:.0f}%",
            f"{each.chances[Forecaster.LEAD_TIME] * 100:.0f}%" if each.fits else "NO FIT",
            _CAME[each.report.by_date],
        )
        for each in found.scored
    )
    heads = ("Contract", "Known by", "Stated start", "n", "Base rates", "Lead time", "By its date?")
    return TextTable("Chance of a start by the stated date", heads, rows)


def verdicts(found: Backtest) -> list[str]:
    """Return, for each comparison and score, which did better, and whether by more than chance."""
    return [difference_words(difference) for difference in found.differences]


def difference_words(found: Difference) -> str:
    """Return one comparison in a sentence."""
    places = PLACES[found.score]
    if found.mean == 0:
        return f"{found.one} against {found.other}, {SCORE_NAMES[found.score]}: no difference."
    better = "better" if found.mean < 0 else "worse"
    sure = (
        "more than chance alone gives"
        if found.p < CONVINCING
        else "no more than chance alone may give"
    )
    return (
        f"{found.one} against {found.other}, {SCORE_NAMES[found.score]}: {better} by "
        f"{abs(found.mean):.{places}f} over {found.cases} contracts ({found.least:+.{places}f} to "
        f"{found.most:+.{places}f} with one left out; p = {found.p:.3f}), {sure}."
    )


def conclusion(found: Backtest) -> str:
    """Return whether the lead time beats base rates, and base rates the stated date."""
    if not found.scored:
        return (
            f"No report had come to a result by {date_text(found.known_on)}: nothing can be scored."
        )
    parts: list[str] = []
    for one, other in (
        (Forecaster.BASE_RATES, Forecaster.STATED),
        (Forecaster.LEAD_TIME, Forecaster.BASE_RATES),
    ):
        apart = [d for d in found.differences if (d.one, d.other) == (one, other)]
        better = sum(1 for d in apart if d.mean < 0)
        sure = sum(1 for d in apart if d.mean < 0 and d.p < CONVINCING)
        parts.append(
            f"{str(one).capitalize()} did better than {other.replace('believe', 'believing')} on "
            f"{better} of {len(apart)} scores, on {sure} by more than chance alone gives."
        )
    return " ".join(parts)


def caution(found: Backtest) -> str:
    """Return what the backtest cannot show."""
    looked = (
        "Each forecast saw only what was known on the day of its report."
        if found.as_known
        else f"Each forecast saw every other contract as known on {date_text(found.known_on)}: "
        "this looks "
        "ahead, so it is no backtest; it shows what the method could do with all that is known."
    )
    return (
        f"{looked} The contract itself and its close peers are left out each time. "
        f"{len(found.cases)} contracts with {len(found.scored)} reports were scored by what was "
        f"known on {date_text(found.known_on)}. That is few: read the ranges, not the means. "
        f"{HOW_CHOSEN} So "
        "stated dates look worse here than they are."
    )
