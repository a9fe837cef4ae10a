"""verify.py: check the joint log of two parties with this one file and plain Python 3.11 or later; no network.

    python3 -I verify.py LOG                 does everything fit together, and under which keys?   exit 3, or 1
    python3 -I verify.py LOG --keys FILE     and are they the keys that I was given?               exit 0, or 1

Written by hand from docs/reference/log-format.md ("the specification") alone; it shares no code with the programs
that write logs. The parts below carry the section numbers of the specification; `check`, near the end, reads as
the whole argument. Rules that this file keeps:

* it reads the folder LOG and the key file, nothing else, and writes nothing;
* bytes are believed in one order: canonical form, shape, signatures, tree, replay, heads, sidecars, keys;
* every refusal is one `RefusedError` with a reason and a place, as exact as the bytes allow;
* it fails closed: whatever goes wrong, also what nobody foresaw, is a "no", never a traceback and never a "yes".
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TextIO

if sys.version_info < (3, 11):  # noqa: UP036 - a reader's own Python may be older than this project's
    sys.stdout.write("verify.py needs Python 3.11 or later; nothing was checked.\n")
    sys.exit(2)

__all__ = ["Verdict", "main", "verify"]

Json = Any  # a parsed value: nothing reads one before its shape (sections 2 to 4) has been checked


class RefusedError(Exception):
    """The log is refused: why, and where; an empty place is filled in by the nearest `at`."""

    def __init__(self, reason: str, place: str = "") -> None:
        """Keep ``reason`` and ``place``."""
        super().__init__(reason)
        self.reason, self.place = reason, place


def need(holds: object, reason: str, place: str = "") -> None:
    """Refuse the log unless ``holds``."""
    if not holds:
        raise RefusedError(reason, place)


@contextmanager
def at(place: str, prefix: str = "") -> Iterator[None]:
    """Give ``place`` to every refusal inside, and turn every unforeseen exception inside into a refusal."""
    try:
        yield
    except RefusedError as refusal:
        raise (refusal if refusal.place else RefusedError(prefix + refusal.reason, place)) from None
    except Exception as error:  # fail closed
        raise RefusedError(f"{prefix}cannot be checked ({type(error).__name__})", place) from error


def shown(value: object) -> str:
    """Return untrusted text for a terminal: one line of printable ASCII, at most 120 characters."""
    text = str(value)
    return (text if text.isascii() and text.isprintable() else ascii(text))[:120]


def sha256(data: bytes) -> bytes:
    """Return the 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()


def to_base64(raw: bytes) -> str:
    """Return standard base64 with padding."""
    return base64.b64encode(raw).decode()


def from_base64(text: str) -> bytes:
    """Return the bytes of standard, padded base64 that re-encodes to itself (section 3)."""
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise RefusedError("malformed base64") from None
    need(to_base64(raw) == text, "base64 that does not re-encode to itself")
    return raw


# ---- Section 1. Canonical JSON: RFC 8785, restricted ---------------------------------------------------------

LARGEST, DEPTH, PAYLOAD_BYTES, LINE_BYTES = 2**53 - 1, 8, 16_384, 32_768


def canonical(value: Json) -> bytes:
    """Return the RFC 8785 bytes; with ASCII keys and without fractions that is exactly what `json` can write."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def parse_canonical(data: bytes, limit: int) -> Json:
    """Return the value of ``data``, refused unless it is at most ``limit`` bytes and its own canonical form."""
    need(len(data) <= limit, f"{len(data)} bytes, more than the {limit} allowed")
    hooks: dict[str, Json] = {"parse_int": _integer, "parse_float": _no_number, "parse_constant": _no_number}
    try:
        value = json.loads(data.decode(), object_pairs_hook=_object, **hooks)
        _check_value(value, 1)
        same = canonical(value) == data
    except RecursionError:
        raise RefusedError(f"deeper than {DEPTH}") from None
    except ValueError as error:  # not UTF-8, not JSON, or a lone surrogate
        raise RefusedError(f"not JSON ({type(error).__name__})") from None
    need(same, "not in canonical form (RFC 8785)")
    return value


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    need(len(dict(pairs)) == len(pairs), "an object has the same key twice")
    need(all(key.isascii() for key, _ in pairs), "a key is not ASCII")
    return dict(pairs)


def _integer(digits: str) -> int:
    need(len(digits) <= len(str(-LARGEST)) and abs(int(digits)) <= LARGEST, "an integer is beyond 2^53 - 1")
    return int(digits)


def _no_number(text: str) -> NoReturn:
    raise RefusedError(f"{shown(text)} is not an integer")


def _check_value(value: Json, depth: int) -> None:
    need(value is not None, "null is not allowed")
    if isinstance(value, str):
        need(unicodedata.is_normalized("NFC", value), "a text is not in Unicode normal form C")
    elif isinstance(value, dict | list):
        need(depth <= DEPTH, f"deeper than {DEPTH}")
        for member in value.values() if isinstance(value, dict) else value:
            _check_value(member, depth + 1)


# ---- Section 3. Ed25519: RFC 8032, strict; nothing here is secret, so nothing needs constant time ------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
BASE = (4 * pow(5, -1, P) % P).to_bytes(32, "little")
# y of the eight points of small order. With either sign, and with y + P where that fits in 255 bits (y = 0, 1),
# these are the 14 small-order encodings.
Y8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
SMALL_ORDER_Y = (0, 1, P - 1, Y8, P - Y8)
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def point_add(first: Point, second: Point) -> Point:
    """Add two points, RFC 8032 section 5.1.4; the law is complete, so it doubles as well."""
    x1, y1, z1, t1 = first
    x2, y2, z2, t2 = second
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def has_small_order(encoding: bytes) -> bool:
    """Say whether 32 bytes are one of the 14 small-order encodings."""
    return int.from_bytes(encoding, "little") % 2**255 % P in SMALL_ORDER_Y


def is_strict_key(key: bytes) -> bool:
    """Say whether a public key may be used at all."""
    return decode_point(key) is not None and not has_small_order(key)


def decode_point(encoding: bytes) -> Point | None:
    """Return the point of a canonical encoding, RFC 8032 section 5.1.3; None if there is none."""
    number = int.from_bytes(encoding, "little")
    sign, y = number >> 255, number % 2**255
    if len(encoding) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x + u) % P == 0:
        x = x * ROOT_OF_MINUS_1 % P
    if (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def encode_point(point: Point) -> bytes:
    """Return the canonical 32 bytes of a point, RFC 8032 section 5.1.2."""
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


@lru_cache(maxsize=64)
def multiples(key: bytes) -> list[list[Point]] | None:
    """Return j * 16^i * point for i < 64, j < 16, so that `times` needs 64 additions; None if not a strict key."""
    point = decode_point(key)
    if point is None or not is_strict_key(key):
        return None
    rows = []
    for _ in range(64):
        row = [NEUTRAL]
        for _ in range(15):
            row.append(point_add(row[-1], point))
        rows.append(row)
        point = point_add(row[-1], point)
    return rows


def times(scalar: int, rows: list[list[Point]], total: Point) -> Point:
    """Return ``total`` + scalar * point; ``rows`` are the point's `multiples`."""
    for row in rows:
        total = point_add(total, row[scalar & 15])
        scalar >>= 4
    return total


