"""Small contracts with a priced budget, made for these pages, and the worked example."""

from datetime import date

from capitula.case.contract_file import find_contract
from capitula.contract.model import Contract
from capitula.ground.financial_year import FinancialYear
from capitula.money.budget.building import BudgetRequest, whole_population_budget

YEAR = FinancialYear(2027)
DAY = date(2027, 4, 1)


def contract(lines, steps=(), **budget):
    """A contract of service lines, uplift steps, and budget terms; all marked as made up."""
    made = {"mark": "local"}
    return Contract.model_validate(
        {
            "schema": "capitula.contract/1",
            "case": "made-up",
            "title": "Made up",
            "summary": "Made up.",
            "form": {"name": "iho", **made},
            "parties": [
                {"id": "icb", "name": "The board", "roles": ["commissioner"], **made},
                {"id": "holder", "name": "The holder", "roles": ["holder"], **made},
            ],
            "population": {"definition": "All", "place": "Placetown", **made},
            "scope": [{"service": "community", "standing": "in", **made, **line} for line in lines],
            "payment": {"steps": [{**made, **step} for step in steps], **made},
            "budget": {
                **made,
                **{
                    name: [{**made, **each} if isinstance(each, dict) else each for each in parts]
                    for name, parts in budget.items()
                },
            },
        }
    )


def line(key="a", pounds="1000", prices="2026/27", **more):
    return {"id": key, "name": key, "annual_value": pounds, "price_year": prices, **more}


def uplift(key="rise", **more):
    return {"id": key, "mechanism": "uplift", "net_rule": "multiplied", **more}


def budget_of(found, year=YEAR):
    return whole_population_budget(BudgetRequest(found, "made-up.yaml", year, DAY, {}))


def worked_example():
    found = find_contract("budget-example")
    request = BudgetRequest(found.contract, "budget-example", YEAR, found.known_on, found.sources)
    return whole_population_budget(request)
