"""What a report says when there is nothing to show."""

from __future__ import annotations

from capitula.ground.faults import CapitulaError


class NothingToDraw(CapitulaError):
    """A chart was asked for where there are no figures."""
