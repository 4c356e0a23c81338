"""How it ends: notice, one hand-over a service, staff out and back."""

from __future__ import annotations

from enum import StrEnum

from capitula.contract.cited import Cited
from capitula.contract.numbers import Months, People
from capitula.ground.partial_date import PartialDate


class ServiceExit(Cited):
    """The hand-over of one service.

    Attributes:
        service: the scope line, by identifier.
        recipient: the party that takes it over; None while it is open.
        route: how it passes, such as novation or a new contract.
        planned: when.
    """

    service: str
    recipient: str | None = None
    route: str = ""
    planned: PartialDate | None = None


class ExitSchedule(Cited):
    """The exit schedule.

    Attributes:
        notice_months: the notice that ends the contract; None until stated.
        triggers: what lets a party end it early.
        essential_services: scope lines that go on whatever happens.
        step_in: who may step in, and when.
        records: who keeps and who receives the records.
        assets: what becomes of assets.
        final_account_months: within how many months after the end the accounts close.
        services: one hand-over a service.
    """

    notice_months: Months | None = None
    triggers: tuple[str, ...] = ()
    essential_services: tuple[str, ...] = ()
    step_in: str = ""
    records: str = ""
    assets: str = ""
    final_account_months: Months | None = None
    services: tuple[ServiceExit, ...] = ()


class TransferDirection(StrEnum):
    """Staff go out to the holder at the start and come back at the end."""

    OUT = "out"
    BACK = "back"


class StaffTransfer(Cited):
    """One group of staff that passes on one day. A group and a number, never a name.

    Attributes:
        id: its identifier.
        direction: out to the holder, or back.
        group: the group, such as social workers.
        headcount: how many; None until stated.
        giver: the employer before.
        receiver: the employer after.
        day: the day.
        list_version: which employee list it rests on.
        consultation: when and how they were consulted.
        protected_terms: what stays protected, such as pensions.
    """

    id: str
    direction: TransferDirection
    group: str
    headcount: People | None = None
    giver: str | None = None
    receiver: str | None = None
    day: PartialDate | None = None
    list_version: str = ""
    consultation: str = ""
    protected_terms: str = ""
