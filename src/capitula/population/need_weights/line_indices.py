"""The need of one place, line by line: its index, that of the area above, and its share.

A place is never summed up in one number: Dudley's index of mental health lies 11% below its
board's while that of general and acute lies 6% above. A line of a contract follows the component
the contract names, or several in stated parts. Rule: money specification, section 3.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from capitula.ground.derivation import Derivation, Input
from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.population.exact import ratio
from capitula.population.need_weights.finding_areas import ABOVE, find_area
from capitula.population.place_indices import (
    AreaTotals,
    ComponentIndex,
    component_indices,
    totals,
)
from capitula.population.weighted_population import Area, WeightedPopulations


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """The need of one place beside the area above it and England.

    Attributes:
        kind: what sort of area it is, such as place.
        above: the area compared with; None is all practices of the file.
        here: sums over the place's practices.
        top: sums over the area above.
        components: index, ratio to the area above and share of it, by component.
        top_indices: the index of the area above, by component.
        streams: the stream of funding that each component belongs to.
        source: where the figures come from.
        in_force: the year of the figures.
        mark: of the figures from which the indices are derived.
    """

    kind: str
    area: Area
    above: Area | None
    here: AreaTotals
    top: AreaTotals
    components: tuple[ComponentIndex, ...]
    top_indices: Mapping[str, Decimal | None]
    streams: Mapping[str, str]
    source: str
    in_force: str
    mark: EvidenceMark

    @property
    def above_name(self) -> str:
        """The name of the area above."""
        return self.above.name if self.above else "England"

    @property
    def crude_share(self) -> Decimal | None:
        """The place's share of the people of the area above, unweighted."""
        return ratio(self.here.population, self.top.population)

    def component(self, key: str) -> ComponentIndex:
        """Return one component.

        Raises:
            InputFaults: no such component.
        """
        found = next((c for c in self.components if c.key == key), None)
        if found is None:
            keys = [c.key for c in self.components]
            remedy = near_miss(key, keys) or "choose one of these"
            expected = f"one of {', '.join(keys)}"
            raise InputFaults([Fault(Place("component"), repr(key), expected, remedy)])
        return found

    def open(self, key: str) -> tuple[Derivation, ...]:
        """Open the index, the ratio and the share of one component."""
        found = self.component(key)
        people = self._input("people", self.here.population, self.area.name)
        weighted = self._input("weighted people", found.weighted_people, self.area.name)
        top_people = self._input("people", self.top.population, self.above_name)
        top_weighted = self._input("weighted people", self.top.weighted[key], self.above_name)
        name, above = f"{self.area.name}, {found.title}", self.above_name
        return (
            self._derived(
                f"Need index of {name}",
                "index = weighted people / people, sums over all practices of the place",
                f"{_shown(found.weighted_people)} / {_shown(self.here.population)}",
                (weighted, people),
                found.index,
            ),
            self._derived(
                f"{name}, relative to {above}",
                "ratio = index of the place / index of the area above, divided once",
                f"({_shown(found.weighted_people)} × {_shown(self.top.population)}) / "
                f"({_shown(self.top.weighted[key])} × {_shown(self.here.population)})",
                (weighted, people, top_weighted, top_people),
                found.ratio,
            ),
            self._derived(
                f"{name}, share of {above}",
                "share = weighted people of the place / weighted people of the area above",
                f"{_shown(found.weighted_people)} / {_shown(self.top.weighted[key])}",
                (weighted, top_weighted),
                found.share,
            ),
        )

    def _input(self, what: str, value: Decimal | None, where: str) -> Input | None:
        if value is None:
            return None
        return Input(f"{what}, {where}", value, what, self.mark, self.source)

    def _derived(
        self,
        subject: str,
        formula: str,
        worked: str,
        inputs: Sequence[Input | None],
        result: Decimal | None,
    ) -> Derivation:
        there = tuple(each for each in inputs if each is not None)
        note = "" if len(there) == len(inputs) else "a figure is missing, so the result is missing"
        return Derivation(subject, formula, worked, there, result, "", self.in_force, note)


def place_need(populations: WeightedPopulations, place: str, board: str = "") -> PlaceNeed:
    """Return the need of one place of a file.

    Args:
        populations: the practices.
        place: a name or code: a local authority within its board, a commissioner, or a board.
        board: code or name of the board, where a place lies in several.

    Raises:
        InputFaults: no such place, or several.
    """
    kind, area, above, practices = find_area(populations, place, board)
    upper = ABOVE.get(kind)
    tops = populations.within(upper, above.code) if upper and above else populations.practices
    titles = [(key, m.title) for key, m in populations.layout.weighted.items()]
    here, top = totals(populations, practices), totals(populations, tops)
    return PlaceNeed(
        kind=kind,
        area=area,
        above=above,
        here=here,
        top=top,
        components=component_indices(here, top, titles),
        top_indices={key: ratio(top.weighted[key], top.population) for key, _ in titles},
        streams={key: m.stream for key, m in populations.layout.measures.items()},
        source=populations.origin,
        in_force=str(populations.year or populations.year_from),
        mark=populations.mark,
    )


def need_beside_england(
    populations: WeightedPopulations, england: AreaTotals, area: Area
) -> PlaceNeed:
    """Return the need of all practices of a table beside totals given for England."""
    measures = populations.layout.measures
    keys = [key for key in populations.layout.weighted if key in england.weighted]
    weighted = {key: populations.total(key) for key in keys}
    here = AreaTotals(len(populations.practices), populations.total("population"), weighted)
    titles = [(key, measures[key].title) for key in keys]
    return PlaceNeed(
        kind="commissioner",
        area=area,
        above=None,
        here=here,
        top=england,
        components=component_indices(here, england, titles),
        top_indices={key: ratio(england.weighted[key], england.population) for key in keys},
        streams={key: m.stream for key, m in populations.layout.measures.items()},
        source=populations.origin,
        in_force=str(populations.year or populations.year_from),
        mark=populations.mark,
    )


def line_shares(
    need: PlaceNeed, parts: Mapping[str, Mapping[str, Fraction]]
) -> dict[str, Fraction]:
    """Return the place's share of each line of the area above, from the components it follows.

    Args:
        need: the place.
        parts: for each line, the part of it that follows each component; they sum to 1.

    Raises:
        InputFaults: parts that do not sum to 1 or lie below nought, an unknown component, a
            missing share: all of them.
    """
    faults: list[Fault] = []
    shares: dict[str, Fraction] = {}
    for line, follows in sorted(parts.items()):
        place = Place("lines", None, None, line)
        total = sum(follows.values(), Fraction(0))
        if total != 1 or any(part < 0 for part in follows.values()):
            remedy = "give each line wholly, in parts of nought or more"
            faults.append(Fault(place, f"parts that sum to {float(total):g}", "1", remedy))
        found: list[tuple[Fraction, Decimal]] = []
        for key, part in follows.items():
            share = need.component(key).share
            if share is None:
                remedy = "get the missing figure, or let the line follow another component"
                faults.append(Fault(place, f"no share of {key}", "a share", remedy))
            else:
                found.append((part, share))
        shares[line] = sum((part * Fraction(share) for part, share in found), Fraction(0))
    if faults:
        raise InputFaults(faults)
    return shares


def _shown(value: Decimal | None) -> str:
    return "missing" if value is None else f"{value:,.2f}"
