"""The base of every kind of entry, and the closed set that a case composes from its rooms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from capitula.ground.faults import CapitulaError
from capitula.ground.marks import EvidenceMark
from capitula.record.values import Value


class Body(BaseModel):
    """The typed body of an entry. A room derives its kinds from this.

    Class attributes:
        kind: the kind's name, in the words of the field.
        stated_property: which property of its subject it states, unless the entry says otherwise.
        forward_plan: a later statement by the same voice takes the place of the earlier one.
        exclusive: two statements of this kind that differ cannot both be true. Concerns, requests,
            replies and findings in different words can; one does not deny the other.
        subjects: the only subjects it may be about; empty for any.
        example: fields of an entry that would be taken, where plain words would not do.
        written_by: the one command that writes such an entry; empty where people write it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ClassVar[str]
    stated_property: ClassVar[str]
    forward_plan: ClassVar[bool] = False
    exclusive: ClassVar[bool] = True
    series: ClassVar[bool] = False
    first_told_preferred: ClassVar[bool] = False
    subjects: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[Mapping[str, Any]] = {}
    written_by: ClassVar[str] = ""

    mark: EvidenceMark = EvidenceMark.SOURCED
    note: str = ""
    facts: tuple[str, ...] = ()

    @field_validator("facts", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """In a CSV file several stand side by side, separated by blanks."""
        return value.split() if isinstance(value, str) else value

    @classmethod
    def takes(cls, about: str) -> bool:
        """Say whether an entry of this kind may be about a subject."""
        return not cls.subjects or about in cls.subjects

    def value(self) -> Value:
        """Return what is stated, in comparable form."""
        raise NotImplementedError

    def state(self) -> str:
        """Return the state that this statement gives its subject."""
        raise NotImplementedError

    def strength(self) -> int:
        """Return how much is claimed; of statements known on one day the weakest is shown first."""
        return 0

    def spoken_by_proxy(self) -> bool:
        """Say whether another spoke for the subject; such words never stand before its own."""
        return False


class UnknownBody(CapitulaError):
    """A stored entry whose kind or body this version of the product does not know."""


class Kinds(Mapping[str, type[Body]]):
    """A closed set of kinds by name."""

    def __init__(self, kinds: Iterable[type[Body]]) -> None:
        """Compose the set.

        Raises:
            ValueError: two kinds of one name.
        """
        self._kinds: dict[str, type[Body]] = {}
        for kind in kinds:
            if kind.kind in self._kinds:
                raise ValueError(f"two kinds named {kind.kind!r}")
            self._kinds[kind.kind] = kind
        # `model_validate_json` without its options: a record reads a body for each entry.
        self._readers: Mapping[str, Callable[[str], Body]] = {
            name: kind.__pydantic_validator__.validate_json for name, kind in self._kinds.items()
        }

    def __getitem__(self, name: str) -> type[Body]:
        """Return the kind of this name."""
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._kinds)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self._kinds)

    def read(self, name: str, body_text: str) -> Body:
        """Return the typed body of a stored entry, from its JSON.

        Raises:
            UnknownBody: no such kind here, or a body that this kind does not take.
        """
        try:
            return self._readers[name](body_text)
        except (KeyError, ValidationError) as error:
            raise self._unknown(name) from error

    def require(self, name: str) -> None:
        """Make sure that this version knows a kind.

        Raises:
            UnknownBody: it does not.
        """
        if name not in self._kinds:
            raise self._unknown(name)

    def _unknown(self, name: str) -> UnknownBody:
        return UnknownBody(
            f"found an entry of the kind {name!r} that this version cannot read; expected one "
            f"of {', '.join(sorted(self))}; use the version that recorded it, or a later one"
        )
