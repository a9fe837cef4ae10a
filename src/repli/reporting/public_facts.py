"""What the public page is made from: the past, and no type that could hold anything else.

`public_facts` takes the agreement, the log's state and what was signed; nothing it takes can carry a plan, a floor, a
forecast or what anybody's function is. Anything later than ``as_of_minute`` is left out, and every figure is told as
the disclosure policy lets it be.
"""

from collections import Counter
from dataclasses import dataclass, replace

from repli.model import Agreement, Claim, Site
from repli.progress import Disclosed, Figure, State, figures
from repli.reporting.claims import ClaimCheck, check_claims
from repli.reporting.curves import Steps
from repli.reporting.disclosed import told, told_count
from repli.reporting.history import SignedHistory, signed_steps
from repli.reporting.pdf import LogHead
from repli.reporting.truth import Truth
from repli.units import MINUTES_PER_DAY

__all__ = ["PublicFacts", "PublicSite", "PublishedText", "public_facts", "site_states"]

_COMPARED = ("exact", "at_least")
_PARTS = ("people_opening", "people_counted", "movements_departed")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSite:
    """A site as the public may know it: name, place, and whether people depart from it or have departed."""

    name_en: str
    name_fr: str
    latitude_deg: float
    longitude_deg: float
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedText:
    """A communiqué that both parties signed: its two texts, and the hashes that the log holds of them."""

    number: int
    text_en: str
    text_fr: str
    sha256_en: str
    sha256_fr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFacts:
    """The past and nothing else. ``signed`` is None where the people departed are withheld."""

    truth: Truth
    agreement: Agreement
    as_of_minute: int
    figures: tuple[Disclosed, ...]
    signed: Steps | None
    sites: tuple[PublicSite, ...]
    claims: tuple[ClaimCheck, ...]
    communiques: tuple[PublishedText, ...]
    origin: str
    head: LogHead | None
    fingerprints: tuple[tuple[str, str], ...]


def public_facts(
    *,
    truth: Truth,
    agreement: Agreement,
    sites: tuple[Site, ...],
    state: State,
    history: SignedHistory,
    claims: tuple[Claim, ...],
    communiques: tuple[PublishedText, ...],
    origin: str,
    head: LogHead | None,
    fingerprints: tuple[tuple[str, str], ...],
    as_of_minute: int,
    published: Steps = (),
) -> PublicFacts:
    """Return what the public may see at ``as_of_minute``; anything later is left out, figures are told by policy.

    ``published`` are the people departed by earlier communiqués, each at the minute up to which it spoke.
    """
    policy = dict(agreement.disclosure)
    derived = figures(state)
    exact = {figure.name: figure.value for figure in derived}
    known = (*published, (as_of_minute, exact["people_departed"]))
    signed = _told_steps(history, known, policy, as_of_minute)
    checks = check_claims(
        claims,
        signed_steps(history) | {"people_departed": signed or ()},
        baseline=exact["people_baseline"],
        as_of_minute=as_of_minute,
        time_zone=agreement.time_zone,
        reconstruction=truth.reconstruction,
    )
    states = site_states(sites, state)
    return PublicFacts(
        truth=truth,
        agreement=agreement,
        as_of_minute=as_of_minute,
        figures=told(derived, policy, reconstruction=truth.reconstruction),
        signed=signed,
        sites=tuple(_public_site(site, states[site.site_id]) for site in sites if site.inside),
        claims=tuple(
            _told_check(check, policy, reconstruction=truth.reconstruction)
            for check in checks
            if check.stated_minute < as_of_minute + MINUTES_PER_DAY
        ),
        communiques=communiques,
        origin=origin,
        head=head,
        fingerprints=fingerprints,
    )


def site_states(sites: tuple[Site, ...], state: State | None) -> dict[str, str]:
    """Return each site's state by what the log says: open, departing, empty, or outside the territory."""
    there: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    if state is not None and state.baseline_people is not None:
        for cell in state.baseline_people.cells:
            there[cell.site] += cell.count
        for cell in state.departed.cells:
            gone[cell.site] += cell.count
    return {site.site_id: _site_state(site, there[site.site_id], gone[site.site_id]) for site in sites}


def _site_state(site: Site, there: int, gone: int) -> str:
    if not site.inside:
        return "outside"
    if gone == 0:
        return "open"
    return "departing" if gone < there else "empty"


def _public_site(site: Site, state: str) -> PublicSite:
    return PublicSite(
        name_en=site.name_en,
        name_fr=site.name_fr,
        latitude_deg=site.latitude_deg,
        longitude_deg=site.longitude_deg,
        state=state,
    )


def _told_steps(history: SignedHistory, known: Steps, policy: dict[str, str], as_of_minute: int) -> Steps | None:
    """Return the people departed over time as they may be drawn; None where no number may be told.

    Where the parts of the figure are kept back, single departures would show them: then only what the public knows
    anyhow is drawn, the figure of this page and those of earlier communiqués (``known``).
    """
    is_whole = all(policy.get(part, "exact") in _COMPARED for part in _PARTS)
    steps = signed_steps(history)["people_departed"] if is_whole else known
    past = [(minute, told_count(people, policy)) for minute, people in steps if minute <= as_of_minute]
    drawn = tuple((minute, people) for minute, people in past if people is not None)
    return drawn if len(drawn) == len(past) else None


def _told_check(check: ClaimCheck, policy: dict[str, str], *, reconstruction: bool) -> ClaimCheck:
    """Return a check without what the policy keeps back: a judgement would give the figure away."""
    if check.derived is None:
        return check
    figure = Figure(name=check.claim.quantity, value=check.derived, grade="")
    disclosed = told((figure,), policy, reconstruction=reconstruction)[0]
    if disclosed.style in (*_COMPARED, "at_most"):
        return replace(check, words=disclosed.words)
    return replace(check, derived=None, words=None, finding="withheld")
