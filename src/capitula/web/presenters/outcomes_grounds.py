"""What a verdict rests on beside its figures: terms, breaks, areas left out, rules, questions."""

from __future__ import annotations

from collections import Counter

from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.judging.explaining import rules_applied
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import method_name
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.own_rules import own_rules
from capitula.reports.judgement.own_chart import breaks_of
from capitula.web.parts import Column, Link, Table, Term
from capitula.web.presenters.outcome_words import answer_words
from capitula.web.presenters.outcomes_contract import Address


def breaks(judgement: Judgement) -> Table | None:
    """Return the breaks of the place, each with what it is taken for; None where none was found."""
    rows = [
        (
            period_name(each.time),
            str(each.classed),
            "yes" if each.bars_judgement else "no",
            each.words,
        )
        for each in breaks_of(judgement)
    ]
    if not rows:
        return None
    return Table(
        "Breaks in the data of this place",
        [
            Column("Month"),
            Column("Taken for"),
            Column("Bars a judgement?"),
            Column("What was found"),
        ],
        rows,
    )


def break_sentences(judgement: Judgement) -> tuple[str, ...]:
    """Return what the screen says of the donors, and of the place where it found nothing."""
    screened = judgement.screened
    if screened is None:
        return ()
    told = {each.words for each in breaks_of(judgement)}
    return tuple(each for each in screened.sentences() if each not in told)


def left_out(judgement: Judgement) -> Table | None:
    """Return the areas that left the comparison, each with its reason."""
    prepared = judgement.prepared
    if prepared is None or not prepared.left_out:
        return None
    counts = Counter(each.why.split(":")[0] for each in prepared.left_out)
    summary = "; ".join(f"{number}: {why}" for why, number in counts.items())
    return Table(
        f"{len(prepared.left_out)} areas left out of the comparison",
        [Column("Area"), Column("Why"), Column("Evidence"), Column("Source")],
        [(each.area, each.why, str(each.mark), each.source or None) for each in prepared.left_out],
        note=f"{summary}.",
        compact=True,
        missing="the figures",
    )


def rules(judgement: Judgement) -> Table:
    """Return the rules in order, up to the one that held."""
    return Table(
        "The rules, in order, up to the one that holds",
        [Column("Rule"), Column("Verdict"), Column("Holds?"), Column("Because")],
        [
            (str(number), name, "holds" if held else "does not hold", why or None)
            for number, name, held, why in rules_applied(judgement)
        ],
        missing="see the verdict",
    )


def questions(judgement: Judgement, entry: Address) -> Table | None:
    """Return every signalling question with its answer, what it rests on and who answered."""
    if not judgement.signalling:
        return None
    return Table(
        "Signalling questions after ROBINS-I, with what each answer rests on",
        [Column("Question"), Column("Answer"), Column("Because"), Column("Answered by")],
        [
            (
                each.question.text,
                answer_words(each),
                None if each.is_open else each.because,
                Link(each.by, entry(each.entry)) if each.entry else each.by or None,
            )
            for each in judgement.signalling
        ],
        note="No grade is made.",
        compact=True,
        missing="nobody yet",
    )


def terms(judgement: Judgement, entry: Address) -> list[Term]:
    """Return what was fixed: who stands for it, when it must show, what decides, and the digest."""
    frozen, judged = judgement.frozen, judgement.measure.judged
    found = [
        Term(
            "Registered",
            " ".join(frozen.sentences()),
            action=Link("Entry", entry(frozen.entry)) if frozen.entry else None,
        )
    ]
    if judgement.measure.smallest_effect_why:
        why = judgement.measure.smallest_effect_why
        found.append(Term("Why that effect matters", why, mark=judgement.measure.mark))
    if judged is not None:
        found += _judged(judged)
    found += [Term(name, words) for name, words in own_rules(judgement.measure)]
    found.append(Term("Digest of the terms", frozen.terms_digest, note="SHA-256"))
    return found


def _judged(terms: JudgingTerms) -> list[Term]:
    beside = ", ".join(map(method_name, terms.tests.beside))
    due = terms.effect_due.text if terms.effect_due else "from the start"
    return [
        Term("Compared with", terms.donors.rule, note=_without(terms)),
        Term("Method that decides", method_name(terms.tests.method), note=f"beside it: {beside}"),
        Term("Effect expected", due),
        Term("Windows", f"{terms.windows.periods} months each"),
        Term("False claims borne", f"{terms.tests.alpha}", note=str(terms.tests.family)),
    ]


def _without(terms: JudgingTerms) -> str:
    named = [each.programme or each.area or "" for each in terms.donors.without]
    return f"left out: {', '.join(named)}" if named else ""
