"""The final account of a contract file, drawn from its payments and the example settlements."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse

from capitula.case.account_parts import ContractAccount
from capitula.case.final_account import contract_account
from capitula.money.settlement.shipped import EXAMPLES
from capitula.web.contract_file_page import known_file_page
from capitula.web.presenters.exit_account import account_table, figures, sentences


def account(request: HttpRequest, name: str) -> HttpResponse:
    """Show what each party is owed at the end, every figure opened, and what is missing.

    Raises:
        Http404: no such file, or none of its years is priced and settled.
    """
    page = known_file_page(request, name)
    if not page.file.is_priced or not page.file.settles:
        raise Http404(f"no account can be drawn up for {name!r}")
    found = _account(name, page.known.day)
    return page.show(
        "pages/contract_account.html",
        "contract_account",
        "Final account",
        account=found,
        table=account_table(found),
        figures=figures(found),
        sentences=sentences(found),
    )


@lru_cache(maxsize=16)
def _account(name: str, day: date) -> ContractAccount:
    stages = sorted((EXAMPLES / name).glob("*.yaml"))
    return contract_account(name, settlements=stages, known_on=day)
