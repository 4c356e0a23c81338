"""The kinds of entry about keeping a contract: returns, reviews, notices, remedies, flow-down."""

from __future__ import annotations

from capitula.delivery.flow_kinds import KINDS as FLOW
from capitula.delivery.notice_kinds import KINDS as NOTICES
from capitula.delivery.remedy_kinds import KINDS as REMEDIES
from capitula.delivery.return_kinds import KINDS as RETURNS
from capitula.delivery.review_kinds import KINDS as REVIEWS
from capitula.record.kind import Body

KINDS: tuple[type[Body], ...] = (*RETURNS, *REVIEWS, *NOTICES, *REMEDIES, *FLOW)
