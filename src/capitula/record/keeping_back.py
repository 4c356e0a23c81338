"""Withholding a body and erasing one: what is written down, and what is removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from capitula.ground.faults import CapitulaError, Place
from capitula.record.chain import Head, seal
from capitula.record.draft import Draft
from capitula.record.entry import Entry
from capitula.record.envelope import Audience
from capitula.record.stores.protocol import Store
from capitula.record.withholding import BodyErased, BodyWithheld


class CannotKeepBack(CapitulaError):
    """There is no such entry, or its body is gone already."""


@dataclass(frozen=True, slots=True)
class Order:
    """Who has a body withheld or erased, and why.

    Attributes:
        entry: the entry whose body it is.
        by: the person or office that orders it.
        reason: why, in words that give nothing of the body away.
        law: the law that requires it; for erasing.
    """

    entry: str
    by: str
    reason: str
    law: str = ""


def withhold(store: Store, case: str, order: Order, now: datetime | None = None) -> Entry:
    """Append the entry that withholds a body; the body stays in its home and is not shown.

    Raises:
        CannotKeepBack: there is no such entry.
    """
    _target(store, order)
    body = BodyWithheld(reason=order.reason)
    (entry,) = store.append(lambda head: _sealed(case, head, order, body, now))
    return entry


def erase(store: Store, case: str, order: Order, now: datetime | None = None) -> Entry:
    """Remove a body and its salt from its home, and append the entry that says so: both or neither.

    Raises:
        CannotKeepBack: there is no such entry, or it has no body here.
    """
    if _target(store, order).body_text is None:
        raise CannotKeepBack(
            f"{case}: found no body of {order.entry!r}; expected one to erase; nothing to do"
        )
    body = BodyErased(reason=order.reason, law=order.law)
    (entry,) = store.erase(order.entry, lambda head: _sealed(case, head, order, body, now))
    return entry


def _target(store: Store, order: Order) -> Entry:
    found = store.held([order.entry]).get(order.entry)
    if found is None:
        raise CannotKeepBack(
            f"found no entry {order.entry!r}; expected one of this record; give the identifier as "
            "`capitula record history` shows it"
        )
    return found


def _sealed(
    case: str, head: Head, order: Order, body: BodyWithheld | BodyErased, now: datetime | None
) -> Sequence[Entry]:
    recorded = (now or datetime.now(UTC)).replace(microsecond=0)
    draft = Draft(
        entry=f"{body.kind.replace('_', '-')}-{head.sequence + 1}",
        kind=body.kind,
        about=order.entry,
        property_name=body.stated_property,
        in_force_from=None,
        in_force_to=None,
        known_from=recorded.date(),
        known_to=recorded.date(),
        speaker=order.by,
        speaks_for=None,
        source=None,
        audience=Audience.PUBLIC,
        supersedes=(),
        body=body,
        place=Place("command line"),
    )
    return seal([draft], case, head, recorded)
