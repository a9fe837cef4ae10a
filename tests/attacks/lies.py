"""Attacks of people who hold keys: something false is signed, and everything that follows is made right again."""

from tests.attacks.lies_figures import FIGURES
from tests.attacks.lies_histories import HISTORIES
from tests.attacks.lies_signers import SIGNERS

__all__ = ["LIES"]

LIES = [*FIGURES, *SIGNERS, *HISTORIES]
