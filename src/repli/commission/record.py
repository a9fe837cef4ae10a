"""The joint log: a history signed into it, a published log read from nothing, a verdict on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from repli import execution, verification
from repli.commission.cases import Case, write_file
from repli.errors import StoreError, UsageError, phrase
from repli.execution import RECONSTRUCTION, Gathered, OnCut, ReplayedHistory, Texts
from repli.ledger.base64text import encode64
from repli.ledger.bundle import bundle_of
from repli.ledger.canonical import MAX_PAYLOAD_BYTES
from repli.ledger.files import read_file, shown
from repli.ledger.note import Head, parse_head
from repli.ledger.openedline import OpenedLine
from repli.ledger.rawlog import RawLog, read_directory
from repli.ledger.shapes import is_time
from repli.ledger.store import feeds_of, read_lines
from repli.model import CaseHistory, LogVerdict
from repli.progress import Event, Figure, Genesis, State, fold, state_digest
from repli.progress.merging import Feeds, merged
from repli.progress.reading import Charter, read_log
from repli.reporting import LogHead, Truth, communique_of, communique_text

__all__ = [
    "LogContents",
    "bundle",
    "check_opened",
    "damages",
    "discords",
    "heads",
    "log_contents",
    "merge",
    "publication_proof",
    "replay",
    "texts_of",
    "truth_of",
    "verify",
]

DEMONSTRATION_SEED = "niger-2024"
_PUBLISHED_AFTER_MINUTES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContents:
    """What a published log says: its events in the merged order, the state they give, its joint head, its texts.

    ``genesis`` is the first event's body; ``proof`` is the last publication with its proof, empty where there is none,
    or none small enough for paper.
    """

    genesis: Genesis
    events: tuple[Event, ...]
    state: State
    head: LogHead
    sidecars: Mapping[str, bytes]
    proof: bytes = b""

    @property
    def origin(self) -> str:
        """Return how the log is called."""
        return self.genesis.origin


def truth_of(case: Case, genesis: Genesis) -> Truth:
    """Return what is real in an artefact of a log: a reconstruction says so in its origin, keys in the first event."""
    return replace(
        case.truth,
        reconstruction=genesis.origin.startswith(RECONSTRUCTION),
        demonstration=genesis.demonstration,
    )


def replay(case: Case, out: Path, *, history: CaseHistory | None = None) -> ReplayedHistory:
    """Write ``out/log``, ``out/keys.txt``, ``out/verify.py`` and the force's private roster; return what came of it.

    The log holds ``history``, or the first part of the case's.
    """
    history = case.first_part if history is None else history
    if not history.movements:
        raise UsageError(
            phrase("This case has no history to replay."), phrase("Write its movements into reconstruction.csv.")
        )
    published_at = (history.last_minute or 0) + _PUBLISHED_AFTER_MINUTES
    replayed = execution.replay_history(
        out / "log",
        case.operation,
        history,
        agreement_sha256=case.agreement_sha256,
        seed=DEMONSTRATION_SEED,
        texts=texts_of(case, published_at),
        published_at_minute=published_at,
    )
    write_file(out / "keys.txt", replayed.keys_text.encode())
    verification.copy_standalone(out)
    (out / "restricted").mkdir(exist_ok=True)
    replace(replayed.roster, path=out / "restricted" / "roster.json").write()
    return replayed


def texts_of(case: Case, as_of_minute: int) -> Texts:
    """Return what writes a communiqué's text in each language, as the publish event hashes it."""

    def write(genesis: Genesis, state: State, found: tuple[Figure, ...]) -> Mapping[str, bytes]:
        return {
            language: communique_text(
                communique_of(
                    case.operation,
                    found,
                    number=state.published + 1,
                    place=case.operation.agreement.wording.of("place", language),
                    as_of_minute=as_of_minute,
                    origin=genesis.origin,
                    state_digest=state_digest(state),
                    truth=truth_of(case, genesis),
                ),
                language,
            ).encode()
            for language in ("en", "fr")
        }

    return write


