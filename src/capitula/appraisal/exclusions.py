"""Hard exclusions as they stand in a view: which forms cannot be had, why, and who could lift it.

An exclusion removes a form whatever it scores. It stands until an entry says that its reason fell
away; then the form is open again, and both entries stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from capitula.appraisal.exclusion_kinds import ExclusionLifted, ExclusionStated, Ground
from capitula.appraisal.forms import OrganisationalForm, catalogue
from capitula.appraisal.kinds import OptionAppraised, OptionStanding
from capitula.ground.marks import EvidenceMark
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One exclusion.

    Attributes:
        about: what the form is for.
        option: the option in the record's words.
        form: the catalogue's form; None where the words name none.
        ground: the kind of reason.
        owner: who could lift it; empty where nobody says.
        reason: why.
        known: the day on which it became known.
        source: who shows it.
        entry: the entry.
        mark: how it is known.
        lifted: why it fell away; empty while it stands.
        lifted_by: who lifted it.
        lifted_entry: the entry that says so.
    """

    about: str
    option: str
    form: OrganisationalForm | None
    ground: Ground
    owner: str
    reason: str
    known: date
    source: str
    entry: str
    mark: EvidenceMark
    lifted: str = ""
    lifted_by: str = ""
    lifted_entry: str = ""

    @property
    def stands(self) -> bool:
        """Whether it removes the form on this day."""
        return not self.lifted_entry

    def words(self) -> str:
        """The exclusion in a sentence."""
        owner = self.owner or "nobody named"
        said = f"{self.option}: excluded by {self.ground.words} ({self.reason}); owner: {owner}"
        again = f"; open again, {self.lifted} ({self.lifted_by})" if self.lifted_entry else ""
        return f"{said}{again} [{self.source}]"


def exclusions(view: View) -> tuple[Exclusion, ...]:
    """Return every exclusion known in a view, lifted ones too, in order of becoming known."""
    stated = list(_stated(view))
    have = {(each.about, each.option.casefold()) for each in stated}
    plain = [each for each in _plain(view) if (each.about, each.option.casefold()) not in have]
    return tuple(sorted((*stated, *plain), key=lambda each: (each.known, each.entry)))


def excluded_forms(found: tuple[Exclusion, ...]) -> frozenset[str]:
    """Return the identifiers of the catalogue's forms that an exclusion removes."""
    return frozenset(each.form.id for each in found if each.stands and each.form)


def _stated(view: View) -> Iterator[Exclusion]:
    lifted = _holding(view, ExclusionLifted.kind)
    for claim in _holding(view, ExclusionStated.kind):
        body = claim.body
        if isinstance(body, ExclusionStated):
            fell = _lifting(claim, body.form, body.ground, lifted)
            yield _exclusion(
                claim,
                fell,
                option=body.form,
                ground=body.ground,
                owner=body.owner,
                reason=body.reason,
            )


def _plain(view: View) -> Iterator[Exclusion]:
    """Options that a report calls excluded, without an entry that says by what and by whom."""
    lifted = _holding(view, ExclusionLifted.kind)
    for claim in _holding(view, OptionAppraised.kind):
        body = claim.body
        if isinstance(body, OptionAppraised) and body.standing is OptionStanding.EXCLUDED:
            fell = _lifting(claim, body.option, Ground.OTHER, lifted)
            reason = body.reason or "not stated"
            yield _exclusion(
                claim, fell, option=body.option, ground=Ground.OTHER, owner="", reason=reason
            )


def _holding(view: View, kind: str) -> tuple[Claim, ...]:
    """Return the entries of a kind that have begun to hold and that nothing has replaced."""
    return tuple(
        claim
        for claim in view.of_kind(kind)
        if claim.entry not in view.superseded
        and claim.envelope.in_force.may_have_begun(view.in_force_on)
    )


def _lifting(claim: Claim, form: str, ground: Ground, lifted: tuple[Claim, ...]) -> Claim | None:
    """Return the entry that says of this exclusion that its reason fell away, after it."""
    place = (claim.envelope.known.last, claim.envelope.sequence)
    for other in lifted:
        said = other.body
        if (
            isinstance(said, ExclusionLifted)
            and (other.envelope.known.last, other.envelope.sequence) > place
            and other.envelope.about == claim.envelope.about
            and said.form.casefold() == form.casefold()
            and said.ground is ground
        ):
            return other
    return None


def _exclusion(
    claim: Claim, fell: Claim | None, *, option: str, ground: Ground, owner: str, reason: str
) -> Exclusion:
    said = fell.body if fell and isinstance(fell.body, ExclusionLifted) else None
    return Exclusion(
        about=claim.envelope.about,
        option=option,
        form=catalogue().named(option),
        ground=ground,
        owner=owner,
        reason=reason,
        known=claim.envelope.known.last,
        source=claim.envelope.source or claim.envelope.speaker,
        entry=claim.entry,
        mark=claim.body.mark if claim.body else EvidenceMark.UNVERIFIED,
        lifted=said.reason if said else "",
        lifted_by=said.by if said else "",
        lifted_entry=fell.entry if fell else "",
    )
