"""The risk-and-benefit review by service line: produced from what is on record, gaps included.

It holds what was said, by whom, and shows as questions what nobody said. It weighs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from capitula.agreement.concerns import Concern, concerns
from capitula.agreement.following_kinds import Sense
from capitula.agreement.kinds import Stance
from capitula.agreement.matters import Coded, coded
from capitula.agreement.positions import PartyPositions, positions
from capitula.contract.kinds import ScopeStated, ValueStated
from capitula.contract.model import Contract
from capitula.contract.scope import ScopeLine, Standing
from capitula.contract.share_kind import ShareStated
from capitula.ground.marks import EvidenceMark
from capitula.ground.pence import from_pounds, short_text
from capitula.record.claim import Claim
from capitula.record.values import Bound
from capitula.record.view import View

WHOLE = "the contract as a whole"


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing on record: in words, who says so, and what shows it.

    Attributes:
        text: in words.
        by: who says so; the contract file, or a published table, where nobody speaks.
        entry: the entry; empty where none shows it.
        source: the source; empty where there is none.
        mark: how it is known.
    """

    text: str
    by: str
    entry: str = ""
    source: str = ""
    mark: EvidenceMark = EvidenceMark.SOURCED

    def as_json(self) -> dict[str, object]:
        """Return the saying for machines."""
        return {
            "text": self.text,
            "by": self.by,
            "entry": self.entry or None,
            "source": self.source or None,
            "mark": str(self.mark),
        }


@dataclass(frozen=True, slots=True)
class LineReview:
    """What is on record of one service line, or of the whole.

    Attributes:
        line: the line.
        placed: how the contract file and each report place it.
        run_by: who runs it now, by whose account.
        benefits: what was said of a benefit, and of doubts of one.
        risks: what was said of a risk.
        objections: who objects, and where that stands.
        money: what is known of its money, each figure with its basis; never added.
        questions: what is not known.
    """

    line: str
    placed: tuple[Saying, ...]
    run_by: tuple[Saying, ...]
    benefits: tuple[Saying, ...]
    risks: tuple[Saying, ...]
    objections: tuple[Saying, ...]
    money: tuple[Saying, ...]
    questions: tuple[str, ...]

    @property
    def chapters(self) -> tuple[tuple[str, tuple[Saying, ...]], ...]:
        """The parts in the order in which they are read, each with its heading."""
        return (
            ("In scope", self.placed),
            ("Run by", self.run_by),
            ("Benefit", self.benefits),
            ("Risk", self.risks),
            ("Objections", self.objections),
            ("Money", self.money),
        )

    def as_json(self) -> dict[str, object]:
        """Return the line for machines."""
        return {
            "line": self.line,
            "in_scope": [s.as_json() for s in self.placed],
            "run_by": [s.as_json() for s in self.run_by],
            "benefits": [s.as_json() for s in self.benefits],
            "risks": [s.as_json() for s in self.risks],
            "objections": [s.as_json() for s in self.objections],
            "money": [s.as_json() for s in self.money],
            "questions": list(self.questions),
        }


