"""Conflicts of interest by agenda item: who had one, who stood aside, and was there a quorum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from capitula.agreement.public_kinds import AgendaItemTaken, InterestDeclared, MemberRecused
from capitula.agreement.rules import cited, rule
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import told
from capitula.ground.date_words import date_text
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Item:
    """One agenda item with its quorum counted again.

    Attributes:
        claim: the entry.
        body: the item.
        conflicted: members present with an interest in a body on which it bears, and that interest.
        recused: members who took no part.
        not_recused: members with an interest who took part.
        voting: how many took part.
        is_quorate: whether that is a quorum; None where the quorum is not stated.
    """

    claim: Claim
    body: AgendaItemTaken
    conflicted: tuple[tuple[str, Claim], ...]
    recused: tuple[str, ...]
    not_recused: tuple[str, ...]
    voting: int
    is_quorate: bool | None

    def as_json(self) -> dict[str, object]:
        """Return the item for machines."""
        return {
            "item": self.claim.envelope.about,
            "meeting": self.body.meeting,
            "on": str(self.body.on),
            "concerns": list(self.body.concerns),
            "present": list(self.body.present),
            "conflicted": [
                {"member": member, "interest": claim.value.text, **told(claim)}
                for member, claim in self.conflicted
            ],
            "recused": list(self.recused),
            "not_recused": list(self.not_recused),
            "voting": self.voting,
            "quorum": self.body.quorum,
            "quorate": self.is_quorate,
            "decision": self.body.decision or None,
            "outcome": self.body.outcome or None,
            **told(self.claim),
        }


def items(view: View) -> tuple[Item, ...]:
    """Return every agenda item in a view with its conflicts.

    An interest counts on the day of the item, whether it was declared by then or came out since:
    what matters is what was known by the day as known on.
    """
    interests = [
        c
        for c in view.claims
        if isinstance(c.body, InterestDeclared) and c.entry not in view.superseded
    ]
    return tuple(
        _item(view, claim, claim.body, interests)
        for claim in view.claims
        if isinstance(claim.body, AgendaItemTaken) and claim.entry not in view.superseded
    )


def _item(view: View, claim: Claim, body: AgendaItemTaken, interests: Sequence[Claim]) -> Item:
    day = body.on.earliest or body.on.latest or view.in_force_on
    conflicted = tuple(_conflicted(body, interests, day))
    about = claim.envelope.about
    recused = tuple(
        dict.fromkeys(
            c.body.member
            for c in view.claims
            if isinstance(c.body, MemberRecused)
            and c.envelope.about == about
            and c.entry not in view.superseded
        )
    )
    aside = set(recused)
    voting = sum(member not in aside for member in body.present)
    return Item(
        claim,
        body,
        conflicted,
        recused,
        tuple(dict.fromkeys(member for member, _ in conflicted if member not in aside)),
        voting,
        None if body.quorum is None else voting >= body.quorum,
    )


def _conflicted(
    body: AgendaItemTaken, interests: Sequence[Claim], day: date
) -> Iterator[tuple[str, Claim]]:
    for member in dict.fromkeys(body.present):
        for claim in interests:
            held = claim.body
            if (
                isinstance(held, InterestDeclared)
                and claim.envelope.about == member
                and held.interest_in in body.concerns
                and claim.envelope.in_force.may_cover(day)
            ):
                yield member, claim


def interest_findings(found: Sequence[Item]) -> Iterator[Finding]:
    """Return the decisions that a member with an interest took part in, or without a quorum."""
    law = rule("recusal")
    for item in found:
        if not (item.body.decision or item.body.outcome):
            continue
        about, evidence = item.claim.envelope.about, (item.claim.entry,)
        if item.not_recused:
            held = tuple(c.entry for m, c in item.conflicted if m in item.not_recused)
            members = ", ".join(item.not_recused)
            yield Finding(
                "conflict not recused",
                "agreement",
                "blocks",
                about,
                f"{item.body.meeting}, {date_text(item.body.on)}: decided with {members} taking "
                f"part, who had an interest in it. Rule {law.id}, {law.mark}.",
                (*evidence, *held),
                "the decision taken again without them, or a record of their standing aside",
            )
        if item.is_quorate is False:
            yield Finding(
                "not quorate",
                "agreement",
                "warns",
                about,
                f"{item.body.meeting}, {date_text(item.body.on)}: {item.voting} took part, and "
                f"{item.body.quorum} make a quorum; whoever stands aside is not counted.",
                evidence,
                "the decision taken again with a quorum",
            )


def interest_sheets(view: View, found: Sequence[Item]) -> tuple[Sheet, ...]:
    """Return the items with their conflicts, and the interests on record."""
    declared = [c for c in view.standing if isinstance(c.body, InterestDeclared)]
    return (
        Sheet(
            "Agenda items, with the quorum counted again",
            ("Item", "Meeting", "On", "With an interest", "Stood aside", "Took part", "Quorum"),
            tuple(
                Row(
                    (
                        i.claim.envelope.about,
                        i.body.meeting,
                        str(i.body.on),
                        ", ".join(dict.fromkeys(m for m, _ in i.conflicted)) or "none on record",
                        ", ".join(i.recused) or "nobody",
                        str(i.voting),
                        _quorum(i),
                    ),
                    i.claim.entry,
                )
                for i in found
            ),
            (cited("recusal"),),
            ()
            if found
            else ("Who took part in each decision, with which interests, and who stood aside?",),
            "No agenda item was on record by that day.",
        ),
        Sheet(
            "Interests on record",
            ("Member, by office", "Interest in", "Nature", "Declared"),
            tuple(
                Row(
                    (
                        c.envelope.about,
                        c.body.interest_in,
                        c.body.nature,
                        str(c.body.declared or "not declared"),
                    ),
                    c.entry,
                )
                for c in declared
                if isinstance(c.body, InterestDeclared)
            ),
            (),
            (),
            "No interest was on record by that day.",
        ),
    )


def _quorum(item: Item) -> str:
    if item.is_quorate is None:
        return "not stated"
    return f"{item.body.quorum}: {'met' if item.is_quorate else 'NOT MET'}"
