"""Contracts for tests: a small one that leaves nothing open, and one with every part."""

from pathlib import Path

from capitula.contract.model import Contract
from capitula.contract.reading import read_contract

HERE = Path(__file__).parent

SMALL = (HERE / "contract_small.yaml").read_text(encoding="utf-8")
WHOLE = (HERE / "contract_whole.yaml").read_text(encoding="utf-8")


def read_text(text: str, folder: Path, sources=None) -> Contract:
    """Write a contract's text to a file and read it."""
    path = folder / "contract.yaml"
    path.write_text(text, encoding="utf-8")
    return read_contract(path, sources)
