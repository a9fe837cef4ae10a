"""The joint log: a history signed into it, a published log read from nothing, a verdict on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli import execution, verification
from repli.commission.cases import Case, write_file
from repli.errors import UsageError, phrase
from repli.execution import ReplayedHistory
from repli.ledger.base64text import encode64
from repli.ledger.note import parse_head
from repli.ledger.rawlog import read_directory
from repli.model import LogVerdict
from repli.progress import Event, Figure, State, fold, state_digest
from repli.progress.merging import merged
from repli.progress.reading import read_log
from repli.reporting import LogHead, communique_of, communique_text

__all__ = ["LogContents", "log_contents", "replay", "verify"]

DEMONSTRATION_SEED = "niger-2024"
_PUBLISHED_AFTER_MINUTES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class LogContents:
    """What a published log says: its events in the merged order, the state they give, its joint head, its texts."""

    origin: str
    events: tuple[Event, ...]
    state: State
    head: LogHead
    sidecars: Mapping[str, bytes]


def replay(case: Case, out: Path) -> ReplayedHistory:
    """Write ``out/log``, ``out/keys.txt``, ``out/verify.py`` and the force's private roster; return what came of it."""
    if not case.history.movements:
        raise UsageError(
            phrase("This case has no history to replay."), phrase("Write its movements into reconstruction.csv.")
        )
    published_at = max(movement.at_minute for movement in case.history.movements) + _PUBLISHED_AFTER_MINUTES
    replayed = execution.replay_history(
        out / "log",
        case.operation,
        case.history,
        agreement_sha256=case.agreement_sha256,
        seed=DEMONSTRATION_SEED,
        texts=lambda state, found: _texts(case, state, found, published_at),
        published_at_minute=published_at,
    )
    write_file(out / "keys.txt", replayed.keys_text.encode())
    verification.copy_standalone(out)
    (out / "restricted").mkdir(exist_ok=True)
    execution.write_book(replayed.book, out / "restricted" / "roster.json", log=out / "log")
    return replayed


def _texts(case: Case, state: State, found: tuple[Figure, ...], as_of_minute: int) -> Mapping[str, bytes]:
    """Return the communiqué's text in each language, as the publish event hashes it."""
    return {
        language: communique_text(
            communique_of(
                case.operation,
                found,
                number=state.published + 1,
                place=case.operation.agreement.wording.of("place", language),
                as_of_minute=as_of_minute,
                origin=f"RECONSTRUCTION/{case.operation.operation_id}",
                state_digest=state_digest(state),
                truth=case.truth,
            ),
            language,
        ).encode()
        for language in ("en", "fr")
    }


def log_contents(log: Path) -> LogContents:
    """Return what a published log says; raise LedgerError or RefusedError if it cannot be read or replayed."""
    raw = read_directory(log)
    charter, feeds = read_log({feed: held.lines for feed, held in raw.feeds.items()})
    events = merged(feeds)
    head = parse_head(raw.checkpoint).head
    return LogContents(
        origin=charter.genesis.origin,
        events=events,
        state=fold(events, raw.sidecars.get).state,
        head=LogHead(origin=head.origin, size=head.size, root=encode64(head.root)),
        sidecars=raw.sidecars,
    )


def verify(log: Path, keys: str | None) -> LogVerdict:
    """Return the verdict on a log; ``keys`` is a key file or fingerprints with commas, ``None`` = no trusted keys."""
    return verification.verify_log(log, None if keys is None else verification.parse_trust(keys))
