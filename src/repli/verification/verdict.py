"""Is this log to be believed? Every file, every signature, every rule, every figure; then one answer.

Checked in this order: entries, own heads against entries, files and tiles, the merged replay with all figures, the
states and signatures of the heads, the joint checkpoint, and the reader's own keys. The first thing that does not hold
ends the check with its line or file. A bad log never raises; only a command used wrongly does. The law is
docs/reference/log-format.md, section 10; `standalone` was written from the same page and must answer the same.

>>> verify_log(Path("out/log"), parse_trust("out/keys.txt")).answer
'yes'
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.ledger.base64text import encode64
from repli.ledger.envelope import parse_entry
from repli.ledger.event import FIRST_FORMAT, SECOND_FORMAT
from repli.ledger.files import read_file, shown
from repli.ledger.keys import VerifierKey, fingerprint
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import Head
from repli.ledger.shapes import second_of_time
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.model import LogVerdict
from repli.progress.daybook import Daybook
from repli.progress.events import lists_of, rosters_of, sidecars_of
from repli.progress.headkeys import head_keys, represent_keys, represent_keys_of
from repli.progress.merging import Feeds, leading_feeds, merged, replay_cut
from repli.progress.reading import Charter, line_place, read_log
from repli.progress.replay import Replay
from repli.progress.slotlists import JudgedLists, judge_lists
from repli.progress.state import State
from repli.verification.folder import feed_lines, first_other_line, located, raw_log, sidecars_named
from repli.verification.grades import entry_grades, grades
from repli.verification.heads import HeadFile, check_seen, check_signatures, check_state, read_head_file, signers_of
from repli.verification.sentence import reader_sentence
from repli.verification.trust import TrustedKeys

__all__ = ["refused", "verify_log"]

YES, NO, CONSISTENT = "yes", "no", "consistent"


def verify_log(path: Path, trusted: TrustedKeys | None = None, *, as_of: str | None = None) -> LogVerdict:
    """Return the verdict on the log directory ``path``; raise UsageError if there is no such directory.

    ``as_of`` is the reader's own time, by which a delay to object may have passed (format 2).
    """
    if not path.is_dir():
        raise UsageError(phrase("{path} is no folder.", path=shown(path)), phrase("Name the folder of a log."))
    try:
        checked = _check(path, as_of)
        _check_trust(checked, trusted)
    except RefusedError as refusal:
        return refused(refusal)
    except LedgerError as error:
        return refused(RefusedError("the log", error.message))
    return _believed(checked, trusted, as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A log in which everything holds: its charter, who signed the first event, its replay, and its heads."""

    charter: Charter
    founders: tuple[VerifierKey, ...]
    signers: tuple[VerifierKey, ...]  # of the joint checkpoint
    replay: Replay
    heads: tuple[HeadFile, ...]  # the own ones, then the joint checkpoint
    sizes: Mapping[str, int]
    pending: int
    lists: JudgedLists

    @property
    def joint(self) -> HeadFile:
        """Return the joint checkpoint."""
        return self.heads[-1]


