"""Bodies that may no longer be read: withheld by a decision, or erased by law.

Both are entries of their own, about the entry whose body they concern. A withheld body stays where
it is and is shown in no view and copied into no export but one for named people; an entry that
supersedes the withholding lifts it. An erased body is gone from its home with its salt: neither
the words nor a guess at them can be had from the digest that stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from capitula.ground.marks import EvidenceMark
from capitula.record.entry import Entry
from capitula.record.envelope import Audience
from capitula.record.kind import Body
from capitula.record.values import Value

WITHHELD, ERASED = "body_withheld", "body_erased"
STATES = {WITHHELD: "withheld", ERASED: "erased"}


class BodyWithheld(Body):
    """The body of an entry is no longer shown; `about` names the entry."""

    kind: ClassVar[str] = WITHHELD
    stated_property: ClassVar[str] = "body"

    mark: EvidenceMark = EvidenceMark.LOCAL
    reason: str

    def value(self) -> Value:
        """Why."""
        return Value(f"withheld: {self.reason}")

    def state(self) -> str:
        """Withheld."""
        return STATES[WITHHELD]


class BodyErased(Body):
    """The body of an entry was erased by law; `about` names the entry.

    It states what `capitula record erase` has done, and is not written in any other way.
    """

    kind: ClassVar[str] = ERASED
    stated_property: ClassVar[str] = "body"
    written_by: ClassVar[str] = "capitula record erase"

    mark: EvidenceMark = EvidenceMark.LOCAL
    law: str
    reason: str

    def value(self) -> Value:
        """By which law, and why."""
        return Value(f"erased under {self.law}: {self.reason}")

    def state(self) -> str:
        """Erased."""
        return STATES[ERASED]


KINDS: tuple[type[Body], ...] = (BodyWithheld, BodyErased)


def kept_back(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the entries whose body may not be read, each with its state.

    They hold for every day of which a view is asked: the past is not shown with what was withheld
    since.
    """
    said: dict[str, str] = {}
    spoken: list[tuple[str, str, str]] = []
    lifted: set[str] = set()
    for entry in entries:
        envelope = entry.envelope
        lifted.update(envelope.supersedes)
        if envelope.kind in STATES:
            spoken.append((envelope.entry, envelope.about, envelope.kind))
    for identifier, target, kind in spoken:
        if kind == ERASED or (identifier not in lifted and said.get(target) != STATES[ERASED]):
            said[target] = STATES[kind]
    return said


def for_audience(entries: Iterable[Entry], audience: Audience) -> Iterator[Entry]:
    """Return the chain with only the bodies that an audience may read; it still verifies."""
    whole = tuple(entries)
    back = kept_back(whole)
    for entry in whole:
        withheld = entry.envelope.entry in back and audience is not Audience.RESTRICTED
        if withheld or not audience.may_read(entry.envelope.audience):
            yield entry.without_body()
        else:
            yield entry
