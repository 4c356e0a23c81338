"""Integrated care contracts: agreed, assured, paid, proved and parted in the open.

``import capitula as cp; case = cp.open("dudley")`` is the public face. It is imported on first
use, so that ``import capitula`` costs nothing. Everything below it may be imported too, but is not
promised. The rooms themselves never import this module.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from capitula.case import open_case as open  # pyright: ignore[reportMissingImports, reportUnknownVariableType]
else:

    def __getattr__(name: str) -> object:
        """Fetch ``open`` or ``__version__`` when first asked for."""
        if name == "open":
            from capitula.case import open_case

            return open_case
        if name == "__version__":
            from importlib.metadata import version

            return version("capitula")
        message = f"module 'capitula' has no attribute {name!r}"
        raise AttributeError(message)


__all__ = ["__version__", "open"]
__version__: str
