"""Kinds of entry that remove a form, give it back, warn of it, or claim something for it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.record.kind import Body
from capitula.record.values import Value


class Ground(StrEnum):
    """Why a form cannot be had, whatever it scores."""

    VAT = "vat"
    GP_VETO = "gp_veto"
    REGULATOR = "regulator_direction"
    LAW = "law"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The ground for reading."""
        return {
            "vat": "VAT",
            "gp_veto": "general practice’s refusal",
            "regulator_direction": "the regulator’s direction",
            "law": "the law",
            "other": "a ground not coded",
        }[self]


class ExclusionStated(Body):
    """A hard exclusion of a form: it removes the form whatever it scores.

    `about` is what the form is a form for, as in `option_appraised`.

    Attributes:
        form: the option, in the same words as where it is appraised.
        ground: the kind of reason.
        owner: who could lift it; empty where nobody says, which is then a question.
        reason: why, in a sentence.
    """

    kind: ClassVar[str] = "exclusion_stated"
    stated_property: ClassVar[str] = "exclusion"
    exclusive: ClassVar[bool] = False

    form: str
    ground: Ground
    owner: str = ""
    reason: str

    def value(self) -> Value:
        """Form, ground and reason."""
        text = f"{self.form}: excluded by {self.ground.words}; {self.reason}"
        return Value(text, gist=f"{self.form} {self.ground}")

    def state(self) -> str:
        """Excluded."""
        return "excluded"


class ExclusionLifted(Body):
    """The reason of a hard exclusion fell away, so the form can be had again.

    Attributes:
        form: the option, in the same words.
        ground: the ground that fell away.
        by: who lifted it, or what changed.
        reason: why, in a sentence.
    """

    kind: ClassVar[str] = "exclusion_lifted"
    stated_property: ClassVar[str] = "exclusion"
    exclusive: ClassVar[bool] = False

    form: str
    ground: Ground
    by: str
    reason: str

    def value(self) -> Value:
        """Form, ground and why it is open again."""
        text = f"{self.form}: no longer excluded by {self.ground.words}; {self.reason}"
        return Value(text, gist=f"{self.form} {self.ground} lifted")

    def state(self) -> str:
        """Open again."""
        return "open again"


class Warned(StrEnum):
    """What a warning is about; it removes nothing."""

    NO_PRECEDENT = "no_precedent"
    SINGLE_BIDDER = "single_bidder"
    OTHER = "other"

    @property
    def words(self) -> str:
        """The warning for reading."""
        return {
            "no_precedent": "no precedent",
            "single_bidder": "single bidder",
            "other": "to be weighed",
        }[self]


class FormWarned(Body):
    """A warning about a form or its purchase; an option with a warning can still be chosen.

    Attributes:
        form: the option; empty where the warning is about all of them.
        warning: which.
        text: in a sentence.
    """

    kind: ClassVar[str] = "form_warned"
    stated_property: ClassVar[str] = "warning"
    exclusive: ClassVar[bool] = False

    form: str = ""
    warning: Warned
    text: str

    def value(self) -> Value:
        """The warning."""
        of = f"{self.form}: " if self.form else ""
        return Value(f"{of}{self.warning.words}; {self.text}", gist=self.text)

    def state(self) -> str:
        """Warned."""
        return "warned"


class AdvantageClaimed(Body):
    """An advantage that somebody claims for a form; without evidence it is a question.

    Attributes:
        form: the option.
        advantage: what is claimed, as far as it was said.
        evidence: what shows it; empty where nothing was given.
    """

    kind: ClassVar[str] = "form_advantage_claimed"
    stated_property: ClassVar[str] = "advantage"
    exclusive: ClassVar[bool] = False

    form: str
    advantage: str
    evidence: str = ""

    def value(self) -> Value:
        """The claim and what shows it."""
        shown = self.evidence or "no evidence given"
        return Value(f"{self.form}: {self.advantage} ({shown})", gist=self.advantage)

    def state(self) -> str:
        """Shown or claimed."""
        return "shown" if self.evidence else "claimed"


KINDS: tuple[type[Body], ...] = (ExclusionStated, ExclusionLifted, FormWarned, AdvantageClaimed)
