"""Where a statement comes from, as the details that open beneath it."""

from __future__ import annotations

from collections.abc import Mapping

from capitula.record import sources as record_sources
from capitula.record.claim import Claim
from capitula.record.envelope import InForce, Known
from capitula.web.parts import Figure, Link, Source
from capitula.web.wording import date_text


def source_part(
    identifier: str | None, sources: Mapping[str, record_sources.Source]
) -> tuple[Source, ...]:
    """Return a source for showing; none for a statement without one."""
    source = sources.get(identifier) if identifier else None
    if source is None:
        return ()
    published = date_text(source.published)
    period = "undated page" if published == "not known" else published
    return (Source(source.publisher, source.title, period, href=source.address),)


def known_text(known: Known) -> str:
    """Return when a statement can have become known."""
    if known.first is None:
        return f"by {date_text(known.last)}"
    if known.first == known.last:
        return date_text(known.last)
    return f"{date_text(known.first)} to {date_text(known.last)}, undated within"


def in_force_text(in_force: InForce) -> str:
    """Return when a statement holds."""
    start = f"from {date_text(in_force.start)}" if in_force.start else ""
    end = f"to {date_text(in_force.end)}" if in_force.end else ""
    return " ".join(filter(None, (start, end))) or "not limited"


def claim_figure(
    claim: Claim, sources: Mapping[str, record_sources.Source], href: str = ""
) -> Figure:
    """Return the details of a statement: who said it, where, when, and the entry itself."""
    envelope = claim.envelope
    return Figure(
        label=f"{envelope.about}, {envelope.property_name}: {claim.value.words}",
        mark=claim.mark,
        formula=f"As stated by: {envelope.speaker}",
        clause=Link(f"Entry {claim.entry}", href) if href else None,
        sources=source_part(envelope.source, sources),
        in_force=in_force_text(envelope.in_force),
        known=known_text(envelope.known),
    )
