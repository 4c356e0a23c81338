"""One way of writing a JSON value, so that a digest of it means something."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, cast


def canonical_json(value: Any) -> str:
    """Return the JSON of a value with sorted keys, no spaces and no float anywhere.

    Raises:
        TypeError: the value holds a float, or something JSON cannot hold.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def body_digest(body_text: str, salt: str) -> str:
    """Return the digest of a body, given as its canonical JSON, with its salt.

    The salt goes when the body is withheld or erased, so that a short body cannot be guessed from
    the digest that stays.
    """
    return digest(f"{salt}\n{body_text}")


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float ({value!r}) in an entry; write it as text or as a whole number")
    if isinstance(value, dict):
        inner: list[Any] = list(cast("dict[str, Any]", value).values())
    elif isinstance(value, list | tuple):
        inner = list(cast("Sequence[Any]", value))
    else:
        return
    for item in inner:
        _refuse_floats(item)
