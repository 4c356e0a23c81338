"""Sentences on parties, population, services, subcontracts and practices."""

from __future__ import annotations

from capitula.contract.flow_down import FlowDownAmount
from capitula.contract.model import Contract
from capitula.contract.party import Role
from capitula.contract.population import Headcount
from capitula.contract.scope import Price, ScopeLine, Standing
from capitula.ground.date_words import date_text
from capitula.reports.contract_print.document import Line, Lines
from capitula.reports.contract_print.words import Words, listed, percent, sentence, when

ROLES = {
    Role.COMMISSIONER: "commissions the services",
    Role.HOLDER: "is to hold the contract and to answer for the services",
    Role.PREFERRED_PROVIDER: "is a preferred provider",
    Role.DONOR: "loses services to the contract",
    Role.COUNCIL: "is the local authority",
    Role.PRACTICES: "stands for general practices",
    Role.SUBCONTRACTOR: "runs services for the holder",
    Role.REGULATOR: "regulates",
    Role.REPRESENTATIVE: "speaks for others and is no party",
}


def parties(contract: Contract, _: Words) -> Lines:
    """Return one sentence a party."""
    yield Line(f"This is an agreement of the form: {contract.form.name.words}.", contract.form)
    if contract.form.called:
        yield Line(f"Papers also call it: {listed(contract.form.called)}.", contract.form)
    for party in contract.parties:
        code = f" (ODS code {party.code})" if party.code else ""
        roles = listed(ROLES[role] for role in party.roles)
        yield Line(f"{party.name}{code} {roles}{when(party)}.", party)


def population(contract: Contract, _: Words) -> Lines:
    """Return who is covered, and how many."""
    found = contract.population
    yield Line(f"The contract is for: {found.definition}.", found)
    if found.people is not None:
        yield Line(f"It covers {found.people:,} people.", found)
    for kind, count in (
        ("registered with practices", found.registered),
        ("resident in the area", found.resident),
        ("on no practice's list, by estimate", found.unregistered),
    ):
        if count is not None:
            yield _headcount(kind, count)
    if found.count_rule:
        yield Line(f"People are counted into a period as {found.count_rule.words}.", found)


def _headcount(kind: str, count: Headcount) -> Line:
    number = "a number not yet stated" if count.people is None else f"{count.people:,}"
    where = f" ({count.list_name})" if count.list_name else ""
    day = f" on {date_text(count.counted_on)}" if count.counted_on else ""
    return Line(f"People {kind}{where}: {number}{day}.", count)


def services(contract: Contract, words: Words) -> Lines:
    """Return one sentence a service line, with its money, its counts and who runs it."""
    for line in contract.scope:
        yield Line(_standing(line), line)
        for text in _details(line, words):
            yield Line(text, under=True)


def _standing(line: ScopeLine) -> str:
    kind = line.service.replace("_", " ")
    text = {
        Standing.IN: "is in the contract",
        Standing.PART: "is partly in the contract",
        Standing.OUT: "is not in the contract",
        Standing.NOT_MENTIONED: "is not mentioned, which does not mean that it is out",
    }[line.standing]
    return f"The service “{line.name}” ({kind}) {text}{when(line)}."


def _details(line: ScopeLine, words: Words) -> list[str]:
    found: list[str] = []
    if line.provided_by:
        found.append(f"Before the contract it is run by {words.party(line.provided_by)}.")
    if line.payer:
        found.append(f"{words.party(line.payer)} pays for it.")
    if line.annual_value is not None:
        prices = f" in prices of {line.price_year}" if line.price_year else ""
        found.append(f"It is worth {words.money(line.annual_value)} a year{prices}.")
    if line.share_percent is not None:
        found.append(f"{sentence(percent(line.share_percent))[:-1]} of that is in the contract.")
    if line.price is not None and line.price is not Price.AGREED:
        found.append(
            f"Its price is {line.price}: services must not start on it unless a named person "
            "overrides this."
        )
    counts = [
        f"{number:,} {kind} people"
        for kind, number in (
            ("registered", line.registered_people),
            ("resident", line.resident_people),
        )
        if number is not None
    ]
    paid = f"It is paid by the number of {line.denominator} people"
    found.append(f"{paid}; behind it stand {listed(counts)}." if counts else f"{paid}.")
    if line.ring_fence:
        fence = line.ring_fence.replace("_", " ")
        found.append(f"Its money is ring-fenced ({fence}) and never netted against other lines.")
    return found


def subcontracts(contract: Contract, words: Words) -> Lines:
    """Return what the holder hands on, what it keeps, and what flows down."""
    labels = {term.id: term.label for term in contract.flow_down_terms}
    for part in contract.subcontracts:
        kind = {True: "material ", False: "non-material ", None: ""}[part.material]
        what = listed(words.line(name) for name in part.services) or "services not yet listed"
        people = f" for {part.people:,} people" if part.people is not None else ""
        yield Line(
            f"The holder hands {what}{people} to {words.party(part.to)} by a {kind}"
            f"{part.form.words}{when(part)}.",
            part,
        )
        if part.annual_value is not None:
            yield Line(f"It is worth {words.money(part.annual_value)} a year.", under=True)
        if part.ends:
            yield Line(f"It ends on {date_text(part.ends)}.", under=True)
        if part.novates is not None:
            passes = "passes" if part.novates else "does not pass"
            yield Line(f"It {passes} to a successor when this contract ends.", under=True)
        if part.flows_down:
            carried = listed(labels.get(name, name) for name in part.flows_down)
            yield Line(f"It carries these terms of this contract: {carried}.", under=True)
    for amount in contract.flow_down:
        yield Line(_handed_on(amount, words), amount)
    for term in contract.flow_down_terms:
        label = sentence(term.label).removesuffix(".")
        yield Line(f"{label}: this flows down into {term.applies_to.words}.", term)


def _handed_on(part: FlowDownAmount, words: Words) -> str:
    to = f"subcontract {part.subcontract}" if part.subcontract else "the holder itself"
    amount = "an amount not stated" if part.amount is None else words.money(part.amount)
    prices = f", in {part.price_year} prices" if part.price_year else ""
    return f"Of {words.line(part.service)}, {to} has {amount}, {part.basis.words}{prices}."


def practices(contract: Contract, _: Words) -> Lines:
    """Return which practice takes part how, from when."""
    for part in contract.gp_participation:
        name = f"{part.name} ({part.practice})" if part.name else f"Practice {part.practice}"
        size = f", with {part.list_size:,} registered people" if part.list_size is not None else ""
        yield Line(f"{name} is {part.mode.words}{size}{when(part)}.", part)
