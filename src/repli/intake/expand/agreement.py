"""The agreement: days to minutes, disclosure as pairs, the agreed sentences in both languages."""

from repli.intake.expand.calendar import Calendar
from repli.intake.tables.operation_toml import DisclosureTable, OperationToml, TextTable
from repli.model import Agreement, Milestone, Party, Wording

__all__ = ["agreement_of"]

_ORIGIN = {"source", "assumed"}


def agreement_of(toml: OperationToml, calendar: Calendar) -> Agreement:
    """Return the agreement; parties and milestones by id."""
    return Agreement(
        agreement_id=toml.id,
        title_en=toml.title_en,
        title_fr=toml.title_fr,
        signed_on=toml.agreement.signed_on.isoformat(),
        deadline_on=toml.agreement.deadline.isoformat(),
        deadline_minute=calendar.deadline_minute,
        time_zone=toml.agreement.time_zone,
        evidence=toml.agreement.evidence,
        parties=tuple(
            Party(party_id=party.id, role=party.role, name_en=party.name_en, name_fr=party.name_fr)
            for party in sorted(toml.party, key=lambda one: one.id)
        ),
        milestones=_milestones(toml, calendar),
        disclosure=_disclosure(toml.disclosure),
        wording=_wording(toml.text),
        day_starts=calendar.day_starts,
    )


def _milestones(toml: OperationToml, calendar: Calendar) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(
            milestone_id=one.id,
            quantity=one.quantity,
            fraction_ppm=one.fraction_ppm,
            due_minute=calendar.end_of(one.due),
        )
        for one in sorted(toml.milestone, key=lambda one: one.id)
    )


def _disclosure(table: DisclosureTable) -> tuple[tuple[str, str], ...]:
    """Return (figure, how it is published) for the figures that are named."""
    named = table.model_dump(exclude=_ORIGIN, exclude_none=True)
    return tuple(sorted((figure, str(policy)) for figure, policy in named.items()))


def _wording(table: TextTable) -> Wording:
    words = table.model_dump(exclude=_ORIGIN)
    keys = sorted(name.removesuffix("_en") for name in words if name.endswith("_en"))
    return Wording(sentences=tuple((key, words[f"{key}_en"], words[f"{key}_fr"]) for key in keys))
