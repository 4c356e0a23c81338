"""Need indices of areas: weighted population over population, sums over sums, never a mean.

`index_i = weighted_i / population_i`; a place's relative index is its index over that of the
integrated care board it lies in. Zero stays zero, a sum with a missing part is missing, and
nothing is rounded before it is shown. Rule: money specification, sections 3.1 and 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from capitula.population.exact import product, ratio
from capitula.population.weighted_population import Area, Practice, WeightedPopulations


@dataclass(frozen=True, slots=True)
class AreaTotals:
    """The sums of one set of practices: people, and weighted people by component."""

    practices: int
    population: Decimal | None
    weighted: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class ComponentIndex:
    """One component of need in one area.

    Attributes:
        weighted_people: the component's weighted population; None where a practice has none given.
        index: weighted people per person; England is 1.
        ratio: the index over that of the area above.
        share: the part of the area above's weighted people that lies here.
    """

    key: str
    title: str
    weighted_people: Decimal | None
    index: Decimal | None
    ratio: Decimal | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class AreaIndices:
    """All components of one area, against the area above it (None is all of the file)."""

    kind: str
    area: Area
    above: Area | None
    practices: int
    population: Decimal | None
    population_share: Decimal | None
    components: tuple[ComponentIndex, ...]

    def component(self, key: str) -> ComponentIndex:
        """Return one component.

        Raises:
            KeyError: no such component.
        """
        found = next((c for c in self.components if c.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def document(self) -> dict[str, Any]:
        """Return plain data for machines, numbers unrounded.

        An area is compared with the one above: a place with its ICB, an ICB with the whole file.
        An ICB's ratio to the ICB's own index is given too, so that every row has one.
        """
        above = "england" if self.above is None else "icb"
        names: dict[str, Any] = {"level": self.kind, "code": self.area.code, "name": self.area.name}
        if self.above is not None:
            names |= {"icb_code": self.above.code, "icb_name": self.above.name}
        own = {"ratio_to_icb": Decimal(1)} if self.kind == "icb" else {}
        return names | {
            "practices": self.practices,
            "population": self.population,
            f"population_share_of_{above}": self.population_share,
            "components": {
                c.key: {
                    "title": c.title,
                    "weighted_population": c.weighted_people,
                    "index": c.index,
                    f"ratio_to_{above}": c.ratio,
                    f"share_of_{above}": c.share,
                    **(own if c.index is not None else {}),
                }
                for c in self.components
            },
        }


def area_indices(
    populations: WeightedPopulations, kind: str, above: str | None = None
) -> tuple[AreaIndices, ...]:
    """Return the indices of every area of one kind, by the code of the area above and their own.

    Args:
        populations: the practices.
        kind: such as `icb` or `place`.
        above: the kind to compare with; None compares with all practices of the file. An area
            that lies in two of them is two areas.
    """
    groups: dict[tuple[str, str], list[Practice]] = {}
    for practice in populations.practices:
        if kind in practice.areas and (above is None or above in practice.areas):
            upper = practice.areas[above].code if above else ""
            groups.setdefault((upper, practice.areas[kind].code), []).append(practice)
    tops = {
        upper: totals(populations, populations.within(above, upper) if above else None)
        for upper in {upper for upper, _ in groups}
    }
    return tuple(
        _indices(populations, kind, above, groups[key], tops[key[0]]) for key in sorted(groups)
    )


def totals(
    populations: WeightedPopulations, practices: Sequence[Practice] | None = None
) -> AreaTotals:
    """Return the sums over some practices, all unless given."""
    chosen = populations.practices if practices is None else practices
    weighted = {key: populations.total(key, chosen) for key in populations.layout.weighted}
    return AreaTotals(len(chosen), populations.total("population", chosen), weighted)


def component_indices(
    here: AreaTotals, top: AreaTotals, titles: Iterable[tuple[str, str]]
) -> tuple[ComponentIndex, ...]:
    """Return index, ratio and share of each component; each is divided once, at the end."""
    return tuple(
        ComponentIndex(
            key,
            title,
            here.weighted[key],
            ratio(here.weighted[key], here.population),
            ratio(
                product(here.weighted[key], top.population),
                product(top.weighted[key], here.population),
            ),
            ratio(here.weighted[key], top.weighted[key]),
        )
        for key, title in titles
    )


def _indices(
    populations: WeightedPopulations,
    kind: str,
    above: str | None,
    practices: Sequence[Practice],
    top: AreaTotals,
) -> AreaIndices:
    here = totals(populations, practices)
    titles = [(key, measure.title) for key, measure in populations.layout.weighted.items()]
    return AreaIndices(
        kind=kind,
        area=practices[0].areas[kind],
        above=practices[0].areas[above] if above else None,
        practices=here.practices,
        population=here.population,
        population_share=ratio(here.population, top.population),
        components=component_indices(here, top, titles),
    )
