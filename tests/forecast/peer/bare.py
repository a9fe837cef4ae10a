"""SimPy with nothing but one resource: what the library itself does in a second on this machine."""

import time
from collections.abc import Iterator
from typing import Any

import simpy

__all__ = ["bare_events_per_second"]


def bare_events_per_second(customers: int = 20_000) -> float:
    """Requests and releases of one server a second; the best of three."""
    best = 0.0
    for _ in range(3):
        env = simpy.Environment()
        server = simpy.Resource(env, capacity=2)

        def customer(env: simpy.Environment = env, server: simpy.Resource = server) -> Iterator[Any]:
            with server.request() as place:
                yield place
                yield env.timeout(1)

        for _ in range(customers):
            env.process(customer())
        start = time.process_time()
        env.run()
        best = max(best, 2 * customers / (time.process_time() - start))
    return best