def log_contents(log: Path) -> LogContents:
    """Return what a published log says; raise LedgerError or RefusedError if it cannot be read or replayed."""
    raw, charter, feeds = _read(log)
    events = merged(feeds)
    head = parse_head(raw.checkpoint).head
    return LogContents(
        genesis=charter.genesis,
        events=events,
        state=fold(events, raw.sidecars.get).state,
        head=LogHead(origin=head.origin, size=head.size, root=encode64(head.root)),
        sidecars=raw.sidecars,
        proof=_proof_for_paper(raw, charter),
    )


def _proof_for_paper(raw: RawLog, charter: Charter) -> bytes:
    try:
        return verification.publication_proof(raw, charter)
    except UsageError:
        return b""


def verify(path: Path, keys: str | None, as_of: str | None = None) -> LogVerdict:
    """Return the verdict on a log directory or a file about one.

    ``keys`` is a key file or fingerprints with commas, ``None`` = no trusted keys; ``as_of`` is the reader's own time.
    """
    _check_time(as_of)
    return verification.verify_path(path, None if keys is None else verification.parse_trust(keys), as_of=as_of)


def _check_time(as_of: str | None) -> None:
    if as_of is not None and not is_time(as_of):
        raise UsageError(
            phrase("--as-of {text}: this is not a time.", text=as_of), phrase("Write it as 2024-05-19T00:00:00Z (UTC).")
        )


def publication_proof(log: Path) -> bytes:
    """Return the last publication with its proof, as one small file; raise UsageError if there is none."""
    raw, charter, _ = _read(log)
    return verification.publication_proof(raw, charter)


def bundle(log: Path, *, whole: bool = False, as_of: str | None = None) -> bytes:
    """Return the log as one file for the public, without lists that are not due at ``as_of``, or ``whole``."""
    if whole:
        return bundle_of(log)
    _check_time(as_of)
    raw, _, feeds = _read(log)
    return bundle_of(log, without=verification.kept_back(raw, feeds, as_of=as_of))


def merge(log: Path, sources: Sequence[Path], *, on_cut: OnCut | None = None) -> Gathered:
    """Take into ``log`` what other copies have, durably; ``on_cut`` is told of what an interrupted write left."""
    return execution.merge_copies(log, sources, on_cut=on_cut)


def discords(one: Path, two: Path) -> tuple[verification.Discord, ...]:
    """Return where two copies of a log contradict each other, with the proofs."""
    return verification.discords(one, two)


def damages(log: Path, mirror: Path | None) -> tuple[verification.Damage, ...]:
    """Return every damage in a log directory, and what heals it."""
    if not log.is_dir():
        raise UsageError(phrase("{path} is no folder.", path=shown(log)), phrase("Name the folder of a log."))
    return verification.damages(log, mirror)


def heads(log: Path) -> tuple[tuple[str, Head], ...]:
    """Return (path, head) of every head in a log directory, the joint checkpoint last."""
    raw, _, _ = _read(log)
    own = [(f"feeds/{feed}/checkpoint", held.checkpoint) for feed, held in sorted(raw.feeds.items())]
    found = [(name, data) for name, data in (*own, ("checkpoint", raw.checkpoint)) if data]
    return tuple((name, parse_head(data).head) for name, data in found)


def check_opened(log: Path, opened: Path, keys: str | None) -> OpenedLine:
    """Return an opened line of a private roster; raise RefusedError if it does not stand in its slot of the log."""
    try:
        data = read_file(opened, max_bytes=MAX_PAYLOAD_BYTES)
    except StoreError as error:
        raise UsageError(error.message, error.hint) from error
    return verification.verify_opened(log, data, None if keys is None else verification.parse_trust(keys))


def _read(log: Path) -> tuple[RawLog, Charter, Feeds]:
    """Read a published log; raise LedgerError or RefusedError if it cannot be read."""
    charter, feeds = read_log({feed: read_lines(log, feed) for feed in feeds_of(log)})
    return read_directory(log, may_lack_head=charter.devices), charter, feeds
