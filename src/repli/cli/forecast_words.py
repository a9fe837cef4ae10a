"""What commands say to people about a forecast: chances per scenario, milestones, sites, causes, what flips it."""

from collections.abc import Iterable, Iterator
from datetime import date

from repli.cli.console import say
from repli.cli.words import chance_words, day_words, decimal_words, figures_sentence, local_day
from repli.commission import Case, Position
from repli.errors import Phrase, phrase
from repli.model import Forecast, Plan, ReplanForecast, ScenarioForecast, SiteForecast, SweepRow

__all__ = ["forecast_lines", "position_lines", "replan_lines", "sites_by", "sweep_lines"]

_speak = say()


def _day(case: Case, minute: int | None) -> str | Phrase:
    """Return the civil day of an instant; midnight belongs to the day that ends."""
    return phrase("not within the horizon") if minute is None else day_words(local_day(case, minute - 1))


def forecast_lines(case: Case, forecast: Forecast) -> Iterator[str]:
    """Yield the chance per scenario; under base assumptions milestones, sites and causes; what flips the answer."""
    for scenario in forecast.scenarios:
        yield _speak(
            phrase(
                "{name}: {chance} (Monte Carlo error {error} %), median closure {day}",
                name=phrase(scenario.name),
                chance=chance_words(scenario.chance),
                error=decimal_words(100 * scenario.standard_error),
                day=_day(case, dict(scenario.closure_quantiles_minute)[50]),
            )
        )
    base = forecast.scenario("base")
    yield _speak(phrase("closed with a chance of 95 % by: {day}", day=_day(case, base.sure_minute)))
    yield from _milestones(case, base)
    yield from _sites(case, base)
    yield from _causes(base)
    if forecast.flips is not None:
        yield _speak(phrase("Pessimistic values of this alone make it unlikely: {name}.", name=phrase(forecast.flips)))


def _milestones(case: Case, base: ScenarioForecast) -> Iterator[str]:
    due = {one.milestone_id: one.due_minute for one in case.operation.agreement.milestones}
    for name, chance in base.milestones:
        yield _speak(
            phrase("  milestone {name}, due {day}: {chance}", name=name, day=_day(case, due[name]),
                   chance=chance_words(chance))
        )  # fmt: skip


def _sites(case: Case, base: ScenarioForecast) -> Iterator[str]:
    for site in base.sites:
        yield _speak(
            phrase(
                "  site {site}: median {median}, 90 % by {late}; by the deadline {chance}",
                site=site.site_id,
                median=_day(case, site.median_minute),
                late=_day(case, site.late_minute),
                chance=chance_words(site.chance),
            )
        )


def _causes(base: ScenarioForecast) -> Iterator[str]:
    for cause in base.causes:
        yield _speak(
            phrase("  {name}: {days} days; chance without it {chance}", name=phrase(cause.name),
                   days=decimal_words(cause.days_lost), chance=chance_words(cause.chance_without))
        )  # fmt: skip


def chance_before(case: Case, site: SiteForecast, day: date, replications: int) -> float:
    """Return the share of replications in which a site is closed before a day begins."""
    agreement = case.operation.agreement
    days = (day - agreement.civil_day(0)).days
    return sum(site.closed_on[: max(days, 0)]) / replications


def sites_by(case: Case, forecast: Forecast, day: date) -> Iterator[str]:
    """Yield, per site, the chance to be closed before a day under low, base and high assumptions."""
    for number, site in enumerate(forecast.scenario("base").sites):
        low, base, high = (
            chance_words(chance_before(case, one.sites[number], day, forecast.replications))
            for one in forecast.scenarios
        )
        yield _speak(
            phrase(
                "site {site} closed before {day}: {base} (low {low}, high {high})",
                site=site.site_id,
                day=day_words(day),
                base=base,
                low=low,
                high=high,
            )
        )


def sweep_lines(case: Case, rows: Iterable[SweepRow]) -> Iterator[str]:
    """Yield one line for each combination, under a heading."""
    yield _speak(phrase("fleet  spots  deadline  clearance x  chance     error %  median    95 % by"))
    for row in rows:
        chance, error = chance_words(row.chance), decimal_words(100 * row.standard_error)
        days = (_speak(phrase("{day}", day=_day(case, one))) for one in (row.median_minute, row.sure_minute))
        median, sure = days
        yield (
            f"{row.fleet:+5d}  {row.spots:+5d}  {row.deadline_days:+7d}d  {row.delay_factor:>11.2f}  {chance:<9}  "
            f"{error:>7}  {median:<8}  {sure}"
        )


def replan_lines(case: Case, found: ReplanForecast) -> Iterator[str]:
    """Yield following, replanning, their difference with its error, and what came of asking for plans."""
    rows = (
        (phrase("follow"), found.follow, found.follow_quantiles_minute),
        (phrase("replan"), found.replan, found.replan_quantiles_minute),
    )
    for name, chance, quantiles in rows:
        median, sure = (_day(case, minute) for _, minute in quantiles)
        yield _speak(
            phrase(
                "{name}: {chance}, median closure {median}, 95 % by {sure}",
                name=name,
                chance=chance_words(chance),
                median=median,
                sure=sure,
            )
        )
    yield _speak(
        phrase(
            "replanning every {days} days, {scenario} assumptions, same luck: {difference} % chance (error {error} %), "
            "{gained} days sooner (error {days_error})",
            days=found.every_days,
            scenario=phrase(found.scenario),
            difference=decimal_words(100 * found.difference),
            error=decimal_words(100 * found.standard_error),
            gained=decimal_words(found.days_gained),
            days_error=decimal_words(found.days_error),
        )
    )
    yield _speak(
        phrase(
            "{replications} replications; plans asked for {asked}, found {offered}, better and taken {adopted}",
            replications=found.replications,
            asked=found.asked,
            offered=found.offered,
            adopted=found.adopted,
        )
    )


def position_lines(case: Case, position: Position, plan: Plan) -> Iterator[str]:
    """Yield what was signed by a position, and from when what is left was planned."""
    yield _speak(phrase("signed by event {events}: {figures}", events=position.events,
                        figures=figures_sentence(position.figures)))  # fmt: skip
    closed = case.operation.agreement.civil_day(plan.objective.closure_day)
    yield _speak(
        phrase(
            "what is left, planned from {day}: closed {closed}",
            day=day_words(local_day(case, plan.as_of_minute)),
            closed=day_words(closed),
        )
    )
