"""Every sentence has its French: in the catalogue of the room that says it, with the same blanks, and none left over.

A room is what stands directly under `repli`: a package or a module. Its sentences are the literals of its calls of
`phrase`. A sentence that is put together (an f-string, a sum) could not be looked up, so there is none; a word that is
a value of the model (`phrase(cause.name)`) is looked up like any other, and its room keeps its French.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import repli
from repli.errors import phrase
from repli.language import speaker

PACKAGE = Path(repli.__file__).parent
CATALOGUES = PACKAGE / "locale" / "fr"


def sources(room: str) -> list[Path]:
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def rooms() -> list[str]:
    packages = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    modules = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "language"}
    return sorted(packages | modules)


def calls(room: str) -> Iterator[tuple[str, ast.expr]]:
    """Every first argument of a call of `phrase`, with its place."""
    for path in sources(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and name_of(node.func) == "phrase":
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node.args[0]


def name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def sentences(room: str) -> set[str]:
    found = {argument.value for _, argument in calls(room) if isinstance(argument, ast.Constant)}
    return {text for text in found if isinstance(text, str) and text}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def plain(text: str) -> str:
    """The text with ordinary spaces: some rooms set the narrow and unbreakable ones of French when they write."""
    return " ".join(text.split())


def entries(room: str) -> dict[str, str]:
    with (CATALOGUES / f"{room}.po").open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}


SPEAKING = [room for room in rooms() if sentences(room)]


@pytest.mark.parametrize("room", rooms())
def test_no_sentence_is_put_together(room: str) -> None:
    assert [place for place, argument in calls(room) if isinstance(argument, ast.JoinedStr | ast.BinOp)] == []


@pytest.mark.parametrize("room", SPEAKING)
def test_every_sentence_of_a_room_has_its_french(room: str) -> None:
    assert (CATALOGUES / f"{room}.po").is_file(), f"{len(sentences(room))} sentences and no catalogue"
    french = entries(room)
    assert sorted(text for text in sentences(room) if not french.get(text)) == []


@pytest.mark.parametrize("room", [room for room in SPEAKING if (CATALOGUES / f"{room}.po").is_file()])
def test_a_translation_has_the_blanks_of_its_sentence(room: str) -> None:
    different = [
        text for text, french in entries(room).items() if "{" in text + french and blanks(text) != blanks(french)
    ]
    assert different == []


@pytest.mark.parametrize("room", [room for room in SPEAKING if (CATALOGUES / f"{room}.po").is_file()])
def test_no_translation_is_fuzzy(room: str) -> None:
    with (CATALOGUES / f"{room}.po").open("rb") as stream:
        assert [message.id for message in read_po(stream) if message.fuzzy and message.id] == []


def test_the_same_sentence_has_the_same_french_in_every_room() -> None:
    seen: dict[str, str] = {}
    different = []
    for path in sorted(CATALOGUES.glob("*.po")):
        for text, french in entries(path.stem).items():
            if plain(seen.setdefault(text, french)) != plain(french):
                different.append(text)
    assert different == []


def test_a_phrase_is_said_in_french_with_its_blanks_filled() -> None:
    say = speaker("fr")
    assert say(phrase("an id of {file}", file="sites.csv")) == "un identifiant de sites.csv"
    assert speaker("en")(phrase("an id of {file}", file="sites.csv")) == "an id of sites.csv"
    assert say(phrase("no room says this")) == "no room says this"
