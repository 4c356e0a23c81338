"""A forecast as a finance director reads it: the date, what others did, how far to trust it."""

from __future__ import annotations

from capitula.ground.date_words import date_text
from capitula.programme.forecast.combined import Combined
from capitula.programme.forecast.forecast import Forecast
from capitula.programme.forecast.members import Member
from capitula.programme.forecast.rules import rule, rules
from capitula.programme.plan_history import Version
from capitula.programme.reference_class.loading import HOW_CHOSEN
from capitula.programme.reference_class.results import name_of
from capitula.record.text_table import TextTable

MONTHS = (0, 6, 12, 24, 36)
CLASSES = {
    "single_contract": "single contracts for a population or a pathway",
    "existing_bodies": "transfers between bodies that existed already",
}
RESULTS = {
    "as_specified": "started as specified",
    "lesser_form": "started in a lesser form",
    "never": "given up",
    "open": "no start known",
}


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return f"{share * 100:.0f}%"


def interval_words(found: Forecast, month: int) -> str:
    """Return the interval of the observed share at a month."""
    low, high = found.interval(month)
    return f"{percent(low)} to {percent(high)}"


def headline(found: Forecast, statement: Version) -> list[str]:
    """Return what is asked first: what is stated, what others did, what to expect."""
    asked, envelope = found.asked, statement.claim.envelope
    month = found.first_month
    passed = (
        f"stated {asked.lead_months} months ahead"
        if asked.waited is None
        else f"a month that passed {asked.waited} whole months ago without a known start"
    )
    by = (
        "the end of that month"
        if asked.waited is None
        else f"{_day(found, month)}, a year from now"
    )
    return [
        f"Stated start: {date_text(asked.planned)} ({envelope.speaker}, {envelope.source}, known "
        "by "
        f"{date_text(asked.stated_on)}), {passed}.",
        comparable_words(found),
        f"Forecast: a {percent(found.curve.started(month))} chance of a start by {by}.",
        outcome_words(found),
        _trust(len(found.informative)),
    ]


def _trust(contracts: int) -> str:
    noun = "contract" if contracts == 1 else "contracts"
    few = " That is too few to rely on: read the interval, not the chance." if contracts < 5 else ""
    return f"Trust it as far as {contracts} {noun} can be trusted; see below.{few}"


def comparable_words(found: Forecast) -> str:
    """Return what share of comparable contracts had started by the date that each had stated."""
    month = found.first_month
    started, known = found.counts(month)
    kind = CLASSES[found.asked.kind]
    if not known:
        return (
            f"Of the {len(found.members)} comparable contracts ({kind}) that had stated a start, "
            "none had yet come to it: nothing is known of any."
        )
    by = "its stated date" if month == 0 else f"{month} months after its stated date"
    waited = (
        "" if found.asked.waited is None else f" and still waited {found.asked.waited} months later"
    )
    return (
        f"Of {known} comparable contracts ({kind}) of which it was known{waited}, {started} had "
        f"started by {by}: {percent(found.observed.started(month))} "
        f"({rule('confidence_percent')}% interval {interval_words(found, month)})."
    )


def outcome_words(found: Forecast) -> str:
    """Return the chances of the three outcomes, the likeliest first."""
    names = ("as specified", "in a lesser form", "not started")
    chances = sorted(zip(found.curve.outcomes, names, strict=True), reverse=True)
    (first, name), *rest = chances
    others = "; ".join(f"{other} {percent(chance)}" for chance, other in rest)
    return f"Most likely by {_day(found, 36)}: {name} ({percent(first)}); {others}."


def curve_table(found: Forecast, both: Combined | None = None) -> TextTable:
    """Return the chances by month."""
    heads = ["By", "Months after", "Chance of a start", "As specified", "Seen", "95% interval"]
    heads += ["Network done", "Both"] if both else []
    rows: list[tuple[str, ...]] = []
    for month in MONTHS:
        if found.asked.waited is not None and month <= found.asked.waited:
            continue
        started, known = found.counts(month)
        row = [
            _day(found, month),
            str(month),
            percent(found.curve.started(month)),
            percent(found.curve.as_specified[month]),
            f"{started} of {known}",
            interval_words(found, month),
        ]
        row += [percent(both.network[month]), percent(both.started[month])] if both else []
        rows.append(tuple(row))
    return TextTable("Chance of having started, in whatever form", tuple(heads), tuple(rows))


