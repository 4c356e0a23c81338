"""Law to come: what is watched, and a switch between the law as it stands and as it would be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from capitula.exit.law_kinds import Held, LawEffect, LawStage, LawWatched
from capitula.programme.kinds import MilestonePlanned
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Effect:
    """What a law bears on, and what holds either way.

    Attributes:
        on: a term, a gate, or a date of the plan.
        what: which.
        as_it_stands: what holds while the law is as it is.
        if_changed: what would hold once it is changed.
        planned: the date now planned for it, where it is a milestone of the plan; empty otherwise.
        claim: the entry.
    """

    on: Held
    what: str
    as_it_stands: str
    if_changed: str
    planned: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Watched:
    """A bill, a policy or a national form.

    Attributes:
        law: what it is called.
        stage: the stage that was last reported.
        text: what is said of it.
        expected: when its next stage was expected, as stated; empty where no date is given.
        versions: every report of it, first known first.
        effects: what it bears on.
    """

    law: str
    stage: LawStage
    text: str
    expected: str
    versions: tuple[Claim, ...]
    effects: tuple[Effect, ...]

    @property
    def pending(self) -> bool:
        """Whether it may still change what holds."""
        return self.stage.pending


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds for one term, gate or date under one state of the law."""

    law: str
    on: Held
    what: str
    holds: str
    entry: str


def watched(view: View) -> tuple[Watched, ...]:
    """Return everything that is watched, with its last stage known by the day."""
    told: dict[str, list[Claim]] = {}
    for claim in view.of_kind(LawWatched.kind):
        if isinstance(claim.body, LawWatched):
            told.setdefault(claim.envelope.about, []).append(claim)
    return tuple(_watched(view, law, claims) for law, claims in told.items())


def _watched(view: View, law: str, claims: list[Claim]) -> Watched:
    versions = tuple(sorted(claims, key=lambda c: (c.envelope.known.last, c.envelope.sequence)))
    body = versions[-1].body
    if not isinstance(body, LawWatched):
        raise TypeError(law)
    expected = str(body.expected) if body.expected else ""
    return Watched(law, body.stage, body.text, expected, versions, _effects(view, law))


def _effects(view: View, law: str) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for claim in view.standing:
        body = claim.body
        if isinstance(body, LawEffect) and claim.envelope.about == law:
            item = view.item(body.what, MilestonePlanned.stated_property)
            planned = item.current.value.text if item and body.on is Held.PLAN else ""
            found.append(
                Effect(body.on, body.what, body.as_it_stands, body.if_changed, planned, claim)
            )
    return tuple(found)


def holding(view: View, changed: Collection[str] = ()) -> tuple[Holding, ...]:
    """Return what holds for every term, gate and date that a watched law bears on.

    Args:
        view: the record at two dates.
        changed: the laws taken as changed, by name; all others stand as they are.

    Raises:
        KeyError: a law that is not watched.
    """
    laws = watched(view)
    strange = set(changed) - {law.law for law in laws}
    if strange:
        raise KeyError(", ".join(sorted(strange)))
    return tuple(
        Holding(
            law.law,
            effect.on,
            effect.what,
            effect.if_changed if law.law in changed else effect.as_it_stands,
            effect.claim.entry,
        )
        for law in laws
        for effect in law.effects
    )
