"""(Operation, Plan) -> Forecast: the chance to meet the deadline, and what threatens it most."""

from repli.forecast.compare import compare_plans
from repli.forecast.replanning import replan_forecast
from repli.forecast.run import process_pool
from repli.forecast.simulate import simulate
from repli.forecast.sweep import Grid, sweep

__all__ = ["Grid", "compare_plans", "process_pool", "replan_forecast", "simulate", "sweep"]
