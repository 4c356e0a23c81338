"""Finding an area of a file of weighted populations by the name that people use for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.population.weighted_population import Area, Practice, WeightedPopulations

ABOVE: dict[str, str | None] = {
    "place": "icb",
    "commissioner": "system",
    "icb": None,
    "system": None,
}
"""The kind of area with which each kind is compared; None is all of the file."""


def find_area(
    populations: WeightedPopulations, place: str, board: str
) -> tuple[str, Area, Area | None, tuple[Practice, ...]]:
    """Return the kind, the area, the area above it and its practices.

    Args:
        populations: the practices.
        place: a code, a name, or a part of one that fits a single area.
        board: code or name of the area above, where a place lies in several.

    Raises:
        InputFaults: no such area, or several.
    """
    wanted = place.casefold().strip()
    groups: dict[tuple[str, str, str], list[Practice]] = {}
    for practice in populations.practices:
        for kind, area in practice.areas.items():
            upper = ABOVE.get(kind)
            above = practice.areas.get(upper) if upper else None
            if board and not (
                above and board.casefold() in (above.code.casefold(), above.name.casefold())
            ):
                continue
            key = (kind, area.code, above.code if above else "")
            groups.setdefault(key, []).append(practice)
    exact = [
        key
        for key, members in groups.items()
        if wanted in (key[1].casefold(), members[0].areas[key[0]].name.casefold())
    ]
    found = exact or [
        key for key, members in groups.items() if wanted in members[0].areas[key[0]].name.casefold()
    ]
    if len(found) != 1:
        raise InputFaults([_not_one(populations, place, found, groups)])
    (kind, _, _), members = found[0], tuple(groups[found[0]])
    upper = ABOVE.get(kind)
    return kind, members[0].areas[kind], members[0].areas.get(upper) if upper else None, members


def _not_one(
    populations: WeightedPopulations,
    place: str,
    found: Sequence[tuple[str, str, str]],
    groups: Mapping[tuple[str, str, str], Sequence[Practice]],
) -> Fault:
    names = {key: members[0].areas[key[0]].name for key, members in groups.items()}
    if found:
        several = "; ".join(
            f"{names[key]} ({key[1]}, {key[0]}{f' within {key[2]}' if key[2] else ''})"
            for key in sorted(found)[:8]
        )
        remedy = "name one by its code, and its board with --icb"
        return Fault(Place("--place"), f"{place!r} is {len(found)} places", several, remedy)
    remedy = near_miss(place, list(names.values())) or "use the name or code as published"
    expected = f"a place, commissioner or board of {populations.file}"
    return Fault(Place("--place"), repr(place), expected, remedy)
