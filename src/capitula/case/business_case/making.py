"""Making a business case: every item that is asked for, with what is held and what is missing."""

from __future__ import annotations

from capitula.agreement.signing_kinds import CaseStage
from capitula.case.appraisal import Appraisal
from capitula.case.business_case.commercial import commercial
from capitula.case.business_case.economic import economic
from capitula.case.business_case.financial import financial
from capitula.case.business_case.management import management
from capitula.case.business_case.model import BusinessCase, Item, contents
from capitula.case.business_case.strategic import strategic
from capitula.case.case import Case


def business_case(appraisal: Appraisal, stage: CaseStage, case: Case | None = None) -> BusinessCase:
    """Return a business case at a stage.

    Args:
        appraisal: of a case or a contract file, as known on a day.
        stage: which.
        case: the case, for its aims, measures and findings; None for a contract file.
    """
    found = {
        **strategic(appraisal, case),
        **economic(appraisal),
        **commercial(appraisal),
        **financial(appraisal),
        **management(appraisal, case),
    }
    items = tuple(Item(asked, found[asked.id]) for asked in contents().items)
    return BusinessCase(
        title=appraisal.title,
        stage=stage,
        known_on=appraisal.known_on,
        items=tuple(item for item in items if stage.asks_for(item.asked.stage)),
        later=tuple(item for item in items if not stage.asks_for(item.asked.stage)),
        made=appraisal.made,
    )
