"""Sentences on start, length, returns, exit, staff and variations."""

from __future__ import annotations

from capitula.contract.ending import TransferDirection
from capitula.contract.length import BreakPoint, Extension
from capitula.contract.model import Contract
from capitula.ground.date_words import date_text
from capitula.reports.contract_print.document import Line, Lines
from capitula.reports.contract_print.words import Words, listed, plural, sentence, when


def start(contract: Contract, words: Words) -> Lines:
    """Return conditions precedent, and the rule of the start."""
    rule = contract.start_rule
    if rule:
        day = f" (expected: {date_text(rule.expected)})" if rule.expected else ""
        yield Line(f"Services start {rule.rule.words}{day}.", rule)
        if rule.change_notified_within is not None:
            days = plural(rule.change_notified_within, "operational day")
            text = f"A material change to a document delivered is notified within {days}."
            yield Line(text, rule)
    for part in contract.conditions_precedent:
        met = f"met on {date_text(part.satisfied_on)}" if part.satisfied_on else "not yet met"
        yield Line(f"Condition: {part.text}; {met}.", part)
        facts = [
            f"shown by {part.evidence}" if part.evidence else "",
            f"owed by {words.party(part.owner)}" if part.owner else "",
            f"due {date_text(part.due)}" if part.due else "",
            f"at the latest on {date_text(part.longstop)}" if part.longstop else "",
        ]
        if any(facts):
            yield Line(sentence("; ".join(filter(None, facts))), under=True)


def length(contract: Contract, words: Words) -> Lines:
    """Return start, end, breaks and options."""
    found = contract.length
    if found is None:
        return
    years = dict.fromkeys(y for y in (found.years_least, found.years_most) if y is not None)
    if years:
        yield Line(f"The contract runs for {' to '.join(f'{y:,}' for y in years)} years.", found)
    if found.starts:
        yield Line(f"It begins on {date_text(found.starts)}.".replace("on not", "not"), found)
    if found.ends:
        yield Line(f"It ends on {date_text(found.ends)}.", found)
    for point in found.break_points:
        yield Line(_break(point, words), point)
    for option in found.extensions:
        yield Line(_extension(option), option)


def _break(point: BreakPoint, words: Words) -> str:
    who = listed(words.party(name) for name in point.for_whom) or "Any party"
    years = f"after {plural(point.after_years, 'year')}" if point.after_years is not None else ""
    day = f"on {date_text(point.day)}" if point.day else ""
    at = " or ".join(filter(None, (day, years))) or "at a break point whose date is not stated"
    notice = (
        f", on {plural(point.notice_months, 'month')}' notice"
        if point.notice_months is not None
        else ""
    )
    return f"{who} may end it {at}{notice}."


def _extension(option: Extension) -> str:
    most = f" by at most {plural(option.most_years, 'year')}" if option.most_years else ""
    notice = [
        f"on {plural(option.notice_months, 'month')}' notice"
        if option.notice_months is not None
        else "",
        f"with notice by {date_text(option.notice_by)}" if option.notice_by else "",
        "as the procurement stated" if option.stated_at_procurement else "",
        "which the procurement did not state" if option.stated_at_procurement is False else "",
        f"used on {date_text(option.exercised_on)}" if option.exercised_on else "",
    ]
    times = "once" if option.times == 1 else f"{option.times} times"
    return f"It may be extended {times}{most}{''.join(f', {n}' for n in notice if n)}."


def information(contract: Contract, words: Words) -> Lines:
    """Return one sentence a return."""
    for part in contract.information:
        sender = words.party(part.sender) if part.sender else "The holder"
        to = f" to {words.party(part.recipient)}" if part.recipient else ""
        due = f", due on {part.due.words()}" if part.due else ", due on a day not yet stated"
        if part.due and part.due.rule.startswith("operational_days"):
            due = f", within {part.due.words().removesuffix(' after')}"
        form = f", as {part.format}" if part.format else ""
        often = "" if part.frequency == "once" else f" {part.frequency}"
        yield Line(f"{sender} sends{to}{often}: {part.item}{due}{form}.", part)


def ending(contract: Contract, words: Words) -> Lines:
    """Return the exit schedule."""
    found = contract.exit
    if found is None:
        return
    if found.notice_months is not None:
        yield Line(f"A party ends it on {plural(found.notice_months, 'month')}' notice.", found)
    if found.triggers:
        yield Line(f"It may end early on {listed(found.triggers)}.", found)
    if found.essential_services:
        names = listed(words.line(name) for name in found.essential_services)
        yield Line(f"These services go on whatever happens: {names}.", found)
    for label, text in (
        ("Step-in", found.step_in),
        ("Records", found.records),
        ("Assets", found.assets),
    ):
        if text:
            yield Line(sentence(f"{label}: {text}"), found)
    if found.final_account_months is not None:
        months = plural(found.final_account_months, "month")
        yield Line(f"The final account closes within {months} of the end.", found)
    for service in found.services:
        to = words.party(service.recipient) if service.recipient else "a body not yet named"
        route = f" by {service.route}" if service.route else ""
        day = f", planned for {date_text(service.planned)}" if service.planned else ""
        yield Line(
            f"{sentence(words.line(service.service))[:-1]} passes to {to}{route}{day}.", service
        )


def staff(contract: Contract, words: Words) -> Lines:
    """Return which groups of staff move, by number, never by name."""
    for part in contract.staff_transfers:
        number = "a number not yet stated" if part.headcount is None else f"{part.headcount:,}"
        giver = f" from {words.party(part.giver)}" if part.giver else ""
        receiver = f" to {words.party(part.receiver)}" if part.receiver else ""
        day = f" on {date_text(part.day)}" if part.day else ""
        out = part.direction is TransferDirection.OUT
        way = "out, at the start" if out else "back, at the end"
        yield Line(f"Staff pass{giver}{receiver}{day} ({way}): {part.group}, {number}.", part)
        facts = [
            f"list version {part.list_version}" if part.list_version else "",
            f"consultation: {part.consultation}" if part.consultation else "",
            f"protected: {part.protected_terms}" if part.protected_terms else "",
        ]
        if any(facts):
            yield Line(sentence("; ".join(filter(None, facts))), under=True)


def variations(contract: Contract, _: Words) -> Lines:
    """Return the log of variations worked in."""
    for part in contract.variations:
        day = f", from {date_text(part.effective)}" if part.effective else ""
        route = f" Permitted by {part.route}." if part.route else ""
        yield Line(f"Variation {part.number}{day}: {sentence(part.reason or 'no reason')}{route}")
        for edit in part.edits:
            yield Line(sentence(edit), under=True)


def terms(contract: Contract, _: Words) -> Lines:
    """Return every other term, with its mark where nothing shows it."""
    for term in contract.terms:
        yield Line(f"{term.label}: {term.words()}{when(term)}.", term)
