"""verify.py: check the joint log of two parties with this one file and plain Python 3.11 or later; no network.

    python3 -I verify.py LOG                 does everything fit together, and under which keys?   exit 3, or 1
    python3 -I verify.py LOG --keys FILE     and are they the keys that I was given?               exit 0, or 1

LOG is a log directory, or a file about a log: an L1 (one publication), an L2 (the whole log), a contradiction.

Written by hand from docs/reference/log-format.md ("the specification") alone; it shares no code with the programs
that write logs. The parts below stand in the order of the specification and carry its section numbers; each is for
all formats, `v` being the format of an event. `check` reads as the whole argument. Rules that this file keeps:

* it reads LOG and the key file, nothing else, and writes nothing;
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
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from heapq import heappop, heappush
from itertools import islice
from operator import lt
from pathlib import Path
from typing import Any, NoReturn, TextIO

if sys.version_info < (3, 11):  # noqa: UP036 - a reader's own Python may be older than this project's
    sys.stdout.write("verify.py needs Python 3.11 or later; nothing was checked.\n")
    sys.exit(2)

__all__ = ["Verdict", "main", "verify"]

Json = Any  # a parsed value: nothing reads one before its shape (sections 2 to 4) has been checked


class RefusedError(Exception):
    """The log is refused: why, and where; an empty place is filled in by the nearest `at`."""

    def __init__(self, reason: str, place: str = "", detail: str = "") -> None:
        """Keep ``reason``, ``place`` and what explains a reason that is only a name."""
        super().__init__(reason)
        self.reason, self.place, self.detail = shown(reason, 600), place, shown(detail, 600)


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


def shown(value: object, length: int = 120) -> str:
    """Return untrusted text for a terminal: one line of printable ASCII, of at most this length."""
    text = str(value)
    return (text if text.isascii() and text.isprintable() else ascii(text))[:length]


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


def hash_of_base64(text: str) -> bytes:
    """Return the 32 bytes of a hash, a root or a digest."""
    raw = from_base64(text)
    need(len(raw) == 32, "not a digest of 32 bytes")
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


@lru_cache(maxsize=1 << 16)  # so that equal slots of many lines are one object in memory
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
            if type(member) is not int:  # most are slots
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


# ---- Sections 1, 2, 4, 11, 12, 14, 15, 21, 26, 27. Shapes: what each object must look like, in their own words ----

PARTY_PATTERN, HASH_PATTERN = "[a-z0-9][a-z0-9-]{0,63}", "[0-9a-f]{64}"
FIGURES = tuple(
    "people_baseline people_opening people_counted people_departed people_remaining items_baseline items_departed"
    " kg_departed movements_departed people_unopposed people_unilateral people_disputed".split()
)
MORE_FIGURES = ("people_reinforced", "people_retained", "people_otherwise", "items_disposed", "sites_closed")
FIGURES_OF = {1: FIGURES[:9], 2: FIGURES, 3: FIGURES, 4: FIGURES + MORE_FIGURES}  # sections 8, 15 and 30
DISCLOSURES = ("exact", "at_least", "rounded", "range", "withheld", "delayed")


def matches(pattern: str) -> Callable[[Json], bool]:
    """Return the test that a value is a text of this pattern, all of it."""
    return lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value))


def is_count(value: Json, least: int = 0) -> bool:
    """Say whether a value is an integer of ``least`` or more; true is not 1."""
    return type(value) is int and value >= least


def is_time(value: Json) -> bool:
    """Say whether a value is a real UTC instant ``YYYY-MM-DDTHH:MM:SSZ``."""
    try:
        form = matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")(value)
        return form and seconds_of(value) is not None
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def seconds_of(time: str) -> int:
    """Return the seconds of a *time* since year 0001, so that delays are sums of integers."""
    instant = datetime.strptime(time, "%Y-%m-%dT%H:%M:%S%z")
    return ((instant.toordinal() * 24 + instant.hour) * 60 + instant.minute) * 60 + instant.second


def is_disclosure(value: Json, names: tuple[str, ...]) -> bool:
    """Say whether a value is an object from some of these figure names to how each is disclosed."""
    return isinstance(value, dict) and value.keys() <= {*names} and all(how in DISCLOSURES for how in value.values())


TYPES: dict[str, Callable[[Json], bool]] = {
    "any": lambda _: True,
    "text": lambda value: isinstance(value, str),
    "bool": lambda value: isinstance(value, bool),
    "count": is_count,
    "from_1": lambda value: is_count(value, 1),
    "from_2": lambda value: is_count(value, 2),
    "version_1": lambda value: is_count(value) and value == 1,
    "version_2": lambda value: is_count(value) and value == 2,
    "version_3": lambda value: is_count(value) and value == 3,
    "version_4": lambda value: is_count(value) and value == 4,
    "severity": lambda value: is_count(value, 1) and value <= 5,
    "salt": lambda value: isinstance(value, str) and len(from_base64(value)) == 16,
    "id": matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}"),
    "name": matches("([A-Za-z0-9][A-Za-z0-9._-]{0,63})?"),
    "party": matches(PARTY_PATTERN),
    "issuer": matches(f"({PARTY_PATTERN})?"),
    "feed": matches(PARTY_PATTERN),
    "hash": matches(HASH_PATTERN),
    "keyid": matches("[0-9a-f]{16}"),
    "origin": matches("[A-Za-z0-9./_-]+"),
    "time": is_time,
    "day": lambda value: isinstance(value, str) and is_time(value + "T00:00:00Z"),
    "key": lambda value: isinstance(value, str) and is_strict_key(from_base64(value)),
    "seen_1": lambda value: isinstance(value, dict) and all(is_count(n) for n in value.values()),
    "seen_2": lambda value: isinstance(value, dict) and all(is_count(n, 1) for n in value.values()),
    "disclosure_1": lambda value: is_disclosure(value, FIGURES_OF[1]),
    "disclosure_2": lambda value: is_disclosure(value, FIGURES_OF[2]),
    "disclosure_4": lambda value: is_disclosure(value, FIGURES_OF[4]),
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
payload_1   at:time body:any feed:feed genesis:hash kind:text seen:seen_1 v:version_1
payload_2   at:time body:any feed:feed genesis:hash kind:text seen:seen_2 v:version_2
payload_3   at:time body:any feed:feed genesis:hash kind:text seen:seen_2 v:version_3
payload_4   at:time body:any feed:feed genesis:hash kind:text seen:seen_2 v:version_4
agreement   deadline:day id:id sha256:hash signed_on:day title_en:text title_fr:text
party_1     id:party keys:[key_1] name_en:text name_fr:text role:force|host
party_2     id:party keys:[key_2] name_en:text name_fr:text role:force|host
key_1       key:key role:represent|count|clear
key_2       feed:feed key:key role:represent|count|clear
added_key   feed:feed key:key party:party role:represent|count|clear
added_key_4 feed:feed key:key party:party role:represent|count|clear|observe
witness     asked:[close|depart|handover|manifest]< id:party keys:[witness_key] name_en:text name_fr:text
  role:guarantor|observer
witness_key feed:feed key:key role:observe
action      due:day owner:party text:text
escalated   event:hash reason:text to:text
planned     field:id items:count movement:id off_block_at:time people:count vehicle:id
service     service:text time:time
survey      result:text survey:text
cell        category:id count:from_1 site:id
figure_1    grade:joint|declared name:text value:count
figure_2    grade:joint|declared|unopposed|unilateral|disputed name:text value:count
correction  name:text new:count old:count
disclosed   from:event|closure minutes:count
sealed      movement:id sealed:hash
opened      items:count movement:id opens:hash people:count salt:salt
slot_file   format:repli-slots/1 items:[count]< people:[count]< salt:salt
communique  lang:en|fr sha256:hash
two_lines   chain:[text] feed:feed first:text kind:lines second:text
two_heads   chain:[text] feed:feed first:text kind:heads path:[text] root:text second:text
""")
KINDS = {
    1: objects("""
genesis     agreement:agreement delay_to_object_minutes:count demonstration:bool disclosure:disclosure_1 evidence:text
  languages:[text] note:text origin:origin parties:[party_1]<id policy:repli/1 time_zone:text
declare     cells:[cell]<site,category kg:count root:hash scope:people|items sidecar:hash slots:count version:version_1
opening     as_of:time cells:[cell]<site,category items:[count]< kg:count people:[count]< reason:text
count       items:count movement:id people:count
depart      cells:[cell]<site,category field:id items:[count]< kg:count movement:id off_block_at:time people:[count]<
  vehicle:id
minutes     accepts:[hash]< actions:[text] day:day decisions:[text] next_meeting_at:time
publish     as_of:time figures:[figure_1] number:from_1 state:hash texts:[communique]<lang
""")
}
KINDS[2] = {kind: dict(body) for kind, body in KINDS[1].items()} | objects("""
keys        add:[added_key] reason:text revoke:[keyid]< version:from_2
amend       body:any kind:depart|declare reason:text replaces:hash
dispute     event:hash field:people|items|kg reason:text value:count
resolve     event:hash reason:text
cancel      event:hash reason:text
correct     number:from_1 publish:hash reason:text values:[correction]
""")
KINDS[2]["genesis"] |= {"disclosure": "disclosure_2", "parties": "[party_2]<id", "policy": "repli/2"}
KINDS[2]["publish"] |= {"figures": "[figure_2]"}
LISTED = {"items": "count", "people": "count", "slots": "hash"}  # section 21: how many, and which file lists them
KINDS[3] = KINDS[2] | {kind: KINDS[2][kind] | LISTED for kind in ("opening", "depart")}
KINDS[3]["genesis"] = KINDS[2]["genesis"] | {"policy": "repli/3", "slots": "disclosed"}
KINDS[4] = KINDS[3] | objects("""
minutes     accepts:[hash]< actions:[action] agenda:[text] day:day decisions:[text] escalated:[escalated]
  next_meeting_at:time
dispute     event:hash field:people|items|kg|entry reason:text value:count
cancel      event:hash reason:text
  kind:depart|dispute|arrive|clearance|dispose|incident|inspect|manifest|obligation|reinforce|status|transfer
arrive      items:count movement:id people:count place:id reason:text time:time
attest      event:hash result:witnessed|reserved|refused text:text
calendar    from:day movements:[planned]<movement replaces:hash to:day version:from_1
clearance   issuer:issuer movements:[id]< number:text purposes:[text] reason:text reference:id scope:text
  state:requested|granted|amended|refused|silent|used|expired|revoked valid_from:time valid_to:time
close       act:hash last_off_block_at:time liquidation:bool reason:text site:id
dispose     authority:text certificate:hash due:day how:destroy|gift|redeploy|scrap|sell|transfer items:count kg:count
  locked:bool recipient:text site:id slots:hash stage:decided|done time:time
extend      cause:text clause:text deadline:day version:from_2
handover    ceremony_at:time condition:text inventory:hash keys_at:time notice_hours:count reason:text recipient:text
  sectors:[text] services:[service] site:id surveys:[survey] walked_at:time
incident    class:id effect_hours:count incident:id items:count movement:name people:count place:id severity:severity
  text:hash time:time
inspect     customs:text inspection:id items:count kg:count result:packed|inspected|cleared|staged|held seals:[text]
  site:id slots:hash time:time
manifest    cells:[cell]<site,category closes_at:time configuration:text full:text infants:count items:count kg:count
  list:hash movement:id people:count reason:text standby:count state:open|closed
obligation  clause:id evidence:hash note:text state:accepted|under-way|done|late|breached
reinforce   cells:[cell]<site,category people:count reason:text root:hash sidecar:hash slots:count time:time
status      cells:[cell]<site,category items:count kg:count movement:name people:count reason:text slots:hash time:time
  status:asylum|died|medevac|no-show|released|retained|returned|found|freed|held|lost
transfer    cells:[cell]<site,category items:count kg:count movement:id off_block_at:time people:count slots:hash to:id
""")
KINDS[4]["genesis"] = KINDS[3]["genesis"] | {
    "disclosure": "disclosure_4",
    "policy": "repli/4",
    "witnesses": "[witness]<id",
}
KINDS[4]["keys"] = KINDS[3]["keys"] | {"add": "[added_key_4]"}
AMENDED = {
    v: {"depart": kinds["depart"], "declare": kinds["declare"] | {"version": "from_2"}} for v, kinds in KINDS.items()
}
LATER_KINDS = {*KINDS[2]} | set(
    "reinforce calendar clearance manifest arrive status transfer dispose inspect obligation incident handover close"
    " extend attest".split()
)
# Who signs (sections 4, 12 and 27): the role, and how many parties, with one key each.
BOTH = 2
SIGNERS = {kind: ("represent", {BOTH}) for kind in KINDS[2]}
SIGNERS |= dict.fromkeys(("count", "dispute"), ("count", {1})) | dict.fromkeys(
    ("depart", "cancel"), ("count", {1, BOTH})
)
SIGNERS |= {
    **dict.fromkeys("calendar handover close extend".split(), ("represent", {BOTH})),
    **dict.fromkeys("reinforce transfer arrive status manifest inspect incident".split(), ("count", {1, BOTH})),
    "dispose": ("represent", {1, BOTH}),
    "obligation": ("represent", {1}),
    "clearance": ("clear", {1}),
    "attest": ("observe", {1}),  # of one witness, who is no party
}


def fits(value: Json, shape: str, where: str) -> None:
    """Refuse a value that has not this shape."""
    inner, ordered, order = shape.partition("<")
    if inner.startswith("["):
        need(isinstance(value, list), f"{where} is not an array")
        test = TYPES.get(inner[1:-1])
        if test is None or not all(map(test, value)):  # else thousands of slots are right, and none has to be named
            for number, member in enumerate(value):
                fits(member, inner[1:-1], f"{where}[{number}]")
        keys = [tuple(member[key] for key in order.split(",")) for member in value] if order else value
        need(not ordered or all(map(lt, keys, islice(keys, 1, None))), f"{where} is not strictly ascending")
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


def fits_kind(v: int, kind: str, body: Json) -> None:
    """Refuse a body that is not that of its kind; some kinds ask for more than one shape can say."""
    need(kind in KINDS[v] or kind not in LATER_KINDS, f"kind {kind} is known, not read by format {v} yet")
    need(kind in KINDS[v], f"unknown kind {shown(kind)}")
    if v > 2 and kind == "count":
        fits(body, "sealed" if isinstance(body, dict) and "sealed" in body else "opened", kind)
    else:
        fits_object(body, KINDS[v][kind], kind)
    if kind == "amend":
        fits_object(body["body"], AMENDED[v][body["kind"]], "amend.body")
    elif kind == "publish":
        need([one["lang"] for one in body["texts"]] == ["en", "fr"], "the texts are not one `en` and one `fr`")
    elif kind == "keys":
        ids = [key_id(from_base64(one["key"])) for one in body["add"]]
        need(ids == sorted(set(ids)), "keys.add is not strictly ascending by key id")
    elif v > 3:
        fits_fourth(kind, body)


def fits_fourth(kind: str, body: Json) -> None:
    """Refuse what section 26 and the table of section 27 ask of two values of a body together."""
    if kind == "genesis":
        need(all(witness["keys"] for witness in body["witnesses"]), "a witness without a key")
    elif kind == "dispute":
        need(body["field"] != "entry" or body["value"] == 0, "dispute.value of an entry is not 0")
    elif kind == "calendar":
        need(body["from"] <= body["to"], "calendar.to is before calendar.from")
    elif kind == "clearance":
        need(body["valid_from"] <= body["valid_to"], "clearance.valid_to is before clearance.valid_from")


# ---- Sections 2, 3, 4, 11, 12, 26. One line of a feed: envelope, payload, keys, signatures --------------------


def key_id(raw: bytes) -> str:
    """Return the first 16 hex digits of the fingerprint of a raw key."""
    return sha256(raw).hex()[:16]


@dataclass(frozen=True, slots=True)
class Key:
    """A public key that speaks for a feed of a party, or of a witness, in a role; in format 1 for that of its party."""

    party: str
    feed: str
    role: str
    raw: bytes

    @property
    def name(self) -> str:
        """Return the name of the key in signed notes (sections 6 and 16)."""
        return f"{self.feed}/{self.role}"

    @property
    def fingerprint(self) -> str:
        """Return the full SHA-256 that people compare (section 10)."""
        return sha256(self.raw).hex()

    def note_id(self, algorithm: int) -> bytes:
        """Return the four bytes that name this key in signed notes."""
        return sha256(f"{self.name}\n".encode() + bytes([algorithm]) + self.raw)[:4]


Book = dict[str, Key]  # key id -> key


@dataclass(slots=True)
class Event:
    """One entry line, canonical and well-formed; `check_signatures` fills in who signed."""

    feed: str  # where it was found; what it says itself stands in `payload`
    line: int
    v: int
    at: str
    kind: str
    body: Json
    seen: dict[str, int]
    payload: Json
    signed: bytes
    signatures: tuple[tuple[str, bytes], ...]
    hash: str
    leaf: bytes
    parties: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """Return the line, as section 10 names it."""
        return line_place(self.feed, self.line)

    @property
    def inner(self) -> Json:
        """Return the body of a departure or a declaration, also of one that an `amend` brings."""
        return self.body["body"] if self.kind == "amend" else self.body

    @property
    def added(self) -> Book:
        """Return the keys that a `keys` event adds."""
        rows = self.body["add"] if self.kind == "keys" else ()
        keys = [Key(one["party"], one["feed"], one["role"], from_base64(one["key"])) for one in rows]
        return {key_id(key.raw): key for key in keys}

    @property
    def label(self) -> str:
        """Return the kind with what tells it from its like, e.g. ``depart NIG-003``."""
        named = (self.body[name] for name in ("movement", "scope", "number", "day", "version") if name in self.body)
        return f"{self.kind} {next(named, '')}".rstrip()


