"""How many of whom: of the baseline, and of whoever came later, who is never hidden in a share above the whole."""

from decimal import Decimal

import pytest

from repli.progress import Disclosed, Figure, disclose
from repli.progress.names import FIGURE_NAMES
from repli.reporting.figure_words import came_later, figure_sentences, share_departed
from repli.reporting.pages.public import _headline
from repli.reporting.voice import Voice

ENGLISH = Voice("en", "Africa/Niamey")
VALUES = {"people_baseline": 946, "people_departed": 1092, "people_reinforced": 150}


def told(policy: dict[str, str] | None = None, **changes: int) -> dict[str, Disclosed]:
    """The figures of a withdrawal in which people came later."""
    values = dict.fromkeys((*FIGURE_NAMES, "people_reinforced"), 0) | VALUES | changes
    return {
        name: disclose(Figure(name=name, value=value, grade="joint"), policy or {}) for name, value in values.items()
    }


def share(figures: dict[str, Disclosed]) -> str | None:
    found = share_departed(figures, ENGLISH)
    return None if found is None else ENGLISH.say(found)


def test_the_share_is_of_the_baseline_and_of_whoever_came_later() -> None:
    assert share(told()) == "99.6\u00a0%"
    assert share(told(people_reinforced=0, people_departed=269)) == "28.4\u00a0%"


@pytest.mark.parametrize("departed", range(1, 53))
def test_a_floor_is_never_rounded_up(departed: int) -> None:
    figures = told({"people_departed": "at_least"}, people_baseline=52, people_reinforced=0, people_departed=departed)
    text = str(share(figures))
    assert text.startswith("at least ")
    percent = Decimal(text.removeprefix("at least ").removesuffix("\u00a0%"))
    assert percent * 52 <= departed * 100 < (percent + Decimal("0.1")) * 52


def test_where_the_number_of_those_who_came_is_not_told_there_is_no_share() -> None:
    assert share(told({"people_reinforced": "withheld"})) is None


@pytest.mark.parametrize("count", [0, 150])
def test_only_who_came_is_named(count: int) -> None:
    figures = told(people_reinforced=count)
    assert (came_later(figures) is None) == (count == 0)
    sentence = figure_sentences(figures, ENGLISH)[0]
    assert ("150 who came later" in sentence) == (count > 0)
    assert ("who came later" in ENGLISH.say(_headline(figures))) == (count > 0)
