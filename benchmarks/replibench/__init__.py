"""RepliBench: made-up withdrawals of every size, each from a class and a seed, and what planners make of them.

`instance_of("M", 3)` is always the same operation: a folder of files that anyone may open, read by the same intake as
any other. What is known of it by construction stands beside it: how tight it is, whether it is impossible and why.

    python -m benchmarks.replibench                      S and M, a few seeds
    python -m benchmarks.replibench --folder S 3 DIR     writes one instance as a folder
"""

from benchmarks.replibench.instance import Instance, instance_of

__all__ = ["Instance", "instance_of"]
