"""Which claim took the place of which in a view, and until when each stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from capitula.record.claim import Claim
from capitula.record.view import View


class Replacing:
    """Who took whose place among the visible claims of one property of one subject.

    A claim takes another's place if it says so, or if the same voice states its plan again. A plan
    that is told of as already over is a past fact: it restates nothing.
    """

    def __init__(self, view: View, claims: Sequence[Claim]) -> None:
        """Read the claims of one property of one subject."""
        self._by: dict[str, list[Claim]] = defaultdict(list)
        visible = {claim.entry: claim for claim in view.claims}
        for claim in claims:
            for envelope in view.record.superseding(claim.entry):
                if envelope.entry in visible:
                    self._by[claim.entry].append(visible[envelope.entry])
            self._by[claim.entry] += [other for other in claims if _restates(other, claim)]

    def linked(self, one: Claim, other: Claim) -> bool:
        """Say whether one took the other's place, directly or through others."""
        return self._leads(one.entry, other.entry) or self._leads(other.entry, one.entry)

    def stood_together(self, one: Claim, other: Claim) -> bool:
        """Say whether there may have been a day on which both held."""
        return max(_begin(one), _begin(other)) <= min(self._end(one), self._end(other))

    def _end(self, claim: Claim) -> date:
        stated = claim.envelope.in_force.end
        ends = [stated.latest] if stated and stated.latest else []
        ends += [_eve(_begin(later)) for later in self._by[claim.entry]]
        return min(ends, default=date.max)

    def _leads(self, start: str, goal: str) -> bool:
        ahead, seen = [start], {start}
        while ahead:
            for later in self._by.get(ahead.pop(), ()):
                if later.entry == goal:
                    return True
                if later.entry not in seen:
                    seen.add(later.entry)
                    ahead.append(later.entry)
        return False


def told_as_over(claim: Claim) -> bool:
    """Say whether a claim had ended before the report that tells of it became known."""
    end = claim.envelope.in_force.end
    return end is not None and end.latest is not None and end.latest <= claim.envelope.known.last


def _restates(later: Claim, earlier: Claim) -> bool:
    return (
        earlier.is_plan
        and later.is_plan
        and not told_as_over(later)
        and later.envelope.voice == earlier.envelope.voice
        and later.envelope.known.last > earlier.envelope.known.last
    )


def _begin(claim: Claim) -> date:
    start = claim.envelope.in_force.start
    return start.earliest if start and start.earliest else date.min


def _eve(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - 1))
