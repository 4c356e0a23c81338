"""The kinds of entry about an end: offers, notices, services and staff that move."""

from __future__ import annotations

from capitula.exit.offer_kinds import KINDS as OFFERS
from capitula.exit.transfer_kinds import KINDS as TRANSFERS
from capitula.record.kind import Body

KINDS: tuple[type[Body], ...] = (*OFFERS, *TRANSFERS)
