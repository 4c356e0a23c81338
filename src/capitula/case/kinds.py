"""The closed set of kinds of entry, composed from the rooms."""

from __future__ import annotations

from capitula.agreement.kinds import KINDS as AGREEMENT
from capitula.assurance.kinds import KINDS as ASSURANCE
from capitula.contract.kinds import KINDS as CONTRACT
from capitula.outcomes.kinds import KINDS as OUTCOMES
from capitula.programme.kinds import KINDS as PROGRAMME
from capitula.record.kind import Kinds
from capitula.record.kinds import KINDS as RECORD

ALL_KINDS = Kinds((*RECORD, *CONTRACT, *AGREEMENT, *ASSURANCE, *PROGRAMME, *OUTCOMES))
"""Every kind that a case's record may hold."""