def signature_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether [S]B = R + [k]A; encodings are canonical, so [S]B - [k]A must encode to the very bytes of R."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    base, a = multiples(BASE), multiples(key)
    if len(signature) != 64 or s >= L or has_small_order(r) or base is None or a is None:
        return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    x, y, z, t = times(k, a, NEUTRAL)
    return encode_point(times(s, base, (P - x, y, z, P - t))) == r


# ---- Sections 1, 2 and 4. Shapes: what each object must look like, in the words of the specification --------

PARTY_PATTERN, HASH_PATTERN = "[a-z0-9][a-z0-9-]{0,63}", "[0-9a-f]{64}"
FIGURES = tuple(
    "people_baseline people_opening people_counted people_departed people_remaining"
    " items_baseline items_departed kg_departed movements_departed".split()
)
DISCLOSURES = ("exact", "at_least", "rounded", "range", "withheld", "delayed")
LATER_KINDS = frozenset(
    "keys amend reinforce calendar clearance manifest arrive status transfer dispose inspect obligation incident"
    " dispute resolve handover close correct extend cancel attest".split()
)


def matches(pattern: str) -> Callable[[Json], bool]:
    """Return the test that a value is a text of this pattern, all of it."""
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def is_count(value: Json) -> bool:
    """Say whether a value is an integer of 0 or more; true is not 1."""
    return type(value) is int and value >= 0


