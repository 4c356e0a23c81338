"""Trusts that lose services without an appraisal of what that does to them.

Law 8 of the design: no go-live with an untested donor. Lesson 5 of `contract-rules.md` section 13.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.appraisal.donor_kind import Acceptance, DonorImpactAppraised
from capitula.appraisal.share import stated_shares
from capitula.contract.model import Contract
from capitula.contract.party import Party, Role
from capitula.contract.scope import ScopeLine, Standing
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

RULE = "untested donor impact"


def donors(contract: Contract) -> tuple[tuple[Party, tuple[ScopeLine, ...]], ...]:
    """Return the trusts that lose services, each with the lines that are known to leave it."""
    return tuple(
        (
            party,
            tuple(
                line
                for line in contract.scope
                if line.provided_by == party.id and line.standing in (Standing.IN, Standing.PART)
            ),
        )
        for party in contract.parties
        if Role.DONOR in party.roles
    )


def appraisals(view: View, party: Party) -> tuple[tuple[Claim, DonorImpactAppraised], ...]:
    """Return what is recorded of a donor's impact, in order of the chain."""
    names = {party.id, party.name, *party.printed_names}
    return tuple(
        (claim, claim.body)
        for claim in view.of_kind(DonorImpactAppraised.kind)
        if isinstance(claim.body, DonorImpactAppraised)
        and claim.body.donor in names
        and claim.entry not in view.superseded
    )


def findings(contract: Contract, view: View) -> tuple[Finding, ...]:
    """Return the donors whose loss nobody appraised, and those that do not accept the appraisal."""
    return tuple(
        finding for party, lines in donors(contract) for finding in _of_donor(party, lines, view)
    )


def _of_donor(party: Party, lines: tuple[ScopeLine, ...], view: View) -> Iterator[Finding]:
    done = appraisals(view, party)
    missing = [line for line in lines if not any(_covers(body, line) for _, body in done)]
    if missing or (not lines and not done):
        leaving = ", ".join(line.name for line in missing) or "services that no source names"
        shares = [each for each in stated_shares(view) if party.name in each.body.whole_name]
        said = "".join(f" Said to be {each.body.share} {each.body.whole.words}." for each in shares)
        yield Finding(
            RULE,
            "appraisal",
            "blocks",
            party.name,
            f"{party.name} would lose {leaving}, and no appraisal of what that does to it is "
            f"recorded.{said}",
            tuple(each.claim.entry for each in shares),
            "an appraisal of income lost, stranded cost and who bears it, by whom and when, and "
            "whether the trust accepts it",
        )
    if done and done[-1][1].acceptance is not Acceptance.ACCEPTED:
        claim, body = done[-1]
        yield Finding(
            "donor impact not accepted",
            "appraisal",
            "warns",
            party.name,
            f"What {party.name} would lose was appraised by {body.by}; {body.acceptance.words}.",
            (claim.entry,),
            "the donor’s own acceptance, or its reasons against",
        )


def _covers(body: DonorImpactAppraised, line: ScopeLine) -> bool:
    return not body.lines or line.id in body.lines
