"""The day's record on paper: everything the event says, each accepted event with sentence and hash, figures, keys."""

from dataclasses import replace

import pytest

from repli.reporting.papers.minutes import minutes_pdf
from repli.reporting.papers.views import Accepted, MinutesPaper, blank_head
from tests.reporting.papers.paper_samples import minutes
from tests.reporting.papers.printed_text import pages_of, squeezed


def printed(view: MinutesPaper, language: str = "en") -> str:
    return "".join(pages_of(minutes_pdf(view, language, made_at_second=0)))


def test_it_says_all_that_the_event_says() -> None:
    text = printed(minutes())
    for words in (
        "Record of the commission, 7 January 2030",
        "1 Departures of the day",
        "2 Clearances",
        "1 Record of R1. 0123456789ab",
        "The northern gate opens at six.",
        "Ask for clearance C-AIR Force of Tinyland · demo-force · Party that withdraws 9 January 2030",
        "Record of R2. fedcba987654 Heads of delegation No agreement on 2 items",
        "2030-01-08T07:00Z (Africa/Niamey: 2030-01-08 08:00)",
        "People departed 1,269 joint",
        "People remaining 677 declared",
        "signed in the log, key 9f8e7d6c5b4a3928",
        "cd" * 32,
    ):
        assert squeezed(words) in text, words


def test_french_is_a_proces_verbal_in_the_words_of_the_glossary() -> None:
    text = printed(minutes(), "fr")
    for words in ("Procès-verbal de la commission, 7 janvier 2030", "Effectif restant", "Personnes désengagées",
                  "Ordre du jour", "Porté à l\u2019échelon supérieur", "1 269"):  # fmt: skip
        assert squeezed(words) in text, words


def test_what_did_not_happen_is_said_and_no_row_is_asked_for() -> None:
    empty = replace(minutes(), agenda=(), accepted=(), decisions=(), actions=(), escalated=())
    text = printed(empty)
    assert text.count("nothing") == 5


def test_a_hundred_accepted_events_flow_over_pages_with_the_day_on_each() -> None:
    (one,) = minutes().accepted
    many = tuple(Accepted(event_hash=f"{number:064x}", sentence=one.sentence) for number in range(100))
    pages = pages_of(minutes_pdf(replace(minutes(), accepted=many), "en", made_at_second=0))
    assert len(pages) >= 3
    assert all("2030-01-07" in page for page in pages)
    assert all("Hashbeginswith" in page for page in pages if "RecordofR1." in page)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_blank_record_has_rows_for_every_part(language: str) -> None:
    text = printed(MinutesPaper(head=blank_head(), is_blank=True), language)
    parts = {
        "en": ("Agenda", "Accepted by both", "Decisions", "Actions", "Goes up a level", "Next meeting", "Figures"),
        "fr": ("Ordre du jour", "Accepté par les deux", "Décisions", "Actions", "Porté à", "Prochaine", "Chiffres"),
    }[language]
    assert [part for part in parts if squeezed(part) not in text] == []
    assert "nothing" not in text.replace("nothingonit", "")


def test_the_same_view_gives_the_same_bytes() -> None:
    assert minutes_pdf(minutes(), "en", made_at_second=7) == minutes_pdf(minutes(), "en", made_at_second=7)