def is_time(value: Json) -> bool:
    """Say whether a value is a real UTC instant ``YYYY-MM-DDTHH:MM:SSZ``."""
    try:
        form = matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")(value)
        return form and bool(datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z"))
    except ValueError:
        return False


TYPES: dict[str, Callable[[Json], bool]] = {
    "any": lambda _: True,
    "text": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "count": is_count,
    "positive": lambda value: is_count(value) and value > 0,
    "integer_1": lambda value: is_count(value) and value == 1,
    "id": matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
    "party": matches(PARTY_PATTERN),  # and feed
    "hash": matches(HASH_PATTERN),
    "keyid": matches("[0-9a-f]{16}"),
    "origin": matches("[A-Za-z0-9./_-]+"),
    "time": is_time,
    "day": lambda value: isinstance(value, str) and is_time(value + "T00:00:00Z"),
    "key": lambda value: isinstance(value, str) and is_strict_key(from_base64(value)),
    "seen": lambda value: isinstance(value, dict) and all(map(is_count, value.values())),
    "disclosure": lambda value: (
        isinstance(value, dict) and value.keys() <= {*FIGURES} and all(how in DISCLOSURES for how in value.values())
    ),
}


def objects(lines: str) -> dict[str, dict[str, str]]:
    """Read ``name key:shape key:shape`` line by line; an indented line continues the one before."""
    rows = [line.split() for line in lines.strip().replace("\n  ", " ").splitlines()]
    return {name: dict(member.split(":") for member in members) for name, *members in rows}


# A shape is a type above, the name of an object here, texts with | between them, or [shape] for an array; [shape]<
# is strictly ascending (so nothing stands twice), [shape]<a,b strictly ascending by those members.
OBJECTS = objects("""
envelope    payload:text payloadType:application/vnd.repli.event.v1+json signatures:[signature]<keyid
signature   keyid:keyid sig:text
payload     at:time body:any feed:party genesis:hash kind:text seen:seen v:integer_1
agreement   deadline:day id:id sha256:hash signed_on:day title_en:text title_fr:text
party_entry id:party keys:[party_key] name_en:text name_fr:text role:force|host
party_key   key:key role:represent|count|clear
cell        category:id count:positive site:id
figure      grade:joint|declared name:text value:count
communique  lang:en|fr sha256:hash
""")
BODIES = objects("""
genesis     agreement:agreement delay_to_object_minutes:count demonstration:bool disclosure:disclosure evidence:text
  languages:[text] note:text origin:origin parties:[party_entry]<id policy:repli/1 time_zone:text
declare     cells:[cell]<site,category kg:count root:hash scope:people|items sidecar:hash slots:count version:integer_1
opening     as_of:time cells:[cell]<site,category items:[count]< kg:count people:[count]< reason:text
count       items:count movement:id people:count
depart      cells:[cell]<site,category field:id items:[count]< kg:count movement:id off_block_at:time people:[count]<
  vehicle:id
minutes     accepts:[hash]< actions:[text] day:day decisions:[text] next_meeting_at:time
publish     as_of:time figures:[figure] number:positive state:hash texts:[communique]<lang
""")
# Who signs (section 4): the role, and how many parties, with one key each.
BOTH = 2
SIGNERS = {kind: ("represent", {BOTH}) for kind in BODIES} | {"count": ("count", {1}), "depart": ("count", {1, BOTH})}


def fits(value: Json, shape: str, where: str) -> None:
    """Refuse a value that has not this shape."""
    inner, ordered, order = shape.partition("<")
    if inner.startswith("["):
        need(isinstance(value, list), f"{where} is not an array")
        for number, member in enumerate(value):
            fits(member, inner[1:-1], f"{where}[{number}]")
        keys = [tuple(member[key] for key in order.split(",")) if order else member for member in value]
        need(not ordered or keys == sorted(set(keys)), f"{where} is not strictly ascending")
    elif shape in OBJECTS:
        fits_object(value, OBJECTS[shape], where)
    elif shape in TYPES:
        need(TYPES[shape](value), f"{where} is not what it must be: {shape}")
    else:
        need(isinstance(value, str) and value in shape.split("|"), f"{where} is not {shape}")


def fits_object(value: Json, shapes: Mapping[str, str], where: str) -> None:
    """Refuse what is not an object with exactly these keys, each of its shape."""
    exact = isinstance(value, dict) and value.keys() == shapes.keys()
    need(exact, f"{where} has not exactly the keys {', '.join(shapes)}")
    for key, shape in shapes.items():
        fits(value[key], shape, f"{where}.{key}")


# ---- Sections 2, 3 and 4. One line of a feed: envelope, payload, keys, signatures -----------------------------


@dataclass(frozen=True, slots=True)
class Key:
    """A public key that the genesis event gives to a party for a role."""

    party: str
    role: str
    raw: bytes

    @property
    def fingerprint(self) -> str:
        """Return the full SHA-256 that people compare (section 10); its first 16 digits are the key id."""
        return sha256(self.raw).hex()

    def note_id(self, algorithm: int) -> bytes:
        """Return the four bytes that name this key in signed notes (section 6)."""
        return sha256(f"{self.party}/{self.role}\n".encode() + bytes([algorithm]) + self.raw)[:4]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry line, canonical and well-formed; `check_event` looks at its signatures."""

    feed: str
    line: int
    kind: str
    body: Json
    seen: dict[str, int]
    payload: Json
    signed: bytes
    signatures: tuple[tuple[str, bytes], ...]
    hash: str
    leaf: bytes

    @property
    def place(self) -> str:
        """Return the line, as section 10 names it."""
        return line_place(self.feed, self.line)

    @property
    def label(self) -> str:
        """Return the kind with what tells it from its like, e.g. ``depart NIG-003``."""
        named = {"depart": "movement", "count": "movement", "declare": "scope", "publish": "number", "minutes": "day"}
        return f"{self.kind} {self.body[named[self.kind]]}" if self.kind in named else self.kind


def line_place(feed: str, line: int) -> str:
    """Return a line of a feed, counted from 1."""
    return f"feed {feed} line {line}"


def read_event(raw: bytes, feed: str, line: int) -> Event:
    """Return the event of one entry line (without its newline); no signature is looked at yet."""
    envelope = parse_canonical(raw, LINE_BYTES)
    fits(envelope, "envelope", "envelope")
    payload_bytes = from_base64(envelope["payload"])
    payload = parse_canonical(payload_bytes, PAYLOAD_BYTES)
    fits(payload, "payload", "payload")
    kind, body = payload["kind"], payload["body"]
    need(kind not in LATER_KINDS, f"kind {kind} is known, not read by format 1 yet")
    need(kind in BODIES, f"unknown kind {shown(kind)}")
    fits_object(body, BODIES[kind], kind)
    payload_type = envelope["payloadType"].encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(payload_type), payload_type, len(payload_bytes), payload_bytes)
    signatures = tuple((one["keyid"], from_base64(one["sig"])) for one in envelope["signatures"])
    event_hash, leaf = sha256(payload_bytes).hex(), sha256(b"\x00" + raw)
    return Event(feed, line, kind, body, payload["seen"], payload, signed, signatures, event_hash, leaf)


def keys_of_genesis(body: Json) -> dict[str, Key]:
    """Return the keys by key id, after what section 4 asks of parties and keys."""
    roles = [party["role"] for party in body["parties"]]
    need(sorted(roles) == ["force", "host"], "the parties are not one force and one host")
    keys: dict[str, Key] = {}
    for party in body["parties"]:
        for one in party["keys"]:
            key = Key(party["id"], one["role"], from_base64(one["key"]))
            need(key.fingerprint[:16] not in keys, f"a key or key id stands twice: {key.fingerprint[:16]}")
            keys[key.fingerprint[:16]] = key
        held = {one["role"] for one in party["keys"]}
        need({"represent", "count"} <= held, f"{party['id']} lacks a key to represent or to count")
    return keys


def check_signatures(event: Event, keys: dict[str, Key]) -> list[Key]:
    """Return the keys that signed, after the policy of section 4 and every signature have been checked."""
    role, allowed = SIGNERS[event.kind]
    signers: list[Key] = []
    for keyid, signature in event.signatures:
        key = keys.get(keyid)
        if key is None:
            raise RefusedError(f"signed by key {keyid}, which the genesis event does not name")
        need(key.role == role, f"{event.kind} needs keys to {role}; key {keyid} of {key.party} is there to {key.role}")
        holds = signature_holds(key.raw, event.signed, signature)
        need(holds, f"the signature of {key.party} ({keyid}) does not match")
        signers.append(key)
    parties = {key.party for key in signers}
    wanted = " or ".join(map(str, sorted(allowed)))
    need(len(parties) == len(signers), "a party signed with two keys")
    need(len(parties) in allowed, f"{event.kind} needs {wanted} parties, {len(parties)} signed")
    need(event.feed in parties, f"not signed by {event.feed}, the party of this feed")
    return signers


def check_event(log: Log, event: Event) -> None:
    """Refuse an event whose signers or place in its feed are wrong (sections 2 to 5)."""
    check_signatures(event, log.keys)
    other = log.other(event.feed)
    need(event.payload["feed"] == event.feed, f"written for feed {event.payload['feed']}")
    need(event.kind != "genesis" or event is log.genesis, "a second genesis event")
    parent = "0" * 64 if event is log.genesis else log.genesis.hash
    need(event.payload["genesis"] == parent, "belongs to another genesis event")
    need(event.seen.keys() == {other}, f"`seen` does not name exactly the feed {other}")
    need(event is not log.genesis or event.seen[other] == 0, "the genesis event has seen an event")


# ---- Section 5. Files, feeds, tree, tiles ---------------------------------------------------------------------

PER_FILE, TILE_BYTES, CHECKPOINT_BYTES, SIDECAR_BYTES = 256, 8192, 65_536, 67_108_864
NNN, FEED_FOLDER = "(?:x[0-9]{3}/){0,2}[0-9]{3}", f"feeds/{PARTY_PATTERN}"
KNOWN_FILE = re.compile(
    f"checkpoint|sidecar/{HASH_PATTERN}"
    f"|{FEED_FOLDER}/(?:checkpoint|entries/{NNN}\\.jsonl|tile/[0-9]/{NNN}(?:\\.p/[0-9]{{1,3}})?)"
)
MAY_BE_EMPTY = re.compile(f"sidecar|{FEED_FOLDER}/(?:entries|tile)")
KNOWN_FOLDER = re.compile(
    f"sidecar|feeds|{FEED_FOLDER}(?:/tile|/tile/[0-9]/{NNN}\\.p|/(?:entries|tile/[0-9])(?:/x[0-9]{{3}}){{0,2}})?"
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a log directory; one that `read` was never asked for is a file that nobody names."""

    path: Path
    files: frozenset[str]
    used: set[str] = field(default_factory=set)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of one file, at most ``limit``."""
        need(name in self.files, "this file is missing", name)
        self.used.add(name)
        with at(name):
            with (self.path / name).open("rb") as stream:
                data = stream.read(limit + 1)
            need(len(data) <= limit, f"larger than the {limit} bytes allowed")
        return data


@dataclass(frozen=True, slots=True)
class Log:
    """All entries of both feeds, and what the genesis event says about who may sign."""

    folder: Folder
    feeds: dict[str, list[Event]]
    genesis: Event
    keys: dict[str, Key]

    @property
    def sizes(self) -> dict[str, int]:
        """Return the number of entries of each feed: the cut of the whole directory."""
        return {feed: len(events) for feed, events in self.feeds.items()}

    def other(self, feed: str) -> str:
        """Return the other feed: format 1 has exactly two, one a party."""
        return next(one for one in self.feeds if one != feed)

    def leaves(self, feed: str) -> list[bytes]:
        """Return the leaf hashes of a feed."""
        return [event.leaf for event in self.feeds[feed]]


def list_folder(root: Path) -> Folder:
    """Return the files of ``root``; links, things that are not plain files, and unknown names are refused."""
    files: set[str] = set()
    pending = [""]
    while pending:
        inside = pending.pop()
        with at(inside or "the folder"), os.scandir(root / inside) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        need(entries or MAY_BE_EMPTY.fullmatch(inside), "an empty folder", inside or "the folder")
        for entry in entries:
            name = f"{inside}/{entry.name}" if inside else entry.name
            need(not entry.is_symlink(), "a link", shown(name))
            if entry.is_dir(follow_symlinks=False):
                need(KNOWN_FOLDER.fullmatch(name), "not a folder of a log", shown(name))
                pending.append(name)
            else:
                known = entry.is_file(follow_symlinks=False) and KNOWN_FILE.fullmatch(name)
                need(known, "not a file of a log (if your own computer put it there, delete it)", shown(name))
                files.add(name)
    return Folder(root, frozenset(files))


def tile_number(number: int) -> str:
    """Return a number as tlog-tiles writes it: 5 is 005, 1000 is x001/000."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03}")
    return "/".join(groups)


