"""What happened so far: typed events, the rules that replay them, the state and the figures that follow.

Read in this order: ``events`` (the kinds, with ``genesis``, ``baseline``, ``movement``, ``sitting``, and ``bodies`` for
those of format 4), ``reading`` (from a line to an event), ``merging`` and ``barrier`` (one order, and who comes too
late for it), ``rules`` (section 7 of the log format, one function each), ``replay`` (the fold; ``second`` judges and
``taking`` takes in what formats 2 to 4 add, ``register``, ``accounts`` and ``position`` hold a commission's day),
``state`` and ``figures`` (what comes out), ``balance`` and ``disclosure`` (what may be concluded and told), ``lives``
(what became of each). Standard library only.
"""

from repli.progress.balance import BalanceRow
from repli.progress.cells import Cell, cells_of
from repli.progress.disclosure import Disclosed, disclose
from repli.progress.events import Body, CountTally, Declare, Depart, Event, Genesis, Minutes, Opening, Publish
from repli.progress.figures import Figure, figure_of, figures
from repli.progress.reading import Charter, read_event, read_genesis
from repli.progress.replay import Replay, fold
from repli.progress.state import State, initial_state, state_bytes, state_digest

__all__ = [
    "BalanceRow",
    "Body",
    "Cell",
    "Charter",
    "CountTally",
    "Declare",
    "Depart",
    "Disclosed",
    "Event",
    "Figure",
    "Genesis",
    "Minutes",
    "Opening",
    "Publish",
    "Replay",
    "State",
    "cells_of",
    "disclose",
    "figure_of",
    "figures",
    "fold",
    "initial_state",
    "read_event",
    "read_genesis",
    "state_bytes",
    "state_digest",
]
