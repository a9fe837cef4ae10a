"""What papers share: the agreement and parties of an operation, the log that ties a paper, who signed an event."""

from itertools import chain

from repli.commission.cases import Case
from repli.commission.record import LogContents, truth_of
from repli.errors import UsageError, phrase
from repli.ledger.policy import KeyOwner
from repli.progress import Event, Genesis
from repli.progress.keychange import Keys
from repli.reporting.papers.views import LogTie, PaperHead, Side, SignedBy, Words

__all__ = ["check_same_agreement", "last_standing", "paper_head", "place_name", "signed_by", "tie_of"]


def paper_head(case: Case, contents: LogContents | None = None) -> PaperHead:
    """Return the head of a paper: agreement, parties, and the witnesses that the log names."""
    agreement = case.operation.agreement
    force, host = (
        Side(role=party.role, party_id=party.party_id, name=(party.name_en, party.name_fr))
        for party in (agreement.party("force"), agreement.party("host"))
    )
    return PaperHead(
        agreement=(agreement.title_en, agreement.title_fr),
        sides=(force, host),
        witnesses=() if contents is None else _witnesses(contents),
        time_zone=agreement.time_zone,
        truth=case.truth if contents is None else truth_of(case, contents.genesis),
    )


def _witnesses(contents: LogContents) -> tuple[Side, ...]:
    """Return the guarantors and observers of a log: those of before format 4 have none."""
    found = contents.genesis.witnesses
    return tuple(Side(role=one.role, party_id=one.id, name=(one.name_en, one.name_fr)) for one in found)


def check_same_agreement(case: Case, genesis: Genesis) -> None:
    """Raise UsageError unless the log is of the operation: a paper must not mix two."""
    held, named = genesis.agreement.id, case.operation.agreement.agreement_id
    if held != named:
        raise UsageError(
            phrase("The log is of the agreement {held}, and the operation of {named}.", held=held, named=named),
            phrase("Name the log and the operation of one agreement."),
        )


def tie_of(contents: LogContents) -> LogTie:
    """Return the joint head of a log as a paper prints it."""
    head = contents.head
    return LogTie(origin=head.origin, size=head.size, root=head.root)


def signed_by(event: Event, contents: LogContents) -> tuple[SignedBy, ...]:
    """Return whose keys signed an event, by party; then what each witness last said of it."""
    owners = _owners(contents)
    signed = sorted((owners[keyid].party, keyid) for keyid in event.keyids if keyid in owners)
    witnessed = {
        owners[keyid].party: SignedBy(party_id=owners[keyid].party, keyid=keyid, result=str(one.frame.body["result"]))
        for one in contents.events
        if one.frame.kind == "attest" and one.frame.body["event"] == event.event_hash
        for keyid in one.keyids
    }
    return *(SignedBy(party_id=party, keyid=keyid) for party, keyid in signed), *witnessed.values()


def _owners(contents: LogContents) -> dict[str, KeyOwner]:
    """Return every key that was ever added, by its id."""
    added = (one.body.add for one in contents.events if isinstance(one.body, Keys))
    return {owner.keyid: owner for owner in chain(contents.genesis.owners, *added)}


def last_standing(contents: LogContents, kind: str, **named: str) -> tuple[int, Event] | None:
    """Return the last event of a kind whose body has these values, with its place in the order.

    One that is void or cancelled does not stand.
    """
    docket = contents.state.docket
    fallen = set() if docket is None else set(docket.void)
    fallen |= {
        str(one.frame.body["event"])
        for one in contents.events
        if one.frame.kind == "cancel" and one.event_hash not in fallen
    }
    found = (
        (place, event)
        for place, event in reversed(list(enumerate(contents.events)))
        if event.frame.kind == kind
        and event.event_hash not in fallen
        and all(event.frame.body[key] == value for key, value in named.items())
    )
    return next(found, None)


def place_name(case: Case, place_id: str) -> Words:
    """Return the name of a field or a site; nothing for a place that the operation does not have."""
    operation = case.operation
    if (site := operation.site_of.get(place_id)) is not None:
        return site.name_en, site.name_fr
    found = operation.field_of.get(place_id)
    return ("", "") if found is None else (found.name, found.name)
