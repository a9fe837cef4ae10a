"""A linear program, row by row, and its solution by GLOP through OR-Tools' MathOpt; HiGHS where rows are priced.

The solver is loaded when it is first needed. Whatever goes wrong inside it is a `SolverError`: the caller then does
without (docs/reference/bound-meaning.md asks for no solver). One thread and no clock, so the same program has the same
solution.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf

__all__ = ["Program", "SolverError"]

_ITERATIONS = 2_000_000


class SolverError(Exception):
    """The solver gave no optimal solution."""


@dataclass(slots=True)
class Program:
    """Maximise ``gains`` x variables; every row is a sum of variables >= ``least``. Variables lie in [low, high]."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    gains: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)

    def variable(self, gain: float = 0.0, *, low: float = 0.0, high: float = inf) -> int:
        """Add a variable and return its number."""
        self.low.append(low)
        self.high.append(high)
        self.gains.append(gain)
        return len(self.gains) - 1

    def row(self, terms: Iterable[tuple[int, float]], least: float = 0.0) -> None:
        """Add ``sum of terms >= least``; each variable once."""
        number = len(self.least)
        self.least.append(least)
        for column, value in sorted(terms):
            self.rows.append(number)
            self.columns.append(column)
            self.numbers.append(value)

    def worth(self, values: Sequence[float]) -> float:
        """Return what a solution gains."""
        return sum(value * gain for value, gain in zip(values, self.gains, strict=True))

    def solve(self) -> Sequence[float]:
        """Return the value of each variable in an optimal solution; raise SolverError if there is none."""
        return self.solve_priced(priced=False)[0]

    def solve_priced(self, *, priced: bool = True) -> tuple[Sequence[float], Sequence[float]]:
        """Return the value of each variable in an optimal solution, and what each row costs per unit of ``least``.

        Costs are not below zero, and none are returned if they are not asked for; raise SolverError without a solution.
        Of the many costs that an optimum may have, those of HiGHS guided plans better than those of GLOP.
        """
        try:
            return self._solved(priced=priced)
        except SolverError:
            raise
        except Exception as error:  # a failure inside surfaces as AttributeError, ValueError or others
            raise SolverError(str(error)) from error

    def _solved(self, *, priced: bool) -> tuple[Sequence[float], Sequence[float]]:
        from ortools.math_opt import model_pb2  # noqa: PLC0415 - loads for half a second
        from ortools.math_opt.python import mathopt  # noqa: PLC0415 - as above

        proto = model_pb2.ModelProto()
        proto.variables.ids.extend(range(len(self.gains)))
        proto.variables.lower_bounds.extend(self.low)
        proto.variables.upper_bounds.extend(self.high)
        proto.variables.integers.extend([False] * len(self.gains))
        used = [number for number, gain in enumerate(self.gains) if gain]
        proto.objective.maximize = True
        proto.objective.linear_coefficients.ids.extend(used)
        proto.objective.linear_coefficients.values.extend(self.gains[number] for number in used)
        proto.linear_constraints.ids.extend(range(len(self.least)))
        proto.linear_constraints.lower_bounds.extend(self.least)
        proto.linear_constraints.upper_bounds.extend([inf] * len(self.least))
        proto.linear_constraint_matrix.row_ids.extend(self.rows)
        proto.linear_constraint_matrix.column_ids.extend(self.columns)
        proto.linear_constraint_matrix.coefficients.extend(self.numbers)
        model = mathopt.Model.from_model_proto(proto)
        threads = None if priced else 1  # HiGHS takes no such number, and solves a linear program with one thread
        params = mathopt.SolveParameters(iteration_limit=_ITERATIONS, threads=threads)
        nothing = mathopt.SparseVectorFilter(filtered_items=())
        wanted = mathopt.ModelSolveParameters(
            dual_values_filter=mathopt.SparseVectorFilter() if priced else nothing, reduced_costs_filter=nothing
        )
        solver = mathopt.SolverType.HIGHS if priced else mathopt.SolverType.GLOP
        result = mathopt.solve(model, solver, params=params, model_params=wanted)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            raise SolverError(str(result.termination.reason))
        values = result.variable_values()
        duals = result.dual_values() if priced else {}
        costs = [max(0.0, -duals[one]) for one in model.linear_constraints()] if priced else []
        return [values[one] for one in model.variables()], costs
