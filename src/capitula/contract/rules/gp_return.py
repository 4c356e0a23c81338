"""Guards on the way back, and what becomes of the list. GMS Schedule 3A paragraph 8.

What is known only from draft guidance or a proposal (windows, one reactivation, partners, notice)
never opens or closes a step on its own: where it would refuse, a person is asked.
"""

from __future__ import annotations

from datetime import date, timedelta

from capitula.contract.rules.answer import Answer, Reason, Verdict, of_fact
from capitula.contract.rules.gp_entry import dated
from capitula.contract.rules.gp_facts import GpContract, GpFacts
from capitula.contract.rules.months_after import months_after
from capitula.contract.rules.rule import Parameter, Rule
from capitula.contract.rules.ruleset import Ruleset, load_ruleset
from capitula.ground.date_words import date_text

_ONE_DAY = timedelta(days=1)


def reactivation_day(facts: GpFacts) -> date | None:
    """Return the day after work under the provider's contract stops; None if that is not known."""
    return facts.work_stops_on + _ONE_DAY if facts.work_stops_on else None


def return_notice(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    """Notice of reactivation has been given, with the last day of work."""
    rule = rules["reactivation_notice"]
    found = dated("return_notice", rule, facts.return_notice_on, on, "notice of reactivation")
    if found.verdict is Verdict.HOLDS and facts.return_notified is None:
        missing = ("the last day of work stated in the notice",)
        text = "The notice states no last day of work."
        return Reason("return_notice", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    return _for_contract(found, facts)


def return_date(facts: GpFacts, on: date, rules: Ruleset) -> Reason:
    """Work stops on the notified day or a later approved one; the next day the contract revives."""
    rule, day = rules["reactivation_date"], reactivation_day(facts)
    if day is None or facts.return_notified is None or facts.work_stops_on is None:
        missing = ("the last day of work, in the notice and in fact",)
        text = "The last day of work is not known."
        return Reason("return_date", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    later = facts.return_approved
    approved = later is not None and later > facts.return_notified and later == facts.work_stops_on
    if facts.work_stops_on != facts.return_notified and not approved:
        text = (
            f"Work stops on {date_text(facts.work_stops_on)}, which is neither the notified day "
            f"({date_text(facts.return_notified)}) nor a later one approved by the Board."
        )
        return _for_contract(Reason("return_date", Verdict.FAILS, text, rule), facts)
    verdict = Verdict.HOLDS if day <= on else Verdict.FAILS
    text = (
        f"Work stops on {date_text(facts.work_stops_on)}; the contract revives on {date_text(day)}."
    )
    return _for_contract(Reason("return_date", verdict, text, rule), facts)


def eligible(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """The contractor is still eligible."""
    rule = rules["eligible"]
    found = _plain("eligible", rule, facts.eligible, "the contractor is still eligible")
    return _for_contract(found, facts)


def conduct(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """Nothing arose during suspension that would justify termination."""
    rule, asked = rules["conduct"], "the Board is satisfied that no ground to terminate arose"
    return _for_contract(_plain("conduct", rule, facts.conduct_clear, asked), facts)


def anniversary_letters(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """For a return on the second anniversary, the letters to residents have gone."""
    rule, day = rules["anniversary_letters"], reactivation_day(facts)
    if day is None or facts.suspended_on is None:
        missing = ("the days of suspension and of reactivation",)
        text = "It is not known whether the return falls on the second anniversary."
        return Reason("anniversary_letters", Verdict.CANNOT_BE_JUDGED, text, rule, (), missing)
    if day != months_after(facts.suspended_on, 12 * rule["years"].whole):
        text = "The return does not fall on the second anniversary; no such letters are needed."
        found = Reason("anniversary_letters", Verdict.HOLDS, text, rule, (rule["years"],))
        return _for_contract(found, facts)
    asked = "the letters for the second anniversary have gone"
    return _for_contract(
        _plain("anniversary_letters", rule, facts.anniversary_letters, asked), facts
    )


def window(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """Draft guidance: a return falls on a multiple of two years from suspension."""
    rule, day = rules["window"], reactivation_day(facts)
    if day is None or facts.suspended_on is None:
        missing = ("the days of suspension and of reactivation",)
        return Reason("window", Verdict.CANNOT_BE_JUDGED, "Not known.", rule, (), missing)
    step, number = 12 * rule["years"].whole, 1
    while (anniversary := months_after(facts.suspended_on, step * number)) < day:
        number += 1
    text = f"Back on {date_text(day)}; the window at or after it opens on {date_text(anniversary)}."
    return _draft("window", rule, anniversary == day, text, (rule["years"],))


def once(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """Draft guidance: one reactivation."""
    rule, before = rules["once"], facts.reactivated_before
    if before is None:
        missing = ("how often the contract was reactivated before",)
        return Reason("once", Verdict.CANNOT_BE_JUDGED, "Not known.", rule, (), missing)
    text = f"Reactivated {before} times before."
    return _draft("once", rule, before < rule["most"].whole, text, (rule["most"],))


def partners(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """Draft guidance: all partners agree."""
    rule = rules["partners"]
    if facts.partners_agree is None:
        missing = ("whether all partners agree",)
        return Reason("partners", Verdict.CANNOT_BE_JUDGED, "Not known.", rule, (), missing)
    text = "All partners agree." if facts.partners_agree else "Not all partners agree."
    return _draft("partners", rule, facts.partners_agree, text, ())


def notice_period(facts: GpFacts, _on: date, rules: Ruleset) -> Reason:
    """Notice to leave: the months the contract states, or else the proposal, which only asks."""
    rule, given, stops = rules["notice_period"], facts.return_notice_on, facts.work_stops_on
    if given is None or stops is None:
        missing = ("the days of notice and of the last work",)
        return Reason("notice_period", Verdict.CANNOT_BE_JUDGED, "Not known.", rule, (), missing)
    proposed = rule["months"]
    months = proposed.whole if facts.notice_months is None else facts.notice_months
    enough = months_after(given, months) <= stops
    text = f"Notice on {given}, last work on {stops}; {months} months are asked for."
    if facts.notice_months is not None:
        verdict = Verdict.HOLDS if enough else Verdict.FAILS
        return Reason("notice_period", verdict, text + " The contract states this.", rule)
    return _draft("notice_period", rule, enough, text, (proposed,))


def list_effect(suspended_on: date, back_on: date) -> Answer:
    """Say what becomes of the former list: within two years it follows, later it stays."""
    rule = load_ruleset("gp_suspension")["list"]
    if back_on < suspended_on:
        raise ValueError("back before suspended")
    limit = months_after(suspended_on, 12 * rule["years"].whole)
    within = back_on <= limit
    outcome = "list_follows" if within else "patients_stay_unless_they_ask"
    back, last = date_text(back_on), date_text(limit)
    words = (
        f"Back on {back}, by the second anniversary {last}: former patients follow by default."
        if within
        else f"Back on {back}, after {last}: former patients stay unless they ask."
    )
    reason = Reason(
        "list", Verdict.HOLDS if within else Verdict.FAILS, words, rule, (rule["years"],)
    )
    ask = ("This is draft guidance only: what does the text in force say?",)
    question = "What becomes of the former list?"
    return Answer(
        question, outcome, words, rule, (reason,), reason.mark, ask=ask, on=back_on,
        figures={"follows_until": limit},
    )  # fmt: skip


def _plain(limb: str, rule: Rule, fact: bool | None, asked: str) -> Reason:  # noqa: FBT001
    verdict = of_fact(fact)
    missing = (f"whether {asked}",) if verdict is Verdict.CANNOT_BE_JUDGED else ()
    text = {
        Verdict.HOLDS: f"Yes: {asked}.",
        Verdict.FAILS: f"Not the case: {asked}.",
        Verdict.CANNOT_BE_JUDGED: f"It is not said whether {asked}.",
    }[verdict]
    return Reason(limb, verdict, text, rule, (), missing)


def _draft(
    limb: str,
    rule: Rule,
    fits: bool,  # noqa: FBT001
    text: str,
    used: tuple[Parameter, ...],
) -> Reason:
    """A rule that is not confirmed: where it would refuse, the step cannot be judged."""
    if fits:
        return Reason(limb, Verdict.HOLDS, text, rule, used)
    missing = (f"whether this rule is in force: {rule.says.rstrip('.')}",)
    return Reason(limb, Verdict.CANNOT_BE_JUDGED, text, rule, used, missing)


def _for_contract(reason: Reason, facts: GpFacts) -> Reason:
    """Under PMS the rule rests on a mirror that is not confirmed, which marks the limb."""
    if facts.contract is GpContract.GMS:
        return reason
    used = (*reason.used, reason.rule["pms"])
    return Reason(
        reason.limb, reason.verdict, reason.text, reason.rule, used, reason.missing, reason.evidence
    )
