"""The moves of the search by name, each from a state to another one, or to none."""

from collections.abc import Callable, Mapping
from random import Random

from repli.planning.improve.choice import Choose
from repli.planning.improve.elsewhere import stood_elsewhere
from repli.planning.improve.emptiest import one_less
from repli.planning.improve.forward import pulled_forward
from repli.planning.improve.from_a_day import from_a_day, sooner
from repli.planning.improve.last_days import last_days
from repli.planning.improve.rebuild import rebuilt
from repli.planning.improve.reclose import reclosed
from repli.planning.improve.repack import repacked
from repli.planning.improve.state import State
from repli.planning.improve.stretch import half_reloaded, redispatched, redispatched_everywhere, reloaded
from repli.planning.improve.tastes import drawn
from repli.planning.improve.vehicle_days import vehicle_days

__all__ = ["ELSEWHERE", "LARGE", "MOVES", "SOONER", "Move"]

ELSEWHERE = "stand elsewhere"
"""The move that is drawn only where some vehicle has somewhere else to stand."""

SOONER = "sooner"
"""The move that can only end all sooner: it is drawn first, and no more once the bound of closure is reached."""

LARGE = frozenset({"from a day", SOONER, ELSEWHERE})
"""The moves that change as much of a plan as there is; all others call back a few sorties."""

Move = Callable[[State, Random], State | None]


def _rebuilding(choose: Choose) -> Move:
    """Return the move that builds again, in a taste drawn from the dice, what is chosen."""

    def move(state: State, dice: Random) -> State | None:
        choice = choose(state.board, dice)
        return rebuilt(state, choice, drawn(dice)) if choice.sorties else None

    return move


MOVES: Mapping[str, Move] = {
    "redispatch": _rebuilding(redispatched),
    "redispatch everywhere": _rebuilding(redispatched_everywhere),
    "reload": _rebuilding(reloaded),
    "half reload": _rebuilding(half_reloaded),
    "vehicle days": _rebuilding(vehicle_days),
    "one less": _rebuilding(one_less),
    "last days": _rebuilding(last_days),
    "forward": pulled_forward,
    "reclose": reclosed,
    "repack": repacked,
    "from a day": from_a_day,
    SOONER: sooner,
    ELSEWHERE: stood_elsewhere,
}
