"""The screen for data breaks, run over the place and every donor before anything is estimated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from capitula.ground.marks import EvidenceMark
from capitula.outcomes.breaks.found import Break, Classed, Reason, Screening
from capitula.outcomes.breaks.known import NOTHING_KNOWN, known_changes
from capitula.outcomes.breaks.screening import Evidence, screen
from capitula.outcomes.breaks.sisters import PeerSeries
from capitula.outcomes.breaks.thresholds import Thresholds
from capitula.outcomes.judging.area_table import AreaTable, labels
from capitula.outcomes.judging.prepared import Prepared
from capitula.outcomes.own_rules import screen_thresholds
from capitula.outcomes.term_kinds import BreakExplained
from capitula.outcomes.verdict.evidence import Obstacle, ObstacleKind
from capitula.outcomes.words import month_name
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screen found over the months used.

    Attributes:
        found: the whole screening.
        own: breaks of the place that bar judgement, or that a person explained.
        noted: large changes of the place that bar nothing and are told all the same.
        elsewhere: breaks of the place in sister series, of which this series is the mirror.
        donors: areas left out because of a break of their own.
        unread: areas that could not be screened, and are left out too.
    """

    found: Screening
    own: tuple[Break, ...]
    noted: tuple[Break, ...]
    elsewhere: tuple[Break, ...]
    donors: tuple[str, ...]
    unread: tuple[str, ...]

    def obstacles(self) -> tuple[Obstacle, ...]:
        """Return why the place cannot be judged, by its breaks."""
        barring = [each for each in (*self.own, *self.elsewhere) if each.bars_judgement]
        return tuple(map(_obstacle, barring))

    def sentences(self) -> tuple[str, ...]:
        """Return what the screen says of the place and of the donors, in sentences."""
        said = [each.words for each in (*self.own, *self.elsewhere, *self.noted)]
        if not said:
            said = ["The screen for data breaks found none in this place."]
        if self.donors or self.unread:
            unread = f" and {len(self.unread)} that it could not read" if self.unread else ""
            said.append(
                f"It read {len(self.found.units)} areas; {len(self.donors)} with a break of their "
                f"own{unread} were left out of the comparison."
            )
        return tuple(said)


def screen_measure(
    prepared: Prepared, tables: Mapping[str, AreaTable], view: View | None
) -> Screened:
    """Screen a prepared measure.

    Args:
        prepared: the measure, with all areas that have figures.
        tables: the tables that the terms name as mirrors and witnesses.
        view: the record, for reasons that people recorded; None without one.
    """
    terms = prepared.terms.breaks
    table, months = prepared.table, prepared.months
    rows = [table.areas.index(area) for area in prepared.areas]
    first = months.first - table.months.first
    counts = table.counts[rows, first : first + len(months)]
    rule = screen_thresholds(prepared.measure)
    evidence = Evidence(
        sisters=[_peers(tables[name], prepared, rule) for name in terms.mirrors],
        witnesses=[_peers(tables[name], prepared, rule) for name in terms.witnesses],
        collection=known_changes(terms.collection) if terms.collection else NOTHING_KNOWN,
        reasons=() if view is None else reasons(prepared.measure.id, view),
    )
    name = prepared.measure.name.lower()
    times = labels(months)
    found = screen(name, counts, prepared.areas, times, evidence=evidence, thresholds=rule)
    donors = tuple(area for area in found.flagged if area != prepared.place)
    unread = tuple(e.unit for e in found.not_screened if e.unit != prepared.place)
    noted = tuple(each for each in found.noted if each.unit == prepared.place)
    mirrored = tuple(_mirrored(prepared, tables[each], counts) for each in terms.mirrors)
    elsewhere = tuple(each for each in mirrored if each is not None)
    return Screened(found, found.of(prepared.place), noted, elsewhere, donors, unread)


def without_broken(prepared: Prepared, screened: Screened) -> Prepared:
    """Return the measure without the areas that the screen left out."""
    why = "a break in its own series"
    kept = prepared.without(screened.donors, why, EvidenceMark.DERIVED)
    return kept.without(screened.unread, "months with nothing counted", EvidenceMark.DERIVED)


def reasons(measure: str, view: View) -> tuple[Reason, ...]:
    """Return the reasons that people recorded for breaks in a measure's series."""
    return tuple(
        Reason(
            unit=claim.body.area,
            time=claim.body.period,
            is_real=claim.body.care_changed,
            text=claim.body.text,
            by=claim.body.explained_by,
            on=claim.envelope.known.last,
            source=claim.envelope.source or "",
        )
        for claim in view.standing
        if isinstance(claim.body, BreakExplained) and claim.envelope.about == measure
    )


def _mirrored(prepared: Prepared, sister: AreaTable, counts: Any) -> Break | None:
    """Return the sister's break at the place of which this series is the mirror."""
    if prepared.place not in sister.areas:
        return None
    rule, name = screen_thresholds(prepared.measure), prepared.measure.name.lower()
    own = PeerSeries(name, prepared.areas, labels(prepared.months), counts, thresholds=rule)
    months = [each for each in sister.labels if each in labels(prepared.months)]
    columns = [sister.labels.index(each) for each in months]
    rows = [n for n, area in enumerate(sister.areas) if area in prepared.areas]
    found = screen(
        _title(sister),
        sister.counts[rows][:, columns],
        [sister.areas[n] for n in rows],
        months,
        evidence=Evidence(sisters=[own]),
        thresholds=rule,
    )
    return next((each for each in found.of(prepared.place) if each.mirrors), None)


def _peers(table: AreaTable, prepared: Prepared, rule: Thresholds) -> PeerSeries:
    """A sister series of the same areas, or of one witness that stands for the place."""
    stands = {prepared.place: table.areas[0]} if len(table.areas) == 1 else None
    name, times = _title(table), table.labels
    return PeerSeries(name, table.areas, times, table.counts, stands, thresholds=rule)


def _title(table: AreaTable) -> str:
    shown = table.table.meta["title"].split(" by month")[0]
    return shown[:1].lower() + shown[1:]


def _obstacle(found: Break) -> Obstacle:
    recording = found.classed is Classed.RECORDING
    kind = ObstacleKind.RECORDING if recording else ObstacleKind.BREAK
    if found.classed is Classed.MISSING:
        kind = ObstacleKind.MISSING
    when = _month(found.time)
    remedy = (
        f"figures counted in one way on both sides of {when}, or a series that the recording did "
        "not touch"
        if recording
        else f"a reason for {when}, recorded by somebody who can know, that care itself changed"
    )
    return Obstacle(kind, found.words, remedy)


def _month(label: str) -> str:
    year, month = label.split("-")
    return month_name(12 * int(year) + int(month) - 1)
