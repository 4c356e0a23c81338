"""What every page of a contract file shares: its name, its tabs, the trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.appraisal.file import shipped_appraisals
from capitula.web.contract_files import ContractFile, contract_file
from capitula.web.downloads import EXCEL, download
from capitula.web.known_on import KnownOn, known_on
from capitula.web.page import show
from capitula.web.parts import Link


@dataclass(frozen=True, slots=True)
class ContractFilePage:
    """A request for a page of a contract file: the file as known on the day."""

    request: HttpRequest
    file: ContractFile
    known: KnownOn

    def show(self, template: str, page: str, title: str, **data: Any) -> HttpResponse:
        """Return the page made from a template.

        Args:
            template: the template.
            page: which of the file's pages it is, by the name of its address.
            title: name of the page.
            data: what the template shows.
        """
        trail = [Link("Contract files", reverse("contract_files"))]
        if page != "contract_file":
            trail.append(Link(self.file.contract.title, self.path("contract_file")))
        return show(
            self.request,
            template,
            title=title,
            known=self.known,
            breadcrumbs=trail,
            tabs=self._tabs(page),
            file=self.file,
            contract=self.file.contract,
            **data,
        )

    def address(self, page: str) -> str:
        """Return the address of a page of the file, on the same day."""
        return self.known.carry(self.path(page))

    def path(self, page: str) -> str:
        """Return the address of a page of the file, without the day."""
        return reverse(page, kwargs={"name": self.file.name})

    def links(self, key: str, choices: dict[str, str], current: str) -> list[Link]:
        """Return links to this page for each choice of one part of its query.

        Args:
            key: the part of the query, such as stage.
            choices: each choice with its words.
            current: the one that is shown.
        """
        return [
            Link(words, self.known.carry(f"{self.request.path}?{key}={choice}"), choice == current)
            for choice, words in choices.items()
        ]

    def download(self, content: bytes, name: str, kind: str = EXCEL) -> HttpResponse:
        """Return a file to keep, named after the contract file."""
        return download(content, f"{self.file.name}-{name}", kind)

    def _tabs(self, current: str) -> list[Link]:
        pages = [("contract_file", "Terms")]
        if self.file.is_priced:
            pages += [("contract_budget", "Budget by line"), ("contract_payments", "Payments")]
        if self.file.settles:
            pages.append(("contract_settlement", "Settlement"))
        if self.file.settles and self.file.is_priced:
            pages.append(("contract_account", "Final account"))
        if self.file.scenario:
            pages.append(("contract_scenarios", "Scenarios"))
        if self.file.name in shipped_appraisals():
            pages.append(("contract_appraisal", "Appraisal"))
        return [Link(words, self.address(name), current=name == current) for name, words in pages]


def contract_file_page(request: HttpRequest, name: str) -> ContractFilePage:
    """Read the file and the day that a request asks for.

    Raises:
        Http404: none of that name ships.
    """
    known = known_on(request)
    return ContractFilePage(request, contract_file(name, known.day), known)


def known_file_page(request: HttpRequest, name: str) -> ContractFilePage:
    """Read the same for a page below the file's first, which only a known file has.

    Raises:
        Http404: none of that name ships, or nothing of it was known on the day.
    """
    page = contract_file_page(request, name)
    if not page.file.is_known:
        raise Http404(f"nothing of {name!r} was known on this day")
    return page
