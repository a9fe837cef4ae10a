"""The first event: the agreement, the two parties with their keys, and the rules that both sign once.

Everything that a reader must not guess later is said here: which record prevails, how long a party may object, how
each figure may be told to the public, whether keys and salts are a demonstration. The law is
docs/reference/log-format.md, section 4, row `genesis`; section 11 for format 2, in which each key names the feed that
it writes in; section 21 for the policy of slots of format 3; section 26 for the witnesses of format 4.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, TypeGuard

from repli.errors import CanonicalError, phrase
from repli.ledger.base64text import decode64, encode64
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.keys import check_public
from repli.ledger.policy import KeyOwner
from repli.ledger.shapes import is_count, is_day, is_feed, is_hash, is_id, is_party
from repli.progress.fields import (
    is_flag,
    is_text,
    one_of,
    read_array,
    read_field,
    read_record,
    read_texts,
    refuse_field,
)
from repli.progress.names import (
    DISCLOSURES,
    POLICY_1,
    POLICY_3,
    POLICY_4,
    POLICY_NAMES,
    ROLES,
    SIDES,
    figure_names,
)
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.witness import WitnessRecord, read_witnesses

__all__ = ["AgreementRecord", "Genesis", "PartyKey", "PartyRecord"]

_ORIGIN = re.compile(r"[A-Za-z0-9./_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRecord:
    """What the log says of the agreement: its id and titles, its two days, and the SHA-256 of the document."""

    id: str
    title_en: str
    title_fr: str
    signed_on: str
    deadline: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKey:
    """One raw public key (32 bytes), its role (``represent``, ``count`` or ``clear``), and the device that holds it.

    ``device`` is the id of the device's feed; empty for a key that writes in the party's own feed.
    """

    key: bytes
    role: str
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRecord:
    """One party; ``role`` is ``force`` or ``host``."""

    id: str
    role: str
    name_en: str
    name_fr: str
    keys: tuple[PartyKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Genesis:
    """The opening of a log. ``disclosure`` holds (figure name, style), sorted; ``parties`` stand sorted by id.

    ``slots`` says when lists of slots become public: from format 3 on. ``witnesses`` stand sorted by id: of format 4.
    """

    kind: ClassVar[str] = "genesis"

    agreement: AgreementRecord
    delay_to_object_minutes: int
    demonstration: bool
    disclosure: tuple[tuple[str, str], ...]
    evidence: str
    languages: tuple[str, ...]
    note: str
    origin: str
    parties: tuple[PartyRecord, ...]
    time_zone: str
    policy: str = POLICY_1
    slots: SlotPolicy | None = None
    witnesses: tuple[WitnessRecord, ...] = ()

    def party(self, role: str) -> PartyRecord:
        """Return the party of ``role``, ``force`` or ``host``."""
        return next(party for party in self.parties if party.role == role)

    @property
    def owners(self) -> tuple[KeyOwner, ...]:
        """Return every key with whose it is."""
        of_parties = (
            KeyOwner(party=party.id, role=key.role, public=key.key, device=key.device)
            for party in self.parties
            for key in party.keys
        )
        return (*of_parties, *(owner for witness in self.witnesses for owner in witness.owners))

    @property
    def value(self) -> JsonObject:
        """Return the body as it is signed."""
        agreement = self.agreement
        value: JsonObject = {
            "agreement": {
                "deadline": agreement.deadline,
                "id": agreement.id,
                "sha256": agreement.sha256,
                "signed_on": agreement.signed_on,
                "title_en": agreement.title_en,
                "title_fr": agreement.title_fr,
            },
            "delay_to_object_minutes": self.delay_to_object_minutes,
            "demonstration": self.demonstration,
            "disclosure": dict(self.disclosure),
            "evidence": self.evidence,
            "languages": list(self.languages),
            "note": self.note,
            "origin": self.origin,
            "parties": [_party_value(party, self.policy) for party in self.parties],
            "policy": self.policy,
            "time_zone": self.time_zone,
        }
        if self.slots is not None:
            value = {**value, "slots": self.slots.value}
        if self.policy == POLICY_4:
            value = {**value, "witnesses": [witness.value for witness in self.witnesses]}
        return value

    @classmethod
    def read(cls, value: Json) -> "Genesis":
        """Return the genesis of a body; raise CanonicalError or SignatureError (a key that is none)."""
        more = _MORE_KEYS.get(str(value.get("policy")), ()) if isinstance(value, dict) else ()
        record = read_record(value, "body of genesis", (*_KEYS, *more))
        policy = read_field(record, "policy", one_of(POLICY_NAMES))
        parties = _read_parties(record, policy)
        return cls(
            agreement=_read_agreement(record["agreement"]),
            delay_to_object_minutes=read_field(record, "delay_to_object_minutes", is_count),
            demonstration=read_field(record, "demonstration", is_flag),
            disclosure=_read_disclosure(record["disclosure"], policy),
            evidence=read_field(record, "evidence", is_text),
            languages=read_texts(record, "languages"),
            note=read_field(record, "note", is_text),
            origin=read_field(record, "origin", _is_origin),
            parties=parties,
            policy=policy,
            slots=SlotPolicy.read(record["slots"]) if "slots" in more else None,
            witnesses=_read_witnesses(record, parties) if "witnesses" in more else (),
            time_zone=read_field(record, "time_zone", is_text),
        )


_KEYS = (
    "agreement",
    "delay_to_object_minutes",
    "demonstration",
    "disclosure",
    "evidence",
    "languages",
    "note",
    "origin",
    "parties",
    "policy",
    "time_zone",
)


_MORE_KEYS = {POLICY_3: ("slots",), POLICY_4: ("slots", "witnesses")}


def _party_value(party: PartyRecord, policy: str) -> JsonObject:
    return {
        "id": party.id,
        "keys": [_key_value(key, party.id, policy) for key in party.keys],
        "name_en": party.name_en,
        "name_fr": party.name_fr,
        "role": party.role,
    }


def _key_value(key: PartyKey, party: str, policy: str) -> JsonObject:
    value = {"key": encode64(key.key), "role": key.role}
    return value if policy == POLICY_1 else {"feed": key.device or party, **value}


def _read_agreement(value: Json) -> AgreementRecord:
    record = read_record(value, "agreement", ("deadline", "id", "sha256", "signed_on", "title_en", "title_fr"))
    return AgreementRecord(
        id=read_field(record, "id", is_id),
        title_en=read_field(record, "title_en", is_text),
        title_fr=read_field(record, "title_fr", is_text),
        signed_on=read_field(record, "signed_on", is_day),
        deadline=read_field(record, "deadline", is_day),
        sha256=read_field(record, "sha256", is_hash),
    )


def _read_disclosure(value: Json, policy: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not value.keys() <= set(figure_names(policy)):
        refuse_field("disclosure")
    return tuple((name, read_field(value, name, one_of(DISCLOSURES))) for name in sorted(value))


def _read_parties(record: JsonObject, policy: str) -> tuple[PartyRecord, ...]:
    """Two parties, sorted, one of each side, and no raw key twice (docs/reference/log-format.md, sections 3 and 4)."""
    parties = read_array(record, "parties", partial(_read_party, policy=policy))
    raw_keys = [key.key for party in parties for key in party.keys]
    if [party.role for party in sorted(parties, key=lambda party: party.role)] != ["force", "host"]:
        refuse_field("parties")
    if parties[0].id >= parties[1].id or not _devices_are_apart(parties):
        refuse_field("parties")
    _refuse_twice(raw_keys)
    return parties


def _read_witnesses(record: JsonObject, parties: Iterable[PartyRecord]) -> tuple[WitnessRecord, ...]:
    """Witnesses that are no party and no device of one, and no raw key twice (section 26)."""
    witnesses = read_witnesses(record)
    held = tuple(parties)
    names = {party.id for party in held} | {key.device for party in held for key in party.keys}
    if any(witness.id in names for witness in witnesses):
        refuse_field("witnesses")
    of_parties = [key.key for party in held for key in party.keys]
    _refuse_twice([*of_parties, *(key for witness in witnesses for key in witness.keys)])
    return witnesses


def _refuse_twice(raw_keys: Collection[bytes]) -> None:
    if len(set(raw_keys)) != len(raw_keys):
        raise CanonicalError(
            phrase("One public key stands twice in the genesis event."),
            phrase("A key belongs to one party and one role: make a key for each."),
        )


def _devices_are_apart(parties: Iterable[PartyRecord]) -> bool:
    """Say whether each device belongs to one party, is called like none, and counts only (section 11)."""
    owner_of: dict[str, str] = {}
    held = tuple(parties)
    ids = {party.id for party in held}
    for party in held:
        for key in party.keys:
            of_device = key.device and (key.role != "count" or key.device in ids)
            if of_device or owner_of.setdefault(key.device or party.id, party.id) != party.id:
                return False
    return True


def _read_party(value: Json, *, policy: str) -> PartyRecord:
    record = read_record(value, "party", ("id", "keys", "name_en", "name_fr", "role"))
    party_id = read_field(record, "id", is_party)
    party = PartyRecord(
        id=party_id,
        role=read_field(record, "role", one_of(SIDES)),
        name_en=read_field(record, "name_en", is_text),
        name_fr=read_field(record, "name_fr", is_text),
        keys=read_array(record, "keys", partial(_read_key, party=party_id, policy=policy)),
    )
    if not {"represent", "count"} <= {key.role for key in party.keys if not key.device}:
        raise CanonicalError(
            phrase("Party {party} has no key that represents it, or none that counts.", party=party.id),
            phrase("Give each party at least one key of role represent and one of role count."),
        )
    return party


def _read_key(value: Json, *, party: str, policy: str) -> PartyKey:
    record = read_record(value, "key", ("key", "role") if policy == POLICY_1 else ("feed", "key", "role"))
    raw = decode64(read_field(record, "key", is_text))
    check_public(raw)
    feed = party if policy == POLICY_1 else read_field(record, "feed", is_feed)
    return PartyKey(key=raw, role=read_field(record, "role", one_of(ROLES)), device="" if feed == party else feed)


def _is_origin(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _ORIGIN.fullmatch(value) is not None
