"""Each practice's level of taking part and its own contract, and how many are at each level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from capitula.agreement.sheet import Row, Sheet
from capitula.agreement.signing_kinds import PracticeTookPart
from capitula.agreement.telling import since, told
from capitula.contract.participation import GpParticipation, Mode
from capitula.contract.rules.gp_facts import GpState
from capitula.record.claim import Claim
from capitula.record.envelope import InForce
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice on the day.

    Attributes:
        code: its ODS code.
        name: its name; empty if not stated.
        level: none, virtual, partial or full.
        own_contract: where its own contract stands; None where only the contract file names it.
        list_size: registered patients; None if not stated.
        claim: the entry; None where the contract file says so.
        where: what shows it, where no entry does.
    """

    code: str
    name: str
    level: Mode
    own_contract: GpState | None
    list_size: int | None
    claim: Claim | None
    where: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the practice for machines."""
        return {
            "practice": self.code,
            "name": self.name or None,
            "level": str(self.level),
            "own_contract": str(self.own_contract) if self.own_contract else None,
            "list_size": self.list_size,
            **(told(self.claim) if self.claim else {"entry": None, "source": self.where or None}),
        }


@dataclass(frozen=True, slots=True)
class Listed:
    """The practices that a published list has for the place: how many, and which list."""

    practices: int
    what: str


@dataclass(frozen=True, slots=True)
class Level:
    """How many are at one level: by practices, and apart from that by patients.

    Attributes:
        level: the level.
        practices: how many practices.
        patients: the patients of those whose list is stated.
        without_list: how many of the practices have no list size stated.
    """

    level: Mode
    practices: int
    patients: int
    without_list: int

    def as_json(self) -> dict[str, object]:
        """Return the level for machines."""
        return {
            "level": str(self.level),
            "practices": self.practices,
            "patients_of_stated_lists": self.patients,
            "practices_without_list": self.without_list,
        }


def practices(view: View, in_file: Sequence[GpParticipation]) -> tuple[Practice, ...]:
    """Return each practice as it stands on the day; an entry goes before the contract file.

    Args:
        view: the record at two dates.
        in_file: what the contract file says of practices, as known on the day.
    """
    found = {p.code: p for p in _in_file(view, in_file)}
    found |= {p.code: p for p in _told(view)}
    return tuple(found[code] for code in sorted(found))


def levels(found: Sequence[Practice]) -> tuple[Level, ...]:
    """Return how many are at each level; their practices sum to all that are known."""
    return tuple(_level(mode, [p for p in found if p.level is mode]) for mode in Mode)


def _level(mode: Mode, found: Sequence[Practice]) -> Level:
    lists = [p.list_size for p in found if p.list_size is not None]
    return Level(mode, len(found), sum(lists), len(found) - len(lists))


def _in_file(view: View, in_file: Sequence[GpParticipation]) -> Iterator[Practice]:
    day = view.in_force_on
    for each in in_file:
        if InForce(each.in_force_from, each.in_force_to).may_cover(day):
            yield Practice(
                each.practice, each.name, each.mode, None, each.list_size, None, each.source or ""
            )


def _told(view: View) -> Iterator[Practice]:
    for item in view.items:
        body = item.current.body
        if isinstance(body, PracticeTookPart):
            yield Practice(
                item.subject,
                body.practice_name,
                body.level,
                body.core_contract,
                body.list_size,
                item.current,
            )


def practice_sheets(found: Sequence[Practice], listed: Listed | None) -> tuple[Sheet, ...]:
    """Return the levels and the practices for reading."""
    of = f"of {listed.practices} ({listed.what})" if listed else "how many there are: not stated"
    by_level = Sheet(
        "Practices by level",
        ("Level", "Practices", "Patients of stated lists", "Practices without a list size"),
        tuple(
            Row(
                (
                    each.level.words,
                    str(each.practices),
                    f"{each.patients:,}",
                    str(each.without_list),
                )
            )
            for each in levels(found)
        )
        if found
        else (),
        (f"Practices with a level on record: {len(found)}, {of}.",),
        tuple(_questions(found, listed)),
        "No practice's level was on record by that day.",
    )
    each = Sheet(
        "Practice by practice",
        ("Practice", "Name", "Level", "Own contract", "Patients", "Since"),
        tuple(
            Row(
                (
                    p.code,
                    p.name or "not stated",
                    p.level.value,
                    p.own_contract.replace("_", " ") if p.own_contract else "not stated",
                    "not stated" if p.list_size is None else f"{p.list_size:,}",
                    since(p.claim) if p.claim else "",
                ),
                p.claim.entry if p.claim else "",
            )
            for p in found
        ),
    )
    return (by_level, each) if found else (by_level,)


def _questions(found: Sequence[Practice], listed: Listed | None) -> Iterator[str]:
    if listed is None:
        yield "How many practices are there in the place?"
    elif listed.practices > len(found):
        rest = listed.practices - len(found)
        yield (
            f"At which level is each of the other {rest} practices?"
            if found
            else (f"At which level is each of the {rest} practices, and does its own contract run?")
        )
