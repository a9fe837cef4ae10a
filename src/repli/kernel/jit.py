"""How the kernel is compiled: cached on disk, and without numba's reference counts where nothing is allocated.

Every array that compiled code touches costs an atomic count up and down; with some twenty arrays at hand in each small
function that was nine tenths of a replication (0.34 ms against 0.034 ms on the Niger plan). ``_nrt=False`` compiles a
function without the runtime that counts; such a function may read and write arrays but not make one. The option is
numba's own but not documented, so the version is pinned, and a test runs the same replications uncompiled.
"""

from numba import njit

__all__ = ["allocating", "compiled", "inlined"]

compiled = njit(cache=True, _nrt=False)
inlined = njit(cache=True, _nrt=False, inline="always")
"""For functions that are called in one place: their many arrays are not passed once more."""

allocating = njit(cache=True)
