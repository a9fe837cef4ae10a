"""How a site ends: `Handover` (the act: surveys, sectors walked, what is left, services) and `Close`.

A ceremony is a dated event of the act, and changes nothing. The law is docs/reference/log-format.md, sections 27, 28.
"""

from dataclasses import dataclass
from typing import ClassVar

from repli.ledger.shapes import ZERO_HASH, is_count, is_hash, is_id, is_time
from repli.progress.bodies.written import TEXTS, Shape, Written, many, plain
from repli.progress.fields import is_flag, is_text

__all__ = ["SITE_STATES", "Close", "Handover", "Service", "Survey"]

SITE_STATES = CLOSED, EVACUATED, IN_LIQUIDATION = "closed", "evacuated", "in-liquidation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Written):
    """A service of the site (water, power, fire guard) and when it ends or passes over."""

    kind: ClassVar[str] = "service"
    shapes: ClassVar[dict[str, Shape]] = {"service": plain(is_text), "time": plain(is_time)}

    service: str
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Written):
    """A survey of the site (environment, explosives) and what it found."""

    kind: ClassVar[str] = "survey"
    shapes: ClassVar[dict[str, Shape]] = {"result": plain(is_text), "survey": plain(is_text)}

    result: str
    survey: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Written):
    """The act by which a site passes to ``recipient``."""

    kind: ClassVar[str] = "handover"
    shapes: ClassVar[dict[str, Shape]] = {
        "ceremony_at": plain(is_time),
        "condition": plain(is_text),
        "inventory": plain(is_hash),
        "keys_at": plain(is_time),
        "notice_hours": plain(is_count),
        "reason": plain(is_text),
        "recipient": plain(is_text),
        "sectors": TEXTS,
        "services": many(Service),
        "site": plain(is_id),
        "surveys": many(Survey),
        "walked_at": plain(is_time),
    }

    ceremony_at: str
    condition: str
    inventory: str
    keys_at: str
    notice_hours: int
    reason: str
    recipient: str
    sectors: tuple[str, ...]
    services: tuple[Service, ...]
    site: str
    surveys: tuple[Survey, ...]
    walked_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(Written):
    """Nobody is at the site any more; ``act`` is the hash of its handover, or zeros: it was left without one."""

    kind: ClassVar[str] = "close"
    shapes: ClassVar[dict[str, Shape]] = {
        "act": plain(is_hash),
        "last_off_block_at": plain(is_time),
        "liquidation": plain(is_flag),
        "reason": plain(is_text),
        "site": plain(is_id),
    }

    act: str
    last_off_block_at: str
    liquidation: bool
    reason: str
    site: str

    @property
    def state(self) -> str:
        """Return what the site is from here on."""
        if self.liquidation:
            return IN_LIQUIDATION
        return EVACUATED if self.act == ZERO_HASH else CLOSED
