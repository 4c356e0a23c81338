"""Which kinds of entry stand where in open contracting data, from their data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from capitula.ground.yaml_source import read_yaml

_FILE = Path(__file__).with_name("mapping.yaml")


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a kind of entry stands in a release. The fields are those of the file."""

    at: str
    fields: Mapping[str, tuple[str, str]]
    needs: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    joins: tuple[str, ...] = ()
    named: str = "subject"
    carries_on: bool = True
    fixed: Mapping[str, str] = field(default_factory=dict[str, str])
    status: Mapping[str, str] = field(default_factory=dict[str, str])

    def fits(self, body: Mapping[str, Any], *, has_contract: bool) -> bool:
        """Say whether the form is for this body in this state of the process."""
        if self.needs == "contract" and not has_contract:
            return False
        return all(body.get(name) in allowed for name, allowed in self.when.items())

    def status_of(self, state: str) -> str | None:
        """Return the codelist's status for an entry's state."""
        return self.status.get(state, self.status.get("*"))


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms of every kind that has one."""
    data = read_yaml(_FILE).data
    return {kind: tuple(map(_form, listed)) for kind, listed in data.items()}


def form_at(kind: str, array: str) -> Form | None:
    """Return the form in which a kind stands in an array, or None."""
    return next((form for form in forms().get(kind, ()) if form.at == array), None)


def _form(data: Mapping[str, Any]) -> Form:
    return Form(
        at=data["at"],
        fields={name: (pair[0], pair[1]) for name, pair in data["fields"].items()},
        needs=data.get("needs", ""),
        when={name: tuple(allowed) for name, allowed in data.get("when", {}).items()},
        joins=tuple(data.get("joins", ())),
        named=data.get("named", "subject"),
        carries_on=data.get("carries_on") != "no",
        fixed=dict(data.get("fixed", {})),
        status=dict(data.get("status", {})),
    )