def read_feed(folder: Folder, feed: str) -> list[Event]:
    """Return all events of a feed; every line canonical and well-formed, no signature looked at yet."""
    events: list[Event] = []
    number = 0
    while (name := f"feeds/{feed}/entries/{tile_number(number)}.jsonl") in folder.files:
        need(len(events) == PER_FILE * number, f"the file before it has not {PER_FILE} lines", name)
        *lines, rest = folder.read(name, PER_FILE * (LINE_BYTES + 1)).split(b"\n")
        need(0 < len(lines) <= PER_FILE or rest, f"{len(lines)} lines, not 1 to {PER_FILE}", name)
        for raw in lines:
            with at(line_place(feed, len(events) + 1)):
                events.append(read_event(raw, feed, len(events) + 1))
        need(not rest, "the last line does not end in a newline", line_place(feed, len(events) + 1))
        number += 1
    gap = any(file.startswith(f"feeds/{feed}/entries/") for file in folder.files - folder.used)
    need(not gap, "this file is missing, and a later one is there", name)
    return events


def open_log(root: Path) -> Log:
    """Return the log with its genesis event and the keys in it; signatures are next."""
    folder = list_folder(root)
    names = sorted({name.split("/")[1] for name in folder.files if name.startswith("feeds/")})
    feeds = {feed: read_feed(folder, feed) for feed in names}
    firsts = [events[0] for events in feeds.values() if events and events[0].kind == "genesis"]
    need(firsts, "no feed starts with a genesis event", "feeds")
    with at(firsts[0].place, "genesis: "):
        keys = keys_of_genesis(firsts[0].body)
        roles = {party["id"]: party["role"] for party in firsts[0].body["parties"]}
        need(names == sorted(roles), f"its parties are {sorted(roles)}, the feeds here {names}")
        need(roles[firsts[0].feed] == "force", "not in the feed of the force")
    return Log(folder, feeds, firsts[0], keys)


def tree_head(hashes: list[bytes]) -> bytes:
    """Return the RFC 6962 tree head over leaf hashes: pairs, level by level; an odd one moves up unchanged."""
    if not hashes:
        return sha256(b"")
    while len(hashes) > 1:
        paired = [sha256(b"\x01" + hashes[i] + hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)]
        hashes = paired + hashes[2 * len(paired) :]
    return hashes[0]


