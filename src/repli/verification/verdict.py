"""Is this log to be believed? Every file, every signature, every rule, every figure; then one answer.

Checked in this order: entries, own heads against entries, files and tiles, the merged replay with all figures, the
states and signatures of the heads, the joint checkpoint, and the reader's own keys. The first thing that does not hold
ends the check with its line or file. A bad log never raises; only a command used wrongly does. The law is
docs/reference/log-format.md, section 10; `standalone` was written from the same page and must answer the same.

>>> verify_log(Path("out/log"), parse_trust("out/keys.txt")).answer
'yes'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli.errors import LedgerError, Phrase, RefusedError, UsageError, phrase
from repli.ledger.base64text import encode64
from repli.ledger.envelope import parse_entry
from repli.ledger.files import read_file, shown
from repli.ledger.keys import VerifierKey, fingerprint
from repli.ledger.merkle import leaf_hash, root_of_hashes
from repli.ledger.note import Head
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.model import LogVerdict
from repli.progress.events import Declare, Event, Publish
from repli.progress.merging import Feeds, merged, replay_cut
from repli.progress.reading import Charter, line_place, read_log
from repli.progress.replay import Replay
from repli.progress.state import State
from repli.verification.folder import feed_lines, first_other_line, located, raw_log, sidecars_named
from repli.verification.heads import HeadFile, check_seen, check_signatures, check_state, read_head_file
from repli.verification.sentence import reader_sentence
from repli.verification.trust import TrustedKeys, represent_keys

__all__ = ["verify_log"]

YES, NO, CONSISTENT = "yes", "no", "consistent"


def verify_log(path: Path, trusted: TrustedKeys | None = None) -> LogVerdict:
    """Return the verdict on the log directory ``path``; raise UsageError if there is no such directory."""
    if not path.is_dir():
        raise UsageError(phrase("{path} is no folder.", path=shown(path)), phrase("Name the folder of a log."))
    try:
        checked = _check(path)
        _check_trust(checked, trusted)
    except RefusedError as refusal:
        return _refused(refusal.place, refusal.message)
    except LedgerError as error:
        return _refused("the log", error.message)
    return _believed(checked, trusted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A log in which everything holds: its charter, who signed the first event, its replay, and its heads."""

    charter: Charter
    founders: tuple[VerifierKey, ...]
    replay: Replay
    joint: HeadFile
    sizes: Mapping[str, int]


def _check(root: Path) -> _Checked:
    """Check everything but the reader's own keys; raise RefusedError with the place, or LedgerError."""
    lines = feed_lines(root)
    charter, events = read_log(lines)
    first = events[charter.force][0]
    if lines.keys() != set(charter.feeds):
        raise RefusedError(first.place, phrase("The parties of the genesis event are not the feeds that are here."))
    own = [_own_head(root, charter, feed, lines[feed]) for feed in charter.feeds]
    namers = {name: event.place for held in events.values() for event in held for name in _names(event)}
    raw = raw_log(root, namers)
    if any(raw.feeds[feed].lines != held for feed, held in lines.items()):
        raise LedgerError(phrase("The files changed while they were read."))
    joint = _head_file("checkpoint", raw.checkpoint, charter, feed=None)
    heads = [*own, joint]
    replay, states = _replay(events, raw.sidecars, heads)
    sidecars_named(root, raw, set(namers))
    keys = represent_keys(charter.genesis)
    leaf_hashes = {feed: raw.feeds[feed].leaf_hashes for feed in charter.feeds}
    for head in heads:
        check_seen(head, leaf_hashes)
        check_state(head, charter.force, lambda cut: _state_of(cut, states, events, raw.sidecars))
        check_signatures(head, keys, joint=head is joint)
    return _Checked(
        charter=charter,
        founders=_founders(charter, lines[charter.force][0]),
        replay=replay,
        joint=joint,
        sizes={feed: len(held) for feed, held in lines.items()},
    )


def _head_file(path: str, data: bytes, charter: Charter, *, feed: str | None) -> HeadFile:
    return read_head_file(path, data, origin=charter.genesis.origin, feeds=charter.feeds, feed=feed)


def _own_head(root: Path, charter: Charter, feed: str, lines: tuple[bytes, ...]) -> HeadFile:
    """Return the own head of ``feed``; its size is the number of entries and its root is theirs (section 6)."""
    path = f"feeds/{feed}/checkpoint"
    with located(root):
        data = read_file(root / path, max_bytes=MAX_NOTE_BYTES)
    file = _head_file(path, data, charter, feed=feed)
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


def _replay(events: Feeds, sidecars: Mapping[str, bytes], heads: list[HeadFile]) -> tuple[Replay, _States]:
    """Replay everything, and keep the state of each head's cut that the order passes through."""
    wanted = {_key(head.head.cut) for head in heads}
    states: _States = {}
    replay = Replay(sidecars.get)
    taken = dict.fromkeys(events, 0)
    for event in merged(events):
        replay.apply(event)
        taken[event.frame.feed] += 1
        if _key(taken) in wanted:
            states[_key(taken)] = replay.state
    return replay, states


def _state_of(cut: Mapping[str, int], states: _States, events: Feeds, sidecars: Mapping[str, bytes]) -> State:
    """Return the state of a cut; one that the whole order does not pass through is replayed alone (section 7)."""
    found = states.get(_key(cut))
    return found if found is not None else replay_cut(events, cut, sidecars.get).state


def _key(cut: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(cut.items()))


def _names(event: Event) -> tuple[str, ...]:
    """Return the sidecars that an event names."""
    match event.body:
        case Declare() as declare:
            return (declare.sidecar,)
        case Publish() as publish:
            return publish.texts
        case _:
            return ()


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
    """Every key given is in the log, and both keys that signed the genesis event were given (section 10)."""
    if trusted is None:
        return
    for name in trusted.missing_from(represent_keys(checked.charter.genesis)):
        raise RefusedError("--keys", phrase("The key {name} that was given is no key of this log.", name=name))
    for key in checked.founders:
        if not trusted.holds(key):
            raise RefusedError("--keys", phrase("The key of {name} in this log was not given.", name=key.name))


def _believed(checked: _Checked, trusted: TrustedKeys | None) -> LogVerdict:
    publish = checked.replay.last_publish
    reason = (
        phrase("Everything fits together, under the keys found in the log: compare the keys with the communiqué.")
        if trusted is None
        else phrase("Everything fits together, and the keys are those that were given.")
    )
    return LogVerdict(
        answer=CONSISTENT if trusted is None else YES,
        place="",
        reason=reason,
        sentence=reader_sentence(checked.joint.head.cut, checked.sizes, publish),
        state_digest=checked.joint.head.state,
        figures=tuple((one.name, one.value, one.grade) for one in (publish.figures if publish else ())),
        fingerprints=tuple((key.name, fingerprint(key.public)) for key in checked.founders),
        origin=checked.charter.genesis.origin,
        demonstration=checked.charter.genesis.demonstration,
        published=publish.number if publish else 0,
        published_state=publish.state if publish else "",
        head=_head_lines(checked.joint.head),
    )


def _head_lines(head: Head) -> tuple[str, int, str]:
    """Return the first three lines of a checkpoint: what a communiqué shows of the joint head."""
    return f"{head.origin}/{head.feed}", head.size, encode64(head.root)


def _refused(place: str, reason: Phrase) -> LogVerdict:
    return LogVerdict(
        answer=NO,
        place=place,
        reason=reason,
        sentence=phrase("Do not rely on this log as it stands."),
        state_digest="",
        figures=(),
        fingerprints=(),
    )
