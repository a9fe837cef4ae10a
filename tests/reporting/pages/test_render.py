"""What holds for every page: well-formed, whole in two languages, nothing fetched, usable without eyes or a mouse."""

import re
from itertools import pairwise

import pytest

from tests.reporting.html_check import Reader, read
from tests.reporting.load_samples import loads_html
from tests.reporting.samples import changes_html, commission_html, public_html

PAGES = {"changes": changes_html, "commission": commission_html, "loads": loads_html, "public": public_html}


@pytest.fixture(params=sorted(PAGES))
def html(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]()


@pytest.fixture
def page(html: str) -> Reader:
    return read(html)


def test_a_page_is_well_formed(page: Reader) -> None:
    assert page.faults == []


def test_ids_are_unique_and_every_reference_leads_to_one(page: Reader) -> None:
    assert len(page.ids) == len(set(page.ids))
    named = [one.attributes["aria-labelledby"] for one in page.elements if "aria-labelledby" in one.attributes]
    links = [one.attributes["href"][1:] for one in page.of("a") if one.attributes["href"].startswith("#")]
    assert {name for names in named for name in names.split()} <= set(page.ids)
    assert set(links) <= set(page.ids)


def test_a_page_has_no_script_and_fetches_nothing(html: str, page: Reader) -> None:
    assert page.of("script", "link", "img", "iframe", "object", "embed", "base") == []
    assert not [one for one in page.elements if any(name.startswith("on") for name in one.attributes)]
    assert not re.search(r"url\((?!#)|@import|src=", html)


def test_both_languages_are_there_french_first(page: Reader) -> None:
    languages = [one.attributes["lang"] for one in page.of("div") if "lang" in one.attributes]
    assert languages == ["fr", "en"]
    assert page.of("html")[0].attributes["lang"] == "fr"


def test_each_language_begins_with_what_is_real(html: str, page: Reader) -> None:
    assert (
        page.texts.index(
            "RECONSTITUTION. Réel\u00a0: accord, dates, chiffres publiés. Hypothèses\u00a0: "
            "1\u202f041 valeurs (liste jointe à l\u2019opération). Reconstitution\u00a0: mouvements entre "
            "les chiffres publiés. Clés de démonstration."
        )
        == 2
    )  # after title and style
    english = html.partition('id="en"')[2]
    assert read(f"<div {english.rpartition('</body>')[0]}").texts[0].startswith("RECONSTRUCTION. Real: agreement")


def test_headings_never_skip_a_level(html: str) -> None:
    for language in html.split('<div class="language"')[1:]:
        levels = [int(level) for level in re.findall(r"<h([1-6])", language)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_both_languages_have_the_same_parts(html: str) -> None:
    french, english = (re.findall(r"<(h[1-6]|table|svg|figure)\b", part) for part in html.split('id="en"'))
    assert french == english


def test_every_table_has_a_caption_and_every_header_cell_a_scope(page: Reader) -> None:
    assert len(page.of("caption")) == len(page.of("table")) > 0
    assert {one.attributes.get("scope") for one in page.of("th")} == {"col", "row"}


def test_every_picture_is_named_or_marked_as_decoration(page: Reader) -> None:
    for picture in page.of("svg"):
        is_named = picture.attributes.get("role") == "img" and "aria-labelledby" in picture.attributes
        assert is_named or picture.attributes.get("aria-hidden") == "true"


def test_what_scrolls_can_be_reached_and_has_a_name(page: Reader) -> None:
    for region in (one for one in page.elements if "tabindex" in one.attributes):
        assert region.attributes["role"] == "region"
        assert region.attributes["aria-label"]


def test_each_language_leads_to_the_other(page: Reader) -> None:
    switches = [one.attributes for one in page.of("a") if "hreflang" in one.attributes]
    assert [(one["href"], one["lang"]) for one in switches] == [("#en", "en"), ("#fr", "fr")]


def test_a_menu_has_at_most_seven_entries(html: str) -> None:
    for menu in re.findall(r'<nav class="menu".*?</nav>', html, re.DOTALL):
        assert 1 < menu.count("<li>") <= 7


def test_the_french_part_speaks_french(html: str) -> None:
    french = read('<div id="fr"' + html.partition('id="fr"')[2].partition('<div class="language"')[0]).text
    for word in (" the ", " of the ", "departed", "People", "Signed"):
        assert word not in french.replace("plus de quinze", "")
