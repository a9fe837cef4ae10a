"""What the reports of `tests.tiny` are made from: its operation and plan with texts, a log so far, claims, a forecast.

As of day 1, 12:00 local: 2 people had departed before counting began, 14 with R1 at 09:00 of day 0, 16 of 30 in all;
R2 took 6 more at 09:00 of day 1, signed by the force alone so far. Everything is made up for tests.

>>> figure_of(sample_state(), "people_departed").value
16
"""

from dataclasses import replace
from functools import cache
from typing import Any

from repli.errors import phrase
from repli.model import (
    Assumption,
    Band,
    Cause,
    Claim,
    Forecast,
    LogVerdict,
    Operation,
    Plan,
    ScenarioForecast,
    Setting,
    Wording,
)
from repli.progress import State, cells_of, figures, state_digest
from repli.progress.state import Baseline, Departed, MovementState, OpeningBalance
from repli.reporting import (
    Alert,
    ChangesFacts,
    CommissionFacts,
    Communique,
    LogHead,
    Naive,
    NextStep,
    PlanSummary,
    PublicFacts,
    PublishedText,
    SignedDeparture,
    SignedHistory,
    Truth,
    changes_page,
    commission_page,
    communique_of,
    communique_text,
    public_facts,
    public_page,
    record_of,
)
from tests.tiny import at, drop_movement, edit_movement, tiny_operation, tiny_plan

NOW = at(1, 12)
ORIGIN = "RECONSTRUCTION/tiny"
TRUTH = Truth(assumptions=1041, reconstruction=True, demonstration=True)
FINGERPRINTS = (("demo-force/represent", "1a" * 32), ("demo-host/represent", "2b" * 32))
HEAD = LogHead(origin=f"{ORIGIN}/demo-force", size=42, root="q83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4k=")
PLACES = {"BASE": (13.5, 2.1), "FEED": (16.9, 8.0), "HOME": (49.4, 7.6)}

_SENTENCES = (
    ("cooperation", "The two parties keep up their dialogue.", "Les deux parties maintiennent leur dialogue."),
    ("next_phase", "The rotations continue.", "Les rotations de gros-porteurs se poursuivent ; le matériel suit."),
    ("procedures", "Every departure is counted twice.", "Chaque départ est compté deux fois."),
    ("protection", "The host protects the sites.", "L'hôte protège les emprises jusqu'au dernier départ."),
)


def sample_operation(**changes: Any) -> Operation:  # noqa: ANN401 - the changes have as many types as the fields
    """The tiny operation, on a map, with agreed sentences, one assumption and one input of the simulation."""
    operation = tiny_operation()
    agreement = replace(
        operation.agreement,
        title_en="Withdrawal of the force from Tiny",
        title_fr="Retrait de la force de Minuscule",
        wording=Wording(sentences=_SENTENCES),
        evidence="PV",
    )
    sites = tuple(
        replace(site, latitude_deg=PLACES[site.site_id][0], longitude_deg=PLACES[site.site_id][1])
        for site in operation.sites
    )
    setting = Setting(
        name="breakdown_probability", unit="per off-block", low=0.12, base=0.07, high=0.04, source="", assumed="made up"
    )
    assumption = Assumption(file="sites.csv", row=2, subject="BASE", text="Where BASE lies is <assumed> & made up.")
    given = {"agreement": agreement, "sites": sites, "settings": (setting,), "assumptions": (assumption,)}
    return replace(operation, **(given | changes))


def sample_state() -> State:
    """The log's state as of `NOW`."""
    departed = cells_of({("BASE", "military"): 16})
    return State(
        agreement="tiny",
        baseline_people=Baseline(
            cells=cells_of({("BASE", "military"): 20, ("FEED", "military"): 10}), kg=0, root="0" * 64, slots=30
        ),
        baseline_items=Baseline(cells=(), kg=17_500, root="0" * 64, slots=6),
        departed=Departed(
            cells=departed, items=(0,), kg=2_000, movements=1, people=tuple(range(16)), people_count=16, items_count=1
        ),
        events=9,
        movements=(
            MovementState(movement="R1", event="1" * 64, grade="joint", people=14, items=1, kg=2_000),
            MovementState(movement="R2", event="2" * 64, grade="unilateral", people=6, items=2, kg=11_000),
        ),
        opening=OpeningBalance(people=2),
    )


