"""One edit of a variation: set a field, add an item to a list, or remove a part."""

from __future__ import annotations

import copy
from enum import StrEnum
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, model_validator

from capitula.contract.edit_path import resolve
from capitula.ground.faults import ValueFault


class Action(StrEnum):
    """What an edit does."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


class Edit(BaseModel):
    """An edit. Written as a path and one of `set:`, `add:` or `remove: true`.

    Attributes:
        path: where, as in `edit_path`.
        action: what it does.
        value: the new value of a field, or the item to add; nothing for a removal. A field set to
            nothing becomes a question.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    action: Action
    value: Any = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "action" in data:
            return cast("Any", data)
        given = dict(cast("dict[str, Any]", data))
        actions = [action for action in Action if action in given]
        if len(actions) != 1:
            raise ValueFault(
                f"{' and '.join(actions) or 'no action'} for the path {given.get('path')!r}",
                "one of `set: value`, `add: item`, `remove: true`",
                "write one action an edit",
            )
        value = given.pop(actions[0])
        if actions[0] is Action.REMOVE:
            value = None
        return {**given, "action": actions[0], "value": value}

    def apply(self, data: dict[str, Any]) -> None:
        """Make the edit in a contract's data.

        Raises:
            ValueFault: the path leads nowhere, or the action does not suit what is there.
        """
        path = resolve(self.path, data)
        around: Any = data
        for step in path[:-1]:
            around = around[step]
        last = path[-1]
        match self.action:
            case Action.SET:
                around[last] = copy.deepcopy(self.value)
            case Action.ADD:
                self._add(around, last)
            case Action.REMOVE:
                if isinstance(around, dict) and last not in around:
                    found = f"the path {self.path!r}: nothing there to remove"
                    raise ValueFault(found, "a part that stands", "leave the edit out")
                del around[last]

    def _add(self, around: Any, last: str | int) -> None:
        mapping = isinstance(around, dict)
        there: Any = cast("dict[Any, Any]", around).get(last) if mapping else around[last]
        if there is not None and not isinstance(there, list):
            found = f"the path {self.path!r}: not a list"
            raise ValueFault(found, "a list to add to", "use `set` for a single field")
        around[last] = [*cast("list[Any]", there or []), copy.deepcopy(self.value)]

    def words(self) -> str:
        """Return the edit for reading."""
        return {
            Action.SET: f"{self.path} set",
            Action.ADD: f"{self.path}: one added",
            Action.REMOVE: f"{self.path} removed",
        }[self.action]
