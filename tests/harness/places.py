"""Where things are: the project, its package, its files and the optional shared data."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "capitula"


def project_files():
    """The files git tracks; in an unpacked archive, all that are not hidden."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
        return [path for path in found if path.is_file()]
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(ROOT).parts)
    ]


def rooms():
    """The folders of the package, each with at least one file of its own."""
    return sorted(
        folder.name
        for folder in PACKAGE.iterdir()
        if folder.is_dir()
        and any(path.is_file() and "__pycache__" not in path.parts for path in folder.rglob("*"))
    )


@pytest.fixture(scope="session")
def shared():
    """The optional folder of test data beside the project: ../shared, or $CAPITULA_SHARED."""
    folder = Path(os.environ.get("CAPITULA_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no shared test data: neither ../shared nor $CAPITULA_SHARED is a folder")
    return folder
