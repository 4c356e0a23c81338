"""The first letter of a sentence."""

from __future__ import annotations


def capital(text: str) -> str:
    """Return a text with a capital at its beginning; the rest stays as it is.

    >>> capital("NHS trust"), capital("general practice in Dudley"), capital("")
    ('NHS trust', 'General practice in Dudley', '')
    """
    return f"{text[:1].upper()}{text[1:]}"
