"""The closed set of kinds of entry, composed from the rooms."""

from __future__ import annotations

from capitula.agreement.kinds import KINDS as AGREEMENT
from capitula.appraisal.kinds import KINDS as APPRAISAL
from capitula.assurance.kinds import KINDS as ASSURANCE
from capitula.contract.kinds import KINDS as CONTRACT
from capitula.delivery.kinds import KINDS as DELIVERY
from capitula.exit.kinds import KINDS as EXIT
from capitula.outcomes.kinds import KINDS as OUTCOMES
from capitula.population.kinds import KINDS as POPULATION
from capitula.programme.kinds import KINDS as PROGRAMME
from capitula.record.kind import Kinds
from capitula.record.kinds import KINDS as RECORD

ALL_KINDS = Kinds(
    (
        *RECORD,
        *CONTRACT,
        *POPULATION,
        *APPRAISAL,
        *AGREEMENT,
        *ASSURANCE,
        *PROGRAMME,
        *OUTCOMES,
        *DELIVERY,
        *EXIT,
    )
)
"""Every kind that a case's record may hold."""
