"""The calibration's own scripts, and the world they look at."""

import sys

import pytest

from harness.places import ROOT


@pytest.fixture(scope="session")
def scripts():
    """The folder of the calibration's scripts, on the path while these tests run."""
    folder = str(ROOT / "scripts/calibration")
    sys.path.insert(0, folder)
    yield folder
    sys.path.remove(folder)


@pytest.fixture(scope="session")
def world(scripts, shared):
    del scripts
    from world import read_world

    return read_world(shared / "data")
