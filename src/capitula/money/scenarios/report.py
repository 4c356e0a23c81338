"""A sweep with its spread and its tornado, as plain data and as words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from capitula.contract.model import Contract
from capitula.ground.pence import pounds_text, short_text
from capitula.money.budget.whole import WholePopulationBudget
from capitula.money.scenarios.assumptions import Scenario
from capitula.money.scenarios.fan import Fan, check_measure, fan
from capitula.money.scenarios.sweep import POOL, SPEND, Sweep, SweepPlan, sweep
from capitula.money.scenarios.tornado import tornado
from capitula.money.scenarios.tornado_bars import Tornado


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """What a scenario came to.

    Attributes:
        sweep: all draws.
        fans: measure to its spread.
        tornado: of the measure asked for, in the last year.
    """

    sweep: Sweep
    fans: Mapping[str, Fan]
    tornado: Tornado

    @property
    def fan(self) -> Fan:
        """The spread of the measure asked for."""
        return self.fans[self.tornado.measure]

    def table(self) -> Any:
        """Return a row a measure and year as a `pyarrow.Table`."""
        from capitula.money.budget.arrow import arrow_table

        return arrow_table([row for each in self.fans.values() for row in each.rows()])

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        scenario = self.sweep.scenario
        later = scenario.later_years
        return {
            "title": scenario.title,
            "contract": scenario.contract,
            "seed": scenario.seed,
            "draws": self.sweep.count,
            "mark": str(self.fan.mark),
            "assumptions": [
                {"id": each.id, "words": each.words(), "mark": str(each.mark), "why": each.why}
                for each in scenario.assumptions
            ],
            "later_years": later.model_dump(mode="json") if later else None,
            "measures": [
                {"measure": key, "name": each.name, "years": each.rows()}
                for key, each in self.fans.items()
            ],
            "tornado": {
                "measure": self.tornado.measure,
                "year": self.tornado.year,
                "middle_pence": self.tornado.middle_pence,
                "bars": self.tornado.rows(),
            },
        }

    def draws_csv(self) -> str:
        """Return every draw as CSV: its number, then whole pence by measure and year."""
        columns = [
            (f"{measure} {year}", amounts)
            for measure, years in self.sweep.amounts.items()
            for year, amounts in years.items()
        ]
        head = ",".join(["draw", *(f"{name} (pence)" for name, _ in columns)])
        lists = [range(1, self.sweep.count + 1), *(amounts.tolist() for _, amounts in columns)]
        rows = [",".join(map(str, row)) for row in zip(*lists, strict=True)]
        return "\n".join([head, *rows]) + "\n"

    def words(self) -> list[str]:
        """Return the assumptions and what follows, in sentences."""
        scenario = self.sweep.scenario
        first = f"{self.sweep.count:,} draws, seed {scenario.seed}; draw k is the same in any run."
        assumed = [f"- {each.words()}: {each.why}" for each in scenario.assumptions]
        later = scenario.later_years
        if later:
            assumed.append(
                f"- {later.years} later years at stated rates ({later.mark}): {later.why}"
            )
        return [first, "Assumptions, independent of each other:", *assumed, *self._losses()]

    def _losses(self) -> list[str]:
        last = self.fans[POOL].years[-1]
        parties = [each for key, each in self.fans.items() if key not in ("budget", "spend")]
        return [
            f"{each.name}: below nought in {each.years[-1].below_nought:,} of {each.count:,} "
            f"draws of {last.year}; in one draw in twenty "
            f"{short_text(each.years[-1].percentiles[5])} or worse."
            for each in parties
        ]

    def text(self) -> str:
        """Return the report for reading."""
        rows = [
            f"{each.name} {year.year}: {pounds_text(year.percentiles[5])} to "
            f"{pounds_text(year.percentiles[95])}, median {pounds_text(year.percentiles[50])}"
            for each in self.fans.values()
            for year in each.years
        ]
        return "\n".join([self.sweep.scenario.title, *rows, *self.words()])


def run_scenario(
    scenario: Scenario,
    contract: Contract,
    budget: WholePopulationBudget,
    *,
    measure: str = "",
    count: int | None = None,
    seed: int | None = None,
) -> ScenarioReport:
    """Run a scenario on a contract's budget.

    Args:
        scenario: what is uncertain.
        contract: whose gain and loss share, or payment steps, divide budget less spend.
        budget: of the scenario's year.
        measure: what the tornado shows; spend unless given, which every assumption moves.
        count: draws; those of the scenario unless given.
        seed: that of the scenario unless given.

    Raises:
        InputFaults: a scenario that does not fit, or no such measure.
    """
    plan = SweepPlan(scenario, budget, contract)
    found = sweep(plan, count, seed)
    asked = measure or SPEND
    check_measure(found, asked)
    fans = {key: fan(found, key, budget.mark) for key in found.amounts}
    return ScenarioReport(found, fans, tornado(plan, asked, found.years[-1]))
