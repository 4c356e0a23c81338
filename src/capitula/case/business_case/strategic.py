"""The strategic case: what the contract is, its aims, its services, its measures."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.case.appraisal import Appraisal
from capitula.case.business_case.model import Cell, Found, Grid, Words
from capitula.case.case import Case
from capitula.outcomes.measures import OutcomesFile


def strategic(appraisal: Appraisal, case: Case | None) -> Mapping[str, Found]:
    """Return each item of the strategic case."""
    return {
        "purpose": _purpose(appraisal),
        "aims": _aims(_said(appraisal, case)),
        "scope": _scope(appraisal),
        "measures": _measures(_said(appraisal, case)),
    }


def _said(appraisal: Appraisal, case: Case | None) -> OutcomesFile | None:
    if case is None:
        return None
    return case.outcomes.as_said(appraisal.known_on, case.sources, case.recorded_on)


def _purpose(appraisal: Appraisal) -> Found:
    contract = appraisal.contract
    if contract is None or not contract.summary:
        return Found((), ("What is the contract to be, in a few sentences?",))
    people = contract.population.definition
    return Found((Words((contract.summary, f"For: {people}.", contract.form.name.words + ".")),))


def _aims(said: OutcomesFile | None) -> Found:
    if said is None or not said.aims:
        return Found((), ("Which aims were stated, by whom, and from which need?",))
    lines = tuple(f"{aim.said_by}: {aim.aim}" for aim in said.aims)
    gaps = tuple(
        f"No measure answers for the aim “{aim.aim}”" for aim in said.aims if aim.why_unmeasured
    )
    return Found((Words(lines),), gaps)


def _scope(appraisal: Appraisal) -> Found:
    rows: list[tuple[Cell, ...]] = [
        (
            line.title,
            str(line.service).replace("_", " "),
            line.provider.name if line.provider else None,
            str(line.provider_mark),
        )
        for line in appraisal.lines
    ]
    if not rows:
        return Found((), ("Which services are in scope?",))
    gaps = tuple(f"{line.title}: who runs it now?" for line in appraisal.lines if not line.provider)
    grid = Grid("Services in scope", ("Service", "Kind", "Run now by", "Evidence"), tuple(rows))
    return Found((grid,), gaps)


def _measures(said: OutcomesFile | None) -> Found:
    if said is None or not said.measures:
        return Found((), ("Which measures, baselines and comparators are set before it begins?",))
    rows: list[tuple[Cell, ...]] = [
        (measure.name, str(measure.role), str(measure.direction), str(measure.registration))
        for measure in said.measures
    ]
    heads = ("Measure", "Role", "Better is", "Registered")
    late = tuple(
        f"{measure.name}: registered after its data were seen"
        for measure in said.measures
        if measure.registration != "registered before its data could be seen"
    )
    return Found((Grid("Measures", heads, tuple(rows)),), late)
