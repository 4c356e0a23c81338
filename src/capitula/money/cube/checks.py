"""What may be wrong with activity, before a settlement rests on it."""

# ruff: noqa: S608 - the names put in come from the dialect
from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.faults import Fault, Place, near_miss
from capitula.ground.financial_year import month_start
from capitula.money.cube.terms import CubeTerms
from capitula.population.member_months.counting import out_of_period, weight_checks
from capitula.population.member_months.weights_file import NeedWeights
from capitula.population.registers.checks import register_checks
from capitula.tables.check import Check, schema_checks
from capitula.tables.checking import run_checks
from capitula.tables.folder import PopulationFolder
from capitula.tables.reading import source
from capitula.tables.session import EngineSettings, Session

STRANGERS = Check(
    "activity",
    "person_id",
    "a person who is not in people",
    "a person who stands in people",
    "add the person to people, or leave the row out and say so",
    query=(
        "select a.source_file, a.source_row from located_activity as a "
        "left join plain_people as p on p.person_id = a.person_id where p.person_id is null"
    ),
    reads=("activity", "people"),
)
_TABLES = ("people", "registrations", "participation")


def settlement_faults(
    folder: PopulationFolder,
    terms: CubeTerms,
    buckets: int,
    settings: EngineSettings,
    weights: NeedWeights | None = None,
) -> list[Fault]:
    """Return everything that is wrong with the folder for these terms."""
    counting = terms.counting(weights)
    checks = (
        *register_checks(_TABLES),
        *weight_checks(counting),
        *schema_checks(("activity",)),
        STRANGERS,
    )
    faults = run_checks(folder, checks, buckets=buckets, settings=settings)
    faults += out_of_period(folder, counting, settings)
    faults += _weighted_rates(terms, weights)
    faults += _service_faults(folder, terms, settings)
    return faults


def _weighted_rates(terms: CubeTerms, weights: NeedWeights | None) -> Iterator[Fault]:
    """Rates for months weighed by need, where nothing weighs them."""
    lines = sorted({rate.line for rate in terms.rates if rate.weighted})
    if lines and weights is None:
        yield Fault(
            Place("rates", field="weighted"),
            f"a weighted rate for {', '.join(lines)}, and no need weights",
            "the table of need weights that the contract names",
            "give it with --weights FILE, or take `weighted` out of the rates",
        )


def _service_faults(
    folder: PopulationFolder, terms: CubeTerms, settings: EngineSettings
) -> Iterator[Fault]:
    """Services that no line names, and months of a line in which nothing at all happened."""
    months: dict[str, set[int]] = {}
    with Session(settings) as session:
        session.view("activity", source(session, folder, "activity"))
        month = session.dialect.month_index("activity_date")
        for service, index in session.rows(
            f"select service, {month} from activity "
            "where service is not null and activity_date is not null group by 1, 2"
        ):
            months.setdefault(service, set()).add(index)
    place = Place("activity", field="service")
    known = sorted(terms.services | set(terms.not_in_contract))
    for service in sorted(set(months) - set(known)):
        yield Fault(
            place,
            f"the service {service!r}, which no line names",
            f"one of {', '.join(known)}",
            near_miss(service, known) or "add it to a line, or to not_in_contract",
        )
    wanted = set(terms.period.months)
    for service in sorted(terms.services):
        if missing := sorted(wanted - months.get(service, set())):
            count = len(missing)
            shown = ", ".join(f"{month_start(m):%Y-%m}" for m in missing[:6])
            yield Fault(
                Place("activity", field="activity_date"),
                f"no row of {service} in {shown}{' and more' if count > 6 else ''}: {count} of "
                f"{len(wanted)} months",
                f"activity in every month of {terms.period}",
                "add the months that are missing, or shorten the period",
            )
