"""Sign-off per stage of the business case and per party; there is no single flag "approved"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.agreement.kinds import PositionTaken, Stance
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.signing_kinds import (
    CaseStage,
    CaseStageStated,
    Signature,
    SignOffStated,
    Validity,
)
from capitula.agreement.telling import Voice, begins, since, told, voice
from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.view import View

NOTHING = "nothing recorded"
_READ_AS = {Stance.NOT_SIGNED: Signature.NOT_SIGNED, Stance.CONDITIONAL: Signature.CONDITIONAL}


@dataclass(frozen=True, slots=True)
class Signing:
    """What one party did with one stage, by the statement known last; its own before another's."""

    party: str
    signature: Signature
    claim: Claim
    voice: Voice
    conditions: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the signing for machines."""
        return {
            "party": self.party,
            "signature": str(self.signature),
            "conditions": self.conditions or None,
            "from": since(self.claim),
            "voice": str(self.voice),
            **told(self.claim),
        }


@dataclass(frozen=True, slots=True)
class StageSignOff:
    """One stage: its dates, who did what with it, and of whom nothing is recorded.

    Attributes:
        stage: the stage.
        due: by when it is to be handed in, as planned or stated last; None if nobody says.
        stated: how far it has come, as stated last; None if nobody says.
        signings: one for each party of which something is recorded.
        nothing_of: the parties of which nothing is recorded, which is not the same as not asked.
        lapsed: whether its validity had run out on the day.
    """

    stage: CaseStage
    due: Claim | None
    stated: Claim | None
    signings: tuple[Signing, ...]
    nothing_of: tuple[str, ...]
    lapsed: bool

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of the stage."""
        return bool(self.due or self.stated or self.signings)

    @property
    def due_text(self) -> str:
        """By when it is to be handed in; empty if nobody says."""
        body = self._body
        if body and body.due:
            return str(body.due)
        return str(self.due.value.date) if self.due and self.due.value.date else ""

    @property
    def submitted_text(self) -> str:
        """When it was handed in; empty if nobody says."""
        body = self._body
        return str(body.submitted) if body and body.submitted else ""

    @property
    def validity_text(self) -> str:
        """Whether it holds, and until when."""
        body = self._body
        if body is None:
            return ""
        words = "lapsed" if self.lapsed else body.validity.words
        until = (
            f" until {date_text(body.valid_until)}" if body.valid_until and not self.lapsed else ""
        )
        return words + until

    @property
    def _body(self) -> CaseStageStated | None:
        body = self.stated.body if self.stated else None
        return body if isinstance(body, CaseStageStated) else None

    def as_json(self) -> dict[str, object]:
        """Return the stage for machines."""
        return {
            "stage": str(self.stage),
            "due": self.due_text or None,
            "due_entry": self.due.entry if self.due else None,
            "submitted": self.submitted_text or None,
            "validity": self.validity_text or None,
            "signings": [signing.as_json() for signing in self.signings],
            "nothing_recorded_of": list(self.nothing_of),
        }


def sign_off(
    view: View,
    parties: Mapping[str, str],
    asked: Sequence[str],
    due: Mapping[str, Claim],
) -> tuple[StageSignOff, ...]:
    """Return every stage of the business case in a view, in order.

    Args:
        view: the record at two dates.
        parties: the contract's parties, identifier to name.
        asked: the parties whose signature a stage would need.
        due: plans of handing a stage in, by the words of the stage.
    """
    told_of = list(_signings(view, parties))
    return tuple(
        _stage(view, stage, [s for of, s in told_of if of is stage], asked, due.get(stage.words))
        for stage in CaseStage
    )


def latest_signings(view: View) -> dict[str, Signing]:
    """Return what each party did last of itself, at the last stage at which it did anything."""
    found: dict[str, tuple[int, Signing]] = {}
    for of, signing in _signings(view, {}):
        rank = list(CaseStage).index(of)
        before = found.get(signing.party)
        if signing.voice is Voice.FOR_IT or not isinstance(signing.claim.body, SignOffStated):
            continue
        if before is None or (rank, _moment(signing)) >= (before[0], _moment(before[1])):
            found[signing.party] = rank, signing
    return {party: signing for party, (_, signing) in found.items()}


