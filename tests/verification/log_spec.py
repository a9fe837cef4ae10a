"""What docs/reference/log-format.md computes, written once more for tests and in the most obvious way.

Nothing here is shared with a verifier: the tree is the recursive definition of RFC 6962, the state is added up from the
whole list of events without any rule, signatures are made by `cryptography`. Keys come from their names.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PAYLOAD_TYPE = "application/vnd.repli.event.v1+json"
Body = dict[str, Any]


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def private_key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(sha(f"test key {name}".encode()))


def public_key(name: str) -> bytes:
    return private_key(name).public_key().public_bytes_raw()


def fingerprint(name: str) -> str:
    return sha(public_key(name)).hex()


def note_id(name: str, algorithm: int, key: bytes) -> bytes:
    return sha(name.encode() + b"\n" + bytes([algorithm]) + key)[:4]


def verifier_key(name: str, key: bytes | None = None) -> str:
    raw = public_key(name) if key is None else key
    return f"{name}+{note_id(name, 1, raw).hex()}+{b64(bytes([1]) + raw)}"


def tree(leaves: list[bytes]) -> bytes:
    """Return RFC 6962's MTH over leaf hashes, as the RFC defines it: split at the largest power of two below n."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha(b"")
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha(b"\x01" + tree(leaves[:split]) + tree(leaves[split:]))


def path_of(number: int) -> str:
    high, low = divmod(number, 1000)
    return f"x{high:03}/{low:03}" if high else f"{low:03}"


def tile_files(leaves: list[bytes]) -> dict[str, bytes]:
    files, level, width = {}, 0, 1
    while len(leaves) >= width:
        hashes = [tree(leaves[i : i + width]) for i in range(0, len(leaves) - width + 1, width)]
        for n in range(0, len(hashes), 256):
            part = hashes[n : n + 256]
            files[f"{level}/{path_of(n // 256)}" + ("" if len(part) == 256 else f".p/{len(part)}")] = b"".join(part)
        level, width = level + 1, width * 256
    return files


def cells(**counts: int) -> list[Body]:
    """Return people per category, all at niamey."""
    return [{"category": name, "count": n, "site": "niamey"} for name, n in sorted(counts.items())]


def sum_cells(bodies: Iterable[Body]) -> list[Body]:
    total: Counter[tuple[str, str]] = Counter()
    for body in bodies:
        for cell in body["cells"]:
            total[cell["site"], cell["category"]] += cell["count"]
    return [{"category": category, "count": n, "site": site} for (site, category), n in sorted(total.items())]


def envelope(payload: bytes, by: list[str]) -> Body:
    message = b"DSSEv1 %d %s %d " % (len(PAYLOAD_TYPE), PAYLOAD_TYPE.encode(), len(payload)) + payload
    signatures = [{"keyid": fingerprint(key)[:16], "sig": b64(private_key(key).sign(message))} for key in by]
    signatures.sort(key=lambda one: one["keyid"])
    return {"payload": b64(payload), "payloadType": PAYLOAD_TYPE, "signatures": signatures}


def note_signature(feed: str, text: bytes, key: str | None = None, role: str = "represent") -> str:
    name = f"{feed}/{role}"
    raw = note_id(name, 1, public_key(key or name)) + private_key(key or name).sign(text)
    return f"— {name} {b64(raw)}"


def cosignature(party: str, text: bytes, seconds: int = 1717833600, key: str | None = None) -> str:
    name = f"{party}/represent"
    signature = private_key(key or name).sign(f"cosignature/v1\ntime {seconds}\n".encode() + text)
    return f"— {name} {b64(note_id(name, 4, public_key(key or name)) + seconds.to_bytes(8, 'big') + signature)}"


def state_of(events: list[Body], both: set[str]) -> Body:
    """Return section 7's state of a merged list, added up naively and without any rule."""
    of = {
        kind: [e for e in events if e["kind"] == kind] for kind in ("declare", "opening", "depart", "minutes", "count")
    }
    accepted = {accept for e in of["minutes"] for accept in e["body"]["accepts"]}
    departs = {e["body"]["movement"]: (sha(canonical(e)).hex(), e["body"]) for e in of["depart"]}
    joint = {name for name, (event, _) in departs.items() if event in accepted | both}
    opening = [e["body"] for e in of["opening"]]
    gone = opening + [departs[name][1] for name in joint]
    tallies = {(e["body"]["movement"], e["feed"]): e["body"] for e in of["count"]}
    keep = ("cells", "kg", "root", "slots")
    return {
        "agreement": next((e["body"]["agreement"]["id"] for e in events if e["kind"] == "genesis"), ""),
        "baseline": {"items": {}, "people": {}}
        | {e["body"]["scope"]: {key: e["body"][key] for key in keep} for e in of["declare"]},
        "departed": {
            "cells": sum_cells(gone),
            "items": sorted(slot for body in gone for slot in body["items"]),
            "kg": sum(body["kg"] for body in gone),
            "movements": len(joint),
            "people": sorted(slot for body in gone for slot in body["people"]),
        },
        "events": len(events),
        "movements": [
            {
                "event": event,
                "grade": "joint" if name in joint else "unilateral",
                "items": len(body["items"]),
                "kg": body["kg"],
                "movement": name,
                "people": len(body["people"]),
            }
            for name, (event, body) in sorted(departs.items())
        ],
        "opening": {
            "items": sum(len(body["items"]) for body in opening),
            "kg": sum(body["kg"] for body in opening),
            "people": sum(len(body["people"]) for body in opening),
        },
        "published": max([0, *(e["body"]["number"] for e in events if e["kind"] == "publish")]),
        "tallies": [
            {"items": body["items"], "movement": movement, "party": party, "people": body["people"]}
            for (movement, party), body in sorted(tallies.items())
        ],
    }


def figures_of(state: Body) -> list[Body]:
    """Return section 8's figures from a state."""
    opening, gone, base = state["opening"], state["departed"], state["baseline"]
    people, items = base["people"].get("slots", 0), base["items"].get("slots", 0)
    of_people = "declared" if opening["people"] else "joint"
    rows = [
        ("people_baseline", people, "joint"),
        ("people_opening", opening["people"], "declared"),
        ("people_counted", len(gone["people"]) - opening["people"], "joint"),
        ("people_departed", len(gone["people"]), of_people),
        ("people_remaining", people - len(gone["people"]), of_people),
        ("items_baseline", items, "joint"),
        ("items_departed", len(gone["items"]), "declared" if opening["items"] else "joint"),
        ("kg_departed", gone["kg"], "declared" if opening["kg"] else "joint"),
        ("movements_departed", gone["movements"], "joint"),
    ]
    return [{"grade": grade, "name": name, "value": value} for name, value, grade in rows]
