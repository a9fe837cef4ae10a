"""(Operation, Plan) -> Forecast: the chance to meet the deadline, and what threatens it most."""

from repli.forecast.simulate import simulate

__all__ = ["simulate"]