def line_place(feed: str, line: int) -> str:
    """Return a line of a feed, counted from 1."""
    return f"feed {feed} line {line}"


def read_event(raw: bytes, feed: str = "", line: int = 0) -> Event:
    """Return the event of one entry line (without its newline); no signature is looked at yet."""
    envelope = parse_canonical(raw, LINE_BYTES)
    fits(envelope, "envelope", "envelope")
    payload_bytes = from_base64(envelope["payload"])
    payload = parse_canonical(payload_bytes, PAYLOAD_BYTES)
    told = payload.get("v") if isinstance(payload, dict) else 1
    v = next((v for v in KINDS if is_count(told) and told == v), 1)
    fits(payload, f"payload_{v}", "payload")
    fits_kind(v, payload["kind"], payload["body"])
    payload_type = envelope["payloadType"].encode()
    return Event(
        feed=feed or payload["feed"],
        line=line,
        **{name: payload[name] for name in ("v", "at", "kind", "body", "seen")},
        payload=payload,
        signed=b"DSSEv1 %d %s %d %s" % (len(payload_type), payload_type, len(payload_bytes), payload_bytes),
        signatures=tuple((one["keyid"], from_base64(one["sig"])) for one in envelope["signatures"]),
        hash=sha256(payload_bytes).hex(),
        leaf=sha256(b"\x00" + raw),
    )


def parties_of(genesis: Event) -> list[str]:
    """Return the ids of both parties, sorted."""
    return [party["id"] for party in genesis.body["parties"]]


def witnesses_of(genesis: Event) -> list[str]:
    """Return the ids of the witnesses, sorted (section 26)."""
    return [witness["id"] for witness in genesis.body.get("witnesses", ())]


def role_of_head(feed: str, parties: Iterable[str], witnesses: Iterable[str]) -> str:
    """Return the role of the keys that sign the own head of a feed (sections 6, 16 and 26)."""
    return "represent" if feed in parties else "observe" if feed in witnesses else "count"


def other_party(parties: Iterable[str], party: str) -> str:
    """Return the other of two parties."""
    return next(one for one in parties if one != party)


def keys_of_genesis(genesis: Event) -> Book:
    """Return the keys by key id, after what sections 4 and 11 ask of parties and keys."""
    parties, witnesses, book = genesis.body["parties"], witnesses_of(genesis), Book()
    need(sorted(party["role"] for party in parties) == ["force", "host"], "the parties are not one force and one host")
    names = parties_of(genesis)
    need(not {*witnesses} & {*names}, "a witness has the id of a party")
    rows = [(one["id"], key) for one in [*parties, *genesis.body.get("witnesses", ())] for key in one["keys"]]
    keys = [Key(party, one.get("feed", party), one["role"], from_base64(one["key"])) for party, one in rows]
    add_keys(book, keys, names, witnesses)
    check_held(book, names)
    return book


def add_keys(book: Book, keys: Iterable[Key], parties: Sequence[str], witnesses: Sequence[str]) -> None:
    """Put keys into a book of all keys that were ever added, or refuse one (sections 11 and 26)."""
    owners = {key.feed: key.party for key in book.values()}
    for key in keys:
        need(key_id(key.raw) not in book, f"a key or key id stands twice: {key_id(key.raw)}")
        need(key.party in (*parties, *witnesses), f"{key.party} is no party of this log")
        observes = (key.party in witnesses, key.role == "observe")
        need(observes in {(True, True), (False, False)}, f"a key of {key.party} that is there to {key.role}")
        if key.feed != key.party:
            need(not observes[0], f"a key of the witness {key.party} for the feed {key.feed}")
            need(key.feed not in (*parties, *witnesses), f"a key of {key.party} for the feed of {key.feed}")
            need(key.role == "count", f"a key of the device feed {key.feed} that is there to {key.role}")
            owner = owners.setdefault(key.feed, key.party)
            need(owner == key.party, f"both parties have keys for the device feed {key.feed}")
        book[key_id(key.raw)] = key


def check_held(keys: Book, parties: Sequence[str]) -> None:
    """Refuse keys among which a party has none to represent or none to count in its own feed."""
    names = {key.name for key in keys.values()}
    for party in parties:
        held = {f"{party}/represent", f"{party}/count"} <= names
        need(held, f"{party} lacks a key to represent or to count")


def check_signatures(event: Event, book: Book, parties: list[str]) -> None:
    """Note who signed, after the policy of sections 4, 12 and 27 and every signature have been checked."""
    role, allowed = SIGNERS[event.body["kind"] if event.kind == "amend" else event.kind]
    if event.kind == "cancel" and event.v > 3:
        role = SIGNERS[event.body["kind"]][0]
    added, signers = event.added, list[Key]()
    for keyid, signature in event.signatures:
        key = book.get(keyid)
        if key is None:
            raise RefusedError(f"signed by key {keyid}, which the genesis event does not name and no `keys` event adds")
        need(
            key.role == role or keyid in added,
            f"{event.kind} needs keys to {role}; key {keyid} of {key.party} is there to {key.role}",
        )
        holds = signature_holds(key.raw, event.signed, signature)
        need(holds, f"the signature of {key.party} ({keyid}) does not match")
        if keyid not in added:
            signers.append(key)
    need(len(event.signatures) == len(signers) + len(added), "a key that is added has not signed")
    check_signers(event, signers, allowed, parties)
    event.parties = frozenset(key.party for key in signers)


def check_signers(event: Event, signers: list[Key], allowed: set[int], parties: list[str]) -> None:
    """Refuse signers that are not as many parties as the kind asks for, or not those of the feed (section 12)."""
    signed = {key.party for key in signers}
    wanted = " or ".join(map(str, sorted(allowed)))
    need(len(signed) == len(signers), "a party signed with two keys")
    need(len(signed) in allowed, f"{event.kind} needs {wanted} parties, {len(signed)} signed")
    if event.feed in parties:
        need(event.feed in signed, f"not signed by {event.feed}, the party of this feed")
        away = [key.feed for key in signers if key.feed != key.party]
        need(not away, f"signed with a key for the feed {away}, in the feed of a party")
    else:
        need([key.feed for key in signers] == [event.feed], f"not one signature, of a key for the feed {event.feed}")


def check_event(event: Event, genesis: Event, book: Book) -> None:
    """Refuse an event whose signers, format or log are wrong (sections 2 to 5, 11 and 12)."""
    check_signatures(event, book, parties_of(genesis))
    need(event.payload["feed"] == event.feed, f"written for feed {event.payload['feed']}")
    need(event.v == genesis.v, f"format {event.v} in a log of format {genesis.v}")
    first = event.hash == genesis.hash
    need(event.kind != "genesis" or first, "a second genesis event")
    need(event.payload["genesis"] == ("0" * 64 if first else genesis.hash), "belongs to another genesis event")
    others = {*parties_of(genesis)} - {event.feed}
    need(genesis.v > 1 or event.seen.keys() == others, f"`seen` does not name exactly the feed {', '.join(others)}")
    need(not first or not any(event.seen.values()), "the genesis event has seen an event")


# ---- Sections 5 and 11. Files, feeds, tree, tiles -------------------------------------------------------------

PER_FILE, TILE_BYTES, CHECKPOINT_BYTES, SIDECAR_BYTES = 256, 8192, 65_536, 67_108_864
NNN, FEED_FOLDER = "(?:x[0-9]{3}/){0,2}[0-9]{3}", f"feeds/{PARTY_PATTERN}"
BUNDLED_FILE = f"checkpoint|sidecar/{HASH_PATTERN}|{FEED_FOLDER}/(?:checkpoint|entries/{NNN}\\.jsonl)"
KNOWN_FILE = re.compile(f"{BUNDLED_FILE}|{FEED_FOLDER}/tile/[0-9]/{NNN}(?:\\.p/[0-9]{{1,3}})?")
MAY_BE_EMPTY = re.compile(f"sidecar|{FEED_FOLDER}/(?:entries|tile)")
KNOWN_FOLDER = re.compile(
    f"sidecar|feeds|{FEED_FOLDER}(?:/tile|/tile/[0-9]/{NNN}\\.p|/(?:entries|tile/[0-9])(?:/x[0-9]{{3}}){{0,2}})?"
)


Cut = dict[str, int]  # feed -> how many of its events


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a log directory, or of the archive of an L2; `used` tells which an event or a tree needs."""

    source: Path | dict[str, memoryview]
    files: frozenset[str]
    folders: frozenset[str]
    used: set[str] = field(default_factory=set)

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of one file, at most ``limit``."""
        need(name in self.files, "this file is missing", name)
        self.used.add(name)
        with at(name):
            if isinstance(self.source, dict):
                data = bytes(self.source[name][: limit + 1])
            else:
                with (self.source / name).open("rb") as stream:
                    data = stream.read(limit + 1)
            need(len(data) <= limit, f"larger than the {limit} bytes allowed")
        return data


@dataclass(frozen=True, slots=True)
class Log:
    """All entries of all feeds, and the keys that may ever have signed one."""

    folder: Folder
    feeds: dict[str, list[Event]]  # the two parties' first, then those of devices and witnesses, each sorted by id
    parties: tuple[str, ...]  # sorted
    genesis: Event
    book: Book

    @property
    def v(self) -> int:
        """Return the format."""
        return self.genesis.v

    @property
    def sizes(self) -> Cut:
        """Return the number of entries of each feed: the cut of the whole directory."""
        return {feed: len(events) for feed, events in self.feeds.items()}

    @property
    def origin(self) -> str:
        """Return the name of the log."""
        return str(self.genesis.body["origin"])

    def leaves(self, feed: str) -> list[bytes]:
        """Return the leaf hashes of a feed."""
        return [event.leaf for event in self.feeds[feed]]


def list_folder(root: Path) -> Folder:
    """Return the files of ``root``; links, things that are not plain files, and unknown names are refused."""
    files, folders = set[str](), set[str]()
    pending = [""]
    while pending:
        inside = pending.pop()
        folders.add(inside)
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
    return Folder(root, frozenset(files), frozenset(folders))


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


def open_log(folder: Folder) -> Log:
    """Return the log with its genesis event and all keys ever added; signatures are next."""
    names = sorted({name.split("/")[1] for name in folder.files | folder.folders if name.startswith("feeds/")})
    feeds = {feed: read_feed(folder, feed) for feed in names}
    genesis = next((events[0] for events in feeds.values() if events and events[0].kind == "genesis"), None)
    if genesis is None:
        raise RefusedError("no feed starts with a genesis event", "feeds")
    with at(genesis.place, "genesis: "):
        book = keys_of_genesis(genesis)
        roles = {party["id"]: party["role"] for party in genesis.body["parties"]}
        parties = sorted(roles)
        need({*names} >= {*parties}, f"its parties are {parties}, the feeds here {names}")
    for event in (event for party in parties for event in feeds[party]):
        with at(event.place, f"{event.label}: "):
            add_keys(book, event.added.values(), parties, witnesses_of(genesis))
    with at(genesis.place, "genesis: "):
        known = {*parties} | {key.feed for key in book.values() if feeds.get(key.feed)}
        need({*names} == known, f"its parties are {parties}, the feeds here {names}: one has no line, or no key")
        need(roles[genesis.feed] == "force", "not in the feed of the force")
    ordered = [*parties, *(name for name in names if name not in parties)]
    return Log(folder, {feed: feeds[feed] for feed in ordered}, tuple(parties), genesis, book)


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


