"""Options that are chosen although excluded, exclusions without an owner, alternatives not weighed.

`systems.md` 4.2 and 9.5: a hard exclusion has an owner, and alternatives, an alliance and no change
among them, are required.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.appraisal.exclusions import Exclusion, exclusions
from capitula.appraisal.form_history import form_history
from capitula.appraisal.kinds import OptionAppraised, OptionStanding
from capitula.appraisal.sheet import form_of
from capitula.record.claim import Claim
from capitula.record.findings import Finding
from capitula.record.view import View

_LEADING = (OptionStanding.FAVOURED, OptionStanding.CHOSEN)


def findings(view: View) -> tuple[Finding, ...]:
    """Return what stands open about the options."""
    found = exclusions(view)
    leading = [claim for claim in form_history(view) if _leads(claim)]
    return (*_excluded(leading, found), *_unowned(found), *_alternatives(view, leading))


def _leads(claim: Claim) -> bool:
    return isinstance(claim.body, OptionAppraised) and claim.body.standing in _LEADING


def _excluded(leading: list[Claim], found: tuple[Exclusion, ...]) -> Iterator[Finding]:
    for claim in leading:
        body = claim.body
        if not isinstance(body, OptionAppraised):
            continue
        for each in found:
            same = each.option.casefold() == body.option.casefold()
            alike = each.form is not None and each.form == form_of(body)
            if each.stands and each.about == claim.envelope.about and (same or alike):
                yield Finding(
                    "excluded form leads",
                    "appraisal",
                    "blocks",
                    each.about,
                    f"{body.option} is {body.standing}, while {each.words()}.",
                    (claim.entry, each.entry),
                    "an entry that says that the reason fell away, by whom and why",
                )


def _unowned(found: tuple[Exclusion, ...]) -> Iterator[Finding]:
    for each in found:
        if each.stands and not each.owner:
            yield Finding(
                "exclusion without owner",
                "appraisal",
                "notes",
                each.about,
                f"{each.option} is excluded by {each.ground.words} ({each.reason}), and nobody is "
                "named who could lift it.",
                (each.entry,),
                "who owns the exclusion",
            )


def _alternatives(view: View, leading: list[Claim]) -> Iterator[Finding]:
    """A form leads, and neither an alliance nor no change was ever said to have been weighed."""
    subjects = dict.fromkeys(claim.envelope.about for claim in leading)
    weighed = {
        (claim.envelope.about, form.id)
        for claim in form_history(view)
        if isinstance(claim.body, OptionAppraised) and (form := form_of(claim.body)) is not None
    }
    for about in subjects:
        forms = [form for form in ("no_change", "virtual_alliance") if (about, form) in weighed]
        known = [form for subject, form in weighed if subject == about]
        if known and not forms:
            yield Finding(
                "alternatives not weighed",
                "appraisal",
                "warns",
                about,
                f"{about}: no entry says that no change, or an alliance on the existing contracts, "
                "was weighed.",
                tuple(claim.entry for claim in leading if claim.envelope.about == about),
                "an appraisal of both, with its criteria",
            )
