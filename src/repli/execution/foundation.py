"""Founding a log in steps that two parties take apart: the genesis event, then the baselines of people and of items.

Both run the same step again and again, each over its own operation folder and keys. The force proposes; the host signs
only what its own folder and the keys it was given say too, box by box. Of a baseline the host compares cells, slots and
kg; whose slot is whose stays with the force. What travels lies in the post, as for everything that both sign.

>>> founded = take_step(office, operation, genesis, post=post, entropy=token_bytes, second=now)
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from repli.errors import InputError, LedgerError, Problem, UsageError, phrase
from repli.execution.at_work import ROSTER, at_desk, finish
from repli.execution.demonstration import Entropy
from repli.execution.desk import Desk
from repli.execution.directory import LogDirectory
from repli.execution.joint_drafts import baseline_draft
from repli.execution.office import Office
from repli.execution.post import Post
from repli.execution.roster_book import RosterBook, draw_book, read_book, write_book
from repli.execution.signing import Proposed, cosign_proposal, proposals, propose, take_answers
from repli.ledger.canonical import Json, canonical_bytes
from repli.ledger.envelope import Envelope
from repli.ledger.event import parse_event
from repli.ledger.store import feeds_of
from repli.model import Operation
from repli.progress.baseline import Declare
from repli.progress.events import Event, read_body
from repli.progress.genesis import Genesis
from repli.progress.names import SCOPES

__all__ = ["Founded", "take_step"]

_LONGEST_SHOWN = 120
_DIGITS_SHOWN = 16
_Box: TypeAlias = "Json | None"
_Difference: TypeAlias = tuple[str, _Box, _Box]
"""Dotted path of a box, what the other party says there, what this one says; None where one has no such box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Founded:
    """What a step did: ``written`` into the own feed, ``proposed`` or ``signed`` for the other party.

    ``is_whole``: the genesis event and both baselines stand. Else, if nothing was done, the other party has to act.
    """

    written: tuple[Event, ...] = ()
    proposed: Proposed | None = None
    signed: Proposed | None = None
    is_whole: bool = False


def take_step(
    office: Office, operation: Operation, genesis: Genesis, *, post: Post, entropy: Entropy, second: int
) -> Founded:
    """Do what is next for this party; ``genesis`` is what its folder and keys say.

    Nothing is signed before everything has been compared. Raise InputError where the other party proposed something
    else, UsageError for a log that is founded already, LedgerError for keys that are missing.
    """
    Genesis.read(genesis.value)  # keys that are missing are told before anything is signed
    is_force = office.party == genesis.party("force").id
    opened = Founded()
    if not any(feeds_of(office.log)):
        opened = (_propose_genesis if is_force else _sign_genesis)(office, genesis, post, second)
        if not opened.written:
            return opened
    baselines = _propose_baseline if is_force else _sign_baseline
    with at_desk(office, entropy=entropy) as desk:
        if not _missing(desk) and (office.log / "feeds" / office.party / "checkpoint").is_file():
            raise UsageError(
                phrase("This log is founded already."), phrase("`repli record` and `repli cosign` go on from here.")
            )
        news = take_answers(office, desk, post)
        found = baselines(office, desk, operation, post, second)
        is_whole = not _missing(desk)
        if desk.has_written or is_whole:  # a party without a line signs a head too: its receipt for everything here
            finish(office, desk.recorder, second=second)
        return replace(found, written=(*opened.written, *news.adopted), is_whole=is_whole)


def _missing(desk: Desk) -> list[str]:
    """Return the scopes without a baseline, in the order in which they are declared."""
    matters = desk.recorder.copy.replay.matters
    return [scope for scope in SCOPES if matters is not None and scope not in matters.declared]


def _propose_genesis(office: Office, genesis: Genesis, post: Post, second: int) -> Founded:
    """Write what both have signed, or propose it: one that was not answered makes place for another."""
    with LogDirectory(office.log, on_cut=office.on_cut) as log:
        recorder = log.recorder(office.party, office.store.signers(office.party, passphrase=office.passphrase))
        for answer in _geneses(post, "answer"):
            _compare(answer, genesis.value)
            office.store.bind(answer.event_hash, office.party)
            event = recorder.adopt(answer.envelope)
            finish(office, recorder, second=second)
            post.clear(answer.event_hash)
            return Founded(written=(event,))
        for old in _geneses(post, "proposal"):
            if old.body.value == genesis.value:
                return Founded()
            post.clear(old.event_hash)
        envelope = recorder.propose(genesis, second=second)
        post.propose(envelope, ())
        return Founded(proposed=Proposed(envelope=envelope, feed=office.party, body=genesis))


