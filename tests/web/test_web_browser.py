"""The pages in a browser: accessible, quiet on the network, usable on a phone, without script."""

import pytest

pytestmark = pytest.mark.browser

PAGES = ["/", "/gallery/", "/gallery/?known=2018-02-01", "/gallery/?day=31&month=2&year=2018"]


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", [*PAGES, "/nothing/here/at/all", "/boom/"])
def test_axe_finds_nothing(gallery_address, open_page, axe_violations, path, width):
    page = open_page(gallery_address + path, width=width, bypass_csp=True)
    assert axe_violations(page, best_practice=True) == []
    open_all(page)
    assert axe_violations(page, best_practice=True) == []


def test_axe_does_find_a_fault(gallery_address, open_page, axe_violations):
    page = open_page(gallery_address + "/", bypass_csp=True)
    page.evaluate("document.querySelector('main').innerHTML += '<img src=x>'")
    assert any(line.startswith("image-alt") for line in axe_violations(page))


@pytest.mark.parametrize("path", PAGES)
def test_the_page_breaks_no_policy_and_leaves_loopback_never(gallery_address, open_page, path):
    page = open_page(gallery_address + path)
    assert page.heard == []
    assert [url for url in page.asked if not url.startswith(f"{gallery_address}/")] == []
    assert any("capitula.css" in url for url in page.asked)


def test_the_policy_stops_script_and_inline_style(gallery_address, open_page):
    page = open_page(gallery_address + "/")
    page.evaluate(
        "() => { document.body.insertAdjacentHTML('beforeend',"
        " '<p id=probe style=\"color: red\">probe</p>') }"
    )
    page.wait_for_function("() => document.querySelector('#probe')")
    assert any("Content Security Policy" in line for line in page.heard)


@pytest.mark.parametrize("path", PAGES)
def test_the_document_never_scrolls_sideways_at_320_pixels(gallery_address, open_page, path):
    page = open_page(gallery_address + path, width=320)
    open_all(page)
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth") <= page.evaluate(f"{root}.clientWidth")


def test_a_wide_table_scrolls_in_its_own_region_by_keyboard(gallery_address, open_page):
    page = open_page(gallery_address + "/gallery/", width=390)
    region = page.get_by_role("region", name="Payment by month and service line, 2018/19")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())
    assert page.evaluate("window.scrollX") == 0


def test_without_script_a_figure_opens_and_the_date_is_set(gallery_address, open_page):
    page = open_page(gallery_address + "/gallery/?view=months", scripts=False)
    page.get_by_text("How this was made: Whole population budget").click()
    assert page.get_by_text("318,000 × £752.31 × 1.0212").is_visible()

    page.get_by_text("Show another day").click()
    page.get_by_label("Day", exact=True).fill("1")
    page.get_by_label("Month", exact=True).fill("february")
    page.get_by_label("Year", exact=True).fill("2018")
    page.follow(page.get_by_role("button", name="Show this day"))
    assert page.get_by_text("As known on 1 February 2018").is_visible()
    assert "view=months" in page.url

    page.follow(page.get_by_role("link", name="Stopped"))
    assert page.get_by_text("As known on 31 March 2021").is_visible()
    page.follow(page.get_by_role("link", name="Back to today"))
    assert page.url.endswith("/gallery/?view=months")


def test_without_script_a_date_that_is_none_is_explained(gallery_address, open_page):
    page = open_page(gallery_address + "/gallery/?day=31&month=2&year=2018", scripts=False)
    assert page.get_by_text("The date must be a real date").is_visible()
    assert page.title() == "Error: Gallery – Dudley – Capitula"
    assert page.get_by_label("Day", exact=True).input_value() == "31"


def test_a_link_to_a_figure_opens_it(gallery_address, open_page):
    page = open_page(gallery_address + "/gallery/")
    assert not page.locator("#budget").is_visible()
    page.get_by_role("link", name="4.2").click()
    page.locator("#budget").wait_for(state="visible")


def test_the_first_tab_is_the_skip_link(site_address, open_page):
    page = open_page(site_address + "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'maincontent'")
