"""Staff out and back, by group and number: bounds as intervals, terms, duties. Never a name.

Those who went out and those who come back are counted at different times, by different people, and
are two sums: neither is taken from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from capitula.agreement.kinds import Reply, ReplyGiven
from capitula.contract.model import Contract
from capitula.contract.rules.ruleset import load_ruleset
from capitula.exit.staff_kinds import StaffInformed, StaffTermsStated, TermsState
from capitula.exit.transfer_kinds import Direction, StaffTransferred
from capitula.ground.marks import EvidenceMark
from capitula.record.claim import Claim
from capitula.record.values import Bound
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class People:
    """A number of people, from `least` to `most`; no bound above where `most` is None."""

    least: int
    most: int | None

    def __add__(self, other: People) -> People:
        """Add as intervals: least to least, most to most."""
        most = None if self.most is None or other.most is None else self.most + other.most
        return People(self.least + other.least, most)

    @property
    def is_small(self) -> bool:
        """Whether it may not be shown as it is (`staff_bounds.small`)."""
        least_shown = load_ruleset("staff_bounds")["small"]["least_shown"].whole
        return self.most is not None and 0 < self.most < least_shown

    def __str__(self) -> str:
        if self.is_small:
            return f"fewer than {load_ruleset('staff_bounds')['small']['least_shown'].whole}"
        if self.most is None:
            return f"{self.least} or more"
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


NOBODY = People(0, 0)


def people(number: int, bound: Bound) -> People:
    """Return the interval that a number with its bound stands for (`staff_bounds`).

    >>> str(people(240, Bound.ABOUT)), str(people(200, Bound.MORE_THAN))
    ('235 to 245', '201 or more')
    """
    unit = _unit(number)
    match bound:
        case Bound.EXACT:
            return People(number, number)
        case Bound.ABOUT:
            half = unit * load_ruleset("staff_bounds")["about"]["half_units"].whole // 2
            return People(max(0, number - half), number + half)
        case Bound.ALMOST:
            width = unit * load_ruleset("staff_bounds")["almost"]["units"].whole
            return People(max(0, number - width), max(0, number - 1))
        case Bound.MORE_THAN:
            return People(number + 1, None)
        case Bound.AT_LEAST:
            return People(number, None)
        case Bound.AT_MOST:
            return People(0, number)


def total(counts: Iterable[People]) -> People:
    """Return the sum of counts, as intervals."""
    found = NOBODY
    for count in counts:
        found = found + count
    return found


def _unit(number: int) -> int:
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit


@dataclass(frozen=True, slots=True)
class StaffMove:
    """A group of staff that moved, or is to.

    Attributes:
        group: the group, in the words of the record or the contract.
        direction: out to the holder, or back.
        happened: false while it is only expected.
        number: how many, as an interval; None where no number is given.
        stated: the number as stated, or that none is.
        within: the groups named within it.
        giver: the employer before.
        receiver: the employer after.
        entry: the entry; empty where the contract file has it.
        mark: how it is known.
    """

    group: str
    direction: Direction
    happened: bool
    number: People | None
    stated: str
    within: tuple[str, ...]
    giver: str
    receiver: str
    entry: str
    mark: EvidenceMark


@dataclass(frozen=True, slots=True)
class Staff:
    """What is known of staff.

    Attributes:
        moves: groups out, then groups back.
        terms: entries on their terms that stand.
        duties: entries on what they are owed that stand, undertakings among them.
    """

    moves: tuple[StaffMove, ...]
    terms: tuple[Claim, ...]
    duties: tuple[Claim, ...]

    def going(self, direction: Direction) -> tuple[StaffMove, ...]:
        """Return the groups that go one way."""
        return tuple(move for move in self.moves if move.direction is direction)

    def number(self, direction: Direction) -> People | None:
        """Return how many go one way, over the groups with a number; None where none has one."""
        counts = [move.number for move in self.going(direction) if move.number is not None]
        return total(counts) if counts else None

    @property
    def two_tier(self) -> tuple[Claim, ...]:
        """The entries by which two sets of terms stand side by side."""
        return tuple(c for c in self.terms if _state(c) is TermsState.TWO_TIER)

    @property
    def may_become_two_tier(self) -> bool:
        """Whether staff come back and nothing says that terms were brought into line."""
        return bool(self.going(Direction.BACK)) and not self.terms


def staff(view: View, contract: Contract) -> Staff:
    """Return the moves of staff, their terms, and what they are owed, as known on the day."""
    moves = [*_recorded(view)]
    told = {move.direction for move in moves}
    moves += [m for m in _in_contract(contract) if m.direction not in told]
    order = list(Direction)
    return Staff(
        tuple(sorted(moves, key=lambda m: order.index(m.direction))),
        tuple(c for c in view.standing if isinstance(c.body, StaffTermsStated)),
        tuple(c for c in view.standing if _is_duty(c)),
    )


def _recorded(view: View) -> Iterator[StaffMove]:
    for item in view.items:
        claim, body = item.current, item.current.body
        if isinstance(body, StaffTransferred):
            number = None if body.number is None else people(body.number, body.bound)
            yield StaffMove(
                item.subject,
                body.direction,
                body.happened,
                number,
                _as_stated(body.number, body.bound),
                body.groups,
                body.from_body,
                body.to_body,
                claim.entry,
                claim.mark,
            )


def _in_contract(contract: Contract) -> Iterator[StaffMove]:
    names = {party.id: party.name for party in contract.parties}
    for move in contract.staff_transfers:
        count = move.headcount
        yield StaffMove(
            move.group,
            Direction(move.direction.value),
            happened=False,
            number=None if count is None else people(count, Bound.EXACT),
            stated=_as_stated(count, Bound.EXACT),
            within=(),
            giver=names.get(move.giver or "", ""),
            receiver=names.get(move.receiver or "", ""),
            entry="",
            mark=move.mark,
        )


def _as_stated(number: int | None, bound: Bound) -> str:
    if number is None:
        return "not stated"
    if people(number, bound).is_small:
        return str(people(number, bound))
    return str(number) if bound is Bound.EXACT else f"{bound} {number}"


def _state(claim: Claim) -> TermsState | None:
    return claim.body.terms if isinstance(claim.body, StaffTermsStated) else None


def _is_duty(claim: Claim) -> bool:
    body = claim.body
    undertaken = isinstance(body, ReplyGiven) and body.reply is Reply.UNDERTAKING
    about_staff = claim.envelope.about.casefold().startswith("staff")
    return isinstance(body, StaffInformed) or (undertaken and about_staff)
