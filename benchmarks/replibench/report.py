"""Scores as Markdown: a line an instance, a summary a class, and what stands apart or does not hold, by name."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from benchmarks.replibench.score import Peer, Score, closure_gap, stay_gap

__all__ = ["markdown_of"]

_HEADER = (
    "instance",
    "busiest resource",
    "nominal sorties",
    "outcome",
    "movements",
    "first plan s",
    "refined s (wall; effort)",
    "closure day (gap)",
    "stay min",
    "stay gap",
    "flying min",
    "bound s",
    "MiB",
    "rules",
)
_LEVELS = ("overrun d", "milestones ppm", "latest d", "closure d", "stay min", "flying min")


def markdown_of(scores: Sequence[Score], provenance: str) -> str:
    """Return the whole report."""
    clock = "Seconds are of the processor, one thread, unless they say wall."
    return "\n".join([f"# RepliBench, {provenance}", "", clock, "", *_parts(scores), ""])


def _parts(scores: Sequence[Score]) -> Iterator[str]:
    planned = [score for score in scores if score.refined is not None]
    for title, some in (
        ("Closure bound from capacity", [score for score in planned if not score.ready_only]),
        ("Closure bound is only a ready date", [score for score in planned if score.ready_only]),
    ):
        if some:
            yield from (f"## {title}", "", *_table(_HEADER, map(_line, some)), "", *_summary(some), "")
    without = [score for score in scores if score.refined is None]
    if without:
        rows = (
            (one.instance, one.outcome, one.impossible or "-", _s(one.first_seconds), one.reason) for one in without
        )
        yield from ("## Without a plan", "", *_table(("instance", "outcome", "built in", "s", "reason"), rows), "")
    yield from (
        "## Peers, level by level",
        "",
        *_table(("instance", "plan", *_LEVELS, "s", "note"), _levels(planned)),
        "",
    )
    yield from _verdicts(scores)


def _line(score: Score) -> tuple[str, ...]:
    gap, stay = closure_gap(score), stay_gap(score)
    *_, day, minutes, flying = score.refined or (0, 0, 0)
    return (
        score.instance,
        f"{score.busiest} {score.tightness:.2f}",
        str(score.nominal_sorties),
        score.outcome,
        str(score.movements),
        _s(score.first_seconds),
        f"{_s(score.refined_seconds)} ({_s(score.refined_wall_seconds)}; {score.effort:,})",
        f"{day} ({_word(gap, 'd')}{'' if score.bound_proven else ', estimate'}, {score.bound_method})",
        f"{minutes:,}",
        "-" if stay is None else f"{stay:.1f} %{'' if score.stay_proven else ' estimate'}",
        f"{flying:,}",
        _s(score.bound_seconds),
        str(score.peak_mib),
        " ".join(score.rules_broken) or "all kept",
    )


def _summary(scores: Sequence[Score]) -> Iterator[str]:
    """Yield median and worst by class."""
    for name in dict.fromkeys(score.instance.split()[0] for score in scores):
        some = [score for score in scores if score.instance.split()[0] == name]
        gaps = [gap for gap in map(stay_gap, some) if gap is not None]
        days = [gap for gap in map(closure_gap, some) if gap is not None]
        told = (
            f"first plan {_pair([one.first_seconds for one in some], 's')}",
            f"refined {_pair([one.refined_seconds for one in some], 's')}",
            f"closure gap {_pair(days, 'd')}",
            f"stay gap {_pair(gaps, '%')}" if gaps else "no stay bound",
            f"memory {_pair([one.peak_mib for one in some], 'MiB')}",
        )
        yield f"**{name}**, {len(some)} instances, median (worst): {'; '.join(told)}."


def _levels(scores: Iterable[Score]) -> Iterator[tuple[str, ...]]:
    """Yield the single figures of every plan."""
    for score in scores:
        for name, values, seconds in (
            ("ours, first", score.first, score.first_seconds),
            ("ours, refined", score.refined, score.refined_seconds),
        ):
            yield (score.instance, name, *_figures(values), _s(seconds), "")
        for peer in score.peers:
            yield (score.instance, peer.name, *_figures(peer.objective), _s(peer.seconds), _note(peer))


def _verdicts(scores: Sequence[Score]) -> Iterator[str]:
    """Yield what should hold of every instance, and where it does not."""
    raced = any(one.peers for one in scores)
    beaten = [f"{one.instance} by {', '.join(one.beaten_by)}" for one in scores if one.refined and one.beaten_by]
    broken = [f"{one.instance}: {' '.join(one.rules_broken)}" for one in scores if one.rules_broken]
    unsure = [one.instance for one in scores if one.refined and one.bound_refused]
    unproven = [one.instance for one in scores if one.impossible and one.outcome != "impossible"]
    wrong = [one.instance for one in scores if one.outcome == "impossible" and not one.impossible]
    none = [one.instance for one in scores if one.outcome in {"none found", "out of time", "failed"}]
    binding = sum(one.floors == "binding" for one in scores)
    yield from (
        f"- Lexicographic value at least as good as every peer's: {_except(beaten) if raced else 'no peer was run'}.",
        f"- Every plan keeps every rule: {_except(broken)}.",
        f"- Every bound is proven again by the rule book: {_except(unsure)}.",
        f"- What is impossible by construction is proven so: {_except(unproven)}; nothing else is: {_except(wrong)}.",
        f"- A plan for everything else: {_except(none)}.",
        f"- Floors bind in {binding} of {len(scores)}.",
    )


def _except(names: Sequence[str]) -> str:
    return f"no ({'; '.join(names)})" if names else "yes"


def _note(peer: Peer) -> str:
    return f"{peer.note} breaks {' '.join(peer.broken)}".strip() if peer.broken else peer.note


def _figures(values: tuple[int, ...] | None) -> tuple[str, ...]:
    return ("-",) * len(_LEVELS) if values is None else tuple(f"{one:,}" for one in values)


def _pair(values: Sequence[float], unit: str) -> str:
    return f"{median(values):.1f} ({max(values):.1f}) {unit}"


def _word(value: int | None, unit: str) -> str:
    return "-" if value is None else f"{value} {unit}"


def _s(seconds: float) -> str:
    return f"{seconds:.2f}" if seconds < 10 else f"{seconds:.0f}"  # noqa: PLR2004 - two digits are enough for a person


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