@dataclass(frozen=True, slots=True)
class BenefitReview:
    """The review: the whole first, then line by line."""

    whole: LineReview
    lines: tuple[LineReview, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """Everything that is not known."""
        return tuple(q for line in (self.whole, *self.lines) for q in line.questions)


@dataclass(frozen=True, slots=True)
class Beside:
    """What other rooms know of the lines.

    Attributes:
        transfers: statements that a line moved, or did not, by line.
        moves_to: who took a line over, by line, as such a statement has it; empty where none says.
        figures: published figures by line.
        figure_questions: what those figures leave open, by line.
    """

    transfers: Mapping[str, Sequence[Claim]]
    moves_to: Mapping[str, str]
    figures: Mapping[str, Sequence[Saying]]
    figure_questions: Mapping[str, Sequence[str]]


def benefit_review(view: View, contract: Contract, beside: Beside) -> BenefitReview:
    """Return the review as the record stood.

    Args:
        view: the record at two dates.
        contract: the contract at the same dates.
        beside: what other rooms know of the lines.
    """
    parties = {party.id: party.name for party in contract.parties}
    scope = {line.name: line for line in contract.scope}
    codings = coded(view)
    stand = positions(view, parties)
    names = dict.fromkeys((*scope, *_stated(view), *beside.transfers))
    return BenefitReview(
        _whole(view, codings, stand),
        tuple(_line(view, n, scope.get(n), parties, codings, stand, beside) for n in names),
    )


def _stated(view: View) -> Iterator[str]:
    for claim in view.standing:
        if isinstance(claim.body, ScopeStated):
            yield claim.envelope.about


def _line(  # noqa: PLR0917  # what is known of a line comes from as many places
    view: View,
    name: str,
    line: ScopeLine | None,
    parties: Mapping[str, str],
    codings: Sequence[Coded],
    stand: Sequence[PartyPositions],
    beside: Beside,
) -> LineReview:
    placed = tuple(_placed(view, name, line))
    runs = tuple(_runs(name, line, parties, beside))
    benefits = _coded(codings, name, Sense.BENEFIT, Sense.BENEFIT_DOUBTED)
    risks = _coded(codings, name, Sense.RISK)
    provider = parties.get(line.provided_by or "", "") if line else ""
    objections = tuple(s for each in stand if each.party == provider for s in _against(each))
    money = (*_money(view, name, line), *beside.figures.get(name, ()))
    asked = (
        *_questions(name, placed, runs, benefits, risks, money),
        *beside.figure_questions.get(name, ()),
    )
    questions = tuple({question.casefold(): question for question in reversed(asked)}.values())[
        ::-1
    ]
    return LineReview(name, placed, runs, benefits, risks, objections, money, questions)


def _placed(view: View, name: str, line: ScopeLine | None) -> Iterator[Saying]:
    if line is not None:
        words = line.standing.value.replace("_", " ")
        yield Saying(words, "the contract file", "", line.source or "", line.mark)
    for claim in view.claims:
        if isinstance(claim.body, ScopeStated) and claim.envelope.about == name:
            yield said(claim)


def _runs(
    name: str, line: ScopeLine | None, parties: Mapping[str, str], beside: Beside
) -> Iterator[Saying]:
    for claim in beside.transfers.get(name, ()):
        yield said(claim)
    if line is not None and line.provided_by:
        party = parties.get(line.provided_by, line.provided_by)
        when = "before the contract" if name not in beside.moves_to else "before it moved"
        where = "the contract file"
        yield Saying(f"{party}, {when}", where, "", line.source or "", line.mark)


def _coded(codings: Sequence[Coded], line: str, *senses: Sense) -> tuple[Saying, ...]:
    """What was said of a line; where nothing names a line, of the whole."""
    found = {
        c.claim.entry: said(c.claim, doubt=c.sense is Sense.BENEFIT_DOUBTED)
        for c in codings
        if c.sense in senses and (line in c.lines if c.lines else line == WHOLE)
    }
    return tuple(found.values())


def said(claim: Claim, *, doubt: bool = False) -> Saying:
    """Return an entry as a saying."""
    envelope = claim.envelope
    text = f"doubted: {claim.value.text}" if doubt else claim.value.text
    return Saying(text, envelope.speaker, claim.entry, envelope.source or "", claim.mark)


def _against(each: PartyPositions) -> Iterator[Saying]:
    own = each.own
    if own and own.body.stance not in (Stance.SUPPORT, Stance.CONDITIONAL):
        text = f"{each.party}: {own.body.stance.words} ({own.body.on})"
        envelope = own.claim.envelope
        yield Saying(text, envelope.speaker, own.claim.entry, envelope.source or "", own.claim.mark)


def _money(view: View, name: str, line: ScopeLine | None) -> Iterator[Saying]:
    if line is not None and line.annual_value is not None:
        year = f", {line.price_year} prices" if line.price_year else ", price year not stated"
        price = f", {line.price}" if line.price else ""
        text = f"{short_text(from_pounds(line.annual_value))} a year{year}{price}"
        yield Saying(text, "the contract file", "", line.source or "", line.mark)
    for claim in view.standing:
        if isinstance(claim.body, ValueStated | ShareStated) and claim.envelope.about == name:
            yield said(claim)


def _questions(  # noqa: PLR0917  # one for each part that may be empty
    name: str,
    placed: Sequence[Saying],
    runs: Sequence[Saying],
    benefits: Sequence[Saying],
    risks: Sequence[Saying],
    money: Sequence[Saying],
) -> Iterator[str]:
    words = {saying.text.partition(":")[0] for saying in placed}
    if len(words) > 1:
        yield f"{name}: is it in, partly in or out? Reports differ: {', '.join(sorted(words))}."
    elif words & {Standing.PART.value, "possible"}:
        yield f"{name}: which part of it is in?"
    if not placed:
        yield f"{name}: was it ever to be in the contract? No scope on record names it."
    if not runs:
        yield f"{name}: who runs it now?"
    if not benefits:
        yield f"{name}: which benefit is expected, for whom, by when? Nobody is on record."
    if not risks:
        yield f"{name}: which risks are there to patients, staff and provider? Nobody is on record."
    if not money:
        yield f"{name}: what does it cost a year, and at the prices of which year?"


def _whole(view: View, codings: Sequence[Coded], stand: Sequence[PartyPositions]) -> LineReview:
    values = tuple(
        _named(c)
        for c in view.standing
        if isinstance(c.body, ValueStated | ShareStated) and not _of_a_line(c, view)
    )
    benefits = _coded(codings, WHOLE, Sense.BENEFIT, Sense.BENEFIT_DOUBTED)
    risks = _coded(codings, WHOLE, Sense.RISK)
    objections = (
        *_objectors(concerns(view)),
        *(saying for each in stand for saying in _against(each)),
    )
    return LineReview(
        WHOLE,
        (),
        (),
        benefits,
        risks,
        objections,
        values,
        tuple(_of_whole(benefits, risks, values)),
    )


def _named(claim: Claim) -> Saying:
    """An amount or a share with what it is of, where that is not the contract itself."""
    about, found = claim.envelope.about, said(claim)
    return found if about == "contract" else replace(found, text=f"{about}: {found.text}")


def _of_a_line(claim: Claim, view: View) -> bool:
    return claim.envelope.about in set(_stated(view))


def _of_whole(
    benefits: Sequence[Saying], risks: Sequence[Saying], values: Sequence[Saying]
) -> Iterator[str]:
    if not benefits:
        yield "Which benefit is the contract to bring, for whom, by when?"
    else:
        yield "By which measure, baseline and date is each benefit to be shown, and who says so?"
    if not risks:
        yield "Which risks does the contract bring, and who carries each?"
    else:
        yield "Who answers for each risk, and what is done about it?"
    if any("not stated" in value.text for value in values):
        yield "What is each amount an amount of: a year, the whole term, at which prices?"


def _objectors(found: Sequence[Concern]) -> Iterator[Saying]:
    """One line for whoever raised concerns: how many people, how many concerns, how many open."""
    by_raiser: dict[str, list[Concern]] = {}
    for concern in found:
        by_raiser.setdefault(concern.body.raised_by, []).append(concern)
    for raiser, raised in by_raiser.items():
        counted = next((c for c in raised if c.body.how_many is not None), None)
        people = ""
        if counted:
            bound = counted.body.bound
            people = f" ({'' if bound is Bound.EXACT else f'{bound} '}{counted.body.how_many})"
        open_ = sum(concern.state.is_open for concern in raised)
        first = raised[0].claim
        yield Saying(
            f"{raiser}{people}: {len(raised)} {'concern' if len(raised) == 1 else 'concerns'}, "
            f"{open_} open",
            first.envelope.speaker,
            first.entry,
            first.envelope.source or "",
            first.mark,
        )
