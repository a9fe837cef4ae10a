"""Words that several tables share: states of sites, functions, modes, severities, verdicts."""

from collections.abc import Mapping

from repli.errors import Phrase, phrase
from repli.progress.words import BALANCE_TERMS, FIGURE_WORDS, SITE_STEPS

__all__ = [
    "BALANCE_TERMS",
    "DUTY_WORDS",
    "QUANTITIES",
    "SEVERITY_WORDS",
    "SITE_STATES",
    "SITE_STEPS",
    "disturbance_word",
    "function_word",
    "mode_word",
    "quantity_word",
    "scenario_word",
]

SITE_STATES: Mapping[str, Phrase] = {
    "open": phrase("no departure yet"),
    "departing": phrase("people are departing"),
    "empty": phrase("nobody remains"),
    "handed-over": phrase("handed over, the last people depart"),
    "closed": phrase("site closed"),
    "outside": phrase("place outside the territory"),
}
SEVERITY_WORDS: Mapping[str, Phrase] = {
    "high": phrase("urgent"),
    "medium": phrase("to watch"),
    "low": phrase("minor"),
}
DUTY_WORDS: Mapping[str, Phrase] = {
    "request": phrase("request by"),
    "notice": phrase("give notice by"),
    "ready": phrase("stand ready"),
    "clearance": phrase("clearance used"),
    "departs": phrase("depart and sign"),
    "handover": phrase("hand over and sign"),
    "act": phrase("act on site"),
    "arrives": phrase("arrive"),
    "check-in": phrase("check in"),
    "team": phrase("team attends"),
}
"""Kinds of duty of the next seven days."""
QUANTITIES: dict[str, Phrase] = {
    "people_present": phrase("people present"),
    "flights": phrase("flights"),
    "first_flight": phrase("first flight"),
    "aircraft_departed": phrase("aircraft departed"),
    "generators_to_withdraw": phrase("generators to withdraw"),
    "milestone_fraction_ppm": phrase("interim milestone, share departed"),
}
"""Quantities of published figures that the log does not count."""

_DISTURBANCES: Mapping[str, Phrase] = {
    "ground": phrase("slower ground times"),
    "flight": phrase("slower flights"),
    "breakdown": phrase("breakdowns of vehicles"),
    "weather": phrase("weather that closes fields"),
    "clearance": phrase("clearances refused or late"),
    "turn-in": phrase("materiel handed in late"),
    "readiness": phrase("vehicles that are not fit"),
    "silence": phrase("requests for clearance without an answer"),
    "revocation": phrase("clearances revoked"),
    "roads": phrase("roads and borders closed"),
    "customs": phrase("convoys held at customs"),
    "arrivals": phrase("reinforcements that come late"),
    "disputes": phrase("contested manifests"),
    "crisis": phrase("a political stop of all movements"),
}
_FUNCTIONS: Mapping[str, Phrase] = {
    "guard": phrase("guards"),
    "logistic": phrase("logisticians"),
    "medical": phrase("medical staff"),
}
_SCENARIOS: Mapping[str, Phrase] = {
    "low": phrase("low assumptions"),
    "base": phrase("base assumptions"),
    "high": phrase("high assumptions"),
}


def disturbance_word(name: str) -> Phrase:
    """Return the words for a disturbance of the forecast."""
    return _DISTURBANCES.get(name, phrase("{name}", name=name))


def function_word(function: str | None) -> Phrase:
    """Return the word for a function of people; all people for ``None``."""
    return phrase("all people") if function is None else _FUNCTIONS.get(function, phrase("{name}", name=function))


def mode_word(mode: str) -> Phrase:
    """Return the word for a mode of transport."""
    return phrase("by air") if mode == "air" else phrase("by road")


def scenario_word(name: str) -> Phrase:
    """Return the word for a scenario of a forecast."""
    return _SCENARIOS.get(name, phrase("{name}", name=name))


def quantity_word(name: str) -> Phrase:
    """Return the words for the quantity of a published figure; one that Repli has no words for is called by its id."""
    return (FIGURE_WORDS | QUANTITIES).get(name, phrase("{name}", name=name))