def tiles(hashes: list[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield path (below ``tile/``) and hashes of each tile of tlog-tiles for exactly these leaves."""
    level = 0
    while hashes:
        for start in range(0, len(hashes), 256):
            part = hashes[start : start + 256]
            partial = f".p/{len(part)}" if len(part) < 256 else ""
            yield f"{level}/{tile_number(start // 256)}{partial}", part
        hashes = [tree_head(hashes[i : i + 256]) for i in range(0, len(hashes) - 255, 256)]
        level += 1


def check_entries(log: Log, head: Head) -> None:
    """Refuse a feed whose entries, tiles and own head do not agree; two against one say which is wrong."""
    prefix, leaves = f"feeds/{head.owner}/tile/", log.leaves(head.owner)
    names = sorted(name for name in log.folder.files if name.startswith(f"{prefix}0/"))
    recorded = b"".join(log.folder.read(name, TILE_BYTES) for name in names)
    same = next((i for i, leaf in enumerate(leaves) if leaf != recorded[32 * i : 32 * i + 32]), len(leaves))
    here = line_place(head.owner, same + 1)
    if head.size != len(leaves):
        reason = f"the own head covers {head.size} entries, the folder holds {len(leaves)}"
        need(len(recorded) == 32 * head.size, reason, head.line(2))
        raise RefusedError(f"{reason}; here they part from the tiles", here)
    if to_base64(tree_head(leaves)) != head.lines[2]:
        need(recorded != b"".join(leaves), "not the tree head of the entries", head.line(3))
        raise RefusedError("the tiles and the own head hold another line", here)
    wanted = dict(tiles(leaves))
    for name in sorted(name for name in log.folder.files if name.startswith(prefix)):
        need(name.removeprefix(prefix) in wanted, f"not a tile of {len(leaves)} entries", name)
    for path, hashes in wanted.items():
        stored = log.folder.read(prefix + path, TILE_BYTES)
        reason = f"not the hash of {here}" if path.startswith("0/") else "not the hashes of the tiles below"
        need(stored == b"".join(hashes), reason, prefix + path)


# ---- Section 6. Heads and the joint checkpoint ----------------------------------------------------------------

ED25519_NOTE, COSIGNATURE = 1, 4  # the byte between name and key in a key id
SIZE = re.compile("0|[1-9][0-9]{0,15}")
BLAME = 1000  # a wrong root is compared with every tree of up to so many entries, to name the size line or the root


@dataclass(frozen=True, slots=True)
class Head:
    """A head as it stands in its file; `check_cut` and `check_head` believe it."""

    path: str
    owner: str
    other: str
    lines: list[str]
    size: int
    seen: int

    @property
    def cut(self) -> dict[str, int]:
        """Return the part of each feed that this head covers."""
        return {self.owner: self.size, self.other: self.seen}

    def line(self, *numbers: int) -> str:
        """Return one line of the file, or several of which at least one is wrong."""
        return f"{self.path} " + " or ".join(f"line {number}" for number in numbers)


def read_head(log: Log, path: str, owners: list[str], signatures: int) -> Head:
    """Return the head in ``path``: its form is right, nothing is recomputed yet."""
    data = log.folder.read(path, CHECKPOINT_BYTES)
    with at(path):
        lines = data.decode().split("\n")
        need(len(lines) == 8 + signatures and not lines[-1], f"not {7 + signatures} lines, each with its newline")
    origins = {f"{log.genesis.body['origin']}/{feed}": feed for feed in owners}
    need(lines[0] in origins, f"not {' or '.join(origins)}", f"{path} line 1")
    owner, other = origins[lines[0]], log.other(origins[lines[0]])
    need(SIZE.fullmatch(lines[1]), "not a size", f"{path} line 2")
    need(lines[3][:3] == "at " and is_time(lines[3][3:]), "not `at` and a time", f"{path} line 4")
    seen = lines[5].split(" ")
    form = len(seen) == 4 and seen[:2] == ["seen", other] and SIZE.fullmatch(seen[2])
    need(form, f"not `seen {other} SIZE ROOT`", f"{path} line 6")
    need(not lines[6], "not an empty line", f"{path} line 7")
    return Head(path, owner, other, lines, int(lines[1]), int(seen[2]))


def check_cut(log: Log, head: Head) -> None:
    """Refuse a head whose parts are not in the directory, or whose cut is not closed (section 7)."""
    roots = {head.owner: (head.lines[2], 2, 3), head.other: (head.lines[5].split(" ")[3], 6, 6)}
    for feed, (root, size_line, root_line) in roots.items():
        size, leaves = head.cut[feed], log.leaves(feed)
        need(size <= len(leaves), f"{size} entries of {feed}; the folder holds {len(leaves)}", head.line(size_line))
        if root != to_base64(tree_head(leaves[:size])):
            sizes = range(min(len(leaves), BLAME) + 1)
            real = next((n for n in sizes if root == to_base64(tree_head(leaves[:n]))), None)
            need(real is None, f"size {size}, but the root is that of {real} entries", head.line(size_line))
            raise RefusedError(f"not the tree head of the first {size} entries of {feed}", head.line(root_line))
    need(head.cut[log.genesis.feed], "does not cover the genesis event", head.line(2, 6))
    for feed, size in head.cut.items():
        for event in log.feeds[feed][:size][-1:]:  # within a feed `seen` never falls: the last one decides
            closed = event.seen[log.other(feed)] <= head.cut[log.other(feed)]
            need(closed, f"{event.place} has seen more than this head covers", head.line(2, 6))


def check_head(log: Log, head: Head, whole: State) -> None:
    """Refuse a head whose state or signatures do not hold; `check_cut` has seen to its sizes and roots."""
    state = whole if head.cut == log.sizes else replay(log, head.cut, f" (in the part that {head.path} covers)")
    need(head.lines[4] == f"state {state.digest()}", "not the state digest of its cut", head.line(5))
    signers = [(head.owner, ED25519_NOTE), (head.other, COSIGNATURE)][: len(head.lines) - 8]
    wrong = []
    for number, (party, algorithm) in enumerate(signers, start=8):
        with at(head.line(number)):
            if not note_signature_holds(log, head, head.lines[number - 1], party, algorithm):
                wrong.append(number)
    suspects = [4, *wrong] if len(wrong) == len(signers) else wrong
    need(not wrong, "the signature does not match; all of the text but `at` was recomputed", head.line(*suspects))


def note_signature_holds(log: Log, head: Head, line: str, party: str, algorithm: int) -> bool:
    """Say whether a signature line of C2SP signed-note, or with its time of tlog-cosignature, holds for the head."""
    words = line.split(" ")
    need(words[:-1] == ["\N{EM DASH}", f"{party}/represent"], f"not one signature line of {party}/represent")
    raw, text = from_base64(words[-1]), "".join(one + "\n" for one in head.lines[:6])
    need(len(raw) == (4 + 64 if algorithm == ED25519_NOTE else 4 + 8 + 64), "not of the length of its kind")
    if algorithm == COSIGNATURE:
        seconds = int.from_bytes(raw[4:12], "big")
        need(seconds < 1 << 63, "its time is no time of a cosignature")
        text = f"cosignature/v1\ntime {seconds}\n{text}"
    keys = [key for key in log.keys.values() if (key.party, key.role) == (party, "represent")]
    named = [key for key in keys if key.note_id(algorithm) == raw[:4]]
    need(named, f"no key of {party} to represent has this key id")
    return any(signature_holds(key.raw, text.encode(), raw[-64:]) for key in named)


# ---- Section 7. Order and state: the replay of a cut ----------------------------------------------------------

Cell = tuple[str, str]  # site, category
SCOPES = ("items", "people")


@dataclass(slots=True)
class State:
    """What the events of a cut add up to; the functions of `RULES` change it, one event at a time."""

    agreement: str = ""
    baseline: dict[str, Json] = field(default_factory=dict)
    opening: list[Json] = field(default_factory=list)  # the body of the opening event, once there is one
    movements: dict[str, Event] = field(default_factory=dict)
    joint: set[str] = field(default_factory=set)  # the movements that both parties stand behind
    holders: dict[tuple[str, int], Event] = field(default_factory=dict)  # (scope, slot) -> opening or depart
    cells: Counter[Cell] = field(default_factory=Counter)  # of the opening and every depart, joint or not (rule 5)
    kg: int = 0  # the same
    tallies: dict[tuple[str, str], Json] = field(default_factory=dict)
    publications: list[Event] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)  # replayed, by feed

    def departed(self) -> list[Json]:
        """Return the bodies that count as departed: the opening and the joint departures."""
        return self.opening + [self.movements[name].body for name in sorted(self.joint)]

    def digest(self) -> str:
        """Return SHA-256 of the canonical state."""
        gone, kept = self.departed(), ("cells", "kg", "root", "slots")
        cells = sum(map(cells_of, gone), Counter[Cell]())
        value = {
            "agreement": self.agreement,
            "baseline": {
                scope: {key: self.baseline[scope][key] for key in kept} if scope in self.baseline else {}
                for scope in SCOPES
            },
            "departed": {
                "cells": [{"category": c, "count": n, "site": s} for (s, c), n in sorted(cells.items())],
                "items": sorted(slot for body in gone for slot in body["items"]),
                "kg": sizes_of(gone)["kg"],
                "movements": len(self.joint),
                "people": sorted(slot for body in gone for slot in body["people"]),
            },
            "events": self.events.total(),
            "movements": [
                {
                    "event": event.hash,
                    "grade": "joint" if name in self.joint else "unilateral",
                    "movement": name,
                    **sizes_of([event.body]),
                }
                for name, event in sorted(self.movements.items())
            ],
            "opening": sizes_of(self.opening),
            "published": len(self.publications),
            "tallies": [
                {"items": tally["items"], "movement": movement, "party": party, "people": tally["people"]}
                for (movement, party), tally in sorted(self.tallies.items())
            ],
        }
        return sha256(canonical(value)).hex()


def sizes_of(bodies: list[Json]) -> dict[str, int]:
    """Return how many items and people, and how many kg, openings and departs name together."""
    sizes = {scope: sum(len(body[scope]) for body in bodies) for scope in SCOPES}
    return {"kg": sum(body["kg"] for body in bodies), **sizes}


def cells_of(body: Json) -> Counter[Cell]:
    """Return the people (or items) of an event per site and category."""
    return Counter({(cell["site"], cell["category"]): cell["count"] for cell in body["cells"]})


def check_seen(log: Log, events: list[Event]) -> None:
    """Refuse a `seen` that falls within its feed or is more than there is, and events of the same hash (section 2)."""
    hashes = Counter(event.hash for event in events)
    for event in reversed(events):
        need(hashes[event.hash] == 1, "another event has the same hash", event.place)
    for event in events:
        feed, held = log.other(event.feed), log.sizes[log.other(event.feed)]
        before = log.feeds[event.feed][event.line - 2].seen[feed] if event.line > 1 else 0
        need(event.seen[feed] >= before, f"`seen` falls from {before} to {event.seen[feed]}", event.place)
        need(event.seen[feed] <= held, f"has seen {event.seen[feed]} events of {feed}; there are {held}", event.place)


def check_barriers(log: Log) -> None:
    """Refuse a line that has not seen a joint event which the party of its feed had signed before (rule 8)."""
    for feed, events in log.feeds.items():
        joint = iter([event for event in log.feeds[log.other(feed)] if len(event.signatures) == BOTH])
        barrier, coming = 0, next(joint, None)
        for event in events:
            while coming is not None and coming.seen[feed] < event.line:
                barrier, coming = coming.line, next(joint, None)
            seen = event.seen[log.other(feed)]
            reason = f"has seen {seen} events of {log.other(feed)}; line {barrier} there is joint and came before it"
            need(seen >= barrier, reason, event.place)


def merge(log: Log, cut: dict[str, int]) -> Iterator[Event]:
    """Yield the events of a cut in their one order: of those that may come next, the smallest (at, feed)."""
    taken = dict.fromkeys(sorted(cut), 0)
    while waiting := [log.feeds[feed][size] for feed, size in taken.items() if size < cut[feed]]:
        ready = [event for event in waiting if all(taken[feed] >= size for feed, size in event.seen.items())]
        need(ready, "has seen events that cannot come before it", waiting[0].place)
        event = min(ready, key=lambda one: (one.payload["at"], one.feed))
        taken[event.feed] += 1
        yield event


def replay(log: Log, cut: dict[str, int], where: str = "") -> State:
    """Return the state of a cut; the first event that breaks a rule refuses the log."""
    state = State()
    for event in merge(log, cut):
        with at(event.place, f"{event.label}{where}: "):
            # Rule 1; `check_event` has compared the hash of the genesis event.
            need((event is log.genesis) == (not state.events), "stands before the genesis event in the order")
            RULES[event.kind](state, event)
        state.events[event.feed] += 1
    return state


def apply_genesis(state: State, event: Event) -> None:
    """Rule 1."""
    state.agreement = event.body["agreement"]["id"]


def apply_declare(state: State, event: Event) -> None:
    """Rule 2; `check_digest_file` looks at the sidecar."""
    body, total = event.body, cells_of(event.body).total()
    need(body["scope"] not in state.baseline, "this scope was declared before")
    need(total == body["slots"], f"the cells sum to {total}, not to {body['slots']} slots")
    need(body["scope"] == "items" or body["kg"] == 0, "people have no kg")
    state.baseline[body["scope"]] = body


def apply_opening(state: State, event: Event) -> None:
    """Rule 3."""
    need(not state.opening, "a second opening")
    need(not state.movements, "a departure stands before it")
    claim(state, event)
    state.opening.append(event.body)


def apply_count(state: State, event: Event) -> None:
    """Keep the latest count of each party; one party signed it, that of the feed."""
    state.tallies[event.body["movement"], event.feed] = event.body


def apply_depart(state: State, event: Event) -> None:
    """Rule 4; signed by both parties it is joint at once."""
    need(event.body["movement"] not in state.movements, "this movement departed before")
    claim(state, event)
    state.movements[event.body["movement"]] = event
    if len(event.signatures) == 2:
        state.joint.add(event.body["movement"])


def claim(state: State, event: Event) -> None:
    """Give slots, cells and kg to an opening or a depart: what rules 3 and 4 share, and rule 5."""
    body, counted = event.body, cells_of(event.body)
    need(len(state.baseline) == 2, "people and items are not both declared yet")
    for scope in SCOPES:
        slots = state.baseline[scope]["slots"]
        for slot in body[scope]:
            need(slot < slots, f"slot {slot} of {scope} is out of range: {slots} slots were declared")
            holder = state.holders.setdefault((scope, slot), event)
            need(holder is event, f"slot {slot} of {scope} is already in {holder.label} ({holder.place})")
    people = len(body["people"])
    need(counted.total() == people, f"the cells sum to {counted.total()}, not to {people} people")
    state.cells += counted
    state.kg += body["kg"]
    declared, limit = cells_of(state.baseline["people"]), state.baseline["items"]["kg"]
    for cell in counted:
        total = state.cells[cell]
        need(total <= declared[cell], f"{total} people of {'/'.join(cell)}; {declared[cell]} were declared")
    need(state.kg <= limit, f"{state.kg} kg; {limit} were declared")


def apply_minutes(state: State, event: Event) -> None:
    """Rule 6."""
    unilateral = {depart.hash: depart for name, depart in state.movements.items() if name not in state.joint}
    for accepted in event.body["accepts"]:
        depart = unilateral.get(accepted)
        if depart is None:
            raise RefusedError(f"{accepted} is not a unilateral departure before it")
        size, movement = sizes_of([depart.body]), depart.body["movement"]
        for party in sorted({event.feed, *event.seen}):
            tally = state.tallies.get((movement, party), size)
            same = all(tally[scope] == size[scope] for scope in SCOPES)
            need(same, f"the count of {party} for {movement} is not that of {depart.place}")
        state.joint.add(movement)


def apply_publish(state: State, event: Event) -> None:
    """Rule 7; `check_sidecars` looks for the texts."""
    body, wanted = event.body, len(state.publications) + 1
    need(len(state.baseline) == 2, "people and items are not both declared yet")
    need(body["number"] == wanted, f"number {wanted} is next")
    need(body["state"] == state.digest(), "`state` is not the digest of the events before it")
    for given, right in zip(body["figures"], figures(state), strict=False):
        need(given == right, f"figure {figure_text(given)} was published; the events give {figure_text(right)}")
    need(len(body["figures"]) == len(FIGURES), f"{len(body['figures'])} figures, not {len(FIGURES)}")
    need([one["lang"] for one in body["texts"]] == ["en", "fr"], "the texts are not one `en` and one `fr`")
    state.publications.append(event)


RULES: dict[str, Callable[[State, Event], None]] = {
    "genesis": apply_genesis,
    "declare": apply_declare,
    "opening": apply_opening,
    "count": apply_count,
    "depart": apply_depart,
    "minutes": apply_minutes,
    "publish": apply_publish,
}


# ---- Section 8. Figures ---------------------------------------------------------------------------------------


def figures(state: State) -> list[dict[str, Json]]:
    """Return the nine figures with their grades, in order; both baselines are declared."""
    opened, gone = sizes_of(state.opening), sizes_of(state.departed())
    people, items = state.baseline["people"]["slots"], state.baseline["items"]["slots"]
    grades = {part: "declared" if amount > 0 else "joint" for part, amount in opened.items()}
    rows = [
        ("joint", people),
        ("declared", opened["people"]),
        ("joint", gone["people"] - opened["people"]),
        (grades["people"], gone["people"]),
        (grades["people"], people - gone["people"]),
        ("joint", items),
        (grades["items"], gone["items"]),
        (grades["kg"], gone["kg"]),
        ("joint", len(state.joint)),
    ]
    return [{"grade": grade, "name": name, "value": n} for name, (grade, n) in zip(FIGURES, rows, strict=True)]


def figure_text(figure: Json) -> str:
    """Return a figure for a person."""
    return f"{shown(figure['name'])} {figure['value']} ({figure['grade']})"


# ---- Section 9. Sidecars --------------------------------------------------------------------------------------


def check_sidecars(log: Log) -> None:
    """Refuse a sidecar that is missing, is not what its event says, or that nobody names."""
    for event in (event for events in log.feeds.values() for event in events):
        with at(event.place, f"{event.label}: "):
            if event.kind == "declare":
                check_digest_file(read_sidecar(log, event, event.body["sidecar"], digest_of_line), event.body)
            for one in event.body["texts"] if event.kind == "publish" else ():
                read_sidecar(log, event, one["sha256"], check_text_line)


def read_sidecar(log: Log, event: Event, name: str, read_line: Callable[[bytes], bytes]) -> list[bytes]:
    """Return ``read_line`` of each line of ``sidecar/name``: present, each line of its form, with the right hash."""
    path, named = f"sidecar/{name}", f"named by {event.label}, {event.place}: "
    need(path in log.folder.files, f"{path} is missing")
    data = log.folder.read(path, SIDECAR_BYTES)
    lines = data.split(b"\n")
    read = []
    for number, line in enumerate(lines[:-1], start=1):
        with at(f"{path} line {number}", named):
            read.append(read_line(line))
    need(not lines[-1], f"{named}does not end in a newline", f"{path} line {len(lines)}")
    need(sha256(data).hex() == name, f"{named}its bytes are not those that its name says", path)
    return read


def digest_of_line(line: bytes) -> bytes:
    """Return the 32-byte digest on a line of a digest file."""
    digest = from_base64(line.decode())
    need(len(digest) == 32, "not a digest of 32 bytes")
    return digest


def check_text_line(line: bytes) -> bytes:
    """Refuse a line of a communique that is not plain NFC text."""
    text = line.decode()
    need(unicodedata.is_normalized("NFC", text), "not in Unicode normal form C")
    need(not {"\r", "\ufeff"} & set(text), "a carriage return or a byte order mark")
    return line


def check_digest_file(digests: list[bytes], body: Json) -> None:
    """Rule 2: a digest for each slot, and the tree head that both parties signed."""
    need(len(digests) == body["slots"], f"{body['slots']} slots, but {len(digests)} digests in its sidecar")
    root = tree_head([sha256(b"\x00" + digest) for digest in digests]).hex()
    need(root == body["root"], "`root` is not the tree head of its sidecar")


# ---- Section 10. The verdict ----------------------------------------------------------------------------------


def check(root: Path) -> tuple[Log, Head, State]:
    """Return what holds; every line above stands behind it, and anything that does not hold is refused."""
    log = open_log(root)
    events = [event for feed in log.feeds.values() for event in feed]
    for event in sorted(events, key=lambda event: event is not log.genesis):
        with at(event.place):
            check_event(log, event)
    heads = [read_head(log, f"feeds/{feed}/checkpoint", [feed], 1) for feed in log.feeds]
    for head in heads:
        check_entries(log, head)
    check_seen(log, events)
    check_barriers(log)
    for head in heads:
        check_cut(log, head)
    whole = replay(log, log.sizes)
    for head in heads:
        check_head(log, head, whole)
    check_sidecars(log)
    joint = read_head(log, "checkpoint", list(log.feeds), 2)
    check_cut(log, joint)
    check_head(log, joint, whole)
    for name in sorted(log.folder.files - log.folder.used):
        raise RefusedError("no event and no tree needs this file", name)
    return log, joint, whole


class MisuseError(Exception):
    """The command was used wrongly (exit 2)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: ``yes``, ``no``, ``consistent`` (no keys were given) or ``usage``."""

    verdict: str
    exit: int
    place: str = ""
    reason: str = ""
    origin: str = ""
    agreement: str = ""
    demonstration: bool = False
    joint: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    published: int = 0
    published_state: str = ""
    as_of: str = ""
    figures: dict[str, Json] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    head: dict[str, Json] = field(default_factory=dict)


def verify(log: str | Path, keys: str | None = None) -> Verdict:
    """Return the verdict on the folder ``log``; ``keys`` as after ``--keys``. Never raises."""
    try:
        given, folder = None if keys is None else read_keys(keys), existing_folder(log)
        with at("the log"):
            return judge(*check(folder), given)
    except MisuseError as misuse:
        return Verdict("usage", 2, reason=str(misuse))
    except RefusedError as refusal:
        return Verdict("no", 1, place=refusal.place, reason=refusal.reason)


def judge(log: Log, joint: Head, state: State, given: set[tuple[str, str]] | None) -> Verdict:
    """Return yes or consistent; refuse keys given that are not those of the log, and the other way round."""
    body, signers = log.genesis.body, check_signatures(log.genesis, log.keys)
    represent = {(key.party, key.fingerprint) for key in log.keys.values() if key.role == "represent"}
    for party, fingerprint in sorted(given or ()):
        known = (party, fingerprint) in represent or (not party and fingerprint in {one for _, one in represent})
        need(known, f"the key {party} {fingerprint} that was given is not a key to represent in this log", "--keys")
    for key in signers:
        named = given is None or not given.isdisjoint({("", key.fingerprint), (key.party, key.fingerprint)})
        need(named, f"{key.party} signed the genesis event with {key.fingerprint}, which was not given", "--keys")
    nothing: Json = {"figures": [], "as_of": "", "number": 0, "state": ""}
    last = state.publications[-1].body if state.publications else nothing
    return Verdict(
        *(("consistent", 3) if given is None else ("yes", 0)),
        origin=body["origin"],
        agreement=body["agreement"]["id"],
        demonstration=body["demonstration"],
        joint=joint.cut,
        sizes=log.sizes,
        published=last["number"],
        published_state=last["state"],
        as_of=last["as_of"],
        figures={one["name"]: {"grade": one["grade"], "value": one["value"]} for one in last["figures"]},
        keys={f"{key.party}/represent": key.fingerprint for key in sorted(signers, key=lambda key: key.party)},
        head={"origin": joint.lines[0], "size": joint.size, "root": joint.lines[2]},
    )


def existing_folder(log: str | Path) -> Path:
    """Return the folder of the log."""
    if not os.path.isdir(log):  # noqa: PTH112 - unlike Path.is_dir it never raises
        raise MisuseError(f"no such folder: {shown(log)}")
    return Path(log)


def read_keys(given: str) -> set[tuple[str, str]]:
    """Return (party, fingerprint) of the keys given; the party is empty where a fingerprint stands alone."""
    parts = [part.strip().lower() for part in given.split(",")]
    if all(re.fullmatch(HASH_PATTERN, part) for part in parts):
        return {("", fingerprint) for fingerprint in parts}
    try:
        with Path(given).open("rb") as stream:
            data = stream.read(CHECKPOINT_BYTES + 1)
        need(len(data) <= CHECKPOINT_BYTES, "too large")
        rows = data.decode().replace("\r\n", "\n").split("\n")
        keys = {read_verifier_key(row) for row in rows if row and not row.startswith("#")}
    except (OSError, ValueError, RefusedError) as error:
        reason = getattr(error, "reason", type(error).__name__)
        raise MisuseError(f"cannot read the key file {shown(given)}: {shown(reason)}") from None
    if not keys:
        raise MisuseError(f"no key in {shown(given)}")
    return keys


def read_verifier_key(row: str) -> tuple[str, str]:
    """Return (party, fingerprint) of a C2SP verifier key ``NAME+8 hex digits+B64(0x01 || key)``."""
    form = re.fullmatch(f"({PARTY_PATTERN})/represent\\+([0-9a-f]{{8}})\\+([A-Za-z0-9+/=]+)", row)
    if form is None:
        raise RefusedError(f"not a key PARTY/represent+8 hex digits+base64: {shown(row)}")
    raw = from_base64(form[3])
    need(len(raw) == 33 and raw[0] == ED25519_NOTE, f"not an Ed25519 key: {shown(row)}")
    key = Key(form[1], "represent", raw[1:])
    need(key.note_id(ED25519_NOTE).hex() == form[2], f"the 8 hex digits are not those of the key: {shown(row)}")
    return key.party, key.fingerprint


WORDS = {
    "en": """
yes         YES: everything in this log fits together, and the keys are those that were given.
no          NO: {place}: {reason}
stop        Do not rely on this log as it stands. The check stopped there; what comes after was not looked at.
usage       USAGE: {reason}
how         python3 -I verify.py LOG [--keys FILE|FINGERPRINT,FINGERPRINT] [--json]
consistent  CONSISTENT: everything in this log fits together, under the keys found in it:
compare     compare the keys below with those in the signed communique, then run again with --keys.
log         Log {origin} of agreement {agreement}: {events} events.
state       Joint up to {joint_to}; {beyond}; {published_text}.
and         and
further     {feed} goes on to {size}
nothing     nothing goes beyond it
published   published: {departed} of {baseline} departed (communique {published}, {as_of}, {grade})
none        nothing published yet
declared    declared
joint       joint
number      Communique {published}: state {published_state}
head        Joint head {head[origin]}: {head[size]} {head[root]}
key         Key {name} {fingerprint}
demo        DEMONSTRATION KEYS: made from a published seed; anybody could have signed this log.
limits_1    Not proven here: that people and items really departed, that clocks were right, who holds the keys,
limits_2    that nothing was kept out of the log, that no newer or other log exists. Ask both parties for their heads.
""",
    "fr": """
yes         OUI : tout concorde dans ce journal, et les clés sont celles qui ont été données.
no          NON : {place} : {reason}
stop        Ne vous fiez pas à ce journal en l'état. Le contrôle s'est arrêté là ; la suite n'a pas été examinée.
usage       USAGE : {reason}
how         python3 -I verify.py JOURNAL [--keys FICHIER|EMPREINTE,EMPREINTE] [--json]
consistent  COHÉRENT : tout concorde dans ce journal, sous les clés qui s'y trouvent :
compare     comparez les clés ci-dessous à celles du communiqué signé, puis relancez avec --keys.
log         Journal {origin} de l'accord {agreement} : {events} événements.
state       Conjoint jusqu'à {joint_to} ; {beyond} ; {published_text}.
and         et
further     {feed} continue jusqu'à {size}
nothing     rien ne va au-delà
published   publié : {departed} désengagés sur {baseline} (communiqué {published}, {as_of}, {grade})
none        rien n'est encore publié
declared    déclaré
joint       conjoint
number      Communiqué {published} : état {published_state}
head        Tête conjointe {head[origin]} : {head[size]} {head[root]}
key         Clé {name} {fingerprint}
demo        CLÉS DE DÉMONSTRATION : tirées d'une graine publiée ; n'importe qui a pu signer ce journal.
limits_1    Non prouvé ici : le départ réel des personnes et du matériel, l'heure des horloges, qui détient les clés,
limits_2    que rien n'a été omis, qu'il n'existe ni suite ni autre journal. Demandez leurs têtes aux deux parties.
""",
}


def with_file(place: str) -> str:
    """Return the place of an entry together with its file and the line in it."""
    entry = re.fullmatch(f"feed {PARTY_PATTERN} line ([0-9]+)", place)
    number, line = divmod(int(entry[1]) - 1, PER_FILE) if entry else (0, 0)
    return f"{place} (entries/{tile_number(number)}.jsonl line {line + 1})" if entry else place


def report(verdict: Verdict, language: str) -> list[str]:
    """Return the lines for a person, the verdict first; places and reasons stay in English."""
    words = dict(line.split(maxsplit=1) for line in WORDS[language].strip().splitlines())
    if verdict.verdict == "usage":
        return [words["usage"].format(reason=verdict.reason), words["how"]]
    if verdict.verdict == "no":
        return [words["no"].format(place=with_file(verdict.place), reason=verdict.reason), words["stop"]]
    both, feeds = f" {words['and']} ", sorted(verdict.sizes)
    further = [feed for feed in feeds if verdict.sizes[feed] > verdict.joint[feed]]
    beyond = both.join(words["further"].format(feed=feed, size=verdict.sizes[feed]) for feed in further)
    people = verdict.figures.get("people_departed", {"value": 0, "grade": "joint"})
    blanks = asdict(verdict) | {
        "events": sum(verdict.sizes.values()),
        "joint_to": both.join(f"{verdict.joint[feed]} ({feed})" for feed in feeds),
        "beyond": beyond or words["nothing"],
        "departed": people["value"],
        "grade": words[people["grade"]],
        "baseline": verdict.figures.get("people_baseline", {"value": 0})["value"],
    }
    blanks["published_text"] = words["published" if verdict.published else "none"].format(**blanks)
    first = ["yes"] if verdict.verdict == "yes" else ["consistent", "compare"]
    ties = ["number", "head"] if verdict.published else ["head"]  # to compare with the communique
    lines = [words[name].format(**blanks) for name in [*first, "log", "state", *ties]]
    lines += [words["key"].format(name=name, fingerprint=key) for name, key in verdict.keys.items()]
    last = ["demo", "limits_1", "limits_2"] if verdict.demonstration else ["limits_1", "limits_2"]
    return lines + [words[name] for name in last]


def main(arguments: list[str]) -> int:
    """Print the verdict and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="verify.py",
        allow_abbrev=False,  # --key is not --keys
        description="Check the joint log of two parties: every byte, signature, rule and figure. No network is used.",
        epilog="Exit: 0 yes, 1 no, 2 wrong use, 3 no keys were given: everything fits together, compare the keys; "
        "74 yes, but it could not be written.",
    )
    parser.add_argument("log", metavar="LOG", help="the folder of the log")
    parser.add_argument(
        "--keys", metavar="FILE|FINGERPRINT,FINGERPRINT", help="the keys that you trust, e.g. from the communique"
    )
    parser.add_argument("--json", action="store_true", help="print the verdict for machines")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as leaving:  # --help, or wrong use
        return delivered("", int(leaving.code or 0))
    verdict = verify(options.log, options.keys)
    asked = [os.environ.get(name, "") for name in ("REPLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    language = "fr" if next(filter(None, asked), "").lower().startswith("fr") else "en"
    lines = [json.dumps(asdict(verdict), sort_keys=True)] if options.json else report(verdict, language)
    return delivered("\n".join(lines) + "\n", verdict.exit)


UNSAID = 74  # EX_IOERR of sysexits.h


def delivered(text: str, code: int) -> int:
    """Print ``text`` and return ``code``; a 0 that could not be said is 74, unless the reader went away early."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        with suppress(OSError):
            sys.stdout.reconfigure(errors="backslashreplace")  # LANG=C must not stop a verdict
    for stream, words in ((sys.stderr, ""), (sys.stdout, text)):
        try:
            if stream is not None:  # closed before Python started
                stream.write(words)
                stream.flush()
            elif stream is sys.stdout:
                code = code or UNSAID
        except (OSError, ValueError) as error:
            silence(stream)
            code = code or (0 if isinstance(error, BrokenPipeError) else UNSAID)
    return code


def silence(stream: TextIO) -> None:
    """Point a stream that cannot be written to nowhere, so that Python does not fail on it again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
