"""The reader's sentence, in both languages."""

import pytest

from repli.language import speaker
from repli.progress import Figure, figures, initial_state
from repli.verification.sentence import reader_sentence

TOLD = figures(initial_state())


def plain(text: str) -> str:
    """The text with the apostrophe and the spaces of a typewriter."""
    return text.translate({0x2019: "'", 0xA0: " ", 0x202F: " "})


@pytest.mark.parametrize(
    ("sizes", "told", "english", "french"),
    [
        (
            {"force": 9, "host": 2},
            (),
            "Joint up to 9 (force) and 2 (host); nothing goes beyond it; nothing is published yet.",
            "Conjoint jusqu'à 9 (force) et 2 (host) ; rien ne va au-delà ; rien n'est encore publié.",
        ),
        (
            {"force": 9, "host": 4},
            TOLD,
            "Joint up to 9 (force) and 2 (host); host goes on to 4; published: 0 of 0 departed.",
            "Conjoint jusqu'à 9 (force) et 2 (host) ; host continue jusqu'à 4 ; publié : 0 désengagés sur 0.",
        ),
        (
            {"force": 11, "host": 4},
            (),
            "Joint up to 9 (force) and 2 (host); force goes on to 11 and host to 4; nothing is published yet.",
            (
                "Conjoint jusqu'à 9 (force) et 2 (host) ; force continue jusqu'à 11 et host jusqu'à 4 ; "
                "rien n'est encore publié."
            ),
        ),
    ],
)
def test_the_sentence(sizes: dict[str, int], told: tuple[Figure, ...], english: str, french: str) -> None:
    sentence = reader_sentence({"host": 2, "force": 9}, sizes, told)
    assert (speaker("en")(sentence), plain(speaker("fr")(sentence))) == (english, french)
