"""The genesis event of a reconstruction: the agreement of an operation, demonstration keys, and what is not real.

What a reader must know before any figure stands in the first event: that movements between published figures are
assumed, that the keys are a demonstration, and from which folder it was made (docs/reference/log-format.md, section 4).
"""

from collections.abc import Mapping

from repli.ledger.keys import Signer
from repli.model import Agreement, Operation, Party
from repli.progress.genesis import AgreementRecord, Genesis, PartyKey, PartyRecord
from repli.progress.names import POLICY_1, POLICY_4
from repli.progress.slotpolicy import SlotPolicy
from repli.progress.witness import WitnessRecord

__all__ = ["reconstruction_genesis"]

_NOTE = (
    "RECONSTRUCTION: movements between published figures are assumed. Demonstration keys and salts from the published "
    "seed {seed}; the delay after which lists of slots become public is assumed. / RECONSTITUTION : les mouvements "
    "entre les chiffres publiés sont supposés. Clés et sels de démonstration tirés de la graine publiée {seed} ; le "
    "délai de publication des listes de numéros est supposé. Operation folder / dossier : {operation_hash}"
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
    """Return the genesis event of a reconstruction of ``operation``; ``signers`` are party -> role -> signer.

    With ``slots``, the policy by which lists of slots become public, the log is of format 4 and may have ``witnesses``;
    else it is of format 1.
    """
    agreement = operation.agreement
    return Genesis(
        agreement=_agreement(agreement, agreement_sha256),
        delay_to_object_minutes=delay_to_object_minutes,
        demonstration=True,
        disclosure=tuple(sorted(agreement.disclosure)),
        evidence=agreement.evidence,
        languages=("fr", "en"),
        note=_NOTE.format(seed=seed, operation_hash=operation.operation_hash),
        origin=f"RECONSTRUCTION/{operation.operation_id}",
        parties=tuple(
            _party(party, signers[party.party_id])
            for party in sorted(agreement.parties, key=lambda party: party.party_id)
        ),
        time_zone=agreement.time_zone,
        policy=POLICY_1 if slots is None else POLICY_4,
        slots=slots,
        witnesses=witnesses,
    )


def _agreement(agreement: Agreement, agreement_sha256: str) -> AgreementRecord:
    return AgreementRecord(
        id=agreement.agreement_id,
        title_en=agreement.title_en,
        title_fr=agreement.title_fr,
        signed_on=agreement.signed_on,
        deadline=agreement.deadline_on,
        sha256=agreement_sha256,
    )


def _party(party: Party, signers: Mapping[str, Signer]) -> PartyRecord:
    return PartyRecord(
        id=party.party_id,
        role=party.role,
        name_en=party.name_en,
        name_fr=party.name_fr,
        keys=tuple(PartyKey(key=signer.public, role=role) for role, signer in sorted(signers.items())),
    )
