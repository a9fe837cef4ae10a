"""How the moves share the work: the large ones get three parts of four, what takes much is drawn seldom."""

from collections import Counter
from random import Random

from repli.planning.improve.moves import LARGE, MOVES, SOONER
from repli.planning.improve.shares import Shares

WORK = {name: 600 if name in LARGE else 40 for name in MOVES} | {"forward": 400}


def drawn(shares: Shares, units: int) -> Counter[str]:
    """The work of each move when so many units are spent."""
    dice, spent = Random(1), Counter[str]()  # noqa: S311 - a search, not a secret
    while spent.total() < units:
        name = shares.draw(dice)
        shares.spend(name, WORK[name])
        spent[name] += WORK[name]
    return spent


def test_large_moves_get_three_parts_of_the_work_of_four() -> None:
    spent = drawn(Shares(MOVES), 100_000)
    assert abs(4 * sum(spent[name] for name in LARGE) - 300_000) <= 4 * 600


def test_once_the_last_day_cannot_come_sooner_small_moves_get_three_parts_and_that_move_none() -> None:
    shares = Shares(MOVES)
    shares.end_soonest()
    spent = drawn(shares, 100_000)
    assert abs(4 * sum(spent[name] for name in LARGE) - 100_000) <= 4 * 600
    assert spent[SOONER] == 0


def test_moves_of_a_kind_share_the_work_and_not_the_draws() -> None:
    spent = drawn(Shares(MOVES), 100_000)
    small = [spent[name] for name in MOVES if name not in LARGE]
    assert spent["forward"] < 2 * sum(small) / len(small)


def test_the_first_large_move_is_the_one_that_ends_sooner_as_a_rule() -> None:
    first = [next(name for name in iter_draws(seed) if name in LARGE) for seed in range(60)]
    assert first.count(SOONER) > 40


def iter_draws(seed: int) -> list[str]:
    """The first moves drawn with a seed."""
    shares, dice = Shares(MOVES), Random(seed)  # noqa: S311 - as above
    return [shares.draw(dice) for _ in range(3)]


def test_the_only_move_there_is_stays() -> None:
    alone = Shares([SOONER])
    alone.end_soonest()
    assert alone.draw(Random(1)) == SOONER  # noqa: S311 - as above
