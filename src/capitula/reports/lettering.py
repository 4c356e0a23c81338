"""How wide words are and where they break, without asking a font.

A drawing laid out by a machine's own fonts would differ from machine to machine. These widths are
a little generous for Arial, so that words never run into each other.
"""

from __future__ import annotations

FONT = "Arial, sans-serif"

_NARROW, _WIDE = frozenset("iljtfIr.,:;'|!()[] /-"), frozenset("mwMW@%—")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return a fair estimate of the width of a line in pixels."""
    ems = sum(_ems(letter) for letter in text)
    return ems * size * (1.07 if bold else 1.0)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break text into lines that fit; a word wider than the line stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.32
    if letter in _WIDE:
        return 0.87
    return 0.70 if letter.isupper() else 0.565
