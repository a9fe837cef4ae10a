"""Every sentence that this room can say has its French, and every French sentence is of the right trade."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import repli.reporting
from repli.language import catalogue

ROOM = Path(repli.reporting.__file__).parent
FRENCH = catalogue("fr")


def _in_code() -> Iterator[str]:
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name in {"phrase", "say"} and isinstance(node.args[0].value, str):
                    yield node.args[0].value


def _in_templates() -> Iterator[str]:
    for file in ROOM.rglob("*.html"):
        yield from (match[2] for match in re.finditer(r"\bt\((['\"])(.*?)\1[,)]", file.read_text("utf-8")))


SENTENCES = sorted({text for text in (*_in_code(), *_in_templates()) if text})


def _own() -> dict[str, str]:
    path = ROOM.parent / "locale" / "fr" / "reporting.po"
    with path.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_room_has_sentences_in_code_and_templates() -> None:
    assert len(SENTENCES) > 150
    assert "Joint disengagement commission" in SENTENCES
    assert "Next 7 days" in SENTENCES


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_has_its_french_with_the_same_blanks(sentence: str) -> None:
    assert FRENCH.get(sentence), f"{sentence!r} has no French"
    assert _blanks(FRENCH[sentence]) == _blanks(sentence)


def test_no_english_sentence_uses_the_verb_that_means_two_things() -> None:
    assert not [sentence for sentence in SENTENCES if re.search(r"\bleft\b", sentence)]


def test_the_terms_of_the_field_are_those_of_the_glossary() -> None:
    own = _own()
    assert own["people departed"] == "personnes désengagées"
    assert own["people remaining"] == "effectif restant"
    assert own["baseline of people"] == "effectif de référence"
    assert own["Joint disengagement commission"] == "Commission mixte de désengagement"