def _check(root: Path, as_of: str | None) -> _Checked:
    """Check everything but the reader's own keys; raise RefusedError with the place, or LedgerError."""
    lines = feed_lines(root)
    charter, events = read_log(lines)
    first = events[charter.force][0]
    if not set(charter.parties) <= lines.keys() or any(not lines[feed] for feed in lines.keys() & charter.devices):
        raise RefusedError(first.place, phrase("The parties of the genesis event are not the feeds that are here."))
    own = [head for feed in sorted(lines) if (head := _own_head(root, charter, feed, lines[feed])) is not None]
    namers = {name: event.place for held in events.values() for event in held for name in sidecars_of(event.body)}
    bodies = [event.body for held in events.values() for event in held]
    lists = {name for body in bodies for name in (*lists_of(body), *rosters_of(body))}
    raw = raw_log(root, namers, devices=charter.devices)
    if any(raw.feeds[feed].lines != held for feed, held in lines.items()):
        raise LedgerError(phrase("The files changed while they were read."))
    joint = _head_file("checkpoint", raw.checkpoint, charter, owners=charter.parties)
    heads = (*own, joint)
    replay, states = _replay(events, raw.sidecars, heads)
    sidecars_named(root, raw, set(namers), may_lack=lists)
    leaf_hashes = {feed: raw.feeds[feed].leaf_hashes if feed in raw.feeds else () for feed in charter.feeds}
    state_of = partial(_state_of, states=states, events=events, sidecars=raw.sidecars)
    for head in heads:
        check_seen(head, leaf_hashes)
        check_state(head, charter.force, state_of)
        check_signatures(head, _head_keys(charter, head, state_of), joint=head is joint)
    return _Checked(
        charter=charter,
        founders=_founders(charter, lines[charter.force][0]),
        signers=() if charter.version == FIRST_FORMAT else signers_of(joint, _head_keys(charter, joint, state_of)),
        replay=replay,
        heads=heads,
        sizes={feed: len(held) for feed, held in lines.items()},
        pending=sum(map(len, lines.values())) - replay.state.events,
        lists=_lists(replay, raw.sidecars, joint, as_of),
    )


def _lists(replay: Replay, sidecars: Mapping[str, bytes], joint: HeadFile, as_of: str | None) -> JudgedLists:
    """Judge the lists of slots, of which each may be missing until it is due; raise RefusedError (section 23)."""
    if replay.matters is None:
        return JudgedLists()
    judged = judge_lists(
        replay.matters,
        sidecars.get,
        second=second_of_time(joint.head.at),
        as_of=None if as_of is None else second_of_time(as_of),
    )
    judged.check()
    return judged


def _head_keys(
    charter: Charter, file: HeadFile, state_of: Callable[[Mapping[str, int]], State]
) -> tuple[VerifierKey, ...]:
    """Return the keys that may sign a head: in format 2 those in force at the end of its cut."""
    if charter.version == FIRST_FORMAT:
        return represent_keys(charter.genesis)
    return head_keys(charter.genesis, state_of(file.head.cut))


def _head_file(path: str, data: bytes, charter: Charter, *, owners: tuple[str, ...]) -> HeadFile:
    return read_head_file(
        path,
        data,
        origin=charter.genesis.origin,
        feeds=charter.feeds,
        owners=owners,
        is_second=charter.version >= SECOND_FORMAT,
    )


def _own_head(root: Path, charter: Charter, feed: str, lines: tuple[bytes, ...]) -> HeadFile | None:
    """Return the own head of ``feed``; its size is the number of entries and its root is theirs (section 6).

    That of a device may be missing, or be behind (section 11).
    """
    path = f"feeds/{feed}/checkpoint"
    if feed in charter.devices and not (root / path).exists():
        return None
    with located(root):
        data = read_file(root / path, max_bytes=MAX_NOTE_BYTES)
    file = _head_file(path, data, charter, owners=(feed,))
    if feed in charter.devices:
        return file
    if file.head.size != len(lines):
        other = first_other_line(root, file.head, lines)
        raise RefusedError(
            file.line(2) if other is None else line_place(feed, other),
            phrase("The feed's own head covers {size} entries, but {held} are here.", size=file.head.size,
                   held=len(lines)),
        )  # fmt: skip
    if root_of_hashes([leaf_hash(line) for line in lines]) != file.head.root:
        other = first_other_line(root, file.head, lines)
        raise RefusedError(
            file.line(3) if other is None else line_place(feed, other),
            phrase("The entries are not those that the feed's own head covers."),
        )
    return file


_States = dict[tuple[tuple[str, int], ...], State]


def _replay(events: Feeds, sidecars: Mapping[str, bytes], heads: tuple[HeadFile, ...]) -> tuple[Replay, _States]:
    """Replay everything, and keep the state of each head's cut that the order passes through.

    After a line of a device or a witness it passes through none: the line of a party that takes it in comes next.
    """
    wanted = {_key(head.head.cut) for head in heads}
    states: _States = {}
    replay = Replay(sidecars.get)
    taken = dict.fromkeys(events, 0)
    leading = leading_feeds(events)
    for event in merged(events):
        replay.apply(event)
        taken[event.frame.feed] += 1
        if event.frame.feed in leading and _key(taken) in wanted:
            states[_key(taken)] = replay.state
    return replay, states


