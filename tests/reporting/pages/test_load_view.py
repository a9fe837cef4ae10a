from repli.reporting.pages.load_view import LOADS_PAGE
from tests.reporting.html_check import read
from tests.reporting.load_samples import loads_html
from tests.reporting.samples import commission_html, public_html


def test_every_movement_is_folded_under_one_line_in_each_language() -> None:
    page = read(loads_html())
    folded = [one.attributes["id"] for one in page.of("details")]
    names = ["R1", "C1", "R2", "C2", "R3", "R4"]
    assert folded == [f"{language}-{name}" for language in ("fr", "en") for name in names]


def test_floors_are_pictures_with_their_tables_beside_them() -> None:
    page = read(loads_html())
    assert len([one for one in page.of("svg") if one.attributes.get("role") == "img"]) == 2 * 3  # R1, R3, R4
    assert {"1 · I2", "2,000 kg · 1.2", "2\u202f000 kg · 1.2", "I2 [3]"} <= set(page.texts)


def test_regions_of_equal_captions_are_told_apart_by_their_movement() -> None:
    labels = [
        one.attributes["aria-label"] for one in read(loads_html()).elements if one.attributes.get("role") == "region"
    ]
    assert len(labels) == len(set(labels))


def test_the_page_says_that_it_is_restricted_a_plan_and_not_for_flight() -> None:
    html = loads_html()
    assert '<meta name="robots" content="noindex, nofollow">' in html
    for words in ("RESTRICTED", "RESTREINT", "not for flight", "impropre au vol"):
        assert words in read(html).text


def test_the_commission_is_led_to_it_and_the_public_is_not() -> None:
    links = [one.attributes["href"] for one in read(commission_html()).of("a")]
    assert [link for link in links if link.startswith(LOADS_PAGE)] == [f"{LOADS_PAGE}#fr", f"{LOADS_PAGE}#en"]
    assert LOADS_PAGE not in public_html()
    assert "load" not in public_html().lower().replace("unload", "")
