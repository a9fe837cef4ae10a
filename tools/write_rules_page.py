"""Write docs/reference/rules.md from the rule book, so that the page cannot say anything else.

    python -m tools.write_rules_page

One row per rule, in the order in which a plan is read: name, explanation in both languages, source. A test compares the
page with what this file would write.
"""

import re
from pathlib import Path

from repli.language import speaker
from repli.rules import RULES, Rule

__all__ = ["PAGE", "page"]

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "rules.md"

_HEAD = """# The rules of a plan

Written by `python -m tools.write_rules_page` from the rule book (`src/repli/rules`);
`repli check PLAN --operation FOLDER` applies all of them, in this order.
Letters are the definitions of [what a plan means](plan-meaning.md).

| rule | what it asks | ce qu'elle exige | source |
|---|---|---|---|
"""


def page() -> str:
    """Return the whole page."""
    return _HEAD + "".join(f"{_row(rule)}\n" for rule in RULES)


def _row(rule: Rule) -> str:
    english, french = (speaker(language)(rule.explanation) for language in ("en", "fr"))
    return f"| `{rule.name}` | {english} | {french} | {_source(rule)} |"


def _source(rule: Rule) -> str:
    """Return where a rule comes from, as the docstring of its check says, with links."""
    found = re.search(r"Source: (.*)", rule.check.__doc__ or "", re.DOTALL)
    if found is None:
        raise ValueError(f"The check of {rule.name} names no source.")
    text = " ".join(found[1].split()).removesuffix(".")
    return re.sub(r"docs/reference/(([a-z-]+)\.md)", r"[\2](\1)", text)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
