"""What the wheel ships for the browser: unbranded, in step, no older than its sources."""

import hashlib
import re
from importlib.metadata import metadata
from pathlib import Path

import pytest

import capitula.web

ROOT = Path(__file__).resolve().parents[2]
STATIC = Path(capitula.web.__file__).parent / "static" / "capitula"
TEMPLATES = STATIC.parents[1] / "templates"
CSS = (STATIC / "capitula.css").read_text(encoding="utf-8")


def test_the_style_sheet_is_made_from_its_sources():
    build = ROOT / "scripts" / "build_assets"
    digest = hashlib.sha256()
    for source in [*sorted((build / "scss").iterdir()), build / "package.json"]:
        digest.update(f"{source.name}\n".encode() + source.read_bytes())
    assert f"sha256:{digest.hexdigest()}" in CSS.splitlines()[0], "npm run build was forgotten"


def test_nhsuk_frontend_and_its_jinja_port_are_in_step():
    port = metadata("nhsuk-frontend-jinja")
    table = dict(re.findall(r"\| (\d+\.\d+\.\d+) \| (\d+\.\d+\.\d+) \|", str(port)))
    compiled = re.search(r'--nhsuk-frontend-version: ?"([\d.]+)"', CSS).group(1)
    assert table[compiled] == port["Version"]


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_no_brand_no_font_no_address(file):
    text = file.read_text(encoding="utf-8")
    if file.name.startswith("LICENCE"):
        return
    branded = r"frutiger|nhsuk-header|nhsuk-logo|@font-face|@import"
    assert not re.search(branded, text, re.IGNORECASE)
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text) == []
    assert re.findall(r"url\((?!#)", text) == []


def test_the_templates_have_no_script_no_inline_style_and_no_mark_of_the_nhs():
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|nhsuk-header", text), template


def test_the_licence_stands_beside_the_style_sheet():
    licence = (STATIC / "LICENCE-nhsuk-frontend.txt").read_text(encoding="utf-8")
    assert licence.startswith("MIT License")
    assert "LICENCE-nhsuk-frontend.txt" in CSS.splitlines()[0]


def test_only_what_is_shipped_is_there():
    assert {file.name for file in STATIC.iterdir()} == {
        "LICENCE-nhsuk-frontend.txt",
        "capitula.css",
        "pilcrow.svg",
    }
