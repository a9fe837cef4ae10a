import unicodedata
from dataclasses import replace

import pytest

from repli.progress import figures, state_digest
from repli.reporting import communique_of, communique_text
from repli.reporting.communique_words import communique_blocks
from tests.reporting.samples import NOW, ORIGIN, TRUTH, sample_communique, sample_operation, sample_state

KINDS = [
    "parties",
    "event",
    "agreement",
    "figures",
    "procedures",
    "protection",
    "next_phase",
    "cooperation",
    "signatures",
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_communique_has_all_nine_blocks_in_both_languages(language: str) -> None:
    blocks = communique_blocks(sample_communique(), language)
    assert [block.kind for block in blocks] == KINDS
    assert all(block.heading and all(block.paragraphs) for block in blocks)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_is_what_the_log_format_asks_of_a_text(language: str) -> None:
    text = communique_text(sample_communique(), language)
    assert text.endswith("\n")
    assert not text.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


def test_the_first_line_says_reconstruction() -> None:
    assert communique_text(sample_communique(), "en").splitlines()[0].startswith("RECONSTRUCTION. Real: ")
    assert communique_text(sample_communique(), "fr").splitlines()[0].startswith("RECONSTITUTION. Réel\u00a0: ")


def test_the_english_text_says_more_than_where_the_figure_is_told_as_a_floor() -> None:
    text = communique_text(sample_communique(), "en")
    assert (
        "More than 16 of 30 people have departed, that is more than 53.3\u00a0% of the baseline (declared figure)."
        in text
    )
    assert "People remaining: fewer than 14 (declared)." in text
    assert "People departed before counting began: 2 (declared)." in text
    assert "People departed since counting began: 14 (joint)." in text


def test_the_french_text_says_plus_de_sur_and_desengage() -> None:
    text = communique_text(sample_communique(), "fr")
    assert (
        "Plus de 16 personnes sur 30 sont désengagées, soit plus de 53,3\u00a0% de l\u2019effectif de référence "
        "(chiffre déclaré)." in text
    )
    assert "Effectif restant\u00a0: moins de 14 (chiffre déclaré)." in text
    assert "«\u202fRetrait de la force de Minuscule\u202f»" in text
    assert "L\u2019hôte protège les emprises jusqu\u2019au dernier départ." in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_french_mark_of_punctuation_stands_after_a_plain_space(language: str) -> None:
    text = communique_text(sample_communique(), language)
    assert not any(mark in text for mark in (" :", " ;", " !", " ?", "« ", " »"))


def test_withheld_figures_are_named_and_never_printed() -> None:
    operation = sample_operation()
    policy = (("kg_departed", "withheld"), ("people_counted", "withheld"), ("people_departed", "at_least"))
    operation = replace(operation, agreement=replace(operation.agreement, disclosure=policy))
    state = sample_state()
    text = communique_text(
        communique_of(
            operation,
            figures(state),
            number=1,
            place="Minuscule",
            as_of_minute=NOW,
            origin=ORIGIN,
            state_digest=state_digest(state),
            truth=TRUTH,
        ),
        "en",
    )
    assert (
        "By agreement of the parties, not published: people departed since counting began, weight of materiel departed."
        in text
    )
    assert "2,000" not in text


def test_the_deadline_the_milestone_and_the_signing_are_dated_in_local_days() -> None:
    text = communique_text(sample_communique(), "en")
    assert "signed on 7 January 2030, the disengagement is to be complete by 9 January 2030 at the latest" in text
    assert "Interim milestone: 50.0\u00a0% of the people departed by 8 January 2030 at the latest." in text
    assert "up to 8 January 2030, 12:00, local time of Africa/Niamey" in text


def test_a_signature_is_a_key_and_never_a_person() -> None:
    text = communique_text(sample_communique(), "en")
    assert "For Force: force, a demonstration key; no person signs." in text
    real = sample_communique(truth=replace(TRUTH, demonstration=False, reconstruction=False))
    assert "For Host: the key of host that represents it." in communique_text(real, "en")


def test_one_more_person_departed_changes_text_and_digest() -> None:
    state = sample_state()
    more = replace(state, departed=replace(state.departed, people=tuple(range(17)), people_count=17), events=10)
    operation = sample_operation()
    texts = [
        communique_text(
            communique_of(
                operation,
                figures(one),
                number=1,
                place="Minuscule",
                as_of_minute=NOW,
                origin=ORIGIN,
                state_digest=state_digest(one),
                truth=TRUTH,
            ),
            "en",
        )
        for one in (state, more)
    ]
    assert "More than 16 of 30" in texts[0]
    assert "More than 17 of 30" in texts[1]
    assert state_digest(state) in texts[0]
    assert state_digest(more) in texts[1]
