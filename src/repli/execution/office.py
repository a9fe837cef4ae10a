"""Where a party works alone: its copy of the log, its secret keys, and what it must not forget between two runs.

From here it, or a device of it, signs its own head (a receipt for everything that it has of the others); a party also
cosigns the other's, which makes the joint checkpoint. Nothing is signed over a copy that fell behind what these keys
wrote. See docs/reference/log-format.md, sections 6 and 16.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from repli.errors import UsageError, phrase
from repli.execution.directory import LogDirectory, OnCut
from repli.execution.keystore import KeyStore
from repli.execution.recorder import Recorder
from repli.ledger.envelope import parse_entry
from repli.ledger.files import read_file
from repli.ledger.note import Head, parse_head, verify_own
from repli.ledger.signednote import MAX_NOTE_BYTES
from repli.ledger.store import write_head, write_joint_head, write_tiles
from repli.progress.headkeys import head_keys

__all__ = ["Office", "cosign_other_head", "opened", "sign_own_head"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Where a party works: its log directory, its key store, its id, and the passphrase of its keys.

    ``device`` is the feed of a device of the party, if it is the device that works. ``on_cut`` is told of what an
    interrupted write left in the own feed, before it is cut; without it such a feed is not opened.
    """

    log: Path
    store: KeyStore
    party: str
    passphrase: bytes | None = None
    device: str = ""
    on_cut: OnCut | None = None

    @property
    def feed(self) -> str:
        """Return the feed that is written here."""
        return self.device or self.party


@contextmanager
def opened(office: Office) -> Iterator[Recorder]:
    """Open the log as the party, or its device, with what it proposed and cosigned; raise if the copy fell behind."""
    signers = office.store.signers(office.feed, passphrase=office.passphrase)
    if any(signer.party != office.party for signer in signers.values()):
        raise UsageError(
            phrase("The keys of the feed {feed} are not those of {party}.", feed=office.feed, party=office.party),
            phrase("Name the party that the keys belong to, as `repli keys show` tells it."),
        )
    with LogDirectory(office.log, on_cut=office.on_cut) as log:
        recorder = log.recorder(office.party, signers)
        office.store.check_mark(recorder.copy, office.feed)
        notes = {kind: office.store.note(kind, recorder.copy, office.feed) for kind in ("proposed", "cosigned")}
        recorder.resume(**{kind: None if line is None else parse_entry(line) for kind, line in notes.items()})
        if recorder.cosigned is None:
            office.store.remember("cosigned", recorder.copy, office.feed, None)
        yield recorder


def sign_own_head(office: Office, *, second: int) -> Head:
    """Sign a head of the own feed over everything here, write it and the tiles of all feeds, and return it.

    A device signs its own feed; raise UsageError if that holds nothing yet, and SignatureError for a key not in force.
    """
    with opened(office) as recorder:
        if office.device and not recorder.copy.size(office.device):
            raise UsageError(
                phrase("The feed {feed} holds nothing yet.", feed=office.device),
                phrase("A head of a device covers at least one line: record first, then sign."),
            )
        signed = recorder.head(second=second)
        verify_own(signed, head_keys(recorder.copy.charter.genesis, recorder.copy.replay.state))
        for feed, size in recorder.copy.cut.items():
            if size:
                write_tiles(office.log, feed, recorder.copy.leaf_hashes(feed))
        write_head(office.log, signed)
        office.store.mark(recorder.copy, office.feed)
        return signed.head


def cosign_other_head(office: Office, *, second: int) -> Head:
    """Cosign the other party's own head, after the own replay gave its state: the joint checkpoint; return the head.

    Raise RefusedError or LedgerError for a head that is not to be signed. It is on disk when this returns.
    """
    with opened(office) as recorder:
        copy = recorder.copy
        (other,) = set(copy.charter.parties) - {office.party}
        path = office.log / "feeds" / other / "checkpoint"
        if not path.is_file():
            raise UsageError(
                phrase("{other} has signed no head yet.", other=other), phrase("Merge its copy, then try again.")
            )
        signed = parse_head(read_file(path, max_bytes=MAX_NOTE_BYTES))
        cosigned = recorder.cosign_head(signed, second=second)
        verify_own(signed, head_keys(copy.charter.genesis, copy.replay_of(signed.head.cut).state))
        write_joint_head(office.log, cosigned)
        return signed.head
