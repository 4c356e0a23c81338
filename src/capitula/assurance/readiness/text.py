"""Readiness in words, and as one JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from capitula.assurance.readiness.deciding import Readiness, Result
from capitula.assurance.readiness.matter import OpenFinding, OpenQuestion
from capitula.assurance.readiness.rules import Weight, readiness_rules
from capitula.ground.date_words import date_text
from capitula.ground.letters import capital

SCHEMA = "capitula.readiness/1"


def headline(found: Readiness) -> str:
    """Return the answer in one sentence."""
    terms = readiness_rules().terms(found.act)
    what = f"the transfer of {found.service}" if found.service else terms.title
    words = f"{capital(what)}: {found.result}"
    match found.result:
        case Result.NOT_READY:
            return f"{words}; {_count(len(found.blocking), 'finding')} in the way."
        case Result.CANNOT_BE_JUDGED:
            count = _count(len(found.unanswered), "question")
            return f"{words}; nothing on record stands in the way, and {count} without an answer."
        case Result.READY if found.by_override:
            return f"{words}, by override."
        case _:
            return f"{words}."


def readiness_text(title: str, found: Readiness, called: Mapping[str, str]) -> str:
    """Return the whole answer for a terminal.

    Args:
        title: of the contract.
        found: the answer.
        called: how a reader calls a subject whose name is an identifier, by that name.
    """
    return "\n".join(_lines(title, found, called))


def in_words(key: str, called: Mapping[str, str]) -> str:
    """Return a finding's key, `rule: subject`, with the subject as a reader calls it.

    >>> in_words("open checkpoint: isap_2017: checkpoint_3", {"isap_2017: checkpoint_3": "ISAP 3"})
    'open checkpoint: ISAP 3'
    """
    rule, colon, about = key.partition(": ")
    return f"{rule}{colon}{called.get(about, about)}"


def readiness_json(case: str, found: Readiness) -> dict[str, Any]:
    """Return the answer as `capitula.readiness/1`; `ready` is null where it cannot be judged."""
    ready = {Result.READY: True, Result.NOT_READY: False, Result.CANNOT_BE_JUDGED: None}
    return {
        "schema": SCHEMA,
        "case": case,
        "act": str(found.act),
        "service": found.service or None,
        "known_on": found.known_on.isoformat(),
        "in_force_on": found.in_force_on.isoformat(),
        "ready": ready[found.result],
        "result": str(found.result),
        "by_override": found.by_override,
        "findings": [each.as_json() for each in found.findings],
        "cannot_judge": [each.as_json() for each in found.questions],
        "answered": [each.as_json() for each in found.answered],
        "overrides": [each.as_json() for each in found.overrides],
        "mark": str(found.mark),
        "rules_version": found.version,
    }


def _lines(title: str, found: Readiness, called: Mapping[str, str]) -> Iterator[str]:
    day = f", for {date_text(found.in_force_on)}" if found.in_force_on != found.known_on else ""
    yield f"{title}, as known on {date_text(found.known_on)}{day}"
    yield headline(found)
    blocks = [each for each in found.findings if each.weight is Weight.BLOCKS]
    warns = [each for each in found.findings if each.weight is Weight.WARNS]
    yield from _section("In the way", list(_findings(blocks, called)))
    must = [each for each in found.questions if each.weight is Weight.BLOCKS]
    yield from _section(
        "Not known, and must be before the act", [line for each in must for line in _question(each)]
    )
    yield from _section("To watch", list(_findings(warns, called)))
    rest = [each for each in found.questions if each.weight is Weight.WARNS]
    yield from _section("Not known", [line for each in rest for line in _question(each)])
    answered = [f"  {a.rule.rule}: {', '.join(a.evidence)}" for a in found.answered]
    yield from _section("Asked, and nothing found against it", answered)
    yield from _section("Overrides of this act, for ever", list(_overrides(found, called)))
    yield ""
    yield (
        f"Rules of readiness, version {found.version}; evidence: {found.mark}. What nobody said is "
        "a question here, never a pass."
    )


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield heading
        yield from lines


def _findings(found: Sequence[OpenFinding], called: Mapping[str, str]) -> Iterator[str]:
    """Return findings under the rule they share, each with its evidence."""
    told = ""
    for each in found:
        finding = each.finding
        if finding.rule != told:
            told = finding.rule
            lesson = (
                f", go-live lesson {each.rule.lesson}" if each.rule and each.rule.lesson else ""
            )
            remedy = each.rule.remedy if each.rule else finding.remedy
            yield f"  {told} ({finding.room}{lesson}). To settle it: {remedy}"
        about = called.get(finding.about, finding.about)
        yield f"    {about}: {without_subject(finding.text, finding.about)}"
        over = f"; overridden by {', '.join(each.overridden_by)}" if each.overridden_by else ""
        yield f"      evidence {', '.join(finding.evidence)}{over}"


def without_subject(text: str, about: str) -> str:
    """Return a text without its subject in front, where that stands there already."""
    rest = text.removeprefix(f"{about}: ")
    return capital(rest)


def _question(found: OpenQuestion) -> Iterator[str]:
    yield f"  {found.key} [{found.rule.room}]: {found.rule.question}"
    for text in found.texts:
        yield f"      {text}"
    if found.rule.needs:
        yield f"      needed: {found.rule.needs}"
    if found.overridden_by:
        yield f"      overridden by {', '.join(found.overridden_by)}"


def _overrides(found: Readiness, called: Mapping[str, str]) -> Iterator[str]:
    for each in found.overrides:
        gone = "; withdrawn since" if each.withdrawn else ""
        made = each.body.made or each.known
        yield f"  {each.claim.entry}: {each.body.by}, {date_text(made)}: {each.body.reasons}{gone}"
        yield f"      {'; '.join(in_words(key, called) for key in each.body.findings)}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
