"""Two versions of a framework, or two frameworks: what was added, taken out, changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from capitula.assurance.frameworks.model import Framework

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs.

    Attributes:
        part: where, such as `stage checkpoint_2, question terms-1, good`.
        before: what it says in the one; "nothing" where it is not there.
        after: what it says in the other.
    """

    part: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Return the change for machines."""
        return {"part": self.part, "before": self.before, "after": self.after}


def compare_frameworks(one: Framework, other: Framework) -> tuple[Change, ...]:
    """Return every difference, in the order of the first and then of the second."""
    return tuple(_differences("", _as_data(one), _as_data(other)))


def _as_data(framework: Framework) -> dict[str, Any]:
    """Return a framework as keys and values, its lists of parts keyed by identifier."""
    stated = framework.model_dump(mode="json", by_alias=True)
    stages = {f"stage {stage['id']}": stage for stage in stated.pop("stages")}
    for stage in stages.values():
        stage |= {f"question {question['id']}": question for question in stage.pop("questions")}
    roles = {f"role {role['id']}": role for role in stated.pop("roles")}
    return stated | roles | stages


def _differences(where: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys([*one, *other]):
        part = f"{where}, {key}" if where else key
        before, after = one.get(key), other.get(key)
        if before == after:
            continue
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _differences(
                part, cast("dict[str, Any]", before), cast("dict[str, Any]", after)
            )
        else:
            yield Change(part, _words(before), _words(after))


def _words(value: Any) -> str:
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, list):
        return ", ".join(str(item) for item in cast("list[Any]", value))
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        return str(fields.get("question") or fields.get("title") or NOTHING)
    return str(value)
