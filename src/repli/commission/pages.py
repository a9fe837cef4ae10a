"""What people read: communiqués, the restricted page of the commission, the public page."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from repli import planning
from repli.commission.cases import Case
from repli.commission.plans import bound_reasons, reasons
from repli.commission.record import LogContents, truth_of
from repli.errors import Phrase, UsageError, phrase
from repli.ledger.keys import fingerprint, parse_key_file
from repli.ledger.shapes import minute_of_time, second_of_time
from repli.model import Forecast, LogVerdict, Operation, Plan
from repli.progress import Event
from repli.progress.sitting import Publish
from repli.reporting import (
    ChangesFacts,
    CommissionFacts,
    Naive,
    NextStep,
    PlanRecord,
    PlanSummary,
    PublicFacts,
    PublishedText,
    alerts_of,
    changes_page,
    commission_page,
    communique_of,
    communique_pdf,
    public_facts,
    public_page,
    signed_history,
)

__all__ = [
    "Outlook",
    "changes_html",
    "communiques",
    "facts_for_the_public",
    "next_steps",
    "public_html",
    "restricted_html",
]

_ROLES = {"force": phrase("the force"), "host": phrase("the host")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is to come, as of ``operation.as_of_minute``: the operation left to do, its plan and its forecast."""

    operation: Operation
    plan: Plan
    forecast: Forecast


def _last_publication(contents: LogContents) -> tuple[Event, Publish]:
    published = [(event, event.body) for event in contents.events if isinstance(event.body, Publish)]
    if not published:
        raise UsageError(phrase("Nothing was published in this log."), phrase("Sign a publication first."))
    return published[-1]


def _fingerprints(keys: Path) -> tuple[tuple[str, str], ...]:
    return tuple((key.name, fingerprint(key.public)) for key in parse_key_file(keys.read_text("utf-8")))


def communiques(case: Case, contents: LogContents, keys: Path) -> Mapping[str, bytes]:
    """Return the PDF of the last publication in each language; raise UsageError if nothing was published."""
    event, body = _last_publication(contents)
    return {
        language: communique_pdf(
            communique_of(
                case.operation,
                body.figures,
                number=body.number,
                place=case.operation.agreement.wording.of("place", language),
                as_of_minute=minute_of_time(body.as_of),
                origin=contents.origin,
                state_digest=body.state,
                truth=truth_of(case, contents.genesis),
            ),
            language,
            fingerprints=_fingerprints(keys),
            head=contents.head,
            proof=contents.proof,
            made_at_second=second_of_time(event.frame.at),
        )
        for language in ("fr", "en")
    }


def public_html(case: Case, contents: LogContents, keys: Path) -> str:
    """Return the public page: the past of the log and nothing else."""
    return public_page(facts_for_the_public(case, contents, keys))


def facts_for_the_public(case: Case, contents: LogContents, keys: Path) -> PublicFacts:
    """Return what the public may know of a log at its last publication."""
    _, body = _last_publication(contents)
    texts = {name: contents.sidecars[name].decode() for name in body.texts}
    return public_facts(
        truth=truth_of(case, contents.genesis),
        agreement=case.operation.agreement,
        sites=case.operation.sites,
        state=contents.state,
        history=signed_history(contents.events, contents.state),
        claims=case.history.claims,
        communiques=(
            PublishedText(
                number=body.number,
                text_en=texts[body.text_en],
                text_fr=texts[body.text_fr],
                sha256_en=body.text_en,
                sha256_fr=body.text_fr,
            ),
        ),
        origin=contents.origin,
        head=contents.head,
        fingerprints=_fingerprints(keys),
        as_of_minute=minute_of_time(body.as_of),
    )


def next_steps(outlook: Outlook) -> tuple[NextStep, ...]:
    """Return the next seven days from the outlook's start."""
    return tuple(
        NextStep(when_minute=duty.minute, kind=duty.kind, what=duty.sentence, who=_who(duty.roles))
        for duty in planning.next_days(outlook.operation, outlook.plan, outlook.operation.as_of_minute)
    )


def _who(roles: tuple[str, ...]) -> Phrase:
    return phrase("both parties") if len(roles) > 1 else _ROLES[roles[0]]


def restricted_html(
    case: Case,
    contents: LogContents,
    outlook: Outlook,
    *,
    before: PlanSummary | None,
    after: PlanSummary,
    verdict: LogVerdict,
) -> str:
    """Return the restricted page of the commission: past and future, for the two parties only.

    ``before`` and ``after`` compare the case's first plan with that of an earlier run, if there was one.
    """
    rough = planning.rough_cut(outlook.operation)
    return commission_page(
        CommissionFacts(
            truth=case.truth,
            reader=phrase("for the two parties only"),
            now_minute=outlook.operation.as_of_minute,
            operation=outlook.operation,
            plan=outlook.plan,
            naive=Naive(closure_day=rough.closure_day, ignores=rough.ignores),
            forecast=outlook.forecast,
            state=contents.state,
            history=signed_history(contents.events, contents.state),
            claims=case.history.claims,
            alerts=alerts_of(outlook.operation, outlook.plan, outlook.forecast, contents.state),
            next_steps=next_steps(outlook),
            reasons=reasons(outlook.operation, outlook.plan),
            bound_reasons=tuple(one.sentence for one in bound_reasons(outlook.operation, outlook.plan)),
            before=before,
            after=after,
            verdict=verdict,
        )
    )


def changes_html(case: Case, *, before: PlanRecord, after: PlanRecord, changed: tuple[str, ...]) -> str:
    """Return the page that sets an earlier run's plan and this one side by side, for the two parties only."""
    return changes_page(
        ChangesFacts(
            truth=case.truth,
            reader=phrase("for the two parties only"),
            operation=case.operation,
            before=before,
            after=after,
            changed=changed,
        )
    )
