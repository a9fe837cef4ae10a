"""The tables of the formats (``repli/3`` keeps that of ``repli/2``): who signs which kind, and a key of which role.

The ledger checks any table; these are the log's own (docs/reference/log-format.md, sections 4, 12 and 27). The normal
way to sign is the day's record (`minutes`); a departure signed by both at the ramp is the strict way, so both quorums
hold. Who signs an ``amend`` depends on what it amends: its rows are called ``amend depart`` and ``amend declare``; in
format 4 a ``cancel`` is signed by the role of what it cancels, so it has rows of its own too.
"""

from repli.ledger.policy import Policy, Quorum, Rule
from repli.progress.names import CANCELLED_KINDS, OBSERVE, POLICY_1, POLICY_2, POLICY_3, POLICY_4

__all__ = ["KNOWN_UNREAD", "POLICIES", "REPLI_1", "REPLI_2", "REPLI_4"]

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

_REPRESENT_ANY = Rule(role="represent", quorum=Quorum.ONE_OR_EACH_PARTY)
_DAILY = {
    **dict.fromkeys(("calendar", "handover", "close", "extend"), _BOTH_REPRESENT),
    **dict.fromkeys(("reinforce", "transfer", "arrive", "status", "manifest", "inspect", "incident"), _COUNT_ANY),
    "dispose": _REPRESENT_ANY,
    "obligation": Rule(role="represent", quorum=Quorum.ONE_PARTY),
    "clearance": Rule(role="clear", quorum=Quorum.ONE_PARTY),
    "attest": Rule(role=OBSERVE, quorum=Quorum.ONE_WITNESS),
}

REPLI_4 = Policy(
    rules={
        **REPLI_2.rules,
        **_DAILY,
        **{
            f"cancel {kind}": Rule(
                role=_DAILY[kind].role if kind in _DAILY else "count", quorum=Quorum.ONE_OR_EACH_PARTY
            )
            for kind in CANCELLED_KINDS
        },
    },
)

POLICIES = {POLICY_1: REPLI_1, POLICY_2: REPLI_2, POLICY_3: REPLI_2, POLICY_4: REPLI_4}
