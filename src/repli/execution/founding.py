"""The genesis event: the agreement of an operation, who may sign, and the terms that both parties sign once.

What a reader must know before any figure stands in the first event. Of a reconstruction it says that movements between
published figures are assumed and that the keys are a demonstration (docs/reference/log-format.md, section 4).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from repli.ledger.keys import Signer
from repli.ledger.policy import KeyOwner
from repli.model import Agreement, Operation, Party
from repli.progress.genesis import AgreementRecord, Genesis, PartyKey, PartyRecord
from repli.progress.names import POLICY_1, POLICY_4
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.witness import WitnessRecord

__all__ = ["RECONSTRUCTION", "Terms", "genesis_of", "reconstruction_genesis"]

RECONSTRUCTION = "RECONSTRUCTION/"
"""How the origin of every reconstruction begins."""

_NOTE = (
    "RECONSTRUCTION: movements between published figures are assumed. Demonstration keys and salts from the published "
    "seed {seed}; the delay after which lists of slots become public is assumed. / RECONSTITUTION : les mouvements "
    "entre les chiffres publiés sont supposés. Clés et sels de démonstration tirés de la graine publiée {seed} ; le "
    "délai de publication des listes de numéros est supposé. Operation folder / dossier : {operation_hash}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What both parties sign once beside the agreement: how the log is called, who may object how long, who looks on.

    ``agreement_sha256`` is that of the document. ``slots`` says when lists of slots become public; without it the log
    is of format 1, with it of format 4, which may have ``witnesses``.
    """

    origin: str
    agreement_sha256: str
    delay_to_object_minutes: int
    slots: SlotPolicy | None
    witnesses: tuple[WitnessRecord, ...] = ()
    note: str = ""
    demonstration: bool = False


def genesis_of(operation: Operation, owners: Iterable[KeyOwner], terms: Terms) -> Genesis:
    """Return the genesis event of an operation, signed with the keys of ``owners``; their order does not matter."""
    agreement = operation.agreement
    held = sorted(owners, key=lambda owner: (owner.party, owner.device, owner.role, owner.public))
    return Genesis(
        agreement=_agreement(agreement, terms.agreement_sha256),
        delay_to_object_minutes=terms.delay_to_object_minutes,
        demonstration=terms.demonstration,
        disclosure=tuple(sorted(agreement.disclosure)),
        evidence=agreement.evidence,
        languages=("fr", "en"),
        note=terms.note,
        origin=terms.origin,
        parties=tuple(
            _party(party, [owner for owner in held if owner.party == party.party_id])
            for party in sorted(agreement.parties, key=lambda party: party.party_id)
        ),
        time_zone=agreement.time_zone,
        policy=POLICY_1 if terms.slots is None else POLICY_4,
        slots=terms.slots,
        witnesses=terms.witnesses,
    )


def reconstruction_genesis(
    operation: Operation,
    signers: Mapping[str, Mapping[str, Signer]],
    *,
    agreement_sha256: str,
    seed: str,
    delay_to_object_minutes: int,
    slots: SlotPolicy | None = None,
    witnesses: tuple[WitnessRecord, ...] = (),
) -> Genesis:
    """Return the genesis event of a reconstruction of ``operation``; ``signers`` are party -> role -> signer."""
    terms = Terms(
        origin=f"{RECONSTRUCTION}{operation.operation_id}",
        agreement_sha256=agreement_sha256,
        delay_to_object_minutes=delay_to_object_minutes,
        slots=slots,
        witnesses=witnesses,
        note=_NOTE.format(seed=seed, operation_hash=operation.operation_hash),
        demonstration=True,
    )
    owners = (
        KeyOwner(party=one.party, role=one.role, public=one.public, device=one.device)
        for of_party in signers.values()
        for one in of_party.values()
    )
    return genesis_of(operation, owners, terms)


def _agreement(agreement: Agreement, agreement_sha256: str) -> AgreementRecord:
    return AgreementRecord(
        id=agreement.agreement_id,
        title_en=agreement.title_en,
        title_fr=agreement.title_fr,
        signed_on=agreement.signed_on,
        deadline=agreement.deadline_on,
        sha256=agreement_sha256,
    )


def _party(party: Party, owners: Iterable[KeyOwner]) -> PartyRecord:
    return PartyRecord(
        id=party.party_id,
        role=party.role,
        name_en=party.name_en,
        name_fr=party.name_fr,
        keys=tuple(PartyKey(key=owner.public, role=owner.role, device=owner.device) for owner in owners),
    )
