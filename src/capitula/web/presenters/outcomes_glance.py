"""Outcomes in seven lines: promised, set, seen, judged, why, and what stands beside."""

from __future__ import annotations

from collections.abc import Sequence

from capitula.ground.letters import capital
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.sentences import three_sentences
from capitula.outcomes.registration import Registration
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.web.parts import Link, Term
from capitula.web.presenters.outcomes_contract import Said


def at_a_glance(
    found: ContractJudgement,
    aims: int,
    happened: str,
    safety: Sequence[Said],
    published: Sequence[Said],
) -> list[Term]:
    """Return promise, measures, verdict, why, and what stands beside, a line each.

    Args:
        found: the judgement.
        aims: how many aims had been stated.
        happened: what the series did, in a line.
        safety: what was said of safety and quality.
        published: what was published of outcomes, and how the figures stand to it.
    """
    terms = [
        Term("Promised", _promised(found, aims), action=Link("See all", "#promised")),
        Term("Set to measure it", _set(found)),
    ]
    if found.judgements:
        terms += [
            Term("What happened", happened, action=Link("See charts", "#happened")),
            Term("Verdict", found.sentence(), action=Link("See all", "#verdict")),
            Term("Why", _because(found)),
        ]
    terms.append(Term("Safety and quality", safety[-1].text, action=Link("See all", "#beside")))
    if published:
        terms.append(Term("Agrees with what was published?", _against(published[-1].text)))
    return terms


def _promised(found: ContractJudgement, aims: int) -> str:
    if not aims:
        return "No stated aim was known on this day."
    without, noun = len(found.unmeasured), "aim" if aims == 1 else "aims"
    return f"{aims} stated {noun}; {without or 'none'} without a measure."


def _set(found: ContractJudgement) -> str:
    count = len(found.judgements)
    if not count:
        return "No measure had been set by this day."
    return f"{_measures_set(found, count)}{_questions_set(found)}"


def _measures_set(found: ContractJudgement, count: int) -> str:
    late = sum(each.frozen.registration is not Registration.BEFORE for each in found.judgements)
    noun = "measure" if count == 1 else "measures"
    if not late:
        return f"{count} {noun}, registered before the data could be seen."
    how = "not known to be registered before the data could be seen"
    if all(each.frozen.registration is Registration.AFTER for each in found.judgements):
        how = "registered after the data were seen"
    return f"{count} {noun}; {late} {how}."


def _questions_set(found: ContractJudgement) -> str:
    count = len(found.together)
    if not count:
        return ""
    late = sum(each.frozen.registration is not Registration.BEFORE for each in found.together)
    said = "1 question" if count == 1 else f"{count} questions"
    how = f"{late} not known to be set beforehand" if late else "set beforehand"
    if all(each.frozen.registration is Registration.AFTER for each in found.together):
        how = "set after the data were seen"
    return f" {said} on several of them together, {how}."


def _because(found: ContractJudgement) -> str:
    speaks = found.primary or found.judgements[0]
    if found.verdict is not Verdict.NEVER_BEGAN:
        return three_sentences(speaks)[0]
    what = speaks.estimate_of
    told = f" What is estimated below is {what}, not the contract." if what else ""
    return f"{speaks.measure.start_note or Verdict.NEVER_BEGAN.meaning}{told}"


def _against(text: str) -> str:
    """Begin where the sentence of the list begins after its lead."""
    words = text.removeprefix("Beside these: ")
    return capital(words)