def members_table(found: Forecast) -> TextTable:
    """Return the comparable contracts, as they were known on the day."""
    rows = tuple(
        (
            name_of(member.case),
            date_text(member.planned),
            str(member.lead_months),
            _result(member, found),
            _delay(member),
        )
        for member in found.members
    )
    heads = ("Contract", "First stated start", "Months ahead", "Known result", "Months after")
    return TextTable("Comparable contracts", heads, rows)


def _result(member: Member, found: Forecast) -> str:
    latest = member.planned.latest
    if member.result == "open" and latest is not None and latest > found.asked.known_on:
        return "not yet due"
    return RESULTS[member.result]


def _delay(member: Member) -> str:
    if member.delay_months is None:
        return ""
    return (
        f"still waiting at {member.delay_months}"
        if member.result == "open"
        else str(member.delay_months)
    )


def lead_time_words(found: Forecast) -> str:
    """Return what the lead time says, or NO FIT and why."""
    fit, asked = found.fit, found.asked
    least = rule("least_each_side")
    if not fit.fits:
        return (
            f"Lead time: NO FIT. Of all contracts, {fit.started} had started by their date and "
            f"{fit.not_started} had not; at least {least} of each are needed. Base rates are used."
        )
    curve = found.with_lead_time
    if curve is None:
        return "Lead time: not asked, since the stated date has passed."
    beyond = (
        f" No contract stated a date so far ahead; it is taken as {fit.longest}."
        if asked.lead_months > fit.longest
        else ""
    )
    return (
        f"Lead time: with a date stated {asked.lead_months} months ahead the chance of a start by "
        f"it is {percent(curve.started(0))} (fitted to {fit.started + fit.not_started} contracts "
        f"of all classes).{beyond} It is shown beside the base rates and not used: "
        "`capitula programme backtest` shows whether it did better."
    )


def trust_words(found: Forecast) -> list[str]:
    """Return how far the forecast can be trusted."""
    known = len(found.informative)
    moved = [chance for _, chance in found.left_out]
    words = [
        f"It rests on {known} contracts; {len(found.members) - known} more had stated a date and "
        "nothing was known of them since.",
    ]
    if moved:
        month = found.first_month
        words.append(
            f"Leaving out one contract at a time moves the chance by {_day(found, month)} from "
            f"{percent(found.curve.started(month))} to between {percent(min(moved))} and "
            f"{percent(max(moved))}."
        )
    lost = [name_of(m.case) for m in found.informative if m.result == "open"]
    if lost:
        words.append(
            f"Lost sight of while waiting: {', '.join(lost)}. They are taken to be like the "
            "others. The chance counts them for as long as they were followed; what was seen in a "
            "later month does not."
        )
    words += [
        f"{name_of(case)}: {RESULTS[result.result]} {date_text(result.date)}; its first stated "
        "date is not "
        "recorded, so it is not counted."
        for case, result in found.found.undated
    ]
    words.append(lead_time_words(found))
    words.append(HOW_CHOSEN)
    words.append(rules()["imaginary_contracts"].why)
    if found.found.without:
        words.append(f"Left out, as the case itself or its close peers: {_codes(found)}.")
    return [*words, "Evidence: assumed."]


def _day(found: Forecast, month: int) -> str:
    return date_text(found.day(month))


def _codes(found: Forecast) -> str:
    return ", ".join(name_of(code) for code in found.found.without)


def combined_words(both: Combined, found: Forecast, title: str) -> list[str]:
    """Return what the network adds."""
    month = found.first_month
    day = _day(found, month)
    return [
        f"The plan's own network ({title}) is finished by {day} in "
        f"{percent(both.network[month])} of {both.draws.draws:,} draws (seed {both.draws.seed}), "
        f"if nothing stops it. A start needs both: {percent(both.started[month])} by {day}, "
        f"{percent(both.started[-1])} by "
        f"{_day(found, found.curve.horizon)}, if the two are independent. Evidence: {both.mark}."
    ]
