"""Make the figure tables of the demonstration cases from the official files.

    python scripts/make_figures.py [../shared/data]

Every module in `scripts/figures` with a function `make(data, cases) -> list[Path]` is run, in the
order of their names. The tables are small, of the project's own making, and name their source.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE.parent / "src" / "capitula" / "cases"


def make_all(data: Path, cases: Path = CASES) -> list[Path]:
    """Run every module's `make` and return the files written."""
    if str(HERE) not in sys.path:
        sys.path.insert(0, str(HERE))
    names = sorted(found.name for found in pkgutil.iter_modules([str(HERE / "figures")]))
    modules = [importlib.import_module(f"figures.{name}") for name in names]
    return [
        path for module in modules if hasattr(module, "make") for path in module.make(data, cases)
    ]


if __name__ == "__main__":
    from capitula.ground.faults import CapitulaError

    try:
        for written in make_all(Path(*sys.argv[1:2] or [HERE.parent.parent / "shared" / "data"])):
            sys.stdout.write(f"{written.relative_to(HERE.parent)}\n")
    except CapitulaError as error:
        sys.exit(f"make_figures: {error}")
