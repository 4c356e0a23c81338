"""One place's contract, loaded whole: contract, record, outcomes, figures and sources."""

from capitula.case.opening import open_case

__all__ = ["open_case"]
