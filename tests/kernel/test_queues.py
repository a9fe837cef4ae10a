"""Queues against closed forms and against the recursion of Kiefer and Wolfowitz, tick by tick."""

from math import factorial

import numpy as np
import pytest

from repli.kernel.arrays import FloatArray, IntArray
from tests.kernel.stations import served, station


def waits(arrivals: IntArray, services: FloatArray, servers: int) -> FloatArray:
    """Ticks between arrival and start of service."""
    out = served(station(arrivals.shape[1], servers), arrivals, services).out
    return out - arrivals - np.ceil(services)


@pytest.mark.parametrize(("between", "service"), [(10, 7), (10, 10), (10, 13), (1, 50)])
def test_one_server_with_fixed_times_makes_customer_n_wait_n_times_the_excess(between: int, service: int) -> None:
    """D/D/1: W_n = n max(0, service - between)."""
    customers = 40
    arrivals = np.arange(customers, dtype=np.int64)[None, :] * between
    found = waits(arrivals, np.full((1, customers), float(service)), 1)[0]
    assert found.tolist() == [number * max(0, service - between) for number in range(customers)]


@pytest.mark.parametrize("servers", [1, 2, 5])
def test_waits_follow_the_recursion_of_kiefer_and_wolfowitz(servers: int) -> None:
    generator = np.random.default_rng(servers)
    arrivals = np.cumsum(generator.integers(1, 30, (50, 60)), axis=1)
    services = generator.integers(1, 30 * servers, (50, 60)).astype(float)
    found = waits(arrivals, services, servers)
    for replication in range(50):
        free = [0] * servers  # when each server is free
        for customer in range(60):
            free.sort()
            start = max(int(arrivals[replication, customer]), free[0])
            assert found[replication, customer] == start - arrivals[replication, customer]
            free[0] = start + int(services[replication, customer])


def erlang_c(servers: int, load: float) -> float:
    """The chance to wait in M/M/c with offered load a = lambda / mu (Erlang's C formula)."""
    last = load**servers / factorial(servers) * servers / (servers - load)
    return last / (sum(load**k / factorial(k) for k in range(servers)) + last)


@pytest.mark.parametrize(("servers", "use"), [(1, 0.6), (2, 0.7), (4, 0.75)])
def test_exponential_arrivals_and_services_wait_as_erlang_says(servers: int, use: float) -> None:
    """M/M/c: E[W] = C(c, a) / (c mu - lambda); ticks of a ten-thousandth of a service hide the rounding.

    The first 500 customers warm up; batches are replications, so that the standard error is that of independent means.
    """
    mean, replications, customers, warm = 10_000.0, 120, 2_000, 500
    generator = np.random.default_rng(7 + servers)
    between = generator.exponential(mean / (servers * use), (replications, customers))
    arrivals = np.ceil(np.cumsum(between, axis=1)).astype(np.int64)
    services = generator.exponential(mean, (replications, customers))
    found = waits(arrivals, services, servers)[:, warm:]
    load = servers * use
    chance, error = float((found > 0).mean()), float((found > 0).mean(axis=1).std() / replications**0.5)
    assert abs(chance - erlang_c(servers, load)) < 4 * error
    means = found.mean(axis=1) / mean
    expected = erlang_c(servers, load) / (servers - load)
    assert abs(float(means.mean()) - expected) < 4 * float(means.std() / replications**0.5)


def test_who_asks_first_is_served_first_and_within_a_minute_by_the_order_of_the_plan() -> None:
    arrivals = np.array([[5, 3, 3, 0]], np.int64)
    found = served(station(4, 1), arrivals, np.full((1, 4), 10.0))
    assert found.out[0].tolist() == [40, 20, 30, 10]
