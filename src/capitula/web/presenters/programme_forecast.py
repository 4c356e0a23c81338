"""A forecast on a page: what is stated, what others did, how far to trust it, was it right."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.case.programme import StartForecast
from capitula.ground.marks import EvidenceMark
from capitula.programme.forecast import backtest_words, words
from capitula.programme.forecast.backtest import SCORES, Backtest
from capitula.programme.forecast.forecast import Forecast
from capitula.programme.forecast.rules import rule, rules
from capitula.record.text_table import TextTable
from capitula.web.parts import Column, Figure, Input, Stat, Table
from capitula.web.wording import date_text


def stats(found: StartForecast) -> list[Stat]:
    """Return the stated date, the share seen, the chance and the likeliest outcome."""
    made, statement = found.made, found.statement
    if made is None or statement is None:
        return []
    asked, month = made.asked, made.first_month
    by = date_text(made.day(month))
    started, known = made.counts(month)
    seen = words.percent(made.observed.started(month)) if known else None
    low_high = words.interval_words(made, month)
    names = ("As specified", "In a lesser form", "Not started")
    chance, name = max(zip(made.curve.outcomes, names, strict=True))
    ahead = (
        f"stated {asked.lead_months} months ahead"
        if asked.waited is None
        else f"{asked.waited} whole months past"
    )
    return [
        Stat(
            "Stated start",
            date_text(asked.planned),
            f"{statement.claim.envelope.speaker}, known by {date_text(asked.stated_on)}; {ahead}",
        ),
        Stat(
            "Comparable contracts that had started by theirs",
            seen,
            f"{started} of {known}; 95% interval {low_high}",
            _share(made, month),
        ),
        Stat(
            "Chance of a start by then",
            words.percent(made.curve.started(month)),
            f"by {by}, in whatever form",
            _chance(made, month),
        ),
        Stat(
            "Most likely within three years",
            name,
            f"{words.percent(chance)}, by {date_text(made.day(rule('horizon_months')))}",
            _outcome(made),
        ),
    ]


def table(found: TextTable, numeric: Sequence[int] = (), note: str = "") -> Table:
    """Return a room's table as a part of a page; an empty cell stays empty."""
    columns = [Column(head, numeric=at in numeric) for at, head in enumerate(found.headers)]
    return Table(found.title, columns, found.rows, compact=True, note=note)


def curve(found: StartForecast) -> Table | None:
    """Return the chances by month."""
    if found.made is None:
        return None
    shown = words.curve_table(found.made, found.both)
    return table(
        shown, range(1, len(shown.headers)), "Seen: of comparable contracts, by that month."
    )


def members(found: StartForecast) -> Table | None:
    """Return the comparable contracts."""
    return table(words.members_table(found.made), (2, 4)) if found.made else None


def trust(found: StartForecast) -> list[str]:
    """Return how far to trust it."""
    if found.made is None:
        return []
    said = words.trust_words(found.made)
    if found.both and found.network:
        return said + words.combined_words(found.both, found.made, found.network.plan.title)
    return [*said, found.why] if found.why else said


def means(found: Backtest) -> list[Table]:
    """Return the mean scores of all contracts and of single contracts."""
    return [
        table(backtest_words.means_table(found), (1, 2, 3)),
        table(backtest_words.means_table(found, "single_contract"), (1, 2, 3)),
    ]


def cases(found: Backtest) -> list[Table]:
    """Return each score by contract, and every report."""
    by_score = [table(backtest_words.cases_table(found, score), (1, 2, 3, 4)) for score in SCORES]
    return [*by_score, table(backtest_words.reports_table(found), (3, 4, 5))]


def _share(found: Forecast, month: int) -> Figure:
    started, known = found.counts(month)
    low_high = words.interval_words(found, month)
    return Figure(
        label="Share of comparable contracts that had started by then",
        mark=EvidenceMark.DERIVED,
        formula=f"{started} ÷ {known}, those lost sight of counted while they were followed; "
        f"exact binomial interval {low_high}",
        inputs=_members(found),
        known=date_text(found.asked.known_on),
        rounding="whole per cent",
    )


def _chance(found: Forecast, month: int) -> Figure:
    own, seen = len(found.informative), words.percent(found.observed.started(month))
    imaginary = rules()["imaginary_contracts"]
    return Figure(
        label="Chance of a start by then",
        mark=EvidenceMark.ASSUMED,
        formula=f"({own} × {seen} of the comparable contracts "
        f"+ {imaginary.value} × the imaginary contract) ÷ ({own} + {imaginary.value})",
        inputs=[
            *_members(found),
            Input("Imaginary contract", str(imaginary.value), imaginary.mark, imaginary.why),
        ],
        known=date_text(found.asked.known_on),
        rounding="whole per cent",
    )


def _outcome(found: Forecast) -> Figure:
    as_specified, lesser, not_started = map(words.percent, found.curve.outcomes)
    return Figure(
        label="Outcome within three years of the stated date",
        mark=EvidenceMark.ASSUMED,
        formula=f"as specified {as_specified}, in a lesser form {lesser}, not started "
        f"{not_started}; competing outcomes by Aalen and Johansen, with the imaginary contract",
        inputs=_members(found),
        known=date_text(found.asked.known_on),
        rounding="whole per cent",
    )


def _members(found: Forecast) -> list[Input]:
    return [
        Input(
            row[0],
            f"stated {row[1]}, {row[2]} months ahead: {row[3]}"
            + (f", month {row[4]}" if row[4] else ""),
            EvidenceMark.LOCAL,
            "coded from published pages",
        )
        for row in words.members_table(found).rows
    ]