def sample_history() -> SignedHistory:
    """The departures that the state holds, with their times."""
    return SignedHistory(
        opening_minute=at(0),
        opening_people=2,
        opening_kg=0,
        departures=(
            SignedDeparture(
                movement_id="R1",
                vehicle_id="L1",
                field_id="FLD1",
                off_block_minute=at(0, 9),
                people=14,
                kg=2_000,
                grade="joint",
            ),
            SignedDeparture(
                movement_id="R2",
                vehicle_id="L2",
                field_id="FLD1",
                off_block_minute=at(1, 9),
                people=6,
                kg=11_000,
                grade="unilateral",
            ),
        ),
    )


def sample_claim(claim_id: str = "c1", **changes: Any) -> Claim:  # noqa: ANN401 - as many types as the fields
    """A published figure that agrees with the log: more than 15 of 30, on day 0."""
    values: dict[str, Any] = {
        "claim_id": claim_id,
        "stated_on": "2030-01-07",
        "quantity": "people_departed",
        "value": 15,
        "qualifier": "at_least",
        "total": 30,
        "scope_en": "people on the list",
        "scope_fr": "personnes de la liste",
        "stated_by": "a newspaper",
        "quote": "plus de quinze",
        "language": "fr",
        "source": "https://www.example.org/a ; https://example.net/b",
        "assumed": "",
    }
    return Claim(**values | changes)


def sample_claims() -> tuple[Claim, ...]:
    """One that agrees, one of another scope, two that conflict, one of a later day."""
    return (
        sample_claim("c1"),
        sample_claim("c2", value=18, qualifier="exact", total=35),
        sample_claim("c3", value=21, qualifier="exact", total=33),
        sample_claim("c4", value=22, qualifier="exact", total=33),
        sample_claim("c5", stated_on="2030-01-09", value=30, qualifier="exact", quote="LATER-CLAIM"),
    )


def sample_forecast() -> Forecast:
    """Three scenarios with round chances; weather flips the answer."""
    band = Band(
        day_starts=tuple(at(day) for day in range(5)),
        low_people=(10, 16, 20, 26, 30),
        median_people=(14, 20, 30, 30, 30),
        high_people=(14, 20, 30, 30, 30),
    )
    chances = {"low": 0.42, "base": 0.71, "high": 0.99}
    causes = (Cause(name="weather", days_lost=1.25, chance_without=0.9, chance_gain=0.1, gain_error=0.01),)
    scenarios = tuple(
        ScenarioForecast(
            name=name,
            chance=chance,
            standard_error=0.012,
            milestones=(("half", chance - 0.2),),
            closure_quantiles_minute=((50, at(2, 14)), (95, at(4, 9))),
            band=band,
            sites=(),
            causes=causes if name == "base" else (),
            closed_on=(0, 0, 1200, 600, 200),
        )
        for name, chance in chances.items()
    )
    return Forecast(operation_hash="", plan_hash="", seed=1, replications=2000, scenarios=scenarios, flips="weather")


def sample_communique(**changes: Any) -> Communique:  # noqa: ANN401 - as many types as the fields
    """Communiqué No. 1 as of `NOW`."""
    state = sample_state()
    made = communique_of(
        sample_operation(),
        figures(state),
        number=1,
        place="Minuscule",
        as_of_minute=NOW,
        origin=ORIGIN,
        state_digest=state_digest(state),
        truth=TRUTH,
    )
    return replace(made, **changes)


def sample_published() -> PublishedText:
    """Both texts of the communiqué, with hashes that stand for those of the log."""
    communique = sample_communique()
    return PublishedText(
        number=1,
        text_en=communique_text(communique, "en"),
        text_fr=communique_text(communique, "fr"),
        sha256_en="e" * 64,
        sha256_fr="f" * 64,
    )


