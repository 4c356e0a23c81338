"""Readiness for an act as a page shows it: what stands in the way, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from capitula.assurance.readiness.deciding import Readiness, Result
from capitula.assurance.readiness.matter import OpenFinding, OpenQuestion
from capitula.assurance.readiness.rules import Weight, readiness_rules
from capitula.assurance.readiness.text import in_words, without_subject
from capitula.ground.marks import EvidenceMark
from capitula.record.sources import Source
from capitula.web.parts import Column, Figure, Input, Link, Stat, Table, Tone
from capitula.web.wording import date_text

EntryAddress = Callable[[str], str]
TONES: Mapping[Result, Tone] = {
    Result.READY: "good",
    Result.CANNOT_BE_JUDGED: "attention",
    Result.NOT_READY: "stop",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as a line: its subject, its sentence, links to its evidence, overrides."""

    about: str
    text: str
    evidence: Sequence[Link]
    overridden_by: Sequence[Link]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Findings of one rule, with what would settle them."""

    rule: str
    room: str
    lesson: int | None
    remedy: str
    findings: Sequence[Told]


def answer(found: Readiness) -> str:
    """Return what the answer rests on, in a sentence that stands beside it."""
    if found.result is Result.READY:
        return "By override." if found.by_override else "Nothing stands in the way."
    if found.result is Result.NOT_READY:
        return f"{_count(len(found.blocking), 'finding')} in the way."
    count = _count(len(found.unanswered), "question")
    return f"Nothing on record stands in the way, and {count} without an answer."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tone(found: Readiness) -> Tone:
    """Return the tone of the answer."""
    return TONES[found.result]


def stats(found: Readiness) -> list[Stat]:
    """Return how many findings stand in the way, and how many questions are open, both opened."""
    return [
        Stat(
            "In the way",
            str(len(found.blocking)),
            "findings that evidence shows",
            _figure("Findings in the way", "findings that block, less those overridden", found),
        ),
        Stat(
            "Not known",
            str(len(found.unanswered)),
            "questions to be answered first",
            _figure(
                "Questions without an answer",
                "rules that must be answered for this act, less those that an entry, a fact of the "
                "contract or a check answers, less those overridden",
                found,
            ),
        ),
        Stat(
            "Answered",
            str(len(found.answered)),
            "rules asked, nothing found against them",
            _figure("Rules answered", "rules that an entry, a fact or a check answers", found),
        ),
    ]


def groups(
    found: Sequence[OpenFinding],
    address: EntryAddress,
    sources: Mapping[str, Source],
    called: Mapping[str, str],
) -> list[RuleGroup]:
    """Return findings under the rules they share, in the order of the rules.

    Args:
        found: the findings.
        address: gives the address of an entry.
        sources: those of the case, by identifier.
        called: how a reader calls a subject whose name is an identifier, by that name.
    """
    by_rule: dict[str, list[OpenFinding]] = {}
    for each in found:
        by_rule.setdefault(each.finding.rule, []).append(each)
    return [
        RuleGroup(
            rule=rule,
            room=of[0].finding.room,
            lesson=of[0].rule.lesson if of[0].rule else None,
            remedy=of[0].rule.remedy if of[0].rule else of[0].finding.remedy,
            findings=[_told(each, address, sources, called) for each in of],
        )
        for rule, of in by_rule.items()
    ]


def questions(found: Sequence[OpenQuestion], caption: str) -> Table:
    """Return what is not known: the question, what must be on record, what a room says of it."""
    return Table(
        caption,
        [Column("Rule"), Column("Question"), Column("Must be on record"), Column("Room")],
        [
            (
                each.key,
                " ".join([each.rule.question, *each.texts, *_over(each)]),
                each.rule.needs,
                each.rule.room,
            )
            for each in found
        ],
        missing="",
        under_heading=True,
    )


def answered(found: Readiness, address: EntryAddress, sources: Mapping[str, Source]) -> Table:
    """Return the rules that the record answers, each with the first entry that does so."""
    return Table(
        "Asked, and nothing found against it",
        [Column("Rule"), Column("Answered by"), Column("In all", numeric=True)],
        [
            (
                each.rule.rule,
                _evidence(each.evidence[0], address, sources),
                str(len(each.evidence)),
            )
            for each in found.answered
        ],
        note="The number of entries or sources that answer it.",
    )


def overrides(found: Readiness, address: EntryAddress, called: Mapping[str, str]) -> Table:
    """Return every override of the act, withdrawn ones too: they are shown for ever."""
    return Table(
        "Overrides of this act",
        [Column("Entry"), Column("By"), Column("On"), Column("Of"), Column("Reasons")],
        [
            (
                Link(each.claim.entry, address(each.claim.entry)),
                each.body.by,
                date_text(each.body.made or each.known),
                "; ".join(in_words(key, called) for key in each.body.findings),
                each.body.reasons + (" Withdrawn since." if each.withdrawn else ""),
            )
            for each in found.overrides
        ],
    )


def blocking_groups(found: Readiness) -> tuple[list[OpenFinding], list[OpenFinding]]:
    """Return the findings that block the act, and those that only warn."""
    blocks = [each for each in found.findings if each.weight is Weight.BLOCKS]
    return blocks, [each for each in found.findings if each.weight is Weight.WARNS]


def open_questions(found: Readiness) -> tuple[list[OpenQuestion], list[OpenQuestion]]:
    """Return the questions that must be answered first, and the rest."""
    must = [each for each in found.questions if each.weight is Weight.BLOCKS]
    return must, [each for each in found.questions if each.weight is Weight.WARNS]


def _told(
    found: OpenFinding,
    address: EntryAddress,
    sources: Mapping[str, Source],
    called: Mapping[str, str],
) -> Told:
    finding = found.finding
    return Told(
        about=called.get(finding.about, finding.about),
        text=without_subject(finding.text, finding.about),
        evidence=[
            link
            for key in finding.evidence
            if isinstance(link := _evidence(key, address, sources), Link)
        ],
        overridden_by=[Link(entry, address(entry)) for entry in found.overridden_by],
    )


def _evidence(key: str, address: EntryAddress, sources: Mapping[str, Source]) -> Link | str:
    """Return a link to an entry, or to the source where a room cites that."""
    source = sources.get(key)
    if source is not None:
        return Link(f"{source.publisher} ({key})", source.address) if source.address else key
    return key if key == "contract" else Link(f"Entry {key}", address(key))


def _over(each: OpenQuestion) -> list[str]:
    return [f"Overridden by {', '.join(each.overridden_by)}."] if each.overridden_by else []


def _figure(label: str, formula: str, found: Readiness) -> Figure:
    rules = readiness_rules()
    return Figure(
        label=label,
        mark=EvidenceMark.DERIVED if found.mark is EvidenceMark.LOCAL else found.mark,
        formula=formula,
        inputs=[
            Input("Rules of readiness", f"version {found.version}", rules.mark, "the rules' file"),
            Input("Rules that touch this act", str(len(rules.of_act(found.act))), rules.mark),
        ],
        in_force=date_text(found.in_force_on),
        known=date_text(found.known_on),
        rounding="none: a count",
        anchor=label.lower().replace(" ", "-"),
    )
