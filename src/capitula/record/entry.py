"""An entry: envelope, body and the salt of its digest; and the one text by which it is stored."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.record.canonical import canonical_json, digest
from capitula.record.envelope import Envelope

_BODY, _ENVELOPE, _SALT = '{"body":', ',"envelope":{"about":', ',"salt":'
_HASH = ',"hash":"'
_HASH_PART = len(_HASH) + 64 + 1
_NOTHING = "null"
_scan = json.JSONDecoder().raw_decode
"""`json.loads` without its looks at what stands before and behind."""
_NO_ENTRY = (ValueError, KeyError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record.

    Attributes:
        envelope: what the chain runs over.
        body_text: the canonical JSON of the body, which is read only when it is wanted; None when
            the body is withheld from this copy, or was erased by law. The envelope and its digest
            stay, and the chain still verifies.
        salt: the salt of the body's digest; it goes with the body.
    """

    envelope: Envelope
    body_text: str | None
    salt: str | None

    @classmethod
    def of(cls, envelope: Envelope, body: dict[str, Any] | None, salt: str | None) -> Entry:
        """Return the entry of a body that is not yet text."""
        return cls(envelope, None if body is None else canonical_json(body), salt)

    @property
    def body(self) -> dict[str, Any] | None:
        """The body as stored, read anew; None when it is withheld or erased."""
        return None if self.body_text is None else json.loads(self.body_text)

    def as_json(self) -> dict[str, Any]:
        """Return the entry for storing."""
        return {"envelope": self.envelope.as_json(), "body": self.body, "salt": self.salt}

    def stored(self) -> str:
        """Return the one text by which this entry is stored: its canonical JSON."""
        return frame(*self.texts())

    @classmethod
    def from_stored(cls, text: str, place: Place) -> Entry:
        """Read a stored text, which must be to the letter what `stored` wrote.

        The envelope's own hash, taken over the text as it stands, shows that cheaply. Where it
        does not fit, the entry is read anew and with care, so that `verify` can say what is wrong.
        Whether the body fits its digest is for `verify` to say.

        Args:
            text: what a home of the record holds.
            place: where it holds it.

        Raises:
            InputFaults: it is no entry, or it is written in another way than it was.
        """
        try:
            start, end = text.rindex(_ENVELOPE), text.rindex(_SALT)
            body, envelope, salt = text[8:start], text[start + 12 : end], text[end + 8 : -1]
            plain = len(salt) == 34 and salt[0] == salt[-1] == '"' and salt[1:-1].isalnum()
            framed = text.startswith(_BODY) and text.endswith("}") and (plain or salt == _NOTHING)
            if framed and _fits(envelope):
                return cls(
                    _envelope(envelope),
                    None if body == _NOTHING else body,
                    salt[1:-1] if plain else None,
                )
        except _NO_ENTRY:
            pass
        return _read_with_care(text, place)

    @classmethod
    def from_texts(cls, envelope: str, body: str | None, salt: str | None, place: Place) -> Entry:
        """Read an entry whose parts are stored side by side.

        Raises:
            InputFaults: as for `from_stored`.
        """
        try:
            if _fits(envelope):
                return cls(_envelope(envelope), body, salt)
        except _NO_ENTRY:
            pass
        return _read_with_care(frame(envelope, body, salt), place)

    def texts(self) -> tuple[str, str | None, str | None]:
        """Return the texts of envelope, body and salt, as `from_texts` reads them."""
        return canonical_json(self.envelope.as_json()), self.body_text, self.salt

    def without_body(self) -> Entry:
        """Return the entry with its body withheld."""
        return Entry(self.envelope, None, None)


def frame(envelope: str, body: str | None, salt: str | None) -> str:
    """Return the text of an entry from the texts of its parts."""
    salt_text = _NOTHING if salt is None else canonical_json(salt)
    return f'{_BODY}{_NOTHING if body is None else body},"envelope":{envelope}{_SALT}{salt_text}}}'


def _envelope(text: str) -> Envelope:
    stored, end = _scan(text)
    if end != len(text):
        raise ValueError("something stands behind the envelope")
    return Envelope.from_json(stored)


def _fits(envelope: str) -> bool:
    """Say whether the hash in the text of an envelope is that of the rest of the text."""
    at = envelope.index(_HASH)
    rest = envelope[:at] + envelope[at + _HASH_PART :]
    return digest(rest) == envelope[at + len(_HASH) : at + _HASH_PART - 1]


def _read_with_care(text: str, place: Place) -> Entry:
    try:
        stored = json.loads(text)
        entry = Entry.of(Envelope.from_json(stored["envelope"]), stored["body"], stored["salt"])
        if entry.stored() == text:
            return entry
        found = "an entry that was rewritten"
    except _NO_ENTRY as error:
        found = f"no entry ({type(error).__name__}: {error})"
    fault = Fault(
        place,
        found,
        "an entry as it was recorded, to the letter",
        "restore the record from a copy; entries are never edited",
    )
    raise InputFaults([fault])
