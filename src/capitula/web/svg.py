"""Drawings shown inside a page: named for screen readers, and safe under the page's policy."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
_FRAMES = {"svg", "g", "defs", "clipPath", "marker", "symbol", "use", "title", "desc"}
_PAINTS = {"linearGradient", "stop", "pattern"}
_DRAWN = _SHAPES | _FRAMES | _PAINTS
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_INSIDE = re.compile(r"""url\(\s*['"]?#([^)'"]+)['"]?\s*\)""")
_NAMING = re.compile(r"role$|class$|aria-")


class UnsafeDrawing(ValueError):
    """A drawing holds what a page may not: script, a link outward, or an unknown element."""


def drawing(svg: str, *, ident: str, title: str, description: str) -> Markup:
    """Return the SVG for a page, with role, title and description.

    Fixed width and height give way to a view box. Inline styles, which the page's policy forbids,
    become attributes. Ids inside are prefixed, so that two drawings do not clash.

    Raises:
        UnsafeDrawing: an element that is not drawn, an event attribute or a reference outward.
    """
    if "<!" in svg:
        raise UnsafeDrawing("found a declaration or comment; expected elements only")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - declarations are refused above
    except ET.ParseError as error:
        raise UnsafeDrawing(f"found {error}; expected one well-formed svg element") from error
    for element in root.iter():
        _clean(element, ident)
    if root.tag != "svg":
        raise UnsafeDrawing(f"found <{root.tag}>; expected <svg>")
    _resize(root)
    for old in [child for child in root if child.tag in {"title", "desc"}]:
        root.remove(old)
    for place, (name, words) in enumerate((("title", title), ("desc", description))):
        label = ET.Element(name, {"id": f"{ident}-{name}"})
        label.text = words
        root.insert(place, label)
    root.set("role", "img")
    root.set("aria-labelledby", f"{ident}-title {ident}-desc")
    return Markup(ET.tostring(root, encoding="unicode", short_empty_elements=True))  # noqa: S704


def _clean(element: ET.Element, ident: str) -> None:
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if element.tag not in _DRAWN:
        raise UnsafeDrawing(f"found <{element.tag}>; expected only elements that draw")
    given = dict(element.attrib)
    element.attrib.clear()
    styled = dict(_STYLE.findall(given.pop("style", "")))
    for name, value in {**given, **styled}.items():
        plain = name.rpartition("}")[2]
        _refuse(plain, value)
        if plain == "href":
            element.set(plain, f"#{ident}-{value[1:]}")
        elif plain == "id":
            element.set(plain, f"{ident}-{value}")
        elif "}" not in name and not _NAMING.match(plain):
            element.set(plain, _INSIDE.sub(rf"url(#{ident}-\1)", value))


def _refuse(name: str, value: str) -> None:
    if name.startswith("on"):
        raise UnsafeDrawing(f"found the attribute {name}; a drawing has no script")
    if name == "href" and not value.startswith("#"):
        raise UnsafeDrawing(f"found a reference to {value!r}; expected one inside the drawing")
    if "url(" in _INSIDE.sub("", value):
        raise UnsafeDrawing(f"found {value!r}; expected a reference inside the drawing")


def _resize(root: ET.Element) -> None:
    width, height = root.attrib.pop("width", ""), root.attrib.pop("height", "")
    if "viewBox" not in root.attrib:
        sizes = [re.fullmatch(r"([\d.]+)(?:px)?", size) for size in (width, height)]
        if not all(sizes):
            raise UnsafeDrawing("found neither a viewBox nor width and height in pixels")
        root.set("viewBox", " ".join(["0 0", *(size.group(1) for size in sizes if size)]))
