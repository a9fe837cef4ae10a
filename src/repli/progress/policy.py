"""The table ``repli/1``: who signs which kind of event, and with a key of which role.

The ledger checks any table; this one is the log's own (docs/reference/log-format.md, section 4). The normal way to
sign is the day's record (`minutes`); a departure signed by both at the ramp is the strict way, so both quorums hold.
"""

from repli.ledger.policy import Policy, Quorum, Rule

__all__ = ["KNOWN_UNREAD", "REPLI_1"]

KNOWN_UNREAD = frozenset(
    [
        "keys",
        "amend",
        "reinforce",
        "calendar",
        "clearance",
        "manifest",
        "arrive",
        "status",
        "transfer",
        "dispose",
        "inspect",
        "obligation",
        "incident",
        "dispute",
        "resolve",
        "handover",
        "close",
        "correct",
        "extend",
        "cancel",
        "attest",
    ]
)
"""Kinds that are refused as known, not read by format 1 yet."""

_BOTH_REPRESENT = Rule(role="represent", quorum=Quorum.EACH_PARTY)

REPLI_1 = Policy(
    rules={
        "genesis": _BOTH_REPRESENT,
        "declare": _BOTH_REPRESENT,
        "opening": _BOTH_REPRESENT,
        "minutes": _BOTH_REPRESENT,
        "publish": _BOTH_REPRESENT,
        "count": Rule(role="count", quorum=Quorum.ONE_PARTY),
        "depart": Rule(role="count", quorum=Quorum.ONE_OR_EACH_PARTY),
    },
    known_unread=KNOWN_UNREAD,
)
