"""What holds for the whole room: its examples run, its sentences have French, its public names are real."""

import ast
import doctest
import importlib
import string
from pathlib import Path

import pytest

import repli.ledger
from repli.errors import Phrase
from repli.language import catalogue
from repli.ledger.policy import Quorum

_FOLDER = Path(str(repli.ledger.__file__)).parent
_MODULES = sorted(path.stem for path in _FOLDER.glob("*.py") if path.stem != "__init__")


def _calls(module: str, ending: str) -> list[ast.Call]:
    tree = ast.parse((_FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id.endswith(ending)]


def _sentences(module: str) -> list[str]:
    firsts = [call.args[0] for call in _calls(module, "phrase")]
    return [first.value for first in firsts if isinstance(first, ast.Constant) and isinstance(first.value, str)]


@pytest.mark.parametrize("module", _MODULES)
def test_its_examples_run(module: str) -> None:
    found = doctest.testmod(importlib.import_module(f"repli.ledger.{module}"), optionflags=doctest.ELLIPSIS)
    assert found.failed == 0


@pytest.mark.parametrize("module", _MODULES)
def test_every_sentence_has_french_with_the_same_blanks(module: str) -> None:
    french = catalogue("fr")
    sentences = _sentences(module) + ([one.value for one in Quorum] if module == "policy" else [])
    for sentence in sentences:
        assert sentence in french
        blanks, translated = (
            sorted(str(part[1]) for part in string.Formatter().parse(text) if part[1])
            for text in (sentence, french[sentence])
        )
        assert blanks == translated, sentence


@pytest.mark.parametrize("module", _MODULES)
def test_every_error_says_what_to_do_next(module: str) -> None:
    for call in _calls(module, "Error"):
        needed = 3 if isinstance(call.func, ast.Name) and call.func.id == "RefusedError" else 2
        assert len(call.args) == needed, f"{module} line {call.lineno}"


@pytest.mark.parametrize("module", _MODULES)
def test_its_public_names_are_there_and_sorted(module: str) -> None:
    loaded = importlib.import_module(f"repli.ledger.{module}")
    names = [name for name in loaded.__all__ if hasattr(loaded, name)]
    assert names == loaded.__all__
    assert len(set(names)) == len(names)


def test_the_room_names_the_modules_that_others_may_use() -> None:
    inside = {
        "disk",
        "ed25519",
        "feedwriter",
        "files",
        "head",
        "heads",
        "rawlog",
        "tail",
    }  # through keys, note and store
    assert sorted({*repli.ledger.__all__, *inside}) == _MODULES
    assert not inside & set(repli.ledger.__all__)


def test_a_hint_is_a_sentence() -> None:
    hints = [getattr(importlib.import_module(f"repli.ledger.{module}"), "_HINT", None) for module in _MODULES]
    assert all(str(hint).endswith(".") for hint in hints if isinstance(hint, Phrase))
