"""Write the JSON Schemas that editors check files by, beside the models they are made from.

.venv/bin/python scripts/publish_schemas.py           write them
.venv/bin/python scripts/publish_schemas.py --check   say which are not fresh, write nothing
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from capitula.appraisal.file import appraisal_schema
from capitula.assurance.frameworks.files import framework_schema
from capitula.contract.schema import contract_schema
from capitula.money.budget.figures_file import budget_figures_schema
from capitula.money.scenarios.assumptions import scenario_schema
from capitula.outcomes.schema import outcomes_schema
from capitula.programme.network.reading import plan_schema

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "capitula"
SCHEMAS = {
    PACKAGE / "appraisal" / "appraisal.schema.json": appraisal_schema,
    PACKAGE / "assurance" / "frameworks" / "framework.schema.json": framework_schema,
    PACKAGE / "contract" / "contract.schema.json": contract_schema,
    PACKAGE / "money" / "budget" / "budget_figures.schema.json": budget_figures_schema,
    PACKAGE / "money" / "scenarios" / "scenario.schema.json": scenario_schema,
    PACKAGE / "outcomes" / "outcomes.schema.json": outcomes_schema,
    PACKAGE / "programme" / "network" / "plan.schema.json": plan_schema,
}


def main(arguments: list[str]) -> int:
    """Write or check every schema."""
    stale = 0
    for path, make in SCHEMAS.items():
        text = json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in arguments:
            sys.stderr.write(f"{path.name}: not fresh; run scripts/publish_schemas.py\n")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
