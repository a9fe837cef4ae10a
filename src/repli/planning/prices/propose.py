"""The linear program whose solution proposes prices (docs/reference/bound-meaning.md, 4 to 6).

Its variables are the prices, and what each stream pays at least from each stock and bucket on. It only proposes:
streams are coarse, nothing is followed aboard, numbers are floating; `certify` prices the other doors, rounds, and the
claim is worked out exactly over every way.
"""

from repli.planning.prices.ask import Ask, Proposal
from repli.planning.prices.ground import Ground
from repli.planning.prices.network import Network
from repli.planning.prices.sheet import Sheet

__all__ = ["propose"]


def propose(ground: Ground, ask: Ask) -> Proposal:
    """Return the prices of the best solution; raise SolverError where there is none."""
    sheet = Sheet(ground, ask)
    for stream in ask.streams:
        Network(sheet, stream)
    return sheet.proposal(sheet.program.solve())