def climb(index: int, last: int, node: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    """Return what a path leads to from leaf (or subtree) ``index`` of ``last`` + 1: left siblings only, and all.

    RFC 9162, sections 2.1.3.2 and 2.1.4.2: the second is the tree head, the first that of the tree that ended at index.
    """
    ended = whole = node
    for sibling in path:
        need(last > 0, "a path with a hash too many")
        if index & 1 or index == last:
            ended, whole = sha256(b"\x01" + sibling + ended), sha256(b"\x01" + sibling + whole)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            whole = sha256(b"\x01" + whole + sibling)
        index, last = index >> 1, last >> 1
    need(last == 0, "a path with a hash missing")
    return ended, whole


def is_extension(sizes: tuple[int, int], roots: tuple[bytes, bytes], path: list[bytes]) -> bool:
    """Say whether a consistency proof leads from the smaller tree, of at least one leaf, to the larger."""
    index, last = sizes[0] - 1, sizes[1] - 1
    if index == last or not path:
        return index == last and not path and roots[0] == roots[1]
    while index & 1:
        index, last = index >> 1, last >> 1
    start, rest = (path[0], path[1:]) if index else (roots[0], path)  # a complete subtree does not stand in the path
    return climb(index, last, start, rest) == roots


def check_entries(log: Log, feed: str, head: Head | None) -> None:
    """Refuse a feed whose entries, tiles and own head do not agree; an L2 has no tiles of its own (section 18)."""
    prefix, leaves, bundled = f"feeds/{feed}/tile/", log.leaves(feed), isinstance(log.folder.source, dict)
    names = sorted(name for name in log.folder.files if name.startswith(f"{prefix}0/"))
    recorded = b"".join(log.folder.read(name, TILE_BYTES) for name in names) if not bundled else b"".join(leaves)
    same = next((i for i, leaf in enumerate(leaves) if leaf != recorded[32 * i : 32 * i + 32]), len(leaves))
    here = line_place(feed, same + 1)
    if head is not None and feed in log.parties:
        check_own_head(head, leaves, recorded, here)
    wanted = dict(tiles(leaves)) if not bundled else {}
    for path, hashes in wanted.items():
        reason = f"not the hash of {here}" if path.startswith("0/") else "not the hashes of the tiles below"
        need(log.folder.read(prefix + path, TILE_BYTES) == b"".join(hashes), reason, prefix + path)
    for name in sorted(name for name in log.folder.files if name.startswith(prefix)):
        need(name.removeprefix(prefix) in wanted, f"not a tile of {len(leaves)} entries", name)


def check_own_head(head: Head, leaves: list[bytes], recorded: bytes, here: str) -> None:
    """Refuse the own head of a party that is not that of all entries; two against one say which is wrong."""
    if head.size != len(leaves):
        reason = f"the own head covers {head.size} entries, the folder holds {len(leaves)}"
        need(len(recorded) == 32 * head.size, reason, head.place(2))
        raise RefusedError(f"{reason}; here they part from the tiles", here)
    if to_base64(tree_head(leaves)) != head.roots[head.owner]:
        need(recorded != b"".join(leaves), "not the tree head of the entries", head.place(3))
        raise RefusedError("the tiles and the own head hold another line", here)


# ---- Sections 6 and 16. Heads and the joint checkpoint ----------------------------------------------------------

ED25519_NOTE, COSIGNATURE = 1, 4  # the byte between name and key in a key id
SIZE = "0|[1-9][0-9]{0,15}"
BLAME = 1000  # a wrong root is compared with every tree of up to so many entries, to name the size line or the root


@dataclass(frozen=True, slots=True)
class Head:
    """A head as it stands in its file; `check_cut` and `check_head` believe it."""

    path: str
    lines: list[str]
    origin: str
    owner: str
    cut: Cut  # how much of each feed this head covers: its own first
    roots: dict[str, str]

    @property
    def size(self) -> int:
        """Return how many events of its own feed it covers."""
        return self.cut[self.owner]

    @property
    def at(self) -> str:
        """Return when its owner signed."""
        return self.lines[3].removeprefix("at ")

    @property
    def text(self) -> str:
        """Return what is signed."""
        return "".join(line + "\n" for line in self.lines[: 4 + len(self.cut)])

    @property
    def signatures(self) -> list[str]:
        """Return the signature lines."""
        return self.lines[5 + len(self.cut) :]

    def place(self, *numbers: int) -> str:
        """Return one line of the file, or several of which at least one is wrong."""
        return f"{self.path} " + " or ".join(f"line {number}" for number in numbers)

    def place_of(self, feed: str) -> list[int]:
        """Return the numbers of the lines with the size and the root of a feed."""
        number = 5 + list(self.cut).index(feed)
        return [2, 3] if feed == self.owner else [number, number]


def read_head(data: bytes, path: str, v: int, names: tuple[str, ...] = (), signatures: int = 0) -> Head:
    """Return a head in its form, of one of these feeds and so many signatures, if given; nothing is recomputed yet."""
    with at(path):
        need(len(data) <= CHECKPOINT_BYTES, f"larger than the {CHECKPOINT_BYTES} bytes allowed")
        *lines, rest = data.decode().split("\n")
        need(not rest, "the last line does not end in a newline")
        seen = [number for number, line in enumerate(lines) if number >= 5 and line.startswith("seen ")]
        end = 6 if v == 1 else 5 + len(seen)
        wanted = f"not {end + 1 + (signatures or 1)} lines, each with its newline"
        need(len(lines) == end + 1 + signatures if signatures else len(lines) > end + 1, wanted)
    name = re.fullmatch(f"([A-Za-z0-9./_-]+)/({PARTY_PATTERN})", lines[0])
    if name is None or (names and name[0] not in names):
        raise RefusedError(f"not {' or '.join(names or ['ORIGIN/FEED'])}", f"{path} line 1")
    need(re.fullmatch(SIZE, lines[1]), "not a size", f"{path} line 2")
    need(lines[3][:3] == "at " and is_time(lines[3][3:]), "not `at` and a time", f"{path} line 4")
    need(re.fullmatch(f"state {HASH_PATTERN}", lines[4]), "not `state` and a digest", f"{path} line 5")
    cut, roots = {name[2]: int(lines[1])}, {name[2]: lines[2]}
    ordered = sorted({line.split(" ")[1] for line in lines[5:end] if " " in line} - {name[2]})
    for number, line in enumerate(lines[5:end], start=6):
        part = re.fullmatch(f"seen ({PARTY_PATTERN}) ({SIZE}) ([^ ]+)", line)
        if part is None or (v > 1 and part[2] == "0"):
            raise RefusedError("not `seen FEED SIZE ROOT`", f"{path} line {number}")
        sorted_in = ordered[number - 6 : number - 5] == [part[1]]
        need(sorted_in, "`seen` lines are not sorted, or one is of its own feed", f"{path} line {number}")
        cut[part[1]], roots[part[1]] = int(part[2]), part[3]
    need(not lines[end], "not an empty line", f"{path} line {end + 1}")
    return Head(path, lines, name[1], name[2], cut, roots)


def open_head(log: Log, path: str, owners: tuple[str, ...], signatures: int) -> Head:
    """Return the head in ``path``; it is of this log and names feeds of it."""
    names = tuple(f"{log.origin}/{owner}" for owner in owners)
    head = read_head(log.folder.read(path, CHECKPOINT_BYTES), path, log.v, names, signatures)
    for number, feed in enumerate([*head.cut][1:], start=6):
        named = feed in log.feeds and (log.v > 1 or feed == other_party(log.parties, head.owner))
        need(named, f"`seen` of {feed}, which is no other feed of this log", head.place(number))
    return head


def check_cut(log: Log, head: Head) -> None:
    """Refuse a head whose parts are not in the directory, or whose cut is not closed (sections 7 and 13)."""
    for feed, size in head.cut.items():
        leaves, root, (size_line, root_line) = log.leaves(feed), head.roots[feed], head.place_of(feed)
        need(size <= len(leaves), f"{size} entries of {feed}; the folder holds {len(leaves)}", head.place(size_line))
        if root != to_base64(tree_head(leaves[:size])):
            sizes = range(min(len(leaves), BLAME) + 1)
            real = next((n for n in sizes if root == to_base64(tree_head(leaves[:n]))), None)
            need(real is None, f"size {size}, but the root is that of {real} entries", head.place(size_line))
            raise RefusedError(f"not the tree head of the first {size} entries of {feed}", head.place(root_line))
    all_sizes = head.place(2, *range(6, 5 + len(head.cut)))
    need(head.cut.get(log.genesis.feed), "does not cover the genesis event", all_sizes)
    for feed, size in head.cut.items():
        for event in log.feeds[feed][:size][-1:]:  # within a feed `seen` never falls: the last one decides
            closed = all(n <= head.cut.get(one, 0) for one, n in event.seen.items())
            need(closed, f"{event.place} has seen more than this head covers", all_sizes)


def check_head(log: Log, head: Head, state: State) -> list[Key]:
    """Return who signed a head; refuse it if its state, that of its cut, or its signatures do not hold."""
    need(head.lines[4] == f"state {state.digest()}", "not the state digest of its cut", head.place(5))
    names = [(f"{head.owner}/{role_of_head(head.owner, log.parties, state.witnesses)}", ED25519_NOTE)]
    if len(head.signatures) > 1:
        names.append((f"{other_party(log.parties, head.owner)}/represent", COSIGNATURE))
    signers, wrong = list[Key](), list[int]()
    for number, (line, (name, algorithm)) in enumerate(zip(head.signatures, names, strict=True), 6 + len(head.cut)):
        with at(head.place(number)):
            signer = note_signer(head, line, name, algorithm, state.keys.values())
            signers, wrong = (signers, [*wrong, number]) if signer is None else ([*signers, signer], wrong)
    suspects = [4, *wrong] if len(wrong) == len(names) else wrong
    need(not wrong, "the signature does not match; all of the text but `at` was recomputed", head.place(*suspects))
    return signers


def note_signer(head: Head, line: str, name: str, algorithm: int, keys: Iterable[Key]) -> Key | None:
    """Return the key by which a line of C2SP signed-note, or with its time of tlog-cosignature, holds for a head."""
    words, text = line.split(" "), head.text
    need(words[:-1] == ["\N{EM DASH}", name], f"not one signature line of {name}")
    raw = from_base64(words[-1])
    need(len(raw) == (4 + 64 if algorithm == ED25519_NOTE else 4 + 8 + 64), "not of the length of its kind")
    if algorithm == COSIGNATURE:
        seconds = int.from_bytes(raw[4:12], "big")
        need(seconds < 1 << 63, "its time is no time of a cosignature")
        text = f"cosignature/v1\ntime {seconds}\n{text}"
    named = [key for key in keys if key.name == name and key.note_id(algorithm) == raw[:4]]
    need(named, f"no key of {name} that is in force has this key id")
    return next((key for key in named if signature_holds(key.raw, text.encode(), raw[-64:])), None)


# ---- Sections 7 and 13. The order of a cut ----------------------------------------------------------------------


def check_seen(log: Log) -> None:
    """Refuse a `seen` that its feed or the directory contradicts, and events of the same hash (sections 2, 7, 11)."""
    events = [event for feed in log.feeds.values() for event in feed]
    hashes = Counter(event.hash for event in events)
    for event in reversed(events):
        need(hashes[event.hash] == 1, "another event has the same hash", event.place)
    for event in events:
        before = log.feeds[event.feed][event.line - 2].seen if event.line > 1 else {}
        place = event.seen.get(event.feed, 0)
        need(log.v == 1 or place == event.line - 1, f"says that {place} lines stand before it", event.place)
        for feed in sorted(before.keys() | event.seen.keys()):
            was, now = before.get(feed, 0), event.seen.get(feed, 0)
            held = len(log.feeds.get(feed, ()))
            need(now >= was, f"`seen` falls from {was} to {now}", event.place)
            need(now <= held, f"has seen {now} events of {feed}; there are {held}", event.place)
            if log.v > 1 and now > was and feed != event.feed:
                further = [one for one, n in log.feeds[feed][now - 1].seen.items() if n > event.seen.get(one, 0)]
                need(not further, f"has seen less of {', '.join(further)} than what it has seen of {feed}", event.place)


def check_barriers(log: Log) -> None:
    """Refuse a line that has not seen a joint event which the party of its feed had signed before (rule 8)."""
    for feed in log.parties:
        other = other_party(log.parties, feed)
        joint = iter([event for event in log.feeds[other] if len(event.parties) == BOTH])
        barrier, coming = 0, next(joint, None)
        for event in log.feeds[feed]:
            while coming is not None and coming.seen.get(feed, 0) < event.line:
                barrier, coming = coming.line, next(joint, None)
            seen = event.seen.get(other, 0)
            reason = f"has seen {seen} events of {other}; line {barrier} there is joint and came before it"
            need(seen >= barrier, reason, event.place)


def merge(log: Log, cut: Cut) -> Iterator[Event]:
    """Yield the events of a cut in order: the parties' feeds merged, device lines just before who has seen them."""
    taken = dict.fromkeys(log.feeds, 0)
    for event in merge_feeds(log, taken, cut, log.parties, log.parties):
        devices = {feed: n for feed, n in event.seen.items() if feed not in log.parties}
        yield from merge_feeds(log, taken, devices, tuple(sorted(devices)), tuple(log.feeds))
        yield event


def merge_feeds(log: Log, taken: Cut, upto: Cut, feeds: tuple[str, ...], looked_at: tuple[str, ...]) -> Iterator[Event]:
    """Take from ``feeds``: of the next events whose `seen`, as to ``looked_at``, is taken, the smallest (at, feed)."""
    ready: list[tuple[str, str, Event]] = []  # a heap; no two are of one feed
    blocked: dict[tuple[str, int], list[tuple[Event, Iterator[tuple[str, int]]]]] = {}  # what is awaited, and by whom
    among = {*looked_at}

    def look(event: Event, rest: Iterator[tuple[str, int]]) -> None:
        awaited = next(((feed, n) for feed, n in rest if feed in among and taken[feed] < n), None)
        if awaited is None:
            heappush(ready, (event.at, event.feed, event))
        else:
            blocked.setdefault(awaited, []).append((event, rest))

    def look_next(feed: str) -> None:
        for event in next_of(feed):
            look(event, iter(event.seen.items()))

    def next_of(feed: str) -> list[Event]:
        return [log.feeds[feed][taken[feed]]] if taken[feed] < upto.get(feed, 0) else []

    for feed in feeds:
        look_next(feed)
    while ready:
        event = heappop(ready)[2]
        yield event
        taken[event.feed] += 1
        for waiting in blocked.pop((event.feed, taken[event.feed]), ()):
            look(*waiting)
        look_next(event.feed)
    for event in (event for feed in feeds for event in next_of(feed)):
        raise RefusedError("has seen events that cannot come before it", event.place)


# ---- Sections 7, 14, 22, 28 and 29. State -----------------------------------------------------------------------

Cell = tuple[str, str]  # site, category; in format 4 a category may be empty where nobody in particular is meant
Account = tuple[str, str, str]  # its name, and the cell; items and kg have no cell
Row = tuple[str, str, str]  # of the register: kind, key, party
Tree = tuple[int, str]  # slots, root
SCOPES = ("items", "people")
NO_CELL = ("", "")
PEOPLE_ACCOUNTS = "asylum died in_transit medevac reinforced retained returned transferred_in transferred_out".split()
ITEM_ACCOUNTS = "items_disposed items_held items_lost kg_disposed kg_lost".split()
# Besides, so that the rules of section 29 need no search: `opened` and `counted`, the people of the opening and of
# joint departures; `gone_items`, the items of both; `under_way`, how many joint transfers have not arrived at a site.


@dataclass(slots=True)
class Movement:
    """A departure that is not cancelled, in its current version, and what was said about that version."""

    current: Event
    version: int = 1
    joint: bool = False
    unopposed: bool = False
    receipt: str = ""  # `at` of the other party's receipt
    overdue: bool = False  # the delay to object has passed, but it was disputed then
    disputes: dict[tuple[str, str], Event] = field(default_factory=dict)  # (party, field) -> the open dispute
    rivals: dict[str, Event] = field(default_factory=dict)  # by hash

    @property
    def name(self) -> str:
        """Return the id of the movement."""
        return str(self.current.inner["movement"])

    @property
    def party(self) -> str:
        """Return the party that signed the current version alone, or nothing if both did."""
        return "" if len(self.current.parties) == BOTH else next(iter(self.current.parties))


@dataclass(slots=True)
class Entry:
    """What one party says and both may accept (section 28); one that is cancelled is gone."""

    event: Event
    number: int  # its place in the order
    row: Row | None = None  # of a register kind
    state: str = ""
    joint: bool = False
    disputes: dict[tuple[str, str], Event] = field(default_factory=dict)  # (party, field) -> the open dispute
    effect: Counter[Account] = field(default_factory=Counter)  # on the accounts, since it is joint
    transfer: Entry | None = None  # of an `arrive`: the transfer that it ended
    arrived: bool = False  # of a transfer: its `arrive` is joint

    @property
    def grade(self) -> str:
        """Return the grade of an entry."""
        return "joint" if self.joint else "disputed" if self.disputes else "unilateral"

    @property
    def cells(self) -> set[Cell]:
        """Return the cells that it changed."""
        return {(site, category) for _, site, category in self.effect}


@dataclass(slots=True)
class Publication:
    """What a `publish` told, and what a `correct` of it starts from."""

    event: Event
    told: dict[str, int]
    joint: list[str]  # the movements that were joint just before it
    opened: dict[str, int]
    returned: int = 0  # people of that account


@dataclass(slots=True)
class State:
    """What the events of a cut add up to; the functions of `RULES` change it, one event at a time."""

    v: int = 1
    agreement: str = ""
    parties: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    deadline: str = ""
    delay_seconds: int = 0
    disclosed: Json = None  # section 21: when lists of slots are due
    keys: Book = field(default_factory=dict)  # in force
    ever: Book = field(default_factory=dict)
    keys_version: int = 1
    order: dict[str, Event] = field(default_factory=dict)  # every event taken, by hash, void ones too
    declared: dict[str, Event] = field(default_factory=dict)  # scope -> the current version
    opening: list[Event] = field(default_factory=list)  # the opening event, once there is one
    movements: dict[str, Movement] = field(default_factory=dict)
    versions: dict[str, Event] = field(default_factory=dict)  # every departure and amendment that took effect, by hash
    cancelled: set[str] = field(default_factory=set)
    holders: dict[tuple[str, int], Event] = field(default_factory=dict)  # (scope, slot) -> opening or version
    cells: Counter[Cell] = field(default_factory=Counter)  # of the opening and every movement, joint or not (rule 5)
    taken: Counter[str] = field(default_factory=Counter)  # items, people and kg of the same
    tallies: dict[tuple[str, str], Json] = field(default_factory=dict)  # (movement, party) -> the latest count
    seals: dict[tuple[str, str], Event] = field(default_factory=dict)  # (movement, party) -> the latest sealed count
    unsealed: set[str] = field(default_factory=set)  # seals that were opened, by hash
    known: dict[tuple[str, str], Cut] = field(default_factory=dict)  # what each count that a party opened had seen
    publications: list[Publication] = field(default_factory=list)
    closed: Event | None = None  # the first publication by which nobody remains
    void: list[tuple[Event, str]] = field(default_factory=list)
    unseen: dict[str, deque[Event]] = field(default_factory=dict)  # feed -> its versions without a receipt, by line
    received: dict[str, list[tuple[int, str, Event]]] = field(default_factory=dict)  # party -> heap: what lapses when
    due: list[Movement] = field(default_factory=list)  # what the event that is judged makes unopposed
    entries: dict[str, Entry] = field(default_factory=dict)  # by hash, those that are not cancelled
    register: dict[Row, list[Entry]] = field(default_factory=dict)  # the entries of a row, the current one last
    transfers: dict[str, Entry] = field(default_factory=dict)  # by movement, joint or not
    accounts: Counter[Account] = field(default_factory=Counter)
    at_site: dict[str, set[Cell]] = field(default_factory=dict)  # the cells of a site of which something was said
    attests: dict[tuple[str, str], str] = field(default_factory=dict)  # (event, witness) -> the latest result
    roster: Tree = (0, "")  # of the people's baseline, with who came since
    grown: dict[str, list[tuple[str, Tree, Tree]]] = field(default_factory=dict)  # event -> sidecar, new and old tree

    def departed(self) -> list[Event]:
        """Return the events that count as departed: the opening and the joint movements."""
        return self.opening + [self.movements[name].current for name in self.joint()]

    def joint(self) -> list[str]:
        """Return the movements that both parties stand behind."""
        return sorted(name for name, movement in self.movements.items() if movement.joint)

    def version(self, event_hash: str) -> Movement | None:
        """Return the movement of which this is the current version."""
        event = self.versions.get(event_hash)
        movement = self.movements.get(event.inner["movement"]) if event else None
        return movement if movement and movement.current is event else None

    def entry(self, event_hash: str) -> Entry | None:
        """Return an entry that something can be done with: one of the register only while it is current."""
        entry = self.entries.get(event_hash)
        return entry if entry and (entry.row is None or self.register[entry.row][-1] is entry) else None

    def current(self, kind: str, key: str, party: str = "") -> Entry | None:
        """Return the current entry of a row of the register."""
        return next(iter(self.register.get((kind, key, party), [])[-1:]), None)

    def total(self, *accounts: str) -> int:
        """Return the people of these accounts in all cells."""
        return sum(number for (account, *_), number in self.accounts.items() if account in accounts)

    def change(self, effect: Counter[Account], factor: int = 1) -> None:
        """Change the accounts."""
        for account, number in effect.items():
            self.accounts[account] += factor * number
        self.note(cells_in(effect))

    def note(self, cells: Iterable[Cell]) -> None:
        """Keep the cells of each site."""
        for cell in cells:
            self.at_site.setdefault(cell[0], set()).add(cell)

    def leave(self, event: Event, factor: int = 1) -> None:
        """Count an opening or a joint version as gone, or (-1) no more."""
        if self.v < 4:
            return
        account = "opened" if event.kind == "opening" else "counted"
        self.change(effect_on(account, cells_of(event.inner)), factor)
        self.change(Counter({("gone_items", *NO_CELL): sizes_of([event])["items"]}), factor)

    def grade(self, movement: Movement) -> str:
        """Return the grade of a movement (section 14)."""
        if movement.joint or movement.unopposed:
            return "joint" if movement.joint else "unopposed"
        disputed = movement.disputes or movement.rivals or self.other_count(movement)
        return "disputed" if disputed else "unilateral"

    def other_count(self, movement: Movement) -> str:
        """Return the party whose latest count is not that of the version, or nothing."""
        size = sizes_of([movement.current])
        tallies = ((party, self.tallies.get((movement.name, party), size)) for party in self.parties)
        return next((party for party, tally in tallies if any(tally[one] != size[one] for one in SCOPES)), "")

    def take(self, event: Event, factor: int = 1) -> None:
        """Give slots, cells and kg to an opening or a version, or (-1) take them back."""
        for holder in ((scope, slot) for scope in SCOPES if event.v < 3 for slot in event.inner[scope]):
            if factor > 0:
                self.holders[holder] = event
            else:
                del self.holders[holder]
        for cell, people in cells_of(event.inner).items():
            self.cells[cell] += factor * people
            self.note([cell])
        for what, amount in sizes_of([event]).items():
            self.taken[what] += factor * amount

    def await_receipt(self, version: Event) -> None:
        """Wait for the other party's first event that has seen a version that one party signed."""
        self.versions[version.hash] = version
        if len(version.parties) < BOTH:
            self.unseen.setdefault(version.feed, deque()).append(version)

    def replace(self, movement: Movement, event: Event) -> None:
        """Make ``event`` the current version: what was said about the old one is gone, its rivals are not."""
        for version, factor in ((movement.current, -1), (event, 1)):
            self.take(version, factor)
            if movement.joint:
                self.leave(version, factor)
        self.await_receipt(event)
        movement.current = event
        movement.version += 1
        movement.unopposed, movement.receipt, movement.overdue, movement.disputes = False, "", False, {}

    def settle(self, movement: Movement) -> None:
        """Make a movement joint."""
        if not movement.joint:
            movement.joint = True
            self.leave(movement.current)

    def digest(self) -> str:
        """Return SHA-256 of the canonical state (sections 7, 14, 22 and 29)."""
        gone, movements = self.departed(), [self.movements[name] for name in sorted(self.movements)]
        departed: dict[str, Json] = sizes_of(gone) | {"movements": len(gone) - len(self.opening)}
        if self.v < 3:
            departed |= {scope: sorted(slot for one in gone for slot in one.inner[scope]) for scope in SCOPES}
        cells = Counter[Cell]()
        for one in gone:
            cells.update(cells_of(one.inner))
        departed["cells"] = rows("site category count", ((*cell, people) for cell, people in sorted(cells.items())))
        value = {
            "agreement": self.agreement,
            "baseline": {scope: self.baseline(scope) for scope in SCOPES},
            "departed": departed,
            "events": len(self.order),
            "movements": [self.movement(movement) for movement in movements],
            "opening": sizes_of(self.opening),
            "published": len(self.publications),
            "tallies": [
                {"movement": name, "party": party} | {key: tally[key] for key in ("blind", *SCOPES) if key in tally}
                for (name, party), tally in sorted(self.tallies.items())
            ],
        }
        return sha256(canonical(value | (self.more(movements) if self.v > 1 else {}))).hex()

    def baseline(self, scope: str) -> Json:
        """Return what the state says of a scope."""
        kept = ("cells", "kg", "root", "slots", "version")[: 4 if self.v == 1 else 5]
        grown = dict(zip(("slots", "root"), self.roster, strict=True)) if self.v > 3 and scope == "people" else {}
        return {key: self.declared[scope].inner[key] for key in kept} | grown if scope in self.declared else {}

    def movement(self, movement: Movement) -> Json:
        """Return what the state says of a movement."""
        value = {"event": movement.current.hash, "movement": movement.name, **sizes_of([movement.current])}
        if self.v == 1:
            return value | {"grade": "joint" if movement.joint else "unilateral"}
        return value | {"grade": self.grade(movement), "party": movement.party, "version": movement.version}

    def more(self, movements: list[Movement]) -> dict[str, Json]:
        """Return the keys of the state that format 1 has not, and those that only formats 3 and 4 have."""
        disputed = [(movement.current.hash, movement.disputes) for movement in movements]
        disputed += [(event_hash, entry.disputes) for event_hash, entry in self.entries.items()]
        disputes = [
            (event_hash, party, what, dispute.hash, dispute.body["value"])
            for event_hash, opened in disputed
            for (party, what), dispute in opened.items()
        ]
        rivals = [(movement.current.hash, rival) for movement in movements for rival in movement.rivals]
        keys = [(keyid, key.party, key.feed, key.role) for keyid, key in self.keys.items()]
        seals = [(*whose, seal.hash) for whose, seal in self.seals.items() if seal.hash not in self.unsealed]
        return {
            "cancelled": sorted(self.cancelled),
            "disputes": rows("event party field dispute value", sorted(disputes)),
            "keys": rows("keyid party feed role", sorted(keys)),
            "keys_version": self.keys_version,
            "policy": f"repli/{self.v}",
            "rivals": rows("event rival", sorted(rivals)),
            "void": sorted(event.hash for event, _ in self.void),
            **({"seals": rows("movement party event", sorted(seals))} if self.v > 2 else {}),
            **(self.most() if self.v > 3 else {}),
        }

    def most(self) -> dict[str, Json]:
        """Return the keys of the state that only format 4 has (section 29)."""
        cells: dict[str, list[tuple[str, str, int]]] = {account: [] for account in PEOPLE_ACCOUNTS}
        for (account, *cell), number in sorted(self.accounts.items()):
            if account in cells and number:
                cells[account].append((cell[0], cell[1], number))
        waiting = [
            (one.event.hash, one.grade, one.event.kind, *one.event.parties)
            for one in self.entries.values()
            if one.row is None and not one.joint
        ]
        current = [(row, stack[-1]) for row, stack in sorted(self.register.items())]
        return {
            "accounts": {account: rows("site category count", cells[account]) for account in cells}
            | {account: self.accounts[account, *NO_CELL] for account in ITEM_ACCOUNTS},
            "attests": rows("event witness result", sorted((*key, result) for key, result in self.attests.items())),
            "register": rows(
                "kind key party event grade state",
                ((*row, entry.event.hash, entry.grade, entry.state) for row, entry in current),
            ),
            "waiting": rows("event grade kind party", sorted(waiting)),
        }


def rows(names: str, values: Iterable[tuple[Json, ...]]) -> list[dict[str, Json]]:
    """Return objects with these names."""
    return [dict(zip(names.split(), value, strict=True)) for value in values]


def sizes_of(events: Iterable[Event]) -> dict[str, int]:
    """Return how many items, people and kg openings and versions say together: slots in lists, or their number."""
    sizes = {"items": 0, "kg": 0, "people": 0}
    for event in events:
        for what in sizes:
            amount = event.inner[what]
            sizes[what] += amount if isinstance(amount, int) else len(amount)
    return sizes


def cells_of(body: Json) -> Counter[Cell]:
    """Return the people (or items) of an event per site and category."""
    return Counter({(cell["site"], cell["category"]): cell["count"] for cell in body["cells"]})


def effect_on(account: str, cells: Counter[Cell], factor: int = 1) -> Counter[Account]:
    """Return an effect on one account of people."""
    return Counter({(account, *cell): factor * people for cell, people in cells.items()})


# ---- Sections 7, 12, 14, 22, 28 and 29. Replay ------------------------------------------------------------------


def replay(log: Log, cut: Cut, where: str = "") -> State:
    """Return the state of a cut; what may not be refuses the log, what one party may say in vain is void."""
    state = State(parties=log.parties)
    for event in merge(log, cut):
        with at(event.place, f"{event.label}{where}: "):
            # Rule 1; `check_event` has compared the hash of the genesis event.
            need((event is log.genesis) == (not state.order), "stands before the genesis event in the order")
            step(state, event)
            state.order[event.hash] = event
    return state


def step(state: State, event: Event) -> None:
    """Judge an event, settle what its signing makes unopposed, and let it take effect, in this order."""
    lapsed = [keyid for keyid, _ in event.signatures if keyid not in state.keys and keyid not in event.added]
    if lapsed and event.kind != "genesis":
        need(event.feed not in state.parties, f"signed by key {lapsed[0]}, which is not in force")
        state.void.append((event, "key-not-in-force"))
        return
    state.due = due_at(state, event) if event.v > 1 else []
    steps = RULES[event.kind](state, event)
    try:
        next(steps)
    except BrokenRuleError as broken:
        if event.v == 1 or len(event.parties) == BOTH:
            raise
        state.void.append((event, broken.name))
    for movement in state.due:
        movement.unopposed = True
    next(steps, None)


def due_at(state: State, event: Event) -> list[Movement]:
    """Note the receipts that an event gives, and return the movements whose delay to object ends with it."""
    if event.kind == "attest":  # a witness is no party
        return []
    for feed, seen in event.seen.items():
        unseen = state.unseen.get(feed, deque())
        while unseen and unseen[0].line <= seen and not event.parties <= unseen[0].parties:
            version = unseen.popleft()
            movement = state.version(version.hash)
            if movement and not movement.joint:
                movement.receipt = event.at
                lapse(state, movement)
    due = []
    for party in event.parties:
        heap = state.received.get(party, [])
        while heap and heap[0][0] <= seconds_of(event.at):
            movement = state.version(heappop(heap)[-1].hash)
            if movement and not movement.joint:
                movement.overdue = state.grade(movement) == "disputed"
                due += [] if movement.overdue else [movement]
    return due


def lapse(state: State, movement: Movement) -> None:
    """Let the delay to object run for a version of which the other party has given its receipt."""
    heap = state.received.setdefault(other_party(state.parties, movement.party), [])
    ends = seconds_of(movement.receipt) + state.delay_seconds
    heappush(heap, (ends, movement.current.hash, movement.current))


class BrokenRuleError(RefusedError):
    """A rule of section 14 that makes the event of one party void, by this name, and a joint event a refusal."""

    def __init__(self, name: str, reason: str) -> None:
        """Keep ``name`` and ``reason``."""
        super().__init__(reason)
        self.name = name


def rule(holds: object, name: str, reason: str) -> None:
    """Break the rule of this name unless ``holds``."""
    if not holds:
        raise BrokenRuleError(name, reason)


# Each rule is a generator: what stands before its `yield` judges the event, what stands after it changes the state.


def on_genesis(state: State, event: Event) -> Iterator[None]:
    """Rule 1 of section 7; `keys_of_genesis` has looked at the keys."""
    yield
    state.v, state.agreement, state.deadline = (
        event.v,
        event.body["agreement"]["id"],
        event.body["agreement"]["deadline"],
    )
    state.witnesses = tuple(witnesses_of(event))
    state.delay_seconds = 60 * event.body["delay_to_object_minutes"]
    state.keys, state.disclosed = keys_of_genesis(event), event.body.get("slots")
    state.ever = dict(state.keys)


def on_keys(state: State, event: Event) -> Iterator[None]:
    """Section 14: a link of the chain of keys."""
    body, ever = event.body, dict(state.ever)
    need(body["version"] == state.keys_version + 1, f"version {state.keys_version + 1} of the keys is next")
    need(body["add"] or body["revoke"], "no key is added or revoked")
    add_keys(ever, event.added.values(), state.parties, state.witnesses)
    gone = [keyid for keyid in body["revoke"] if keyid not in state.keys]
    need(not gone, f"{gone} cannot be revoked, not in force")
    keys = {keyid: key for keyid, key in (state.keys | event.added).items() if keyid not in body["revoke"]}
    check_held(keys, state.parties)
    yield
    state.keys, state.ever, state.keys_version = keys, ever, body["version"]


def on_declare(state: State, event: Event) -> Iterator[None]:
    """Rule 2; `check_sidecars` looks at the sidecar."""
    need(event.body["scope"] not in state.declared, "this scope was declared before")
    check_baseline(event.body)
    yield
    declare(state, event)


def declare(state: State, event: Event) -> None:
    """Make an event the current declaration of its scope."""
    body = event.inner
    state.declared[body["scope"]] = event
    if body["scope"] == "people":
        state.roster = (body["slots"], body["root"])
        state.note(cells_of(body))


def check_baseline(body: Json, reinforced: int = 0) -> None:
    """Refuse a declaration that does not add up, with the people who came since."""
    total = cells_of(body).total() + reinforced
    need(total == body["slots"], f"the cells sum to {total}, not to {body['slots']} slots")
    need(body["scope"] == "items" or body["kg"] == 0, "people have no kg")


def on_amend(state: State, event: Event) -> Iterator[None]:
    """Section 14: a further version of a declaration or of a departure."""
    return (amend_declare if event.body["kind"] == "declare" else amend_depart)(state, event)


def amend_declare(state: State, event: Event) -> Iterator[None]:
    """Sections 14 and 29; `check_sidecars` looks whether the digests only append."""
    body, old = event.inner, state.declared.get(event.inner["scope"])
    if old is None or event.body["replaces"] != old.hash:
        raise RefusedError("does not replace the current declaration of its scope")
    need(body["version"] == old.inner["version"] + 1, f"version {old.inner['version'] + 1} is next")
    is_people = body["scope"] == "people"
    before = state.roster if is_people else (old.inner["slots"], old.inner["root"])
    check_baseline(body, state.total("reinforced") if is_people else 0)
    need(body["slots"] >= before[0], f"{body['slots']} slots; there were {before[0]}")
    if state.v > 3:
        pass  # section 29 asks below
    elif is_people:
        declared = cells_of(body)
        over = [cell for cell, people in state.cells.items() if people > declared[cell]]
        need(not over, f"more people of {over} have been taken")
    else:
        need(state.taken["kg"] <= body["kg"], f"{state.taken['kg']} kg have been taken")
    yield
    declare(state, event)
    state.grown[event.hash] = [(body["sidecar"], (body["slots"], body["root"]), before)]
    if state.v > 3:
        check_accounts(state, {cell for cells in state.at_site.values() for cell in cells})


def on_opening(state: State, event: Event) -> Iterator[None]:
    """Rule 3."""
    need(len(state.declared) == 2, "people and items are not both declared yet")
    need(not state.opening, "a second opening")
    need(not state.movements, "a departure stands before it")
    check_room(state, event)
    yield
    state.take(event)
    state.leave(event)
    state.opening.append(event)


def on_count(state: State, event: Event) -> Iterator[None]:
    """Keep the latest count of each party, or its seal; in format 3 a count opens a seal (section 22)."""
    body = dict(event.body)
    (party,) = event.parties
    movement = body["movement"]
    if "sealed" in body:
        yield
        state.seals[movement, party] = event
        return
    if event.v > 2:
        seal = state.seals.get((movement, party))
        other = (movement, other_party(state.parties, party))
        theirs = state.seals.get(other)
        if seal is None or seal.hash != body["opens"] or seal.hash in state.unsealed:
            raise BrokenRuleError("not-a-seal", "opens no seal of its party and movement that is still closed")
        said = {
            "genesis": event.payload["genesis"],
            "party": party,
            **{key: body[key] for key in ("movement", *SCOPES)},
        }
        digest = sha256(b"repli-count/1\x00" + from_base64(body["salt"]) + canonical(said)).hex()
        rule(digest == seal.body["sealed"], "seal-differs", "is not what was sealed")
        both = theirs is not None and event.seen.get(theirs.feed, 0) >= theirs.line
        rule(both, "not-both-sealed", "has seen no seal of the other party")
        body["blind"] = other not in state.known or state.known[other].get(seal.feed, 0) >= seal.line
    yield
    if event.v > 2:
        state.unsealed.add(body["opens"])
        before = state.known.get((movement, party), event.seen)
        state.known[movement, party] = {feed: min(n, event.seen.get(feed, 0)) for feed, n in before.items()}
    state.tallies[movement, party] = body
    look_again(state, state.movements.get(movement))


def look_again(state: State, movement: Movement | None) -> None:
    """Let the next event of the other party settle what was disputed when its delay ended and may no longer be."""
    if movement and movement.overdue:
        movement.overdue = False
        lapse(state, movement)


def on_depart(state: State, event: Event) -> Iterator[None]:
    """Rule 4; signed by both parties it is joint at once."""
    name, both = event.body["movement"], len(event.parties) == BOTH
    rule(len(state.declared) == 2, "not-declared", "people and items are not both declared yet")
    rule(not is_known(state, name), "movement-known", "this movement departed before")
    check_room(state, event, joint=both)
    check_open(state, {site for site, _ in cells_of(event.body)})
    yield
    state.take(event)
    state.await_receipt(event)
    state.movements[name] = Movement(event)
    if both:
        state.settle(state.movements[name])


def is_known(state: State, name: str) -> bool:
    """Say whether a movement has a version, was cancelled, or is a transfer."""
    return name in state.movements or name in state.cancelled or name in state.transfers


def check_open(state: State, sites: set[str]) -> None:
    """The last rule of sections 28: nobody is moved from or to a site that was closed."""
    closed = sorted(site for site in sites if state.current("close", site))
    rule(not closed, "site-closed", f"{closed} was closed before")


def check_room(
    state: State, event: Event, old: Event | None = None, *, was_joint: bool = False, joint: bool = False
) -> None:
    """What rules 3 to 5 ask of an opening, and the last of a departure; what ``old`` took is given back."""
    body, sizes = event.inner, sizes_of([event])
    before, given_back = cells_of(old.inner) if old else Counter[Cell](), sizes_of([old] if old else [])
    if event.v < 3:
        check_slots(state, body, old)
    counted, people = cells_of(body), sizes["people"]
    rule(counted.total() == people, "cells-do-not-sum", f"the cells sum to {counted.total()}, not to {people} people")
    if state.v > 3:
        with tried(state, event, old, was_joint=was_joint, joint=joint):
            check_accounts(state, {*counted, *before})
        return
    declared, items = cells_of(state.declared["people"].inner), state.declared["items"].inner
    for cell in counted:
        total = state.cells[cell] - before[cell] + counted[cell]
        reason = f"{total} people of {'/'.join(cell)}; {declared[cell]} were declared"
        rule(total <= declared[cell], "cell-over-baseline", reason)
    sums = {what: state.taken[what] - given_back[what] + sizes[what] for what in ("items", "kg")}
    rule(
        sums["items"] <= items["slots"], "items-over-baseline", f"{sums['items']} items; {items['slots']} were declared"
    )
    rule(sums["kg"] <= items["kg"], "kg-over-baseline", f"{sums['kg']} kg; {items['kg']} were declared")


@contextmanager
def tried(state: State, event: Event, old: Event | None, *, was_joint: bool, joint: bool) -> Iterator[None]:
    """Take ``event`` in the place of ``old`` for a while, so that section 29 is asked of what would be."""
    steps = [(event, 1, joint or event.kind == "opening"), *([(old, -1, was_joint)] if old else [])]

    def take(sign: int) -> None:
        for version, factor, gone in steps:
            state.take(version, sign * factor)
            if gone:
                state.leave(version, sign * factor)

    take(1)
    try:
        yield
    finally:
        take(-1)


def cells_in(accounts: Iterable[Account]) -> set[Cell]:
    """Return the cells of accounts."""
    return {(site, category) for _, site, category in accounts}


def present_at(state: State, declared: Counter[Cell], cell: Cell) -> int:
    """Return how many people are present, by the equation of section 29; `cells` are those out and those awaiting."""
    came = ("reinforced", "transferred_in", "returned")
    went = ("in_transit", "retained", "asylum", "medevac", "died", "transferred_out")
    accounts = state.accounts
    stay = declared[cell] + sum(accounts[one, *cell] for one in came) - sum(accounts[one, *cell] for one in went)
    return stay - state.cells[cell]


def check_accounts(state: State, cells: set[Cell]) -> None:
    """The rules of section 29, in their order, where something has changed."""
    accounts = state.accounts
    declared, items = cells_of(state.declared["people"].inner), state.declared["items"].inner
    cells, amounts = cells - {NO_CELL}, {what: accounts[what, *NO_CELL] for what in ITEM_ACCOUNTS}
    below = [(one, *cell) for cell in cells for one in PEOPLE_ACCOUNTS if accounts[one, *cell] < 0]
    below += [(what, *NO_CELL) for what, amount in amounts.items() if amount < 0]
    over = sorted(cell for cell in cells if accounts["returned", *cell] > accounts["counted", *cell])
    rule(not below, "account-below-zero", f"below 0: {below}")
    rule(not over, "account-below-zero", f"more people of {over} have returned than departed")
    held, gone = amounts["items_held"], accounts["gone_items", *NO_CELL]
    rule(held <= gone, "account-below-zero", f"{held} items are held; {gone} have departed")
    present = {cell: present_at(state, declared, cell) for cell in cells}
    short = sorted(cell for cell, people in present.items() if people < 0)
    rule(not short, "cell-over-baseline", f"more people of {short} than there are")
    for what, most in (("items", items["slots"]), ("kg", items["kg"])):
        used = state.taken[what] + amounts[f"{what}_disposed"] + amounts[f"{what}_lost"]
        rule(used <= most, f"{what}-over-baseline", f"{used} {what}; {most} were declared")
    check_empty(state, {cell: people for cell, people in present.items() if state.current("close", cell[0])})


def check_empty(state: State, present: Mapping[Cell, int]) -> None:
    """Refuse people in these cells, awaiting, under way from there or to their sites."""
    for cell, people in present.items():
        awaiting = state.cells[cell] - state.accounts["opened", *cell] - state.accounts["counted", *cell]
        under_way = state.accounts["in_transit", *cell], state.accounts["under_way", cell[0], ""]
        reason = f"{cell}: {people} present, {awaiting} awaiting, {under_way[0]} under way from there"
        rule(not (people or awaiting or any(under_way)), "site-not-empty", reason)


def check_slots(state: State, body: Json, old: Event | None) -> None:
    """Refuse a slot that is taken, but by ``old``, or out of range."""
    for scope in SCOPES:
        for slot in body[scope]:
            holder = state.holders.get((scope, slot), old)
            where = f"{holder.label} ({holder.place})" if holder else ""
            rule(holder is old, "slot-taken", f"slot {slot} of {scope} is already in {where}")
    for scope in SCOPES:
        slots = state.declared[scope].inner["slots"]
        last = max(body[scope], default=-1)
        rule(last < slots, "slot-outside", f"slot {last} of {scope} is out of range: {slots} slots were declared")


def amend_depart(state: State, event: Event) -> Iterator[None]:
    """Section 14: a new version of a movement, or a rival of the current one."""
    replaced = state.versions.get(event.body["replaces"])
    movement = state.movements.get(replaced.inner["movement"]) if replaced else None
    if replaced is None or movement is None:
        raise BrokenRuleError("not-a-version", "replaces no version of a movement")
    rule(event.inner["movement"] == movement.name, "other-movement", "is about another movement")
    both = len(event.parties) == BOTH
    mine = both if movement.joint else event.parties & replaced.parties
    rule(mine, "not-yours", "not signed by both, for a joint movement, or by who signed what it replaces")
    if replaced is not movement.current:
        need(not both, "replaces a version that is not current")
        yield
        movement.rivals[event.hash], movement.unopposed = event, False
        return
    check_room(state, event, replaced, was_joint=movement.joint, joint=both)
    check_open(state, {site for site, _ in cells_of(event.inner)})
    yield
    state.replace(movement, event)
    if both:
        state.settle(movement)


def on_dispute(state: State, event: Event) -> Iterator[None]:
    """Sections 14 and 28: a party objects to what the other said alone."""
    movement, entry = state.version(event.body["event"]), state.entry(event.body["event"])
    if entry:
        rule(not entry.joint, "joint-stands", "the entry is joint")
        rule(not event.parties & entry.event.parties, "not-yours", "its party signed what it disputes")
        yield
        for party in event.parties:
            entry.disputes[party, event.body["field"]] = event
        return
    if movement is None or event.body["field"] == "entry":
        raise BrokenRuleError("not-a-version", "is about no current version")
    rule(not movement.joint, "joint-stands", "the movement is joint")
    rule(not event.parties & movement.current.parties, "not-yours", "its party signed what it disputes")
    rule(not movement.unopposed and movement not in state.due, "delay-passed", "the delay to object has passed")
    yield
    for party in event.parties:
        movement.disputes[party, event.body["field"]] = event


def on_cancel(state: State, event: Event) -> Iterator[None]:
    """Sections 14 and 28: a movement or an entry is taken out, or a dispute is closed."""
    target, kind = event.body["event"], event.body.get("kind")
    movement, entry = state.version(target), state.entry(target)
    if entry is not None:
        yield from cancel_entry(state, event, entry)
        return
    if movement is not None:
        rule(kind in {None, "depart"}, "not-a-version", f"is about a departure, not a {kind}")
        mine = len(event.parties) == BOTH if movement.joint else event.parties & movement.current.parties
        rule(mine, "not-yours", "not signed by both, for a joint movement, or by who signed what it cancels")
        yield
        state.take(movement.current, -1)
        state.cancelled.add(movement.name)
        del state.movements[movement.name]
        if movement.joint and state.v > 3:
            state.leave(movement.current, -1)
            check_accounts(state, {*cells_of(movement.current.inner)})
        return
    dispute = state.order.get(target, event)
    about = dispute.body["event"] if dispute.kind == "dispute" and kind in {None, "dispute"} else ""
    disputed = state.version(about) or state.entry(about)
    key = next((key for key, opened in disputed.disputes.items() if opened is dispute), None) if disputed else None
    if disputed is None or key is None:
        raise BrokenRuleError("not-a-version", "is about no current version and no open dispute")
    rule(key[0] in event.parties, "not-yours", "its party did not open the dispute")
    yield
    del disputed.disputes[key]
    if isinstance(disputed, Movement):
        look_again(state, disputed)


def cancel_entry(state: State, event: Event, entry: Entry) -> Iterator[None]:
    """Section 28: an entry is taken out, its effect is undone, and the one before it in its row is current again."""
    said = entry.event
    rule(event.body["kind"] == said.kind, "not-a-version", f"is about a {said.kind}, not a {event.body['kind']}")
    mine = len(event.parties) == BOTH if entry.joint else event.parties & said.parties
    rule(mine, "not-yours", "not signed by both, for a joint entry, or by who signed what it cancels")
    need(not (entry.joint and said.kind == "reinforce"), "people who came jointly cannot be cancelled")
    need(not entry.arrived, "a transfer that has arrived jointly cannot be cancelled")
    yield
    del state.entries[said.hash]
    if entry.row is not None:
        state.register[entry.row].pop()
        if not state.register[entry.row]:
            del state.register[entry.row]
    if said.kind == "transfer":
        del state.transfers[said.body["movement"]]
    if entry.transfer is not None:
        entry.transfer.arrived = False
    if entry.effect:
        state.change(entry.effect, -1)
        check_accounts(state, entry.cells)


def on_resolve(state: State, event: Event) -> Iterator[None]:
    """Sections 14 and 28: both parties settle on the current version, on a rival of it, or on an entry."""
    target = event.body["event"]
    entry = state.entry(target)
    if entry is not None:
        need(not entry.joint, "the entry is joint")
        yield
        accept(state, event, [entry])
        return
    rival = state.order.get(target, event)
    name = rival.inner["movement"] if rival.kind == "amend" and rival.body["kind"] == "depart" else ""
    rivalled = [one for one in (state.movements.get(name),) if one and target in one.rivals]
    movement = state.version(target) or next(iter(rivalled), None)
    if movement is None or movement.joint:
        raise RefusedError("is about no current version or rival of a movement that is not joint")
    chosen = movement.rivals.get(target, movement.current)
    if chosen is not movement.current:
        check_room(state, chosen, movement.current, joint=True)
    yield
    if chosen is not movement.current:
        state.replace(movement, chosen)
    state.settle(movement)
    movement.disputes, movement.rivals = {}, {}


def on_minutes(state: State, event: Event) -> Iterator[None]:
    """Rule 6, what section 14 puts in its place, and section 28."""
    entries = [entry for entry in map(state.entry, event.body["accepts"]) if entry]
    others = [one for one in event.body["accepts"] if not state.entry(one)]
    accepted = [(one, state.version(one)) for one in others]
    need(all(one.grade == "unilateral" for one in entries), "accepts an entry that is joint or disputed")
    unknown = [one["event"] for one in event.body.get("escalated", ()) if one["event"] not in state.order]
    need(not unknown, f"escalates {unknown}, no events before it")
    for event_hash, movement in accepted:
        if movement is None or movement.joint:
            raise RefusedError(f"{event_hash} is not a unilateral departure before it")
        party = "" if movement.unopposed else state.other_count(movement)
        named = f"{movement.name} is not that of {movement.current.place}"
        need(not party, f"the count of {party} for {named}")
        need(state.grade(movement) != "disputed", f"{event_hash} is disputed")
    yield
    for _, movement in accepted:
        if movement is not None:
            state.settle(movement)
    accept(state, event, entries)


def on_publish(state: State, event: Event) -> Iterator[None]:
    """Rule 7; `check_sidecars` looks for the texts."""
    body, wanted = event.body, len(state.publications) + 1
    need(len(state.declared) == 2, "people and items are not both declared yet")
    need(body["number"] == wanted, f"number {wanted} is next")
    need(body["state"] == state.digest(), "`state` is not the digest of the events before it")
    right = figures(state)
    for given, one in zip(body["figures"], right, strict=False):
        need(given == one, f"figure {figure_text(given)} was published; the events give {figure_text(one)}")
    need(len(body["figures"]) == len(right), f"{len(body['figures'])} figures, not {len(right)}")
    joint = state.joint()
    yield
    told = {one["name"]: one["value"] for one in right}
    returned = state.total("returned")
    state.publications.append(Publication(event, told, joint, sizes_of(state.opening), returned))
    if told["people_remaining"] == 0:
        state.closed = state.closed or event


def on_correct(state: State, event: Event) -> Iterator[None]:
    """Section 14: what a publication should have told of the movements that it counted."""
    body = event.body
    said = [one for one in state.publications if one.event.hash == body["publish"]][:1]
    need(said and body["number"] == said[0].event.body["number"], "`publish` and `number` are not a publication")
    told, opened = said[0].told, said[0].opened
    kept = [state.movements[name].current for name in said[0].joint if name in state.movements]
    sizes = sizes_of(kept)
    counted = sizes["people"] - said[0].returned
    departed = opened["people"] + counted
    stay = told["people_baseline"] + told.get("people_reinforced", 0)
    outside = told.get("people_retained", 0) + told.get("people_otherwise", 0)
    right = told | {
        "people_counted": counted,
        "people_departed": departed,
        "people_remaining": stay - departed - outside,
        "items_departed": opened["items"] + sizes["items"],
        "kg_departed": opened["kg"] + sizes["kg"],
        "movements_departed": len(kept),
    }
    values = [{"name": name, "new": right[name], "old": told[name]} for name in FIGURES if right[name] != told[name]]
    need(values and body["values"] == values, "`values` are not what the movements it counted add up to now")
    yield
    said[0].told = right


# ---- Section 28. Entries: the register, and what waits until both stand behind it --------------------------------

ACCOUNT_KINDS = {"reinforce", "transfer", "status", "dispose"}
# The key of a row: a member of the body, or the same for all.
ROW_KEYS = {
    "arrive": "movement",
    "calendar": "",
    "clearance": "reference",
    "close": "site",
    "extend": "",
    "handover": "site",
    "incident": "incident",
    "inspect": "inspection",
    "manifest": "movement",
    "obligation": "clause",
}
ONE_ROW = {"calendar": "calendar", "extend": "deadline"}
# From the state of the current entry (or none) to those that may follow.
STEPS = {
    kind: {before: set(after.split("|")) for before, after in steps.items()}
    for kind, steps in objects("""
clearance   none:requested refused:requested silent:requested expired:requested revoked:requested
  requested:requested|granted|refused|silent granted:used|amended|expired|revoked amended:used|amended|expired|revoked
close       none:closed|evacuated|in-liquidation evacuated:closed|in-liquidation closed:in-liquidation
manifest    none:open|closed open:open|closed closed:open
""").items()
}
# What a joint status does: the accounts that grow, or with a minus shrink.
PEOPLE_STATUS = {status: (status, 1) for status in ("asylum", "died", "medevac", "retained", "returned")}
PEOPLE_STATUS |= {"released": ("retained", -1), "no-show": ("", 0)}
ITEM_STATUS = {"held": ("held", 1), "freed": ("held", -1), "lost": ("lost", 1), "found": ("lost", -1)}
# Their lists give slots back (section 30): of people, or of items.
GIVING = {"returned": SCOPES.index("people"), "released": SCOPES.index("people"), "found": SCOPES.index("items")}


def on_entry(state: State, event: Event) -> Iterator[None]:
    """An entry stands in its row of the register at once; on the accounts it has an effect when it is joint."""
    entry = Entry(event, len(state.order), row_of(event))
    if entry.row is not None:
        current = state.current(*entry.row)
        entry.state = row_state(state, event)
        step_holds = may_step(state, event, current, entry.state)
        rule(step_holds, "no-such-step", f"no step from {current.state if current else 'none'} to {entry.state}")
        CHECKS.get(event.kind, no_check)(state, event, current)
    if event.kind in ACCOUNT_KINDS:
        check_account(state, event)
    yield
    state.entries[event.hash] = entry
    if event.kind == "transfer":
        state.transfers[event.body["movement"]] = entry
    if entry.row is not None:
        stack = state.register.setdefault(entry.row, [])
        for before in stack[-1:]:
            before.disputes = {}
        stack.append(entry)
    if len(event.parties) == BOTH:
        accept(state, event, [entry])


def row_of(event: Event) -> Row | None:
    """Return the row of the register in which an entry stands, if it is of a register kind."""
    if event.kind not in ROW_KEYS:
        return None
    key = ONE_ROW.get(event.kind) or event.body[ROW_KEYS[event.kind]]
    alone = event.kind in {"incident", "obligation"} and len(event.parties) < BOTH
    return event.kind, key, next(iter(event.parties)) if alone else ""


def row_state(state: State, event: Event) -> str:
    """Return the state that an entry gives to its row."""
    body, kind = event.body, event.kind
    if kind == "arrive":
        told = moved(state, body["movement"])
        return "equal" if told and all(sizes_of([told])[one] == body[one] for one in SCOPES) else "unequal"
    if kind == "close":
        by_act = "evacuated" if body["act"] == "0" * 64 else "closed"
        return "in-liquidation" if body["liquidation"] else by_act
    if kind == "incident":
        return "agreed" if len(event.parties) == BOTH else "account"
    names = {"calendar": "version", "extend": "deadline", "inspect": "result", "handover": ""}
    return str(body[names.get(kind, "state")]) if kind != "handover" else "act"


def moved(state: State, name: str) -> Event | None:
    """Return the current version of a movement, or the transfer, if it is joint."""
    movement, transfer = state.movements.get(name), state.transfers.get(name)
    if movement:
        return movement.current
    return transfer.event if transfer and transfer.joint else None


def may_step(state: State, event: Event, current: Entry | None, new: str) -> bool:
    """Say whether an entry may follow the current one of its row."""
    body, before = event.body, current.state if current else "none"
    if event.kind in STEPS:
        return new in STEPS[event.kind].get(before, ())
    if event.kind == "calendar":
        version, replaced = (current.event.body["version"], current.event.hash) if current else (0, "0" * 64)
        return bool(body["version"] == version + 1 and body["replaces"] == replaced)
    if event.kind == "extend":
        version, deadline = (current.event.body["version"], current.state) if current else (1, state.deadline)
        return bool(body["version"] == version + 1 and body["deadline"] > deadline)
    return event.kind != "obligation" or new != before


Check = Callable[["State", Event, "Entry | None"], None]


def no_check(_state: State, _event: Event, _current: Entry | None) -> None:
    """Ask nothing more."""


def check_arrive(state: State, event: Event, _current: Entry | None) -> None:
    """Refuse the arrival of what never left, or of a transfer that has arrived."""
    name = event.body["movement"]
    transfer = state.transfers.get(name)
    rule(moved(state, name), "not-a-movement", f"{name} is no movement and no joint transfer")
    rule(not (transfer and transfer.arrived), "already-arrived", f"{name} has arrived")


def check_clearance(state: State, event: Event, current: Entry | None) -> None:
    """Refuse a clearance of another issuer, or one by whom it is not for to say so."""
    body, issuer = event.body, event.body["issuer"]
    rule(not current or current.event.body["issuer"] == issuer, "other-issuer", "another issuer than before")
    if body["state"] in {"granted", "amended", "refused", "revoked"}:
        first = next(iter(state.register.get(("clearance", body["reference"], ""), ())), None)
        asked = first.event.parties if first else event.parties
        rule(event.parties == ({issuer} if issuer else asked), "not-the-issuer", "not signed by the issuer")
    rule(body["state"] != "requested" or issuer not in event.parties, "own-clearance", "asks itself for clearance")


def check_close(state: State, event: Event, _current: Entry | None) -> None:
    """Refuse the end of a site at which somebody is, or without the act that it names."""
    site = event.body["site"]
    declared = cells_of(state.declared["people"].inner) if "people" in state.declared else Counter[Cell]()
    cells = state.at_site.get(site, set())
    check_empty(state, {cell: present_at(state, declared, cell) for cell in cells})
    act = state.current("handover", site)
    named = event.body["act"] in {"0" * 64, act.event.hash if act else ""}
    rule(named, "no-act", "the act is not that of the current handover of the site")


def check_manifest(state: State, event: Event, _current: Entry | None) -> None:
    """Refuse a manifest of what has departed, or one that does not add up."""
    body, name = event.body, event.body["movement"]
    transfer = state.transfers.get(name)
    gone = name in state.movements or name in state.cancelled or (transfer is not None and transfer.joint)
    rule(not gone, "movement-departed", f"{name} has departed or was cancelled")
    adds_up = cells_of(body).total() == body["people"] >= body["infants"]
    rule(adds_up, "cells-do-not-sum", "the cells do not sum to the people, or there are more infants")


CHECKS: dict[str, Check] = {
    "arrive": check_arrive,
    "clearance": check_clearance,
    "close": check_close,
    "manifest": check_manifest,
}


def check_account(state: State, event: Event) -> None:
    """What an entry that will change the accounts must keep when it is written."""
    body, kind = event.body, event.kind
    rule(len(state.declared) == 2, "not-declared", "people and items are not both declared yet")
    people, items, kg = (body.get(what, 0) for what in ("people", "items", "kg"))
    cells = cells_of(body) if "cells" in body else Counter[Cell]()
    rule(cells.total() == people, "cells-do-not-sum", f"the cells sum to {cells.total()}, not to {people} people")
    fits_scope = people or (items and kind != "reinforce")
    if kind == "status":
        of_people = body["status"] in PEOPLE_STATUS
        fits_scope = people and not (items or kg) if of_people else items and not people
    rule(fits_scope, "wrong-scope", f"{people} people, {items} items and {kg} kg")
    rule(body.get("status") != "no-show" or body["movement"], "wrong-scope", "names no movement")
    sites = {site for site, _ in cells}
    if kind == "transfer":
        rule(not is_known(state, body["movement"]), "movement-known", "this movement departed before")
        rule(body["to"] not in sites, "wrong-scope", "comes from the site where it goes")
        sites.add(body["to"])
    lock_holds = kind != "dispose" or not body["locked"] or body["how"] not in {"gift", "sell"}
    rule(lock_holds, "lock-forbids", "locked items are neither given nor sold")
    if kind != "status" or body["status"] in {"returned", "released"}:
        check_open(state, sites)


def accept(state: State, event: Event, entries: list[Entry]) -> None:
    """Make entries joint by an event of both, all of it together (sections 28 and 29)."""
    changed = set[Cell]()
    for entry in sorted(entries, key=lambda entry: entry.number):
        if entry.event.kind == "reinforce":
            grow(state, event, entry.event.body)
        entry.effect = effect_of(state, entry)
        state.change(entry.effect)
        entry.joint, entry.disputes = True, {}
        changed |= entry.cells
    if changed:
        check_accounts(state, changed)


def grow(state: State, event: Event, body: Json) -> None:
    """Append those who came to the roster; `check_sidecars` looks whether the digests only append."""
    slots = state.roster[0] + body["people"]
    need(body["slots"] == slots, f"{body['slots']} slots; {state.roster[0]} and those who came are {slots}")
    tree = (body["slots"], body["root"])
    state.grown.setdefault(event.hash, []).append((body["sidecar"], tree, state.roster))
    state.roster = tree


def effect_of(state: State, entry: Entry) -> Counter[Account]:
    """Return what an entry that becomes joint does to the accounts."""
    body, kind = entry.event.body, entry.event.kind
    if kind == "reinforce":
        return effect_on("reinforced", cells_of(body))
    if kind == "transfer":
        return effect_on("in_transit", cells_of(body)) + Counter({("under_way", body["to"], ""): 1})
    if kind == "arrive":
        return arrival(state, entry)
    if kind == "dispose" and body["stage"] == "done":
        return Counter({(f"{what}_disposed", *NO_CELL): body[what] for what in ("items", "kg")})
    return status_effect(body) if kind == "status" else Counter()


def status_effect(body: Json) -> Counter[Account]:
    """Return what a status of people or of items does to the accounts."""
    if body["status"] in PEOPLE_STATUS:
        account, factor = PEOPLE_STATUS[body["status"]]
        return effect_on(account, cells_of(body), factor) if account else Counter()
    account, factor = ITEM_STATUS[body["status"]]
    kept = ("items", "kg") if account == "lost" else ("items",)
    return Counter({(f"{what}_{account}", *NO_CELL): factor * body[what] for what in kept})


def arrival(state: State, entry: Entry) -> Counter[Account]:
    """Return what the end of a joint transfer does; nothing if the movement is none, or is no more."""
    body = entry.event.body
    transfer = state.transfers.get(body["movement"])
    if transfer is None or not transfer.joint or transfer.arrived:
        return Counter()
    said = transfer.event.body
    same = all(body[what] == said[what] for what in SCOPES)
    rule(same, "account-below-zero", "not the people and items of the transfer: somebody would be left under way")
    entry.transfer, transfer.arrived = transfer, True
    left, effect = cells_of(said), Counter[Account]({("under_way", said["to"], ""): -1})
    for account, factor in (("in_transit", -1), ("transferred_out", 1)):
        effect.update(effect_on(account, left, factor))
    effect.update({("transferred_in", said["to"], category): n for (_, category), n in by_category(left).items()})
    return effect


def by_category(cells: Counter[Cell]) -> Counter[Cell]:
    """Return the people of each category, wherever they are."""
    total = Counter[Cell]()
    for (_, category), people in cells.items():
        total["", category] += people
    return total


def on_attest(state: State, event: Event) -> Iterator[None]:
    """Section 28: a witness says something of an event before it."""
    (witness,) = event.parties
    target = event.body["event"]
    rule(target in state.order, "not-an-event", "is about no event before it")
    yield
    state.attests[target, witness] = event.body["result"]


ENTRIES = dict.fromkeys([*ROW_KEYS, *sorted(ACCOUNT_KINDS)], on_entry)
RULES: Mapping[str, Callable[[State, Event], Iterator[None]]] = ENTRIES | {
    "genesis": on_genesis,
    "keys": on_keys,
    "declare": on_declare,
    "amend": on_amend,
    "opening": on_opening,
    "count": on_count,
    "depart": on_depart,
    "dispute": on_dispute,
    "cancel": on_cancel,
    "resolve": on_resolve,
    "minutes": on_minutes,
    "publish": on_publish,
    "correct": on_correct,
    "attest": on_attest,
}


# ---- Sections 8, 15 and 30. Figures ---------------------------------------------------------------------------


def figures(state: State) -> list[dict[str, Json]]:
    """Return the figures with their grades, in order; both baselines are declared."""
    opened, gone = sizes_of(state.opening), sizes_of(state.departed())
    reinforced, retained = state.total("reinforced"), state.total("retained")
    otherwise, returned = state.total("asylum", "medevac", "died"), state.total("returned")
    people, items = state.roster[0] - reinforced, state.declared["items"].inner["slots"]
    departed = gone["people"] - returned
    grades = {part: "declared" if amount > 0 else "joint" for part, amount in opened.items()}
    rows = [
        ("joint", people),
        ("declared", opened["people"]),
        ("joint", departed - opened["people"]),
        (grades["people"], departed),
        (grades["people"], people + reinforced - departed - retained - otherwise),
        ("joint", items),
        (grades["items"], gone["items"]),
        (grades["kg"], gone["kg"]),
        ("joint", len(state.joint())),
    ]
    for grade in ("unopposed", "unilateral", "disputed") if state.v > 1 else ():
        of_grade = [one.current for one in state.movements.values() if state.grade(one) == grade]
        rows.append((grade, sizes_of(of_grade)["people"]))
    closed = sum(kind == "close" for kind, _, _ in state.register)
    amounts = (reinforced, retained, otherwise, state.accounts["items_disposed", *NO_CELL], closed)
    rows += [("joint", amount) for amount in amounts if state.v > 3]
    return [{"grade": g, "name": name, "value": n} for name, (g, n) in zip(FIGURES_OF[state.v], rows, strict=True)]


def figure_text(figure: Json) -> str:
    """Return a figure for a person."""
    return f"{shown(figure['name'])} {figure['value']} ({figure['grade']})"


# ---- Sections 9 and 21. Sidecars ------------------------------------------------------------------------------


def check_sidecars(log: Log, state: State) -> None:
    """Refuse a sidecar that is missing (but for slots, section 23), or is not what each event that names it says."""
    events = {event.hash: event for feed in log.feeds.values() for event in feed}
    done = set[tuple[Json, ...]]()  # thousands of events may name one large file
    for event in events.values():
        with at(event.place, f"{event.label}: "):
            for claim in claims_of(event, state):
                if claim not in done:
                    check_sidecar(log, event, *claim)
                    done.add(claim)


def claims_of(event: Event, state: State) -> Iterator[tuple[Json, ...]]:
    """Yield what an event says of each sidecar that it names: its name, what it is, and sizes and roots of trees.

    That a roster only grows is said by the event that makes it so: an amendment, or what makes a `reinforce` joint.
    """
    kind, body = event.body["kind"] if event.kind == "amend" else event.kind, event.inner
    if event.kind == "declare":
        yield body["sidecar"], "digests", (body["slots"], body["root"])
    elif kind == "publish":
        yield from ((text["sha256"], "text") for text in body["texts"])
    elif kind == "reinforce":
        yield body["sidecar"], "unread"
    elif kind in {"status", "dispose", "transfer", "inspect"} or (kind in {"opening", "depart"} and event.v > 2):
        yield body["slots"], "unread"
    yield from ((sidecar, "digests", *trees) for sidecar, *trees in state.grown.get(event.hash, ()))


def check_sidecar(log: Log, event: Event, name: str, what: str, *trees: tuple[int, str]) -> None:
    """Refuse a sidecar of which what an event says does not hold; one that is unread here may be missing."""
    path, named = f"sidecar/{name}", f"named by {event.label}, {event.place}: "
    if what == "unread" and path not in log.folder.files:
        return
    need(path in log.folder.files, f"{path} is missing")
    data, digests = log.folder.read(path, SIDECAR_BYTES), list[bytes]()
    if what == "digests":
        digests = list(read_lines(data, lambda line: hash_of_base64(line.decode()), path, named))
    elif what == "text" and not is_text(data):  # then a line of it is not
        deque(read_lines(data, check_text_line, path, named), maxlen=0)
    need(sha256(data).hex() == name, f"{named}its bytes are not those that its name says", path)
    if what == "digests":
        check_digests(digests, *trees)


def read_lines(data: bytes, read_line: Callable[[bytes], bytes], path: str, named: str) -> Iterator[bytes]:
    """Yield ``read_line`` of each line; what is wrong has the place of the line."""
    for number, line in enumerate(io.BytesIO(data), start=1):
        try:
            need(line[-1:] == b"\n", "does not end in a newline")
            read = read_line(line[:-1])
        except (RefusedError, ValueError) as error:
            with at(f"{path} line {number}", named):
                raise error from None
        yield read


def is_text(data: bytes) -> bool:
    """Say at once whether all lines of a communique are plain NFC text: newlines are no part of what NFC composes."""
    with suppress(RefusedError, ValueError):
        return not check_text_line(data) and data[-1:] in {b"", b"\n"}
    return False


def check_text_line(line: bytes) -> bytes:
    """Refuse a line of a communique that is not plain NFC text."""
    text = line.decode()
    need(unicodedata.is_normalized("NFC", text), "not in Unicode normal form C")
    need("\r" not in text and "\ufeff" not in text, "a carriage return or a byte order mark")
    return b""


def check_digests(digests: list[bytes], new: tuple[int, str], *old: tuple[int, str]) -> None:
    """Rule 2: a digest for each slot, and the tree head that both parties signed; a later version only appends."""
    need(len(digests) == new[0], f"{new[0]} slots, but {len(digests)} digests in its sidecar")
    leaves = [sha256(b"\x00" + digest) for digest in digests]
    need(tree_head(leaves).hex() == new[1], "`root` is not the tree head of its sidecar")
    for slots, root in old:
        kept = tree_head(leaves[:slots]).hex() == root
        need(kept, "its first digests are not those of the version that it replaces")


# ---- Sections 23 and 30. Lists of slots: from format 3 a file beside what takes them, to be there in time ---------


@dataclass(slots=True)
class Lists:
    """What is told of the lists of slots."""

    disclosed: int = 0
    undisclosed: int = 0
    faults: list[dict[str, str]] = field(default_factory=list)


def check_lists(log: Log, state: State, joint_at: str, as_of: str | None) -> Lists:
    """Refuse a fault in a list that both parties stand behind, and tell the faults of the others."""
    rows, slots = listed(state), {scope: state.declared[scope].inner["slots"] for scope in state.declared}
    if state.v > 3 and slots:
        slots["people"] = state.roster[0]
    told, seen = Lists(), SlotFiles(log, slots)
    seen.expect([event for event, _ in rows if is_giving(event)])
    for event, joint in rows:
        there, overdue = seen.path_of(event) in log.folder.files, is_due(state, event, joint_at)
        told.disclosed += there
        told.undisclosed += not there
        fault = seen.fault_of(event) if there else "slots-overdue" if overdue or is_due(state, event, as_of) else ""
        need(not (joint and fault and (there or overdue)), fault, event.place)  # what only the reader's time makes due
        told.faults += [{"place": event.place, "reason": fault}] if fault else []  # is told
    check_given([event for event, joint in rows if joint], seen)
    return told


def check_given(events: list[Event], seen: SlotFiles) -> None:
    """Number 6: refuse a list that gives back more often what was taken so often, where all takes are there to see."""
    given = [event for event in events if is_giving(event) and seen.path_of(event) in seen.log.folder.files]
    taken = {
        status: seen.count([one for one in events if gives_back(status, one)], status) for status in GIVING if given
    }
    so_far = {status: Counter[int]() for status in GIVING}
    lists: dict[str, list[int]] = {}
    for event in given:
        status, path = event.body["status"], seen.path_of(event)
        most = taken[status]
        if most is not None:
            lists[path] = lists.get(path) or seen.read(path)[GIVING[status]]
            so_far[status].update(lists[path])
            over = any(so_far[status][slot] > most[slot] for slot in lists[path])
            need(not over, "slot-not-taken", event.place)


def gives_back(status: str, event: Event) -> bool:
    """Say whether a list of this status gives back what the list of an event took."""
    if status == "returned":
        return event.kind in {"depart", "amend"}
    return bool(event.body.get("status") == {"released": "retained", "found": "lost"}[status])


def listed(state: State) -> list[tuple[Event, bool]]:
    """Return the events whose lists are judged, and whether both stand behind them: in the order of section 30."""
    place = {event_hash: number for number, event_hash in enumerate(state.order)}
    movements = sorted(state.movements.values(), key=lambda one: place[one.current.hash])
    entries = [one.event for one in state.entries.values() if one.joint and is_listed(one.event)]
    rows = [(event, True) for event in entries if is_giving(event)]
    rows += [(event, True) for event in state.opening]
    rows += [(one.current, True) for one in movements if one.joint]
    rows += [(event, True) for event in entries if not is_giving(event)]
    rows += [(one.current, False) for one in movements if not one.joint]
    return rows if state.v > 2 else []


def is_listed(event: Event) -> bool:
    """Say whether the list of an entry is judged."""
    status = event.body.get("status", "")
    return status in {*PEOPLE_STATUS, "lost", "found"} - {"no-show"} or event.body.get("stage") == "done"


def is_giving(event: Event) -> bool:
    """Say whether a list gives slots back."""
    return event.body.get("status") in GIVING


def is_due(state: State, event: Event, time: str | None) -> bool:
    """Say whether the list of an event should be public at a time."""
    start = event if state.disclosed["from"] == "event" else state.closed
    seconds = 60 * state.disclosed["minutes"]
    return time is not None and start is not None and seconds_of(time) - seconds_of(start.at) >= seconds


@dataclass(slots=True)
class SlotFiles:
    """The lists looked at so far; how often a file is read does not grow with the events that name it.

    But for those whose slots are given back (section 30): they may be taken so many times more.
    """

    log: Log
    slots: dict[str, int]
    taken: dict[str, set[int]] = field(default_factory=lambda: {scope: set() for scope in SCOPES})
    again: dict[str, Counter[int]] = field(default_factory=lambda: {scope: Counter() for scope in SCOPES})
    given: dict[str, Counter[int]] = field(default_factory=lambda: {scope: Counter() for scope in SCOPES})
    giving: Counter[tuple[str, tuple[int, ...]]] = field(default_factory=Counter)  # path and sizes, how many events
    gives: dict[str, str] = field(default_factory=dict)  # path -> the fault of it as a giving list
    blind: bool = False  # a giving list is not there, so nobody knows what is taken twice
    sizes: dict[str, tuple[int, ...]] = field(default_factory=dict)  # by path; empty: not of the form
    judged: dict[str, str] = field(default_factory=dict)  # path -> the fault of the next list in the same file

    @staticmethod
    def path_of(event: Event) -> str:
        """Return where the list of an event is."""
        return f"sidecar/{event.inner['slots']}"

    @staticmethod
    def wanted_of(event: Event) -> tuple[int, ...]:
        """Return how many slots of each scope the list of an event has."""
        return tuple(event.inner.get(scope, 0) for scope in SCOPES)

    def expect(self, events: list[Event]) -> None:
        """Note which lists give slots back before one of them is looked at."""
        self.giving.update((self.path_of(event), self.wanted_of(event)) for event in events)
        self.blind = any(path not in self.log.folder.files for path, _ in self.giving)

    def fault_of(self, event: Event) -> str:
        """Return the first fault of a list that is there, or nothing; then its slots are taken, or given back."""
        path, wanted = self.path_of(event), self.wanted_of(event)
        known = self.gives if is_giving(event) else self.judged
        if path not in known and self.sizes.get(path, wanted) == wanted:
            lists = self.read(path)
            self.sizes[path] = tuple(map(len, lists))
            if self.sizes[path] == wanted:
                return self.give(path, lists) if is_giving(event) else self.judge(path, lists)
        sizes = self.sizes[path]
        return known[path] if sizes == wanted else "slots-count" if sizes else "slots-form"

    def read(self, path: str) -> list[list[int]]:
        """Return the slots of each scope; nothing if the file has not the form of section 21."""
        data = self.log.folder.read(path, SIDECAR_BYTES)
        with suppress(RefusedError):
            need(data[-1:] == b"\n", "no newline at the end")
            value = parse_canonical(data[:-1], SIDECAR_BYTES)
            fits(value, "slot_file", "the file")
            return [value[scope] for scope in SCOPES]
        return []

    def count(self, events: list[Event], status: str) -> Counter[int] | None:
        """Return how often a slot that this status gives back stands in the lists of events; None if one is missing."""
        named = Counter(self.path_of(event) for event in events)
        if any(path not in self.log.folder.files for path in named):
            return None
        total = Counter[int]()
        for path, times in named.items():
            total.update(dict.fromkeys(self.read(path)[GIVING[status]], times))
        return total

    def is_outside(self, lists: list[list[int]]) -> bool:
        """Say whether a slot was never declared."""
        return any(slots and slots[-1] >= self.slots[scope] for scope, slots in zip(SCOPES, lists, strict=True))

    def give(self, path: str, lists: list[list[int]]) -> str:
        """Return the fault of a list of the right sizes that gives slots back, as often as events name it."""
        times = self.giving[path, self.sizes[path]]
        for scope, slots in zip(SCOPES, lists, strict=True):
            self.given[scope].update(dict.fromkeys(slots, times))
        self.gives[path] = "slot-outside" if self.is_outside(lists) else ""
        return self.gives[path]

    def judge(self, path: str, lists: list[list[int]]) -> str:
        """Return the fault of a list of the right sizes: slots that were never declared, or are taken."""
        rows = list(zip(SCOPES, lists, strict=True))
        if self.is_outside(lists):
            fault = "slot-outside"
        elif not self.blind and self.is_over(rows):
            fault = "slot-taken"
        else:
            fault = ""
            for scope, slots in rows:
                self.again[scope].update(self.taken[scope].intersection(slots))
                self.taken[scope].update(slots)
        self.judged[path] = fault
        if not fault and any(lists) and not self.blind:
            self.judged[path] = "slot-taken"
            if all(self.again[scope][slot] < self.given[scope][slot] for scope, slots in rows for slot in slots):
                del self.judged[path]  # they may all be taken once more: the next list in this file is looked at
        return fault

    def is_over(self, rows: list[tuple[str, list[int]]]) -> bool:
        """Say whether a slot is taken, more often than it was given back."""
        return any(
            self.again[scope][slot] >= self.given[scope][slot]
            for scope, slots in rows
            if not self.taken[scope].isdisjoint(slots)
            for slot in self.taken[scope].intersection(slots)
        )


# ---- Sections 10 and 16. A whole log and its verdict ------------------------------------------------------------


@dataclass(slots=True)
class Finding:
    """What holds of a log: nothing stands here that was not checked."""

    log: Log
    state: State
    heads: dict[str, Head]
    joint: Head
    signers: list[Key]  # of the joint checkpoint
    lists: Lists


def check(folder: Folder, as_of: str | None) -> Finding:
    """Return what holds; every line above stands behind it, and anything that does not hold is refused."""
    log = open_log(folder)
    events = [event for feed in log.feeds.values() for event in feed]
    for event in sorted(events, key=lambda event: event is not log.genesis):
        with at(event.place):
            check_event(event, log.genesis, log.book)
    with_head = [feed for feed in log.feeds if feed in log.parties or f"feeds/{feed}/checkpoint" in folder.files]
    heads = {feed: open_head(log, f"feeds/{feed}/checkpoint", (feed,), 1) for feed in with_head}
    for feed in log.feeds:
        check_entries(log, feed, heads.get(feed))
    check_seen(log)
    check_barriers(log)
    for head in heads.values():
        check_cut(log, head)
    states = {tuple(log.sizes[party] for party in log.parties): replay(log, log.sizes)}
    for head in heads.values():
        check_head(log, head, state_at(log, head, states))
    state = next(iter(states.values()))
    check_sidecars(log, state)
    joint = open_head(log, "checkpoint", log.parties, 2)
    check_cut(log, joint)
    signers = check_head(log, joint, state_at(log, joint, states))
    for name in sorted(folder.files - folder.used):
        raise RefusedError("no event and no tree needs this file", name)
    return Finding(log, state, heads, joint, signers, check_lists(log, state, joint.at, as_of))


def state_at(log: Log, head: Head, states: dict[tuple[int, ...], State]) -> State:
    """Return the state of the cut of a head; it depends on the parties' lines alone, which see the device lines."""
    sizes = tuple(head.cut.get(party, 0) for party in log.parties)
    if sizes not in states:
        states[sizes] = replay(log, head.cut, f" (in the part that {head.path} covers)")
    return states[sizes]


def grades_of(found: Finding, as_of: str | None) -> dict[str, int]:
    """Return how many movements have each grade; with a time, what silence makes unopposed by then counts as such."""
    grades = Counter({"disputed": 0, "joint": 0, "unilateral": 0, "unopposed": 0})
    for movement in found.state.movements.values():
        grade = found.state.grade(movement)
        grades["unopposed" if grade == "unilateral" and as_of and is_silent(found, movement, as_of) else grade] += 1
    return dict(grades)


def is_silent(found: Finding, movement: Movement, as_of: str) -> bool:
    """Say whether the delay to object had passed by then since the other party showed that it had the version."""
    version, other = movement.current, other_party(found.log.parties, movement.party)
    heads = [head for head in (found.heads[other], found.joint) if head.cut.get(version.feed, 0) >= version.line]
    times = [seconds_of(time) for time in (movement.receipt, *(head.at for head in heads)) if time]
    return version.v > 1 and bool(times) and seconds_of(as_of) - min(times) >= found.state.delay_seconds


class MisuseError(Exception):
    """The command was used wrongly (exit 2)."""


@dataclass(slots=True)
class Verdict:
    """What a check found: ``yes``, ``no``, ``consistent`` (no keys were given) or ``usage``."""

    verdict: str
    exit: int
    place: str = ""
    reason: str = ""
    detail: str = ""  # of a reason that is only a name
    about: str = "log"  # or "publication" (L1), "contradiction"
    format: int = 0
    origin: str = ""
    agreement: str = ""
    demonstration: bool = False
    joint: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    grades: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    void: list[dict[str, str]] = field(default_factory=list)
    disclosed: int = 0
    undisclosed: int = 0
    faults: list[dict[str, str]] = field(default_factory=list)
    published: int = 0
    published_state: str = ""
    as_of: str = ""
    figures: dict[str, Json] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    head: dict[str, Json] = field(default_factory=dict)
    accused: str = ""
    feed: str = ""
    entries: dict[str, int] = field(default_factory=dict)  # these three of format 4 only
    attests: int = 0
    sites: dict[str, str] = field(default_factory=dict)

    def value(self) -> dict[str, Json]:
        """Return what `--json` prints: for a log of format 3 or before, what it always did."""
        return {key: told for key, told in asdict(self).items() if self.format > 3 or key not in MOST}


MOST = ("entries", "attests", "sites")
Given = set[tuple[str, str]]  # (name of the key or nothing, fingerprint)


def verify(log: str | Path, keys: str | None = None, as_of: str | None = None) -> Verdict:
    """Return the verdict on the folder or file ``log``; ``keys`` as after ``--keys``, ``as_of`` too. Never raises."""
    try:
        given, what = read_keys(keys), what_is(log, as_of)
        with at("the log"):
            return (
                verify_file(what, given, as_of)
                if what.is_file()
                else judge(check(list_folder(what), as_of), given, as_of)
            )
    except MisuseError as misuse:
        return Verdict("usage", 2, reason=str(misuse))
    except RefusedError as refusal:
        return Verdict("no", 1, place=refusal.place, reason=refusal.reason, detail=refusal.detail)


def what_is(log: str | Path, as_of: str | None) -> Path:
    """Return the folder or file to look at."""
    if as_of is not None and not is_time(as_of):
        raise MisuseError(f"not a time YYYY-MM-DDTHH:MM:SSZ: {shown(as_of)}")
    if not (os.path.isdir(log) or os.path.isfile(log)):  # noqa: PTH112, PTH113 - unlike those of Path they never raise
        raise MisuseError(f"no such folder or file: {shown(log)}")
    return Path(log)


def verify_file(path: Path, given: Given | None, as_of: str | None) -> Verdict:
    """Return the verdict on a file; its first bytes say what it is (sections 17 to 19)."""
    with at("the file"), path.open("rb") as stream:
        start = stream.read(len(PROOF_START))
        if start == PROOF_START:
            return judge_publication(start + stream.read(PROOF_BYTES), given)
        if start.startswith(BUNDLE_START):
            return judge(check(open_bundle(start + stream.read(BUNDLE_BYTES)), as_of), given, as_of)
        need(start.startswith(CONTRADICTION_START), "unknown-file")
        return judge_contradiction(start + stream.read(CONTRADICTION_BYTES), given)


def judge(found: Finding, given: Given | None, as_of: str | None) -> Verdict:
    """Return yes or consistent; refuse keys given that are not those of the log, and the other way round."""
    log, state, body = found.log, found.state, found.log.genesis.body
    founders = [log.book[keyid] for keyid, _ in log.genesis.signatures]
    represent = [key for key in state.ever.values() if key.role == "represent"]
    for name, fingerprint in sorted(given or ()):
        known = any(is_given(key, {(name, fingerprint)}) for key in represent)
        need(known, f"the key {name} {fingerprint} that was given is not a key to represent in this log", "--keys")
    for founder in founders:
        must_be_given([founder, *(one for one in found.signers if one.party == founder.party and log.v > 1)], given)
    verdict = believed(given, founders if log.v == 1 else found.signers, origin=log.origin, head=head_of(found.joint))
    verdict.agreement, verdict.demonstration = state.agreement, body["demonstration"]
    verdict.joint = {feed: found.joint.cut.get(feed, 0) for feed in log.feeds}
    verdict.format, verdict.sizes, verdict.grades = log.v, log.sizes, grades_of(found, as_of)
    verdict.pending = sum(log.sizes.values()) - len(state.order)
    verdict.void = [{"place": event.place, "reason": name} for event, name in state.void]
    lists = found.lists
    verdict.disclosed, verdict.undisclosed, verdict.faults = lists.disclosed, lists.undisclosed, lists.faults
    if log.v > 3:
        grades = Counter(dict.fromkeys(("disputed", "joint", "unilateral"), 0))
        grades.update(entry.grade for entry in state.entries.values())
        verdict.entries, verdict.attests = dict(grades), len(state.attests)
        verdict.sites = {key: stack[-1].state for (kind, key, _), stack in state.register.items() if kind == "close"}
    for publication in state.publications[-1:]:
        tell_publication(verdict, publication.event, publication.told)
    return verdict


def believed(given: Given | None, keys: Iterable[Key], **told: Json) -> Verdict:
    """Return yes, or consistent where no keys were given; these keys signed what is told."""
    shown_keys = {key.name: key.fingerprint for key in sorted(keys, key=lambda key: key.name)}
    return Verdict(*(("consistent", 3) if given is None else ("yes", 0)), keys=shown_keys, **told)


def must_be_given(keys: list[Key], given: Given | None) -> None:
    """Refuse the keys given if none is that of a signer of the genesis event, or what its party signs with now."""
    text = " or ".join(sorted({key.fingerprint for key in keys}))
    named = given is None or any(is_given(key, given) for key in keys)
    need(named, f"{keys[0].party} signed the genesis event with {text}, which was not given", "--keys")


def is_given(key: Key, given: Given) -> bool:
    """Say whether a key is among those given: by its fingerprint alone, or under its name."""
    return not given.isdisjoint({("", key.fingerprint), (key.name, key.fingerprint)})


def head_of(head: Head) -> dict[str, Json]:
    """Return the first three lines of a head."""
    return {"origin": head.lines[0], "size": head.size, "root": head.lines[2]}


def tell_publication(verdict: Verdict, event: Event, told: Mapping[str, int]) -> None:
    """Put a publication, with its corrections, into the verdict."""
    body = event.body
    verdict.published, verdict.published_state, verdict.as_of = body["number"], body["state"], body["as_of"]
    verdict.figures = {one["name"]: {"grade": one["grade"], "value": told[one["name"]]} for one in body["figures"]}


def read_keys(given: str | None) -> Given | None:
    """Return (name, fingerprint) of the keys given, if any; the name is empty where a fingerprint stands alone."""
    if given is None:
        return None
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
    """Return (name, fingerprint) of a C2SP verifier key ``NAME+8 hex digits+B64(0x01 || key)``."""
    form = re.fullmatch(f"({PARTY_PATTERN})/represent\\+([0-9a-f]{{8}})\\+([A-Za-z0-9+/=]+)", row)
    if form is None:
        raise RefusedError(f"not a key PARTY/represent+8 hex digits+base64: {shown(row)}")
    raw = from_base64(form[3])
    need(len(raw) == 33 and raw[0] == ED25519_NOTE, f"not an Ed25519 key: {shown(row)}")
    key = Key(form[1], form[1], "represent", raw[1:])
    need(key.note_id(ED25519_NOTE).hex() == form[2], f"the 8 hex digits are not those of the key: {shown(row)}")
    return key.name, key.fingerprint


# ---- Section 17. L1: one publication ----------------------------------------------------------------------------

PROOF_START, PROOF_BYTES = b"c2sp.org/tlog-proof@v1\n", 4_096
DICTIONARY_GRADES = (
    "joint declared joint declared declared joint joint joint joint unopposed unilateral disputed".split()
)
DICTIONARY = (
    '{"at":"2024-06-07T12:00:00Z","body":{"as_of":"2024-06-07T12:00:00Z","figures":['
    + ",".join(
        f'{{"grade":"{grade}","name":"{name}","value":0}}'
        for grade, name in zip(DICTIONARY_GRADES, FIGURES, strict=True)
    )
    + '],"number":1,"state":"0123456789abcdef","texts":[{"lang":"en","sha256":"0123456789abcdef"},'
    '{"lang":"fr","sha256":"0123456789abcdef"}]},"feed":"force","genesis":"0123456789abcdef","kind":"publish",'
    '"seen":{"force":0,"host":0},"v":1}'
).encode()


@contextmanager
def stage(name: str, place: str) -> Iterator[None]:
    """Give this name, as the reason, and this place to whatever is refused inside; the reason of it is the detail."""
    try:
        with at(place):
            yield
    except RefusedError as refusal:
        raise RefusedError(name, place, refusal.reason) from None


def judge_publication(data: bytes, given: Given | None) -> Verdict:
    """Return the verdict on an L1: what both parties published, and where it stands in their log."""
    place = "the proof"
    with stage("proof-form", place):
        extra, index, path, note = read_proof(data)
    with stage("proof-extra", place):
        keys, signatures, payload = read_extra(extra)
    with stage("proof-payload", place):
        pairs = [{"keyid": key_id(key), "sig": to_base64(sig)} for key, sig in zip(keys, signatures, strict=True)]
        kind = OBJECTS["envelope"]["payloadType"]
        raw = canonical({"payload": to_base64(payload), "payloadType": kind, "signatures": pairs})
        event = read_event(raw)
        need(event.kind == "publish", f"a {event.kind}, not a publish event")
        names = [one["name"] for one in event.body["figures"]]
        need(names == [*FIGURES_OF[event.v]], "not the figures of its format, in order")
    with stage("proof-signature", place):
        for key, signature in zip(keys, signatures, strict=True):
            need(signature_holds(key, event.signed, signature), f"the signature of key {key_id(key)} does not hold")
    with stage("proof-head", place):
        head = read_head(note, "checkpoint", event.v)
        roots = {feed: hash_of_base64(root) for feed, root in head.roots.items()}
        empty = [feed for feed, size in head.cut.items() if not size and roots[feed] != sha256(b"")]
        need(not empty, "a tree head of nothing that is not the hash of nothing")
        need(event.feed in head.cut, f"does not cover the feed {event.feed}")
        need(index < head.cut[event.feed], f"covers {head.cut[event.feed]} lines, not line {index + 1}")
    with stage("proof-inclusion", place):
        root = climb(index, head.cut[event.feed] - 1, event.leaf, path)[1]
        need(root == roots[event.feed], "the path does not lead to the root")
    with stage("proof-checkpoint", place):
        signers = checkpoint_signers(head, keys)
    for signer in signers:
        need(given is None or is_given(signer, given), f"{signer.name} {signer.fingerprint} was not given", "--keys")
    verdict = believed(given, signers, about="publication", origin=head.origin, head=head_of(head))
    tell_publication(verdict, event, {one["name"]: one["value"] for one in event.body["figures"]})
    verdict.format, verdict.joint, verdict.feed = event.v, head.cut, event.feed
    return verdict


def read_proof(data: bytes) -> tuple[bytes, int, list[bytes], bytes]:
    """Return extra, index, inclusion path and checkpoint of a C2SP tlog-proof."""
    need(len(data) <= PROOF_BYTES, f"more than the {PROOF_BYTES} bytes allowed")
    top, empty_line, note = data.partition(b"\n\n")
    _, extra, index, *path = [*top.decode().split("\n"), "", ""]
    number = re.fullmatch(f"index ({SIZE})", index)
    form = empty_line and note[-1:] == b"\n" and extra[:6] == "extra "
    if number is None or not form:
        raise RefusedError("not `extra`, `index`, a path and a checkpoint, each line with its newline")
    return from_base64(extra[6:]), int(number[1]), [hash_of_base64(line) for line in path[:-2]], note


def read_extra(extra: bytes) -> tuple[list[bytes], list[bytes], bytes]:
    """Return the two keys, their signatures and the payload of an L1."""
    keys, signatures, stream = [extra[:32], extra[96:128]], [extra[32:96], extra[128:192]], extra[200:]
    need(key_id(keys[0]) < key_id(keys[1]), "the keys are not in ascending order of key id")
    need(sha256(stream)[:8] == extra[192:200], "the stream is not that of its check")
    return keys, signatures, inflate(stream, PAYLOAD_BYTES, DICTIONARY)


def inflate(stream: bytes | memoryview, limit: int, dictionary: bytes = b"") -> bytes:
    """Return what a raw deflate stream (RFC 1951) holds, at most ``limit`` bytes; it ends with its last byte."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS, zdict=dictionary)
    try:
        data = inflater.decompress(stream, limit + 1)
    except zlib.error:
        raise RefusedError("not a stream of RFC 1951") from None
    need(len(data) <= limit, f"more than {limit} bytes")
    need(inflater.eof and not inflater.unused_data, "the stream is cut short, or goes on after its end")
    return data


def checkpoint_signers(head: Head, raw_keys: list[bytes]) -> list[Key]:
    """Return the owner and the cosigner of a joint checkpoint, which are these two keys."""
    need(len(head.signatures) == 2, f"{len(head.signatures)} signatures, not 2")
    cosigner = re.fullmatch(f"\N{EM DASH} ({PARTY_PATTERN})/represent [^ ]+", head.signatures[1])
    if cosigner is None or cosigner[1] == head.owner:
        raise RefusedError("the second signature is not of another PARTY/represent")
    signers = []
    for line, party, algorithm in zip(
        head.signatures, (head.owner, cosigner[1]), (ED25519_NOTE, COSIGNATURE), strict=True
    ):
        keys = [Key(party, party, "represent", raw) for raw in raw_keys]
        signer = note_signer(head, line, f"{party}/represent", algorithm, keys)
        if signer is None:
            raise RefusedError(f"the signature of {party} does not match")
        signers.append(signer)
    need(signers[0].raw != signers[1].raw, "one key signed for both")
    return signers


# ---- Section 18. L2: the whole log in one file ------------------------------------------------------------------

BUNDLE_START, BUNDLE_BYTES, BUNDLE_FILES = b"repli-bundle/1 ", 268_435_456, 65_536


def open_bundle(data: bytes) -> Folder:
    """Return the files of an L2, to be judged as those of a directory."""
    place = "the bundle"
    with stage("bundle-header", place):
        header = re.match(BUNDLE_START + b"(%s)\n" % HASH_PATTERN.encode(), data)
        if header is None:
            raise RefusedError("not `repli-bundle/1 HASH`")
    stream = memoryview(data)[header.end() :]
    with stage("bundle-stream", place):
        need(len(data) <= BUNDLE_BYTES, f"more than the {BUNDLE_BYTES} bytes allowed")
    with stage("bundle-digest", place):
        need(hashlib.sha256(stream).hexdigest().encode() == header[1], "not the hash of the bytes after the first line")
    with stage("bundle-stream", place):
        archive = inflate(stream, BUNDLE_BYTES)
    with stage("bundle-archive", place):
        files = read_archive(archive)
    need(files, "an empty folder", "the folder")
    return Folder(files, frozenset(files), frozenset())


def read_archive(archive: bytes) -> dict[str, memoryview]:
    """Return the files of an archive: `PATH SIZE`, newline, bytes, newline, in ascending order of the path."""
    files, start, before = dict[str, memoryview](), 0, ""
    while start < len(archive):
        end = archive.find(b"\n", start, start + 256)
        need(end > start, "not `PATH SIZE`")
        path, _, size = archive[start:end].decode().partition(" ")
        need(re.fullmatch(BUNDLED_FILE, path) and re.fullmatch(SIZE, size), f"not `PATH SIZE`: {shown(path)}")
        need(before < path, f"{path} does not ascend")
        need(len(files) < BUNDLE_FILES, f"more than {BUNDLE_FILES} files")
        start, before = end + 1 + int(size) + 1, path
        need(archive[start - 1 : start] == b"\n", f"{path} has not {size} bytes and a newline")
        files[path] = memoryview(archive)[end + 1 : start - 1]
    return files


# ---- Section 19. A contradiction --------------------------------------------------------------------------------

CONTRADICTION_START, CONTRADICTION_BYTES = b'{"chain":', 1_048_576


def judge_contradiction(data: bytes, given: Given | None) -> Verdict:
    """Return the verdict on two histories that one party signed for one feed."""
    place = "the contradiction"
    with stage("contradiction-form", place):
        proof = read_contradiction(data)
        chain, pair = [from_base64(raw) for raw in proof["chain"]], [from_base64(proof[one]) for one in PAIR]
        path, root = [hash_of_base64(one) for one in proof.get("path", ())], proof.get("root", "")
        old_root = hash_of_base64(root) if proof["kind"] == "heads" else b""
    with stage("contradiction-chain", place):
        genesis, state = read_chain(chain)
    read = read_said_line if proof["kind"] == "lines" else read_said_head
    said = []
    for name, raw in zip(PAIR, pair, strict=True):
        with stage(f"contradiction-{name}", place):
            said.append(read(raw, proof["feed"], genesis, state))
    with stage("contradiction-none", place):
        need(proof["kind"] == "heads" or pair[0] < pair[1], "`first` is not the smaller")
        check_contradiction(said[0], said[1], path, old_root)
    founders = [state.ever[keyid] for keyid, _ in genesis.signatures]
    for key in founders:
        must_be_given([key], given)
    verdict = believed(given, founders, about="contradiction", origin=genesis.body["origin"], agreement=state.agreement)
    verdict.demonstration, verdict.format, verdict.feed = genesis.body["demonstration"], genesis.v, proof["feed"]
    verdict.accused = next(key.party for key in state.ever.values() if key.feed == proof["feed"])
    return verdict


PAIR = ("first", "second")


def read_contradiction(data: bytes) -> Json:
    """Return the object of a contradiction, of one of its two shapes."""
    need(data[-1:] == b"\n", "no newline at the end")
    proof = parse_canonical(data[:-1], CONTRADICTION_BYTES - 1)
    need(isinstance(proof, dict) and proof.get("kind") in ("lines", "heads"), "neither of lines nor of heads")
    fits_object(proof, OBJECTS[f"two_{proof['kind']}"], "the contradiction")
    return proof


def read_chain(chain: list[bytes]) -> tuple[Event, State]:
    """Return the genesis event and the state of the keys after a chain of `keys` events."""
    need(chain, "no genesis event")
    genesis, *links = [read_event(raw) for raw in chain]
    need(genesis.kind == "genesis", "does not start with a genesis event")
    force = [party["id"] for party in genesis.body["parties"] if party["role"] == "force"]
    need([genesis.feed] == force, "the genesis event is not in the feed of the force")
    state = State(parties=tuple(parties_of(genesis)))
    check_event(genesis, genesis, keys_of_genesis(genesis))
    step(state, genesis)
    for event in links:
        need(event.kind == "keys", f"a {event.kind} in the chain of keys")
        need(event.feed in state.parties, "not in the feed of a party")
        check_event(event, genesis, state.keys | event.added)
        step(state, event)
    return genesis, state


def read_said_line(raw: bytes, feed: str, genesis: Event, state: State) -> Event:
    """Return a line that the owner of a feed signed."""
    event = read_event(raw, feed)
    check_event(event, genesis, state.ever)
    return event


def read_said_head(raw: bytes, feed: str, genesis: Event, state: State) -> Head:
    """Return a head that the owner of a feed signed; a cosignature after it is not looked at."""
    head = read_head(raw, "the head", genesis.v, (f"{genesis.body['origin']}/{feed}",))
    name = f"{feed}/{role_of_head(feed, state.parties, state.witnesses)}"
    need(note_signer(head, head.signatures[0], name, ED25519_NOTE, state.ever.values()), "the signature does not match")
    hash_of_base64(head.roots[feed])
    return head


def check_contradiction(first: Event | Head, second: Event | Head, path: list[bytes], old_root: bytes) -> None:
    """Refuse two lines or two heads that can be of one history."""
    if isinstance(first, Event) and isinstance(second, Event):
        places = [one.seen.get(one.feed, 0) for one in (first, second)]
        need(first.v > 1, "the lines of format 1 have no place in themselves")
        need(first.hash != second.hash and places[0] == places[1], "they do not claim one place")
    elif isinstance(first, Head) and isinstance(second, Head):
        root, new_root = (hash_of_base64(one.roots[one.owner]) for one in (first, second))
        need(1 <= first.size <= second.size, "the second is the smaller, or the first is empty")
        need(root != old_root, "`root` is that of the first")
        need(
            is_extension((first.size, second.size), (old_root, new_root), path), "the path does not lead to the second"
        )


WORDS = {
    "en": """
yes         YES: everything in this log fits together, and the keys are those that were given.
yes_1       YES: both parties published these figures and put them into their log, with the keys that were given.
yes_2       YES: {accused} signed two histories of its feed {feed}; the keys are those that were given.
no          NO: {place}: {reason}
stop        Do not rely on this log as it stands. The check stopped there; what comes after was not looked at.
usage       USAGE: {reason}
how         python3 -I verify.py LOG|FILE [--keys FILE|FINGERPRINT,FINGERPRINT] [--as-of TIME] [--json]
consistent  CONSISTENT: everything in this log fits together, under the keys found in it:
consistent_1 CONSISTENT: both parties published these figures and put them into their log, under the keys found here:
consistent_2 CONSISTENT: {accused} signed two histories of its feed {feed}, under the keys found here:
compare     compare the keys below with those in the signed communique, then run again with --keys.
log         Log {origin} of agreement {agreement}: {events} events.
log_1       Log {origin}, feed {feed}: {published_text}.
log_2       Log {origin} of agreement {agreement}.
grades      Movements: {grades[joint]} joint, {grades[unopposed]} unopposed, {grades[unilateral]} unilateral,
grades_2    {grades[disputed]} disputed; lines of devices that no party has taken in: {pending}.
void        Without effect: {place}: {reason}
slots       Lists of slots: {disclosed} here, {undisclosed} not disclosed, {faulty} with a fault;
slots_2     nobody was counted twice among those that are here and have no fault.
fault       Fault in a list of slots: {place}: {reason}
entries     Entries: {entries[joint]} joint, {entries[unilateral]} unilateral, {entries[disputed]} disputed.
sites       Words of witnesses: {attests}; sites with an end: {ended}.
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
limits_3    Not proven here: that nothing was published since, that the figures follow from the events. Ask for the log.
limits_4    Not proven here: which of the two histories is true.
""",
    "fr": """
yes         OUI : tout concorde dans ce journal, et les clés sont celles qui ont été données.
yes_1       OUI : les deux parties ont publié ces chiffres et les ont inscrits dans leur journal, avec les clés données.
yes_2       OUI : {accused} a signé deux histoires de son fil {feed} ; les clés sont celles qui ont été données.
no          NON : {place} : {reason}
stop        Ne vous fiez pas à ce journal en l'état. Le contrôle s'est arrêté là ; la suite n'a pas été examinée.
usage       USAGE : {reason}
how         python3 -I verify.py JOURNAL|FICHIER [--keys FICHIER|EMPREINTE,EMPREINTE] [--as-of HEURE] [--json]
consistent  COHÉRENT : tout concorde dans ce journal, sous les clés qui s'y trouvent :
consistent_1 COHÉRENT : les deux parties ont publié ces chiffres et les ont inscrits dans leur journal, sous ces clés :
consistent_2 COHÉRENT : {accused} a signé deux histoires de son fil {feed}, sous ces clés :
compare     comparez les clés ci-dessous à celles du communiqué signé, puis relancez avec --keys.
log         Journal {origin} de l'accord {agreement} : {events} événements.
log_1       Journal {origin}, fil {feed} : {published_text}.
log_2       Journal {origin} de l'accord {agreement}.
grades      Mouvements : {grades[joint]} conjoints, {grades[unopposed]} non contestés, {grades[unilateral]} unilatéraux,
grades_2    {grades[disputed]} contestés ; lignes d'appareils qu'aucune partie n'a reprises : {pending}.
void        Sans effet : {place} : {reason}
slots       Listes de numéros : {disclosed} présentes, {undisclosed} non divulguées, {faulty} en défaut ;
slots_2     personne n'est compté deux fois parmi celles qui sont présentes et sans défaut.
fault       Liste de numéros en défaut : {place} : {reason}
entries     Écrits : {entries[joint]} conjoints, {entries[unilateral]} unilatéraux, {entries[disputed]} contestés.
sites       Paroles de témoins : {attests} ; emprises qui ont une fin : {ended}.
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
limits_3    Non prouvé ici : que rien n'a été publié depuis, que les chiffres découlent du journal. Demandez le journal.
limits_4    Non prouvé ici : laquelle des deux histoires est vraie.
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
        reason = f"{verdict.reason} ({verdict.detail})" if verdict.detail else verdict.reason
        return [words["no"].format(place=with_file(verdict.place), reason=reason), words["stop"]]
    names = ["yes"] if verdict.verdict == "yes" else ["consistent", "compare"]
    ties = ["number", "head"] if verdict.published else ["head"]  # to compare with the communique
    if verdict.about == "log":
        names += ["log", "state", *(["grades", "grades_2"] if verdict.format > 1 else []), *ties]
        names += ["slots", "slots_2"] if verdict.format > 2 else []
        names += ["entries", "sites"] if verdict.format > 3 else []
        limits = ["limits_1", "limits_2"]
    else:
        which = "_1" if verdict.about == "publication" else "_2"
        names = [names[0] + which, *names[1:], f"log{which}", *(ties if which == "_1" else [])]
        limits = ["limits_3"] if which == "_1" else ["limits_4"]
    blanks = blanks_of(verdict, words)
    lines = [words[name].format(**blanks) for name in names]
    for name, places in (("void", verdict.void), ("fault", verdict.faults)):
        lines += [words[name].format(**one) for one in places]
    lines += [words["key"].format(name=name, fingerprint=key) for name, key in verdict.keys.items()]
    return lines + [words[name] for name in [*(["demo"] if verdict.demonstration else []), *limits]]


def blanks_of(verdict: Verdict, words: dict[str, str]) -> dict[str, Json]:
    """Return what the sentences of a verdict are filled in with."""
    both, feeds = f" {words['and']} ", [feed for feed in verdict.joint if feed in verdict.sizes]
    further = [feed for feed in feeds if verdict.sizes[feed] > verdict.joint[feed]]
    beyond = both.join(words["further"].format(feed=feed, size=verdict.sizes[feed]) for feed in further)
    people = verdict.figures.get("people_departed", {"value": 0, "grade": "joint"})
    blanks = asdict(verdict) | {
        "events": sum(verdict.sizes.values()),
        "faulty": len(verdict.faults),
        "joint_to": both.join(f"{verdict.joint[feed]} ({feed})" for feed in feeds),
        "beyond": beyond or words["nothing"],
        "ended": ", ".join(f"{site} ({state})" for site, state in sorted(verdict.sites.items())) or 0,
        "departed": people["value"],
        "grade": words.get(people["grade"], people["grade"]),  # an L1 may give it any grade
        "baseline": sum(
            verdict.figures.get(name, {"value": 0})["value"] for name in ("people_baseline", "people_reinforced")
        ),
    }
    return blanks | {"published_text": words["published" if verdict.published else "none"].format(**blanks)}


def main(arguments: list[str]) -> int:
    """Print the verdict and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="verify.py",
        allow_abbrev=False,  # --key is not --keys
        description="Check the joint log of two parties: every byte, signature, rule and figure. No network is used.",
        epilog="Exit: 0 yes, 1 no, 2 wrong use, 3 no keys were given: everything fits together, compare the keys; "
        "74 yes, but it could not be written.",
    )
    parser.add_argument("log", metavar="LOG", help="the folder of the log, or an L1, an L2 or a contradiction")
    parser.add_argument(
        "--keys", metavar="FILE|FINGERPRINT,FINGERPRINT", help="the keys that you trust, e.g. from the communique"
    )
    parser.add_argument("--as-of", metavar="TIME", help="what is due then: objections, lists of slots")
    parser.add_argument("--json", action="store_true", help="print the verdict for machines")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as leaving:  # --help, or wrong use
        return delivered("", int(leaving.code or 0))
    verdict = verify(options.log, options.keys, options.as_of)
    asked = [os.environ.get(name, "") for name in ("REPLI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    language = "fr" if next(filter(None, asked), "").lower().startswith("fr") else "en"
    lines = [json.dumps(verdict.value(), sort_keys=True)] if options.json else report(verdict, language)
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
