"""From located data to a typed model: every fault at once, each with its place and a suggestion."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

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
    also_known: tuple[str, ...] = (),
) -> Model | None:
    """Validate part of a file; on failure add the faults to `located` and return None.

    Args:
        model: what the part should be.
        data: the part.
        located: the file it came from.
        at: the path of the part in that file.
        also_known: keys the caller reads itself, offered as near misses beside the model's own.
    """
    if not isinstance(data, dict):
        located.faults.append(
            Fault(located.place(at), _shown(data), "keys and values", "write `key: value` lines")
        )
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            located.faults.append(_fault(model, detail, located, at, also_known))
        return None


def _fault(
    model: type[BaseModel],
    detail: ErrorDetails,
    located: Located,
    at: FieldPath,
    also_known: tuple[str, ...],
) -> Fault:
    path = tuple(part for part in detail["loc"] if not _is_tag(part))
    place = located.place((*at, *path))
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, ValueFault):
        return cause.at(place)
    key = str(path[-1]) if path else ""
    match detail["type"]:
        case "missing":
            return _missing(place, key)
        case "extra_forbidden":
            return _extra(place, key, [*_keys(model, path[:-1]), *also_known])
        case "enum" | "literal_error" | "union_tag_invalid":
            return _not_one_of(place, detail)
        case _:
            return Fault(place, _shown(detail["input"]), _expected(detail), f"correct {key}")


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
    remedy = near_miss(str(found), words) or "choose one of these"
    return Fault(place, _shown(found), "one of " + ", ".join(words), remedy)


def _expected(detail: ErrorDetails) -> str:
    message = detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return message.removeprefix("a valid ")


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    return repr(value) if isinstance(value, str | int) else f"a {type(value).__name__}"


def _is_tag(part: str | int) -> bool:
    return isinstance(part, str) and ("[" in part or part.startswith("function-"))


def _keys(model: type[BaseModel], path: FieldPath) -> list[str]:
    """Return the keys that the model knows at this path, following nested models."""
    current: type[BaseModel] = model
    for part in path:
        if isinstance(part, int):
            continue
        info = current.model_fields.get(part)
        nested = _nested_model(info.annotation) if info else None
        if nested is None:
            return []
        current = nested
    return [info.alias or name for name, info in current.model_fields.items()]


def _nested_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _nested_model(argument)
        if found is not None:
            return found
    return None
