"""Answers on how and when it ends: notice, offers, and the last safe dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from capitula.contract.model import Contract
from capitula.contract.rules.extension import ExtensionFacts, extension_check
from capitula.exit.answers.answer import Answer, Sheet, Shown, day, iso, sheets, stated
from capitula.exit.end_dates import END
from capitula.exit.known_ends import EndSort, KnownEnd, ended, known_ends
from capitula.exit.negotiation import Offer, about_the_end, negotiation, unseen_answers
from capitula.exit.notice_terms import NoticeTerms, notice_terms
from capitula.exit.safe_dates import ExitRoute, Passed, SafeDates, safe_dates
from capitula.ground.faults import ValueFault
from capitula.ground.letters import capital
from capitula.record.view import View


def notices(case: str, view: View, contract: Contract) -> Answer:
    """Answer what the contract says on notice, and which notices were given."""
    found = notice_terms(view, contract)
    terms = Sheet(
        "What the contract says on how it may end or go on",
        ("Term", "Says", "Where", "Evidence"),
        [(t.what, t.says or "not stated", t.where, str(t.mark)) for t in found.terms],
    )
    given = Sheet(
        "Notices on the record",
        ("Notice", "From", "To", "Counts as given", "Period ends", "Takes effect"),
        [
            (
                Shown(g.body.sort.replace("_", " "), g.claim.entry),
                g.body.by,
                g.body.to,
                day(g.deemed_on, "cannot be said") + g.mark.caution,
                day(g.period_ends, "not known"),
                day(g.body.takes_effect) + _fit(g.fits),
            )
            for g in found.given
        ],
        note=" ".join(dict.fromkeys(g.deemed_why for g in found.given)),
    )
    lead = _notice_lead(found)
    missing = [t.what for t in found.terms if t.says is None]
    questions = tuple(f"What does the contract say on {what}?" for what in missing)
    data = {
        "terms": [
            {"term": t.what, "says": t.says, "where": t.where or None, "mark": str(t.mark)}
            for t in found.terms
        ],
        "notices": [
            {
                "entry": g.claim.entry,
                "sort": str(g.body.sort),
                "by": g.body.by,
                "to": g.body.to,
                "deemed_on": iso(g.deemed_on),
                "because": g.deemed_why,
                "period_ends": iso(g.period_ends),
                "takes_effect": iso(g.body.takes_effect),
                "long_enough": g.fits,
                "mark": str(g.mark),
            }
            for g in found.given
        ],
    }
    return Answer(
        "notices", case, view.known_on, lead, sheets(terms, given), questions, found, data
    )


def _fit(fits: bool | None) -> str:  # noqa: FBT001 - the answer is the subject
    return {True: ", after the period", False: ", before the period is over", None: ""}[fits]


def _notice_lead(found: NoticeTerms) -> tuple[str, ...]:
    count = len(found.given)
    if count == 0:
        return ("No notice is on the record.",)
    return (f"{count} notice{'s are' if count > 1 else ' is'} on the record.",)


def offers(case: str, view: View, contract: Contract) -> Answer:
    """Answer who offered which end, to whom, and what each offer got."""
    found = negotiation(view)
    ends = known_ends(view, contract)
    table = Sheet(
        "Offers and counter-offers, in the order in which they were made or told",
        ("Made", "By", "To", "End proposed", "Terms", "Answers", "Got"),
        [
            (
                Shown(day(o.made, "day not stated"), o.entries[0]),
                stated(o.by, "nobody is named"),
                stated(o.to),
                day(o.end, "none stated"),
                _terms(o),
                _answers(o, found),
                _got(o),
            )
            for o in found
        ],
    )
    beside = Sheet(
        "The end in force beside every other that is stated",
        ("End", "How known", "Of what", "Stated by", "Evidence"),
        [(Shown(day(e.when), e.entry), str(e.sort), e.what, e.by, str(e.mark)) for e in ends],
    )
    seen = unseen_answers(view)
    early = Sheet(
        "Answers to offers that had not been reported themselves by this day",
        ("By", "Answer", "Reason"),
        [(Shown(a.by, a.entry), a.words, stated(a.reason)) for a in seen],
    )
    options = _extensions(found, ends)
    data = {
        "in_force": [_end(e) for e in ends if e.sort in (EndSort.IN_FORCE, EndSort.CONTRACT)],
        "ends": [_end(e) for e in ends],
        "offers": [_offer(o) for o in found],
        "answers_to_unreported_offers": [
            {"by": a.by, "answer": a.words, "reason": a.reason, "entry": a.entry} for a in seen
        ],
        "extensions": [list(map(str, row)) for row in options.rows],
    }
    lead = (_offers_lead(view, found, ends),)
    shown = sheets(beside, table, early, options)
    return Answer("offers", case, view.known_on, lead, shown, (), found, data)


def _offers_lead(view: View, found: Sequence[Offer], ends: Sequence[KnownEnd]) -> str:
    over = ended(view)
    offered = about_the_end(found)
    waiting = [o for o in offered if o.answer.is_open and o.stands and o.by]
    if over is not None:
        day_text = day(over.value.date)
        same = any(
            o.end and over.value.date and o.end.agrees_with(over.value.date) for o in offered
        )
        none = "" if same or not offered else " None of the ends offered was it."
        return f"It ended on {day_text}.{none}"
    in_force = [e for e in ends if e.sort in (EndSort.IN_FORCE, EndSort.CONTRACT)]
    end = f"{day(in_force[0].when)} is the end in force" if in_force else "No end in force is known"
    if not offered:
        return f"{end}; no offer of another is reported."
    plural = "s" if len(offered) != 1 else ""
    open_words = f"{len(waiting)} without an answer" if waiting else "all answered or overtaken"
    return f"{end}; {len(offered)} offer{plural} reported, {open_words}."


def _terms(offer: Offer) -> str:
    months = f" ({offer.months} months)" if offer.months else ""
    hangs = f"; if {' and '.join(offer.conditions)}" if offer.conditions else ""
    until = f"; open to {day(offer.expires)}" if offer.expires else ""
    return f"{offer.terms}{months}{hangs}{until}"


def _answers(offer: Offer, offers: Sequence[Offer]) -> str:
    if offer.answers_unseen:
        return "an offer not reported by this day"
    makers = [o.by for o in offers if set(o.entries) & set(offer.counter_to)]
    return f"the offer of {', '.join(makers)}" if makers else ""


def _got(offer: Offer) -> Shown:
    answer = offer.answer
    by = f" by {answer.by}" if answer.by else ""
    reason = f": {answer.reason}" if answer.reason and answer.words != "countered" else ""
    return Shown(f"{answer.words}{by}{reason}", answer.entry)


def _extensions(found: Sequence[Offer], ends: Sequence[KnownEnd]) -> Sheet:
    """Say of each offer that lengthens the contract whether it lies within the option."""
    rows: list[tuple[str | Shown, ...]] = []
    for offer in about_the_end(found):
        pair = _last_days(offer, ends)
        if pair is None:
            continue
        try:
            answer = extension_check(ExtensionFacts(*pair))
        except ValueFault:
            continue
        words = answer.outcome.replace("_", " ")
        row = (Shown(offer.terms, offer.entries[0]), f"{day(pair[0])} to {day(pair[1])}", words)
        rows.append((*row, " ".join(r.text for r in answer.reasons)))
    note = (
        "A rule of thumb of the parent form (start_and_term.extension): what does the contract say?"
    )
    head = ("Offer", "Last days, as far as they go", "Within the option?", "Because")
    return Sheet("Does what is offered lie within an option to extend?", head, rows, note=note)


def _last_days(offer: Offer, ends: Sequence[KnownEnd]) -> tuple[date, date] | None:
    """Return the last day of the end now known, and of the end offered, if it is later."""
    known = [e for e in ends if e.sort in (EndSort.IN_FORCE, EndSort.CONTRACT, EndSort.IMPLIED)]
    now = next((e.latest for e in known if e.what == END and e.latest), None)
    new = offer.end.latest if offer.end else None
    if now and new is None and offer.months:
        from capitula.ground.financial_year import month_end, month_index

        new = month_end(month_index(now) + offer.months)
    return (now, new) if now and new and new > now else None


def _end(end: KnownEnd) -> dict[str, object]:
    return {
        "of": end.what,
        "known_as": str(end.sort),
        "date": iso(end.when),
        "earliest": iso(end.earliest),
        "latest": iso(end.latest),
        "by": end.by,
        "entry": end.entry or None,
        "mark": str(end.mark),
    }


def _offer(offer: Offer) -> dict[str, object]:
    return {
        "entries": list(offer.entries),
        "about": offer.about,
        "by": offer.by or None,
        "to": offer.to or None,
        "made": iso(offer.made),
        "end": iso(offer.end),
        "months": offer.months,
        "implied_end": iso(offer.implied_end),
        "terms": offer.terms,
        "conditions": list(offer.conditions),
        "expires": iso(offer.expires),
        "counter_to": list(offer.counter_to),
        "answers_an_unreported_offer": offer.answers_unseen,
        "answer": offer.answer.words,
        "answered_by": offer.answer.by or None,
        "reason": offer.answer.reason or None,
        "answer_entry": offer.answer.entry or None,
        "stands": offer.stands,
    }


def dates(
    case: str,
    view: View,
    contract: Contract,
    *,
    asked: KnownEnd | None = None,
    route: ExitRoute = ExitRoute.RETURN,
    notice_months: int | None = None,
    on: date | None = None,
) -> Answer:
    """Answer by when each step must be done before each end, and which are already past.

    Args:
        case: the case's name.
        view: the record at two dates.
        contract: the contract as known then.
        asked: only this end; every end that is known unless given.
        route: how the services go on.
        notice_months: another period of notice than the contract's, to try.
        on: the day as of which steps are past or ahead; the known day unless given.
    """
    as_of = on or view.known_on
    ends = (asked,) if asked else _distinct(known_ends(view, contract))
    found = tuple(safe_dates(end, contract, route, notice_months) for end in ends)
    tables = [_dates_sheet(each, as_of) for each in found]
    lead = tuple(_dates_lead(each, as_of) for each in found)
    if not found:
        lead = ("No end is known, so nothing can be counted back from it.",)
    missing = {s.missing for each in found for s in each.steps if s.name == "notice" and s.missing}
    questions = [f"Which notice ends the contract? ({words})" for words in sorted(missing)]
    if not found:
        questions.append("When does the contract end? State an end, or ask with --end.")
    data = {
        "as_of": as_of.isoformat(),
        "route": str(route),
        "ends": [{**_end(each.end), "steps": _steps(each, as_of)} for each in found],
    }
    return Answer(
        "dates", case, view.known_on, lead, sheets(*tables), tuple(questions), found, data
    )


def _distinct(ends: Sequence[KnownEnd]) -> tuple[KnownEnd, ...]:
    """Leave out what is over, and an end that another of the same day already stands for."""
    found: dict[tuple[str, str], KnownEnd] = {}
    for end in ends:
        if end.sort is not EndSort.REACHED:
            found.setdefault((end.what, str(end.when)), end)
    return tuple(found.values())


def _dates_lead(found: SafeDates, as_of: date) -> str:
    end = found.end
    what = f"{capital(end.what)}, {day(end.when)} ({end.sort})"
    counted = [s for s in found.steps if s.safe_by and not s.only_if]
    behind = found.behind(as_of)
    if not counted:
        return f"{what}: no step can be dated."
    words = (
        f"{len(behind)} of {len(counted)} last safe dates are past" if behind else "none is past"
    )
    ahead = [s for s in counted if s.safe_by and s.passed(as_of) is Passed.AHEAD]
    after = f"; next: {_low(ahead[0].title)}, by {day(ahead[0].safe_by)}" if ahead else ""
    apart = "".join(
        f" Not counted, being needed only if {s.only_if}: {_low(s.title)}."
        for s in found.steps
        if s.safe_by and s.only_if
    )
    return f"{what}: on {day(as_of)} {words}{after}.{apart}"


def _low(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"


def _dates_sheet(found: SafeDates, as_of: date) -> Sheet:
    end = found.end
    dated = [step for step in found.steps if step.safe_by]
    undated = [step.title for step in found.steps if step.safe_by is None]
    whys = [
        s.missing for s in found.steps if s.safe_by is None and not s.missing.startswith("not k")
    ]
    spans = [(s.latest - s.safe_by).days for s in dated if s.latest and s.safe_by]
    most = max(spans, default=0)
    note = ""
    if most:
        note = f"Counted from the first day that {day(end.when)} can mean; from the last it is up "
        note += f"to {most} days later. "
    if undated:
        note += f"Not dated: {'; '.join(undated)}, since {'; '.join(dict.fromkeys(whys))}."
    return Sheet(
        f"Before {end.what}, {day(end.when)} ({end.sort}): the last safe date of each step",
        ("Step", "Safe by", f"On {day(as_of)}", "Counted", "Time stated in", "Evidence"),
        [
            (
                f"{s.title}{f' (only if {s.only_if})' if s.only_if else ''}",
                day(s.safe_by),
                str(s.passed(as_of)),
                s.formula,
                s.source,
                str(s.mark),
            )
            for s in dated
        ],
        note=note,
    )


def _steps(found: SafeDates, as_of: date) -> list[dict[str, object]]:
    return [
        {
            "step": s.name,
            "title": s.title,
            "safe_by": iso(s.safe_by),
            "latest": iso(s.latest),
            "passed": str(s.passed(as_of)),
            "before": s.before,
            "lead": str(s.lead) if s.lead else None,
            "rule": s.rule.id,
            "says": s.rule.says,
            "source": s.source or None,
            "mark": str(s.mark),
            "only_if": s.only_if or None,
            "missing": s.missing or None,
        }
        for s in found.steps
    ]
