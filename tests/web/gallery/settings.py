"""The site with the gallery of parts in place of its pages' data. For tests only."""

from pathlib import Path

from capitula.web.settings import *  # noqa: F403
from capitula.web.settings import TEMPLATES

ROOT_URLCONF = "gallery.urls"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
