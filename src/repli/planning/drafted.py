"""One draft: a board on which every site is emptied and closed, stage by stage, in one taste."""

from repli.planning.board import Board, weights_of
from repli.planning.others import overcrowded
from repli.planning.stage import Stuck, emptied_somehow, out_of_order
from repli.planning.variants import Variant

__all__ = ["drafted"]


def drafted(board: Board, variant: Variant) -> Board | Stuck:
    """Return the finished board of one taste, or what is in its way; the board given may change."""
    operation, stages = board.ways.network.operation, board.ways.stages
    board.weights = weights_of(operation, variant.person_percent)
    for depth, site_ids in enumerate(stages, start=1):
        wave_only = variant.last_wave_only if depth == len(stages) else variant.feeders_wave_only
        emptied = emptied_somehow(board, site_ids, variant, wave_only=wave_only)
        if isinstance(emptied, Stuck):
            return emptied
        board = emptied
    unordered = out_of_order(board)
    if unordered is not None:
        return unordered
    crowd = overcrowded(operation, board.timeline.parking)
    return board if crowd is None else Stuck(site_id=crowd[0], reason=crowd[1])
