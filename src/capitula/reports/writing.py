"""What a report says when there is nothing to show, and how its file is written."""

from __future__ import annotations

from capitula.ground.faults import CapitulaError
from capitula.ground.writing import CannotWrite, write_whole

__all__ = ["CannotWrite", "NothingToDraw", "write_whole"]


class NothingToDraw(CapitulaError):
    """A chart was asked for where there are no figures."""
