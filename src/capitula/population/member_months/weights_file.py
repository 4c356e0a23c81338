"""A file of need weights for member months: a weight for each age band and sex, exact.

A CSV file with the columns `age_band`, `sex` and `weight`. The bands are those that the months are
counted in; sexes are female, male and indeterminate; an empty cell stands for not known. Weights
have four decimals at most, since months are weighed in whole ten-thousandths of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.population.member_months.terms import LARGEST_WEIGHT_1E4, AgeBand
from capitula.population.need_weights.weight_table import (
    Cell,
    Combining,
    WeightTable,
    WeightTerms,
    read_weight_table,
)
from capitula.population.published_csv import read_published_csv
from capitula.tables.schemas import SEXES

BAND, SEX, WEIGHT = "age_band", "sex", "weight"
_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class NeedWeights:
    """Need weights as read.

    Attributes:
        file: its name.
        sha256: of its bytes.
        source: where the weights come from, in words.
        mark: how they are known.
        by_cell: ten-thousandths of a person by band and sex; None stands for not known.
    """

    file: str
    sha256: str
    source: str
    mark: EvidenceMark
    by_cell: Mapping[tuple[str | None, str | None], int]


def read_need_weights(
    path: Path, bands: Sequence[AgeBand], source: str, mark: EvidenceMark = EvidenceMark.LOCAL
) -> NeedWeights:
    """Read such a file.

    Args:
        path: CSV, compressed or not.
        bands: the age bands that months are counted in.
        source: where the weights come from.
        mark: how they are known.

    Raises:
        InputFaults: a column missing, a weight missing, below nought, above 100 or finer than four
            decimals, a cell twice, of an unknown band or sex, or left out: all of them.
    """
    terms = WeightTerms((BAND, SEX), WEIGHT, Combining.LOOKUP, mark, source)
    table = read_weight_table(path, terms)
    faults = list(_faults(path, table, [band.name for band in bands]))
    if faults:
        raise InputFaults(faults)
    by_cell = {(band or None, sex or None): _1e4(table, (band, sex)) for band, sex in table.weights}
    return NeedWeights(table.file, table.sha256, source, mark, by_cell)


def _1e4(table: WeightTable, cell: Cell) -> int:
    return int(table.weights[cell] * _UNIT)


def _faults(path: Path, table: WeightTable, bands: list[str]) -> Iterator[Fault]:
    lines = _lines(path)
    for cell, weight in table.weights.items():
        place = Place(table.file, lines[cell], None, WEIGHT)
        yield from _cell_faults(table.file, lines[cell], cell, bands)
        if (weight * _UNIT).denominator != 1:
            expected = "four decimals at most: ten-thousandths of a person"
            yield Fault(place, f"{float(weight)}", expected, "round the weight, and say so")
        if weight * _UNIT > LARGEST_WEIGHT_1E4:
            expected = f"at most {LARGEST_WEIGHT_1E4 // _UNIT}: the overflow guard"
            yield Fault(place, f"{float(weight):,g}", expected, "write 1 for one person")
    sexes = sorted({sex for _, sex in table.weights if not sex or sex in SEXES})
    wanted = [*bands, *([""] if any(not band for band, _ in table.weights) else [])]
    missing = [(b, s) for b in wanted for s in sexes if (b, s) not in table.weights]
    if missing:
        named = ", ".join(f"{b or 'age not known'} {s or 'sex not known'}" for b, s in missing)
        remedy = "complete the table; nothing is filled in"
        yield Fault(
            Place(table.file), f"no weight for {named}", "one for each band and sex", remedy
        )


def _cell_faults(file: str, line: int, cell: Cell, bands: list[str]) -> Iterator[Fault]:
    band, sex = cell
    if band and band not in bands:
        remedy = near_miss(band, bands) or "use these bands, or count the months in those"
        found, expected = f"the age band {band!r}", ", ".join(bands)
        yield Fault(Place(file, line, None, BAND), found, expected, remedy)
    if sex and sex not in SEXES:
        remedy = near_miss(sex, SEXES) or "write one of them; leave it empty for not known"
        found, expected = f"the sex {sex!r}", ", ".join(SEXES)
        yield Fault(Place(file, line, None, SEX), found, expected, remedy)


def _lines(path: Path) -> dict[Cell, int]:
    published = read_published_csv(path)
    at = [published.header.index(name) for name in (BAND, SEX)]
    return {tuple(cells[n].strip() for n in at): line for line, cells in reversed(published.rows)}
