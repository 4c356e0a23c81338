"""From located data to a typed model: every fault at once, each with its place and a suggestion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from capitula.ground.faults import Fault, Place, ValueFault, near_miss
from capitula.ground.yaml_source import FieldPath, Located

Model = TypeVar("Model", bound=BaseModel)


def read_model(
    model: type[Model],
    data: Any,
    located: Located,
    at: FieldPath = (),
    *,
    also_known: tuple[str, ...] = (),
    beside: Sequence[str] = (),
) -> Model | None:
    """Validate part of a file; on failure add the faults to `located` and return None.

    Args:
        model: what the part should be.
        data: the part.
        located: the file it came from.
        at: the path of the part in that file.
        also_known: keys the caller reads itself, offered as near misses beside the model's own.
        beside: keys that nothing knows, reported by the caller; one that is this model's, misspelt,
            is not reported as missing too.
    """
    if not isinstance(data, dict):
        located.faults.append(
            Fault(
                located.place(at),
                _shown(data) if at or data is not None else "an empty file",
                "keys and values",
                "write `key: value` lines",
            )
        )
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors()
        misspelt = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
        located.faults += [
            _fault(model, detail, located, at, also_known)
            for detail in details
            if not _said_already(detail, misspelt, beside)
        ]
        return None


def _fault(
    model: type[BaseModel],
    detail: ErrorDetails,
    located: Located,
    at: FieldPath,
    also_known: tuple[str, ...],
) -> Fault:
    path = _without_tags(detail["loc"], located.at(at))
    place = located.place((*at, *path))
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, ValueFault):
        return cause.at(place)
    key = str(path[-1]) if path else ""
    match detail["type"]:
        case "missing":
            return _missing(place, key)
        case "union_tag_not_found":
            word = str(detail.get("ctx", {}).get("discriminator", "kind")).strip("'")
            return _missing(place, word)
        case "extra_forbidden":
            return _extra(place, key, [*_keys(model, detail["loc"][:-1]), *also_known])
        case "enum" | "literal_error" | "union_tag_invalid":
            return _not_one_of(place, detail)
        case _:
            return _other(place, key, detail)


def _said_already(
    detail: ErrorDetails, misspelt: list[tuple[str | int, ...]], beside: Sequence[str]
) -> bool:
    """Say whether a missing key is only a misspelt one, which is reported as such."""
    if detail["type"] != "missing":
        return False
    *around, wanted = detail["loc"]
    keys = [str(loc[-1]) for loc in misspelt if list(loc[:-1]) == around]
    if not around:
        keys += beside
    return any(near_miss(key, [str(wanted)]) for key in keys)


def _missing(place: Place, key: str) -> Fault:
    return Fault(place, f"no {key!r}", f"{key!r} is required", f"add a line `{key}: …`")


def _extra(place: Place, key: str, known: list[str]) -> Fault:
    remedy = near_miss(key, known) or f"remove {key!r} or move it to a note"
    return Fault(place, f"the key {key!r}", "one of " + ", ".join(sorted(set(known))), remedy)


def _not_one_of(place: Place, detail: ErrorDetails) -> Fault:
    context = detail.get("ctx", {})
    listed = str(context.get("expected") or context.get("expected_tags") or "a known word")
    words = [w.strip().strip("'") for w in listed.replace(" or ", ", ").split(",")]
    found = context.get("tag", detail["input"])
    if len(words) == 1:
        return Fault(place, _shown(found), words[0], f"write {words[0]}")
    remedy = near_miss(str(found), words) or "choose one of these"
    expected = "one of " + ", ".join(words)
    return Fault(place, _shown(found), expected, remedy)


_LIST = ("a list", "write a dash before each item, one item a line")
_MAPPING = ("keys and values", "write `key: value` lines below it")
_NUMBER = ("a number in digits", "write digits only, such as 244300000 or 1234.50")
_WHOLE = ("a whole number in digits", "write digits only, such as 319480")
_WAYS = {
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "bool_parsing": ("true or false", "write true or false"),
    "bool_type": ("true or false", "write true or false"),
    "is_instance_of": ("a date as stated", "write it, or leave the line out"),
    "date_type": ("a whole day", "write it, or leave the line out"),
}
"""What was expected and what to do, by pydantic's type of error."""


def _other(place: Place, key: str, detail: ErrorDetails) -> Fault:
    kind, found = detail["type"], detail["input"]
    if kind == "string_type":
        remedy = "write it, or remove the line" if found is None else "write one line of text"
        return Fault(place, _shown(found), "text", remedy)
    if kind in _WAYS:
        expected, remedy = _WAYS[kind]
        if expected == _LIST[0] and isinstance(found, str):
            remedy = f"write `{key}: [{found}]`, or a dash before each item, one item a line"
        return Fault(place, _shown(found), expected, _plain_number(kind, found) or remedy)
    message = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return Fault(place, _shown(found), message.removeprefix("a valid "), f"correct {key}")


_SCALES = {"": 1, "k": 10**3, "m": 10**6, "million": 10**6, "bn": 10**9, "billion": 10**9}


def _plain_number(kind: str, found: Any) -> str:
    """Return `write 5000000000` for £5bn and `write 319480` for 319,480, else an empty string."""
    match = re.fullmatch(r"£? ?(\d[\d,]*(?:\.\d+)?) ?([a-z]*)", str(found).casefold(), re.ASCII)
    if not match or match[2] not in _SCALES:
        return ""
    number = Decimal(match[1].replace(",", "")) * _SCALES[match[2]]
    whole = number == number.to_integral_value()
    if kind.startswith("int") and not whole:
        return ""
    return f"write {number.to_integral_value() if whole else number.normalize():f}"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys and values"
    if isinstance(value, list | tuple):
        return "a list"
    return repr(value) if isinstance(value, str | int) else f"a {type(value).__name__}"


def _without_tags(loc: FieldPath, data: Any) -> FieldPath:
    """Return where a fault lies in the file, without the names of kinds that pydantic puts in."""
    path: list[str | int] = []
    for part in loc:
        if isinstance(part, str) and ("[" in part or part.startswith("function-")):
            continue
        if isinstance(data, dict):
            fields = cast("dict[str, Any]", data)
            if part not in fields and part in fields.values():
                continue  # the word by which one of several kinds is chosen
            data = fields.get(str(part))
        elif isinstance(data, list) and isinstance(part, int):
            items = cast("list[Any]", data)
            data = items[part] if part < len(items) else None
        path.append(part)
    return tuple(path)


def _keys(model: type[BaseModel], path: FieldPath) -> list[str]:
    """Return the keys that the model knows at this path, following nested models."""
    current: type[BaseModel] | None = model
    choices: list[type[BaseModel]] = []
    for part in path:
        if isinstance(part, int):
            continue
        if len(choices) > 1:
            current = next((choice for choice in choices if _chosen_by(choice, part)), None)
            choices = []
            continue
        info = current.model_fields.get(part) if current else None
        choices = _nested_models(info.annotation) if info else []
        current = choices[0] if choices else None
    if current is None:
        return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _chosen_by(model: type[BaseModel], word: str) -> bool:
    return any(word in get_args(info.annotation) for info in model.model_fields.values())


def _nested_models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for argument in get_args(annotation) for found in _nested_models(argument)]
