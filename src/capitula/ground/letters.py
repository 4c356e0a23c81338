"""Letters and signs as people write them: the first of a sentence or a name, and the minus."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"
"""For people: a hyphen lets a line end between it and its amount."""


def capital(text: str) -> str:
    """Return a text with a capital at its beginning; the rest stays as it is.

    >>> capital("NHS trust"), capital("general practice in Dudley"), capital("")
    ('NHS trust', 'General practice in Dudley', '')
    """
    return f"{text[:1].upper()}{text[1:]}"


def within_sentence(title: str) -> str:
    """Return a title without the capital at its beginning, unless an acronym stands there.

    >>> within_sentence("Checkpoint 3"), within_sentence("FBC as approved"), within_sentence("")
    ('checkpoint 3', 'FBC as approved', '')
    """
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def named(identifier: str) -> str:
    """Return an identifier as a name.

    >>> named("worked-example"), named("dudley")
    ('Worked Example', 'Dudley')
    """
    return identifier.replace("-", " ").title()
