"""Bring copies of a log together: folders, sticks that travelled, half copies, in any order and as often as one likes.

What is new and can be verified is taken; what is here already changes nothing; what came before something that is
still missing waits; what says something else in a place that is taken is a fork, and is reported, not taken. So the
result depends on what was brought, never on the order (of a fork, who comes first stays). In format 2 each line says
its own place, so loose files do; in format 1 a line's place is its file's. The law is docs/reference/log-format.md,
sections 11 and 13.

>>> merge_copies(Path("log"), [Path("/media/stick")]).taken
{'force-ramp': 12}
"""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.execution.directory import OnCut
from repli.execution.logcopy import LogCopy
from repli.execution.sidecars import FolderSidecars
from repli.ledger.envelope import MAX_LINE_BYTES, parse_entry
from repli.ledger.event import SECOND_FORMAT, parse_event
from repli.ledger.files import read_file, shown
from repli.ledger.merkle import root_of_hashes
from repli.ledger.note import SignedHead, parse_head, verify_joint, verify_own
from repli.ledger.rawlog import MAX_SIDECAR_BYTES
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.store import (
    FeedWriter,
    feeds_of,
    read_lines,
    survey,
    write_head,
    write_joint_head,
    write_tiles,
)
from repli.ledger.tiles import ENTRIES_PER_FILE
from repli.progress.headkeys import head_keys
from repli.progress.reading import line_place, read_event

__all__ = ["Gathered", "merge_copies", "take_lines"]

_MAX_FILE_BYTES = ENTRIES_PER_FILE * (MAX_LINE_BYTES + 1)


@dataclass(kw_only=True)
class Gathered:
    """What came of it, by feed: lines taken, lines that wait for ``missing`` line, forks, and lines refused."""

    taken: dict[str, int] = field(default_factory=dict)
    duplicates: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    forks: list[tuple[str, int]] = field(default_factory=list)
    refused: list[RefusedError] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)  # files, or ends of files, that hold no whole lines


_Pool = dict[str, dict[int, set[bytes]]]
"""Feed -> index from 0 -> the lines that claim that place."""


def merge_copies(root: Path, sources: Sequence[Path], *, on_cut: OnCut | None = None) -> Gathered:
    """Take into the log directory ``root`` what ``sources`` have, durably; raise UsageError if one is no folder.

    ``on_cut`` is told of what an interrupted write left in a feed of ``root``, before it is cut.
    """
    for source in sources:
        if not source.is_dir():
            raise UsageError(phrase("{path} is no folder.", path=shown(source)), phrase("Name the folder of a copy."))
    for feed in feeds_of(root) if on_cut is not None else ():
        if survey(root, feed).torn is not None:
            FeedWriter.open(root, feed, on_cut=on_cut).close()
    sidecars = FolderSidecars(root)
    held = {feed: read_lines(root, feed) for feed in feeds_of(root)}
    copy = LogCopy.of(held, sidecars.get) if any(held.values()) else LogCopy(sidecars.get)
    report = Gathered()
    pool: _Pool = {}
    for source in sources:
        _take_sidecars(source, sidecars)
        _pool_lines(source, pool, report)
    whole = _whole(copy, pool, sidecars)
    if whole is None:
        take_lines(copy, pool, report)
    else:
        report.taken = {feed: whole.size(feed) - copy.size(feed) for feed in whole.cut}
        report.taken = {feed: count for feed, count in report.taken.items() if count}
        report.duplicates = sum(map(len, pool.values())) - sum(report.taken.values())
        copy = whole
    _write(root, copy, report)
    for source in sources:
        _take_heads(root, source, copy, report)
    return report


def _whole(copy: LogCopy, pool: _Pool, sidecars: FolderSidecars) -> LogCopy | None:
    """Return the copy with all of ``pool``, read and replayed once; None if that is not so simple.

    It is simple where every place has one line, none is missing, and nothing contradicts what is here.
    """
    lines = {feed: list(copy.lines(feed)) for feed in {*copy.cut, *pool}}
    for feed, places in pool.items():
        held = lines[feed]
        for index, found in sorted(places.items()):
            if len(found) != 1 or index > len(held) or (index < len(held) and held[index] not in found):
                return None
            if index == len(held):
                held += found
    try:
        return LogCopy.of(lines, sidecars.get)
    except RefusedError:
        return None


def _write(root: Path, copy: LogCopy, report: Gathered) -> None:
    for feed, count in sorted(report.taken.items()):
        with FeedWriter.open(root, feed) as writer:
            writer.append(copy.lines(feed)[-count:])
    for feed, size in copy.cut.items():
        if size:
            write_tiles(root, feed, copy.leaf_hashes(feed))


def take_lines(copy: LogCopy, pool: Mapping[str, Mapping[int, Collection[bytes]]], report: Gathered) -> None:
    """Take into ``copy`` every line of ``pool`` that can come next, again and again, and report the rest."""
    stopped: set[str] = set()
    moved = True
    while moved:
        moved = False
        for feed in sorted(pool.keys() - stopped):
            while (lines := _that_may_come(copy, feed, pool[feed])) and feed not in stopped:
                if _take_one(copy, feed, lines, report):
                    moved = True
                else:
                    stopped.add(feed)
    for feed, places in sorted(pool.items()):
        _report_feed(copy, feed, places, report, is_stopped=feed in stopped)


