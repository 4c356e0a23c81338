"""A contract's outcomes on one screen: promised, seen, judged, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from capitula.outcomes.judging.beside import Stated
from capitula.outcomes.judging.contract_judgement import ContractJudgement
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import better_is, figure
from capitula.outcomes.judging.sentences import three_sentences
from capitula.outcomes.verdict.verdicts import Verdict
from capitula.web.parts import Cell, Column, Link, Table, Tone
from capitula.web.presenters.outcome_words import (
    TONES,
    answer_words,
    registration_tag,
    verdict_tag,
    verdict_words,
)
from capitula.web.wording import date_text

Address = Callable[[str], str]
"""From an identifier to an address that keeps the day."""


@dataclass(frozen=True, slots=True)
class Why:
    """A verdict with its three sentences, and where its figures are."""

    title: str
    words: str
    tone: Tone
    sentences: tuple[str, str, str]
    link: Link


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, and the entry that holds it where there is one."""

    text: str
    entry: Link | None


def measures_set(found: ContractJudgement, address: Address) -> Table:
    """Return what was set to be measured: which way is better, what matters, when and by whom."""
    return Table(
        "Measures set, and whether beforehand",
        [
            Column("Measure"),
            Column("Better is"),
            Column("Smallest effect that matters"),
            Column("Set on, and by whom"),
            Column("Beforehand?"),
        ],
        [
            (
                Link(each.measure.name, address(each.measure.id)),
                better_is(each.measure),
                _smallest(each),
                f"{date_text(each.frozen.registered_on)}, {each.frozen.registered_by}",
                registration_tag(each.frozen),
            )
            for each in found.judgements
        ],
        note="A measure that was set after its data were seen is marked so for ever.",
        missing="none set",
    )


def verdicts(found: ContractJudgement, address: Address) -> Table:
    """Return a row a measure: what it is for, and its verdict."""
    return Table(
        "A verdict for each measure",
        [Column("Measure"), Column("What it is for"), Column("Verdict")],
        [
            (Link(each.measure.name, address(each.measure.id)), str(each.measure.role), _tag(each))
            for each in found.judgements
        ],
        note="Verdicts are never averaged: the primary measure speaks for the contract, and every "
        "balancing measure that got worse is named beside it.",
    )


def whys(found: ContractJudgement, address: Address) -> list[Why]:
    """Return the sentences of each verdict, but for measures that are only shown."""
    return [
        Why(
            f"{each.measure.name}, {each.place}",
            verdict_words(each),
            TONES[each.decision.verdict],
            three_sentences(each),
            Link("Figures, comparison and tests", address(each.measure.id)),
        )
        for each in found.judgements
        if each.shown is None
    ]


def only_shown(found: ContractJudgement, address: Address) -> Table | None:
    """Return the yearly measures: first and last year, beside the middle council."""
    rows = [_shown_row(each, address) for each in found.judgements if each.shown is not None]
    if not rows:
        return None
    return Table(
        "Shown, not judged",
        [
            Column("Measure"),
            Column("First year"),
            Column("Middle council", numeric=True),
            Column("Last year"),
            Column("Middle council then", numeric=True),
            Column("Years before the start", numeric=True),
        ],
        [row for row in rows if row],
        note="It takes eight periods before a start to say what would have happened otherwise. "
        "These have fewer, so no verdict is given and none is hinted at.",
        missing="no figure",
    )


def beside(found: ContractJudgement, entry: Address) -> tuple[list[Said], list[Said]]:
    """Return safety and quality, then what was published with how the figures stand to it."""
    entries = {each.sentence(): each.entry for each in _stated(found)}
    published = {each.sentence() for each in found.beside.published}
    sentences = found.beside.sentences([found.verdict] if found.verdict else [])
    said = [
        Said(
            text, Link(f"Entry {entries[text]}", entry(entries[text])) if text in entries else None
        )
        for text in sentences
    ]
    first = next((n for n, each in enumerate(said) if each.text in published), len(said))
    return said[:first], said[first:]


def bias(found: ContractJudgement) -> Table | None:
    """Return the signalling questions with the answers of every measure that was fitted."""
    judged = [each for each in found.judgements if each.prepared is not None]
    if not judged:
        return None
    rows = [
        (question.question.text, *(answer_words(each.signalling[n]) for each in judged))
        for n, question in enumerate(judged[0].signalling)
    ]
    waiting = sum(each.is_open for each in judged[0].signalling)
    return Table(
        "Signalling questions after ROBINS-I",
        [Column("Question"), *(Column(each.measure.name) for each in judged)],
        rows,
        note=f"No grade is made. {waiting} of {len(rows)} questions of {judged[0].measure.name} "
        "cannot be answered from data and are put to a person. The page of each measure says what "
        "an answer rests on.",
        compact=True,
    )


def _stated(found: ContractJudgement) -> tuple[Stated, ...]:
    return (*found.beside.safety, *found.beside.published)


def _smallest(each: Judgement) -> str | None:
    effect = each.measure.smallest_effect
    return None if effect is None else f"{effect} {each.measure.unit}"


def _tag(each: Judgement) -> str:
    shown = verdict_tag(each)
    if each.decision.verdict is Verdict.CANNOT_BE_JUDGED and each.shown is not None:
        return shown + " shown only"
    return shown


def _shown_row(each: Judgement, address: Address) -> tuple[Cell, ...] | None:
    shown = each.shown
    years = [year for year in shown.years if year.value is not None] if shown else []
    if shown is None or not years:
        return None
    first, last = years[0], years[-1]
    return (
        Link(each.measure.name, address(each.measure.id)),
        f"{_figure(first.value)} in {first.year}",
        _figure(first.middle),
        f"{_figure(last.value)} in {last.year}",
        _figure(last.middle),
        str(shown.before),
    )


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else figure(float(value))
