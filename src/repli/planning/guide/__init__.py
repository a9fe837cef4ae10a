"""Drafts guided by a linear program: which rounds vehicles make from where, and what goes first, by prices.

>>> state = guided(state, taste, rank, effort)  # doctest: +SKIP
"""

from repli.planning.guide.guided import LEAST_EFFORT, guided
from repli.planning.guide.placing import placed

__all__ = ["LEAST_EFFORT", "guided", "placed"]
