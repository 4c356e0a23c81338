"""Addresses of the gallery: every part on one page, the home page with cases, a page that fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from capitula.web import catalogue
from capitula.web.known_on import known_on
from capitula.web.page import show
from capitula.web.parts import Link
from capitula.web.urls import urlpatterns as site
from gallery import samples

catalogue.cases = lambda _: samples.CASES


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part."""
    return show(
        request,
        "gallery.html",
        title="Gallery",
        known=known_on(request).with_quick(samples.QUICK),
        case_name="Dudley",
        case_rooms=[
            Link(name, f"/gallery/{name.lower()}/", current=name == "Money")
            for name in samples.ROOMS
        ],
        breadcrumbs=[Link("Cases", "/"), Link("Dudley", "/gallery/")],
        samples=samples,
    )


def boom(_request: HttpRequest) -> HttpResponse:
    """Fail, to show the page for faults."""
    raise RuntimeError("a fault on purpose")


urlpatterns = [path("gallery/", gallery), path("boom/", boom), *site]
