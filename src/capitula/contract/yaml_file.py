"""A contract written as the YAML file that a person would have written, comments apart."""

from __future__ import annotations

from typing import Any

import yaml

from capitula.contract.fold import as_data
from capitula.contract.model import Contract


def to_yaml(contract: Contract) -> str:
    """Return a contract as the text of its file; reading it gives the same contract."""
    return yaml.dump(
        as_data(contract), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=98
    )


class _Dumper(yaml.SafeDumper):
    """Writes lists set in, and quotes only what would otherwise not come back as text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        return super().increase_indent(flow, False)  # noqa: FBT003

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag.endswith(("null", "merge"))]
    for first, pairs in yaml.SafeDumper.yaml_implicit_resolvers.items()
}
