"""The handover act on paper: all that it fixes at a time, signed by both parties and the guarantor."""

from dataclasses import replace

from repli.reporting.papers.handover import handover_pdf
from repli.reporting.papers.views import HandoverPaper, blank_head
from tests.reporting.papers.paper_samples import act
from tests.reporting.papers.printed_text import pages_of, squeezed


def printed(view: HandoverPaper, language: str = "en") -> str:
    return "".join(pages_of(handover_pdf(view, language, made_at_second=0)))


def test_it_fixes_the_state_of_the_site_at_a_time() -> None:
    text = printed(act())
    for words in (
        "Handover act BASE",
        "72 hours",
        "2030-01-09T07:00Z (Africa/Niamey: 2030-01-09 08:00)",
        "1 North gate",
        "2 Hangar 3",
        "Environment No spill found",
        "Explosives Clear",
        "Clean and locked.",
        "1 I9 Generator transfer",
        "ef" * 32,
        "Power 2030-01-09T08:00Z",
        "Keys given 2030-01-09T09:00Z",
        "Ceremony 2030-01-09T10:00Z",
        "One door is jammed.",
        "ab" * 32,
        "Guarantor state · demo-togo · Guarantor",
        "in the log: witnessed, key 1122334455667788",
    ):
        assert squeezed(words) in text, words
    assert "Draft" not in text


def test_french_is_an_acte_de_retrocession() -> None:
    text = printed(act(), "fr")
    for words in ("Acte de rétrocession BASE", "Visite contradictoire", "Groupe électrogène", "Remise des clés"):
        assert squeezed(words) in text, words


def test_an_act_that_the_log_does_not_have_is_called_a_draft() -> None:
    assert squeezed("Draft: the log has no act of this site yet.") in printed(replace(act(), event_hash=""))


def test_an_inventory_that_only_the_hash_is_known_of_is_a_paper_of_its_own() -> None:
    assert squeezed("stays at the site in a paper of its own") in printed(replace(act(), inventory=()))


def test_a_blank_act_names_the_surveys_and_services_that_are_always_asked_for() -> None:
    text = printed(HandoverPaper(head=blank_head(), is_blank=True))
    for words in ("environmental survey", "explosives survey", "air traffic control", "power", "water"):
        assert squeezed(words) in text, words
    assert "Draft" not in text


def test_the_same_view_gives_the_same_bytes() -> None:
    assert handover_pdf(act(), "fr", made_at_second=3) == handover_pdf(act(), "fr", made_at_second=3)
