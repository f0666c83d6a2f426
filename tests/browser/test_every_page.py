"""Every page that a person can reach by following links: nothing for axe to find, nothing wider than a phone."""

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FilePayload, Page, ViewportSize, expect

from tests.browser.test_whole_path import WRONG_CELL, submit_cell

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
OF_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # all that dark changes
NARROW: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 900}
MOST_OF_A_KIND = 2  # an attempt may be under way or handed in


def describe(address: str) -> str:
    """The page behind an address: numbers and codes apart, addresses of one kind are one page."""
    return re.sub(r"\d+|(?<=/join/)\w+", "#", urlsplit(address).path)


def is_page(address: str, *, site_url: str) -> bool:
    return address.startswith(site_url) and not re.search(r"/static/|/admin/|\.csv$|/file/$|/styleguide/", address)


def list_links(page: Page, *, site_url: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])")
    return [address for address in found if is_page(address, site_url=site_url)]


def find_violations(page: Page, *, rules: Mapping[str, object]) -> list[str]:
    address = urlsplit(page.url).path
    violations = Axe().run(page, options=rules).response["violations"]
    return [f"{address}: {fault['id']} at {fault['nodes'][0]['target']}" for fault in violations]


def find_faults(page: Page) -> list[str]:
    address = urlsplit(page.url).path
    faults = find_violations(page, rules=RULES)
    page.set_viewport_size(NARROW)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append(f"{address}: wider than {NARROW['width']} pixels")
    page.set_viewport_size(WIDE)
    return faults


def find_faults_in_the_dark(page: Page, *, address: str) -> list[str]:
    """What differs for somebody who prefers dark: the colours."""
    page.goto(address)
    return [f"{fault}, dark" for fault in find_violations(page, rules=OF_COLOURS)]


def walk(page: Page, *, dark: Page, start: str, site_url: str) -> tuple[set[str], list[str]]:
    """Visit every kind of page, and look at it in the `dark` too. Gives the kinds seen and the faults found."""
    waiting, visited, faults = [start], list[str](), list[str]()
    while waiting:
        address = waiting.pop(0)
        if address in visited or Counter(map(describe, visited))[describe(address)] >= MOST_OF_A_KIND:
            continue
        visited.append(address)
        response = page.goto(address)
        if response is None or not response.ok:
            faults.append(f"{address}: answered {response and response.status}")
            continue
        faults += find_faults(page) + find_faults_in_the_dark(dark, address=address)
        waiting += list_links(page, site_url=site_url)
    return set(map(describe, visited)), faults


def take_quiz(page: Page) -> None:
    page.goto("/c/sequences/quizzes/first-lecture/")
    page.get_by_role("button", name=re.compile("Start")).click()
    for radio in page.get_by_role("radiogroup").all() or page.locator("fieldset").all():
        radio.get_by_role("radio").first.check()
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text(re.compile(r"of 3")).first).to_be_visible()


def test_every_page_of_a_student_is_accessible_and_fits_a_phone(open_page, site):
    page, dark = open_page("amara@demo.example"), open_page("amara@demo.example", dark=True)
    take_quiz(page)
    submit_cell(page, code=WRONG_CELL, by_typing=False)
    expect(page.locator("main")).to_contain_text("The derivative of the tanh is missing")
    page.goto("/c/sequences/quizzes/first-lecture/")
    page.get_by_role("button", name=re.compile("Start")).click()
    seen, faults = walk(page, dark=dark, start=f"{site.url}/c/sequences/", site_url=site.url)
    assert faults == []
    assert seen >= {
        "/c/sequences/",
        "/c/sequences/quizzes/first-lecture/",
        "/c/sequences/assignments/rnn-cell/",
        "/c/sequences/grades/",
        "/attempts/#/",
        "/submissions/#/",
        "/slides/#/",
    }


def upload_in_vain(page: Page) -> None:
    """Upload what is large enough to be read in the background, and cannot be read."""
    page.goto("/c/sequences/decks/")
    broken = FilePayload(name="broken.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7" + bytes(600_000))
    page.get_by_label("Deck", exact=True).set_input_files([broken])
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_text("This deck was not read")).to_be_visible(timeout=90_000)


def test_every_page_of_an_instructor_is_accessible_and_fits_a_phone(open_page, site):
    page, dark = open_page("ines@demo.example"), open_page("ines@demo.example", dark=True)
    upload_in_vain(page)
    assert find_faults(page) == []
    seen, faults = walk(page, dark=dark, start=f"{site.url}/c/sequences/", site_url=site.url)
    assert faults == []
    assert seen >= {"/c/sequences/", "/c/sequences/decks/", "/decks/#/", "/c/sequences/people/", "/c/sequences/grades/"}


def test_every_page_of_a_visitor_is_accessible_and_fits_a_phone(open_page, site):
    seen, faults = walk(
        open_page(), dark=open_page(dark=True), start=f"{site.url}/accounts/sign-in/", site_url=site.url
    )
    assert faults == []
    assert "/accounts/sign-in/" in seen


def test_the_style_guide_is_accessible_in_light_and_dark(open_page):
    page = open_page()
    page.goto("/styleguide/")
    assert find_faults(page) == []
    assert find_faults_in_the_dark(open_page(dark=True), address="/styleguide/") == []
