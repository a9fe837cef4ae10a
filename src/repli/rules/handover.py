"""Rules about the act of handover of a site (docs/reference/plan-meaning.md, F).

Sites inside with handover minutes above zero are handed over, once each; other sites have no act.
"""

from collections import Counter
from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, HandoverAct, Operation, Plan, Site
from repli.rules.hours import holds, joined
from repli.rules.rule import Rule, found
from repli.rules.waves import endings

__all__ = ["RULES", "is_handed_over"]


def is_handed_over(site: Site) -> bool:
    """Say whether the site ends with an act of handover."""
    return site.inside and site.handover_minutes > 0


def _acts(operation: Operation, plan: Plan) -> Iterator[tuple[HandoverAct, Site]]:
    for act in plan.handovers:
        site = operation.site_of.get(act.site_id)
        if site is not None and is_handed_over(site):
            yield act, site


def one_handover_each(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Every site that is handed over has exactly one act, and no other site has any.

    Source: docs/reference/plan-meaning.md, F.
    """
    acts = Counter(act.site_id for act in plan.handovers)
    for site in operation.sites:
        expected = 1 if is_handed_over(site) else 0
        if acts[site.site_id] != expected:
            message = phrase(
                "Acts of handover: {count}; expected: {expected}.",
                count=acts[site.site_id],
                expected=expected,
            )
            yield found("one-handover-each", site.site_id, None, message)


def handover_in_office_hours(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A handover lies inside one interval of the host's office hours.

    Source: docs/reference/plan-meaning.md, F.
    """
    for act, site in _acts(operation, plan):
        if not holds(joined(site.office_intervals), act.start_minute, act.end_minute):
            message = phrase("The handover is not within one interval of office hours.")
            yield found("handover-in-office-hours", act.site_id, act.start_minute, message)


def handover_long_enough(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A handover lasts at least the handover minutes of its site.

    Source: docs/reference/plan-meaning.md, F.
    """
    for act, site in _acts(operation, plan):
        length = act.end_minute - act.start_minute
        if length < site.handover_minutes:
            message = phrase(
                "It lasts {minutes} minutes and needs {least}.", minutes=length, least=site.handover_minutes
            )
            yield found("handover-long-enough", act.site_id, act.start_minute, message)


def handover_notice(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Notice of a handover is given long enough before it, and not before as_of.

    Source: docs/reference/plan-meaning.md, F.
    """
    for act, site in _acts(operation, plan):
        if act.notice_minute < operation.as_of_minute:
            message = phrase("Notice is given before the day on which planning starts.")
            yield found("handover-notice", act.site_id, act.notice_minute, message)
        elif act.notice_minute > act.start_minute - site.notice_minutes:
            message = phrase(
                "Notice is given {minutes} minutes before, and {least} are needed.",
                minutes=act.start_minute - act.notice_minute,
                least=site.notice_minutes,
            )
            yield found("handover-notice", act.site_id, act.notice_minute, message)


def handover_of_an_empty_site(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """From the start of its handover nothing is present at a site but what is on the closing wave.

    Source: docs/reference/plan-meaning.md, F. So nothing goes off block after that start and before the wave's.
    """
    by_site = endings(operation, plan)
    for act, _site in _acts(operation, plan):
        ending = by_site.get(act.site_id)
        for one in ending.departures if ending else ():
            if ending and act.start_minute < one.gone_minute and one.off_block_minute < ending.wave_start_minute:
                message = phrase(
                    "{line} is still there at the handover and leaves before the wave.", line=one.line.line_id
                )
                yield found("handover-of-an-empty-site", act.site_id, one.off_block_minute, message)


def handover_before_the_last(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """A handover ends at or before the last off block, unless the agreement lets the act come after.

    Source: docs/reference/plan-meaning.md, F.
    """
    by_site = endings(operation, plan)
    for act, site in _acts(operation, plan):
        ending = by_site.get(act.site_id)
        if ending is not None and not site.act_after and act.end_minute > ending.last_off_minute:
            message = phrase("The handover ends after the last off block.")
            yield found("handover-before-the-last", act.site_id, act.end_minute, message)


RULES = (
    Rule(
        name="one-handover-each",
        explanation=phrase("Every site inside is handed over once."),
        check=one_handover_each,
    ),
    Rule(
        name="handover-in-office-hours",
        explanation=phrase("A handover is held within the host's office hours."),
        check=handover_in_office_hours,
    ),
    Rule(
        name="handover-long-enough",
        explanation=phrase("A handover lasts as long as the site needs."),
        check=handover_long_enough,
    ),
    Rule(
        name="handover-notice",
        explanation=phrase("Notice of a handover is given in time."),
        check=handover_notice,
    ),
    Rule(
        name="handover-of-an-empty-site",
        explanation=phrase("At the handover only what leaves with the closing wave is still there."),
        check=handover_of_an_empty_site,
    ),
    Rule(
        name="handover-before-the-last",
        explanation=phrase("The handover ends before the last departure, unless the act may come after."),
        check=handover_before_the_last,
    ),
)
