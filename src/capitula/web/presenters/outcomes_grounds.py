"""What a verdict rests on beside its figures: terms, breaks, areas left out, rules, questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from capitula.outcomes.breaks.sentences import period_name
from capitula.outcomes.donors.programmes import LeftOut
from capitula.outcomes.judging.explaining import rules_applied
from capitula.outcomes.judging.judgement import Judgement
from capitula.outcomes.judging.numbers import method_name
from capitula.outcomes.judging_terms import JudgingTerms
from capitula.outcomes.own_rules import own_rules
from capitula.reports.judgement.own_chart import breaks_of
from capitula.web.parts import Column, Link, Table, Term
from capitula.web.presenters.outcome_words import answer_words
from capitula.web.presenters.outcomes_contract import Address


def breaks(judgement: Judgement) -> list[Term]:
    """Return the breaks of the place by month, each with what it is taken for."""
    return [
        Term(
            period_name(each.time),
            f"{str(each.classed).capitalize()}. {each.words}",
            note="It bars a judgement." if each.bars_judgement else "It bars no judgement.",
        )
        for each in breaks_of(judgement)
    ]


def break_sentences(judgement: Judgement) -> tuple[str, ...]:
    """Return what the screen says of the donors, and of the place where it found nothing."""
    screened = judgement.screened
    if screened is None:
        return ()
    told = {each.words for each in breaks_of(judgement)}
    said = [each for each in screened.sentences() if each not in told]
    lead = "It read "
    if said and said[0].startswith(lead):
        said[0] = f"The screen read {said[0].removeprefix(lead)}"
    return tuple(said)


def left_out(judgement: Judgement) -> Table | None:
    """Return the areas that left the comparison, each with its reason."""
    prepared = judgement.prepared
    return None if prepared is None else left_out_table(prepared.left_out)


def left_out_table(left: Sequence[LeftOut]) -> Table | None:
    """Return areas that were left out as a table that counts the reasons; None without any."""
    if not left:
        return None
    counts = Counter(each.why.split(":")[0] for each in left)
    summary = "; ".join(f"{number}: {why}" for why, number in counts.items())
    return Table(
        f"{len(left)} areas left out of the comparison",
        [Column("Area"), Column("Why"), Column("Evidence"), Column("Source")],
        [(each.area, each.why, str(each.mark), each.source or None) for each in left],
        note=f"{summary}.",
        compact=True,
        missing="the figures",
    )


def rules(judgement: Judgement) -> list[Term]:
    """Return the rules in order, up to the one that held."""
    return rule_terms(rules_applied(judgement))


def rule_terms(applied: Iterable[tuple[int, str, bool, str]]) -> list[Term]:
    """Return rules as lines: number, verdict, whether it held, why."""
    return [
        Term(
            f"Rule {number}: {name}",
            "holds" if held else "does not hold",
            note=why,
        )
        for number, name, held, why in applied
    ]


def questions(judgement: Judgement, entry: Address) -> list[Term]:
    """Return every signalling question with its answer, what it rests on and who answered."""
    return [
        Term(
            each.question.text,
            answer_words(each).capitalize(),
            note="" if each.is_open else f"{each.because}; answered by {each.by}",
            action=Link(f"Entry {each.entry}", entry(each.entry)) if each.entry else None,
        )
        for each in judgement.signalling
    ]


def terms(judgement: Judgement, entry: Address) -> list[Term]:
    """Return what was fixed: who stands for it, when it must show, what decides, and the digest."""
    frozen, judged = judgement.frozen, judgement.measure.judged
    found = [
        Term(
            "Registered",
            " ".join(frozen.sentences()),
            mark=judgement.measure.mark,
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
