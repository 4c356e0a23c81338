"""Scope by report: for every service line, how each report places it, or that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from capitula.contract.kinds import ScopeStated, StatedStanding
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """One service line across the reports.

    Attributes:
        line: the service line.
        cells: how each report places it, in the order of the reports; a report that says nothing
            of the line does not mention it, which is not the same as out.
    """

    line: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeByReport:
    """The table: reports across, in order of becoming known; lines down."""

    reports: tuple[str, ...]
    rows: tuple[ScopeRow, ...]

    @property
    def differing(self) -> tuple[ScopeRow, ...]:
        """The lines that not all reports place alike."""
        return tuple(row for row in self.rows if len(set(map(_placed, row.cells))) > 1)


def scope_by_report(view: View) -> ScopeByReport:
    """Return how every report in the view places every service line."""
    claims = sorted(_claims(view), key=lambda c: (c.envelope.known.last, c.envelope.sequence))
    reports = tuple(dict.fromkeys(_report(claim) for claim in claims))
    lines = dict.fromkeys(claim.envelope.about for claim in claims)
    said: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        said.setdefault((claim.envelope.about, _report(claim)), []).append(claim.value.text)
    missing = StatedStanding.NOT_MENTIONED.replace("_", " ")
    return ScopeByReport(
        reports,
        tuple(
            ScopeRow(line, tuple("; ".join(said.get((line, r), [missing])) for r in reports))
            for line in lines
        ),
    )


def _claims(view: View) -> Iterator[Claim]:
    return (claim for claim in view.of_kind(ScopeStated.kind) if claim.body is not None)


def _report(claim: Claim) -> str:
    return claim.envelope.source or claim.envelope.speaker


def _placed(cell: str) -> str:
    return cell.partition(":")[0]
