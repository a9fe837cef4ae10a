"""What waits at a site, and what leaves it and comes back."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from repli.planning.lots import books_of, drop_place_of
from tests.planning.rich_generator import rich_operation_of
from tests.tiny import at, tiny_operation


def test_the_book_of_a_site_counts_what_is_there() -> None:
    book = books_of(tiny_operation())["BASE"]
    present = {(limit.quantity, limit.function, limit.agreed): limit.present for limit in book.limits}
    assert present == {
        ("kg", None, True): 15_000,
        ("people", None, True): 20,
        ("people", "guard", True): 6,
        ("sensitive", None, True): 1,
        ("people", "guard", False): 6,
        ("anything", None, False): 24,
    }


def test_the_guards_of_the_site_itself_are_kept_for_the_last_formation() -> None:
    book = books_of(tiny_operation())["BASE"]
    feed_guard = tiny_operation().people_of["FEED-GUARD"]
    book.add_people(feed_guard, 4, at(0, 12))
    own = next(limit for limit in book.limits if limit.function == "guard" and not limit.agreed)
    assert own.room(at(1), at(3)) == 2  # six of BASE are there, four must stay; guards from FEED do not count


def test_what_leaves_is_gone_from_book_and_floors() -> None:
    book = books_of(tiny_operation())["BASE"]
    staff = next(lot for lot in book.people if lot.line.line_id == "BASE-STAFF")
    book.remove([(staff, 14)], [lot for lot in book.items if lot.line.line_id == "I2"], at(0, 9))
    assert [lot.line.line_id for lot in book.people] == ["BASE-GUARD"]
    assert [lot.line.line_id for lot in book.items] == ["I1", "I3", "I4"]
    # people: 6 remain on the floor of 6; the weapon I2 is gone, so its floor of 1 is broken
    rooms = dict(zip(((one.quantity, one.function) for one in book.limits), book.rooms(at(0, 10), at(1)), strict=True))
    assert rooms["people", None] == 0
    assert rooms["sensitive", None] == -1


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_what_is_given_back_is_in_the_book_as_if_it_had_never_left(seed: int, loads: list[int]) -> None:
    book = max(books_of(rich_operation_of(seed)).values(), key=lambda one: len(one.items))
    book.sort(lambda lot: (lot.ready,), lambda lot: (lot.line.priority, -lot.line.kg))
    before, gone = book.copy(), []
    for load in loads:
        dice = Random(load)  # noqa: S311 - test data, not a secret
        people = [(lot, dice.randint(1, lot.count)) for lot in book.people if dice.randint(0, 1)]
        items = [lot for lot in book.items if dice.randint(0, 1)]
        book.remove(people, items, load)
        gone.append((people, items, load))
    Random(seed).shuffle(gone)  # noqa: S311 - test data, not a secret
    for people, items, minute in gone:
        book.give_back(people, items, minute)
    assert book == before


def test_a_line_goes_to_the_field_by_air_and_to_the_site_by_road() -> None:
    assert drop_place_of(tiny_operation(), "HOME", "air") == "OUT1"
    assert drop_place_of(tiny_operation(), "HOME", "road") == "HOME"


@given(st.integers(0, 40))
def test_nothing_leaves_before_the_minute_from_which_something_may(seed: int) -> None:
    for book in books_of(rich_operation_of(seed)).values():
        until = 1 << 41
        for minute in (0, *book.ready_minutes()):
            first = book.leaves_from(lambda _: True, (1 << 40, 1 << 40), minute, until)
            lots = [(lot.ready, lot.counts_in) for lot in (*book.people, *book.items)]
            marks = sorted({minute, *(ready for ready, _ in lots), *(at for one in book.limits for at in one.marks())})
            free = [
                at
                for at in marks
                if at >= minute
                for ready, counts in lots
                if ready <= at and all(book.rooms(at, until)[index] >= amount for index, amount in counts)
            ]
            assert first == min(free, default=until)
