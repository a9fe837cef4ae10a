"""The verdict on whatever a reader holds: a log directory, the whole log in one file, one publication, a contradiction.

A file is known by its first bytes. The law is docs/reference/log-format.md, sections 10 and 17 to 19.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from repli.errors import LedgerError, RefusedError, UsageError, phrase
from repli.ledger.bundle import BUNDLE, MAX_BUNDLE_BYTES, unbundle
from repli.ledger.files import read_file, shown
from repli.ledger.tlogproof import TLOG_PROOF
from repli.model import LogVerdict
from repli.verification.contradiction import verify_contradiction
from repli.verification.publication import verify_publication
from repli.verification.trust import TrustedKeys
from repli.verification.verdict import refused, verify_log

__all__ = ["verify_path"]

_CONTRADICTION = b'{"chain":'


def verify_path(path: Path, trusted: TrustedKeys | None = None, *, as_of: str | None = None) -> LogVerdict:
    """Return the verdict on ``path``; raise UsageError if there is nothing that could be read."""
    if path.is_dir():
        return verify_log(path, trusted, as_of=as_of)
    try:
        data = read_file(path, max_bytes=MAX_BUNDLE_BYTES)
    except LedgerError as error:
        raise UsageError(
            phrase("{path} is neither a folder nor a file that can be read.", path=shown(path)), error.hint
        ) from error
    if data.startswith(TLOG_PROOF):
        return verify_publication(data, trusted)
    if data.startswith(_CONTRADICTION):
        return verify_contradiction(data, trusted)
    if data.startswith(BUNDLE):
        return _verify_bundle(data, trusted, as_of)
    return refused(
        RefusedError("the file", phrase("This is no file that the log format knows."), reason="unknown-file")
    )


def _verify_bundle(data: bytes, trusted: TrustedKeys | None, as_of: str | None) -> LogVerdict:
    with TemporaryDirectory(prefix="repli-") as folder:
        try:
            unbundle(data, Path(folder) / "log")
        except RefusedError as refusal:
            return refused(refusal)
        return verify_log(Path(folder) / "log", trusted, as_of=as_of)
