"""What is said of a departure that is not full."""

from repli.language import speaker
from repli.rules.waiting import LIMITS, Waiting
from repli.rules.why import why_not_full


def test_nothing_beside_it_is_said_as_such() -> None:
    assert [str(one) for one in why_not_full(Waiting(people={}, items={}))] == ["nothing more was ready"]


def test_each_limit_is_a_clause_with_its_people_and_items_in_the_order_of_the_limits() -> None:
    waiting = Waiting(people={"": 6, "class": 2}, items={"positions": 1, "": 3})
    assert [str(one) for one in why_not_full(waiting)] == [
        "ready and not aboard, people 2: dangerous goods may not be aboard with it",
        "ready and not aboard, items 1: too few positions are free",
        "ready and not aboard, people 6, items 3: kept by a group, an order or for another departure",
    ]


def test_every_limit_has_its_words_in_french_too() -> None:
    said = [speaker("fr")(part) for part in why_not_full(Waiting(people=dict.fromkeys(LIMITS, 1), items={}))]
    assert len(set(said)) == len(LIMITS)
    assert all(one.startswith("prêt et pas à bord, personnes 1") for one in said)