def _state_of(cut: Mapping[str, int], states: _States, events: Feeds, sidecars: Mapping[str, bytes]) -> State:
    """Return the state of a cut; one that the whole order does not pass through is replayed alone (section 7)."""
    found = states.get(_key(cut))
    return found if found is not None else replay_cut(events, cut, sidecars.get).state


def _key(cut: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((feed, size) for feed, size in cut.items() if size))


def _founders(charter: Charter, line: bytes) -> tuple[VerifierKey, ...]:
    """Return the represent keys that signed the genesis event, one of each party."""
    owners = (charter.keys.owner(keyid) for keyid in parse_entry(line).keyids)
    return tuple(
        sorted(
            (VerifierKey(name=f"{owner.party}/{owner.role}", public=owner.public) for owner in owners),
            key=lambda key: key.name,
        )
    )


def _check_trust(checked: _Checked, trusted: TrustedKeys | None) -> None:
    """Every key given is in the log, and for each party the one that signed the first event, or the last (section 16).

    In format 1 both are of the same list (section 10), and the first counts.
    """
    if trusted is None:
        return
    for name in trusted.missing_from(represent_keys_of(checked.charter.keys.owners.values())):
        raise RefusedError("--keys", phrase("The key {name} that was given is no key of this log.", name=name))
    for key in checked.founders:
        if not any(trusted.holds(one) for one in (key, *checked.signers) if one.name == key.name):
            raise RefusedError("--keys", phrase("The key of {name} in this log was not given.", name=key.name))


def _believed(checked: _Checked, trusted: TrustedKeys | None, as_of: str | None) -> LogVerdict:
    publish = checked.replay.last_publish
    daybook = checked.replay.state.daybook or Daybook()
    reason = (
        phrase("Everything fits together, under the keys found in the log: compare the keys with the communiqué.")
        if trusted is None
        else phrase("Everything fits together, and the keys are those that were given.")
    )
    return LogVerdict(
        answer=CONSISTENT if trusted is None else YES,
        place="",
        reason=reason,
        sentence=reader_sentence(
            {feed: checked.joint.head.cut.get(feed, 0) for feed in checked.charter.parties},
            {feed: checked.sizes[feed] for feed in checked.charter.parties},
            checked.replay.told,
        ),
        state_digest=checked.joint.head.state,
        figures=tuple((one.name, one.value, one.grade) for one in checked.replay.told),
        fingerprints=tuple((key.name, fingerprint(key.public)) for key in checked.founders),
        origin=checked.charter.genesis.origin,
        demonstration=checked.charter.genesis.demonstration,
        published=publish.number if publish else 0,
        published_state=publish.state if publish else "",
        head=_head_lines(checked.joint.head),
        grades=grades(checked.replay, [file.head for file in checked.heads], as_of),
        pending=checked.pending,
        void=tuple((one.place, one.reason) for one in checked.replay.void.values()),
        disclosed=checked.lists.disclosed,
        undisclosed=checked.lists.undisclosed,
        list_faults=tuple((one.place, one.reason) for one in checked.lists.faults),
        entries=entry_grades(checked.replay),
        attests=len(daybook.attests),
        sites=tuple((row.key, row.state) for row in daybook.rows("close")),
    )


def _head_lines(head: Head) -> tuple[str, int, str]:
    """Return the first three lines of a checkpoint: what a communiqué shows of the joint head."""
    return f"{head.origin}/{head.feed}", head.size, encode64(head.root)


def refused(refusal: RefusedError) -> LogVerdict:
    """Return the verdict of a refusal."""
    return LogVerdict(
        answer=NO,
        place=refusal.place,
        reason=refusal.message,
        sentence=phrase("Do not rely on this log as it stands."),
        state_digest="",
        figures=(),
        fingerprints=(),
        named=refusal.reason,
    )
