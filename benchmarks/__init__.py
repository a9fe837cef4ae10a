"""Benchmarks: ratios against a peer or a physical limit, in one run. `make bench` prints them."""
