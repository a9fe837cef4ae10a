"""Public files and keys in, a verdict out.

``verdict`` is the package's own verifier, over ``folder`` (files), ``heads`` (signed heads) and ``trust`` (the reader's
keys); ``files`` takes whatever a reader holds: a directory, one publication, the whole log in one file, a
contradiction. ``discord`` compares two copies, ``fsck`` lists every damage; ``keptback`` says
what a public copy leaves out. `standalone` is the one-file verify.py: it
imports nothing of repli, and `install` puts it beside a log.
"""

from repli.verification.discord import Discord, discords
from repli.verification.files import verify_path
from repli.verification.fsck import Damage, damages
from repli.verification.install import copy_standalone
from repli.verification.keptback import kept_back
from repli.verification.opened import verify_opened
from repli.verification.publication import publication_proof
from repli.verification.trust import TrustedKeys, parse_trust
from repli.verification.verdict import verify_log

__all__ = [
    "Damage",
    "Discord",
    "TrustedKeys",
    "copy_standalone",
    "damages",
    "discords",
    "kept_back",
    "parse_trust",
    "publication_proof",
    "verify_log",
    "verify_opened",
    "verify_path",
]
