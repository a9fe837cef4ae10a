"""From a finished draft to a better one: large neighbourhoods, by work limit, the same for the same seed.

>>> state = improved(state, Search(effort=1000, seed=1, bound=bound))  # doctest: +SKIP
"""

from repli.planning.improve.search import Search, Step, improved
from repli.planning.improve.state import State, state_of

__all__ = ["Search", "State", "Step", "improved", "state_of"]
