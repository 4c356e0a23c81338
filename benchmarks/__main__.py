"""Run every benchmark of this folder: `python -m benchmarks`."""

import importlib
import pkgutil
from pathlib import Path


def run_all():
    for found in sorted(pkgutil.iter_modules([str(Path(__file__).parent)]), key=lambda m: m.name):
        module = importlib.import_module(f"benchmarks.{found.name}")
        if hasattr(module, "main") and not found.name.startswith("_"):
            module.main()


if __name__ == "__main__":
    run_all()
