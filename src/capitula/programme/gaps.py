"""Where reported plans do not chain together: a move that nobody reported, or dates mixed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from capitula.ground.date_words import date_text
from capitula.programme.kinds import MilestonePlanned
from capitula.programme.step_kinds import PlanMoved
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.replacing import Replacing, told_as_over
from capitula.record.view import View


def findings(view: View) -> tuple[Finding, ...]:
    """Return the gaps in the plans of a view."""
    return (*_do_not_chain(view), *_one_date_for_two(view), *_moves_without_dates(view))


def _do_not_chain(view: View) -> Iterator[Finding]:
    """A report tells of an earlier plan that is not the one which others had at the time."""
    planned = [c for c in view.of_kind(MilestonePlanned.kind) if c.body is not None]
    for later in planned:
        if not told_as_over(later):
            continue
        about = later.envelope.about
        others = [c for c in planned if c.envelope.about == about]
        replacing = Replacing(view, others)
        for earlier in others:
            before = earlier.envelope.known.last < later.envelope.known.last
            if not before or replacing.linked(earlier, later):
                continue
            if earlier.value.agrees_with(later.value):
                continue
            if replacing.stood_together(earlier, later):
                yield _finding(
                    "gap in plan history",
                    about,
                    f"{about}: {later.envelope.source} tells of an earlier plan of "
                    f"{later.value.words}; by {earlier.envelope.source} it was "
                    f"{earlier.value.words}. Either it moved without a report, or two milestones "
                    "are mixed up.",
                    (earlier, later),
                )


def _one_date_for_two(view: View) -> Iterator[Finding]:
    """One report gives one date, not before which or by which, to two milestones."""
    by_report: dict[tuple[str | None, str], dict[str, Claim]] = defaultdict(dict)
    for claim in view.of_kind(MilestonePlanned.kind):
        if claim.value.date is not None and not told_as_over(claim):
            key = claim.envelope.source, claim.value.text
            by_report[key].setdefault(claim.envelope.about, claim)
    for (source, date), claims in by_report.items():
        if len(claims) > 1:
            names = " and for ".join(claims)
            text = f"{source} gives {date_text(date)} for {names}: one date for two things."
            yield _finding("one date for two milestones", names, text, tuple(claims.values()))


def _moves_without_dates(view: View) -> Iterator[Finding]:
    """A plan is said to have moved, how often and from when not being stated."""
    for claim in view.of_kind(PlanMoved.kind):
        if isinstance(claim.body, PlanMoved) and claim.body.times and claim.body.months is None:
            about = claim.envelope.about
            text = f"{about}: {claim.body.text} No version of the plan is recorded for it."
            yield _finding("move without dates", about, text, (claim,))


def _finding(rule: str, about: str, text: str, claims: tuple[Claim, ...]) -> Finding:
    evidence = tuple(claim.entry for claim in claims)
    return Finding(
        rule, "programme", "warns", about, text, evidence, "a source for the plan between"
    )
