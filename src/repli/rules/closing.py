"""Rules about the end of a site: the handover has started when the wave does, guards go last, nobody comes back.

docs/reference/plan-meaning.md, F. That everything present when the wave starts is on the wave follows: whatever
departs later is on it, and whatever never departs is named by the rule `out-once`.
"""

from collections.abc import Iterator

from repli.errors import phrase
from repli.model import Finding, Operation, Plan
from repli.rules.flows import entries
from repli.rules.lines import GUARD
from repli.rules.rule import Rule, clock, found
from repli.rules.waves import endings

__all__ = ["RULES"]


def handover_before_wave(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """At the start of the closing wave the handover has started.

    Source: docs/reference/plan-meaning.md, F.
    """
    by_site = endings(operation, plan)
    for act in plan.handovers:
        ending = by_site.get(act.site_id)
        if ending is not None and act.start_minute > ending.wave_start_minute:
            message = phrase(
                "The handover has not started when the closing wave starts at {wave}.",
                wave=clock(ending.wave_start_minute),
            )
            yield found("handover-before-wave", act.site_id, act.start_minute, message)


def guards_last(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """The movements off block in the last formation carry the site's guards who must leave last.

    Source: docs/reference/plan-meaning.md, F.
    """
    for site_id, ending in endings(operation, plan).items():
        formation_start = ending.last_off_minute - operation.formation_minutes
        guards = sum(
            one.units
            for one in ending.departures
            if not one.by_seat
            and one.off_block_minute >= formation_start
            and one.line.function == GUARD
            and one.line.site_id == site_id
        )
        needed = operation.site_of[site_id].last_out_people
        if guards < needed:
            message = phrase("Guards in the last formation: {guards}; needed: {needed}.", guards=guards, needed=needed)
            yield found("guards-last", site_id, ending.last_off_minute, message)


def nobody_after_the_last(operation: Operation, plan: Plan) -> Iterator[Finding]:
    """Nobody and nothing enters a site after its last off block.

    Source: docs/reference/plan-meaning.md, F. Leaving later is impossible: that off block would be the last.
    """
    by_site = endings(operation, plan)
    for entry in entries(operation, plan):
        ending = by_site.get(entry.site_id)
        if ending is not None and entry.minute > ending.last_off_minute:
            message = phrase("{line} enters the site after its last off block.", line=entry.line.line_id)
            yield found("nobody-after-the-last", entry.site_id, entry.minute, message)


RULES = (
    Rule(
        name="handover-before-wave",
        explanation=phrase("The handover of a site has started when its closing wave starts."),
        check=handover_before_wave,
    ),
    Rule(
        name="guards-last",
        explanation=phrase("Guards leave last, together."),
        check=guards_last,
    ),
    Rule(
        name="nobody-after-the-last",
        explanation=phrase("Nobody and nothing enters a site after its last departure."),
        check=nobody_after_the_last,
    ),
)
