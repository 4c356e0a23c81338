"""What does not fit in open contracting data, as findings: nothing is dropped, and it is said."""

from __future__ import annotations

from capitula.record.findings import Finding

ROOM = "record"


def kept_apart(array: str, identifier: str, about: str, evidence: tuple[str, ...]) -> Finding:
    """An object that would have overwritten another of the same identifier in its array."""
    return Finding(
        rule="ocds.identifier_twice",
        room=ROOM,
        severity="warns",
        about=about,
        text=f"A second object in {array} with one identifier was kept apart as {identifier!r}.",
        evidence=evidence,
        remedy="If both mean the same, say so by an entry that supersedes one of the two.",
    )


def same_date(first: str, second: str, date: str) -> Finding:
    """Two releases of one date: the standard gives them no order (its issue 848)."""
    return Finding(
        rule="ocds.same_date",
        room=ROOM,
        severity="warns",
        about=date,
        text=f"The releases {first!r} and {second!r} have one date; they are taken in this order.",
        evidence=(first, second),
        remedy="Ask the publisher for dates with the time of day.",
    )


def release_id_twice(identifier: str, kept_as: str) -> Finding:
    """One release identifier on two different contents (the standard's issue 849)."""
    return Finding(
        rule="ocds.release_id_twice",
        room=ROOM,
        severity="warns",
        about=identifier,
        text=f"Two different releases bear the identifier {identifier!r}; one is {kept_as!r} here.",
        evidence=(identifier, kept_as),
        remedy="A release is never changed; ask the publisher for a new identifier.",
    )


def reused(pointer: str, earlier: str, later: str, own: str, releases: tuple[str, str]) -> Finding:
    """An identifier that a later release uses for another thing."""
    return Finding(
        rule="ocds.identifier_reused",
        room=ROOM,
        severity="warns",
        about=pointer,
        text=f"{pointer} was {earlier} and is used again for {later}; kept apart as {own!r}.",
        evidence=releases,
        remedy="Ask the publisher for an identifier of its own.",
    )


def not_taken_in(pointer: str, entry: str) -> Finding:
    """An entry whose body was withheld from the releases."""
    return Finding(
        rule="ocds.withheld",
        room=ROOM,
        severity="notes",
        about=entry,
        text=f"The entry {entry!r} at {pointer} was published without its body; not taken in.",
        evidence=(entry,),
        remedy="Ask its publisher for the body, if you may read it.",
    )
