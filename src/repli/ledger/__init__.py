"""A tamper-evident log that several parties sign, on bytes; it knows nothing of withdrawals.

From the bytes up: ``canonical`` (JSON with one spelling), ``keys`` (strict Ed25519), ``keyfile``, ``envelope`` (DSSE),
``event`` (the frame of an event), ``merkle`` and ``tiles`` (RFC 6962), ``signednote`` and ``note`` (signed heads),
``seen`` and ``order`` (one order for many feeds), ``policy`` (who signs what), ``roster`` and ``openedline`` (salted
digests), ``store``;
``tlogproof`` and ``bundle`` (over ``flate``) are what travels without a directory.
The law is ``docs/reference/log-format.md``; who doubts this room has ``verify.py``, which shares no code with it.
"""

__all__ = [
    "base64text",
    "bundle",
    "canonical",
    "envelope",
    "event",
    "flate",
    "keyfile",
    "keys",
    "merkle",
    "note",
    "openedline",
    "order",
    "policy",
    "roster",
    "seen",
    "shapes",
    "signednote",
    "store",
    "tiles",
    "tlogproof",
]
