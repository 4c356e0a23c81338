"""Selection routes, standstill and representations, counted in working days. PSR regulation 12."""

from __future__ import annotations

from datetime import date, timedelta

from capitula.contract.rules.answer import Answer, Reason, Verdict, mark_of, missing_of
from capitula.contract.rules.change import Route
from capitula.contract.rules.ruleset import load_ruleset
from capitula.contract.rules.working_days import WorkingCalendar
from capitula.ground.date_words import date_text

_ONE_DAY = timedelta(days=1)


def standstill(
    route: Route | None,
    notice_on: date | None,
    calendar: WorkingCalendar,
    *,
    representations: bool | None = None,
    further_decision_on: date | None = None,
) -> Answer:
    """Compute the standstill after a notice of intention.

    Args:
        route: how the provider was selected.
        notice_on: when the notice of intention was published.
        calendar: working days.
        representations: whether any were made in time; None while that is not known.
        further_decision_on: when the provider was told of the further decision.
    """
    rules = load_ruleset("selection")
    rule, question = rules["standstill"], "When may the contract be signed?"
    routes = rule["routes"]
    if route is None or notice_on is None:
        missing = tuple(
            name
            for name, value in (
                ("the selection route", route),
                ("the day on which the notice of intention was published", notice_on),
            )
            if value is None
        )
        if route is None or route in routes.words:
            words = f"It cannot be judged: not known: {'; '.join(missing)}."
            limb = Reason("route", Verdict.CANNOT_BE_JUDGED, words, rule, (routes,), missing)
            outcome = "cannot_be_judged"
            return Answer(question, outcome, words, rule, (limb,), limb.mark, missing)
    if route not in routes.words or notice_on is None:
        unknown = route is Route.OTHER
        words = (
            "Another route than those of the regime: not judged here."
            if unknown
            else f"No standstill after {str(route).replace('_', ' ')}."
        )
        verdict = Verdict.CANNOT_BE_JUDGED if unknown else Verdict.FAILS
        limb = Reason("route", verdict, words, rule, (routes,))
        outcome = "cannot_be_judged" if unknown else "no_standstill"
        return Answer(question, outcome, words, rule, (limb,), limb.mark)
    begins = notice_on + _ONE_DAY
    within = rules["representations"]["within"]
    closes = calendar.after(begins, within.whole)
    reasons = [
        Reason("standstill", Verdict.HOLDS, f"Begins on {begins}.", rule, (routes,)),
        Reason(
            "representations",
            Verdict.HOLDS,
            f"Representations until midnight at the end of {closes}.",
            rules["representations"],
            (within,),
        ),
    ]
    earliest, outcome, words = _after_close(closes, representations)
    if representations:
        review, earliest, outcome, words = _reviewed(further_decision_on, calendar)
        reasons.append(review)
    elif representations is None:
        missing = ("whether representations were made in time",)
        text = "Whether representations were made in time is not known."
        further = rules["further_decision"]
        unknown = Verdict.CANNOT_BE_JUDGED
        reasons.append(Reason("further_decision", unknown, text, further, (), missing))
    found = tuple(reasons)
    figures = {"begins": begins, "representations_until": closes, "earliest_signature": earliest}
    return Answer(
        question, outcome, words, rule, found, mark_of(found), missing_of(found), figures=figures
    )


def _after_close(
    closes: date,
    representations: bool | None,  # noqa: FBT001
) -> tuple[date | None, str, str]:
    if representations is None:
        words = f"Representations until {closes}; not before the day after, if none are made."
        return None, "standstill", words
    earliest = closes + _ONE_DAY
    return earliest, "standstill", f"No representations: from {earliest}."


def _reviewed(
    further_decision_on: date | None, calendar: WorkingCalendar
) -> tuple[Reason, date | None, str, str]:
    rule = load_ruleset("selection")["further_decision"]
    wait = rule["wait"]
    if further_decision_on is None:
        missing = ("the day on which the provider was told of the further decision",)
        text = "Representations were made: the standstill stays open until a further decision."
        limb = Reason("further_decision", Verdict.CANNOT_BE_JUDGED, text, rule, (wait,), missing)
        return limb, None, "standstill_open", text
    ends = calendar.after(further_decision_on, wait.whole)
    text = (
        f"Further decision told on {date_text(further_decision_on)}; the standstill may close "
        f"after {date_text(ends)}."
    )
    limb = Reason("further_decision", Verdict.HOLDS, text, rule, (wait,))
    return limb, ends + _ONE_DAY, "standstill", text


def route_needed(*, urgent: bool | None) -> Answer:
    """Return the routes open where a new process is needed; urgent changes have their own."""
    rules = load_ruleset("selection")
    routes = rules["routes"]
    question = "By which route may the provider be selected?"
    figures: dict[str, object] = {"routes": list(routes["routes"].words)}
    if urgent:
        rule = rules["urgent"]
        limb = Reason("urgent", Verdict.CANNOT_BE_JUDGED, rule.says, rule)
        words = "Urgent: regulation 14, if its conditions are met; ask a person."
        ask = ("Are the conditions of regulation 14 met? They were not read.",)
        return Answer(
            question, "urgent_route", words, rule, (limb,), limb.mark, ask=ask, figures=figures
        )
    missing = ("whether the change is urgent",) if urgent is None else ()
    verdict = Verdict.CANNOT_BE_JUDGED if urgent is None else Verdict.HOLDS
    limb = Reason("routes", verdict, routes.says, routes, (routes["routes"],), missing)
    words = "One of the five routes; which of them depends on facts that are not asked here."
    return Answer(
        question, "new_process", words, routes, (limb,), limb.mark, missing, figures=figures
    )