def _signings(view: View, parties: Mapping[str, str]) -> Iterator[tuple[CaseStage, Signing]]:
    """A position on a stage is a sign-off of it: not signed says no more than that."""
    for claim in view.claims:
        party = claim.envelope.about
        if not claim.envelope.in_force.may_cover(view.in_force_on):
            continue
        match claim.body:
            case SignOffStated() as body:
                if claim.entry not in view.superseded:
                    said = voice(claim, party, parties)
                    yield body.stage, Signing(party, body.signature, claim, said, body.conditions)
            case PositionTaken() as body if body.stance in _READ_AS:
                for stage in CaseStage:
                    if stage.words in body.on:
                        said = voice(claim, party, parties)
                        yield stage, Signing(party, _READ_AS[body.stance], claim, said)
            case _:
                continue


def _stage(
    view: View, stage: CaseStage, told_of: list[Signing], asked: Sequence[str], due: Claim | None
) -> StageSignOff:
    last: dict[str, Signing] = {}
    for signing in sorted(told_of, key=lambda s: (s.voice is not Voice.FOR_IT, *_moment(s))):
        last[signing.party] = signing
    stated = [
        c
        for c in view.of_kind(CaseStageStated.kind)
        if isinstance(c.body, CaseStageStated)
        and c.body.stage is stage
        and c.entry not in view.superseded
    ]
    latest = max(stated, key=lambda c: (begins(c), c.envelope.known.last), default=None)
    body = latest.body if latest else None
    ends = body.valid_until if isinstance(body, CaseStageStated) else None
    return StageSignOff(
        stage,
        due,
        latest,
        tuple(last.values()),
        tuple(party for party in asked if party not in last),
        bool(ends and ends.is_before(view.in_force_on)),
    )


def _moment(signing: Signing) -> tuple[date, date, int]:
    envelope = signing.claim.envelope
    return begins(signing.claim), envelope.known.last, envelope.sequence


def sign_off_sheets(found: tuple[StageSignOff, ...]) -> tuple[Sheet, ...]:
    """Return the stages for reading: their dates, then who did what with each."""
    known = [stage for stage in found if stage.is_known]
    stages = Sheet(
        "Stages of the business case",
        ("Stage", "Due", "Submitted", "Validity", "Signed", "Short of it", "Nothing recorded"),
        tuple(
            Row(
                (
                    stage.stage.words,
                    stage.due_text or "not stated",
                    stage.submitted_text or "not stated",
                    stage.validity_text or "not stated",
                    str(sum(s.signature is Signature.SIGNED for s in stage.signings)),
                    str(sum(s.signature is not Signature.SIGNED for s in stage.signings)),
                    str(len(stage.nothing_of)),
                ),
                stage.due.entry if stage.due else "",
            )
            for stage in found
        ),
        (
            "Counts of parties. Short of it: conditional, declined, not signed, abstained, not "
            "asked or lapsed. A signature is a party's, at a stage; no stage is called approved "
            "by a count.",
        ),
        tuple(_questions(found)),
    )
    return (stages, *(_parties(stage) for stage in known if stage.signings))


def _parties(stage: StageSignOff) -> Sheet:
    rows = [
        Row(
            (
                s.party,
                s.signature.words + (f": {s.conditions}" if s.conditions else ""),
                since(s.claim),
                f"{s.voice}: {s.claim.envelope.speaker}",
                s.claim.envelope.known.last.isoformat(),
            ),
            s.claim.entry,
        )
        for s in stage.signings
    ]
    rows += [Row((party, NOTHING, "", "", "")) for party in stage.nothing_of]
    notes = ("Nothing recorded is not the same as not asked, nor as not signed.",)
    return Sheet(
        f"{stage.stage.words.capitalize()}, by party",
        ("Party", "Signature", "When", "Whose words", "Known by"),
        tuple(rows),
        notes,
    )


def _questions(found: tuple[StageSignOff, ...]) -> Iterator[str]:
    for stage in found:
        name = stage.stage.words
        if not stage.is_known:
            yield f"Was there {_article(name)} {name}, and who was asked to sign it?"
            continue
        if not stage.submitted_text:
            yield f"When was the {name} submitted, and to whom?"
        if stage.stated is None or stage.validity_text == Validity.NOT_JUDGED.words:
            yield f"Who judged the {name} valid, and until when?"
        if stage.nothing_of and stage.signings:
            yield f"Which of the other {len(stage.nothing_of)} parties signed the {name}?"


def _article(name: str) -> str:
    return "an" if name[0] in "aeiou" else "a"
