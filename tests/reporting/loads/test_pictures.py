from repli.reporting import load_pictures, load_sheets
from tests.reporting.html_check import read
from tests.reporting.load_samples import loaded


def test_every_load_on_a_floor_has_a_picture_of_its_own_and_a_convoy_has_none() -> None:
    operation, plan = loaded()
    assert list(load_pictures(operation, load_sheets(operation, plan), "en")) == ["R1", "R3", "R4"]


def test_a_picture_stands_alone_with_title_legend_and_the_word_that_it_is_restricted() -> None:
    operation, plan = loaded()
    for language, words in (
        ("en", ("Load sheet R3", "dangerous goods, with their class", "RESTRICTED: holds the plan.")),
        ("fr", ("Feuille de chargement R3", "marchandises dangereuses", "RESTREINT")),
    ):
        page = read(load_pictures(operation, load_sheets(operation, plan), language)["R3"])
        assert page.faults == []
        assert [word for word in words if word not in page.text] == []
        assert page.of("svg")[0].attributes["xmlns"] == "http://www.w3.org/2000/svg"
        assert page.of("image", "script", "use") == []
