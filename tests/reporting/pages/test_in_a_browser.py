"""Every page that the main job writes, in a real browser, in both languages, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import A4, DESKTOP, PHONE, browser, findings, kept, opened, overflow, unfold
from tests.demo_run import DemoRun
from tests.reporting.samples import changes_html

pytestmark = pytest.mark.heavy

_WIDTHS = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(
    params=[f"{name} {lang}" for name in ("commission", "public", "changes", "loads") for lang in ("fr", "en")]
)
def page_of(request: pytest.FixtureRequest, demo: DemoRun, tmp_path: Path) -> tuple[Path, str]:
    """The pages of the main job; its first run has nothing to compare, so the changes are those of the sample."""
    name, language = request.param.split()
    if name != "changes":
        return demo.out / f"{name}.html", language
    (tmp_path / "changes.html").write_text(changes_html(), "utf-8")
    return tmp_path / "changes.html", language


@pytest.mark.parametrize("device", sorted(_WIDTHS))
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    page_of: tuple[Path, str], device: str, chromium: Browser
) -> None:
    file, language = page_of
    page = opened(chromium, file, language=language, width=_WIDTHS[device])
    kept(page, f"{file.stem}_{language}_{device}")
    unfold(page)
    assert findings(page) == []
    assert overflow(page) == 0
    page.close()


def test_on_a4_nothing_is_wider_than_the_sheet(page_of: tuple[Path, str], chromium: Browser) -> None:
    file, language = page_of
    page = opened(chromium, file, language=language, width=A4)
    page.emulate_media(media="print")
    kept(page, f"{file.stem}_{language}_a4")
    unfold(page)
    assert overflow(page) == 0
    page.close()


def test_these_tests_would_see_a_fault(tmp_path: Path, chromium: Browser) -> None:
    faulty = '<html lang="en"><title>t</title><main><h1>t</h1><img src="data:,"><p style="width:900px">wide</p></main>'
    (tmp_path / "faulty.html").write_text(faulty, "utf-8")
    page = opened(chromium, tmp_path / "faulty.html", language="en", width=PHONE)
    assert [one.split()[0] for one in findings(page)] == ["image-alt"]
    assert overflow(page) > 0
    page.close()
