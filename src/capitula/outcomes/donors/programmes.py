"""Programmes that ran in other areas, read from the list that ships with the product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from capitula.ground.faults import Fault, InputFaults, Place, near_miss
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.ground.reading import read_model
from capitula.ground.yaml_source import read_yaml

FILE = Path(__file__).with_name("programmes.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProgrammeSource(_Part):
    """Where a list of sites was printed."""

    publisher: str
    title: str
    address: str


class Site(_Part):
    """One site of a programme, and the areas it lies in.

    Attributes:
        site: its name as printed.
        source: the list that names it.
        councils: the councils, as the delayed transfers tables name them.
        groups: the codes of the commissioning groups.
        part: whether the site is only a part of them, or the reading is ours.
    """

    site: str
    source: str
    councils: tuple[str, ...]
    groups: tuple[str, ...]
    part: bool = False

    @property
    def mark(self) -> EvidenceMark:
        """How the areas are known: a part read from the site's name is unverified."""
        return EvidenceMark.UNVERIFIED if self.part else EvidenceMark.SOURCED


class Programme(_Part):
    """A programme: its name, when it began, its sites."""

    name: str
    began: PartialDate
    sites: tuple[Site, ...]


class Programmes(_Part):
    """The whole list."""

    sources: dict[str, ProgrammeSource]
    programmes: dict[str, Programme]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One area left out of the donors.

    Attributes:
        area: as the figure table names it.
        why: the programme and the site, or the reason given.
        mark: how it is known.
        source: what shows it; empty for a choice of the terms.
    """

    area: str
    why: str
    mark: EvidenceMark
    source: str


@cache
def programmes() -> Programmes:
    """Return the list that ships.

    Raises:
        InputFaults: the file is at fault.
    """
    located = read_yaml(FILE)
    found = read_model(Programmes, located.data, located)
    if found is None or located.faults:
        raise InputFaults(located.faults)
    return found


def areas_of(name: str, codes: dict[str, str]) -> tuple[LeftOut, ...]:
    """Return the areas of a table in which a programme ran.

    Args:
        name: the programme, such as `vanguards`.
        codes: code to name of the areas there are; councils are found by name, groups by code.

    Raises:
        InputFaults: no such programme.
    """
    listed = programmes()
    if name not in listed.programmes:
        known = list(listed.programmes)
        remedy = near_miss(name, known) or "add it to the list of programmes, with its source"
        place = Place("outcomes.yaml", None, None, "programme")
        raise InputFaults([Fault(place, repr(name), f"one of: {', '.join(known)}", remedy)])
    programme = listed.programmes[name]
    names = set(codes.values())
    found: dict[str, LeftOut] = {}
    for site in programme.sites:
        own = [codes[code] for code in site.groups if code in codes]
        for area in (*(c for c in site.councils if c in names), *own):
            why = f"{programme.name}: {site.site}"
            left = LeftOut(area, why, site.mark, listed.sources[site.source].address)
            if area not in found or found[area].mark is EvidenceMark.UNVERIFIED:
                found[area] = left
    return tuple(found.values())
