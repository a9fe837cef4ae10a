"""Public files and keys in, a verdict out.

``verdict`` is the package's own verifier, over ``folder`` (files), ``heads`` (signed heads) and ``trust`` (the reader's
keys). `standalone` is the one-file verify.py: it imports nothing of repli, and `install` puts it beside a log.
"""

from repli.verification.install import copy_standalone
from repli.verification.trust import TrustedKeys, parse_trust
from repli.verification.verdict import verify_log

__all__ = ["TrustedKeys", "copy_standalone", "parse_trust", "verify_log"]
