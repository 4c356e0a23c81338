"""The template environment: our templates, those of NHS.UK frontend, filters for words."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from capitula.web import svg, wording


def environment(**options: Any) -> Environment:
    """Make the environment. `ChainableUndefined` is what the NHS.UK templates need."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    options.update(undefined=ChainableUndefined, trim_blocks=True, lstrip_blocks=True)
    env = Environment(loader=loader, **options)  # noqa: S701 - Django turns escaping on
    env.filters.update(
        count=wording.count,
        date_text=wording.date_text,
        pounds=wording.pounds,
        pounds_and_pence=wording.pounds_and_pence,
        pounds_short=wording.pounds_short,
        year_in_prose=wording.year_in_prose,
    )
    env.globals.update(asset=asset, drawing=svg.drawing, url=_url)
    return env


@cache
def asset(name: str) -> str:
    """Return the address of a static file, with a digest of its content."""
    content = (Path(settings.STATIC_ROOT) / "capitula" / name).read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    return f"{settings.STATIC_URL}capitula/{name}?v={digest}"


def _url(name: str, **parts: str) -> str:
    return reverse(name, kwargs=parts)
