"""The kinds of entry about an end: offers and notices, what moves, who, why, owed, law to come."""

from __future__ import annotations

from capitula.exit.ending_kinds import KINDS as ENDINGS
from capitula.exit.handover_kinds import KINDS as HANDOVERS
from capitula.exit.law_kinds import KINDS as LAWS
from capitula.exit.offer_kinds import KINDS as OFFERS
from capitula.exit.staff_kinds import KINDS as STAFF
from capitula.exit.transfer_kinds import KINDS as TRANSFERS
from capitula.record.kind import Body

KINDS: tuple[type[Body], ...] = (*OFFERS, *TRANSFERS, *HANDOVERS, *STAFF, *ENDINGS, *LAWS)
