"""The keys that a reader brings along: from a key file, or as fingerprints read off the signed communiqué.

Without them a verdict can only say that a log is consistent under the keys found in it: whoever wrote the whole log
with fresh keys is consistent too. The law is docs/reference/log-format.md, section 10.

>>> parse_trust("keys.txt")
TrustedKeys(keys=(VerifierKey(name='demo-force/represent', ...), ...), fingerprints=())
"""

import re
from dataclasses import dataclass
from pathlib import Path

from repli.errors import LedgerError, UsageError, phrase
from repli.ledger.files import read_file, shown
from repli.ledger.keys import VerifierKey, fingerprint, parse_key_file

__all__ = ["TrustedKeys", "parse_trust", "read_key_file"]

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_MAX_KEY_FILE_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustedKeys:
    """Keys that a reader trusts: verifier keys with their names, or fingerprints (SHA-256 of a raw public key)."""

    keys: tuple[VerifierKey, ...] = ()
    fingerprints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an empty set: it would trust nothing and look as if it did."""
        if not self.keys and not self.fingerprints:
            raise UsageError(
                phrase("No keys were given."), phrase("Give a key file, or fingerprints separated by commas.")
            )

    @property
    def names(self) -> tuple[str, ...]:
        """Return each key as a person sees it: its name, or its fingerprint."""
        return (*(key.name for key in self.keys), *self.fingerprints)

    def missing_from(self, represent: tuple[VerifierKey, ...]) -> tuple[str, ...]:
        """Return the names of trusted keys that are not among ``represent``, the keys to represent of a log."""
        held = {fingerprint(key.public) for key in represent}
        return (
            *(key.name for key in self.keys if key not in represent),
            *(one for one in self.fingerprints if one not in held),
        )

    def holds(self, key: VerifierKey) -> bool:
        """Say whether ``key`` is one of these."""
        return key in self.keys or fingerprint(key.public) in self.fingerprints


def parse_trust(text: str) -> TrustedKeys:
    """Return the keys that ``FILE`` or ``FINGERPRINT,FINGERPRINT`` names; raise UsageError if it cannot be read."""
    parts = tuple(part.strip().lower() for part in text.split(","))
    if all(map(_FINGERPRINT.fullmatch, parts)):
        return TrustedKeys(fingerprints=parts)
    return read_key_file(Path(text))


def read_key_file(path: Path) -> TrustedKeys:
    """Return the keys of a key file; raise UsageError if it cannot be read, or holds no key."""
    try:
        text = read_file(path, max_bytes=_MAX_KEY_FILE_BYTES).decode("utf-8")
        return TrustedKeys(keys=parse_key_file(text))
    except UnicodeDecodeError:
        raise UsageError(phrase("{path} is not a key file: it is not UTF-8.", path=shown(path))) from None
    except LedgerError as error:
        raise UsageError(
            phrase("{path} is not a key file: {reason}", path=shown(path), reason=error.message), error.hint
        ) from error
