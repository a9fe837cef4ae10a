"""What an instance is like: which resource binds and how tightly, how its lines get ready, and whether it can be kept.

Residues of the seed, so that any few seeds in a row hold some of each: one in eight is impossible by construction, one
in ten has a line that is ready only just before the deadline, six in ten have floors that hold people back.
"""

from dataclasses import dataclass

from benchmarks.replibench.draw import Draw

__all__ = ["IMPOSSIBLE", "Profile", "profile_of"]

IMPOSSIBLE = ("permits", "office", "uncleared", "group", "inspection")
"""Why no plan can keep the rules: too few clearances of a field that all must leave by; office hours shorter than the
act of handover; an outsize item at a field where nothing that takes it is cleared; a group larger than any vehicle;
inspectors who work at other hours."""

_BINDING = ("permits", "fleet", "spots", "road")
_GOLDEN = 0.6180339887498949
_LEAST, _SPREAD = 0.5, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """``binds`` is the kind of resource meant to be the busiest, ``tightness`` its share of the time to the deadline.

    ``ready_share``: by which share of that time nearly all lines are ready; ``late``: one line only at the very end.
    ``floors`` are ``none``, ``light`` or ``binding``; ``impossible`` is one of `IMPOSSIBLE`, or empty.
    """

    binds: str
    tightness: float
    ready_share: float
    late: bool
    floors: str
    teams: bool
    shared: bool
    latest: bool
    ordered: bool
    impossible: str


def profile_of(seed: int) -> Profile:
    """Return the profile of a seed; the classes differ in size only."""
    luck = Draw(f"profile/{seed}")
    impossible = IMPOSSIBLE[seed // 8 % len(IMPOSSIBLE)] if seed % 8 == 5 else ""  # noqa: PLR2004 - one in eight
    return Profile(
        binds=_BINDING[seed % len(_BINDING)],
        tightness=_LEAST + _SPREAD * (seed * _GOLDEN % 1.0),
        ready_share=luck.real(0.15, 0.6),
        late=seed % 10 == 8,  # noqa: PLR2004 - one in ten
        floors=("binding", "light", "binding", "none", "binding")[seed % 5],
        teams=luck.chance(0.35),
        shared=luck.chance(0.5),
        latest=luck.chance(0.3),
        ordered=luck.chance(0.3),
        impossible=impossible,
    )
