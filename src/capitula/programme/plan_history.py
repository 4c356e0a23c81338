"""Every version of every plan, with its slip against the first and against the one before.

Slip is a difference of calendar months, a range where a date is partial. Versions stand in the
order in which they became known; a plan that a later report tells of as already overtaken stands
where that report has it, and is marked so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from capitula.ground.months import MonthSpan, months_between
from capitula.programme.causes import causes
from capitula.programme.kinds import MilestonePlanned, MilestoneReached
from capitula.programme.milestones import milestone_of, milestones
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Version:
    """One stated plan of one milestone.

    Attributes:
        claim: the entry, with its speaker, source and days known.
        plan: its body.
        overtaken: whether the report told of it as an earlier plan.
        slip_first: months against the first version; None for the first itself.
        slip_previous: months against the last version of another report that was not overtaken
            when told and had begun before this one ended; a date and its closer statement in one
            report are one move.
    """

    claim: Claim
    plan: MilestonePlanned
    overtaken: bool
    slip_first: MonthSpan | None
    slip_previous: MonthSpan | None

    @property
    def reason(self) -> str:
        """Why the date moved, in words."""
        coded = "; ".join(causes()[code] for code in self.plan.causes)
        return self.plan.cause_words or coded


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """All versions of one milestone's plan, and what came of it."""

    milestone: str
    meaning: str
    versions: tuple[Version, ...]
    results: tuple[Claim, ...]

    @property
    def first(self) -> Version:
        """The first version."""
        return self.versions[0]

    @property
    def latest(self) -> Version:
        """The last version that its own report did not tell of as overtaken."""
        standing = [version for version in self.versions if not version.overtaken]
        return (standing or list(self.versions))[-1]

    @property
    def result(self) -> MilestoneReached | None:
        """What came of it, as known last."""
        body = self.results[-1].body if self.results else None
        return body if isinstance(body, MilestoneReached) else None


def plan_histories(view: View) -> tuple[PlanHistory, ...]:
    """Return the history of every milestone that has a plan in the view, award before start.

    The transfer of one service is a milestone of its own.
    """
    planned = view.of_kind(MilestonePlanned.kind)
    reached = view.of_kind(MilestoneReached.kind)
    order = list(milestones())
    subjects = dict.fromkeys(c.envelope.about for c in planned)
    known = [(name, about) for about in subjects if (name := milestone_of(about)) is not None]
    return tuple(
        PlanHistory(
            about,
            milestones()[name],
            _versions([c for c in planned if c.envelope.about == about]),
            tuple(sorted((c for c in reached if c.envelope.about == about), key=_known)),
        )
        for name, about in sorted(known, key=lambda pair: (order.index(pair[0]), pair[1]))
    )


def _versions(claims: Sequence[Claim]) -> tuple[Version, ...]:
    versions: list[Version] = []
    for claim in sorted(claims, key=_order):
        plan = claim.body
        if not isinstance(plan, MilestonePlanned):
            continue
        previous = next(
            (v for v in reversed(versions) if not v.overtaken and _precedes(v.claim, claim)), None
        )
        versions.append(
            Version(
                claim,
                plan,
                _overtaken(claim),
                _slip(versions[0].plan, plan) if versions else None,
                _slip(previous.plan, plan) if previous else None,
            )
        )
    return tuple(versions)


def _slip(before: MilestonePlanned, after: MilestonePlanned) -> MonthSpan | None:
    return months_between(before.date, after.date) if before.date and after.date else None


def _precedes(before: Claim, after: Claim) -> bool:
    """Say whether one plan, of another report, may have begun before the other ended."""
    one, other = before.envelope, after.envelope
    same_report = (one.source, one.known.last) == (other.source, other.known.last)
    end = other.in_force.end
    begun = end is None or end.latest is None or one.in_force.may_have_begun(end.latest)
    return begun and not same_report


def _overtaken(claim: Claim) -> bool:
    """Say whether the plan had ended before the report that tells of it became known."""
    end = claim.envelope.in_force.end
    return end is not None and end.latest is not None and end.latest <= claim.envelope.known.last


def _known(claim: Claim) -> tuple[date, int]:
    return claim.envelope.known.last, claim.envelope.sequence


def _order(claim: Claim) -> tuple[date, bool, int]:
    return claim.envelope.known.last, not _overtaken(claim), claim.envelope.sequence
