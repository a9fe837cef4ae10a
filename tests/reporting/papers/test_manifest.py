"""The manifest on paper: the fields of ICAO Annex 9, every line once, heads again on every page, and no name."""

from dataclasses import replace

import pytest

from repli.reporting.papers.manifest import manifest_blocks, manifest_pdf
from repli.reporting.papers.views import Manifest, blank_head, blank_movement
from repli.reporting.voice import Voice
from tests.reporting.papers.paper_samples import LIST, TIE, manifest
from tests.reporting.papers.printed_text import pages_of, squeezed

SECOND = 1_893_456_000
ANNEX_9 = {
    "en": ("Operator", "Marks of nationality and registration", "Flight number", "Date and off block",
           "Point of embarkation", "Point of disembarkation", "Cargo: air waybill number",
           "Cargo: number of packages", "Cargo: nature of the goods"),
    "fr": ("Exploitant", "Marques de nationalité et d\u2019immatriculation", "Numéro de vol", "Date et départ du bloc",
           "Point d\u2019embarquement", "Point de débarquement", "Fret : numéro de lettre de transport aérien",
           "Fret : nombre de colis", "Fret : nature des marchandises"),
}  # fmt: skip


def printed(language: str, view: Manifest | None = None) -> list[str]:
    return pages_of(manifest_pdf(view or manifest(), language, made_at_second=SECOND))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_has_every_field_that_icao_annex_9_asks_for(language: str) -> None:
    page = "".join(printed(language))
    assert [name for name in ANNEX_9[language] if squeezed(name) not in page] == []


def test_the_values_of_the_movement_stand_in_it() -> None:
    page = "".join(printed("en"))
    for words in (
        "Tiny Air Force",
        "TL-001",
        "TAF 12",
        "FLD1 · Field One",
        "OUT1 · Outside",
        "2030-01-07T08:00Z (Africa/Niamey: 2030-01-07 09:00)",
        "TAF-77",
        "Radio set, shells",
        "closed: the list is frozen",
        "full: positions.",
        f"Manifest list, SHA-256: {LIST}",
        f"42 entries, root {TIE.root}",
    ):
        assert squeezed(words) in page, words


def test_totals_are_the_sums_of_the_lines() -> None:
    blocks = manifest_blocks(manifest(), Voice("en", "Africa/Niamey"))
    assert blocks[1]["rows"] == [
        ["People", "14"],
        ["Infants in a lap, among them", "1"],
        ["kg of people with bags", "1,400"],
        ["Items", "2"],
        ["kg of items", "2,500"],
        ["kg in all", "3,900"],
    ]


def test_a_weight_that_is_not_known_makes_no_total() -> None:
    one = manifest()
    unknown = replace(one, people=(replace(one.people[0], kg=None), *one.people[1:]))
    rows = manifest_blocks(unknown, Voice("en", "UTC"))[1]["rows"]
    assert isinstance(rows, list)
    assert [row[1] for row in rows] == ["14", "1", None, "2", "2,500", None]


def test_a_long_list_flows_over_pages_with_head_movement_and_page_number_on_each() -> None:
    pages = printed("en", manifest(150))
    assert len(pages) in {4, 5, 6}
    for number, page in enumerate(pages, start=1):
        assert squeezed(f"Page {number} of {len(pages)}") in page
        assert "R1" in page
        assert "RESTRICTED" in page
    with_people = [page for page in pages if "guards" in page]
    assert len(with_people) >= 3
    assert all("Pseudonymousid" in page for page in with_people)
    text = "".join(pages)
    assert text.count("P1/150") == 1
    assert [number for number in range(1, 150) if f"P1/{number}" not in text] == []


def test_each_line_has_a_box_to_tick_for_each_party_and_one_where_infants_are_not_known() -> None:
    one = manifest()
    unknown = replace(one, people=tuple(replace(row, infant=None) for row in one.people))
    people = manifest_blocks(unknown, Voice("en", "UTC"))[2]
    assert people["rows"][0] == ["1", "0", "P1/1", "military", "guards", "100", 1, 1, 1]  # type: ignore[index]
    assert manifest_blocks(one, Voice("en", "UTC"))[2]["rows"][0][6] == "yes"  # type: ignore[index]


def test_standby_stands_apart_and_nobody_on_it_is_said() -> None:
    page = "".join(printed("en"))
    assert page.index("Standbylist") < page.index("700")
    without = "".join(printed("en", replace(manifest(), standby=())))
    assert squeezed("goes if somebody does not come nobody") in without


def test_a_blank_form_has_room_for_people_items_and_signatures_and_claims_nothing() -> None:
    blank = Manifest(head=blank_head(), movement=blank_movement(), is_blank=True)
    pages = printed("fr", blank)
    text = "".join(pages)
    assert squeezed("Formulaire vierge : rien n\u2019y vient d\u2019un journal ni d\u2019un plan.") in pages[0]
    for words in (
        "Partie qui se retire",
        "Partie hôte",
        "Partie garante",
        "Personnes, par place",
        "Matériels, par place",
    ):
        assert squeezed(words) in text
    assert "RECONSTITUTION" not in text
    assert "demo" not in text


def test_the_same_view_gives_the_same_bytes() -> None:
    assert manifest_pdf(manifest(), "fr", made_at_second=SECOND) == manifest_pdf(
        manifest(), "fr", made_at_second=SECOND
    )
