"""A real browser for tests: Chromium of the system, driven by Playwright; axe-core looks at what it shows.

Where there is no Chromium the tests that need one are skipped by name (in CI a skipped test fails). Screenshots go to
``.artefacts/``, which git ignores.

    with browser() as chromium:
        page = opened(chromium, Path("out/public.html"), language="fr", width=PHONE)
        unfold(page)
        assert findings(page) == []
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.demo_run import HOUSE

__all__ = ["A4", "DESKTOP", "PHONE", "browser", "findings", "kept", "opened", "overflow", "unfold"]

_ARTEFACTS = HOUSE / ".artefacts"
DESKTOP, PHONE = 1280, 390
A4 = 695
"""Pixels of the sheet between its margins: 210 mm less twice 13 mm."""
_HEIGHT = 844
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium; skip the test that asks where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root, as in CI
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=arguments)
        try:
            yield chromium
        finally:
            chromium.close()


def opened(chromium: Browser, file: Path, *, language: str, width: int) -> Page:
    """Open a page in one language."""
    page = chromium.new_page(viewport={"width": width, "height": _HEIGHT})
    page.goto(f"{file.resolve().as_uri()}#{language}")
    return page


def unfold(page: Page) -> None:
    """Unfold everything: the longest and widest that a reader can make of a page."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def kept(page: Page, name: str) -> None:
    """Keep a picture of the page for people to look at; of a page as it prints, its sheets of A4."""
    _ARTEFACTS.mkdir(exist_ok=True)
    if page.evaluate("matchMedia('print').matches"):
        page.pdf(path=_ARTEFACTS / f"{name}.pdf", prefer_css_page_size=True, print_background=True)
    else:
        page.screenshot(path=_ARTEFACTS / f"{name}.png", full_page=True)


def findings(page: Page) -> list[str]:
    """Return what axe-core finds, each with the first element that shows it."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} ({one['impact']}): {one['help']} at {one['nodes'][0]['target']}" for one in found]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