def sample_public_facts(operation: Operation | None = None, **changes: Any) -> PublicFacts:  # noqa: ANN401 - as above
    """What the public may see of the sample."""
    operation = operation or sample_operation()
    given: dict[str, Any] = {
        "truth": TRUTH,
        "agreement": operation.agreement,
        "sites": operation.sites,
        "state": sample_state(),
        "history": sample_history(),
        "claims": sample_claims(),
        "communiques": (sample_published(),),
        "origin": ORIGIN,
        "head": HEAD,
        "fingerprints": FINGERPRINTS,
        "as_of_minute": NOW,
    }
    return public_facts(**given | changes)


def sample_commission_facts(**changes: Any) -> CommissionFacts:  # noqa: ANN401 - as many types as the fields
    """Everything the restricted page shows."""
    given: dict[str, Any] = {
        "truth": TRUTH,
        "reader": phrase("Joint disengagement commission"),
        "now_minute": NOW,
        "operation": sample_operation(),
        "plan": tiny_plan(),
        "naive": Naive(closure_day=1, ignores=phrase("None.")),
        "forecast": sample_forecast(),
        "state": sample_state(),
        "history": sample_history(),
        "claims": sample_claims(),
        "alerts": (
            Alert(severity="low", cause=phrase("flights"), fix=phrase("Ask for one more departure a day.")),
            Alert(severity="high", cause=phrase("slower flights"), fix=phrase("Ask for one more departure a day.")),
        ),
        "next_steps": (
            NextStep(when_minute=at(2, 13), kind="departs", what=phrase("flights"), who=phrase("Parties")),
            NextStep(when_minute=at(2, 8), kind="request", what=phrase("movements"), who=phrase("Parties")),
        ),
        "reasons": (phrase("clearances refused or late"),),
        "before": PlanSummary(
            closure_day=3,
            bound_day=1,
            overrun_days=1,
            movements=7,
            stay_minutes=2_061,
            flying_minutes=900,
            chance_ppm=None,
        ),
        "verdict": LogVerdict(
            answer="yes",
            place="",
            reason=phrase(""),
            sentence=phrase("Signatures"),
            state_digest="0" * 64,
            figures=(),
            fingerprints=FINGERPRINTS,
        ),
    }
    return CommissionFacts(**given | changes)


@cache
def commission_html() -> str:
    """The restricted page of the sample, rendered once for all tests."""
    return commission_page(sample_commission_facts())


@cache
def public_html() -> str:
    """The public page of the sample, rendered once for all tests."""
    return public_page(sample_public_facts())


def sample_changes_facts(**changes: Any) -> ChangesFacts:  # noqa: ANN401 - as many types as the fields
    """The tiny plan after a change: R1 an hour later, R2 by L1 instead of L2, R4 dropped."""
    operation = sample_operation()
    plan = tiny_plan()
    given: dict[str, Any] = {
        "truth": TRUTH,
        "reader": phrase("Joint disengagement commission"),
        "operation": operation,
        "before": record_of(operation, plan, sample_forecast()),
        "after": record_of(operation, changed_plan(plan), sample_forecast()),
        "changed": ("fleet.csv",),
    }
    return ChangesFacts(**given | changes)


def changed_plan(plan: Plan) -> Plan:
    """R1 stands an hour longer before it departs, R2 is flown by L1, R4 is dropped; closing a day later."""
    first = next(one for one in plan.movements if one.movement_id == "R1")
    stops = (
        first.stops[0],
        replace(first.stops[1], off_block_minute=first.stops[1].off_block_minute + 60),
        replace(first.stops[2], on_block_minute=first.stops[2].on_block_minute + 60),
    )
    later = edit_movement(plan, "R1", stops=stops, movement_id="R9")
    other = drop_movement(edit_movement(later, "R2", vehicle_id="L1"), "R4")
    return replace(other, objective=replace(other.objective, closure_day=plan.objective.closure_day + 1))


@cache
def changes_html() -> str:
    """The page of the sample's changes, rendered once for all tests."""
    return changes_page(sample_changes_facts())