def _that_may_come(copy: LogCopy, feed: str, places: Mapping[int, Collection[bytes]]) -> list[bytes]:
    """Return the lines that claim the next place of ``feed`` and have seen nothing but what is here, in one order."""
    found = []
    for line in sorted(places.get(copy.size(feed), ())):
        frame = parse_event(parse_entry(line).payload)
        is_known = feed in copy.cut if copy.is_open else frame.is_genesis
        if is_known and all(count <= copy.size(other) for other, count in frame.seen.items()):
            found.append(line)
    return found


def _take_one(copy: LogCopy, feed: str, lines: Sequence[bytes], report: Gathered) -> bool:
    for line in lines:
        try:
            copy.add(feed, line)
        except RefusedError as refusal:
            report.refused.append(refusal)
        else:
            report.taken[feed] = report.taken.get(feed, 0) + 1
            return True
    return False


def _report_feed(
    copy: LogCopy, feed: str, places: Mapping[int, Collection[bytes]], report: Gathered, *, is_stopped: bool
) -> None:
    held = copy.lines(feed)
    there = [index for index in places if index < len(held)]
    report.duplicates += sum(1 for index in there if held[index] in places[index]) - report.taken.get(feed, 0)
    for index in sorted(there):
        for line in sorted(places[index]):
            if line != held[index] and _is_signed(copy, feed, line, index):
                report.forks.append((feed, index + 1))
    if not is_stopped and len(there) < len(places):
        report.missing[feed] = len(held) + 1


def _is_signed(copy: LogCopy, feed: str, line: bytes, index: int) -> bool:
    """Say whether a line that differs from what is here was signed as it must be: then it is a fork, and no damage."""
    try:
        read_event(line, copy.charter, feed=feed, place=line_place(feed, index + 1))
    except RefusedError:
        return False
    return True


def _take_heads(root: Path, source: Path, copy: LogCopy, report: Gathered) -> None:
    """Take heads that cover more than those here, if their owner signed them and they are heads of these lines."""
    names = ["checkpoint", *(f"feeds/{feed}/checkpoint" for feed in sorted(copy.cut))]
    for name in names:
        if not (source / name).is_file():
            continue
        try:
            signed = parse_head(read_file(source / name, max_bytes=MAX_NOTE_BYTES))
            if any(size > copy.size(feed) for feed, size in signed.head.cut.items()):
                continue  # of lines that are still to come
            keys = head_keys(copy.charter.genesis, copy.replay_of(signed.head.cut).state)
            (verify_joint if name == "checkpoint" else verify_own)(signed, keys)
        except (LedgerError, RefusedError):
            report.unread.append(shown(source / name))
            continue
        if any(root_of_hashes(copy.leaf_hashes(feed)[:size]) != signed.head.roots[feed]
               for feed, size in signed.head.cut.items()):  # fmt: skip
            report.forks.append((signed.head.feed, 0))
        elif _covers_more(root / name, signed):
            (write_joint_head if name == "checkpoint" else write_head)(root, signed)


def _covers_more(path: Path, signed: SignedHead) -> bool:
    if not path.is_file():
        return True
    here = parse_head(read_file(path, max_bytes=MAX_NOTE_BYTES)).head.cut
    there = signed.head.cut
    return here != there and all(there.get(feed, 0) >= size for feed, size in here.items())


def _pool_lines(source: Path, pool: _Pool, report: Gathered) -> None:
    """Put every whole line under ``source`` into ``pool``."""
    for path in sorted(source.rglob("*.jsonl")):
        try:
            data = read_file(path, max_bytes=_MAX_FILE_BYTES)
        except LedgerError:
            report.unread.append(shown(path))
            continue
        *whole, rest = data.split(b"\n")
        places = [_place(source, path, number, line) for number, line in enumerate(whole)]
        if rest or None in places:
            report.unread.append(shown(path))
        for place, line in zip(places, whole, strict=True):
            if place is not None:
                pool.setdefault(place[0], {}).setdefault(place[1], set()).add(line)


def _place(source: Path, path: Path, number: int, line: bytes) -> tuple[str, int] | None:
    """Return the feed and the index of a line: its own word in format 2, the place of its file in format 1."""
    try:
        frame = parse_event(parse_entry(line).payload)
    except LedgerError:
        return None
    if frame.v >= SECOND_FORMAT:
        return frame.feed, frame.index
    found = re.fullmatch(rf"feeds/{frame.feed}/entries/([x0-9/]+)\.jsonl", path.relative_to(source).as_posix())
    if found is None:
        return None
    file = int("".join(step.removeprefix("x") for step in found[1].split("/")))
    return frame.feed, file * ENTRIES_PER_FILE + number


def _take_sidecars(source: Path, sidecars: FolderSidecars) -> None:
    for path in sorted(source.rglob("sidecar/*")):
        if path.is_file() and not path.is_symlink() and sidecars.get(path.name) is None:
            data = read_file(path, max_bytes=MAX_SIDECAR_BYTES)
            if hashlib.sha256(data).hexdigest() == path.name:
                sidecars.put(data)
