"""Addresses of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from capitula.web.views.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
]
