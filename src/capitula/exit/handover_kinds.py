"""The kinds of entry about a hand-over: its line, its parts, the plan for it, care meanwhile."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.date_words import date_text
from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Value


class Aspect(StrEnum):
    """A part of a hand-over that has to be settled for each service."""

    APPROVAL = "approval"
    ASSETS = "assets"
    DATA = "data"
    RECORDS = "records"
    CONTRACTS = "contracts"
    ESTATE = "estate"
    SYSTEMS = "systems"
    REGISTRATION = "registration"
    PENSIONS = "pensions"
    BUDGET = "budget"
    COMMUNICATION = "communication"


class Progress(StrEnum):
    """How far a part has come."""

    OPEN = "open"
    AGREED = "agreed"
    DONE = "done"
    REFUSED = "refused"


class ServicePlaced(Body):
    """On which service line of the contract a service stands; `about` is the service.

    Attributes:
        line: the line's identifier in the contract file; empty where it stands on none.
        because: what the placing rests on.
    """

    kind: ClassVar[str] = "service_placed"
    stated_property: ClassVar[str] = "line of the contract"

    line: str = ""
    because: str

    def value(self) -> Value:
        """The line."""
        return Value(self.line or "no line of the contract")

    def state(self) -> str:
        """Placed, or on no line."""
        return "placed" if self.line else "on no line"


class HandoverStated(Body):
    """A part of a service's hand-over and how far it has come; `about` is the service.

    Attributes:
        aspect: approval, assets, data, records, contracts and so on.
        progress: open, agreed, done or refused.
        text: what is said of it.
        by: who is to do it, or to give it.
        due: by when; None if not stated.
        novated: the contracts that pass to the one who takes the service.
    """

    kind: ClassVar[str] = "handover_stated"
    stated_property: ClassVar[str] = "hand-over"
    exclusive: ClassVar[bool] = False

    aspect: Aspect
    progress: Progress
    text: str
    by: str = ""
    due: PartialDate | None = None
    novated: tuple[str, ...] = ()

    def value(self) -> Value:
        """The part, how far it is, and what is said."""
        return Value(f"{self.aspect}, {self.progress}: {self.text}")

    def state(self) -> str:
        """How far it has come."""
        return self.progress.value


class Cover(StrEnum):
    """What an exit plan covers."""

    SERVICES = "services"
    STAFF = "staff"
    RECORDS = "records"
    ASSETS = "assets"
    CONTRACTS = "contracts"
    MONEY = "money"
    CONTINUITY = "continuity"


class ExitPlanMade(Body):
    """An exit plan, its version and what it covers; `about` is the contract or the service.

    Attributes:
        by: who made it.
        version: which version.
        agreed_by: the parties that have agreed it.
        covers: what it covers; what is not listed is not covered.
        adopted: when; None if not stated.
        tested: when it was last tried; None if never, or not stated.
    """

    kind: ClassVar[str] = "exit_plan_made"
    stated_property: ClassVar[str] = "exit plan"
    series: ClassVar[bool] = True

    by: str
    version: str = ""
    agreed_by: tuple[str, ...] = ()
    covers: tuple[Cover, ...]
    adopted: PartialDate | None = None
    tested: PartialDate | None = None

    def value(self) -> Value:
        """Whose plan, and what it covers."""
        version = f" {self.version}" if self.version else ""
        return Value(f"exit plan{version} by {self.by}: {', '.join(self.covers)}")

    def state(self) -> str:
        """Agreed, or only made."""
        return "agreed" if self.agreed_by else "made"


class ContinuityPlanned(Body):
    """Who runs a service that has moved until it moves on; `about` is the service.

    Attributes:
        runs: who runs it meanwhile.
        until: until when; None where no end is stated.
        after: who runs it after that; empty where nobody says.
        essential: whether it goes on whatever happens.
        step_in: who steps in if the one who runs it cannot.
    """

    kind: ClassVar[str] = "continuity_planned"
    stated_property: ClassVar[str] = "continuity"

    runs: str
    until: PartialDate | None = None
    after: str = ""
    essential: bool = False
    step_in: str = ""

    def value(self) -> Value:
        """Who runs it, and until when."""
        until = f" until {date_text(self.until)}" if self.until else ", no end stated"
        return Value(f"run by {self.runs}{until}", gist=self.runs)

    def state(self) -> str:
        """Planned."""
        return "planned"


KINDS: tuple[type[Body], ...] = (ServicePlaced, HandoverStated, ExitPlanMade, ContinuityPlanned)
