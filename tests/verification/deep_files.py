"""The files about a log, as sections 17 to 19 of docs/reference/log-format.md write them: L1, L2, contradictions."""

import base64
import hashlib
import json
import zlib
from pathlib import Path

from tests.verification.log_spec import Body, b64, canonical, fingerprint, private_key, public_key, sha, tree

PAGE = Path(__file__).parents[2] / "docs/reference/log-format.md"
DICTIONARY = next(line for line in PAGE.read_text().splitlines() if line.startswith('{"at":')).encode()


def split_of(size: int) -> int:
    """Return the largest power of two below ``size``, as RFC 6962 splits a tree."""
    split = 1
    while split * 2 < size:
        split *= 2
    return split


def inclusion(index: int, leaves: list[bytes]) -> list[bytes]:
    """Return PATH of RFC 6962, section 2.1.1, by its recursive definition."""
    if len(leaves) == 1:
        return []
    split = split_of(len(leaves))
    if index < split:
        return [*inclusion(index, leaves[:split]), tree(leaves[split:])]
    return [*inclusion(index - split, leaves[split:]), tree(leaves[:split])]


def consistency(old: int, leaves: list[bytes], *, whole: bool = True) -> list[bytes]:
    """Return PROOF of RFC 6962, section 2.1.2, by its recursive definition."""
    if old == len(leaves):
        return [] if whole else [tree(leaves)]
    split = split_of(len(leaves))
    if old <= split:
        return [*consistency(old, leaves[:split], whole=whole), tree(leaves[split:])]
    return [*consistency(old - split, leaves[split:], whole=False), tree(leaves[:split])]


def deflate(data: bytes, dictionary: bytes = b"") -> bytes:
    press = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, zdict=dictionary)
    return press.compress(data) + press.flush()


def extra_of(line: bytes, dictionary: bytes = DICTIONARY) -> bytes:
    """Return the bytes of `extra` for an entry line that two keys signed."""
    row = json.loads(line)
    raw_keys = {fingerprint(name)[:16]: public_key(name) for name in KEYS}
    extra = b"".join(raw_keys[one["keyid"]] + decode(one["sig"]) for one in row["signatures"])
    stream = deflate(decode(row["payload"]), dictionary)
    return extra + sha(stream)[:8] + stream


KEYS = [f"demo-{party}/{role}" for party in ("force", "host") for role in ("represent", "represent2", "count")]


def decode(text: str) -> bytes:
    return base64.b64decode(text)


def proof_of(extra: bytes, index: int, path: list[bytes], checkpoint: bytes) -> bytes:
    """Return a C2SP tlog-proof."""
    lines = ["c2sp.org/tlog-proof@v1", f"extra {b64(extra)}", f"index {index}", *map(b64, path), ""]
    return "".join(line + "\n" for line in lines).encode() + checkpoint


def publication_of(lines: list[bytes], files: dict[str, bytes]) -> bytes:
    """Return the L1 of the last `publish` among the lines of the feed that owns the joint checkpoint."""
    kinds = [json.loads(decode(json.loads(line)["payload"]))["kind"] for line in lines]
    index = max(n for n, kind in enumerate(kinds) if kind == "publish")
    size = int(files["checkpoint"].splitlines()[1])
    leaves = [sha(b"\x00" + line) for line in lines[:size]]
    return proof_of(extra_of(lines[index]), index, inclusion(index, leaves), files["checkpoint"])


def archive_of(files: dict[str, bytes]) -> bytes:
    kept = sorted(name for name in files if "/tile/" not in name)
    return b"".join(f"{name} {len(files[name])}\n".encode() + files[name] + b"\n" for name in kept)


def bundle_of(archive: bytes, stream: bytes | None = None) -> bytes:
    """Return an L2 of this archive."""
    stream = deflate(archive) if stream is None else stream
    return f"repli-bundle/1 {hashlib.sha256(stream).hexdigest()}\n".encode() + stream


def contradiction_of(chain: list[bytes], feed: str, first: bytes, second: bytes, **heads: object) -> bytes:
    """Return a contradiction of two lines, or with ``path`` and ``root`` of two heads."""
    value: Body = {
        "chain": [b64(line) for line in chain],
        "feed": feed,
        "first": b64(first),
        "kind": "heads" if heads else "lines",
        "second": b64(second),
        **heads,
    }
    return canonical(value) + b"\n"


def resigned(line: bytes, change: Body, name: str) -> bytes:
    """Return a line with another payload, signed by one key of this name."""
    payload = json.loads(decode(json.loads(line)["payload"])) | change
    data, kind = canonical(payload), b"application/vnd.repli.event.v1+json"
    message = b"DSSEv1 %d %s %d " % (len(kind), kind, len(data)) + data
    signature = {"keyid": fingerprint(name)[:16], "sig": b64(private_key(name).sign(message))}
    return canonical({"payload": b64(data), "payloadType": kind.decode(), "signatures": [signature]})
