"""From a specification to SVG that a strict page may hold and a screen reader can read.

The drawing becomes one image with a name and a description. What Vega adds for itself (classes,
roles of every mark, styles, empty paths) is taken out: inside an image nobody reaches it, and a
page whose policy allows no inline style would block part of it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from capitula.reports.lettering import FONT

SVG = "http://www.w3.org/2000/svg"
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_DROPPED = ("class", "role", "pointer-events", "style", "version")
_NUMBERS = ("transform", "d", "x", "y", "x1", "x2", "y1", "y2", "points")


def render(specification: dict[str, Any]) -> str:
    """Return Vega's own SVG of a specification. Nothing is fetched; the data are in it."""
    import vl_convert

    return vl_convert.vegalite_to_svg(specification)


def accessible_svg(specification: dict[str, Any], key: str, title: str, description: str) -> str:
    """Draw a specification as an image with a name, a description and no style of its own.

    Args:
        specification: Vega-Lite, with its data inside.
        key: what its ids begin with, unique on a page.
        title: the name of the image.
        description: its text alternative.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(render(specification))  # noqa: S314  # our own drawing, not a stranger's
    _prune(root)
    for element in root.iter():
        _clean(element, key)
    _, _, width, height = root.get("viewBox", "0 0 0 0").split()
    root.attrib.clear()
    root.attrib.update(
        {
            "viewBox": f"0 0 {width} {height}",
            "width": "100%",
            "role": "img",
            "aria-labelledby": f"{key}-title {key}-desc",
            "font-family": FONT,
        }
    )
    for place, (name, words) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{SVG}}}{name}", {"id": f"{key}-{name}"})
        element.text = words
        root.insert(place, element)
    return ET.tostring(root, encoding="unicode")


def _prune(parent: ET.Element) -> None:
    """Remove what draws nothing: empty paths, hidden words, style sheets and empty groups."""
    for child in list(parent):
        _prune(child)
        name = child.tag.rpartition("}")[2]
        hidden = child.get("display") == "none" or child.get("opacity") == "0"
        invisible = child.get("class") == "background" and "stroke" not in child.attrib
        empty_path = name == "path" and (not child.get("d") or invisible)
        empty_group = name == "g" and not len(child)
        if hidden or empty_path or empty_group or name in ("style", "script", "metadata"):
            parent.remove(child)


def _clean(element: ET.Element, key: str) -> None:
    for declaration in element.get("style", "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            element.set(name.strip(), value.strip())
    for name in list(element.attrib):
        if name in _DROPPED or name.startswith("aria-"):
            del element.attrib[name]
        elif name in _NUMBERS:
            element.set(name, _LONG_NUMBER.sub(_shorter, element.attrib[name]))
        elif name == "id":
            element.set(name, f"{key}-{element.attrib[name]}")
        elif name == "font-family" or (name, element.attrib[name]) == ("opacity", "1"):
            del element.attrib[name]
        else:
            own = _REFERENCE.sub(rf"url(#{key}-\1)", element.attrib[name])
            element.set(name, own)


def _shorter(number: re.Match[str]) -> str:
    """Round to a hundredth of a pixel, which nobody can see."""
    return f"{round(float(number[0]), 2) or 0.0:g}"
