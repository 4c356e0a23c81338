"""Where each party stands, over time: its own dated series, and apart what others said for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from capitula.agreement.kinds import PositionTaken
from capitula.agreement.rules import cited
from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.telling import Voice, begins, since, told, voice
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Position:
    """One statement of where a party stands.

    Attributes:
        claim: the entry.
        body: the position.
        voice: whose words it is.
        stands: whether it is in force and nothing visible has taken its place.
    """

    claim: Claim
    body: PositionTaken
    voice: Voice
    stands: bool

    def as_json(self) -> dict[str, object]:
        """Return the position for machines."""
        return {
            "from": since(self.claim),
            "stance": str(self.body.stance),
            "on": self.body.on,
            "voice": str(self.voice),
            "stands": self.stands,
            **told(self.claim),
        }


@dataclass(frozen=True, slots=True)
class PartyPositions:
    """One party's positions.

    Attributes:
        party: the party.
        series: every position told of it, in order of when it held.
        own: what stands now by its own words or reports of it; None where only others spoke.
        for_it: what others said for it, which stands beside.
    """

    party: str
    series: tuple[Position, ...]
    own: Position | None
    for_it: tuple[Position, ...]

    def as_json(self) -> dict[str, object]:
        """Return the party's positions for machines."""
        return {
            "party": self.party,
            "own": self.own.as_json() if self.own else None,
            "for_it": [position.as_json() for position in self.for_it],
            "series": [position.as_json() for position in self.series],
        }


def positions(view: View, parties: Mapping[str, str]) -> tuple[PartyPositions, ...]:
    """Return every party's positions in a view, in order of the record.

    Args:
        view: the record at two dates.
        parties: the contract's parties, identifier to name.
    """
    by_party: dict[str, list[Claim]] = {}
    for claim in view.of_kind(PositionTaken.kind):
        if claim.body is not None:
            by_party.setdefault(claim.envelope.about, []).append(claim)
    standing = {claim.entry for claim in view.standing}
    return tuple(_party(view, p, claims, standing, parties) for p, claims in by_party.items())


def _party(
    view: View, party: str, claims: list[Claim], standing: set[str], parties: Mapping[str, str]
) -> PartyPositions:
    ordered = sorted(claims, key=lambda c: (begins(c), c.envelope.known.last, c.envelope.sequence))
    series = tuple(
        Position(c, c.body, voice(c, party, parties), c.entry in standing)
        for c in ordered
        if isinstance(c.body, PositionTaken)
    )
    item = view.item(party, PositionTaken.stated_property)
    current = item.current.entry if item and not item.current.spoken_by_proxy else None
    return PartyPositions(
        party,
        series,
        next((p for p in series if p.claim.entry == current), None),
        tuple(p for p in series if p.voice is Voice.FOR_IT and p.stands),
    )


def position_sheets(found: tuple[PartyPositions, ...]) -> tuple[Sheet, ...]:
    """Return the positions for reading: where each stands, then each series."""
    now = Sheet(
        "Where each party stands",
        ("Party", "Its own position, or as reported", "Since", "Said for it by another"),
        tuple(_now(each) for each in found),
        (cited("own_position"),),
        tuple(f"Where does {p.party} stand in its own words?" for p in found if p.own is None),
        "No party's position was known by that day.",
    )
    return (now, *(_series(each) for each in found if len(each.series) > 1))


def _now(each: PartyPositions) -> Row:
    own, beside = each.own, each.for_it
    return Row(
        (
            each.party,
            _own(own) if own else "none known in its own words",
            since(own.claim) if own else "",
            "; ".join(f"{_words(p)} (by {p.claim.envelope.speaker})" for p in beside),
        ),
        own.claim.entry if own else beside[-1].claim.entry if beside else "",
    )


def _series(each: PartyPositions) -> Sheet:
    return Sheet(
        f"{each.party}, position by position",
        ("From", "Position", "On", "Whose words", "Known by"),
        tuple(
            Row(
                (
                    since(p.claim),
                    p.body.stance.words,
                    p.body.on,
                    f"{p.voice}: {p.claim.envelope.speaker}",
                    p.claim.envelope.known.last.isoformat(),
                ),
                p.claim.entry,
            )
            for p in each.series
        ),
    )


def _own(position: Position) -> str:
    """Return the party's own position; one that was only reported of it names who reported."""
    words = _words(position)
    if position.voice is Voice.OWN:
        return words
    return f"{words} (reported by {position.claim.envelope.speaker})"


def _words(position: Position) -> str:
    return f"{position.body.stance.words}: {position.body.on}"