def _sign_genesis(office: Office, genesis: Genesis, post: Post, second: int) -> Founded:
    """Sign the genesis event that the force proposed, if it is the one that this party would write."""
    del second  # the time of the event is that of its proposal
    answered = {one.event_hash for one in _geneses(post, "answer")}
    with LogDirectory(office.log, on_cut=office.on_cut) as log:
        recorder = log.recorder(office.party, office.store.signers(office.party, passphrase=office.passphrase))
        for asked in _geneses(post, "proposal"):
            if asked.event_hash in answered:
                continue
            _compare(asked, genesis.value)
            complete = recorder.cosign(asked.envelope)
            office.store.bind(asked.event_hash, office.party)
            post.answer(complete)
            return Founded(signed=asked)
    return Founded()


def _propose_baseline(office: Office, desk: Desk, operation: Operation, post: Post, second: int) -> Founded:
    """Propose the next baseline, with its digest file, unless one waits for its answer."""
    missing = _missing(desk)
    if not missing or desk.recorder.proposal is not None:
        return Founded()
    draft = baseline_draft(getattr(_own_book(office, desk, operation), missing[0]))
    return Founded(proposed=propose(office, desk, post, draft, second=second))


def _own_book(office: Office, desk: Desk, operation: Operation) -> RosterBook:
    """Return the private roster beside the keys, drawn when it is needed first; raise InputError for another one."""
    path = office.store.root / ROSTER
    drawn = draw_book(operation, desk.entropy)
    if not path.is_file():
        write_book(drawn, path, log=office.log)
        return drawn
    book = read_book(path)
    for scope in SCOPES:
        mine, other = (getattr(one, scope).declare("") for one in (drawn, book))
        _refuse(str(path), _differences(_comparable(other), _comparable(mine), f"{scope}."))
    return book


def _sign_baseline(office: Office, desk: Desk, operation: Operation, post: Post, second: int) -> Founded:
    """Sign the baseline that the force proposed, if its numbers are those of this party's own folder."""
    del second  # as above
    drawn = draw_book(operation, desk.entropy)
    waits = desk.recorder.cosigned
    for asked in proposals(desk.recorder.copy, post):
        if isinstance(asked.body, Declare) and (waits is None or waits.payload != asked.envelope.payload):
            mine = getattr(drawn, asked.body.scope).declare("")
            _refuse(asked.event_hash[:_DIGITS_SHOWN], _differences(_comparable(asked.body), _comparable(mine)))
            cosign_proposal(office, desk, post, asked)
            return Founded(signed=asked)
    return Founded()


def _comparable(declare: Declare) -> Mapping[str, Json]:
    """Return what both parties know of a baseline: all but the root of the digests and the file that holds them."""
    return {name: value for name, value in declare.value.items() if name not in {"root", "sidecar"}}


def _geneses(post: Post, kind: str) -> Iterator[Proposed]:
    """Give the genesis events that lie in the post as proposals, or as answers."""
    for envelope in post.envelopes(kind):
        found = _genesis_in(envelope)
        if found is not None:
            yield found


def _genesis_in(envelope: Envelope) -> Proposed | None:
    try:
        frame = parse_event(envelope.payload)
        body = read_body(frame.kind, frame.body)
    except LedgerError:
        return None
    return Proposed(envelope=envelope, feed=frame.feed, body=body) if isinstance(body, Genesis) else None


def _compare(theirs: Proposed, mine: Mapping[str, Json]) -> None:
    """Raise InputError with every box in which the other's genesis event says something else."""
    _refuse(theirs.event_hash[:_DIGITS_SHOWN], _differences(theirs.body.value, mine))


def _refuse(place: str, differences: Iterator[_Difference]) -> None:
    problems = tuple(
        Problem(
            file=place,
            column=path,
            found=_shown(theirs),
            expected=phrase("{value}, as this party's own folder, keys and options say", value=_shown(mine)),
            hint=phrase("Nothing was signed. Agree on one of the two, then both run the command again."),
        )
        for path, theirs, mine in differences
    )
    if problems:
        raise InputError(problems)


def _shown(value: _Box) -> str:
    """Return a box as it stands in the event, cut where it is long."""
    text = "-" if value is None else canonical_bytes(value).decode()
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _differences(theirs: _Box, mine: _Box, path: str = "") -> Iterator[_Difference]:
    """Yield (dotted path, theirs, mine) of each value that is not the same on both sides."""
    if isinstance(theirs, Mapping) and isinstance(mine, Mapping):
        for name in sorted({*theirs, *mine}):
            yield from _differences(theirs.get(name), mine.get(name), f"{path}{name}.")
    elif isinstance(theirs, list) and isinstance(mine, list) and len(theirs) == len(mine):
        for number, (one, other) in enumerate(zip(theirs, mine, strict=True), start=1):
            yield from _differences(one, other, f"{path}{number}.")
    elif theirs != mine:
        yield path.removesuffix("."), theirs, mine
