"""The tables of the formats (``repli/3`` keeps that of ``repli/2``): who signs which kind, and a key of which role.

The ledger checks any table; these are the log's own (docs/reference/log-format.md, sections 4 and 12). The normal way
to sign is the day's record (`minutes`); a departure signed by both at the ramp is the strict way, so both quorums hold.
Who signs an ``amend`` depends on what it amends: its rows are called ``amend depart`` and ``amend declare``.
"""

from repli.ledger.policy import Policy, Quorum, Rule
from repli.progress.names import POLICY_1, POLICY_2, POLICY_3

__all__ = ["KNOWN_UNREAD", "POLICIES", "REPLI_1", "REPLI_2"]

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

_COUNT_ONE = Rule(role="count", quorum=Quorum.ONE_PARTY)
_COUNT_ANY = Rule(role="count", quorum=Quorum.ONE_OR_EACH_PARTY)
_NEW = frozenset(["keys", "amend", "dispute", "resolve", "cancel", "correct"])

REPLI_2 = Policy(
    rules={
        **REPLI_1.rules,
        "keys": _BOTH_REPRESENT,  # and every key that it adds
        "amend declare": _BOTH_REPRESENT,
        "amend depart": _COUNT_ANY,
        "dispute": _COUNT_ONE,
        "resolve": _BOTH_REPRESENT,
        "cancel": _COUNT_ANY,
        "correct": _BOTH_REPRESENT,
    },
    known_unread=KNOWN_UNREAD - _NEW,
)

POLICIES = {POLICY_1: REPLI_1, POLICY_2: REPLI_2, POLICY_3: REPLI_2}
