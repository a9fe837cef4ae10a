"""The bodies of what a commission does each day between two departures (format 4).

``written`` is how such a body is read and written; the others hold a few kinds each: ``accounts`` (who and what moves
from one account of the balance to another), ``carriage`` (what goes with a movement), ``permits`` (what may go when),
``sites`` (how a site ends), ``conduct`` (commitments, incidents, witnesses). The law is docs/reference/log-format.md,
section 27.
"""

from repli.progress.bodies.accounts import Dispose, Reinforce, Status, Transfer
from repli.progress.bodies.carriage import Arrive, Inspect, Manifest
from repli.progress.bodies.conduct import Attest, Incident, Obligation
from repli.progress.bodies.permits import Calendar, Clearance, Extend, PlannedMovement
from repli.progress.bodies.sites import Close, Handover, Service, Survey

__all__ = [
    "Arrive",
    "Attest",
    "Calendar",
    "Clearance",
    "Close",
    "Dispose",
    "Extend",
    "Handover",
    "Incident",
    "Inspect",
    "Manifest",
    "Obligation",
    "PlannedMovement",
    "Reinforce",
    "Service",
    "Status",
    "Survey",
    "Transfer",
]
