"""Sentences on the whole population budget: who is counted, what needs no count, adjustments."""

from __future__ import annotations

from capitula.contract.budget_terms import WeightedCount
from capitula.contract.model import Contract
from capitula.reports.contract_print.document import Line, Lines
from capitula.reports.contract_print.words import Words, listed, sentence, when


def budget(contract: Contract, words: Words) -> Lines:
    """Return how the budget moves from its base, as far as no payment step says it."""
    found = contract.budget
    if found is None:
        return
    yield Line("Each service's yearly worth is the base of its budget.", found)
    for count in found.counts:
        yield Line(_count(count, words), count)
    if found.without_need:
        lines = listed(words.line(name) for name in found.without_need)
        yield Line(sentence(f"the budget of {lines} does not move with need"), found)
    for each in found.adjustments:
        amount = words.money(each.amount)
        kind, line = each.kind.words, words.line(each.line)
        yield Line(f"{sentence(each.label)[:-1]}: {kind} of {amount}, {each.year}, {line}.", each)


def _count(count: WeightedCount, words: Words) -> str:
    weighted = ""
    if count.weighted_people is not None:
        weighted = f", who count as {count.weighted_people:,f} by the {count.index}"
    lines = f", for {listed(words.line(name) for name in count.lines)}" if count.lines else ""
    people = f"{count.people:,f} {count.denominator} people"
    return f"In {count.year} the budget is for {people}{weighted}{lines}{when(count)}."
