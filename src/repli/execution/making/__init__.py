"""From a filled form to events that are ready to be signed: one maker for each kind.

A maker adds what the log, the roster and the papers know: counts, cells, kg, lists, versions, hashes of papers. It
signs nothing; files that it names and papers that it keeps are the only traces if nobody signs.
"""

from collections.abc import Callable, Iterable, Mapping

from repli.execution.desk import Desk
from repli.execution.draft import Draft, draft_of
from repli.execution.forms.filled import Filled
from repli.execution.making import accounts, acts, movements, sittings

__all__ = ["MAKERS", "Draft", "draft_of"]

MAKERS: Mapping[str, Callable[[Desk, Filled], Iterable[Draft]]] = {
    "amend": movements.amend,
    "arrive": movements.arrive,
    "attest": acts.attest,
    "calendar": sittings.calendar,
    "cancel": acts.cancel,
    "clearance": sittings.clearance,
    "close": acts.close,
    "correct": acts.correct,
    "count": movements.count,
    "depart": movements.depart,
    "dispose": accounts.dispose,
    "dispute": acts.dispute,
    "extend": sittings.extend,
    "handover": acts.handover,
    "incident": acts.incident,
    "inspect": accounts.inspect,
    "manifest": movements.manifest,
    "minutes": sittings.minutes,
    "obligation": sittings.obligation,
    "open": movements.open_counts,
    "opening": accounts.opening,
    "reinforce": accounts.reinforce,
    "resolve": acts.resolve,
    "status": accounts.status,
    "transfer": accounts.transfer,
}
"""One maker for each form."""
