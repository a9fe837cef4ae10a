"""What one run on one instance says: times, objectives, gaps, memory, the rule book's verdict, and each peer's plan.

Gaps: of the closure in days, and in per cent of the bound's day; of the stay (plan - bound) over (bound - what is
unavoidable, each line at its own earliest). A bound that no certificate proves is an estimate.
"""

from dataclasses import asdict, dataclass, field

from benchmarks.replibench.instance import Instance
from repli.model import Bound, Objective

__all__ = ["Peer", "Score", "closure_gap", "stay_gap"]

_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One peer: ``objective`` is None where it found no plan, or one that breaks the rules (``broken`` names which)."""

    name: str
    objective: tuple[int, ...] | None
    seconds: float = 0.0
    note: str = ""
    broken: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Score:
    """One instance. ``outcome`` is kept, late, impossible (exit 5) or none found (exit 6); seconds of the processor."""

    instance: str
    binds: str
    busiest: str
    tightness: float
    nominal_sorties: int
    impossible: str
    floors: str
    outcome: str = ""
    reason: str = ""
    movements: int = 0
    first_seconds: float = 0.0
    first: tuple[int, ...] | None = None
    refined_seconds: float = 0.0
    refined_wall_seconds: float = 0.0
    effort: int = 0
    refined: tuple[int, ...] | None = None
    bound_seconds: float = 0.0
    bound_day: int = 0
    bound_method: str = ""
    bound_proven: bool = False
    bound_refused: str = ""
    stay_bound: int = 0
    stay_level: str = ""
    stay_proven: bool = False
    stay_alone: int = 0
    peak_mib: int = 0
    rules_broken: tuple[str, ...] = ()
    peers: list[Peer] = field(default_factory=list)

    @classmethod
    def of(cls, instance: Instance) -> "Score":
        """Return an empty score of an instance."""
        busiest, tightness = instance.busiest
        return cls(
            instance=instance.name,
            binds=instance.profile.binds,
            busiest=busiest,
            tightness=round(tightness, _DIGITS),
            nominal_sorties=instance.sorties,
            impossible=instance.impossible,
            floors=instance.profile.floors,
        )

    @property
    def ready_only(self) -> bool:
        """Say whether the closure bound is nothing but the day on which a line is ready."""
        return self.bound_method == "ready"

    @property
    def beaten_by(self) -> tuple[str, ...]:
        """Return the peers whose plan is better than ours, level by level."""
        plans = [peer for peer in self.peers if peer.objective is not None]
        return tuple(peer.name for peer in plans if self.refined is None or tuple(peer.objective or ()) < self.refined)

    def with_bound(self, bound: Bound, refused: str) -> None:
        """Note a bound, and what the rule book finds wrong in it: then it is an estimate."""
        self.bound_day, self.bound_method, self.bound_refused = bound.closure_day, bound.method, refused
        self.stay_bound, self.stay_level, self.stay_alone = bound.stay.minutes, bound.stay.level, bound.alone_minutes
        self.bound_proven, self.stay_proven = bound.proven and not refused, bound.stay.proven and not refused

    def as_dict(self) -> dict[str, object]:
        """Return all values, with the gaps."""
        gaps = {"closure_gap_days": closure_gap(self), "stay_gap_percent": stay_gap(self)}
        return asdict(self) | gaps | {"ready_only": self.ready_only, "beaten_by": self.beaten_by}


def closure_gap(score: Score) -> int | None:
    """Return the days of the plan's closure after the bound's day."""
    return None if score.refined is None else _objective(score.refined).closure_day - score.bound_day


def stay_gap(score: Score) -> float | None:
    """Return the gap of the stay in per cent; None without a plan, or where bound and unavoidable are the same."""
    if score.refined is None or score.stay_bound <= score.stay_alone:
        return None
    over = _objective(score.refined).stay_minutes - score.stay_bound
    return 100 * over / (score.stay_bound - score.stay_alone)


def _objective(values: tuple[int, ...]) -> Objective:
    names = ("overrun_days", "milestone_shortfall_ppm", "latest_missed_days", "closure_day")
    return Objective(**dict(zip((*names, "stay_minutes", "flying_minutes"), values, strict=True)))
