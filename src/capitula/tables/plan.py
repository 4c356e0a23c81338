"""A plan: stages in order, what they read, and their SQL in one engine's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from capitula.tables.dialect import Dialect, Literal
from capitula.tables.stage import Scope, Stage
from capitula.tables.template import expand, names


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages in the order in which they run.

    Attributes:
        name: what the plan computes, such as `settlement`.
        purpose: the same in a sentence.
        sources: the tables of a population folder that it reads.
        given: small tables handed to it, such as age bands.
        stages: each reads only sources, given tables and stages before it.
    """

    name: str
    purpose: str
    sources: tuple[str, ...]
    given: tuple[str, ...]
    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        """Refuse a stage that reads what is not there yet, or stands twice.

        Raises:
            ValueError: it does.
        """
        known = {*self.sources, *self.given}
        for stage in self.stages:
            if unknown := [name for name in stage.reads if name not in known]:
                raise ValueError(f"{stage.name} reads {unknown[0]}, which no stage before it makes")
            if stage.name in known:
                raise ValueError(f"{stage.name} stands twice in {self.name}")
            known.add(stage.name)

    def phases(self) -> Iterator[tuple[Scope, tuple[Stage, ...]]]:
        """Yield runs of stages of the same scope: buckets, then the whole, then buckets again."""
        for scope, stages in groupby(self.stages, key=lambda stage: stage.scope):
            yield scope, tuple(stages)

    def stage(self, name: str) -> Stage:
        """Return a stage by its name.

        Raises:
            KeyError: no stage has it.
        """
        return next((stage for stage in self.stages if stage.name == name), None) or _none(name)

    def sql(self, stage: Stage, dialect: Dialect, values: Mapping[str, Literal]) -> str:
        """Return the SQL of a stage in one engine's words."""
        return expand(stage.sql, dialect, values)

    def values_named(self) -> frozenset[str]:
        """Return every value that a stage of the plan names."""
        return frozenset(name for stage in self.stages for name in names(stage.sql))

    def digest(self, dialect: Dialect, values: Mapping[str, Literal]) -> str:
        """Return the SHA-256 of all stages with their values: what was computed, and how."""
        whole = hashlib.sha256()
        for stage in self.stages:
            whole.update(f"{stage.name}\n{self.sql(stage, dialect, values)}\n".encode())
        return whole.hexdigest()


def _none(name: str) -> Stage:
    raise KeyError(name)
