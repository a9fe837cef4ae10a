"""What the rooms hand to the pages: every kind of duty that planning names has its word."""

import ast
from pathlib import Path

from repli.planning import upcoming
from repli.reporting.words import DUTY_WORDS


def test_every_kind_of_duty_has_a_word_and_no_word_is_left_over() -> None:
    tree = ast.parse(Path(str(upcoming.__file__)).read_text("utf-8"))
    kinds = {
        keyword.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "kind" and isinstance(keyword.value, ast.Constant)
    }
    assert kinds == set(DUTY_WORDS)
