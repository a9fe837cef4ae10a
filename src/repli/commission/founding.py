"""Founding a log for an operation, and publishing from it: what the two parties sign that is no form of a day.

>>> step = found(office, folder, terms=terms, public=[Path("host.keys")], post=None, second=now, entropy=token_bytes)
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from repli import execution
from repli.commission.cases import Case, load_case, write_file
from repli.commission.officers import post_of
from repli.commission.paper_heads import check_same_agreement
from repli.commission.record import texts_of
from repli.errors import UsageError, phrase
from repli.execution import Founded, News, Office, Proposed, Terms
from repli.ledger.files import read_file, shown
from repli.ledger.policy import KeyOwner
from repli.progress.names import ASKED_KINDS, OBSERVE, WITNESS_ROLES
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.witness import WitnessRecord
from repli.units import SECONDS_PER_MINUTE

__all__ = ["FoundingTerms", "found", "key_file_beside", "publish", "write_public_keys"]

Entropy = Callable[[int], bytes]
_MAX_KEYS_BYTES = 65_536
_MAX_AGREEMENT_BYTES = 2**30
_WITNESS_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundingTerms:
    """What the parties agree on for the log itself.

    ``origin`` is how it is called, by default as the operation; ``agreement`` is the document whose hash is signed, by
    default what the folder says of it. ``witnesses`` are lines ``ID | ROLE | English name | French name | KINDS``.
    """

    slots: SlotPolicy
    delay_to_object_minutes: int
    origin: str = ""
    agreement: Path | None = None
    witnesses: Sequence[str] = ()


def found(
    office: Office,
    folder: Path,
    *,
    terms: FoundingTerms,
    public: Sequence[Path],
    post: Path | None,
    second: int,
    entropy: Entropy,
) -> Founded:
    """Take the next step of founding a log; where it stands whole, its key file is written beside it."""
    case = load_case(folder)
    owners = [*office.store.owners(), *(owner for path in public for owner in _owners(path))]
    genesis = execution.genesis_of(case.operation, _distinct(owners), _terms(case, terms, owners))
    step = execution.take_step(
        office, case.operation, genesis, post=post_of(office.log, post), entropy=entropy, second=second
    )
    if step.is_whole:
        if office.party == genesis.party("host").id:
            execution.cosign_other_head(office, second=second)
        parties = execution.copy_at(office.log).charter.genesis.parties
        held = (KeyOwner(party=one.id, role=key.role, public=key.key) for one in parties for key in one.keys)
        write_file(key_file_beside(office.log), execution.keys_text(held, demonstration=False).encode())
    return step


def key_file_beside(log: Path) -> Path:
    """Return where the key file of a founded log lies: beside it."""
    named = log if log.name else log.resolve()
    return named.with_name(f"{named.name}.keys.txt")


def write_public_keys(keys: Path, target: Path) -> None:
    """Write the public half of every key of a folder into one file, for the other party."""
    owners = execution.KeyStore(keys).owners()
    write_file(target, "".join(f"{execution.line_of(owner)}\n" for owner in owners).encode())


def publish(office: Office, folder: Path, *, post: Path | None, second: int, entropy: Entropy) -> tuple[Proposed, News]:
    """Propose the next publication of the log, with its texts; say what came back for this party first."""
    case, place = load_case(folder), post_of(office.log, post)
    with execution.at_desk(office, entropy=entropy) as desk:
        news = execution.take_answers(office, desk, place)
        try:
            check_same_agreement(case, desk.recorder.copy.charter.genesis)
            texts = texts_of(case, second // SECONDS_PER_MINUTE)
            draft = execution.next_publication(desk.recorder, texts, as_of_second=second)
            proposed = execution.propose(office, desk, place, draft, second=second)
        finally:
            if desk.has_written:
                execution.finish(office, desk.recorder, second=second)
    return proposed, news


def _terms(case: Case, terms: FoundingTerms, owners: Iterable[KeyOwner]) -> Terms:
    document = terms.agreement
    return Terms(
        origin=terms.origin or case.operation.operation_id,
        agreement_sha256=case.agreement_sha256
        if document is None
        else hashlib.sha256(read_file(document, max_bytes=_MAX_AGREEMENT_BYTES)).hexdigest(),
        delay_to_object_minutes=terms.delay_to_object_minutes,
        slots=terms.slots,
        witnesses=tuple(sorted((_witness(line, owners) for line in terms.witnesses), key=lambda one: one.id)),
        note=f"Operation folder / dossier : {case.operation.operation_hash}",
    )


def _witness(line: str, owners: Iterable[KeyOwner]) -> WitnessRecord:
    parts = [part.strip() for part in line.split("|")]
    kinds = tuple(sorted({kind.strip() for kind in parts[-1].split(";") if kind.strip()}))
    if len(parts) != _WITNESS_PARTS or parts[1] not in WITNESS_ROLES or not set(kinds) <= set(ASKED_KINDS):
        raise UsageError(
            phrase("--witness {line}: this names no witness.", line=ascii(line)),
            phrase(
                'Write "ID | {roles} | English name | French name | KINDS"; kinds to be cosigned: {kinds}, with '
                "semicolons, or none.",
                roles=" / ".join(WITNESS_ROLES),
                kinds=", ".join(ASKED_KINDS),
            ),
        )
    keys = tuple(sorted(owner.public for owner in owners if owner.party == parts[0] and owner.role == OBSERVE))
    return WitnessRecord(id=parts[0], role=parts[1], name_en=parts[2], name_fr=parts[3], keys=keys, asked=kinds)


def _owners(path: Path) -> tuple[KeyOwner, ...]:
    return execution.owners_in(read_file(path, max_bytes=_MAX_KEYS_BYTES), shown(path))


def _distinct(owners: Iterable[KeyOwner]) -> tuple[KeyOwner, ...]:
    """Return each key once: a party may name its own file too."""
    return tuple({(owner.keyid, owner.feed, owner.role): owner for owner in owners}.values())
