"""Any table of weights that a contract names: cells by age, sex, condition or whatever it has.

Two ways to use one. *Lookup*: a person stands in one cell, such as women of 75 to 84, and has its
weight. *Sum*: a person has a weight for each condition, and they are added. The contract says
which columns name a cell, which column holds the weight, and how it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from capitula.ground.faults import Fault, InputFaults, Place, ValueFault, near_miss
from capitula.ground.figure_table import read_decimal
from capitula.ground.marks import EvidenceMark
from capitula.population.published_csv import PublishedCsv, read_published_csv

Cell = tuple[str, ...]


class Combining(StrEnum):
    """How the weights of one person are taken together."""

    LOOKUP = "lookup"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class WeightTerms:
    """What a contract says of a table of weights.

    Attributes:
        by: columns that name a cell, such as (age_band, sex) or (condition,).
        weight: the column that holds the weight.
        combining: lookup, or sum of a person's cells.
        divisor: what the printed weight is divided by, such as 100.
        below_nought: whether weights may be below nought, as some published scores are.
        base: what every person counts before the sum; 0 unless the score says so.
        mark: how the weights are known.
        source: from where.
    """

    by: tuple[str, ...]
    weight: str
    combining: Combining
    mark: EvidenceMark
    source: str
    divisor: Decimal = Decimal(1)
    below_nought: bool = False
    base: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class WeightTable:
    """A table of weights, with its terms and its file."""

    file: str
    sha256: str
    terms: WeightTerms
    weights: Mapping[Cell, Fraction]

    def raw(self, counts: Mapping[Cell, Fraction], people: Fraction | None = None) -> Fraction:
        """Return people times weight over the cells of one practice.

        Args:
            counts: people in each cell; in a sum, a person stands in as many as they have.
            people: the list, for the base of a sum.

        Raises:
            ValueFault: a cell of which the table says nothing, or people below nought.
        """
        unknown = sorted(cell for cell in counts if cell not in self.weights)
        if unknown:
            shown = "; ".join(" ".join(cell) for cell in unknown[:5])
            hint = near_miss(" ".join(unknown[0]), [" ".join(cell) for cell in self.weights])
            remedy = hint or "use the cells of the table, or a table that has them"
            raise ValueFault(f"no weight for {shown}", f"the cells of {self.file}", remedy)
        if any(count < 0 for count in counts.values()):
            raise ValueFault("people below nought", "nought or more", "check the counts")
        whole = sum((count * self.weights[cell] for cell, count in counts.items()), Fraction(0))
        if self.terms.combining is Combining.SUM and people is not None:
            whole += people * Fraction(self.terms.base)
        return whole


def read_weight_table(path: Path, terms: WeightTerms) -> WeightTable:
    """Read a CSV file of weights under a contract's terms.

    Raises:
        InputFaults: a column missing, a cell twice, a weight missing, not a number, or below
            nought where the terms do not allow it: all of them.
    """
    published = read_published_csv(path)
    absent = [c for c in (*terms.by, terms.weight) if c not in published.header]
    if absent:
        raise InputFaults(
            Fault(
                Place(published.name, 1),
                f"no column {column!r}",
                "the columns that the contract names",
                near_miss(column, published.header) or f"it has {', '.join(published.header)}",
            )
            for column in absent
        )
    weights, faults = _weights(published, terms)
    if faults:
        raise InputFaults(faults)
    return WeightTable(published.name, published.sha256, terms, weights)


def _weights(
    published: PublishedCsv, terms: WeightTerms
) -> tuple[dict[Cell, Fraction], list[Fault]]:
    weights: dict[Cell, Fraction] = {}
    faults: list[Fault] = []
    for line, cells in published.rows:
        row = dict(zip(published.header, map(str.strip, cells), strict=True))
        cell = tuple(row[column] for column in terms.by)
        place = Place(published.name, line, None, terms.weight)
        try:
            weight = _weight(row[terms.weight], terms)
        except ValueFault as fault:
            faults.append(fault.at(place))
            continue
        if cell in weights:
            found = f"{' '.join(cell)} a second time"
            faults.append(Fault(place, found, "each cell once", "keep one of the two rows"))
        weights[cell] = weight
    return weights, faults


def _weight(text: str, terms: WeightTerms) -> Fraction:
    number = read_decimal(text)
    if number is None:
        remedy = "add the weight; nothing is put in its place"
        raise ValueFault("no weight", "a weight in every row", remedy)
    if number < 0 and not terms.below_nought:
        remedy = "correct it, or let the contract say that weights may be below nought"
        raise ValueFault(text, "a weight of nought or more", remedy)
    return Fraction(number) / Fraction(terms.divisor)
