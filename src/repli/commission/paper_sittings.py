"""The record of a day and the act of a site as views: from the events of the log, or an act drafted from a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from repli.commission.cases import Case
from repli.commission.paper_heads import last_standing, paper_head, signed_by, tie_of
from repli.commission.record import LogContents
from repli.errors import Phrase, UsageError, phrase
from repli.ledger.canonical import Json, JsonObject
from repli.ledger.shapes import minute_of_time
from repli.model import ACTS_ON_SITE, Plan
from repli.progress import Event, figures, fold
from repli.reporting.papers.sentences import event_sentence
from repli.reporting.papers.views import Accepted, Action, Escalation, HandoverPaper, InventoryLine, MinutesPaper, Timed
from repli.units import MINUTES_PER_HOUR

__all__ = ["drafted_act", "minutes_of_day", "signed_act"]

_STAYS = tuple(one for one in ACTS_ON_SITE if one not in {"scrap", "destroy"})
"""Dispositions after which an item is still at its site."""


def minutes_of_day(case: Case, contents: LogContents, day: str) -> MinutesPaper:
    """Return the last record of ``day``; raise UsageError for a day that has none."""
    place, event = last_standing(contents, "minutes", day=day) or (-1, None)
    if event is None:
        days = sorted({str(one.frame.body["day"]) for one in contents.events if one.frame.kind == "minutes"})
        raise UsageError(
            phrase("The log has no record of {day}.", day=day),
            phrase("Its records: {list}.", list=", ".join(days)) if days else phrase("It has no record at all."),
        )
    body, said = event.frame.body, {one.event_hash: _said(one) for one in contents.events}
    after = fold(contents.events[: place + 1], contents.sidecars.get).state
    return MinutesPaper(
        head=paper_head(case, contents),
        day=day,
        agenda=_texts(body, "agenda"),
        accepted=tuple(Accepted(event_hash=one, sentence=said[one]) for one in said if one in _texts(body, "accepts")),
        decisions=_texts(body, "decisions"),
        actions=tuple(_action(one) for one in _list(body, "actions")),
        escalated=tuple(_escalations(body, said)),
        next_meeting_minute=minute_of_time(str(body["next_meeting_at"])),
        figures=tuple((one.name, one.value, one.grade) for one in figures(after)),
        event_hash=event.event_hash,
        signed=signed_by(event, contents),
        tie=tie_of(contents),
    )


def drafted_act(case: Case, site_id: str, plan: Plan | None) -> HandoverPaper:
    """Return the act as far as the operation and a plan know it; raise UsageError for a site that is none."""
    site = case.operation.site_of.get(site_id)
    if site is None or not site.inside:
        known = ", ".join(one.site_id for one in case.operation.sites if one.inside)
        raise UsageError(
            phrase("The operation hands over no site {site}.", site=site_id), phrase("Its sites: {list}.", list=known)
        )
    planned = None if plan is None else next((one for one in plan.handovers if one.site_id == site_id), None)
    return HandoverPaper(
        head=paper_head(case),
        site_id=site_id,
        site=(site.name_en, site.name_fr),
        recipient=site.handed_to,
        notice_hours=site.notice_minutes // MINUTES_PER_HOUR or None,
        walked_minute=None if planned is None else planned.start_minute,
        inventory=tuple(
            InventoryLine(
                item_id=one.line_id, description=(one.description_en, one.description_fr), how=one.disposition
            )
            for one in case.operation.items
            if one.site_id == site_id and one.disposition in _STAYS
        ),
    )


def signed_act(draft: HandoverPaper, case: Case, contents: LogContents) -> HandoverPaper:
    """Return the act that the log has; the draft, tied to the log, if it has none yet."""
    known = replace(draft, head=paper_head(case, contents), tie=tie_of(contents))
    _, event = last_standing(contents, "handover", site=draft.site_id) or (-1, None)
    if event is None:
        return known
    body = event.frame.body
    return replace(
        known,
        recipient=str(body["recipient"]),
        condition=str(body["condition"]),
        notice_hours=int(str(body["notice_hours"])),
        walked_minute=minute_of_time(str(body["walked_at"])),
        sectors=_texts(body, "sectors"),
        surveys=tuple((str(one["survey"]), str(one["result"])) for one in _records(body, "surveys")),
        inventory=(),  # the log knows its hash only
        inventory_sha256=str(body["inventory"]),
        services=tuple(
            Timed(text=str(one["service"]), minute=minute_of_time(str(one["time"])))
            for one in _records(body, "services")
        ),
        keys_minute=minute_of_time(str(body["keys_at"])),
        ceremony_minute=minute_of_time(str(body["ceremony_at"])),
        reason=str(body["reason"]),
        event_hash=event.event_hash,
        signed=signed_by(event, contents),
    )


def _said(event: Event) -> Phrase:
    return event_sentence(event.frame.kind, event.frame.body)


def _action(given: Json) -> Action:
    """Return an action; one of before format 4 is a text alone."""
    if isinstance(given, Mapping):
        return Action(text=str(given["text"]), owner=str(given["owner"]), due=str(given["due"]))
    return Action(text=str(given))


def _escalations(body: JsonObject, said: Mapping[str, Phrase]) -> Iterable[Escalation]:
    for one in _records(body, "escalated"):
        name = str(one["event"])
        yield Escalation(event_hash=name, sentence=said[name], to=str(one["to"]), reason=str(one["reason"]))


def _texts(body: JsonObject, key: str) -> tuple[str, ...]:
    return tuple(str(one) for one in _list(body, key))


def _records(body: JsonObject, key: str) -> tuple[JsonObject, ...]:
    return tuple(one for one in _list(body, key) if isinstance(one, Mapping))


def _list(body: JsonObject, key: str) -> tuple[Json, ...]:
    found = body.get(key, ())
    return tuple(found) if isinstance(found, list | tuple) else ()
