"""The scenario file: what is uncertain, by which distribution, how that is known.

Nothing is uncertain by default. Each distribution is an input with a mark and a reason, and both
are shown with every result.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from capitula.contract.numbers import Percent, PriceYear, Rate, plain
from capitula.ground.faults import CapitulaError, InputFaults, ValueFault
from capitula.ground.marks import EvidenceMark
from capitula.ground.reading import read_model
from capitula.ground.shipped_file import find_file
from capitula.ground.yaml_source import read_yaml

EXAMPLES = Path(__file__).with_name("examples")
MOST_DRAWS = 1_000_000


class NoSuchScenario(CapitulaError):
    """Neither a scenario file nor one that ships."""


class Moves(StrEnum):
    """What a draw is added to."""

    INFLATION = "inflation"
    GROWTH = "growth"
    EFFICIENCY = "efficiency"
    NEED = "need"
    SCOPE_SHARE = "scope_share"
    SPEND = "spend"


class Drawn(StrEnum):
    """Whether a draw holds for all years or is drawn anew."""

    ONCE = "once"
    EACH_YEAR = "each_year"


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Uniform(_Shape):
    """Every value between two is as likely as any other; percentage points."""

    shape: Literal["uniform"]
    low: Rate
    high: Rate

    @model_validator(mode="after")
    def _in_order(self) -> Uniform:
        if self.low >= self.high:
            found = f"{plain(self.low)} to {plain(self.high)}"
            raise ValueFault(found, "the smaller first", "swap the two ends")
        return self

    def words(self) -> str:
        """The distribution for reading."""
        return f"uniform from {plain(self.low)} to {plain(self.high)} points"


class Triangular(_Shape):
    """From `low` to `high`, likeliest at `mode`; percentage points."""

    shape: Literal["triangular"]
    low: Rate
    mode: Rate
    high: Rate

    @model_validator(mode="after")
    def _in_order(self) -> Triangular:
        if not self.low <= self.mode <= self.high or self.low == self.high:
            found = f"{plain(self.low)}, {plain(self.mode)}, {plain(self.high)}"
            raise ValueFault(found, "low, mode and high in order", "put them in order")
        return self

    def words(self) -> str:
        """The distribution for reading."""
        ends = f"from {plain(self.low)} to {plain(self.high)} points"
        return f"triangular {ends}, likeliest {plain(self.mode)}"


class Normal(_Shape):
    """The bell curve; percentage points."""

    shape: Literal["normal"]
    mean: Rate
    standard_deviation: Annotated[Percent, Field(gt=0)]

    def words(self) -> str:
        """The distribution for reading."""
        deviation = plain(self.standard_deviation)
        return f"normal, mean {plain(self.mean)}, standard deviation {deviation} points"


Distribution: TypeAlias = Annotated[Uniform | Triangular | Normal, Field(discriminator="shape")]


class Assumption(BaseModel):
    """One thing that is uncertain.

    Attributes:
        id: its identifier; its draws hang on it and on the seed, on nothing else.
        moves: what a draw is added to.
        lines: the budget lines it moves; empty for all. A move of spend has none.
        distribution: of the draws, in percentage points.
        drawn: once for all years, or each year anew.
        mark: how the distribution is known.
        why: who says so, or why it is assumed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    moves: Moves
    lines: tuple[str, ...] = ()
    distribution: Distribution
    drawn: Drawn
    mark: EvidenceMark
    why: str = Field(min_length=1)

    def words(self) -> str:
        """The assumption for reading."""
        return f"{self.id}: {self.how()} ({self.mark})"

    def how(self) -> str:
        """What it moves, and how it varies."""
        lines = f" of {', '.join(self.lines)}" if self.lines else ""
        when = "drawn once" if self.drawn is Drawn.ONCE else "drawn each year"
        return f"{self.moves.replace('_', ' ')}{lines}, {self.distribution.words()}, {when}"


class LaterYears(BaseModel):
    """Rates of years after the contract's own, the same for every line."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    years: int = Field(ge=1, le=30)
    inflation_percent: Rate
    growth_percent: Rate
    efficiency_percent: Percent
    need_percent: Rate
    mark: EvidenceMark
    why: str = Field(min_length=1)


class Scenario(BaseModel):
    """A whole scenario.

    Attributes:
        title: for reading.
        contract: a case, a contract that ships, or a contract file beside this one.
        year: the contract's year that is priced.
        seed: of the draws; the same seed gives the same draws on any machine.
        draws: how many.
        assumptions: what is uncertain; draws of different ones are independent of each other.
        later_years: rates of the years after; None for the one year only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Literal["capitula.scenario/1"] = Field(alias="schema")
    title: str
    contract: str
    year: PriceYear
    seed: int = Field(ge=0, lt=2**63)
    draws: int = Field(ge=1, le=MOST_DRAWS)
    assumptions: tuple[Assumption, ...] = Field(min_length=1)
    later_years: LaterYears | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Scenario:
        ids = [each.id for each in self.assumptions]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        if twice is not None:
            raise ValueFault(f"the assumption {twice!r} twice", "each once", "give it a new id")
        for each in self.assumptions:
            if each.moves is Moves.SPEND and each.lines:
                found = f"lines for the spend assumption {each.id!r}"
                raise ValueFault(found, "spend as a whole", "remove `lines`")
        return self


def find_scenario(name: str) -> Path:
    """Return the path of a scenario file, or of one that ships, by name.

    Raises:
        NoSuchScenario: there is none.
    """
    shipped = {each.stem: each for each in sorted(EXAMPLES.glob("*.yaml"))}
    return find_file(name, "scenario", shipped, NoSuchScenario)


def read_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        InputFaults: every fault, with line and column.
    """
    located = read_yaml(path)
    found = read_model(Scenario, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) by which editors check a scenario file."""
    schema = Scenario.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
